package acceptance_test

import (
	"strings"
	"testing"
)

// Edges of gateways.
const (
	eppEdges   = "0.005,0.025,0.05,0.1,0.2,0.4,0.6,0.8,1,1.25,1.5,2,3,4,5,6,8,10,15,20,30,45,60,120,180,240,300,360,480,600,900,1200,1800,2700,3600"
	envoyEdges = "0.01,0.02,0.04,0.08,0.16,0.32,0.64,1.28,2.56,5.12,10.24,20.48,40.96,81.92"
	defEdges   = "0.005,0.01,0.025,0.05,0.1,0.25,0.5,1,2.5,5,10"
)

// gatewaySays is what most gateways say of half a request a second of 1,000 tokens in and 100 out, of which a twentieth fails.
func gatewaySays(more wanted) wanted {
	out := wanted{"gateway_prompt_tokens": 500, "gateway_generation_tokens/total": 60_000, "gateway_requests/total": 600, "gateway_errors/total": 30, "gateway_latency": 2.6}
	for k, v := range more {
		if out[k] = v; v < 0 {
			delete(out, k)
		}
	}
	return out
}

// epp is the page of an endpoint picker: names with their prefixes of an era.
func epp(request, pool, extension, labels string) string {
	return strings.NewReplacer("REQ_", request, "POOL_", pool, "EXT_", extension, "{L", "{"+labels).Replace(`
REQ_request_total{L} +0.5
REQ_request_error_total{L,error_code="Internal"} +0.025
~ REQ_request_duration_seconds{L} ` + eppEdges + ` 0.5@2.6
~ REQ_input_tokens{L} 1,8,64,512,4096 0.5@1000
~ REQ_output_tokens{L} 1,8,64,512,4096 0.5@100
REQ_running_requests{model_name="llama"} 3
~ REQ_normalized_time_per_output_token_seconds{L} 0.001,0.01,0.02,0.05 0.5@0.026
POOL_average_kv_cache_utilization{name="pool"} 0.42
POOL_average_queue_size{name="pool"} 5
POOL_ready_pods{name="pool"} 2
~ EXT_scheduler_e2e_duration_seconds 0.0001,0.001,0.01 0.5@0.0005
EXT_info{commit="abc",build_ref="v1"} 1
`)
}

func TestAccept6_EndpointPickerEras(t *testing.T) {
	model := `model_name="llama",target_model_name="llama"`
	v1 := epp("inference_model_", "inference_pool_", "inference_extension_", model)
	v14 := epp("inference_objective_", "inference_pool_", "inference_extension_", model+`,priority="0"`) + strings.ReplaceAll(`
~ inference_objective_request_ttft_seconds{L} `+eppEdges+` 0.5@0.45
~ inference_objective_request_tpot_seconds{L} `+eppEdges+` 0.5@0.02
~ inference_extension_flow_control_request_queue_duration_seconds{fairness_id="search",priority="0",outcome="Dispatched"} `+eppEdges+` 0.5@0.1
inference_extension_flow_control_queue_size{fairness_id="search",priority="0"} 5
`, "{L", "{"+model)
	l := `{model_name="llama",target_model_name="llama",fairness_id="search",priority="0"`
	canonical := strings.ReplaceAll(`
llm_d_epp_request_total{L} +0.5
llm_d_epp_request_error_total{L,error_code="Internal"} +0.025
~ llm_d_epp_request_duration_seconds{L} `+eppEdges+` 0.5@2.6
~ llm_d_epp_request_ttft_seconds{L,streaming="true"} `+eppEdges+` 0.4@0.4
~ llm_d_epp_request_ttft_seconds{L,streaming="false"} `+eppEdges+` 0.1@0.65
~ llm_d_epp_request_streaming_tpot_seconds{L} `+eppEdges+` 0.5@0.02
~ llm_d_epp_request_ntpot_seconds{L} `+eppEdges+` 0.5@0.026
~ llm_d_epp_request_size_bytes{L} 64,1024,65536 0.5@4000
~ llm_d_epp_request_input_tokens{L} 1,8,64,512,4096 0.5@1000
~ llm_d_epp_request_output_tokens{L} 1,8,64,512,4096 0.5@100
~ llm_d_epp_request_cached_tokens{L} 1,8,64,512,4096 0.5@300
llm_d_epp_request_running{L} 3
llm_d_epp_average_kv_cache_utilization{name="pool"} 0.42
llm_d_epp_average_queue_size{name="pool"} 5
llm_d_epp_per_endpoint_queue_size{name="pool",model_server_endpoint="llama-0-rank-0"} 5
~ llm_d_epp_flow_control_request_queue_duration_seconds{fairness_id="search",priority="0",outcome="Dispatched",inference_pool="pool",model_name="llama",target_model_name="llama"} `+eppEdges+` 0.5@0.1
llm_d_epp_flow_control_pool_saturation{inference_pool="pool",stage="effective"} 1.3
~ llm_d_epp_prefix_indexer_hit_ratio 0.0,0.1,0.5,1.0 0.5@0.3
`, "{L", l)
	for name, c := range map[string]struct {
		page string
		more wanted
	}{
		"v0.3 to v1.0":                    {v1, nil},
		"v1.1 to v1.5":                    {v14, wanted{"gateway_ttft": 0.45}},
		"llm-d":                           {canonical, wanted{"gateway_ttft": 0.45, "gateway_cached_tokens": 150}},
		"llm-d with the deprecated twins": {canonical + v1 + v14, wanted{"gateway_ttft": 0.45, "gateway_cached_tokens": 150}},
	} {
		t.Run(name, func(t *testing.T) {
			w := printed(t, on("gw", "epp-0", c.page))
			w.tells([]string{"llm_model", "llama"}, gatewaySays(c.more))
			w.recognised("gateway", map[string]int{"endpoint-picker": 1})
			w.recognised("engine", map[string]int{})
			if strings.HasPrefix(name, "llm-d") {
				w.tells([]string{"tenant", "search"}, wanted{"gateway_prompt_tokens": 500, "gateway_requests": 0.5})
			}
		})
	}
}

