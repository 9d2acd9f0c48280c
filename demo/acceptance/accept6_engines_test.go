package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
)

// Edges as SGLang, TensorRT-LLM and TGI print them.
const (
	sglangTTFT  = "0.1,0.2,0.4,0.6,0.8,1.0,2.0,4.0,6.0,8.0,10.0,20.0,40.0,60.0,80.0,100.0,200.0,400.0"
	sglangToken = "0.002,0.004,0.006,0.008,0.01,0.015,0.02,0.025,0.03,0.035,0.04,0.06,0.08,0.1,0.2,0.4,0.6,0.8,1.0,2.0,4.0,6.0,8.0"
	sglangQueue = "0.0,0.1,0.2,0.5,1.0,2.0,3.0,4.0,5.0,10.0,15.0,20.0,30.0,40.0,50.0,60.0,100.0,1000.0,3000.0"
	tritonMs    = "100,500,2000,5000"
)

// sglang26 is a scheduler and a tokenizer manager of SGLang 0.5: half a request a second as vllm033 has them.
func sglang26(rank string) string {
	s := `{model_name="qwen",engine_type="unified",tp_rank="` + rank + `",pp_rank="0",moe_ep_rank="0"`
	return strings.NewReplacer("{S", s, "{M", `{model_name="qwen"`).Replace(`
sglang:num_running_reqs{S} 3
sglang:num_running_reqs{S,priority=""} 3
sglang:num_running_reqs{S,priority="1"} 2
sglang:num_running_reqs{S,priority="2"} 1
sglang:num_queue_reqs{S} 5
sglang:num_grammar_queue_reqs{S} 1
sglang:num_paused_reqs{S} 0
sglang:num_retracted_reqs{S} 9
sglang:token_usage{S} 0.42
sglang:full_token_usage{S} 0.42
sglang:swa_token_usage{S} 0.2
sglang:num_used_tokens{S} 42000
sglang:max_total_num_tokens{S} 100000
sglang:cache_hit_rate{S} 0.99
sglang:gen_throughput{S} 51
sglang:spec_accept_length{S} 2.8
sglang:spec_accept_rate{S} 0.6
sglang:utilization{S} -1
sglang:fwd_occupancy{S} 77
sglang:is_cuda_graph{S} 1
sglang:hicache_host_used_tokens{S} 50000
sglang:hicache_host_total_tokens{S} 200000
sglang:cache_config_info{S,page_size="16",num_pages="6250"} 1
sglang:evicted_tokens_total{S} +30
sglang:load_back_tokens_total{S} +20
sglang:num_retracted_requests_total{S} +0.02
sglang:cuda_graph_passes_total{S,mode="decode"} +40
sglang:realtime_tokens_total{S,mode="prefill_compute"} +350
sglang:realtime_tokens_total{S,mode="decode"} +50
~ sglang:queue_time_seconds{S} ` + sglangQueue + ` 0.5@0.1
~ sglang:per_stage_req_latency_seconds{S,stage="prefill_forward"} ` + sglangTTFT + ` 0.5@0.3
~ sglang:per_stage_req_latency_seconds{S,stage="request_process"} ` + sglangTTFT + ` 0.5@0.05
~ sglang:per_stage_req_latency_seconds{S,stage="decode_waiting"} ` + sglangTTFT + ` 0.5@7
sglang:prompt_tokens_total{M} +500
sglang:generation_tokens_total{M} +50
sglang:cached_tokens_total{M,cache_source="device"} +100
sglang:cached_tokens_total{M,cache_source="host"} +40
sglang:cached_tokens_total{M,cache_source="storage_file"} +10
sglang:cached_tokens_total{M,cache_source="total"} +150
sglang:num_requests_total{M} +0.5
sglang:num_so_requests_total{M} +0.1
sglang:num_aborted_requests_total{M} +0.01
~ sglang:time_to_first_token_seconds{M} ` + sglangTTFT + ` 0.5@0.4
~ sglang:inter_token_latency_seconds{M} ` + sglangToken + ` 49.5@0.02
~ sglang:e2e_request_latency_seconds{M} ` + sglangTTFT + ` 0.5@2.5
~ sglang:prompt_tokens_histogram{M} ` + oneTwo5 + ` 0.5@1000
~ sglang:generation_tokens_histogram{M} ` + oneTwo5 + ` 0.5@100
sglang:http_requests_total{endpoint="/v1/chat/completions",method="POST"} +0.5
`)
}

