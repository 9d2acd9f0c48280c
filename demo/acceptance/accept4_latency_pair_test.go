package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// half is one side of a prefill/decode pair.
func half(pod, role string, perSecond, queue, prefill, decode, e2e float64) engine {
	return phased(pod, "llama", perSecond, queue, prefill, decode, e2e, "llm_d_ai_role", role)
}

// pair is two prefill pods and one decode pod that serve 0.2 requests a second together.
func pair() [][]storetest.Series {
	d := half("chat/d-0", "decode", 0.2, 0.08, 0.01, 3, 3.9)
	histogram(d.more, "vllm:nixl_xfer_time_seconds", 0.2, 0.06, 0.005, 0.01, 0.1, 1)
	return [][]storetest.Series{half("chat/p-0", "prefill", 0.05, 0.05, 0.4, 0.001, 0.5).series(),
		half("chat/p-1", "prefill", 0.15, 0.01, 0.6, 0.001, 0.7).series(), d.series()}
}

// Of two prefill pods each counts by its requests; the pair's requests are counted once.
func TestAccept4_PairOfThree(t *testing.T) {
	w := newWorld(t, pair()...)
	for _, by := range [][]string{nil, {"llm_model"}, {"cluster", "llm_model"}, {"namespace"}} {
		a := w.ask(latency("table", by...))
		a.values(1)
		r := a.rows()[0]
		a.near("prefill", r["prefill"], (0.05*0.4+0.15*0.6)/0.2, 1e-9)
		a.near("decode", r["decode"], 3, 1e-9)
		a.near("transfer", r["transfer"], 0.06, 1e-9)
		a.near("e2e", r["e2e"], 3.9, 1e-9)
		a.near("requests", r["requests"], 240, 1e-6)
		a.near("decomposed", r["decomposed"], 1, 1e-9)
		a.conserved(r)
	}
	g := w.ask(latency("timeseries", "llm_model").every(time.Minute))
	for s, v := range g.line("e2e", "llm_model", "llama") {
		sum := g.line("transfer")[s]
		for _, f := range phaseFields[:4] {
			sum += g.line(f)[s]
		}
		g.near("Σ phases", sum, v, 1e-9)
		g.near("e2e", v, 3.9, 1e-9)
	}
	roles := w.ask(latency("table", "role"))
	roles.near("prefill pods", roles.one("role", "prefill")["e2e"], (0.05*0.5+0.15*0.7)/0.2, 1e-9)
	roles.near("their requests", roles.one("role", "prefill")["requests"], 240, 1e-6)
	roles.near("decode pod", roles.one("role", "decode")["e2e"], 3.9, 1e-9)
}

// With a gateway before it the pair's end-to-end time is the gateway's.
func TestAccept4_PairBehindAGateway(t *testing.T) {
	w := newWorld(t, append(pair(), proxied("llama", "search", 0.2, 1.1, 4.5))...)
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	a.near("e2e", r["e2e"], 4.5, 1e-9)
	a.near("prefill", r["prefill"], 0.55, 1e-9)
	a.near("requests", r["requests"], 240, 1e-6)
	a.near("gateway_ttft_mean", r["gateway_ttft_mean"], 1.1, 1e-9)
	a.conserved(r)
	g := w.ask(latency("timeseries", "llm_model").every(time.Minute))
	for _, v := range g.line("e2e", "llm_model", "llama") {
		g.near("e2e of a step", v, 4.5, 1e-9)
	}
	// A pod is not what the gateway measures.
	p := w.ask(latency("table", "pod"))
	p.near("decode pod", p.one("pod", "d-0")["e2e"], 3.9, 1e-9)
}

