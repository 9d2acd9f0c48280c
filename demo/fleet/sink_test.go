package fleet_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"

	"github.com/tokenpath/tokenpath/demo/fleet"
	"github.com/tokenpath/tokenpath/demo/store"
)

var end = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// sample is one recorded value; a stale marker has stale set.
type sample struct {
	tMs   int64
	v     float64
	stale bool
}

// recorder keeps everything that a fleet writes.
type recorder struct {
	series map[string][]sample
	labels map[string]labels.Labels
	keys   map[*store.Series]string
	total  int

	exemplars []seenExemplar
}

type seenExemplar struct {
	series labels.Labels
	e      exemplar.Exemplar
}

func newRecorder() *recorder {
	return &recorder{series: map[string][]sample{}, labels: map[string]labels.Labels{}, keys: map[*store.Series]string{}}
}

func (r *recorder) AppendTo(s *store.Series, tMs int64, v float64, exemplars ...exemplar.Exemplar) error {
	for _, e := range exemplars {
		r.exemplars = append(r.exemplars, seenExemplar{s.Labels, e})
	}
	key, known := r.keys[s]
	if !known {
		key = s.Labels.String()
		r.keys[s], r.labels[key] = key, s.Labels
	}
	list := r.series[key]
	if n := len(list); n > 0 && list[n-1].tMs >= tMs {
		return fmt.Errorf("%s at %d after %d", key, tMs, list[n-1].tMs)
	}
	r.series[key] = append(list, sample{tMs, v, value.IsStaleNaN(v)})
	r.total++
	return nil
}

func (*recorder) Commit() error { return nil }

// find lists the series of a name whose labels match, name and value in turn; of
// the first cluster unless they name another.
func (r *recorder) find(name string, match ...string) []string {
	if !slices.Contains(match, "cluster") {
		match = append([]string{"cluster", fleet.Cluster}, match...)
	}
	var out []string
	for key, l := range r.labels {
		if l.Get(model.MetricNameLabel) == name && matches(l, match) {
			out = append(out, key)
		}
	}
	return out
}

func matches(l labels.Labels, match []string) bool {
	for i := 0; i < len(match); i += 2 {
		if l.Get(match[i]) != match[i+1] {
			return false
		}
	}
	return true
}

// increase is the reset-corrected growth of a counter between the last samples
// at or before two instants; a series that begins inside counts from zero.
func (r *recorder) increase(key string, from, to time.Time) float64 {
	total, last, begun := 0.0, 0.0, false
	for _, s := range r.series[key] {
		if s.tMs > to.UnixMilli() {
			break
		}
		if s.stale {
			continue
		}
		if s.tMs <= from.UnixMilli() {
			last, begun = s.v, true
			continue
		}
		switch {
		case !begun || s.v < last:
			total += s.v
		default:
			total += s.v - last
		}
		last, begun = s.v, true
	}
	return total
}

// digest is a fingerprint of everything recorded, order of series apart.
func (r *recorder) digest() uint64 {
	var sum uint64
	for key, list := range r.series {
		h := fnv.New64a()
		fmt.Fprint(h, key)
		for _, s := range list {
			fmt.Fprintf(h, "|%d %x", s.tMs, math.Float64bits(s.v))
		}
		sum += h.Sum64()
	}
	return sum
}

// only is the one series of a name whose labels match.
func (r *recorder) only(t *testing.T, name string, match ...string) string {
	t.Helper()
	found := r.find(name, match...)
	if len(found) != 1 {
		t.Fatalf("%s %v: %d series: %v", name, match, len(found), found)
	}
	return found[0]
}

// grown is the growth of one counter.
func (r *recorder) grown(t *testing.T, from, to time.Time, name string, match ...string) float64 {
	t.Helper()
	return r.increase(r.only(t, name, match...), from, to)
}

// ranks is the growth of a counter over the ranks of a replica.
func (r *recorder) ranks(from, to time.Time, name string, match ...string) float64 {
	sum := 0.0
	for _, key := range r.find(name, match...) {
		sum += r.increase(key, from, to)
	}
	return sum
}

// mean is the mean of a gauge's samples in (from, to].
func (r *recorder) mean(key string, from, to time.Time) float64 {
	sum, n := 0.0, 0
	for _, s := range r.series[key] {
		if s.tMs > from.UnixMilli() && s.tMs <= to.UnixMilli() && !s.stale {
			sum += s.v
			n++
		}
	}
	return sum / float64(n)
}

// history is four hours of the default fleet, long enough for every event and
// recorded once for all tests.
var history = sync.OnceValues(func() (*fleet.Fleet, *recorder) {
	f, r := fleet.New(fleet.Config{End: end, Hours: 4}), newRecorder()
	if err := f.Backfill(context.Background(), r, nil); err != nil {
		panic(err)
	}
	return f, r
})

// record runs a fleet's history into memory.
func record(t *testing.T, cfg fleet.Config) (*fleet.Fleet, *recorder) {
	t.Helper()
	f, r := fleet.New(cfg), newRecorder()
	if err := f.Backfill(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	return f, r
}