// Dynamo's frontend in front of workers that pass their engine's page through: an engine is read once, and the frontend is a
// gateway.
func TestAccept6_Dynamo(t *testing.T) {
	front := strings.ReplaceAll(`
dynamo_frontend_requests_total{L,request_type="stream",status="success",error_type=""} +0.475
dynamo_frontend_requests_total{L,request_type="stream",status="error",error_type="internal"} +0.025
~ dynamo_frontend_time_to_first_token_seconds{L} 0.001,0.1,0.5,1,10 0.5@0.45
~ dynamo_frontend_inter_token_latency_seconds{L} 0.001,0.01,0.05 49@0.02
~ dynamo_frontend_request_duration_seconds{L} 0.1,1,2,5,10 0.5@2.6
~ dynamo_frontend_input_sequence_tokens{L} 50,100,1000,4000 0.5@1000
~ dynamo_frontend_output_sequence_tokens{L} 50,100,1000,4000 0.5@100
~ dynamo_frontend_cached_tokens{L} 50,100,1000,4000 0.5@300
dynamo_frontend_output_tokens_total{L} +50
~ dynamo_frontend_kv_hit_rate{L} 0.0,0.1,0.5,1.0 0.5@0.3
dynamo_frontend_active_requests{L} 4
dynamo_frontend_inflight_requests{L} 4
dynamo_frontend_queued_requests{L} 1
dynamo_frontend_stage_requests{stage="route",phase="decode"} 1
dynamo_frontend_disconnected_clients 0
dynamo_frontend_model_total_kv_blocks{L} 1000
dynamo_frontend_worker_active_decode_blocks{worker_id="7",dp_rank="0",worker_type="decode"} 12
`, "{L", `{model="llama"`)
	own := strings.ReplaceAll(`
dynamo_component_requests_total{L} +0.5
~ dynamo_component_request_duration_seconds{L} 0.1,1,2,5,10 0.5@2.55
dynamo_component_inflight_requests{L} 3
dynamo_component_uptime_seconds{L} 5000
dynamo_component_gpu_cache_usage_percent{model="llama",dp_rank="0"} 0.42
dynamo_component_total_blocks{model="llama",dp_rank="0"} 1000
`, "{L", `{dynamo_namespace="dyn",dynamo_component="backend",dynamo_endpoint="generate",worker_id="7"`)
	passed := strings.NewReplacer(`{engine="0"`, `{dynamo_namespace="dyn",dynamo_component="backend",dynamo_endpoint="generate",worker_id="7",model="llama",engine="0"`).Replace(vllm033)
	w := printed(t, on("dyn", "frontend-0", front), on("dyn", "worker-0", own+passed))
	w.tells([]string{"llm_model", "llama"}, gatewaySays(wanted{"gateway_ttft": 0.45, "gateway_cached_tokens": 150, "gateway_requests_running": 4, "prompt_tokens": 500, "requests_finished/total": 600,
		"e2e_latency": 2.5, "requests_running": 3, "kv_cache_usage": 0.42, "ttft": 0.4}))
	w.tells([]string{"namespace", "dyn", "pod", "worker-0"}, wanted{"prompt_tokens": 500, "requests_finished/total": 600, "e2e_latency": 2.5, "requests_running": 3, "kv_cache_usage": 0.42})
	w.recognised("gateway", map[string]int{"dynamo-frontend": 1})
	if got := w.systemsIn("engine"); got["vllm"] != 1 || got["dynamo-worker"] > 1 {
		t.Errorf("%v", got)
	}
	// The same engine scraped at its own port, too: another target of the same pod. It is still one engine.
	direct := target{scraped: []string{"job", "vllm", "instance", "worker-0:8000", "namespace", "dyn", "pod", "worker-0"}, page: vllm033}
	system := target{scraped: []string{"job", "dynamo", "instance", "worker-0:9090", "namespace", "dyn", "pod", "worker-0"}, page: own + passed}
	w = printed(t, on("dyn", "frontend-0", front), system, direct)
	a := w.ask(signals("table", []string{"pod"}, operand{As: "p", Signal: "prompt_tokens"}))
	if v := a.one("pod", "worker-0")["p"]; v != 500.0 {
		a.near("scraped twice", v, 500, 1e-6)
	}
}

