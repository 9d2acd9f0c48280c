package promapi

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"
)

// Whatever the range is cut into, the answer is that of one request, bit by bit.
func TestAnySplitIsEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 40 {
		store := &fakeStore{series: 1 + random.IntN(12)}
		step := int64(1+random.IntN(30)) * 500
		q := RangeQuery{Expr: "x", Start: int64(random.IntN(100)) * 250, Step: step}
		q.End = q.Start + int64(random.IntN(90))*step + int64(random.IntN(int(step)))
		want, err := serve(t, Options{}, store.ServeHTTP).QueryRange(testContext(t), q)
		if err != nil || len(store.questions()) != 1 {
			t.Fatal(err)
		}
		most := 1 + random.IntN(20)
		got, err := serve(t, Options{MaxPoints: most}, store.ServeHTTP).QueryRange(testContext(t), q)
		if err != nil {
			t.Fatal(err)
		}
		requireMatrix(t, got, want)
		requireParts(t, store.questions(), q, int64(most))
	}
}

// requireMatrix compares everything but Bytes.
func requireMatrix(t *testing.T, got, want *Matrix) {
	t.Helper()
	requireSeries(t, got.Series, want.Series)
	requireHistograms(t, got.Histograms, want.Histograms)
	if got.Samples != want.Samples || !slices.Equal(got.Warnings, want.Warnings) {
		t.Fatalf("%d samples, warnings %q, want %d, %q", got.Samples, got.Warnings, want.Samples, want.Warnings)
	}
}

// requireParts checks that the requests cover the grid of q once, in no more
// pieces than needed and none too large.
func requireParts(t *testing.T, asked []RangeQuery, q RangeQuery, most int64) {
	t.Helper()
	slices.SortFunc(asked, func(a, b RangeQuery) int { return cmp.Compare(a.Start, b.Start) })
	if want := (q.points() + most - 1) / most; int64(len(asked)) != want {
		t.Fatalf("%d requests, want %d", len(asked), want)
	}
	next := q.Start
	for _, part := range asked {
		if part.Start != next || part.points() > most || part.Step != q.Step {
			t.Fatalf("part %+v of %+v, want a start of %d and %d points at most", part, q, next, most)
		}
		next = part.Start + part.points()*part.Step
	}
	if next <= q.End || next > q.End+q.Step {
		t.Fatalf("the parts end at %d, the range at %d", next-q.Step, q.End)
	}
}

func TestSplitSharesTimes(t *testing.T) {
	store := &fakeStore{series: 9}
	m, err := serve(t, Options{MaxPoints: 7}, store.ServeHTTP).QueryRange(testContext(t), RangeQuery{Expr: "x", Start: 0, End: 600_000, Step: 15_000})
	if err != nil {
		t.Fatal(err)
	}
	whole, late := m.Series[0], m.Series[2] // neither has holes
	offset := len(whole.Times) - len(late.Times)
	if len(whole.Times) != 41 || !same(whole, m.Series[4], 0) || !same(whole, late, offset) || cap(whole.Times) != 41 {
		t.Error("series on one grid do not share their timestamps")
	}
}

