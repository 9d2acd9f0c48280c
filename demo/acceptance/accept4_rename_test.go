package acceptance_test

import "testing"

// Old and new names at once are one thing; where one takes over from the other in the middle, both halves count.
func TestAccept4_LatencyOverARollingUpgrade(t *testing.T) {
	edges := []float64{0.01, 0.025, 0.05, 0.1}
	both := phased("chat/both-0", "llama", 0.3, 0.1, 0.2, 1, 1.4)
	histogram(both.more, "vllm:inter_token_latency_seconds", 10, 0.02, edges...)
	histogram(both.more, "vllm:time_per_output_token_seconds", 10, 0.02, edges...)
	older, newer := phased("chat/up-0", "llama", 0.1, 0.5, 0.4, 2, 3.1), phased("chat/up-0", "llama", 0.1, 0.5, 0.4, 2, 3.1)
	older.scrape, newer.scrape = scrape{to: 600}, scrape{from: 615}
	histogram(older.more, "vllm:time_per_output_token_seconds", 10, 0.04, edges...)
	histogram(newer.more, "vllm:inter_token_latency_seconds", 10, 0.02, edges...)
	for name, f := range newer.more {
		newer.more[name] = begunAgain(f, 615)
	}
	w := newWorld(t, both.series(), older.series(), newer.series())
	a := w.ask(latency("table", "pod"))
	a.near("p50 of both names", a.one("pod", "both-0")["itl_p50"], 0.01+0.015*0.5, 1e-9)
	a.near("requests", a.one("pod", "both-0")["requests"], 360, 1e-9)
	// 6000 gaps in (0.025, 0.05] and 5850 in (0.01, 0.025]: the 5925th is 75 into the upper bucket.
	a.near("p50 over the upgrade", a.one("pod", "up-0")["itl_p50"], 0.025+0.025*75/6000, 1e-6)
	a.near("requests over the upgrade", a.one("pod", "up-0")["requests"], 0.1*1185, 1.5)
	m := w.ask(query{QueryType: "signal", Format: "table", By: []string{"llm_model"}, Operands: []operand{{As: "itl", Signal: "itl"}}})
	m.near("mean by gaps", m.one("llm_model", "llama")["itl"], (12000*0.02+6000*0.04+5850*0.02)/23850, 1e-9)
}

// A counter under its old name, then under its new one on the same replica, is one counter.
func TestAccept4_SignalOverARename(t *testing.T) {
	older := engine{scrape: scrape{to: 600}, pod: "chat/up-0", tokens: growing(10), more: map[string]fn{
		"vllm:gpu_prefix_cache_hits_total": growing(3), "vllm:gpu_prefix_cache_queries_total": growing(6), "vllm:gpu_cache_usage_perc": constant(0.2)}}
	newer := engine{scrape: scrape{from: 615}, pod: "chat/up-0", tokens: begunAgain(growing(10), 615), more: map[string]fn{
		"vllm:prefix_cache_hits_total": begunAgain(growing(3), 615), "vllm:prefix_cache_queries_total": begunAgain(growing(4), 615), "vllm:kv_cache_usage_perc": constant(0.6)}}
	w := newWorld(t, older.series(), newer.series())
	a := w.ask(signals("table", []string{"pod"}, tokens, operand{As: "hit", Signal: "prefix_hit_ratio"}, operand{As: "usage", Signal: "kv_cache_usage", Stat: "max"},
		operand{As: "mean", Signal: "kv_cache_usage"}))
	r := a.one("pod", "up-0")
	a.near("tokens", r["tokens"], 6000+5850, 150)
	a.near("hits of queries", r["hit"], (1800.0+1755)/(3600+2340), 0.01)
	a.near("most used", r["usage"], 0.6, 0)
	a.near("mean usage", r["mean"], 0.4, 0.02)
}
