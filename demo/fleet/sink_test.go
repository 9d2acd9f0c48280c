package fleet_test

import (
	"fmt"
	"hash/fnv"
	"math"
	"testing"
	"time"

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
	total  int
}

func newRecorder() *recorder {
	return &recorder{series: map[string][]sample{}, labels: map[string]labels.Labels{}}
}

func (r *recorder) AppendTo(s *store.Series, tMs int64, v float64, _ ...exemplar.Exemplar) error {
	key := s.Labels.String()
	list := r.series[key]
	if n := len(list); n > 0 && list[n-1].tMs >= tMs {
		return fmt.Errorf("%s at %d after %d", key, tMs, list[n-1].tMs)
	}
	r.series[key] = append(list, sample{tMs, v, value.IsStaleNaN(v)})
	r.labels[key] = s.Labels
	r.total++
	return nil
}

func (*recorder) Commit() error { return nil }

// find lists the series of a name whose labels match, name and value in turn.
func (r *recorder) find(name string, match ...string) []string {
	var out []string
	for key, l := range r.labels {
		if l.Get(labels.MetricName) == name && matches(l, match) {
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

// record runs a fleet's history into memory.
func record(t *testing.T, cfg fleet.Config) (*fleet.Fleet, *recorder) {
	t.Helper()
	f, r := fleet.New(cfg), newRecorder()
	if err := f.Backfill(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	return f, r
}
