package fleet

var (
	tritonSuccess   = counter("nv_inference_request_success", "Number of successful inference requests, all batch sizes")
	tritonFailure   = counter("nv_inference_request_failure", "Number of failed inference requests, all batch sizes")
	tritonCount     = counter("nv_inference_count", "Number of inferences performed (does not include cached requests)")
	tritonDuration  = counter("nv_inference_request_duration_us", "Cumulative inference request duration in microseconds (includes cached requests)")
	tritonQueue     = counter("nv_inference_queue_duration_us", "Cumulative inference queuing duration in microseconds (includes cached requests)")
	tritonCompute   = counter("nv_inference_compute_infer_duration_us", "Cumulative compute inference duration in microseconds (does not include cached requests)")
	tritonPending   = gauge("nv_inference_pending_request_count", "Instantaneous number of pending requests awaiting execution per-model.")
	tritonFirst     = histo("nv_inference_first_response_histogram_ms", "Duration from request to first response in milliseconds")
	tritonGPUUtil   = gauge("nv_gpu_utilization", "GPU utilization rate [0.0 - 1.0)")
	tritonGPUTotal  = gauge("nv_gpu_memory_total_bytes", "GPU total memory, in bytes")
	tritonGPUUsed   = gauge("nv_gpu_memory_used_bytes", "GPU used memory, in bytes")
	tritonGPUPower  = gauge("nv_gpu_power_usage", "GPU power usage in watts")
	tritonGPULimit  = gauge("nv_gpu_power_limit", "GPU power management limit in watts")
	tritonGPUEnergy = counter("nv_energy_consumption", "GPU energy consumption in joules since the Triton Server started")

	trtRequests = gauge("nv_trt_llm_request_metrics", "TRT LLM request metrics")
	trtBlocks   = gauge("nv_trt_llm_kv_cache_block_metrics", "TRT LLM KV cache block metrics")
	trtBatcher  = gauge("nv_trt_llm_inflight_batcher_metrics", "TRT LLM inflight_batcher-specific metrics")
	trtInput    = histo("nv_llm_input_token_len", "TRT LLM response metrics")
	trtOutput   = histo("nv_llm_output_token_len", "TRT LLM response metrics")
)

// trtBlock is how many tokens a block of TensorRT-LLM's KV cache holds.
const trtBlock = 64

// exposeTriton offers what Triton with the TensorRT-LLM backend exposes: times as
// sums in µs, lengths as histograms, and the GPUs that the server holds by UUID.
func exposeTriton(x *exposition, p *pod) {
	e := p.engine()
	v := engineView{x, e, []string{"model", e.spec.model, "version", "1"}}
	v.tritonCore()
	x.scaledHistogram(tritonFirst, e.lat.ttft, 1000, v.lbls...)
	for _, c := range []struct {
		kind string
		read func() float64
	}{
		{"active", func() float64 { return float64(len(e.running) + len(e.queue)) }},
		{"max", constant(float64(e.spec.maxSeqs))},
		{"scheduled", v.running},
		{"context", constant(0)},
		{"waiting", v.waiting},
	} {
		v.value(trtRequests, c.read, "request_type", c.kind)
	}
	blocks := float64(int(e.spec.kvTokens) / trtBlock)
	used := func() float64 { return float64(int(e.usage() * blocks)) }
	v.value(trtBlocks, constant(blocks), "kv_cache_block_type", "max")
	v.value(trtBlocks, func() float64 { return blocks - used() }, "kv_cache_block_type", "free")
	v.value(trtBlocks, used, "kv_cache_block_type", "used")
	v.value(trtBlocks, constant(trtBlock), "kv_cache_block_type", "tokens_per")
	v.value(trtBlocks, e.usage, "kv_cache_block_type", "fraction")
	v.value(trtBatcher, v.running, "inflight_batcher_specific_metric", "generation_requests")
	v.tritonCorners()
	x.histogram(trtInput, e.lat.promptLen, append([]string{"response_metric_type", "input"}, v.lbls...)...)
	x.histogram(trtOutput, e.lat.outputLen, append([]string{"response_metric_type", "output"}, v.lbls...)...)
	exposeTritonGPUs(x, p)
}

// exposeTritonGPUs offers the GPUs that the server holds.
func exposeTritonGPUs(x *exposition, p *pod) {
	for _, d := range p.devices {
		started := d.counts.energyJ
		x.value(tritonGPUUtil, func() float64 { return digits(d.now.engine, 2) }, "gpu_uuid", d.uuid)
		x.value(tritonGPUTotal, constant(d.memoryMiB*mebibyte), "gpu_uuid", d.uuid)
		x.value(tritonGPUUsed, func() float64 { return float64(int(d.now.usedMiB)) * mebibyte }, "gpu_uuid", d.uuid)
		x.value(tritonGPUPower, func() float64 { return digits(d.now.powerW, 3) }, "gpu_uuid", d.uuid)
		x.value(tritonGPULimit, constant(d.maxW), "gpu_uuid", d.uuid)
		x.value(tritonGPUEnergy, func() float64 { return digits(d.counts.energyJ-started, 3) }, "gpu_uuid", d.uuid)
	}
}

// tritonCore are the names of every model, whatever its backend.
func (v engineView) tritonCore() {
	e := v.e
	v.value(tritonSuccess, whole(&e.sums.ended))
	v.value(tritonFailure, whole(&e.counters.givenUp), "reason", "CANCELED")
	v.value(tritonCount, whole(&e.sums.ended))
	v.value(tritonDuration, microseconds(&e.sums.e2e))
	v.value(tritonQueue, microseconds(&e.sums.queue))
	v.value(tritonCompute, func() float64 { return float64(int64((e.sums.prefill + e.sums.decode) * 1e6)) })
	v.value(tritonPending, v.waiting)
}
