package acceptance_test

import (
	"strings"
	"testing"
)

const lmcachePage = `
lmcache:num_retrieve_requests_total{L} +0.5
lmcache:num_store_requests_total{L} +0.5
lmcache:num_lookup_requests_total{L} +0.5
lmcache:num_requested_tokens_total{L} +350
lmcache:num_hit_tokens_total{L} +50
lmcache:num_stored_tokens_total{L} +300
lmcache:num_lookup_tokens_total{L} +350
lmcache:num_lookup_hits_total{L} +50
lmcache:num_vllm_hit_tokens_total{L} +150
lmcache:num_prompt_tokens_total{L} +500
lmcache:num_remote_read_bytes_total{L} +1e6
lmcache:num_remote_write_bytes_total{L} +2e6
lmcache:local_cpu_evict_count_total{L} +0.1
lmcache:retrieve_hit_rate{L} 0.99
lmcache:lookup_hit_rate{L} 0.99
lmcache:local_cache_usage{L} 4e9
lmcache:remote_cache_usage{L} 8e9
lmcache:local_storage_usage{L} 0
lmcache:lmcache_is_healthy{L} 1
~ lmcache:time_to_retrieve{L} 0.001,0.01,0.1,1 0.5@0.02
~ lmcache:time_to_store{L} 0.001,0.01,0.1,1 0.5@0.03
~ lmcache:time_to_lookup{L} 0.001,0.01,0.1,1 0.5@0.004
~ lmcache:request_cache_lifespan{L} 1,10,60 0.5@5
`

// LMCache inside a vLLM that reports the same tokens: nothing is counted twice, and what only LMCache knows is there.
func TestAccept6_LMCacheInProcess(t *testing.T) {
	page := vllm033 + strings.ReplaceAll(lmcachePage, "{L", `{model_name="llama",worker_id="0",role="worker",served_model_name="llama"`)
	w := printed(t, python("chat", "llama-0", page))
	w.tells([]string{"llm_model", "llama", "pod", "llama-0"}, wanted{"prompt_tokens": 500, "external_cached_tokens": 50, "external_prefix_hit_ratio": 1. / 7, "prefix_hit_ratio": 0.3,
		"requests_running": 3, "kv_tier_bytes": 12e9, "kv_lookup_time": 0.004})
	if got := w.systemsIn("engine"); got["vllm"] != 1 || got["lmcache"] != 1 {
		t.Errorf("%v", got)
	}
	a := w.ask(caches("pod"))
	r := a.one("pod", "llama-0")
	a.near("hits of the local cache", r["hit_ratio"], 0.3, 1e-6)
	a.near("usage", r["usage"], 0.42, 1e-6)
}

// The multiprocess server: a pod of its own, whose tenants are salts.
func TestAccept6_LMCacheServer(t *testing.T) {
	w := printed(t, on("chat", "lmcache-0", `
lmcache_mp_lookup_requested_tokens_total{model_name="llama",cache_salt="s1"} +300
lmcache_mp_lookup_requested_tokens_total{model_name="llama",cache_salt="s2"} +50
lmcache_mp_lookup_hit_tokens_total{model_name="llama",cache_salt="s1"} +40
lmcache_mp_lookup_hit_tokens_total{model_name="llama",cache_salt="s2"} +10
lmcache_mp_l1_read_chunks_total{cache_salt="s1"} +3
lmcache_mp_l1_usage_ratio 0.6
lmcache_mp_l1_memory_usage_bytes 4e9
lmcache_mp_l2_usage_bytes{l2_name="fs"} 8e9
~ lmcache_mp_l1_chunk_lifetime_seconds 1,10,100 1@30
target_info{service_instance_id="x"} 1
`))
	w.tells(nil, wanted{"external_cached_tokens": 50, "external_prefix_hit_ratio": 1. / 7, "kv_host_usage": 0.6, "kv_tier_bytes": 12e9})
	w.recognised("engine", map[string]int{"lmcache-mp": 1})
}

// A latency query takes a request of each engine apart as far as its page goes, and says what is missing.
func TestAccept6_LatencyOfPages(t *testing.T) {
	w := printed(t, python("chat", "llama-0", vllm033), python("chat", "qwen-0", sglang26("0")), on("chat", "phi-0", "llamacpp:requests_processing 1\nllamacpp:tokens_predicted_total +50\nllamacpp:tokens_predicted_seconds_total +1\n"))
	a := w.ask(latency("table", "pod"))
	r := a.one("pod", "llama-0")
	for field, want := range map[string]float64{"queue": 0.1, "transfer": 0.04, "prefill": 0.3, "decode": 2, "e2e": 2.5, "unexplained": 0.06, "ttft_mean": 0.4, "requests": 600} {
		a.near(field, r[field], want, 1e-6)
	}
	s := a.one("pod", "qwen-0")
	a.near("queue of SGLang", s["queue"], 0.1, 1e-9)
	a.near("prefill of SGLang", s["prefill"], 0.3, 1e-9)
	a.near("e2e of SGLang", s["e2e"], 2.5, 1e-9)
	a.null("decode, which it does not report", s["decode"])
	a.null("unexplained", s["unexplained"])
}

// The kvcache query by page: figures where there are some, and what an engine does not report named so.
func TestAccept6_CachesOfPages(t *testing.T) {
	tgi := "tgi_queue_size 0\ntgi_batch_current_size 4\ntgi_batch_max_total_tokens 16000\ntgi_batch_current_max_tokens 3000\ntgi_request_count +1\n"
	w := printed(t, python("chat", "llama-0", vllm033), python("chat", "qwen-0", sglang26("0")), on("chat", "zephyr-0", tgi))
	a := w.ask(caches("pod"))
	v, s, z := a.one("pod", "llama-0"), a.one("pod", "qwen-0"), a.one("pod", "zephyr-0")
	a.near("hits of vLLM", v["hit_ratio"], 0.3, 1e-6)
	a.near("idle", v["preemptions"], 0.02*1200, 0.1)
	a.near("hits of SGLang's device", s["hit_ratio"], 0.2, 1e-6)
	a.near("what SGLang evicts", s["evicted_tokens"], 30*1200, 1)
	a.null("usage of TGI", z["usage"])
	a.null("hits of TGI", z["hit_ratio"])
	for i, row := range a.rows() {
		if row["pod"] == "zephyr-0" {
			if facts := a.caches().Kvcache.Rows[i]; !has(facts.NotReported, "usage") || !has(facts.NotReported, "hit_ratio") {
				t.Errorf("what TGI does not report: %v", facts.NotReported)
			}
		}
	}
}
