package acceptance_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// A gateway or card store that answers nonsense is a missing side; the rest of a latency query stands as it was.
func TestAccept4_LatencyBesideFaults(t *testing.T) {
	g, e, gw := apart(t)
	whole := instance("whole", e.address(), endpoints(t, map[string]map[string]any{"gpu": at2(g.address()), "gateway": at2(gw.address())}))
	want := askAll(t, whole, latency("table", "llm_model")).one("llm_model", "llama")
	answer := func(status int, kind, body string) func(*recorder) {
		return func(r *recorder) {
			r.guard = func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header().Set("Content-Type", kind)
				w.WriteHeader(status)
				_, _ = w.Write([]byte(body))
				return true
			}
		}
	}
	for name, bad := range map[string]func(*recorder){
		"html":       answer(200, "text/html", "<html>sign in</html>"),
		"forbidden":  answer(403, "text/plain", "no"),
		"limited":    answer(429, "text/plain", "slow down"),
		"broken":     answer(500, "application/json", `{"status":"error","errorType":"internal","error":"disk"}`),
		"truncated":  answer(200, "application/json", `{"status":"success","data":{"resultType":"vec`),
		"wrong type": answer(200, "application/json", `{"status":"success","data":{"resultType":"string","result":[1,"x"]}}`),
	} {
		t.Run(name, func(t *testing.T) {
			ill := record(t, gw.address(), bad)
			pc := instance("accept4-ill-"+name, e.address(), endpoints(t, map[string]map[string]any{"gpu": at2(g.address()), "gateway": at2(ill.URL)}))
			a := askAll(t, pc, latency("table", "llm_model"))
			r := a.one("llm_model", "llama")
			for _, f := range phaseFields {
				a.near(f, r[f], number(t, want, f), 1e-9)
			}
			a.null("gap", r["gateway_gap"])
			if a.missing()["gateway"] == "" || a.reason("gateway_ttft_mean") != "unreachable" {
				t.Errorf("missing %v, reason %q", a.missing(), a.reason("gateway_ttft_mean"))
			}
			if n := a.notices(); strings.Contains(n, ill.URL) || !strings.Contains(strings.ToLower(n), "gateway") {
				t.Errorf("notices %q", n)
			}
			// The engines' store is ill: nothing is left of most fields; the answer is an error or says so, never a zero.
			none := record(t, e.address(), bad)
			pc = instance("accept4-ill-engine-"+name, g.address(), endpoints(t, map[string]map[string]any{"engine": at2(none.URL), "gateway": at2(gw.address())}))
			resp := request(t, pc, pick(latency("table", "llm_model"), "queue", "e2e"))["A"]
			if resp.Error == nil {
				b := answer2(t, resp)
				if b.missing()["engine"] == "" {
					t.Errorf("an engine store that is out, and %s", b)
				}
				for _, r := range b.rows() {
					b.null("queue", r["queue"])
				}
			} else if resp.ErrorSource != backend.ErrorSourceDownstream {
				t.Errorf("%v of %q", resp.Error, resp.ErrorSource)
			}
			if q := request(t, pc, alert(pick(latency("numeric", "llm_model"), "queue")))["A"]; q.Error == nil || q.ErrorSource != backend.ErrorSourceDownstream {
				t.Errorf("an alert on a store that is out: %v", q.Error)
			}
		})
	}
}

func answer2(t *testing.T, r backend.DataResponse) answer {
	return answer{t, r.Frames[0], coverageOf(t, r.Frames[0])}
}

