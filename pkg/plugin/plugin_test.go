package plugin

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

const tokensQuery = `{"refId":"A","operands":[{"as":"tokens","signal":"generation_tokens"}]}`

func newInstance(t *testing.T, url, jsonData string) *Datasource {
	t.Helper()
	inst, err := NewDatasource(context.Background(), backend.DataSourceInstanceSettings{URL: url, Type: ID, Name: "Tokenpath", JSONData: []byte(jsonData)})
	if err != nil {
		t.Fatal(err)
	}
	d := inst.(*Datasource)
	t.Cleanup(d.Dispose)
	return d
}

func query(refID, raw string) backend.DataQuery {
	now := time.Now()
	return backend.DataQuery{RefID: refID, JSON: json.RawMessage(raw), MaxDataPoints: 100,
		TimeRange: backend.TimeRange{From: now.Add(-10 * time.Minute), To: now}}
}

func ask(t *testing.T, d *Datasource, headers map[string]string, qs ...backend.DataQuery) backend.Responses {
	t.Helper()
	resp, err := d.QueryData(context.Background(), &backend.QueryDataRequest{Queries: qs, Headers: headers})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Responses
}

// emptyStore answers every request of the Prometheus API with nothing.
func emptyStore(t *testing.T) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		data := `{"resultType":"matrix","result":[]}`
		switch {
		case strings.Contains(r.URL.Path, "/label/"):
			data = `[]`
		case strings.Contains(r.URL.Path, "buildinfo"):
			data = `{"version":"3.15.0"}`
		}
		if _, err := w.Write([]byte(`{"status":"success","data":` + data + `}`)); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestAnEmptyStoreGivesEmptyFramesWithTheReason(t *testing.T) {
	r := ask(t, newInstance(t, emptyStore(t), ""), nil, query("A", tokensQuery))["A"]
	if r.Error != nil || len(r.Frames) != 1 {
		t.Fatalf("%d frames, %v", len(r.Frames), r.Error)
	}
	raw, err := json.Marshal(r.Frames[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"no-series", "vllm:generation_tokens_total", "timeseries-wide"} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%q is not in %s", part, raw)
		}
	}
}

func TestErrorsHaveASourceAndLeaveNeighboursAlone(t *testing.T) {
	d := newInstance(t, emptyStore(t), "")
	out := ask(t, d, nil, query("A", `{"operands":[{"as":"x","signal":"nonsense"}]}`), query("B", tokensQuery), query("C", `{"refId":"C"}`))
	if r := out["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourcePlugin || r.Status != backend.StatusBadRequest ||
		!strings.Contains(r.Error.Error(), "generation_tokens") {
		t.Errorf("unknown signal: %v from %v", r.Error, r.ErrorSource)
	}
	if r := out["B"]; r.Error != nil {
		t.Errorf("the neighbour failed: %v", r.Error)
	}
	if r := out["C"]; r.Error != nil || len(r.Frames) != 0 {
		t.Errorf("a new query is skipped, got %v and %d frames", r.Error, len(r.Frames))
	}
}

func TestAFailingEndpointIsADownstreamError(t *testing.T) {
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if _, err := w.Write([]byte("<html>Sign in</html>")); err != nil {
			t.Error(err)
		}
	}))
	defer html.Close()
	for name, c := range map[string]struct{ url, want string }{
		"refused": {"http://127.0.0.1:1", "URL"},
		"HTML":    {html.URL, "Sign in"},
	} {
		d := newInstance(t, c.url, "")
		r := ask(t, d, nil, query("A", tokensQuery))["A"]
		if r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), c.want) {
			t.Errorf("%s: %v from %v, want %q", name, r.Error, r.ErrorSource, c.want)
		}
		h, err := d.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
		if err != nil || h.Status != backend.HealthStatusError || !strings.Contains(h.Message, c.want) {
			t.Errorf("%s: health %v %q (%v)", name, h.Status, h.Message, err)
		}
	}
}

func TestWrongSettingsAreExplained(t *testing.T) {
	for jsonData, c := range map[string]struct{ url, want string }{
		``:                         {"", "url: is empty"},
		`{"timeInterval":"often"}`: {"http://127.0.0.1:1", "timeInterval"},
		`{"httpMethod":"POST"}`:    {"ftp://127.0.0.1:1", "http"},
	} {
		d := newInstance(t, c.url, jsonData)
		if r := ask(t, d, nil, query("A", tokensQuery))["A"]; r.Error == nil || !strings.Contains(r.Error.Error(), c.want) {
			t.Errorf("%q: %v, want %q", jsonData, r.Error, c.want)
		}
	}
}

func TestAlertQueriesHaveOneVisibleOperand(t *testing.T) {
	d := newInstance(t, emptyStore(t), "")
	alert := map[string]string{fromAlert: "true"}
	two := `{"operands":[{"as":"a","signal":"ttft"},{"as":"b","signal":"itl"}]}`
	if r := ask(t, d, alert, query("A", two))["A"]; r.Error == nil || !strings.Contains(r.Error.Error(), "exactly one visible operand") {
		t.Errorf("two visible operands: %v", r.Error)
	}
	if r := ask(t, d, nil, query("A", two))["A"]; r.Error != nil {
		t.Errorf("a panel may show two: %v", r.Error)
	}
	hidden := `{"format":"numeric","operands":[{"as":"a","signal":"ttft","hide":true},{"as":"b","formula":"a*2"}]}`
	if r := ask(t, d, alert, query("A", hidden))["A"]; r.Error != nil {
		t.Errorf("one visible operand: %v", r.Error)
	}
	table := `{"format":"table","operands":[{"as":"a","signal":"ttft"}]}`
	if r := ask(t, d, alert, query("A", table))["A"]; r.Error == nil || !strings.Contains(r.Error.Error(), "numeric") {
		t.Errorf("a table in an alert: %v", r.Error)
	}
}
