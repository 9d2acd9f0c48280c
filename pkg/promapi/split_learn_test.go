package promapi

import (
	"fmt"
	"testing"
)

const hour = int64(3_600_000)

func refusal(text string) string {
	return fmt.Sprintf(`{"status":"error","errorType":"bad_data","error":%q}`, text)
}

func mimirRefusal(_, length int64) string {
	return refusal(fmt.Sprintf("expanding series: the query time range exceeds the limit (query length: %dh0m0s, limit: 768h0m0s) (err-mimir-max-query-length). To adjust …", length/hour))
}

// What a store says it allows is kept to, in this query and in those after it.
func TestLearnsTheStoresBounds(t *testing.T) {
	day := RangeQuery{Expr: "x", Start: 0, End: 24 * hour, Step: 20_000} // 4,321 instants
	year := RangeQuery{Expr: "rate(x[30d])", Start: 0, End: 365 * 24 * hour, Step: 24 * hour}
	cases := []struct {
		name        string
		store       *fakeStore
		query       RangeQuery
		first, then int // requests
	}{
		{"Prometheus", &fakeStore{maxPoints: 1_000, status: 400, refuse: func(int64, int64) string {
			return refusal("exceeded maximum resolution of 1,000 points per timeseries. Try decreasing the query resolution (?step=XX)")
		}}, day, 1 + 5, 5},
		{"VictoriaMetrics", &fakeStore{maxPoints: 3_000, status: 422, refuse: func(points, _ int64) string {
			return refusal(fmt.Sprintf(`error when executing query="x": too many points for the given step=20000: %d; cannot exceed -search.maxPointsPerTimeseries=3000`, points))
		}}, day, 1 + 2, 2},
		{"VictoriaMetrics 1.96", &fakeStore{maxPoints: 3_000, status: 422, refuse: func(points, _ int64) string {
			return refusal(fmt.Sprintf(`too many points for the given start=0: %d; the maximum number of points is 3000; (see -search.maxPointsPerTimeseries command-line flag)`, points))
		}}, day, 1 + 2, 2},
		{"Mimir's total length", &fakeStore{maxLength: 768 * hour, status: 400, refuse: mimirRefusal}, RangeQuery{Expr: "x", End: 80 * 24 * hour, Step: hour}, 1 + 3, 3},
		// The window of 30 days leaves two of the 32 for the range: three instants each.
		{"Mimir's length with the window", &fakeStore{maxLength: 768 * hour, window: 720 * hour, status: 422, refuse: mimirRefusal}, year, 1 + 122, -1},
		{"a store that allows very little", &fakeStore{maxPoints: 100, status: 400, refuse: func(int64, int64) string {
			return refusal("exceeded maximum resolution of 100 points per timeseries")
		}}, day, 1 + 44, 1 + 44},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.store.series = 2
			client := serve(t, Options{Parallel: 1}, c.store.ServeHTTP)
			got, err := client.QueryRange(testContext(t), c.query)
			if err != nil {
				t.Fatal(err)
			}
			want, err := serve(t, Options{}, (&fakeStore{series: 2}).ServeHTTP).QueryRange(testContext(t), c.query)
			if err != nil {
				t.Fatal(err)
			}
			requireMatrix(t, got, want)
			if n := len(c.store.questions()); n != c.first {
				t.Errorf("%d requests at first, want %d", n, c.first)
			}
			if _, err = client.QueryRange(testContext(t), c.query); err != nil {
				t.Fatal(err)
			}
			if n := len(c.store.questions()); n != c.then && c.then >= 0 {
				t.Errorf("%d requests then, want %d", n, c.then)
			}
		})
	}
}

// A refusal that no part escapes is the answer; the number of attempts is bounded.
func TestRefusalsThatSplittingDoesNotHelp(t *testing.T) {
	for name, text := range map[string]string{
		"a window longer than the limit": "the query time range exceeds the limit (query length: 2160h0m0s, limit: 768h0m0s)",
		"the points of a subquery":       "too many points for the given step=1000: 259503; cannot exceed -search.maxPointsPerTimeseries=30000",
		"one point":                      "exceeded maximum resolution of 1 points per timeseries",
		"a bound that is none":           "exceeded maximum resolution of 0 points per timeseries",
	} {
		t.Run(name, func(t *testing.T) {
			asked := &fakeStore{maxPoints: -1, maxLength: 1, window: 2, status: 422, refuse: func(int64, int64) string { return refusal(text) }}
			_, err := serve(t, Options{Parallel: 1}, asked.ServeHTTP).QueryRange(testContext(t), RangeQuery{Expr: "x", End: 8 * hour, Step: 1_000})
			requireError(t, err, KindQuery)
			if n := len(asked.questions()); n > learnRounds {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// An expression that looks at the whole range is asked for it or not at all.
func TestNeverSplitsWhatDependsOnTheRange(t *testing.T) {
	store := &fakeStore{series: 1}
	c := serve(t, Options{MaxPoints: 2}, store.ServeHTTP)
	if _, err := c.QueryRange(testContext(t), RangeQuery{Expr: "x @ end()", End: 9_000, Step: 1_000}); err != nil {
		t.Fatal(err)
	}
	if n := len(store.questions()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestDependsOnRange(t *testing.T) {
	for expr, want := range map[string]bool{
		`x`: false, `x @ start()`: true, `x @ end ( )`: true, `x @ 1600000000`: false, `start_time`: false, `x{a="start()"}`: false,
		"x{a=`end()`}": false, `x{a='range()'} # end()`: false, `x[range()]`: true, `range_avg(x)`: true, `running_sum (x)`: true,
		`x default 0`: true, `sum by (default_route) (x)`: false, `topk(3, x)`: false, `topk_max(3, x)`: true, `sum(rate(x[5m]))`: false,
		`keep_last_value(x)`: true, `{__name__="range_avg("}`: false, `"\"" + x @ end()`: true, `limitk(1,x)`: true,
	} {
		if got := dependsOnRange(expr); got != want {
			t.Errorf("%s: %v", expr, got)
		}
	}
}

func TestBoundIn(t *testing.T) {
	points := func(n int64) *storeBound { return &storeBound{points: n} }
	length := func(limit, asked int64) *storeBound { return &storeBound{length: limit * hour, asked: asked * hour} }
	for file, want := range map[string]*storeBound{
		"prometheus-points.json":           points(11_000),
		"victoriametrics-1.79-points.json": points(30_000), "victoriametrics-1.79-subquery.json": points(30_000),
		"victoriametrics-1.96-points.json": points(30_000), "victoriametrics-1.79-query.json": nil,
		"mimir-length.json": length(768, 2160), "mimir-total-length.json": length(12_000, 63_024),
	} {
		said, ok := decodeFailure([]byte(recorded(t, file)))
		got := boundIn(said.message)
		if !ok || (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s: %+v, want %+v", file, got, want)
		}
	}
	quoted := `error when executing query="exceeded maximum resolution of 2 points": cannot exceed -search.maxPointsPerTimeseries=30000`
	if got := boundIn(quoted); got == nil || got.points != 30_000 {
		t.Errorf("an expression that imitates a refusal: %+v", got)
	}
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]int64{
		"768h0m0s": 768 * hour, "32d": 768 * hour, "30d1h": 721 * hour, "1y2w": (365 + 14) * 24 * hour, "721h0m0.001s": 721*hour + 1,
		"5m": 300_000, "": 0, "x": 0, "-5m": 0, "12": 0,
	} {
		if got := duration(text); got != want {
			t.Errorf("%q gives %d, want %d", text, got, want)
		}
	}
}