func TestSplitBoundsConcurrency(t *testing.T) {
	store := &fakeStore{series: 1, delay: 5 * time.Millisecond}
	c := serve(t, Options{MaxPoints: 1, Parallel: 3}, store.ServeHTTP)
	done := make(chan error)
	for range 4 {
		go func() {
			_, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x", End: 9_000, Step: 1_000})
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if most := store.mostAtOnce.Load(); most > 3 || len(store.questions()) != 40 {
		t.Errorf("%d requests at once", most)
	}
}

// A cancelled query ends at once, those of its parts that wait for a place too.
func TestSplitIsCancelled(t *testing.T) {
	c := serve(t, Options{MaxPoints: 1, Parallel: 2}, hang)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	start := time.Now()
	_, err := c.QueryRange(ctx, RangeQuery{Expr: "x", End: 100_000, Step: 1_000})
	requireError(t, err, KindCancelled)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %s", took)
	}
}

// The first error of a part ends the others and is the one reported.
func TestSplitReportsTheFirstError(t *testing.T) {
	c := serve(t, Options{MaxPoints: 10}, func(w http.ResponseWriter, r *http.Request) {
		if _ = r.ParseForm(); r.Form.Get("start") == "0" {
			answer(503, "text/plain", "overloaded")(w, r)
			return
		}
		hang(w, r)
	})
	_, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x", End: 100_000, Step: 1_000})
	requireError(t, err, KindHTTP)
}

// Limits are for all parts together.
func TestSplitLimits(t *testing.T) {
	q := RangeQuery{Expr: "x", Start: 0, End: 99_000, Step: 1_000} // 100 instants
	parts := &fakeStore{series: 2}
	whole, err := serve(t, Options{}, parts.ServeHTTP).QueryRange(testContext(t), q)
	if err != nil {
		t.Fatal(err)
	}
	for name, limits := range map[string]Limits{
		"samples": {Samples: whole.Samples - 1},
		"bytes":   {Bytes: whole.Bytes - 1},
		"series":  {Series: 1},
	} {
		_, err = serve(t, Options{MaxPoints: 10, Limits: limits}, parts.ServeHTTP).QueryRange(testContext(t), q)
		var limit *LimitError
		requireError(t, err, KindLimit)
		if !errors.As(err, &limit) || limit.Limit != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = serve(t, Options{MaxPoints: 10, Limits: Limits{Samples: whole.Samples, Series: 2}}, parts.ServeHTTP).QueryRange(testContext(t), q)
	if err != nil {
		t.Error(err)
	}
}

// Series that appear only in some parts count together.
func TestSplitSeriesLimitOverParts(t *testing.T) {
	c := serve(t, Options{MaxPoints: 1, Limits: Limits{Series: 3}}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		answer(200, jsonType, matrix(`[{"metric":{"at":"`+r.Form.Get("start")+`"},"values":[[`+r.Form.Get("start")+`,"1"]]}]`))(w, r)
	})
	m, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x", End: 2_000, Step: 1_000})
	if err != nil || len(m.Series) != 3 {
		t.Fatal(m, err)
	}
	_, err = c.QueryRange(testContext(t), RangeQuery{Expr: "x", End: 3_000, Step: 1_000})
	if e := requireError(t, err, KindLimit); e.cause.(*LimitError).Seen != 4 {
		t.Error(err)
	}
}

// A store that answers other instants than it was asked for cannot be joined.
func TestSplitRefusesOverlaps(t *testing.T) {
	c := serve(t, Options{MaxPoints: 2}, answer(200, jsonType, matrix(`[{"metric":{},"values":[[1,"1"],[2,"1"]]}]`)))
	_, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x", End: 9_000, Step: 1_000})
	requireError(t, err, KindMalformed)
}

// A store that repeats a label set gets as many series joined.
func TestSplitKeepsRepeatedSeries(t *testing.T) {
	c := serve(t, Options{MaxPoints: 1}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		one := `{"metric":{"a":"b"},"values":[[` + r.Form.Get("start") + `,"1"]]}`
		answer(200, jsonType, matrix(`[`+one+`,`+one+`]`))(w, r)
	})
	m, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x", End: 2_000, Step: 1_000})
	if err != nil || len(m.Series) != 2 || len(m.Series[0].Times) != 3 || len(m.Series[1].Values) != 3 {
		t.Fatalf("%+v %v", m, err)
	}
}

// Off the grid VictoriaMetrics is told to keep the instants it is asked for.
func TestNoCacheOffTheGrid(t *testing.T) {
	store := &fakeStore{series: 1}
	c := serve(t, Options{}, store.ServeHTTP)
	for _, start := range []int64{30_000, 30_001} {
		if _, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x", Start: start, End: 90_000, Step: 15_000}); err != nil {
			t.Fatal(err)
		}
	}
	if store.noCache != 1 {
		t.Errorf("nocache in %d requests", store.noCache)
	}
}