var sglangSays = wanted{"requests_running": 3, "requests_waiting": 6, "kv_cache_usage": 0.42, "kv_cache_tokens_max": 100000, "prompt_tokens": 500,
	"generation_tokens/total": 60_000, "cached_tokens": 150, "external_cached_tokens": 50, "prefix_hit_ratio": 0.2, "preemptions": 0.02, "evicted_tokens": 30,
	"requests_finished/total": 600, "requests_aborted": 0.01, "ttft": 0.4, "itl": 0.02, "e2e_latency": 2.5, "queue_time": 0.1, "prefill_time": 0.3,
	"prompt_length": 1000, "generation_length": 100, "spec_accept_ratio": 0.6, "kv_host_tokens": 50000, "kv_host_tokens_max": 200000}

func TestAccept6_SGLang(t *testing.T) {
	key := []string{"llm_model", "qwen", "namespace", "chat", "pod", "qwen-0", "engine", "sglang"}
	underscored := func(page string) string { return strings.ReplaceAll(page, "sglang:", "sglang_") }
	// With metrics of all schedulers each of two tensor-parallel ranks writes what rank 0 writes; requests are still one.
	second := ""
	for _, l := range strings.Split(sglang26("1"), "\n") {
		if strings.Contains(l, "tp_rank") {
			second += l + "\n"
		}
	}
	for name, page := range map[string]string{"colon": sglang26("0"), "underscore": underscored(sglang26("0")), "two ranks": sglang26("0") + second,
		"two ranks underscored": underscored(sglang26("0") + second)} {
		t.Run(name, func(t *testing.T) {
			w := printed(t, python("chat", "qwen-0", page))
			w.tells(key, sglangSays, "decode_time", "kv_transfer_time", "kv_block_lifetime")
			w.recognised("engine", map[string]int{"sglang": 1})
		})
	}
	t.Run("2025", func(t *testing.T) {
		w := printed(t, python("chat", "qwen-0", `
sglang:num_running_reqs{model_name="qwen"} 3
sglang:num_queue_reqs{model_name="qwen"} 5
sglang:token_usage{model_name="qwen"} 0.42
sglang:cache_hit_rate{model_name="qwen"} 0.3
sglang:prompt_tokens_total{model_name="qwen"} +500
sglang:cached_tokens_total{model_name="qwen"} +150
sglang:generation_tokens_total{model_name="qwen"} +50
~ sglang:func_latency_seconds{name="generate_request"} 0.1,1.0 0.5@1
~ sglang:time_to_first_token_seconds{model_name="qwen"} `+sglangTTFT+` 0.5@0.4
~ sglang:time_per_output_token_seconds{model_name="qwen"} `+sglangToken+` 49.5@0.02
`))
		w.tells(key, wanted{"requests_running": 3, "requests_waiting": 5, "kv_cache_usage": 0.42, "cached_tokens": 150, "prefix_hit_ratio": 0.3, "itl": 0.02, "ttft": 0.4},
			"requests_aborted", "preemptions")
	})
}

