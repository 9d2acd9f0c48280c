package stepcache

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

func TestOverlapOf(t *testing.T) {
	const base = lookback + late
	for expr, want := range map[string]int64{
		`up`:                                   base,
		`sum by (pod) (rate(x[5m]))`:           base + 5*minute,
		`avg_over_time({__name__="x"}[1h30m])`: base + 90*minute,
		`max_over_time(rate(x[1m])[10m:30s])`:  base + minute + 10*minute + 30*second,
		`max_over_time(x[10m:])`:               base + 11*minute,
		`x offset 1d`:                          base + 24*60*minute,
		`sum(x offset 5m)`:                     base + 5*minute,
		`x{a="[9h] @ end() offset -1h"}`:       base,
		`rate(x[1500ms])`:                      base + 1500,
		// What looks ahead, changes by itself, depends on the range or cannot be read.
		`x @ 1600000000`:                0,
		`x @ end()`:                     0,
		`x offset -5m`:                  0,
		`x offset - 5m`:                 0,
		`time() - now()`:                0,
		`rand() < 0.5`:                  0,
		`running_sum(x)`:                0,
		`rate(x[3i])`:                   0,
		`rate(x[$__range])`:             0,
		`rate(x[5 m])`:                  0,
		`x offset (1m + 2m)`:            0,
		`rate(x[9999999999999999999s])`: 0,
	} {
		got, ok := overlapOf(expr)
		if ok != (want > 0) || ok && got != want {
			t.Errorf("%s: %d, %v; want %d", expr, got, ok, want)
		}
	}
}

func TestRawOf(t *testing.T) {
	for expr, want := range map[string]string{
		`x[10m]`: `x`, `{__name__="x",a=~"b|c"}[600s]`: `{__name__="x",a=~"b|c"}`, `a:b{c="}[1m]"}[5s]`: `a:b{c="}[1m]"}`,
		`x`: "", `rate(x[5m])`: "", `(x)[5m:1m]`: "", `x[5m] offset 1m`: "", `x[5m:1m]`: "", `sum(x)[5m]`: "", `x[5i]`: "", `[5m]`: "", ``: "", `{a="b"}{c="d"}[1m]`: "",
	} {
		if got, _, ok := rawOf(expr); got != want && ok || ok != (want != "") {
			t.Errorf("%s: %q %v", expr, got, ok)
		}
	}
}

// steady is a store with one series that has a value at every instant, at a fixed present.
func steady(t *testing.T) (*grown, *Cache, *Endpoint) {
	t.Helper()
	store := grow(t, rand.New(rand.NewPCG(0, 0)), minute)
	store.series = map[string][]sample{"a": nil}
	for at := int64(0); at < 600*minute; at += 15 * second {
		store.series["a"] = append(store.series["a"], sample{at: at, value: float64(at)})
	}
	store.now = 300 * minute
	c := New(Options{MaxBytes: 1 << 20, Now: store.clock})
	return store, c, c.At("default", store)
}

func hour(end int64) promapi.RangeQuery {
	return promapi.RangeQuery{Expr: "x", Start: end - 60*minute, End: end, Step: minute}
}

