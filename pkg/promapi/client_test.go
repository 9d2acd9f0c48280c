package promapi

import (
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

func TestNew(t *testing.T) {
	for _, bad := range []string{"", "  ", "prom:9090", "ftp://prom", "http://", "http://:80", "http://user:hunter2@[::1", "%zz", "/path"} {
		_, err := New(http.DefaultClient, Options{URL: bad})
		e := requireError(t, err, KindConfig)
		if e.Setting != SettingURL || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	_, err := New(nil, Options{URL: "http://prom"})
	requireError(t, err, KindInvalid)
}

func TestQueryRangeRequest(t *testing.T) {
	var got *http.Request
	c := serve(t, Options{URL: "/tenant/prometheus/?nocache=1", CustomQueryParameters: url.Values{"dedup": {"false"}}}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got = r
		answer(200, "application/json", matrix(`[{"metric":{"gpu":"0"},"values":[[1712345678.123,"1"]]}]`))(w, r)
	})
	m, err := c.QueryRange(testContext(t), RangeQuery{Expr: `rate(x{a="b"}[5m])`, Start: 1712345678123, End: 1712345738000, Step: 500})
	if err != nil {
		t.Fatal(err)
	}
	requireSeries(t, m.Series, []Series{{Labels: Labels{{"gpu", "0"}}, Times: []int64{1712345678123}, Values: []float64{1}}})
	if m.Samples != 1 {
		t.Errorf("%d samples", m.Samples)
	}
	if got.Method != http.MethodPost || got.URL.Path != "/tenant/prometheus/api/v1/query_range" || got.URL.RawQuery != "dedup=false&nocache=1" {
		t.Errorf("%s %s", got.Method, got.URL)
	}
	want := url.Values{"query": {`rate(x{a="b"}[5m])`}, "start": {"1712345678.123"}, "end": {"1712345738"}, "step": {"0.5001"}} // nocache stands in the URL
	if !reflect.DeepEqual(got.PostForm, want) {
		t.Errorf("form %v", got.PostForm)
	}
}

func TestQueryRangeRefusesBadRanges(t *testing.T) {
	c := serve(t, Options{}, func(http.ResponseWriter, *http.Request) { t.Error("asked") })
	for _, q := range []RangeQuery{{Step: 1}, {Expr: "up", Step: 0}, {Expr: "up", Start: 2, End: 1, Step: 1}} {
		_, err := c.QueryRange(testContext(t), q)
		requireError(t, err, KindInvalid)
	}
	_, err := c.Query(testContext(t), "", 0)
	requireError(t, err, KindInvalid)
	_, err = c.QueryRange(testContext(t), RangeQuery{Expr: "up", End: 1e12, Step: 1})
	requireError(t, err, KindLimit)
}

func TestQueryAtAnInstant(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/v1/query" || r.PostFormValue("time") != "-0.001" {
			t.Errorf("%s %v", r.URL, r.PostForm)
		}
		answer(200, "application/json", success(`{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[7,"+Inf"]}]}`))(w, r)
	})
	m, err := c.Query(testContext(t), "up", -1)
	if err != nil || len(m.Series) != 1 || m.Series[0].Labels.Get("a") != "b" || m.Series[0].Labels.Has("c") || m.Series[0].Labels.Get("c") != "" {
		t.Fatalf("%+v %v", m, err)
	}
}

// An endpoint that does not take POST is asked by GET, and only once by POST.
func TestFallsBackToGet(t *testing.T) {
	redirect := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/moved"+r.URL.Path, http.StatusFound)
	}
	for name, refuse := range map[string]http.HandlerFunc{
		"405": answer(405, "text/plain", "no"), "501": answer(501, "text/plain", "no"), "a redirect that drops the form": redirect,
	} {
		t.Run(name, func(t *testing.T) {
			posts, gets := 0, 0
			c := serve(t, Options{CustomQueryParameters: url.Values{"x": {"y"}}}, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost {
					posts++
					refuse(w, r)
					return
				}
				gets++
				if r.URL.Query().Get("query") != "up" || r.URL.Query().Get("x") != "y" {
					answer(400, "application/json", `{"status":"error","errorType":"bad_data","error":"empty query"}`)(w, r)
					return
				}
				answer(200, "application/json", matrix(`[]`))(w, r)
			})
			for range 2 {
				if _, err := c.QueryRange(testContext(t), anyRange); err != nil {
					t.Fatal(err)
				}
			}
			if posts != 1 || gets < 2 {
				t.Errorf("%d posts, %d gets", posts, gets)
			}
		})
	}
}

func TestSeconds(t *testing.T) {
	for ms, want := range map[int64]string{0: "0", 1: "0.001", 10: "0.01", 100: "0.1", 1000: "1", 1712345678123: "1712345678.123", -1: "-0.001", -1500: "-1.5"} {
		if got := seconds(ms); got != want {
			t.Errorf("%d gives %s, want %s", ms, got, want)
		}
	}
}
