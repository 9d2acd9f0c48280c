package acceptance_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// raw asks a query that is written as JSON.
func (w *world) raw(text string, headers map[string]string) backend.DataResponse {
	w.t.Helper()
	req := &backend.QueryDataRequest{PluginContext: instance(w.address()+w.settings, w.address(), w.settings), Headers: headers,
		Queries: []backend.DataQuery{{RefID: "A", JSON: json.RawMessage(text), Interval: seconds(15), MaxDataPoints: 43200, TimeRange: backend.TimeRange{From: at(0), To: at(1200)}}}}
	resp, err := theBackend.QueryData(w.t.Context(), req)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp.Responses["A"]
}

var fromAlert = map[string]string{"FromAlert": "true"}

func TestAccept4_AlertsHaveOneValue(t *testing.T) {
	w := simple(t)
	two := `"operands":[{"as":"a","signal":"generation_tokens"},{"as":"b","signal":"gpu_tensor_active"%s}]`
	for _, kind := range []string{"correlate", "signal"} {
		for _, format := range []string{"timeseries", "numeric"} {
			head := fmt.Sprintf(`{"refId":"A","queryType":"%s","version":1,"format":"%s",`, kind, format)
			wantPluginError(t, w.raw(head+fmt.Sprintf(two, "")+"}", fromAlert), "operands")
			if r := w.raw(head+fmt.Sprintf(two, `,"hide":true`)+"}", fromAlert); r.Error != nil {
				t.Errorf("%s %s with one visible operand: %v", kind, format, r.Error)
			}
			if r := w.raw(head+fmt.Sprintf(two, "")+"}", nil); r.Error != nil {
				t.Errorf("%s %s on a dashboard: %v", kind, format, r.Error)
			}
		}
		wantPluginError(t, w.raw(fmt.Sprintf(`{"refId":"A","queryType":"%s","version":1,"format":"table","operands":[{"as":"a","signal":"generation_tokens"}]}`, kind), fromAlert), "format", "table")
		hid := fmt.Sprintf(`{"refId":"A","queryType":"%s","version":1,"operands":[{"as":"a","signal":"generation_tokens","hide":true}]}`, kind)
		wantPluginError(t, w.raw(hid, fromAlert), "operands")
	}
	// Alerts drop the field's name: labels alone tell series apart, and must be unequal.
	r := w.raw(`{"refId":"A","queryType":"signal","version":1,"format":"timeseries","by":["gpu_uuid"],"operands":[{"as":"a","signal":"gpu_tensor_active"}]}`, fromAlert)
	seen := map[string]bool{}
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	for _, f := range valueFields(r.Frames[0]) {
		if seen[f.Labels.String()] {
			t.Errorf("two series with the labels %v", f.Labels)
		}
		seen[f.Labels.String()] = true
	}
	if r.Frames[0].Meta.Type != data.FrameTypeTimeSeriesWide {
		t.Errorf("a %s", r.Frames[0].Meta.Type)
	}
	wantPluginError(t, w.raw(`{"refId":"A","queryType":"latency","version":1,"format":"timeseries","by":["pod"]}`, fromAlert), "fields")
	wantPluginError(t, w.raw(`{"refId":"A","queryType":"latency","version":1,"format":"table","by":["pod"],"fields":["e2e"]}`, fromAlert), "format")
	wantPluginError(t, w.raw(`{"refId":"A","queryType":"latency","version":1,"format":"numeric","by":["pod"],"fields":["e2e","queue"]}`, fromAlert), "fields")
}

// Nothing there is no data; a store that does not answer is an error.
func TestAccept4_NoDataIsNoError(t *testing.T) {
	w := newWorld(t, kube{pod: "kube-system/coredns-0"}.series())
	dead := &world{t: t, settings: "{}", url: "http://127.0.0.1:1"}
	for _, q := range []query{
		{Grain: "replica", Format: "numeric", Operands: []operand{rate}}, {Grain: "replica", Format: "timeseries", Operands: []operand{rate}},
		signals("numeric", []string{"llm_model"}, running), signals("timeseries", nil, running),
		pick(latency("numeric", "llm_model"), "e2e"), pick(latency("timeseries"), "e2e"), pick(latency("numeric"), "requests")} {
		r := w.try(alert(q))
		if r.Error != nil || len(r.Frames) == 0 {
			t.Errorf("%s %s: %v", q.QueryType, q.Format, r.Error)
			continue
		}
		for _, f := range r.Frames[0].Fields {
			if f.Type().Numeric() && f.Len() > 0 {
				for i := range f.Len() {
					if v, ok := f.ConcreteAt(i); ok {
						t.Errorf("%s %s: a value %v where nothing is", q.QueryType, q.Format, v)
					}
				}
			}
		}
		bad := dead.try(alert(q))
		if bad.Error == nil || bad.ErrorSource != backend.ErrorSourceDownstream {
			t.Errorf("%s %s of a dead store: %v %s", q.QueryType, q.Format, bad.Error, bad.ErrorSource)
		}
	}
}

// A query of a newer plugin is refused; older ones are brought up to date.
func TestAccept4_Versions(t *testing.T) {
	w := simple(t)
	for _, v := range []string{`"version":0,`, `"version":1,`, ``} {
		for _, h := range []map[string]string{nil, fromAlert} {
			if r := w.raw(`{"refId":"A","queryType":"correlate",`+v+`"operands":[{"as":"a","signal":"generation_tokens"}]}`, h); r.Error != nil || len(r.Frames) == 0 {
				t.Errorf("%q: %v", v, r.Error)
			}
			if r := w.raw(`{"refId":"A","queryType":"latency",`+v+`"fields":["e2e"]}`, h); r.Error != nil {
				t.Errorf("latency %q: %v", v, r.Error)
			}
		}
	}
	for _, v := range []string{"2", "99"} {
		wantPluginError(t, w.raw(`{"refId":"A","queryType":"correlate","version":`+v+`,"operands":[{"as":"a","signal":"generation_tokens"}]}`, nil), "version")
	}
	for _, bad := range []string{`{"refId":"A","queryType":"latency","version":"one"}`, `{"refId":"A","version":-1,"queryType":"latency"}`, `[]`, `{"queryType":7}`} {
		if r := w.raw(bad, nil); r.Error == nil || r.ErrorSource == backend.ErrorSourceDownstream {
			t.Errorf("%s: %v %s", bad, r.Error, r.ErrorSource)
		}
	}
}
