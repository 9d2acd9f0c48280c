package acceptance_test

import (
	"strings"
	"testing"
)

// Triton core beside the TensorRT-LLM backend: sums in microseconds, milliseconds only where the name says so.
func TestAccept6_TritonTensorRT(t *testing.T) {
	page := strings.ReplaceAll(`
nv_inference_request_success{L} +0.45
nv_inference_request_failure{L,reason="REJECTED"} +0.01
nv_inference_request_failure{L,reason="CANCELED"} +0.04
nv_inference_request_failure{L,reason="BACKEND"} +0
nv_inference_request_failure{L,reason="OTHER"} +0
nv_inference_count{L} +0.5
nv_inference_exec_count{L} +0.5
nv_inference_request_duration_us{L} +1125000
nv_inference_queue_duration_us{L} +45000
nv_inference_compute_input_duration_us{L} +100
nv_inference_compute_infer_duration_us{L} +1035000
nv_inference_compute_output_duration_us{L} +100
nv_inference_pending_request_count{L} 5
~ nv_inference_first_response_histogram_ms{L} `+tritonMs+` 0.45@400
nv_cache_num_hits_per_model{L} +9
nv_model_load_duration_secs{L} 33
nv_trt_llm_request_metrics{L,request_type="active"} 8
nv_trt_llm_request_metrics{L,request_type="max"} 64
nv_trt_llm_request_metrics{L,request_type="scheduled"} 3
nv_trt_llm_request_metrics{L,request_type="context"} 1
nv_trt_llm_request_metrics{L,request_type="waiting"} 5
nv_trt_llm_runtime_memory_metrics{L,memory_type="gpu"} 7e10
nv_trt_llm_kv_cache_block_metrics{L,kv_cache_block_type="max"} 1000
nv_trt_llm_kv_cache_block_metrics{L,kv_cache_block_type="used"} 420
nv_trt_llm_kv_cache_block_metrics{L,kv_cache_block_type="free"} 580
nv_trt_llm_kv_cache_block_metrics{L,kv_cache_block_type="tokens_per"} 64
nv_trt_llm_kv_cache_block_metrics{L,kv_cache_block_type="reused"} 77
nv_trt_llm_kv_cache_block_metrics{L,kv_cache_block_type="fraction"} 0.42
nv_trt_llm_inflight_batcher_metrics{L,inflight_batcher_specific_metric="paused_requests"} 1
nv_trt_llm_general_metrics{L,general_type="timestamp"} 1.7e15
~ nv_llm_input_token_len{L,response_metric_type="total_input_tokens"} 10,50,100,500,1000 0.45@1000
~ nv_llm_output_token_len{L,response_metric_type="total_output_tokens"} 10,50,100,500,1000 0.45@100
nv_gpu_utilization{gpu_uuid="GPU-t"} 0.9
nv_gpu_memory_used_bytes{gpu_uuid="GPU-t"} 7e10
nv_gpu_memory_total_bytes{gpu_uuid="GPU-t"} 8e10
nv_gpu_power_usage{gpu_uuid="GPU-t"} 400
nv_energy_consumption{gpu_uuid="GPU-t"} +400
nv_cpu_utilization 0.2
`, "{L", `{model="ensemble",version="1"`)
	w := printed(t, on("chat", "triton-0", page))
	w.tells([]string{"llm_model", "ensemble", "namespace", "chat", "pod", "triton-0"}, wanted{"requests_running": 3, "requests_waiting": 5, "kv_cache_usage": 0.42, "ttft": 0.4,
		"e2e_latency": 2.5, "queue_time": 0.1, "inference_time": 2.3, "prompt_tokens": 450, "generation_tokens": 45, "requests_finished": 0.5, "requests_failed": 0.05},
		"preemptions", "prefill_time", "cached_tokens", "tpot")
	w.recognised("engine", map[string]int{"triton": 1})
	a := w.ask(table("replica", operand{As: "busy", Signal: "gpu_busy"}, power, memory))
	r := a.one("pod", "triton-0")
	a.is("method", r["match_method"], "native")
	a.near("busy", r["busy"], 0.9, 1e-9)
	a.near("power", r["power"], 400, 1e-9)
	a.near("memory", r["memory"], 7e10, 1)
}

