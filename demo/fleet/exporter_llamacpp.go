package fleet

var (
	llamaPrompt        = counter("llamacpp:prompt_tokens_total", "Number of prompt tokens processed.")
	llamaPredicted     = counter("llamacpp:tokens_predicted_total", "Number of generation tokens processed.")
	llamaPromptTime    = counter("llamacpp:prompt_seconds_total", "Prompt process time")
	llamaPredictedTime = counter("llamacpp:tokens_predicted_seconds_total", "Predict process time")
	llamaDecodes       = counter("llamacpp:n_decode_total", "Total number of llama_decode() calls")
	llamaPromptRate    = gauge("llamacpp:prompt_tokens_seconds", "Average prompt throughput in tokens/s.")
	llamaPredictedRate = gauge("llamacpp:predicted_tokens_seconds", "Average generation throughput in tokens/s.")
	llamaProcessing    = gauge("llamacpp:requests_processing", "Number of requests processing.")
	llamaDeferred      = gauge("llamacpp:requests_deferred", "Number of requests deferred.")
	llamaBusy          = gauge("llamacpp:n_busy_slots_per_decode", "Average number of busy slots per llama_decode() call")

	llamaCached      = counter("llamacpp:prompt_tokens_cached_total", "Number of prompt tokens that were found in the cache.")
	llamaDrafts      = counter("llamacpp:spec_decode_num_drafts_total", "Number of drafts.")
	llamaDraftTokens = counter("llamacpp:spec_decode_num_draft_tokens_total", "Number of drafted tokens.")
	llamaAccepted    = counter("llamacpp:spec_decode_num_accepted_tokens_total", "Number of accepted tokens.")
	llamaUsage       = gauge("llamacpp:kv_cache_usage_ratio", "KV-cache usage. 1 means 100 percent usage.")
)

// exposeLlamaCpp offers what llama.cpp's server exposes with --metrics: no label
// at all and no histogram. A slot is counted when it is released.
func exposeLlamaCpp(x *exposition, p *pod) {
	e := p.engine()
	v := engineView{x, e, nil}
	v.value(llamaPrompt, whole(&e.sums.prompt))
	v.value(llamaPredicted, whole(&e.sums.output))
	v.value(llamaPromptTime, func() float64 { return digits(e.sums.prefill, 3) })
	v.value(llamaPredictedTime, func() float64 { return digits(e.sums.decode, 3) })
	v.value(llamaDecodes, func() float64 { return float64(e.sums.ended + e.counters.generation) })
	v.value(llamaPromptRate, func() float64 { return digits(float64(e.sums.prompt)/max(e.sums.prefill, 1e-3), 3) })
	v.value(llamaPredictedRate, func() float64 { return digits(float64(e.sums.output)/max(e.sums.decode, 1e-3), 3) })
	v.value(llamaProcessing, v.running)
	v.value(llamaDeferred, v.waiting)
	v.value(llamaBusy, func() float64 { return digits(e.batch, 3) })
	if p.with.has(withSpeculation) { // a build of 2026 with a draft model
		v.value(llamaCached, whole(&e.counters.cached))
		v.speculation(llamaDrafts, llamaDraftTokens, llamaAccepted)
	}
	if p.with.has(withOldBuild) {
		v.value(llamaUsage, e.usage)
	}
}