// The production stack's router writes vllm: with the label server: it is no engine, and adds nothing to one.
func TestAccept6_ProductionStackRouter(t *testing.T) {
	router := strings.ReplaceAll(`
vllm:num_requests_running{S} 3
vllm:num_requests_waiting{S} 5
vllm:num_requests_swapped{S} 0
vllm:gpu_prefix_cache_hit_rate{S} 0
vllm:gpu_prefix_cache_hits_total{S} 4711
vllm:gpu_prefix_cache_queries_total{S} 9000
vllm:current_qps{S} 0.5
vllm:avg_decoding_length{S} 100
vllm:num_prefill_requests{S} 1
vllm:num_decoding_requests{S} 2
vllm:healthy_pods_total{S} 1
vllm:avg_latency{S} 2.6
vllm:avg_itl{S} 0.02
vllm:num_incoming_requests_total{model="llama"} +0.5
vllm:input_tokens_total{S,model="llama"} +500
vllm:output_tokens_total{S,model="llama"} +50
vllm:request_errors_total{S,model="llama",error_type="timeout"} +0.025
~ vllm:request_latency_seconds{S,model="llama",status="success"} 0.05,0.1,0.5,1.0,2.5,5.0,10.0,30.0,60.0,120.0 0.475@2.6
~ vllm:request_latency_seconds{S,model="llama",status="error"} 0.05,0.1,0.5,1.0,2.5,5.0,10.0,30.0,60.0,120.0 0.025@2.6
router_cpu_usage_percent 12
`, "{S", `{server="http://10.0.0.7:8000"`)
	w := printed(t, python("gw", "router-0", router), python("chat", "llama-0", vllm033))
	w.tells(llama0, vllm033Says)
	w.tells([]string{"llm_model", "llama"}, gatewaySays(wanted{"requests_running": 3, "requests_waiting": 5, "prompt_tokens": 500, "prefix_hit_ratio": 0.3}))
	w.recognised("engine", map[string]int{"vllm": 1})
	w.recognised("gateway", map[string]int{"production-stack": 1})
	alone := printed(t, on("gw", "router-0", router))
	alone.recognised("engine", map[string]int{})
	a := alone.ask(signals("table", []string{"pod"}, running, waiting))
	if len(a.where("row_kind", "value")) != 0 {
		t.Errorf("a router's view of its engines is no engine:\n%s", a)
	}
}

// AIBrix: range buckets that are no histogram; totals of tokens and requests are counters.
func TestAccept6_AIBrix(t *testing.T) {
	w := printed(t, on("aibrix-system", "gateway-0", strings.ReplaceAll(`
gateway_request_total{L,status="success",status_code="200"} +0.5
gateway_request_model_success_total{L,status="success",status_code="200"} +0.475
gateway_request_model_fail_total{L,status="fail",status_code="500"} +0.025
gateway_in_flight_requests{gateway_pod="gateway-0"} 4
gateway_model_in_flight_requests{model="llama",gateway_pod="gateway-0"} 4
gateway_input_tokens_total{L} +500
gateway_output_tokens_total{L} +50
gateway_requests_with_usage_total{L,has_usage="true"} +0.5
gateway_ttft_bucket_total{L,bucket="0-500ms"} +0.4
gateway_ttft_bucket_total{L,bucket="500ms-1s"} +0.1
gateway_total_time_bucket_total{L,bucket="1s-5s"} +0.5
`, "{L", `{namespace="chat",pod="llama-0",model="llama",engine_type="vllm",gateway_pod="gateway-0"`)))
	w.tells([]string{"llm_model", "llama"}, gatewaySays(wanted{"gateway_latency": -1}), "gateway_ttft/p95")
	w.recognised("gateway", map[string]int{"aibrix": 1})
	w.recognised("engine", map[string]int{})
}

func TestAccept6_SemanticRouter(t *testing.T) {
	w := printed(t, on("gw", "semantic-router-0", `
llm_model_requests_total{model="llama"} +0.5
llm_request_errors_total{model="llama",reason="upstream"} +0.025
llm_model_cost_total{model="llama",currency="USD"} +0.001
llm_model_prompt_tokens_total{model="llama"} +500
llm_model_completion_tokens_total{model="llama"} +50
~ llm_model_ttft_seconds{model="llama"} `+defEdges+` 0.5@0.45
~ llm_model_tpot_seconds{model="llama"} `+defEdges+` 0.5@0.02
~ llm_model_completion_latency_seconds{model="llama"} `+defEdges+` 0.5@2.6
~ llm_model_routing_latency_seconds `+defEdges+` 0.5@0.03
`))
	w.tells([]string{"llm_model", "llama"}, gatewaySays(wanted{"gateway_ttft": 0.45, "gateway_spend/total": 1.2, "gateway_tpot": 0.02}))
	w.recognised("gateway", map[string]int{"semantic-router": 1})
}