// The vLLM backend of Triton writes vllm: with Triton's labels: it is Triton, and no vLLM.
func TestAccept6_TritonVLLM(t *testing.T) {
	page := strings.ReplaceAll(`
nv_inference_request_success{L} +0.5
nv_inference_request_duration_us{L} +1250000
nv_inference_queue_duration_us{L} +50000
nv_inference_pending_request_count{L} 5
vllm:prompt_tokens_total{L} +500
vllm:generation_tokens_total{L} +50
~ vllm:time_to_first_token_seconds{L} 0.001,0.1,0.25,0.5,1,10 0.5@0.4
~ vllm:time_per_output_token_seconds{L} 0.01,0.025,0.05,2.5 49@0.02
~ vllm:e2e_request_latency_seconds{L} 1,2.5,5,10,60 0.5@2.5
~ vllm:request_prompt_tokens{L} 100,1000,10000 0.5@1000
~ vllm:request_generation_tokens{L} 100,1000 0.5@100
`, "{L", `{model="llama",version="1"`)
	w := printed(t, on("chat", "triton-0", page))
	w.tells([]string{"llm_model", "llama", "namespace", "chat", "pod", "triton-0"}, wanted{"requests_waiting": 5, "ttft": 0.4, "itl": 0.02, "e2e_latency": 2.5, "queue_time": 0.1,
		"prompt_tokens": 500, "generation_tokens": 50, "requests_finished": 0.5}, "kv_cache_usage", "preemptions")
	w.recognised("engine", map[string]int{"triton": 1})
}

func TestAccept6_LlamaCpp(t *testing.T) {
	w := printed(t, on("edge", "phi-4-5c9d8f7b6d-x7k2p", `
llamacpp:prompt_tokens_total +500
llamacpp:prompt_tokens_cached_total +150
llamacpp:prompt_seconds_total +0.15
llamacpp:tokens_predicted_total +50
llamacpp:tokens_predicted_seconds_total +1
llamacpp:n_decode_total +60
llamacpp:n_tokens_max 4096
llamacpp:n_busy_slots_per_decode 2
llamacpp:prompt_tokens_seconds 3333
llamacpp:predicted_tokens_seconds 50
llamacpp:requests_processing 3
llamacpp:requests_deferred 5
llamacpp:spec_decode_num_drafts_total +10
llamacpp:spec_decode_num_draft_tokens_total +30
llamacpp:spec_decode_num_accepted_tokens_total +18
llamacpp:spec_decode_num_accepted_tokens_per_pos_total{position="0"} +9
`))
	w.tells([]string{"llm_model", "phi-4", "namespace", "edge", "pod", "phi-4-5c9d8f7b6d-x7k2p"}, wanted{"requests_running": 3, "requests_waiting": 5, "prompt_tokens": 500,
		"generation_tokens/total": 60_000, "itl": 0.02, "cached_tokens": 150, "spec_accept_ratio": 0.6, "spec_accepted_per_draft": 1.8}, "ttft", "e2e_latency", "kv_cache_usage", "itl/p95")
	w.recognised("engine", map[string]int{"llamacpp": 1})
	a := w.ask(signals("table", []string{"llm_model"}, running))
	if !strings.Contains(noticesOf(a), "modelLabels") {
		t.Errorf("it guessed the model and does not say so: %q", noticesOf(a))
	}
}