// A prefill and a decode pod: the queues between them, transfers in milliseconds, and failures of both kinds.
func TestAccept6_SGLangPair(t *testing.T) {
	side := func(name, kind, page string) target {
		l := `{model_name="qwen",engine_type="` + kind + `",tp_rank="0",pp_rank="0",moe_ep_rank="0"}`
		return python("chat", name, strings.ReplaceAll(page, "{S}", l))
	}
	w := printed(t, side("p-0", "prefill", `
sglang:num_running_reqs{S} 1
sglang:num_queue_reqs{S} 2
sglang:num_prefill_bootstrap_queue_reqs{S} 4
sglang:num_prefill_inflight_queue_reqs{S} 3
sglang:num_bootstrap_failed_reqs_total{S} +0.005
sglang:num_transfer_failed_reqs_total{S} +0.01
~ sglang:kv_transfer_latency_ms{S} 1.0,5.0,10.0,50.0,100.0 0.5@40
~ sglang:kv_transfer_total_mb{S} 10.0,100.0,1000.0 0.5@200
`), side("d-0", "decode", `
sglang:num_running_reqs{S} 7
sglang:num_queue_reqs{S} 0
sglang:num_decode_prealloc_queue_reqs{S} 2
sglang:num_decode_transfer_queue_reqs{S} 1
sglang:num_transfer_failed_reqs_total{S} +0
`))
	w.tells([]string{"pod", "p-0", "role", "prefill", "llm_model", "qwen"}, wanted{"requests_running": 1, "requests_transferring": 7, "kv_transfer_time": 0.04, "kv_transfer_failures": 0.015})
	w.tells([]string{"pod", "d-0", "role", "decode", "llm_model", "qwen"}, wanted{"requests_running": 7, "requests_transferring": 3, "kv_transfer_failures": 0})
	// In 2025 the last transfer's time is a gauge.
	w = printed(t, side("p-0", "prefill", "sglang:num_running_reqs{S} 1\nsglang:kv_transfer_latency_ms{S} 40\n"))
	a, r := w.rowWith([]string{"pod", "p-0"}, wanted{"kv_transfer_time": 0})
	if v := r["kv_transfer_time"]; v != nil {
		a.near("a gauge of the last transfer, where it is used", v, 0.04, 1e-9)
	}
}

// tgiEdges35 are the edges of TGI's router, 0.0001 × 1.5ⁿ.
func tgiEdges35() string {
	var out []string
	for v, i := 0.0001, 0; i < 35; i++ {
		v *= 1.5
		out = append(out, fmt.Sprint(v))
	}
	return strings.Join(out, ",")
}

func TestAccept6_TGI(t *testing.T) {
	page := strings.ReplaceAll(`
tgi_request_count +0.5
tgi_request_success +0.45
tgi_request_failure{err="overloaded"} +0.04
tgi_request_failure{err="validation"} +0.01
tgi_batch_inference_count{method="prefill"} +1
tgi_batch_inference_count{method="decode"} +40
tgi_batch_inference_success{method="decode"} +40
tgi_batch_concat{reason="backpressure"} +1
tgi_queue_size 2
tgi_batch_current_size 4
tgi_batch_current_max_tokens 3000
tgi_batch_max_total_tokens 16000
~ tgi_request_duration EDGES 0.45@2.5
~ tgi_request_validation_duration EDGES 0.45@0.001
~ tgi_request_queue_duration EDGES 0.45@0.1
~ tgi_request_inference_duration EDGES 0.45@2.3
~ tgi_request_mean_time_per_token_duration EDGES 0.45@0.02
~ tgi_batch_forward_duration{method="prefill"} EDGES 1@0.3
~ tgi_batch_forward_duration{method="decode"} EDGES 40@0.02
~ tgi_request_input_length 100,1000,4000 0.45@1000
~ tgi_request_generated_tokens 100,1000,4000 0.45@100
~ tgi_request_max_new_tokens 100,1000,4000 0.45@512
~ tgi_batch_next_size 1,2,4 1@1
tgi_request_skipped_tokens{quantile="0.5"} 1
tgi_request_skipped_tokens_sum +2
tgi_request_skipped_tokens_count +1
`, "EDGES", tgiEdges35())
	w := printed(t, on("chat", "zephyr-6d5f8c9b7d-x2k4p", page))
	w.tells([]string{"llm_model", "zephyr", "namespace", "chat", "pod", "zephyr-6d5f8c9b7d-x2k4p", "engine", "tgi"}, wanted{"requests_running": 4, "requests_waiting": 2,
		"prompt_tokens": 450, "generation_tokens/total": 54_000, "requests_finished/total": 600, "requests_failed/total": 60, "e2e_latency": 2.5, "queue_time": 0.1,
		"inference_time": 2.3, "tpot": 0.02, "prompt_length": 1000, "generation_length": 100, "batch_tokens_max": 16000, "batch_tokens_reserved": 3000},
		"ttft", "kv_cache_usage", "prefix_hit_ratio", "preemptions", "prefill_time", "decode_time", "cached_tokens")
	w.recognised("engine", map[string]int{"tgi": 1})
}

