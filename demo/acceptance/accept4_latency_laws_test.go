package acceptance_test

import (
	"math/rand"
	"testing"
	"time"
)

var latencyFields = []string{"queue", "transfer", "prefill", "decode", "unexplained", "e2e", "requests", "decomposed", "ttft_mean", "ttft_p50", "ttft_p95", "ttft_p99",
	"itl_p50", "itl_p95", "itl_p99", "gateway_ttft_mean", "gateway_ttft_p95", "client_ttft_mean", "client_ttft_p95", "gateway_gap"}

// laden is a fleet in which every field has a value somewhere.
func laden(t *testing.T) *world {
	a, b := phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4), changing("chat/llama-1", 697)
	histogram(a.more, "vllm:inter_token_latency_seconds", 10, 0.02, 0.01, 0.025, 0.05)
	parts := append(pair(), a.series(), b.series(), tgiServer("code", "zephyr-0", 0.5, 0.2, 2),
		phased("code/qwen-0", "qwen", 0.4, 0.1, 0.2, 1, 1.4).series(), proxied("qwen", "ads", 0.4, 0.5, 1.8),
		exposed([]string{"job", "otel", "instance", "otel:9464"}, observe(map[string]fn{}, "gen_ai_client_operation_time_to_first_chunk_seconds",
			"|gen_ai_request_model|qwen", []string{"0.5", "1", "2.5"}, requestsOf{0.8, growing(0.4)})))
	return newWorld(t, parts...)
}

// A field alone is what it is among all others; neither the order of the series nor another cluster changes it.
func TestAccept4_LatencyLaws(t *testing.T) {
	w := laden(t)
	all := w.ask(latency("table", "llm_model"))
	defined := map[string]bool{}
	equal := func(what string, got answer, fields ...string) {
		t.Helper()
		for _, want := range all.rows() {
			var r row // a row of which nothing is known need not be there
			if found := got.where("llm_model", want["llm_model"].(string)); len(found) > 0 {
				r = found[0]
			}
			for _, f := range fields {
				if v, ok := want[f].(float64); ok {
					defined[f] = true
					got.near(what+": "+f, r[f], v, 1e-9)
				} else if r[f] != nil {
					t.Errorf("%s: %s of %v is %v, and null among the others", what, f, want["llm_model"], r[f])
				}
			}
		}
	}
	for _, f := range latencyFields {
		equal("alone", w.ask(pick(latency("table", "llm_model"), f)), f)
	}
	for _, f := range latencyFields {
		if !defined[f] {
			t.Errorf("%s has no value anywhere:\n%s", f, all)
		}
	}
	shuffled := newWorld(t, w.series)
	rand.New(rand.NewSource(4)).Shuffle(len(shuffled.series), func(i, j int) {
		shuffled.series[i], shuffled.series[j] = shuffled.series[j], shuffled.series[i]
	})
	equal("in another order", shuffled.ask(latency("table", "llm_model")), latencyFields...)
	other := phased("chat/llama-0", "llama", 9, 1, 1, 1, 3.5)
	other.cluster = "us"
	more := newWorld(t, w.series, other.series(), proxied("qwen", "ads", 7, 3, 4, "cluster", "us"))
	equal("beside another cluster", more.ask(latency("table", "llm_model").where("cluster", "=", "eu")), latencyFields...)
	fine := w.ask(latency("table", "llm_model").every(5 * time.Minute))
	equal("at another interval", fine, latencyFields...)
}

// The gap is over the models that both know: others on either side do not change it.
func TestAccept4_GapOverTheSameModels(t *testing.T) {
	w := newWorld(t, phased("chat/llama-0", "llama", 0.4, 0.1, 0.2, 1, 1.4).series(), proxied("llama", "a", 0.4, 0.5, 1.8),
		proxied("gpt", "a", 3, 3, 4), phased("batch/internal-0", "internal", 5, 2, 2, 1, 6).series())
	for _, by := range [][]string{nil, {"cluster"}} {
		a := w.ask(latency("table", by...))
		a.values(1)
		a.near("gap", a.rows()[0]["gateway_gap"], 0.2, 1e-9)
		a.near("all of the gateway", a.rows()[0]["gateway_ttft_mean"], (0.4*0.5+3*3)/3.4, 1e-9)
		a.near("all engines", a.rows()[0]["ttft_mean"], (0.4*0.3+5*4)/5.4, 1e-9)
	}
	l := w.ask(latency("table", "llm_model"))
	l.near("llama", l.one("llm_model", "llama")["gateway_gap"], 0.2, 1e-9)
	l.null("internal", l.one("llm_model", "internal")["gateway_gap"])
	l.null("gpt", l.one("llm_model", "gpt")["gateway_gap"])
}

// Rows without the value that they are compared by come last.
func TestAccept4_TopByAFieldThatIsMissing(t *testing.T) {
	w := laden(t)
	q := latency("table", "llm_model")
	q.Top = &top{N: 1, By: "ttft_mean"}
	a := w.ask(q)
	a.values(1)
	if v, ok := a.rows()[0]["ttft_mean"].(float64); !ok || v <= 0 {
		t.Errorf("the largest is %v", a.rows()[0]["ttft_mean"])
	}
	for _, f := range []string{"requests", "e2e", "gateway_gap", "ttft_p95", "decode"} {
		q.Top = &top{N: 1, By: f, Other: true}
		all, some := w.ask(latency("table", "llm_model")), w.ask(q)
		best := 0.0
		for _, r := range all.rows() {
			if v, ok := r[f].(float64); ok && v > best {
				best = v
			}
		}
		some.near("largest "+f, some.one("row_kind", "value")[f], best, 1e-9)
		some.near("Σ requests", some.sum("requests"), all.sum("requests"), 1e-6)
	}
}
