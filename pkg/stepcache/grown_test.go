package stepcache

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// sample is one that a store gets at a moment after its time.
type sample struct {
	at, arrives int64
	value       float64
	stale       bool
}

// grown is a store whose data grow: at a moment it knows what has arrived by then.
type grown struct {
	*promapi.Client
	series map[string][]sample
	// warning is a remark on every answer.
	warning string

	mu    sync.Mutex
	now   int64
	asked []promapi.RangeQuery
	read  int
}

// grow makes series that are scraped every 15 s from 0 to end, come and go, and arrive up to late behind their time. In
// a blackout nothing arrives until its end.
func grow(t *testing.T, r *rand.Rand, end int64) *grown {
	t.Helper()
	client, err := promapi.New(http.DefaultClient, promapi.Options{Family: "test", URL: "http://unused"})
	if err != nil {
		t.Fatal(err)
	}
	g := &grown{Client: client, series: map[string][]sample{}}
	dark := r.Int64N(end)
	bright := dark + r.Int64N(50*minute)
	for _, pod := range []string{"a", "b", "c", "d", "e"} {
		begin, stop := int64(0), end
		if r.IntN(2) == 0 {
			begin = r.Int64N(end)
			stop = begin + r.Int64N(end-begin)
		}
		for at := begin + r.Int64N(15*second); at < stop; at += 15 * second {
			s := sample{at: at, arrives: at + r.Int64N(second), value: r.NormFloat64()}
			switch r.IntN(20) {
			case 0:
				s.arrives = at + r.Int64N(late)
			case 1:
				continue // a scrape that failed
			case 2:
				s.value = math.NaN()
			}
			if s.arrives > dark && s.arrives < bright {
				s.arrives = bright
			}
			g.series[pod] = append(g.series[pod], s)
		}
		g.series[pod] = append(g.series[pod], sample{at: stop, arrives: stop, stale: true})
	}
	return g
}

func (g *grown) clock() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	return time.UnixMilli(g.now)
}

// known are a series' samples in (from, to] that have arrived.
func (g *grown) known(pod string, from, to int64) []sample {
	var out []sample
	all := g.series[pod]
	first, _ := slices.BinarySearchFunc(all, from+1, func(s sample, t int64) int { return cmp.Compare(s.at, t) })
	for _, s := range all[first:] {
		if s.at > to {
			break
		}
		if s.arrives <= g.now {
			out = append(out, s)
		}
	}
	return out
}

// at evaluates an expression at an instant: x, sum(x), sum_over_time(x[2m]) or x offset 3m.
func (g *grown) at(expr, pod string, t int64) (float64, bool) {
	window, moved := lookback, int64(0)
	switch {
	case strings.Contains(expr, "[2m]"):
		window = 2 * minute
	case strings.Contains(expr, "offset 3m"):
		moved = 3 * minute
	}
	found := g.known(pod, t-moved-window, t-moved)
	if !strings.Contains(expr, "[2m]") {
		if len(found) == 0 || found[len(found)-1].stale {
			return 0, false
		}
		return found[len(found)-1].value, true
	}
	found = slices.DeleteFunc(found, func(s sample) bool { return s.stale })
	sum := 0.0
	for _, s := range found {
		sum += s.value
	}
	return sum, len(found) > 0
}

func (g *grown) QueryRange(_ context.Context, q promapi.RangeQuery) (*promapi.Matrix, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = append(g.asked, q)
	m := &promapi.Matrix{}
	for pod := range g.series {
		s := promapi.Series{Labels: promapi.Labels{{Name: "pod", Value: pod}}}
		for t := q.Start; t <= q.End; t += q.Step {
			if v, ok := g.at(q.Expr, pod, t); ok {
				s.Times, s.Values = append(s.Times, t), append(s.Values, v)
			}
		}
		m = g.with(m, s)
	}
	return m, nil
}

func (g *grown) with(m *promapi.Matrix, s promapi.Series) *promapi.Matrix {
	if len(s.Times) > 0 {
		m.Series = append(m.Series, s)
		m.Samples += len(s.Times)
		g.read += len(s.Times)
	}
	if g.warning != "" {
		m.Warnings = []string{g.warning}
	}
	return m
}

// Query gives raw samples, or the value at an instant.
func (g *grown) Query(_ context.Context, expr string, at int64) (*promapi.Matrix, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	_, window, raw := rawOf(expr)
	m := &promapi.Matrix{}
	for pod := range g.series {
		s := promapi.Series{Labels: promapi.Labels{{Name: "pod", Value: pod}}}
		if raw {
			// Closed at the beginning too, as in older stores.
			for _, x := range g.known(pod, at-window-1, at) {
				if !x.stale {
					s.Times, s.Values = append(s.Times, x.at), append(s.Values, x.value)
				}
			}
		} else if v, ok := g.at(expr, pod, at); ok {
			s.Times, s.Values = []int64{at}, []float64{v}
		}
		m = g.with(m, s)
	}
	return m, nil
}

// requireEqual compares answers bit by bit; the order of series is the store's own affair.
func requireEqual(t *testing.T, got, want *promapi.Matrix) {
	t.Helper()
	a, b := sorted(got), sorted(want)
	if len(a) != len(b) || got.Samples != want.Samples {
		t.Fatalf("%d series with %d samples, want %d with %d", len(a), got.Samples, len(b), want.Samples)
	}
	same := func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) }
	for i := range a {
		if !slices.Equal(a[i].Labels, b[i].Labels) || !slices.Equal(a[i].Times, b[i].Times) || !slices.EqualFunc(a[i].Values, b[i].Values, same) {
			t.Fatalf("%v\n%v\n%v, want\n%v\n%v\n%v", a[i].Labels, a[i].Times, a[i].Values, b[i].Labels, b[i].Times, b[i].Values)
		}
	}
}

func sorted(m *promapi.Matrix) []promapi.Series {
	out := slices.Clone(m.Series)
	slices.SortFunc(out, func(a, b promapi.Series) int { return strings.Compare(a.Labels.Get("pod"), b.Labels.Get("pod")) })
	return out
}
