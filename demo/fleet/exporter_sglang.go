package fleet

var (
	sglangRunning    = gauge("sglang:num_running_reqs", "The number of running requests.")
	sglangQueue      = gauge("sglang:num_queue_reqs", "The number of requests in the waiting queue.")
	sglangGrammar    = gauge("sglang:num_grammar_queue_reqs", "The number of requests in the grammar waiting queue.")
	sglangUsage      = gauge("sglang:token_usage", "The token usage.")
	sglangUsed       = gauge("sglang:num_used_tokens", "The number of used tokens.")
	sglangMax        = gauge("sglang:max_total_num_tokens", "Maximum total number of tokens in the KV cache pool.")
	sglangHitRate    = gauge("sglang:cache_hit_rate", "The prefix cache hit rate.")
	sglangThroughput = gauge("sglang:gen_throughput", "The generation throughput (token/s).")
	sglangPrompt     = counter("sglang:prompt_tokens_total", "Number of prefill tokens processed.")
	sglangGeneration = counter("sglang:generation_tokens_total", "Number of generation tokens processed.")
	sglangCached     = counter("sglang:cached_tokens_total", "Number of cached prompt tokens by source (device/host/storage).")
	sglangRequests   = counter("sglang:num_requests_total", "Number of requests processed.")
	sglangAborted    = counter("sglang:num_aborted_requests_total", "Number of requests aborted.")
	sglangRetracted  = counter("sglang:num_retracted_requests_total", "Total number of retracted requests.")
	sglangTTFT       = histo("sglang:time_to_first_token_seconds", "Histogram of time to first token in seconds.")
	sglangITL        = histo("sglang:inter_token_latency_seconds", "Histogram of inter-token latency in seconds.")
	sglangTPOT       = histo("sglang:request_time_per_output_token_seconds", "Per-request TPOT in seconds: (finished_time - first_token_time) / (completion_tokens - 1).")
	sglangE2E        = histo("sglang:e2e_request_latency_seconds", "Histogram of End-to-end request latency in seconds")
	sglangQueueTime  = histo("sglang:queue_time_seconds", "Histogram of queueing time in seconds.")
	sglangStage      = histo("sglang:per_stage_req_latency_seconds", "The latency of each stage of requests.")
	sglangPromptLen  = histo("sglang:prompt_tokens_histogram", "Histogram of prompt token length.")
	sglangOutputLen  = histo("sglang:generation_tokens_histogram", "Histogram of generation token length.")
)

// exposeSGLang offers what SGLang 0.5.23 exposes with --enable-metrics. Of a
// tensor-parallel group only rank 0 reports. The tokenizer manager counts tokens
// when a request ends.
func exposeSGLang(x *exposition, p *pod) {
	e, kind := p.engine(), "unified"
	if p.role != "" {
		kind = p.role
	}
	scheduler := engineView{x, e, []string{"model_name", e.spec.model, "engine_type", kind, "tp_rank", "0", "pp_rank", "0", "moe_ep_rank", "0"}}
	scheduler.value(sglangRunning, scheduler.running)
	scheduler.value(sglangQueue, scheduler.waiting)
	scheduler.value(sglangGrammar, constant(0))
	scheduler.value(sglangUsage, e.usage)
	scheduler.value(sglangUsed, func() float64 { return float64(int(e.kv)) })
	scheduler.value(sglangMax, constant(e.spec.kvTokens))
	scheduler.value(sglangHitRate, func() float64 { return digits(ratio(e.counters.hit, e.counters.queried), 4) })
	scheduler.value(sglangThroughput, func() float64 { return digits(e.step.tokens/tick.Seconds(), 2) })
	scheduler.value(sglangRetracted, whole(&e.counters.preemptions))
	scheduler.histogram(sglangQueueTime, e.lat.queue)
	if p.with.has(withEverything) {
		scheduler.moreSGLang(p)
	}
	prefill := scheduler
	prefill.lbls = append(append([]string{}, scheduler.lbls...), "stage", "prefill_forward")
	prefill.histogram(sglangStage, e.lat.prefill)

	manager := engineView{x, e, []string{"model_name", e.spec.model}}
	manager.value(sglangPrompt, whole(&e.sums.prompt), "is_streaming", "true")
	manager.value(sglangGeneration, whole(&e.sums.output), "is_streaming", "true")
	manager.value(sglangCached, func() float64 { return float64(e.counters.cached - e.counters.tierHit) }, "cache_source", "device")
	if e.tier {
		manager.value(sglangCached, whole(&e.counters.tierHit), "cache_source", "host")
	}
	manager.value(sglangRequests, whole(&e.sums.ended), "is_streaming", "true")
	manager.value(sglangAborted, func() float64 { return float64(e.counters.finished[finishAbort]) })
	manager.histogram(sglangITL, e.lat.itl)
	manager.histogram(sglangPromptLen, e.lat.promptLen)
	manager.histogram(sglangOutputLen, e.lat.outputLen)
	manager.lbls = append(manager.lbls, "is_streaming", "true")
	manager.histogram(sglangTTFT, e.lat.ttft)
	manager.histogram(sglangTPOT, e.lat.tpot)
	manager.histogram(sglangE2E, e.lat.e2e)
}

// ratio of two counts, 0 while there is nothing.
func ratio(part, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(part) / float64(of)
}
