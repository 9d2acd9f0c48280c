package acceptance_test

import (
	"testing"
	"time"
)

// prefixes are what a replica of vLLM counts of its prompts a second: looked up locally and found, found outside, all of
// them and those that any cache answered.
func prefixes(queries, hits, external, prompt, cached float64) map[string]fn {
	return map[string]fn{"vllm:prefix_cache_queries_total": growing(queries), "vllm:prefix_cache_hits_total": growing(hits),
		"vllm:external_prefix_cache_queries_total": growing(queries - hits), "vllm:external_prefix_cache_hits_total": growing(external),
		"vllm:prompt_tokens_total": growing(prompt), "vllm:prompt_tokens_cached_total": growing(cached)}
}

func joinedWith(maps ...map[string]fn) map[string]fn {
	out := map[string]fn{}
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// Every figure of a replica with two ranks: counters are added, usage has its mean beside its largest, ratios are divided
// last.
func TestKVCache_FiguresOfRanks(t *testing.T) {
	more := joinedWith(prefixes(100, 30, 10, 100, 40), map[string]fn{"vllm:request_prompt_tokens_sum": growing(100), "vllm:request_prompt_tokens_count": growing(0.25),
		"vllm:nixl_bytes_transferred_sum": growing(1000), "vllm:nixl_num_failed_transfers_total": growing(0.01), "vllm:kv_offload_load_bytes_total": growing(7)})
	histogram(more, "vllm:nixl_xfer_time_seconds", 1, 0.02, 0.01, 0.05, 0.1)
	histogram(more, "vllm:kv_block_lifetime_seconds", 1, 25, 10, 30, 60)
	histogram(more, "vllm:kv_block_reuse_gap_seconds", 1, 3, 1, 5, 60)
	zero := caching("chat/llama-0", constant(0.4), constant(2), 0.02, more)
	one := caching("chat/llama-0", until(600, 0.8, 0.6), constant(1), 0, prefixes(300, 210, 0, 300, 210))
	one.rank = "1"
	w := newWorld(t, zero.series(), one.series())
	a := w.ask(caches())
	a.values(1)
	r := a.one("pod", "llama-0")
	a.near("usage", r["usage"], 0.55, 1e-3)
	a.near("usage_max", r["usage_max"], 0.8, 0)
	a.near("hit_ratio", r["hit_ratio"], 240.0/400, 1e-9)
	a.near("hit_external", r["hit_external"], 10.0/400, 1e-9)
	a.near("preemptions", r["preemptions"], 24, 1e-9)
	a.near("recomputed", r["recomputed_tokens"], 24*400, 1e-6)
	a.near("waiting", r["waiting"], 3, 1e-9)
	a.near("running", r["running"], 2, 1e-9)
	a.near("prompt", r["prompt_tokens"], 400*1200, 1e-6)
	a.near("cached", r["cached_tokens"], 250*1200, 1e-6)
	a.near("external", r["external_cached_tokens"], 10*1200, 1e-6)
	a.near("transfer time", r["transfer_time_mean"], 0.02, 1e-9)
	a.between("transfer p95", r["transfer_time_p95"], 0.01, 0.05)
	a.near("transfer bytes", r["transfer_bytes"], 1.2e6, 1e-3)
	a.near("failures", r["transfer_failures"], 12, 1e-9)
	a.near("read back", r["offload_read_bytes"], 8400, 1e-6)
	a.between("lifetime", r["lifetime_p95"], 10, 30)
	a.between("reuse gap", r["reuse_gap_p50"], 1, 5)
	for _, f := range []string{"evicted_tokens", "idle_before_evict_p50", "host_usage", "offload_write_bytes"} {
		a.null(f, r[f])
	}
	if a.caches().Estimates["recomputed_tokens"] == "" {
		t.Error("recomputed tokens are not said to be an estimate")
	}
	missing := a.caches().Kvcache.Rows[0].NotReported
	if !has(missing, "evicted_tokens") || !has(missing, "host_usage") || has(missing, "hit_ratio") || has(missing, "lifetime_p50") {
		t.Errorf("not reported: %v", missing)
	}
	g := w.ask(caches().as("timeseries").every(time.Minute))
	g.near("preemptions a second", g.line("preemptions")[1200], 0.02, 1e-9)
	g.near("recomputed a second", g.line("recomputed_tokens")[1200], 8, 1e-6)
	g.near("bytes a second", g.line("transfer_bytes")[1200], 1000, 1e-6)
	g.near("hit ratio of a step", g.line("hit_ratio")[600], 0.6, 1e-9)
	g.near("usage of a step", g.line("usage")[1200], 0.5, 1e-9)
	ranks := w.ask(caches("cluster", "pod", "engine_rank"))
	ranks.near("usage of a rank", ranks.one("engine_rank", "1")["usage_max"], 0.8, 0)
	ranks.near("hit ratio of a rank", ranks.one("engine_rank", "0")["hit_ratio"], 0.3, 1e-9)
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// A model's ratio is that of its replicas' sums, and a measured count of recomputed tokens is no estimate.
func TestKVCache_RowsOfSeveralReplicas(t *testing.T) {
	w := newWorld(t,
		caching("chat/a", constant(0.2), constant(0), 0, prefixes(100, 90, 0, 100, 90)).series(),
		caching("chat/b", constant(0.96), sawtooth(0.1, 300), 0.1, joinedWith(prefixes(900, 90, 0, 900, 90), map[string]fn{"vllm:prompt_tokens_recomputed_total": growing(5)})).series(),
		engine{cluster: "us", pod: "chat/b", more: map[string]fn{"vllm:kv_cache_usage_perc": constant(0.1), "vllm:num_preemptions_total": growing(0)}}.series())
	a := w.ask(caches("cluster", "llm_model"))
	a.values(2)
	r := a.one("cluster", "eu")
	a.near("hit ratio by queries", r["hit_ratio"], 0.18, 1e-9)
	a.near("usage by replica time", r["usage"], 0.58, 1e-9)
	a.near("highest usage", r["usage_max"], 0.96, 0)
	a.near("recomputed", r["recomputed_tokens"], 6000, 1e-6)
	a.near("thrash of one", r["thrash"], 1, 0)
	a.near("health of the other", r["healthy"], 1, 0)
	a.is("the severest", r["verdict"], "thrash")
	us := a.one("cluster", "us")
	a.is("the namesake in another cluster", us["verdict"], "healthy")
	a.null("hit ratio of the namesake", us["hit_ratio"])
	whole := w.ask(query{QueryType: "kvcache", Format: "table"})
	whole.values(1)
	whole.near("all prompts", whole.rows()[0]["prompt_tokens"], 1.2e6, 1e-3)
	facts := a.caches().Kvcache
	if len(facts.Replicas) != 3 || facts.Replicas[0].Key["pod"] != "b" || facts.Replicas[0].Key["cluster"] != "eu" || facts.Replicas[0].Verdict != "thrash" {
		t.Errorf("replicas %+v", facts.Replicas)
	}
	largest := caches("pod").where("cluster", "=", "eu")
	largest.Top = &top{1, "preemptions", true}
	b := w.ask(largest)
	b.near("the largest", b.one("pod", "b")["preemptions"], 120, 1e-9)
	b.near("the rest", b.one("pod", "other")["hit_ratio"], 0.9, 1e-9)
	b.is("the rest's verdict", b.one("pod", "other")["verdict"], "healthy")
}
