package fleet

import "strings"

// The four eras of the endpoint picker (pkg/epp/metrics/metrics.go at each tag; llm-d-router docs/metrics.md).
var (
	pickerOldNames = pickerEra("inference_model_", "")
	pickerNames    = pickerEra("inference_objective_", "inference_extension_")
	llmdNames      = routeNames{
		requests: counter("llm_d_epp_request_total", "Requests."), running: gauge("llm_d_epp_request_running", "Requests under way."),
		ttft: histo("llm_d_epp_request_ttft_seconds", "Time to first token."), latency: histo("llm_d_epp_request_duration_seconds", "Duration of a request."), tpot: histo("llm_d_epp_request_streaming_tpot_seconds", "Time per output token."),
		promptLen: histo("llm_d_epp_request_input_tokens", "Input tokens."), outputLen: histo("llm_d_epp_request_output_tokens", "Output tokens."), cachedLen: histo("llm_d_epp_request_cached_tokens", "Cached tokens."),
	}
	llmdFailed = counter("llm_d_epp_request_error_total", "Failed requests.")
	llmdQueue  = histo("llm_d_epp_flow_control_request_queue_duration_seconds", "Time in flow control.")
	llmdHit    = histo("llm_d_epp_prefix_indexer_hit_ratio", "Share of a prompt that the index knows.")
	poolUsage  = gauge("llm_d_epp_average_kv_cache_utilization", "Mean KV cache usage of the pool.")
)

// picker are the families of one era before llm-d.
type picker struct {
	routeNames
	failures, flow, index *Family
}

func pickerEra(requests, extension string) picker {
	p := picker{failures: counter(requests+"request_error_total", "Failed requests.")}
	p.routeNames = routeNames{
		requests: counter(requests+"request_total", "Requests."), running: gauge(requests+"running_requests", "Requests under way."), latency: histo(requests+"request_duration_seconds", "Duration of a request."),
		promptLen: histo(requests+"input_tokens", "Input tokens."), outputLen: histo(requests+"output_tokens", "Output tokens."),
	}
	if extension == "" {
		return p
	}
	p.ttft, p.tpot = histo(requests+"request_ttft_seconds", "Time to first token."), histo(requests+"request_tpot_seconds", "Time per output token.")
	p.cachedLen = histo(requests+"prompt_cached_tokens", "Cached tokens.")
	p.flow = histo(extension+"flow_control_request_queue_duration_seconds", "Time in flow control.")
	p.index = histo(extension+"prefix_indexer_hit_ratio", "Share of a prompt that the index knows.")
	return p
}

func (p *picker) offer(x *exposition, r *route, lbls ...string) {
	p.expose(x, r, lbls...)
	x.value(p.failures, whole(&r.errors), append(lbls, "error_code", "503")...)
	if p.flow != nil {
		x.histogram(p.flow, r.queue, append(lbls, "fairness_id", r.tenant, "priority", "0", "outcome", "dispatched", "inference_pool", "trial")...)
		x.histogram(p.index, r.hitRatio)
	}
}

func exposePickerOld(x *exposition, r *route) { pickerOldNames.offer(x, r, modelLabels(r)...) }
func exposePicker(x *exposition, r *route)    { pickerNames.offer(x, r, modelLabels(r)...) }

// modelLabels are what a client asked for and what the picker made of it.
func modelLabels(r *route) []string {
	return []string{"model_name", strings.ToLower(r.model), "target_model_name", r.model}
}

// exposeLLMD offers what llm-d's router exposes: its own names, and beside them the
// deprecated ones for the same events.
func exposeLLMD(x *exposition, r *route) {
	lbls := append(modelLabels(r), "fairness_id", r.tenant, "priority", "0")
	llmdNames.expose(x, r, lbls...)
	x.value(llmdFailed, whole(&r.errors), append(lbls, "error_code", "503")...)
	x.histogram(llmdQueue, r.queue, append(lbls, "outcome", "dispatched", "inference_pool", "trial")...)
	x.histogram(llmdHit, r.hitRatio)
	x.value(poolUsage, func() float64 { return r.gateway.world.replicas(StagingCluster, r.model, "")[0].usage() }, "name", "trial")
	exposePool(x, r)
	pickerNames.offer(x, r, lbls[:4]...)
}
