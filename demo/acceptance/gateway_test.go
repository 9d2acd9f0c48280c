package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// proxied is what a LiteLLM proxy counts of one model's requests for one team.
func proxied(model, team string, perSecond, ttft, total float64, labels ...string) []storetest.Series {
	m := map[string]fn{}
	histogram(m, "litellm_llm_api_time_to_first_token_metric", perSecond, ttft, 0.1, 0.25, 0.5, 1, 2.5)
	histogram(m, "litellm_request_total_latency_metric", perSecond, total, 0.5, 1, 2.5, 5)
	m["litellm_proxy_total_requests_metric_total"] = growing(perSecond)
	own := overwrite([]string{"cluster", "eu", "job", "litellm", "instance", "10.0.9.9:4000", "namespace", "edge", "pod", "litellm-0",
		"requested_model", model, "team", team}, labels)
	s := scrape{}.or(15)
	var out []storetest.Series
	for name, f := range m {
		parts := strings.Split(name, "|")
		all := append(append([]string{}, own...), parts[1:]...)
		out = append(out, s.series(line{parts[0], func(int) []string { return all }, f})...)
	}
	return out
}

func behindAGateway(t *testing.T, labels ...string) *world {
	return newWorld(t, [][]storetest.Series{
		phased("chat/llama-0", "llama", 0.4, 0.1, 0.2, 1, 1.4).series(),
		phased("chat/qwen-0", "qwen", 1, 0.01, 0.05, 0.4, 0.5).series(),
		proxied("llama", "search", 0.3, 0.5, 1.8, labels...), proxied("llama", "ads", 0.1, 0.9, 2.2, labels...),
		proxied("qwen", "ads", 0.5, 0.2, 0.7, labels...), // only half of qwen's requests pass the gateway
		proxied("gpt", "ads", 3, 3, 4, labels...),
	}...)
}

func TestGateway_TheGapIsOfTheSameRequests(t *testing.T) {
	for name, labels := range map[string][]string{"same cluster label": nil, "a gateway that does not say its cluster": {"cluster", ""}} {
		t.Run(name, func(t *testing.T) {
			w := behindAGateway(t, labels...)
			a := w.ask(latency("table", "cluster", "llm_model"))
			r := a.one("llm_model", "llama")
			a.near("gateway's mean", r["gateway_ttft_mean"], 0.6, 1e-9)
			a.near("engine's mean", r["ttft_mean"], 0.3, 1e-9)
			a.near("gap", r["gateway_gap"], 0.3, 1e-9)
			a.near("e2e is the engine's", r["e2e"], 1.4, 1e-9)
			if q := a.one("llm_model", "qwen"); q["gateway_gap"] != nil {
				t.Errorf("gap %v of a model half of whose requests pass the gateway", q["gateway_gap"])
			}
			g := a.one("llm_model", "gpt")
			a.near("a model that only the gateway knows", g["e2e"], 4, 1e-9)
			if g["queue"] != nil || g["decomposed"] != nil {
				t.Errorf("phases without an engine: %v", g)
			}
		})
	}
}

func TestGateway_TenantsAreTheGatewaysAlone(t *testing.T) {
	a := behindAGateway(t).ask(latency("table", "tenant"))
	a.values(2)
	r := a.one("tenant", "search")
	a.near("e2e", r["e2e"], 1.8, 1e-9)
	a.near("requests", r["requests"], 360, 5)
	a.near("ttft", a.one("tenant", "ads")["gateway_ttft_mean"], (0.1*0.9+0.5*0.2+3*3)/3.6, 1e-9)
	if r["queue"] != nil || r["ttft_mean"] != nil {
		t.Errorf("an engine's figures in a tenant's row: %v", r)
	}
}

func TestGateway_ItsRowsAreNotPods(t *testing.T) {
	a := behindAGateway(t).ask(latency("table", "pod"))
	a.values(2)
	if v := a.one("pod", "llama-0")["gateway_ttft_mean"]; v != nil {
		t.Errorf("a pod has the gateway's time to first token: %v", v)
	}
}

func TestGateway_SignalsByTenant(t *testing.T) {
	w := behindAGateway(t)
	ops := []operand{{As: "requests", Signal: "gateway_requests", Stat: "total"}, {As: "p95", Signal: "gateway_ttft", Stat: "p95"}}
	a := w.ask(query{QueryType: "signal", Format: "table", By: []string{"tenant"}, Operands: ops})
	a.near("requests", a.one("tenant", "ads")["requests"], 3.6*1200, 60)
	a.near("p95", a.one("tenant", "search")["p95"], 0.25+0.25*0.95, 1e-9)
	g := w.ask(query{QueryType: "signal", Format: "timeseries", By: []string{"tenant"}, Operands: ops}.every(time.Minute))
	for s, v := range g.line("requests", "tenant", "search") {
		if s > 60 {
			g.near("requests a step", v, 18, 1e-6)
		}
	}
	c := w.ask(query{QueryType: "correlate", Grain: "model", Format: "table", Operands: []operand{rate, {As: "gw", Signal: "gateway_requests"}}})
	c.near("a model's gateway requests beside its tokens", c.one("llm_model", "llama")["gw"], 0.4, 1e-6)
}

// Requests that name no model belong to their cluster all the same.
func TestGateway_RequestsWithoutAModelKeepTheirCluster(t *testing.T) {
	w := behindAGateway(t)
	w.series = append(w.series, proxied("None", "ads", 0.2, 0.5, 1)...)
	a := w.ask(latency("table", "cluster"))
	a.values(1)
	a.near("gateway's mean", a.one("cluster", "eu")["gateway_ttft_mean"], (0.3*0.5+0.1*0.9+0.5*0.2+3*3+0.2*0.5)/4.1, 1e-9)
}

// A filter that a gateway cannot check keeps its figures out: they are of other requests too.
func TestGateway_FiltersItCannotCheck(t *testing.T) {
	a := behindAGateway(t).ask(latency("table", "llm_model").where("namespace", "=", "chat"))
	a.values(2)
	if v := a.one("llm_model", "llama")["gateway_ttft_mean"]; v != nil {
		t.Errorf("%v is of all namespaces", v)
	}
}

// Traffic that names no tenant is a row of its own kind, and tenants are a grain.
func TestGateway_TrafficWithoutATenantIsUnlabelled(t *testing.T) {
	w := behindAGateway(t)
	w.series = append(w.series, proxied("llama", "None", 0.2, 0.5, 1)...)
	requests := operand{As: "requests", Signal: "gateway_requests"}
	a := w.ask(query{QueryType: "signal", Format: "table", By: []string{"tenant"}, Operands: []operand{requests}})
	a.near("unlabelled", a.one("tenant", "unlabelled", "row_kind", "unlabelled")["requests"], 0.2, 1e-6)
	a.values(2)
	b := w.ask(table("tenant", requests))
	b.near("a tenant of a cluster", b.one("cluster", "eu", "tenant", "ads")["requests"], 3.6, 1e-6)
	b.near("unlabelled at the grain", b.one("row_kind", "unlabelled")["requests"], 0.2, 1e-6)
	l := w.ask(latency("table", "tenant"))
	l.near("unlabelled in latency", l.one("row_kind", "unlabelled")["requests"], 0.2*1200, 4)
}
