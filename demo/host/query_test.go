package host_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/plugintest"
)

// results is the part of a query answer that the tests look at.
type results struct {
	Results map[string]struct {
		Error  string
		Status int
		Frames []struct {
			Schema struct {
				Meta struct{ Custom plugintest.Seen }
			}
			Data struct{ Values [][]float64 }
		}
	}
}

func queries(q ...string) string {
	return `{"from": "1700000000000", "to": "1700003600000", "queries": [` + strings.Join(q, ",") + `]}`
}

const plain = `{"refId": "A", "datasource": {"uid": "test", "type": "test-datasource"}, "intervalMs": 15000, "maxDataPoints": 900}`

func TestQueryReachesThePluginAsInGrafana(t *testing.T) {
	f := start(t)
	var got results
	f.json(f.do("POST", "/api/ds/query", queries(plain),
		"FromAlert", "true", "X-Dashboard-Uid", "fleet", "X-Rule-Name", "rule", "X-Other", "no",
		"Cookie", "kept=1; dropped=2"), 200, &got)
	a := got.Results["A"]
	if a.Status != 200 || a.Frames[0].Data.Values[0][0] != 42 {
		t.Fatalf("got %+v", a)
	}
	seen := a.Frames[0].Schema.Meta.Custom
	wantHeaders := map[string]string{
		"FromAlert": "true", "http_X-Dashboard-Uid": "fleet", "http_X-Rule-Name": "rule",
		"http_X-Grafana-User": "admin", "Cookie": "kept=1",
	}
	for name, value := range wantHeaders {
		if seen.Headers[name] != value {
			t.Errorf("header %s is %q, want %q", name, seen.Headers[name], value)
		}
	}
	if len(seen.Headers) != len(wantHeaders) {
		t.Errorf("too many headers: %v", seen.Headers)
	}
	if seen.User == nil || seen.User.Role != "Admin" || seen.UID != "test" || seen.Secrets["password"] != "hidden" || seen.Updated == 0 {
		t.Errorf("got %+v", seen)
	}
	var settings map[string]any
	if err := json.Unmarshal(seen.JSONData, &settings); err != nil || settings["timeInterval"] != "15s" || seen.AppURL != f.URL()+"/" {
		t.Errorf("got %s %s (%v)", seen.JSONData, seen.AppURL, err)
	}
	if seen.To.Sub(seen.From) != time.Hour || seen.From.UnixMilli() != 1700000000000 || seen.IntervalMS != 15000 || seen.MaxDataPoints != 900 {
		t.Errorf("got %+v", seen)
	}
}

func TestRelativeTimesAndDefaults(t *testing.T) {
	f := start(t)
	var got results
	f.json(f.do("POST", "/api/ds/query", `{"from": "now-30m", "to": "now", "queries": [{"datasource": "test"}]}`), 200, &got)
	seen := got.Results["A"].Frames[0].Schema.Meta.Custom
	if seen.To.Sub(seen.From).Round(time.Second) != 30*time.Minute || seen.IntervalMS != 1000 || seen.MaxDataPoints != 100 {
		t.Fatalf("got %+v", seen)
	}
	own := `{"refId": "A", "datasource": {"uid": "test"}, "timeRange": {"from": "now-5m", "to": "now"}}`
	f.json(f.do("POST", "/api/ds/query", queries(own), "X-Query-V2", "true"), 200, &got)
	seen = got.Results["A"].Frames[0].Schema.Meta.Custom
	if seen.To.Sub(seen.From).Round(time.Second) != 5*time.Minute {
		t.Fatalf("a query's own range must count with X-Query-V2, got %v", seen.To.Sub(seen.From))
	}
}

func TestOneBadQueryLeavesTheOthersAlone(t *testing.T) {
	f := start(t)
	var got results
	f.json(f.do("POST", "/api/ds/query", queries(plain,
		`{"refId": "B", "queryType": "fail", "datasource": {"uid": "test"}}`,
		`{"refId": "C", "datasource": {"uid": "__expr__"}, "type": "math"}`,
		`{"refId": "D", "datasource": {"uid": "prometheus"}}`)), 400, &got)
	if a := got.Results["A"]; a.Error != "" || len(a.Frames) != 1 {
		t.Errorf("A: %+v", a)
	}
	for refID, words := range map[string]string{"B": "the store is down", "C": "__expr__", "D": "not available in the preview"} {
		if r := got.Results[refID]; !strings.Contains(r.Error, words) {
			t.Errorf("%s: %+v", refID, r)
		}
	}
	if status := got.Results["B"].Status; status != 502 {
		t.Errorf("B: the plugin's own status must stay, got %d", status)
	}
}

func TestRequestsThatGrafanaRefuses(t *testing.T) {
	f := start(t)
	for name, c := range map[string]struct {
		body, message string
		status        int
	}{
		"no queries":     {`{"queries": []}`, "No queries found", 400},
		"no JSON":        {`{`, "bad request data", 400},
		"no data source": {queries(`{"refId": "A"}`), "valid data source identifier", 400},
		"unknown":        {queries(`{"refId": "A", "datasource": {"uid": "nobody"}}`), "Data source not found", 404},
		"same refId":     {queries(plain, plain), "same RefId", 400},
	} {
		t.Run(name, func(t *testing.T) {
			var got struct{ Message string }
			f.json(f.do("POST", "/api/ds/query", c.body), c.status, &got)
			if !strings.Contains(got.Message, c.message) {
				t.Fatalf("got %q", got.Message)
			}
		})
	}
}

func TestTheHostOutlivesACrashOfThePlugin(t *testing.T) {
	f := start(t)
	var got results
	f.json(f.do("POST", "/api/ds/query", queries(`{"refId": "A", "queryType": "crash", "datasource": {"uid": "test"}}`)), 400, &got)
	if r := got.Results["A"]; r.Status != 500 || !strings.Contains(r.Error, "died") {
		t.Fatalf("got %+v", r)
	}
	f.json(f.do("POST", "/api/ds/query", queries(plain)), 200, &got)
}
