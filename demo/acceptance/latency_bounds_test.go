package acceptance_test

import (
	"testing"
	"time"
)

// Beside a quantile, latency gives the edges of the bucket that it fell in, to those who ask for them.
func TestLatency_BoundsOfQuantiles(t *testing.T) {
	w := newWorld(t, phased("chat/a-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series())
	fields := []string{"ttft_p95", "ttft_p95_lo", "ttft_p95_hi", "ttft_p50_lo", "itl_p99_hi", "itl_p99_lo"}
	a := w.ask(pick(latency("table", "llm_model"), fields...))
	r := a.one("llm_model", "llama")
	a.near("lo", r["ttft_p95_lo"], 0.25, 1e-9)
	a.near("hi", r["ttft_p95_hi"], 0.5, 1e-9)
	a.near("p50 lies in the same bucket", r["ttft_p50_lo"], 0.25, 1e-9)
	a.near("the quantile lies between them", r["ttft_p95"], 0.25+0.25*0.95, 1e-9)
	g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), fields...))
	lo, hi := g.line("ttft_p95_lo", "llm_model", "llama"), g.line("ttft_p95_hi", "llm_model", "llama")
	if len(lo) != 20 || len(hi) != 20 {
		t.Fatalf("%d and %d steps", len(lo), len(hi))
	}
	for s := range lo {
		g.near("lo", lo[s], 0.25, 1e-9)
		g.near("hi", hi[s], 0.5, 1e-9)
	}
	whole := w.ask(latency("table", "llm_model"))
	for _, f := range whole.frame.Fields {
		if f.Name == "ttft_p95_lo" || f.Name == "ttft_p95_hi" {
			t.Errorf("%s was not asked for", f.Name)
		}
	}
	mixed := newWorld(t, phased("chat/a-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series(), trtServer("chat", "b-0", "llama", 0.1, 0.5, 0.4, 2, 3.1))
	a = mixed.ask(pick(latency("table", "llm_model"), append(fields[:3:3], "ttft_mean")...))
	for _, f := range fields[:3] {
		a.null(f+" of unequal buckets", a.one("llm_model", "llama")[f])
	}
	wantPluginError(t, w.try(pick(latency("table", "llm_model"), "queue_lo")), "fields", "ttft_p95_lo")
}
