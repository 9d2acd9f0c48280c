package acceptance_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/overtime"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/remoteread"
)

// Where the client reads samples and evaluates them itself, its answer is the store's own, bit by bit: on series with
// gaps, resets, staleness markers, NaN, infinities, jitter, single samples, and samples that came late.
func TestSamples_AreEvaluatedAsTheStoreDoes(t *testing.T) {
	const seed = 20260922
	s := storetest.Open(t, func(o *store.Options) { o.OutOfOrder = 2 * time.Hour })
	loadOdd(s, rand.New(rand.NewPCG(seed, 1)))
	url, paths := s.Serve(), &pathCounter{}
	client, err := promapi.New(&http.Client{Transport: paths}, promapi.Options{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	from := at(0).UnixMilli()
	for _, f := range []overtime.Func{overtime.Rate, overtime.Avg, overtime.Min, overtime.Max, overtime.Last} {
		for _, grid := range []struct{ length, start, step int64 }{{60_000, 60_000, 60_000}, {60_000, 30_000, 15_000},
			{15_000, 7_000, 15_000}, {300_000, -120_000, 30_000}, {32_800, 1_234, 32_800}} {
			t.Run(fmt.Sprintf("%s %d from %d by %d", f, grid.length, grid.start, grid.step), func(t *testing.T) {
				q := promapi.RangeQuery{Expr: fmt.Sprintf(`%s({__name__="odd",pod!="left-out",pod=~"p.+"}[%dms])`, f, grid.length),
					Start: from + grid.start, End: from + 7_000_000, Step: grid.step}
				want, err := client.QueryRange(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				paths.forget()
				q.Window = &promapi.Window{Func: f, Length: grid.length, Matchers: []remoteread.Matcher{{Name: "__name__", Op: "=", Value: "odd"},
					{Name: "pod", Op: "!=", Value: "left-out"}, {Name: "pod", Op: "=~", Value: "p.+"}}}
				got, err := client.QueryRange(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				if !paths.asked("/api/v1/read") || paths.asked("/api/v1/query_range") {
					t.Fatalf("asked %v: no samples were read", paths.all())
				}
				sameMatrix(t, want, got)
			})
		}
	}
}

// What samples cannot say is asked of the store: external labels come with samples and with no answer, and native
// histograms are no plain numbers.
func TestSamples_StoreIsAskedWhereTheyDoNotServe(t *testing.T) {
	for name, c := range map[string]struct {
		series storetest.Series
		set    func(*store.Options)
	}{
		"external labels":   {storetest.Series{Name: "odd", Labels: []string{"pod", "p1"}, Values: storetest.Linear(0, 7, 400)}, func(o *store.Options) { o.ExternalLabels = map[string]string{"region": "eu"} }},
		"native histograms": {storetest.Series{Name: "odd", Labels: []string{"pod", "p1"}, Values: storetest.Linear(0, 7, 400), Observed: 0.3}, func(*store.Options) {}},
	} {
		t.Run(name, func(t *testing.T) {
			s := storetest.Open(t, c.set)
			s.Load(at(0), c.series)
			url, paths := s.Serve(), &pathCounter{}
			client, err := promapi.New(&http.Client{Transport: paths}, promapi.Options{URL: url})
			if err != nil {
				t.Fatal(err)
			}
			q := promapi.RangeQuery{Expr: `rate({__name__="odd"}[60s])`, Start: at(60).UnixMilli(), End: at(5900).UnixMilli(), Step: 60_000}
			want, err := client.QueryRange(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			q.Window = &promapi.Window{Func: overtime.Rate, Length: 60_000, Matchers: []remoteread.Matcher{{Name: "__name__", Op: "=", Value: "odd"}}}
			got, err := client.QueryRange(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			if !paths.asked("/api/v1/read") {
				t.Fatalf("asked %v: samples were not tried", paths.all())
			}
			if len(got.Series)+len(got.Histograms) == 0 {
				t.Fatal("the answer is empty")
			}
			sameMatrix(t, want, got)
		})
	}
}

// loadOdd fills a store with series of every oddity, and late samples of some.
func loadOdd(s *storetest.Server, r *rand.Rand) {
	var inOrder, late []storetest.Series
	for i := range 60 {
		one := storetest.Series{Name: "odd", Labels: []string{"pod", fmt.Sprintf("p%02d", i), "zone", []string{"a", "b"}[i%2]}}
		if i%7 == 0 {
			one.Labels = append(one.Labels, "Upper", "yes")
		}
		after := storetest.Series{Name: one.Name, Labels: one.Labels}
		value, every := 0.0, []int{5, 15, 30, 60}[i%4]
		for t := r.IntN(400); t < 7200; t += every {
			jitter := time.Duration(r.IntN(2000)) * time.Millisecond
			switch r.IntN(40) {
			case 0:
				value = 0
			case 1:
				t += r.IntN(600)
			case 2:
				one.Samples = append(one.Samples, storetest.Sample{At: time.Duration(t)*time.Second + jitter, Value: store.Stale()})
				continue
			case 3:
				value += 1e6 * r.Float64()
			}
			value += r.Float64() * 10
			v := value
			if i%5 == 0 {
				v = oddValue(r, value)
			}
			x := storetest.Sample{At: time.Duration(t)*time.Second + jitter, Value: v}
			if i%6 == 1 && r.IntN(10) == 0 && t > 5400 {
				after.Samples = append(after.Samples, x)
			} else {
				one.Samples = append(one.Samples, x)
			}
		}
		inOrder, late = append(inOrder, one), append(late, after)
	}
	inOrder = append(inOrder, storetest.Series{Name: "odd", Labels: []string{"pod", "left-out"}, Values: storetest.Linear(0, 1, 100)},
		storetest.Series{Name: "odd", Labels: []string{"pod", "p-single"}, Values: []float64{4}},
		storetest.Series{Name: "even", Labels: []string{"pod", "p00"}, Values: storetest.Linear(0, 1, 100)})
	s.Load(at(0), inOrder...)
	s.Load(at(0), late...)
}

func oddValue(r *rand.Rand, v float64) float64 {
	switch r.IntN(12) {
	case 0:
		return math.NaN()
	case 1:
		return math.Inf(1)
	case 2:
		return math.Inf(-1)
	case 3:
		return -v
	case 4:
		return math.MaxFloat64 * r.Float64()
	}
	return v
}

func sameMatrix(t *testing.T, want, got *promapi.Matrix) {
	t.Helper()
	if len(want.Series) != len(got.Series) || len(want.Histograms) != len(got.Histograms) {
		t.Fatalf("%d series and %d histograms became %d and %d", len(want.Series), len(want.Histograms), len(got.Series), len(got.Histograms))
	}
	same := func(a, b float64) bool {
		return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
	}
	for i, w := range want.Series {
		g := got.Series[i]
		switch {
		case !slices.Equal(w.Labels, g.Labels):
			t.Errorf("series %d is %v, want %v", i, g.Labels, w.Labels)
		case !slices.Equal(w.Times, g.Times):
			t.Errorf("%v has values at %d instants, want %d", w.Labels, len(g.Times), len(w.Times))
		case !slices.EqualFunc(w.Values, g.Values, same):
			k := 0
			for same(w.Values[k], g.Values[k]) {
				k++
			}
			t.Errorf("%v at %d is %v, want %v", w.Labels, w.Times[k], g.Values[k], w.Values[k])
		}
	}
	if want.Samples != got.Samples {
		t.Errorf("%d samples, want %d", got.Samples, want.Samples)
	}
}

// pathCounter remembers the paths that were asked.
type pathCounter struct {
	mu   sync.Mutex
	seen []string
}

func (p *pathCounter) RoundTrip(r *http.Request) (*http.Response, error) {
	p.mu.Lock()
	p.seen = append(p.seen, r.URL.Path)
	p.mu.Unlock()
	return http.DefaultTransport.RoundTrip(r)
}

func (p *pathCounter) forget() { p.mu.Lock(); p.seen = nil; p.mu.Unlock() }

func (p *pathCounter) all() []string { p.mu.Lock(); defer p.mu.Unlock(); return slices.Clone(p.seen) }

func (p *pathCounter) asked(path string) bool {
	return slices.ContainsFunc(p.all(), func(x string) bool { return strings.HasSuffix(x, path) })
}