func TestAccept6_LMDeploy(t *testing.T) {
	page := strings.ReplaceAll(`
lmdeploy:num_requests_running{L} 3
lmdeploy:num_requests_waiting{L} 5
lmdeploy:num_api_requests_routed{L} 8
lmdeploy:num_api_requests_waiting{L} 77
lmdeploy:num_requests_succeeded{L} 1234
lmdeploy:num_requests_failed{L} 12
lmdeploy:gpu_cache_usage_perc{L} 0.42
lmdeploy:prefix_cache_hit_rate{L} 0.99
lmdeploy:prompt_tokens_total{L} +500
lmdeploy:generation_tokens_total{L} +50
lmdeploy:cached_tokens_total{L} +150
lmdeploy:request_success_total{L,finished_reason="stop"} +0.4
lmdeploy:request_success_total{L,finished_reason="length"} +0.09
lmdeploy:request_success_total{L,finished_reason="abort"} +0.01
lmdeploy:spec_decode_num_drafts_total{L} +10
lmdeploy:spec_decode_num_draft_tokens_total{L} +30
lmdeploy:spec_decode_num_accepted_tokens_total{L} +18
lmdeploy:spec_decode_mean_accept_rate{L} 0.99
~ lmdeploy:time_to_first_token_seconds{L} `+vllmTTFT+` 0.5@0.4
~ lmdeploy:time_per_output_token_seconds{L} 0.005,0.01,0.025,0.05 0.5@0.021
~ lmdeploy:iter_token_latency{L} 0.005,0.01,0.025,0.05 49@0.02
~ lmdeploy:e2e_request_latency_seconds{L} `+vllmLong+` 0.5@2.5
~ lmdeploy:request_queue_time_seconds{L} `+vllmLong+` 0.5@0.1
~ lmdeploy:request_inference_time_seconds{L} `+vllmLong+` 0.5@2.3
~ lmdeploy:request_prefill_time_seconds{L} `+vllmLong+` 0.5@0.3
~ lmdeploy:request_decode_time_seconds{L} `+vllmLong+` 0.5@2
~ lmdeploy:request_prompt_tokens{L} `+oneTwo5+` 0.5@1000
~ lmdeploy:request_generation_tokens{L} `+oneTwo5+` 0.5@100
~ lmdeploy:request_cached_tokens{L} `+oneTwo5+` 0.5@300
~ lmdeploy:request_cache_hit_ratio{L} 0.0,0.1,0.5,1.0 0.5@0.3
~ lmdeploy:iteration_tokens_total{L} 1.0,64.0,512.0 5@110
lmdeploy:backend_config_info{L,tp="4"} 1
`, "{L", `{model_name="intern",engine="0"`)
	w := printed(t, on("chat", "intern-0", page))
	w.tells([]string{"llm_model", "intern", "namespace", "chat", "pod", "intern-0", "engine_rank", "0"}, wanted{"requests_running": 3, "requests_waiting": 5, "kv_cache_usage": 0.42, "prefix_hit_ratio": 0.3,
		"prompt_tokens": 500, "generation_tokens": 50, "cached_tokens": 150, "requests_finished": 0.5, "requests_aborted": 0.01, "ttft": 0.4, "tpot": 0.021, "itl": 0.02, "e2e_latency": 2.5,
		"queue_time": 0.1, "inference_time": 2.3, "prefill_time": 0.3, "decode_time": 2, "prompt_length": 1000, "generation_length": 100, "batch_tokens": 110, "spec_accept_ratio": 0.6,
		"spec_draft_length": 3}, "preemptions", "kv_transfer_time")
	w.recognised("engine", map[string]int{"lmdeploy": 1})
}

