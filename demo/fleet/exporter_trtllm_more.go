package fleet

var (
	trtllmErrors      = counter("trtllm_request_error_total", "Number of requests that ended in an error.")
	trtllmAborted     = counter("trtllm_num_aborted_requests_total", "Number of requests that were aborted.")
	trtllmHost        = gauge("trtllm_kv_cache_host_utilization", "Share of the host cache's blocks that are used.")
	trtllmOnboard     = counter("trtllm_kv_cache_onboard_bytes_total", "Bytes copied from the host to the GPU.")
	trtllmOffload     = counter("trtllm_kv_cache_offload_bytes_total", "Bytes copied from the GPU to the host.")
	trtllmDraftTokens = counter("trtllm_spec_decode_num_draft_tokens_total", "Number of draft tokens.")
	trtllmAccepted    = counter("trtllm_spec_decode_num_accepted_tokens_total", "Number of accepted tokens.")
	trtllmMoveTime    = histo("trtllm_kv_transfer_latency_seconds", "Latency of a transfer of a KV cache.")
	trtllmMoveSize    = histo("trtllm_kv_transfer_bytes", "Bytes of a transfer of a KV cache.")
)

// The runtime's own names (lib/runtime/src/metrics/prometheus_names.rs), those of 2025 last.
var (
	dynamoUptime   = gauge("dynamo_component_uptime_seconds", "Seconds since the component started.")
	dynamoInflight = gauge("dynamo_component_inflight_requests", "Number of requests under way.")
	dynamoRequests = counter("dynamo_component_requests_total", "Number of requests processed.")
	dynamoErrors   = counter("dynamo_component_errors_total", "Number of errors.")
	dynamoDuration = histo("dynamo_component_request_duration_seconds", "Time to process a request.")
	dynamoFirst    = histo("dynamo_component_time_to_first_response_seconds", "Time to the first piece of an answer.")
	dynamoUsage    = gauge("dynamo_component_gpu_cache_usage_percent", "Share of the KV cache that is used, 0 to 1.")
	dynamoHitRate  = gauge("dynamo_component_kvstats_gpu_prefix_cache_hit_rate", "Prefix cache hit rate, 0 to 1.")
)

// exposeDynamo offers what a Dynamo worker exposes on its system port: its runtime's own
// series, and those of the engine inside, which pass through with the runtime's labels.
func exposeDynamo(x *exposition, p *pod) {
	e := p.engine()
	own := []string{"dynamo_namespace", "trial", "dynamo_component", p.role, "dynamo_endpoint", "generate", "worker_id", p.uid[:8], "worker_type", p.role, "model", e.spec.model, "model_name", e.spec.model}
	v := engineView{x, e, own}
	started := e.started
	v.value(dynamoUptime, func() float64 { return e.now - started })
	v.value(dynamoInflight, func() float64 { return v.running() + v.waiting() })
	v.value(dynamoRequests, func() float64 { return float64(e.sums.ended + e.counters.givenUp) })
	v.value(dynamoErrors, whole(&e.counters.failedTransfers), "error_type", "generate")
	v.value(dynamoErrors, whole(&e.counters.givenUp), "error_type", "publish_response")
	v.value(dynamoModelLoadTime, constant(e.spec.loadSeconds()))
	v.histogram(dynamoDuration, e.lat.e2e)
	v.histogram(dynamoFirst, e.lat.ttft)
	v.value(dynamoUsage, e.usage)
	v.value(dynamoHitRate, func() float64 { return digits(ratio(e.counters.hit, e.counters.queried), 4) })

	v.lbls = append(append([]string{}, own[:12]...), trtllmLabels(e)...)
	trtllmFamilies.expose(v)
	m := e.moves()
	v.value(trtllmErrors, whole(&e.counters.failedTransfers), "http_code", "500")
	v.value(trtllmAborted, whole(&e.counters.finished[finishAbort]))
	v.value(trtllmHost, m.hostUsage)
	v.value(trtllmOnboard, m.loadedBytes)
	v.value(trtllmOffload, m.storedBytes)
	v.trtllmCorners()
	v.value(trtllmMoved, func() float64 { return float64(e.lat.transfer.total()) })
	v.histogram(trtllmMoveTime, e.lat.transfer)
	v.histogram(trtllmMoveSize, e.lat.moved)
	if p.with.has(withSpeculation) {
		v.speculation(nil, trtllmDraftTokens, trtllmAccepted)
	}
}

var trtllmOldFamilies = familySet{
	success: counter("request_success_total", "Count of successfully processed requests."),
	ttft:    histo("time_to_first_token_seconds", "Histogram of time to first token in seconds."), tpot: histo("time_per_output_token_seconds", "Histogram of time per output token in seconds."),
	e2e: histo("e2e_request_latency_seconds", "Histogram of end to end request latency in seconds."), queue: histo("request_queue_time_seconds", "Histogram of time spent in WAITING phase for request."),
}

// exposeOldTRTLLM offers the five families that trtllm-serve had in 2025, without a prefix.
func exposeOldTRTLLM(x *exposition, e *engine) {
	trtllmOldFamilies.expose(engineView{x, e, trtllmLabels(e)})
}