// A pair and a whole replica of one model: both weigh by their requests.
func TestAccept4_PairBesideAReplica(t *testing.T) {
	w := newWorld(t, append(pair(), phased("chat/whole-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series())...)
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	a.near("requests", r["requests"], 600, 1e-6)
	a.near("e2e", r["e2e"], (0.2*3.9+0.3*1.4)/0.5, 1e-9)
	a.near("prefill", r["prefill"], (0.2*0.55+0.3*0.2)/0.5, 1e-9)
	a.near("decode", r["decode"], (0.2*3+0.3*1)/0.5, 1e-9)
	a.near("transfer", r["transfer"], 0.2*0.06/0.5, 1e-9)
	a.conserved(r)
}

// The gap is of the same requests: within 10 % it is shown, beyond it is not.
func TestAccept4_GatewayGap(t *testing.T) {
	w := newWorld(t, phased("chat/near-0", "near", 0.4, 0.1, 0.2, 1, 1.4).series(), proxied("near", "a", 0.38, 0.5, 1.8),
		phased("chat/far-0", "far", 0.4, 0.1, 0.2, 1, 1.4).series(), proxied("far", "a", 0.34, 0.5, 1.8),
		phased("chat/more-0", "more", 0.4, 0.1, 0.2, 1, 1.4).series(), proxied("more", "a", 0.48, 0.5, 1.8),
		phased("chat/turns-0", "turns", 0.4, 0.1, 0.2, 1, 1.4).series())
	a := w.ask(latency("table", "llm_model"))
	a.near("gap", a.one("llm_model", "near")["gateway_gap"], 0.2, 1e-9)
	for _, m := range []string{"far", "more", "turns"} {
		a.null("gap of "+m, a.one("llm_model", m)["gateway_gap"])
	}
	a.near("its mean stands all the same", a.one("llm_model", "far")["gateway_ttft_mean"], 0.5, 1e-9)
	g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), "gateway_gap"))
	for _, v := range g.line("gateway_gap", "llm_model", "near") {
		g.near("gap of a step", v, 0.2, 1e-9)
	}
	for _, f := range valueFields(g.frame) {
		if m := f.Labels["llm_model"]; m != "near" {
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok {
					t.Fatalf("a gap of %s: %v", m, v)
				}
			}
		}
	}
}

// A gateway whose cluster serves the same model name elsewhere: each cluster's gap is its own.
func TestAccept4_GatewaysOfTwoClusters(t *testing.T) {
	us := phased("chat/llama-0", "llama", 0.8, 0.2, 0.4, 1, 1.8)
	us.cluster = "us"
	w := newWorld(t, phased("chat/llama-0", "llama", 0.4, 0.1, 0.2, 1, 1.4).series(), us.series(),
		proxied("llama", "a", 0.4, 0.5, 1.8), proxied("llama", "a", 0.2, 2, 4, "cluster", "us"))
	a := w.ask(latency("table", "cluster", "llm_model"))
	a.near("gap in eu", a.one("cluster", "eu")["gateway_gap"], 0.2, 1e-9)
	a.null("gap in us, where a quarter passes", a.one("cluster", "us")["gateway_gap"])
	a.near("gateway in us", a.one("cluster", "us")["gateway_ttft_mean"], 2, 1e-9)
	both := w.ask(latency("table", "llm_model"))
	both.near("gateways together", both.one("llm_model", "llama")["gateway_ttft_mean"], (0.4*0.5+0.2*2)/0.6, 1e-9)
	both.null("half of all requests pass", both.one("llm_model", "llama")["gateway_gap"])
}

// What clients measured stands beside.
func TestAccept4_ClientTTFT(t *testing.T) {
	m := observe(map[string]fn{}, "gen_ai_client_operation_time_to_first_chunk_seconds", "|gen_ai_request_model|llama", []string{"0.5", "1", "2.5"}, requestsOf{0.8, growing(0.4)})
	w := newWorld(t, phased("chat/llama-0", "llama", 0.4, 0.1, 0.2, 1, 1.4).series(), exposed([]string{"job", "otel", "instance", "otel:9464"}, m))
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	a.near("client_ttft_mean", r["client_ttft_mean"], 0.8, 1e-9)
	a.near("client_ttft_p95", r["client_ttft_p95"], 0.5+0.5*0.95, 1e-9)
	a.near("ttft_mean", r["ttft_mean"], 0.3, 1e-9)
	a.null("no gateway", r["gateway_gap"])
}

// A tenant's filter leaves what the gateway counts for the tenant; engines do not know tenants.
func TestAccept4_LatencyOfATenant(t *testing.T) {
	w := behindAGateway(t)
	a := w.ask(latency("table", "llm_model").where("tenant", "=", "search"))
	a.values(1)
	r := a.one("llm_model", "llama")
	a.near("e2e", r["e2e"], 1.8, 1e-9)
	a.near("requests", r["requests"], 360, 1e-6)
	for _, f := range []string{"queue", "prefill", "decode", "ttft_mean", "ttft_p95", "gateway_gap"} {
		a.null(f+" of a tenant", r[f])
	}
}