func TestAccept6_TensorRTLLM(t *testing.T) {
	page := strings.ReplaceAll(`
trtllm_request_success_total{L,finished_reason="stop"} +0.4
trtllm_request_success_total{L,finished_reason="length"} +0.08
trtllm_num_requests_completed_total{L} +0.48
trtllm_request_error_total{L,http_code="400"} +0.02
trtllm_prompt_tokens_total{L} +500
trtllm_generation_tokens_total{L} +50
trtllm_prompt_cached_tokens_total{L} +150
trtllm_prompt_cache_hit_tokens_total{L,cache_level="0",cache_tier="gpu"} +150
trtllm_kv_cache_reused_blocks_total{L} +15
trtllm_kv_cache_missed_blocks_total{L} +35
trtllm_kv_cache_iter_reused_blocks_total{L} +15
trtllm_kv_cache_onboard_bytes_total{L} +1e6
trtllm_kv_cache_offload_bytes_total{L} +2e6
trtllm_spec_decode_num_draft_tokens_total{L} +30
trtllm_spec_decode_num_accepted_tokens_total{L} +18
trtllm_spec_decode_accepted_tokens_total{L,token_position="0"} +10
~ trtllm_e2e_request_latency_seconds{L} 0.3,0.5,0.8,1.0,1.5,2.0,2.5,5.0,10.0 0.5@2.4
~ trtllm_request_queue_time_seconds{L} 0.3,0.5,0.8,1.0 0.5@0.1
~ trtllm_time_to_first_token_seconds{L} 0.001,0.1,0.5,1.0 0.5@0.4
~ trtllm_time_per_output_token_seconds{L} 0.01,0.025,0.05 0.5@0.02
~ trtllm_request_prefill_time_seconds{L} 0.3,0.5,0.8,1.0 0.5@0.3
~ trtllm_request_decode_time_seconds{L} 0.3,0.5,2.0,4.0 0.5@2
~ trtllm_request_inference_time_seconds{L} 0.3,0.5,2.0,4.0 0.5@2.3
~ trtllm_prompt_cached_tokens_per_request{L} 1.0,1000.0 0.5@300
trtllm_num_requests_running{L} 3
trtllm_num_requests_waiting{L} 5
trtllm_num_paused_requests{L} 1
trtllm_num_context_requests{L} 1
trtllm_num_generation_requests{L} 2
trtllm_num_scheduled_requests{L} 3
trtllm_max_num_active_requests{L} 256
trtllm_kv_cache_utilization{L} 0.42
trtllm_kv_cache_host_utilization{L} 0.2
trtllm_kv_cache_hit_rate{L} 0.9
trtllm_kv_cache_max_blocks{L} 1000
trtllm_kv_cache_used_blocks{L} 420
trtllm_kv_cache_tokens_per_block{L} 64
trtllm_iteration_latency_seconds{L} 0.02
trtllm_gpu_memory_usage_bytes{L} 7e10
trtllm_model_config_info{L,dtype="bf16"} 1
`, "{L", `{model_name="gptoss",engine_type="trtllm"`)
	w := printed(t, python("chat", "trt-0", page))
	w.tells([]string{"llm_model", "gptoss", "namespace", "chat", "pod", "trt-0", "engine", "trtllm"}, wanted{"requests_running": 3, "requests_waiting": 5, "kv_cache_usage": 0.42,
		"prompt_tokens": 500, "generation_tokens": 50, "cached_tokens": 150, "requests_failed/total": 24, "ttft": 0.4, "tpot": 0.02,
		"e2e_latency": 2.4, "queue_time": 0.1, "prefill_time": 0.3, "decode_time": 2, "inference_time": 2.3, "prefix_hit_ratio": 0.3, "spec_accept_ratio": 0.6, "kv_host_usage": 0.2,
		"kv_offload_read_bytes": 1e6, "kv_offload_write_bytes": 2e6}, "preemptions", "itl", "evicted_tokens")
	w.recognised("engine", map[string]int{"trtllm": 1})
}

