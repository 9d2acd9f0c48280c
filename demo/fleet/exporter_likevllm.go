package fleet

// familySet are the families of an engine whose metrics are near to vLLM's in all but their names. A family that the
// engine does not have is nil.
type familySet struct {
	running, waiting, usage, prompt, generation, cached, success *Family
	ttft, itl, tpot, e2e, queue, prefill, decode, inference      *Family
	promptLen, outputLen                                         *Family
}

// expose offers the families that the set has.
func (s *familySet) expose(v engineView) {
	e := v.e
	for _, one := range []struct {
		family *Family
		read   func() float64
	}{
		{s.running, v.running}, {s.waiting, v.waiting}, {s.usage, e.usage},
		{s.prompt, whole(&e.counters.prompt)}, {s.generation, whole(&e.counters.generation)}, {s.cached, whole(&e.counters.cached)},
	} {
		if one.family != nil {
			v.value(one.family, one.read)
		}
	}
	for _, one := range []struct {
		family *Family
		h      *histogram
	}{
		{s.ttft, e.lat.ttft}, {s.itl, e.lat.itl}, {s.tpot, e.lat.tpot}, {s.e2e, e.lat.e2e}, {s.queue, e.lat.queue},
		{s.prefill, e.lat.prefill}, {s.decode, e.lat.decode}, {s.inference, e.lat.inference}, {s.promptLen, e.lat.promptLen}, {s.outputLen, e.lat.outputLen},
	} {
		if one.family != nil {
			v.histogram(one.family, one.h)
		}
	}
	for i := range finishError {
		v.value(s.success, whole(&e.counters.finished[i]), "finished_reason", finishNames[i])
	}
}

var lmdeployFamilies = familySet{
	running: gauge("lmdeploy:num_requests_running", "Number of requests in model execution batches."), waiting: gauge("lmdeploy:num_requests_waiting", "Number of requests waiting to be processed."),
	usage:  gauge("lmdeploy:gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage."),
	prompt: counter("lmdeploy:prompt_tokens_total", "Number of prefill tokens processed."), generation: counter("lmdeploy:generation_tokens_total", "Number of generation tokens processed."),
	cached:  counter("lmdeploy:cached_tokens_total", "Number of prompt tokens found in the prefix cache."),
	success: counter("lmdeploy:request_success_total", "Count of successfully processed requests."),
	ttft:    histo("lmdeploy:time_to_first_token_seconds", "Histogram of time to first token in seconds."), itl: histo("lmdeploy:iter_token_latency", "Histogram of inter-token latency."),
	tpot: histo("lmdeploy:time_per_output_token_seconds", "Histogram of time per output token in seconds."),
	e2e:  histo("lmdeploy:e2e_request_latency_seconds", "Histogram of e2e request latency in seconds."), queue: histo("lmdeploy:request_queue_time_seconds", "Histogram of time spent in WAITING phase for request."),
	prefill: histo("lmdeploy:request_prefill_time_seconds", "Histogram of time spent in PREFILL phase for request."), decode: histo("lmdeploy:request_decode_time_seconds", "Histogram of time spent in DECODE phase for request."),
	inference: histo("lmdeploy:request_inference_time_seconds", "Histogram of time spent in RUNNING phase for request."),
	promptLen: histo("lmdeploy:request_prompt_tokens", "Number of prefill tokens processed."), outputLen: histo("lmdeploy:request_generation_tokens", "Number of generation tokens processed."),
}

// exposeLMDeploy offers what LMDeploy exposes with --enable-metrics. Its label engine is the data-parallel rank.
func exposeLMDeploy(x *exposition, p *pod) {
	e := p.engine()
	v := engineView{x, e, []string{"model_name", e.spec.model, "engine", "0"}}
	lmdeployFamilies.expose(v)
	if p.with.has(withEverything) {
		v.histogram(lmdeployBatch, e.lat.batchTokens)
		v.speculation(lmdeployDrafts, lmdeployDraftTokens, lmdeployAccepted)
	}
}

