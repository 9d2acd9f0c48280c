package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// origin is second 0 of every fixture.
var origin = time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)

// at is the instant of a fixture's second.
func at(second int) time.Time { return origin.Add(time.Duration(second) * time.Second) }

// Fixtures reach from before to after, so that nothing in 0..1200 is incomplete or new, unless a test says so.
const (
	before = -600
	after  = 1800
	always = 1 << 30
)

// fn is a series' value at a second of the fixture.
type fn func(second int) float64

func constant(v float64) fn { return func(int) float64 { return v } }

// growing is a counter that stands at 0 at the beginning of a fixture.
func growing(perSecond float64) fn {
	return func(s int) float64 { return perSecond * float64(s-before) }
}

// until is a up to a second, b after it.
func until(second int, a, b float64) fn {
	return func(s int) float64 {
		if s <= second {
			return a
		}
		return b
	}
}

// scrape is how a target is read: at phase and each step after it, from from to to, but not in the outage.
type scrape struct {
	step, phase, from, to int
	outage                [2]int
	// silent leaves staleness markers out, as remote write and other collectors do.
	silent bool
}

func (s scrape) or(step int) scrape {
	if s.step == 0 {
		s.step = step
	}
	if s.from == 0 {
		s.from = before
	}
	if s.to == 0 {
		s.to = after
	}
	return s
}

// each calls f at every instant of the scrape.
func (s scrape) each(f func(second int)) {
	for t := s.from + s.phase; t <= s.to; t += s.step {
		if t <= s.outage[0] || t >= s.outage[1] {
			f(t)
		}
	}
}

// line is one metric of a target; its labels may change from scrape to scrape.
type line struct {
	name   string
	labels func(second int) []string
	value  fn
}

// series writes a line as its target exposes it: where the labels change, or the target goes before the fixture's
// end, the old series ends with a staleness marker, as Prometheus writes it.
func (s scrape) series(l line) []storetest.Series {
	var out []storetest.Series
	open := map[string]int{}
	last := ""
	end := func(second int) {
		if i, ok := open[last]; ok && !s.silent {
			out[i].Samples = append(out[i].Samples, storetest.Sample{At: seconds(second), Value: store.Stale()})
		}
	}
	newest := 0
	s.each(func(second int) {
		labels := l.labels(second)
		key := strings.Join(labels, "\x00")
		if key != last && last != "" {
			end(second)
		}
		if _, ok := open[key]; !ok {
			open[key] = len(out)
			out = append(out, storetest.Series{Name: l.name, Labels: labels})
		}
		i := open[key]
		out[i].Samples = append(out[i].Samples, storetest.Sample{At: seconds(second), Value: l.value(second)})
		last, newest = key, second
	})
	if s.to < after {
		end(newest + s.step)
	}
	return out
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// world is a fixture and, once asked, the store that holds it.
type world struct {
	t        *testing.T
	series   []storetest.Series
	settings string
	url      string
}

func newWorld(t *testing.T, parts ...[]storetest.Series) *world {
	t.Helper()
	w := &world{t: t, settings: "{}"}
	for _, p := range parts {
		w.series = append(w.series, p...)
	}
	return w
}

// address serves the fixture and returns its URL.
func (w *world) address() string {
	w.t.Helper()
	if w.url == "" {
		s := storetest.Open(w.t)
		s.Load(origin, w.series...)
		w.url = s.Serve()
	}
	return w.url
}
