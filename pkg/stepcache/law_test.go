package stepcache

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const testSeeds = 25

var testExprs = []string{"x", "sum_over_time(x[2m])", "x offset 3m", `x{a="[9h] @ end()"}`}

// anyRange is what some panel asks for at a moment: the last hours, a part of them, or some time in the past.
func anyRange(r *rand.Rand, now int64) (from, to, step int64) {
	step = []int64{15 * second, 30 * second, minute}[r.IntN(3)]
	to, length := now, []int64{30 * minute, 60 * minute, 180 * minute}[r.IntN(3)]
	switch r.IntN(4) {
	case 0:
		to -= r.Int64N(120 * minute)
	case 1:
		length = minute + r.Int64N(180*minute)
	}
	to = max(to, step)
	from = max(to-length, 0)
	return from / step * step, to / step * step, step
}

// The law of the cache: however ranges move and data grow, an answer is the one that the store would give now.
func TestCachedAnswersAreTheStoresOwn(t *testing.T) {
	saved := Counts{}
	for seed := range uint64(testSeeds) {
		r := rand.New(rand.NewPCG(seed, 5))
		store := grow(t, r, 12*60*minute)
		e := New(Options{MaxBytes: 1 << 20, Now: store.clock}).At("default", store)
		tally := &Tally{}
		ctx := WithTally(t.Context(), tally)
		expr := testExprs[r.IntN(len(testExprs))]
		for store.now = (4 + r.Int64N(4)) * 60 * minute; store.now < 9*60*minute; {
			store.now += r.Int64N(2 * minute)
			from, to, step := anyRange(r, store.now)
			var got, want *promapi.Matrix
			var err error
			if r.IntN(3) == 0 {
				raw := "x[" + write(to-from+1) + "]"
				got, err = e.Query(ctx, raw, to)
				want, _ = store.Query(ctx, raw, to)
				// Whether the sample at the very beginning counts is the store's choice, and that of none that is current.
				got, want = cut(got, from, to), cut(want, from, to)
			} else {
				q := promapi.RangeQuery{Expr: expr, Start: from, End: to, Step: step}
				got, err = e.QueryRange(ctx, q)
				want, _ = store.QueryRange(ctx, q)
			}
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if !t.Run("", func(t *testing.T) { requireEqual(t, got, want) }) {
				t.Fatalf("seed %d, now %d, %s from %d to %d every %d", seed, store.now, expr, from, to, step)
			}
		}
		c := tally.Counts()
		saved.StepsAsked += c.StepsAsked
		saved.StepsCached += c.StepsCached
	}
	if 3*saved.StepsCached < saved.StepsAsked {
		t.Errorf("only %d of %d steps came from the cache", saved.StepsCached, saved.StepsAsked+saved.StepsCached)
	}
}

// Many panels at once get what one would get, and ask for equal things once.
func TestConcurrentRequests(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	store := grow(t, r, 12*60*minute)
	e := New(Options{MaxBytes: 200 << 10, Now: store.clock}).At("default", store)
	for store.now = 6 * 60 * minute; store.now < 7*60*minute; store.now += 7 * minute {
		var wait sync.WaitGroup
		for range 24 {
			from, to, step := anyRange(r, store.now)
			expr := testExprs[r.IntN(len(testExprs))]
			wait.Go(func() {
				q := promapi.RangeQuery{Expr: expr, Start: from, End: to, Step: step}
				got, err := e.QueryRange(t.Context(), q)
				if err != nil {
					t.Error(err)
					return
				}
				want, _ := store.QueryRange(t.Context(), q)
				requireEqual(t, got, want)
			})
		}
		wait.Wait()
	}
}
