package acceptance_test

import (
	"testing"
	"time"
)

// Layouts meet only where both are used: an idle replica spoils nobody's quantile, in whatever order they come.
func TestAccept4_AnIdleLayoutSpoilsNothing(t *testing.T) {
	for _, names := range [][2]string{{"chat/a-0", "z-0"}, {"chat/z-0", "a-0"}} {
		idle := phased(names[0], "llama", 0, 0.1, 0.2, 1, 1.4)
		w := newWorld(t, idle.series(), trtServer("chat", names[1], "llama", 0.1, 0.5, 0.4, 2, 3.1))
		a := w.ask(latency("table", "llm_model"))
		a.near("p95 beside the idle "+names[0], a.one("llm_model", "llama")["ttft_p95"], 0.8+0.2*0.95, 1e-9)
		g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), "ttft_p95"))
		if n := len(g.line("ttft_p95", "llm_model", "llama")); n != 20 {
			t.Errorf("%d steps beside the idle %s", n, names[0])
		}
	}
}

// After a rollout that changed the buckets the graph goes on; only the table over both has no quantile.
func TestAccept4_ARolloutWithOtherBuckets(t *testing.T) {
	older, newer := map[string]fn{}, map[string]fn{}
	observe(older, "vllm:time_to_first_token_seconds", "", []string{"0.5", "1", "2"}, requestsOf{0.7, growing(1)})
	observe(newer, "vllm:time_to_first_token_seconds", "", []string{"0.25", "0.75", "1.5", "2"}, requestsOf{1, begunAgain(growing(1), 630)})
	for _, names := range [][2]string{{"chat/a-0", "chat/z-0"}, {"chat/z-0", "chat/a-0"}} {
		w := newWorld(t, engine{scrape: scrape{to: 600}, pod: names[0], more: older}.series(), engine{scrape: scrape{from: 630}, pod: names[1], more: newer}.series())
		g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), "ttft_p50"))
		steps := g.line("ttft_p50", "llm_model", "llama")
		for s := 60; s <= 1200; s += 60 {
			switch v, ok := steps[s]; {
			case s <= 600 && (!ok || v != 0.75):
				t.Errorf("%v: before, at %d: %v %v", names, s, v, ok)
			case s > 720 && (!ok || v != 1.125):
				t.Errorf("%v: after, at %d: %v %v", names, s, v, ok)
			}
		}
		a := w.ask(pick(latency("table", "llm_model"), "ttft_p50", "ttft_mean"))
		a.null("the median over both layouts", a.one("llm_model", "llama")["ttft_p50"])
	}
}