var (
	lmdeployBatch       = histo("lmdeploy:iteration_tokens_total", "Histogram of number of tokens per engine_step.")
	lmdeployDrafts      = counter("lmdeploy:spec_decode_num_drafts_total", "Number of spec decoding drafts.")
	lmdeployDraftTokens = counter("lmdeploy:spec_decode_num_draft_tokens_total", "Number of draft tokens.")
	lmdeployAccepted    = counter("lmdeploy:spec_decode_num_accepted_tokens_total", "Number of accepted tokens.")
)

var (
	nimFamilies = familySet{
		running: gauge("num_requests_running", "Number of requests currently running on GPU."), waiting: gauge("num_requests_waiting", "Number of requests waiting to be processed."),
		usage:  gauge("gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage."),
		prompt: counter("prompt_tokens_total", "Number of prefill tokens processed."), generation: counter("generation_tokens_total", "Number of generation tokens processed."),
		success: counter("request_success_total", "Count of successful requests."),
		ttft:    histo("time_to_first_token_seconds", "Histogram of time to first token in seconds."), itl: histo("time_per_output_token_seconds", "Histogram of time per output token in seconds."),
		e2e:       histo("e2e_request_latency_seconds", "Histogram of end to end request latency in seconds."),
		promptLen: histo("request_prompt_tokens", "Number of prefill tokens processed."), outputLen: histo("request_generation_tokens", "Number of generation tokens processed."),
	}
	nimRequestMax = gauge("num_request_max", "Maximum number of concurrently running requests.")
	nimFailed     = counter("request_failure_total", "Count of failed requests.")
)

// exposeNIM offers what NIM 1.x exposes at /v1/metrics: names without a prefix, and no times of phases.
func exposeNIM(x *exposition, e *engine) {
	v := engineView{x, e, []string{"model_name", e.spec.model}}
	nimFamilies.expose(v)
	v.value(nimRequestMax, constant(float64(e.spec.maxSeqs)))
	v.value(nimFailed, whole(&e.counters.finished[finishError]))
}

var trtllmFamilies = familySet{
	running: gauge("trtllm_num_requests_running", "Number of requests that are running."), waiting: gauge("trtllm_num_requests_waiting", "Number of requests that wait."),
	usage:  gauge("trtllm_kv_cache_utilization", "Share of the KV cache's blocks that are used."),
	prompt: counter("trtllm_prompt_tokens_total", "Number of prompt tokens."), generation: counter("trtllm_generation_tokens_total", "Number of generated tokens."),
	cached:  counter("trtllm_prompt_cached_tokens_total", "Number of prompt tokens found in the KV cache."),
	success: counter("trtllm_request_success_total", "Count of successfully processed requests."),
	ttft:    histo("trtllm_time_to_first_token_seconds", "Histogram of time to first token in seconds."), itl: histo("trtllm_time_per_output_token_seconds", "Histogram of time per output token in seconds."),
	e2e: histo("trtllm_e2e_request_latency_seconds", "Histogram of end to end request latency in seconds."), queue: histo("trtllm_request_queue_time_seconds", "Histogram of time spent in WAITING phase for request."),
	prefill: histo("trtllm_request_prefill_time_seconds", "Histogram of time spent in PREFILL phase for request."), decode: histo("trtllm_request_decode_time_seconds", "Histogram of time spent in DECODE phase for request."),
	inference: histo("trtllm_request_inference_time_seconds", "Histogram of time spent in RUNNING phase for request."),
}

// exposeTRTLLM offers what trtllm-serve exposes at /prometheus/metrics with return_perf_metrics.
func exposeTRTLLM(x *exposition, e *engine) {
	trtllmFamilies.expose(engineView{x, e, trtllmLabels(e)})
}

func trtllmLabels(e *engine) []string {
	return []string{"model_name", e.spec.model, "engine_type", "trtllm"}
}