// Ray Serve LLM: two replicas of one pod, told apart by Ray's labels; a counter without an increment is not there.
func TestAccept6_Ray(t *testing.T) {
	for era, prefix := range map[string]string{"new": "ray_vllm_", "old": "ray_vllm:"} {
		t.Run(era, func(t *testing.T) {
			page := ""
			for _, worker := range []string{"w1", "w2"} {
				l := `{model_name="llama",engine="0",ReplicaId="r-` + worker + `",WorkerId="` + worker + `",SessionName="session_2026",Component="core_worker",NodeAddress="10.0.0.9",Version="2.51.0",JobId="01"`
				page += strings.NewReplacer(`engine="0",finished_reason`, l[1:]+`,finished_reason`, `,model_name="llama"}`, "}", `{engine="0",model_name="llama"`, l, `{max_lora="4"`, l+`,max_lora="4"`,
					"vllm:", prefix).Replace(vllm033)
				page += strings.ReplaceAll(`
ray_serve_deployment_request_counter_total{L} +0.5
~ ray_serve_deployment_processing_latency_ms{L} 100,1000,5000 0.5@2600
ray_serve_deployment_queued_queries{L} 1
ray_serve_replica_processing_queries{L} 3
ray_serve_deployment_replica_healthy{L} 1
`, "{L", `{application="llm",deployment="vllm",replica="r-`+worker+`",route="/v1",WorkerId="`+worker+`"`)
			}
			page += "ray_node_gpus_utilization{ip=\"10.0.0.9\",GpuIndex=\"0\"} 80\n"
			w := printed(t, on("ray", "worker-0", page))
			w.tells([]string{"llm_model", "llama", "namespace", "ray", "pod", "worker-0", "engine", "vllm"}, wanted{"requests_running": 6, "requests_waiting": 10, "kv_cache_usage": 0.42, "prompt_tokens": 1000,
				"generation_tokens/total": 120_000, "requests_finished/total": 1200, "ttft": 0.4, "e2e_latency": 2.5, "prefix_hit_ratio": 0.3, "spec_accept_ratio": 0.6})
			a := w.ask(signals("table", []string{"engine_rank"}, tokens))
			a.values(2)
		})
	}
}

// KServe's own histograms pass the engine's through on the same port: two systems on one target, one request each.
func TestAccept6_KServeBesideVLLM(t *testing.T) {
	page := vllm033 + `
~ request_preprocess_seconds{model_name="llama"} 0.005,0.1,1.0,10.0 0.5@0.01
~ request_predict_seconds{model_name="llama"} 0.005,0.1,1.0,10.0 0.5@2.5
~ request_postprocess_seconds{model_name="llama"} 0.005,0.1,1.0,10.0 0.5@0.01
~ request_explain_seconds{model_name="llama"} 0.005,0.1,1.0,10.0 0@0.01
`
	w := printed(t, python("chat", "llama-0", page))
	w.tells([]string{"llm_model", "llama", "namespace", "chat", "pod", "llama-0"}, vllm033Says)
	w.tells([]string{"namespace", "chat"}, wanted{"requests_finished/total": 600, "inference_time": 2.3})
	got := w.systemsIn("engine")
	if got["vllm"] != 1 || got["kserve"] != 1 {
		t.Errorf("%v", got)
	}
	alone := printed(t, python("chat", "sklearn-0", "~ request_predict_seconds{model_name=\"iris\"} 0.005,0.1,1.0,10.0 0.5@2.5\n"))
	alone.tells([]string{"llm_model", "iris", "pod", "sklearn-0"}, wanted{"requests_finished": 0.5})
}

// MLC-LLM's page is no Prometheus text, and of a plain scrape nothing is stored.
func TestAccept6_MLC(t *testing.T) {
	// Where somebody translates the page, its names are there: it is recognised, with the reason, and gives no numbers.
	w := printed(t, on("chat", "mlc-0", `
engine_prefill_time_sum +1
engine_decode_time_sum +1
engine_jump_forward_time_sum +0
prompt_tokens_sum +500
completion_tokens_sum +50
prefill_tokens_sum +500
decode_tokens_sum +50
prefill_tokens_per_s 500
decode_tokens_per_s 50
last_finished_request_ttft_s 0.4
`))
	_, _, r := w.doctor("Editor")
	s := systemOf(r, "mlc-llm")
	if l := layerOf(r, "engine"); s.Targets != 1 || s.Note == "" || !strings.Contains(strings.Join(l.Problems, " "), "no valid exposition") || l.Summary == "Nothing was found." {
		t.Errorf("MLC-LLM is not said to be unusable: %+v", layerOf(r, "engine"))
	}
	a := w.ask(signals("table", []string{"pod"}, tokens))
	if len(a.where("pod", "mlc-0")) != 0 && a.one("pod", "mlc-0")["tokens"] != nil {
		t.Errorf("%s", a)
	}
}
