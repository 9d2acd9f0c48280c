package promapi

import (
	"flag"
	"math"
	"net/http"
	"slices"
	"strconv"
	"testing"
)

// The tests of this file ask a real store that holds the series of
// demo/acceptance/promapi_test.go, which starts the stores and runs them:
//
//	go test ./pkg/promapi -run TestLive -args -store http://127.0.0.1:9090 -product Prometheus
var (
	liveURL     = flag.String("store", "", "URL of a store for TestLive")
	liveProduct = flag.String("product", "", "what that store is: a Product constant")
)

// The range that the live series cover, and the step of their samples.
const (
	liveStart = 1_790_000_040_000
	liveEnd   = liveStart + 2*3_600_000
	liveStep  = 15_000
)

func live(t *testing.T, o Options) *Client {
	t.Helper()
	if *liveURL == "" {
		t.Skip("no store was given: demo/acceptance runs this against real ones")
	}
	o.Family, o.URL = "default", *liveURL
	c, err := New(&http.Client{}, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func liveExpressions() []string {
	common := []string{
		`live_gauge`, `live_gauge offset 5m`, `rate(live_total[1m])`, `sum by (node) (rate(live_total[2m]))`, `avg(live_gauge)`,
		`histogram_quantile(0.9, sum by (le) (rate(live_seconds_bucket[2m])))`, `topk(2, live_gauge)`, `max_over_time(live_gauge[5m:30s])`, `count(live_gauge > 5)`,
		`live_gauge / on (pod) group_left rate(live_total[1m])`,
	}
	if *liveProduct == ProductPrometheus {
		common = append(common, `live_native`, `rate(live_native[2m])`, `sum(rate(live_native[2m]))`, `histogram_quantile(0.9, rate(live_native[2m]))`)
	}
	return common
}

// requireLive compares bit by bit. VictoriaMetrics adds series up in the order in
// which its cores finish them, so that its sums differ from one request to the
// next in the last digit, and sorts the answer of topk in its own way.
func requireLive(t *testing.T, got, want *Matrix) {
	t.Helper()
	if *liveProduct == ProductVictoriaMetrics {
		slices.SortFunc(want.Series, func(a, b Series) int { return a.Labels.compare(b.Labels) })
		for _, m := range []*Matrix{got, want} {
			for _, s := range m.Series {
				for i, v := range s.Values {
					s.Values[i] = float64(float32(v))
				}
			}
		}
	}
	requireMatrix(t, got, want)
}

// Whatever a range is cut into, a real store gives the same bits.
func TestLiveSplit(t *testing.T) {
	whole := live(t, Options{})
	for _, expr := range liveExpressions() {
		q := RangeQuery{Expr: expr, Start: liveStart, End: liveEnd, Step: liveStep}
		want, err := whole.QueryRange(testContext(t), q)
		if err != nil {
			t.Fatal(expr, err)
		}
		if len(want.Series)+len(want.Histograms) == 0 {
			t.Errorf("%s: nothing", expr)
		}
		for _, most := range []int{7, 50, 100, 333} {
			got, err := live(t, Options{MaxPoints: most}).QueryRange(testContext(t), q)
			if err != nil {
				t.Fatal(expr, err)
			}
			t.Run(expr+" in parts of "+strconv.Itoa(most), func(t *testing.T) { requireLive(t, got, want) })
		}
	}
}

// The store itself says what it allows, and the answer is the one of small parts.
func TestLiveLearns(t *testing.T) {
	q := RangeQuery{Expr: "sum(live_gauge)", Start: liveStart, End: liveEnd, Step: 200} // 36,001 instants
	c := live(t, Options{MaxPoints: 1_000_000})
	got, err := c.QueryRange(testContext(t), q)
	if err != nil {
		t.Fatal(err)
	}
	want, err := live(t, Options{MaxPoints: 3_000}).QueryRange(testContext(t), q)
	if err != nil {
		t.Fatal(err)
	}
	requireLive(t, got, want)
	allowed := map[string]int64{ProductPrometheus: 11_000, ProductVictoriaMetrics: 30_000}[*liveProduct]
	if known := c.bounds.get().points; known != allowed {
		t.Errorf("learned %d, want %d", known, allowed)
	}
}

// Every instant is one that was asked for, on the grid of UTC multiples and off.
func TestLiveInstants(t *testing.T) {
	for _, start := range []int64{liveStart, liveStart + 7_001} {
		m, err := live(t, Options{MaxPoints: 100}).QueryRange(testContext(t), RangeQuery{Expr: "time()", Start: start, End: liveEnd - 60_000, Step: liveStep})
		if err != nil || len(m.Series) == 0 {
			t.Fatal(err)
		}
		for i, at := range m.Series[0].Times {
			if want := start + int64(i)*liveStep; at != want {
				t.Fatalf("instant %d is %d, want %d", i, at, want)
			}
		}
	}
}

func TestLiveBuildInfo(t *testing.T) {
	info, err := live(t, Options{}).BuildInfo(testContext(t))
	if err != nil || info.Product != *liveProduct || info.Version == "" && info.Product == ProductPrometheus {
		t.Errorf("%+v %v", info, err)
	}
}

func TestLiveNames(t *testing.T) {
	c, match := live(t, Options{}), []string{"live_gauge"}
	names, err := c.LabelNames(testContext(t), match, liveStart, liveEnd)
	if err != nil || !slices.Equal(names, []string{"__name__", "node", "pod"}) {
		t.Errorf("names %q %v", names, err)
	}
	values, err := c.LabelValues(testContext(t), "node", match, liveStart, liveEnd)
	if err != nil || !slices.Equal(values, []string{"n0", "n1", "n2"}) {
		t.Errorf("values %q %v", values, err)
	}
	sets, err := c.Series(testContext(t), match, liveStart, liveEnd)
	if err != nil || len(sets) != 6 || sets[0].Get("__name__") != "live_gauge" {
		t.Errorf("%d series %v", len(sets), err)
	}
	if _, err = c.Metadata(testContext(t), "", 10); err != nil {
		t.Error(err)
	}
}

func TestLiveExemplars(t *testing.T) {
	got, err := live(t, Options{}).Exemplars(testContext(t), "live_seconds_bucket", liveStart, liveEnd)
	if err != nil {
		t.Fatal(err)
	}
	if *liveProduct == ProductVictoriaMetrics {
		if len(got.Series) != 0 {
			t.Errorf("%+v", got)
		}
		return
	}
	if len(got.Series) != 1 || got.Count != 3 || got.Series[0].Exemplars[0].Labels.Get("trace_id") != "trace-0" || got.Series[0].Exemplars[0].Value != 0.5 {
		t.Errorf("%+v", got)
	}
}

func TestLiveRefusals(t *testing.T) {
	c := live(t, Options{})
	_, err := c.QueryRange(testContext(t), RangeQuery{Expr: "sum(", Start: liveStart, End: liveEnd, Step: liveStep})
	if e := requireError(t, err, KindQuery); e.Setting != SettingQuery {
		t.Error(err)
	}
	if *liveProduct == ProductPrometheus {
		_, err = c.Query(testContext(t), "{}", liveEnd)
		requireError(t, err, KindQuery)
	}
}

// The classic form of a native histogram says the same as the store about the
// share of observations at or below every boundary.
func TestLiveClassic(t *testing.T) {
	c := live(t, Options{})
	if *liveProduct != ProductPrometheus {
		t.Skip("only Prometheus of these stores holds native histograms")
	}
	m, err := c.Query(testContext(t), "rate(live_native[10m])", liveEnd)
	if err != nil || len(m.Histograms) != 2 || len(m.Series) != 0 {
		t.Fatalf("%+v %v", m, err)
	}
	classic := Classic(m.Histograms)
	if len(classic.Le) < 10 {
		t.Fatalf("boundaries %v", classic.Le)
	}
	for k, bound := range classic.Le {
		at := strconv.FormatFloat(bound, 'g', -1, 64)
		want, err := c.Query(testContext(t), "histogram_fraction(-Inf, "+at+", rate(live_native[10m]))", liveEnd)
		if err != nil || len(want.Series) != 2 {
			t.Fatal(err)
		}
		for i, s := range classic.Series {
			if got := s.Counts[k][0] / s.Count[0]; math.Abs(got-want.Series[i].Values[0]) > 1e-12 {
				t.Errorf("%v of series %d at or below %s, the store says %v", got, i, at, want.Series[i].Values[0])
			}
		}
	}
}
