package fleet

var tritonVLLMFamilies = map[string]*Family{
	"ttft": histo("vllm:time_to_first_token_seconds", "Histogram of time to first token in seconds."), "itl": histo("vllm:time_per_output_token_seconds", "Histogram of time per output token in seconds."),
	"e2e": histo("vllm:e2e_request_latency_seconds", "Histogram of end to end request latency in seconds."), "in": histo("vllm:request_prompt_tokens", "Number of prefill tokens processed."),
	"out": histo("vllm:request_generation_tokens", "Number of generation tokens processed."),
}

// exposeTritonVLLM offers what Triton exposes with its vLLM backend: a part of vLLM's names
// with the labels model and version, beside Triton's own.
func exposeTritonVLLM(x *exposition, p *pod) {
	e := p.engine()
	v := engineView{x, e, []string{"model", e.spec.model, "version", "1"}}
	v.tritonCore()
	v.value(vllmPrompt, whole(&e.counters.prompt))
	v.value(vllmGeneration, whole(&e.counters.generation))
	v.histogram(tritonVLLMFamilies["ttft"], e.lat.ttft)
	v.histogram(tritonVLLMFamilies["itl"], e.lat.itl)
	v.histogram(tritonVLLMFamilies["e2e"], e.lat.e2e)
	v.histogram(tritonVLLMFamilies["in"], e.lat.promptLen)
	v.histogram(tritonVLLMFamilies["out"], e.lat.outputLen)
	exposeTritonGPUs(x, p)
}

var (
	kserveBefore  = histo("request_preprocess_seconds", "pre-process request latency")
	kservePredict = histo("request_predict_seconds", "predict request latency")
	kserveAfter   = histo("request_postprocess_seconds", "post-process request latency")
	kserveExplain = histo("request_explain_seconds", "explain request latency")
)

// exposeKServe offers what KServe's Python model server exposes of a model without an engine
// that reports itself.
func exposeKServe(x *exposition, e *engine) {
	v := engineView{x, e, []string{"model_name", e.spec.model}}
	ended := func() float64 { return float64(e.sums.ended) }
	v.histogram(kserveBefore, follows(shortEdges, 0.002, ended))
	v.histogram(kservePredict, e.lat.inference)
	v.histogram(kserveAfter, follows(shortEdges, 0.001, ended))
	v.histogram(kserveExplain, newHistogram(shortEdges))
}

var (
	mlcPrefill  = gauge("engine_prefill_time_sum", "")
	mlcDecode   = gauge("engine_decode_time_sum", "")
	mlcPrompt   = gauge("prompt_tokens_sum", "")
	mlcComplete = gauge("completion_tokens_sum", "")
)

// exposeMLC offers the lines of MLC-LLM's page that a lenient scraper can read.
func exposeMLC(x *exposition, e *engine) {
	v := engineView{x, e, nil}
	v.value(mlcPrefill, func() float64 { return digits(e.sums.prefill, 6) })
	v.value(mlcDecode, func() float64 { return digits(e.sums.decode, 6) })
	v.value(mlcPrompt, whole(&e.sums.prompt))
	v.value(mlcComplete, whole(&e.sums.output))
}
