package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// nativeOnly replaces a replica's classic histograms by native ones with the same observations.
func nativeOnly(e engine, sizes map[string]float64) []storetest.Series {
	var out []storetest.Series
	for _, s := range e.series() {
		base := s.Name
		for _, suffix := range []string{"_bucket", "_sum", "_count"} {
			base = strings.TrimSuffix(base, suffix)
		}
		size, native := sizes[base]
		switch {
		case !native:
			out = append(out, s)
		case strings.HasSuffix(s.Name, "_count"):
			s.Name, s.Observed = base, size
			out = append(out, s)
		}
	}
	return out
}

// A histogram that exists only as a native one is read as such: its mean exactly, its quantile within the bucket,
// which at eight to the power of two is 9 % wide.
func TestNativeHistograms(t *testing.T) {
	sizes := map[string]float64{"vllm:request_queue_time_seconds": 0.1, "vllm:request_prefill_time_seconds": 0.2,
		"vllm:request_decode_time_seconds": 1, "vllm:e2e_request_latency_seconds": 1.4, "vllm:time_to_first_token_seconds": 0.3}
	w := newWorld(t, nativeOnly(phased("chat/llama-0", "llama", 0.5, 0.1, 0.2, 1, 1.4), sizes))
	mean, p95 := operand{As: "mean", Signal: "ttft"}, operand{As: "p95", Signal: "ttft", Stat: "p95"}
	below := 0.35
	share := operand{As: "share", Signal: "ttft", Stat: "fraction_below", Threshold: &below}
	for _, q := range []query{table("replica", mean, p95, share), graph("model", mean, p95, share).every(time.Minute)} {
		a := w.ask(q)
		check := func(m, q, f any) {
			a.near("mean", m, 0.3, 1e-9)
			a.near("p95", q, 0.3, 0.03)
			a.near("share below", f, 1, 1e-9)
		}
		if q.Format == "table" {
			r := a.one("pod", "llama-0")
			check(r["mean"], r["p95"], r["share"])
			continue
		}
		m, p, f := a.line("mean"), a.line("p95"), a.line("share")
		if len(m) < 18 {
			t.Fatalf("%d steps", len(m))
		}
		for s := range m {
			check(m[s], p[s], f[s])
		}
	}
	l := w.ask(latency("table", "llm_model")).one("llm_model", "llama")
	for field, want := range map[string]float64{"queue": 0.1, "prefill": 0.2, "decode": 1, "e2e": 1.4, "unexplained": 0.1} {
		w.ask(latency("table", "llm_model")).near(field, l[field], want, 1e-9)
	}
	w.ask(latency("table", "llm_model")).near("requests", l["requests"], 600, 8)
}