// An alert never takes a side that is out for one without data.
func TestAccept4_AlertsOnAMissingSide(t *testing.T) {
	g, e, _ := apart(t)
	_ = g
	pc := instance("gpu-out", e.address(), endpoints(t, map[string]map[string]any{"gpu": at2("http://127.0.0.1:1")}))
	for _, q := range []query{
		{Grain: "replica", Format: "numeric", Operands: []operand{tensor}},
		{Grain: "replica", Format: "numeric", Operands: []operand{hidden(rate), hidden(tensor), {As: "each", Formula: "rate / tensor"}}},
		{Grain: "device", Format: "timeseries", Operands: []operand{tensor}},
		signals("numeric", []string{"node"}, tensor),
		signals("timeseries", nil, watts),
	} {
		if r := request(t, pc, alert(q))["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream {
			t.Errorf("%s %s: %v", q.Grain, q.Format, r.Error)
		}
	}
	// On a dashboard, what does not need that side goes on.
	a := askAll(t, pc, query{Grain: "replica", Format: "numeric", Operands: []operand{rate}})
	a.near("tokens a second", a.one("pod", "llama-0")["rate"], 10, 1e-6)
	l := askAll(t, pc, pick(latency("numeric", "llm_model"), "e2e"))
	l.near("latency needs no cards", l.one("llm_model", "llama")["e2e"], 1.4, 1e-9)
}

// Settings that cannot be meant are refused by name, in every query type; the message holds no secret.
func TestAccept4_SettingsThatCannotBe(t *testing.T) {
	_, e, _ := apart(t)
	for text, says := range map[string]string{
		`{"bindings":[{"gpu_uuids":["GPU-a"]}]}`:                                     "bindings",
		`{"bindings":[{"instance":"a:1"}]}`:                                          "gpu_uuids",
		`{"bindings":[{"instance":"a:1","gpu_uuids":["GPU-a"],"from":"yesterday"}]}`: "from",
		`{"prices":[{"per_hour":-2,"currency":"EUR"}]}`:                              "per_hour",
		`{"prices":[{"per_hour":2}]}`:                                                "currency",
		`{"limits":{"timeout":"soon"}}`:                                              "timeout",
		`{"limits":{"series":-1}}`:                                                   "series",
		`{"endpoints":{"gpus":{"url":"http://x"}}}`:                                  "gpus",
		`{"nativeStep":{"gpu":"often"}}`:                                             "nativeStep",
		`{"timeInterval":"15"}`:                                                      "timeInterval",
		`{"currencies":[{"cluster":"eu"}]}`:                                          "currency",
		`{"tenantLabels":[" team"]}`:                                                 "tenantLabels",
	} {
		pc := instance("wrong"+text, e.address(), text)
		pc.DataSourceInstanceSettings.DecryptedSecureJSONData = map[string]string{"basicAuthPassword": "s3cret"}
		for _, q := range []query{table("replica", tokens), latency("table"), intervals()} {
			r := request(t, pc, q)["A"]
			if r.Error == nil || !strings.Contains(r.Error.Error(), says) || strings.Contains(r.Error.Error(), "s3cret") {
				t.Errorf("%s: %v", text, r.Error)
			}
		}
	}
}

// Bounds of the output propose a way out; bounds of the input say which and by how much.
func TestAccept4_Bounds(t *testing.T) {
	w := everywhere(t)
	w.settings = `{"limits":{"outputSeries":3,"outputRows":2}}`
	wantPluginError(t, w.try(latency("timeseries", "cluster", "pod").every(time.Minute)), "3", "top")
	wantPluginError(t, w.try(latency("table", "cluster", "pod")), "2", "top")
	wantPluginError(t, w.try(signals("table", []string{"cluster", "pod"}, running)), "2", "top")
	q := latency("table", "cluster", "pod")
	q.Top = &top{N: 2, By: "requests"}
	if r := w.try(q); r.Error != nil {
		t.Errorf("with top: %v", r.Error)
	}
	w = everywhere(t)
	w.settings = `{"limits":{"series":3}}`
	r := w.try(latency("table", "pod"))
	if r.Error == nil || !strings.Contains(r.Error.Error(), "series") {
		t.Errorf("%v", r.Error)
	}
	raw, _ := json.Marshal(r.Frames)
	if len(r.Frames) > 0 && strings.Contains(string(raw), "e2e") {
		t.Error("half of an answer")
	}
}