// Names without a prefix: an older trtllm-serve, and a NIM. Both are other things than any Python service with such words.
func TestAccept6_UnprefixedNames(t *testing.T) {
	w := printed(t, python("chat", "trt-0", strings.ReplaceAll(`
request_success_total{L,finished_reason="stop"} +0.5
~ e2e_request_latency_seconds{L} 0.3,0.5,0.8,1.0,1.5,2.0,2.5,5.0 0.5@2.4
~ time_to_first_token_seconds{L} 0.001,0.1,0.5,1.0 0.5@0.4
~ time_per_output_token_seconds{L} 0.01,0.025,0.05 0.5@0.02
~ request_queue_time_seconds{L} 0.3,0.5,0.8,1.0 0.5@0.1
`, "{L", `{model_name="old",engine_type="trtllm"`)), python("chat", "nim-0", `
num_requests_running{model_name="meta/llama"} 3
num_requests_waiting{model_name="meta/llama"} 5
num_request_max{model_name="meta/llama"} 64
gpu_cache_usage_perc{model_name="meta/llama"} 0.42
prompt_tokens_total{model_name="meta/llama"} +500
generation_tokens_total{model_name="meta/llama"} +50
request_success_total{model_name="meta/llama",finished_reason="stop"} +0.4
request_failure_total{model_name="meta/llama"} +0.1
request_finish_total{model_name="meta/llama"} +0.5
~ time_to_first_token_seconds{model_name="meta/llama"} 0.001,0.1,0.5,1.0,10.0 0.5@0.4
~ time_per_output_token_seconds{model_name="meta/llama"} 0.01,0.025,0.05 49@0.02
~ e2e_request_latency_seconds{model_name="meta/llama"} 1.0,2.5,5.0,10.0 0.5@2.4
~ request_prompt_tokens{model_name="meta/llama"} `+oneTwo5+` 0.5@1000
~ request_generation_tokens{model_name="meta/llama"} `+oneTwo5+` 0.5@100
gpu_utilization 0.8
gpu_power_usage_watts 400
gpu_memory_used_bytes 7e10
`))
	w.tells([]string{"llm_model", "old", "namespace", "chat", "pod", "trt-0"}, wanted{"requests_finished": 0.5, "e2e_latency": 2.4, "ttft": 0.4, "queue_time": 0.1, "tpot": 0.02}, "requests_running")
	w.tells([]string{"llm_model", "meta/llama", "namespace", "chat", "pod", "nim-0", "engine", "nim"}, wanted{"requests_running": 3, "requests_waiting": 5, "kv_cache_usage": 0.42, "prompt_tokens": 500,
		"generation_tokens": 50, "ttft": 0.4, "itl": 0.02, "e2e_latency": 2.4, "prompt_length": 1000, "requests_failed": 0.1}, "queue_time", "tpot", "prefix_hit_ratio")
	_, r := w.rowWith([]string{"pod", "nim-0"}, wanted{"requests_finished": 0})
	if v, ok := r["requests_finished"].(float64); !ok || v < 0.4-1e-9 || v > 0.5+1e-9 {
		t.Errorf("%v requests a second finished, of which 0.4 did well and 0.1 failed", r["requests_finished"])
	}
}

// A build that has no other cache source than the total, and one that has counted none yet.
func TestAccept6_SGLangHits(t *testing.T) {
	const head = "sglang:num_running_reqs{model_name=\"qwen\"} 1\nsglang:cache_hit_rate{model_name=\"qwen\"} 0.99\nsglang:prompt_tokens_total{model_name=\"qwen\"} +500\n"
	w := printed(t, python("chat", "total-0", head+"sglang:cached_tokens_total{model_name=\"qwen\",cache_source=\"total\"} +150\n"),
		python("chat", "plain-0", head+"sglang:cached_tokens_total{model_name=\"qwen\"} +50\n"), python("chat", "none-0", head))
	w.tells([]string{"pod", "total-0"}, wanted{"prefix_hit_ratio": 0.3, "cached_tokens": 150})
	w.tells([]string{"pod", "plain-0"}, wanted{"prefix_hit_ratio": 0.1, "cached_tokens": 50})
	w.tells([]string{"pod", "none-0"}, wanted{"prefix_hit_ratio": 0.99}, "cached_tokens")
}