func ask(t *testing.T, e *Endpoint, q promapi.RangeQuery) *promapi.Matrix {
	t.Helper()
	m, err := e.QueryRange(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A refresh asks for the overlap and what is new; a range to the left for what is missing there; a part for nothing.
func TestOnlyWhatIsMissingIsAsked(t *testing.T) {
	store, _, e := steady(t)
	ask(t, e, hour(300*minute))
	store.now += minute
	ask(t, e, hour(301*minute))
	ask(t, e, promapi.RangeQuery{Expr: "x", Start: 180 * minute, End: 280 * minute, Step: minute})
	ask(t, e, promapi.RangeQuery{Expr: "x", Start: 200 * minute, End: 270 * minute, Step: minute})
	want := []promapi.RangeQuery{hour(300 * minute),
		{Expr: "x", Start: 291 * minute, End: 301 * minute, Step: minute},
		{Expr: "x", Start: 180 * minute, End: 239 * minute, Step: minute}}
	if len(store.asked) != len(want) {
		t.Fatalf("asked %v", store.asked)
	}
	for i, q := range want {
		if store.asked[i] != q {
			t.Errorf("asked %v, want %v", store.asked[i], q)
		}
	}
}

// Nothing is kept for longer than maxAge, so that what came later than any sample should still shows.
func TestNothingIsKeptForever(t *testing.T) {
	store, _, e := steady(t)
	for range 12 {
		ask(t, e, hour(store.now))
		store.now += minute
	}
	whole := 0
	for _, q := range store.asked {
		if q.End-q.Start == 60*minute {
			whole++
		}
	}
	if whole != 2 {
		t.Errorf("the whole range was asked for %d times in 12 minutes", whole)
	}
}

// An answer of which the store says that a part may be missing is passed on with the warning and not kept. A remark of
// PromQL stays with what is kept.
func TestWarnings(t *testing.T) {
	for warning, kept := range map[string]bool{"some stores did not answer": false, "PromQL warning: mixed histograms": true} {
		store, c, e := steady(t)
		store.warning = warning
		for range 2 {
			if m := ask(t, e, hour(200*minute)); len(m.Warnings) != 1 || m.Warnings[0] != warning {
				t.Errorf("%q", m.Warnings)
			}
		}
		if (c.Bytes() > 0) != kept || (len(store.asked) == 1) != kept {
			t.Errorf("%s: %d bytes, %d requests", warning, c.Bytes(), len(store.asked))
		}
	}
}

// Memory is bounded: what was not used for longest goes, and all of it when others need the room.
func TestMemoryIsBounded(t *testing.T) {
	store, _, _ := steady(t)
	room := int64(4000)
	c := New(Options{MaxBytes: 1 << 20, Now: store.clock, Room: func() int64 { return room }})
	e := c.At("default", store)
	one := func(expr string) promapi.RangeQuery {
		return promapi.RangeQuery{Expr: expr, Start: 0, End: 60 * minute, Step: minute}
	}
	ask(t, e, one("a"))
	each := c.Bytes()
	for _, expr := range []string{"b", "c", "a", "d", "a"} {
		ask(t, e, one(expr))
		if c.Bytes() > room {
			t.Fatalf("%d bytes", c.Bytes())
		}
	}
	if n := len(store.asked); each < 900 || each > 2000 || n != 4 {
		t.Errorf("%d bytes each, %d requests", each, n)
	}
	if freed := c.Release(1); freed != each {
		t.Errorf("gave %d back", freed)
	}
	c.Release(1 << 40)
	if c.Bytes() != 0 || len(c.segments) != 0 || c.recent.Len() != 0 {
		t.Errorf("%d bytes in %d segments", c.Bytes(), c.recent.Len())
	}
	room = 10
	if ask(t, e, one("e")); c.Bytes() != 0 {
		t.Error("kept without room")
	}
}

// Instants of the distant past are kept; later ones are asked for each time.
func TestInstants(t *testing.T) {
	store, _, e := steady(t)
	for at, want := range map[int64]int{200 * minute: 1, 299 * minute: 2} {
		tally := &Tally{}
		for range 2 {
			if _, err := e.Query(WithTally(t.Context(), tally), "x", at); err != nil {
				t.Fatal(err)
			}
		}
		if got := tally.Counts().Samples; got != int64(want) {
			t.Errorf("at %d %d samples were read of %d", at, got, store.read)
		}
	}
}

// blocking is a store that answers when it is told to.
type blocking struct {
	*grown
	arrived chan struct{}
	answer  chan error
}

func (b *blocking) QueryRange(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error) {
	b.arrived <- struct{}{}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case err := <-b.answer:
		if err != nil {
			return nil, err
		}
		return b.grown.QueryRange(ctx, q)
	}
}

// Equal questions at once are one. Whoever waits does not fail because the one who asked went away, gets the store's own
// error, and may go away too.
func TestSingleFlight(t *testing.T) {
	store, c, _ := steady(t)
	b := &blocking{store, make(chan struct{}, 9), make(chan error)}
	e := c.At("default", b)
	results := make(chan error, 9)
	start := func(ctx context.Context) {
		go func() {
			_, err := e.QueryRange(ctx, hour(200*minute))
			results <- err
		}()
	}
	first, leave := context.WithCancel(t.Context())
	start(first)
	<-b.arrived
	impatient, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	start(impatient)
	var timeout *promapi.Error
	if err := <-results; !errors.As(err, &timeout) || timeout.Kind != promapi.KindTimeout {
		t.Error(err)
	}
	start(t.Context())
	time.Sleep(20 * time.Millisecond) // it waits
	leave()
	if err := <-results; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	<-b.arrived // asks for itself
	start(t.Context())
	time.Sleep(20 * time.Millisecond)
	refused := &promapi.Error{Kind: promapi.KindQuery}
	b.answer <- refused
	for range 2 {
		if err := <-results; !errors.Is(err, refused) {
			t.Error(err)
		}
	}
	if len(b.arrived) != 0 || len(c.flights) != 0 {
		t.Error("asked again after the store's error")
	}
}
