package fleet

// What engines tell beside the usual: how much they may run, what they refused, put aside or never fetched, what a
// pass costs.
var (
	vllmRejected     = counter("vllm:admission_rejections_total", "Number of requests rejected at admission.")
	vllmComputed     = histo("vllm:request_prefill_kv_computed_tokens", "Histogram of new KV tokens computed during prefill (excluding cached tokens).")
	vllmMediaHits    = counter("vllm:mm_cache_hits_total", "Multi-modal cache hits, in terms of number of cached items.")
	vllmMediaQueries = counter("vllm:mm_cache_queries_total", "Multi-modal cache queries, in terms of number of queried items.")
	vllmSleep        = gauge("vllm:engine_sleep_state", "Engine sleep state.")
	vllmReadBytes    = counter("vllm:estimated_read_bytes_per_gpu_total", "Estimated number of bytes read from memory per GPU.")
	vllmWriteBytes   = counter("vllm:estimated_write_bytes_per_gpu_total", "Estimated number of bytes written to memory per GPU.")

	sglangReadBytes  = counter("sglang:estimated_read_bytes_per_gpu_total", "Estimated number of bytes read from memory per GPU.")
	sglangWriteBytes = counter("sglang:estimated_write_bytes_per_gpu_total", "Estimated number of bytes written to memory per GPU.")
	sglangRoom       = gauge("sglang:max_running_requests_under_SLO", "The maximum number of running requests under SLO.")
	sglangComputed   = histo("sglang:uncached_prompt_tokens_histogram", "Histogram of uncached (compute) prompt token length.")
	sglangLoadTimes  = gauge("sglang:engine_load_weights_time", "Time to load the weights.")
	sglangIdle       = counter("sglang:scheduler_idle_seconds_total", "Total wall time while the scheduler has no runnable or queued work.")
	sglangSync       = histo("sglang:dp_attention_sync_wait_seconds", "Wall time of this DP rank's scheduler MLP-sync all-gather per step.")
	sglangBalance    = gauge("sglang:eplb_balancedness_sum", "Balancedness of MoE in expert parallelism.")
	sglangBalances   = gauge("sglang:eplb_balancedness_count", "Balancedness of MoE in expert parallelism.")

	tgiForward = histo("tgi_batch_forward_duration", "Forward duration of a batch")

	tritonLoadTime      = gauge("nv_model_load_duration_secs", "Model load time in seconds")
	trtTransfers        = counter("nv_trt_llm_disaggregated_serving_metrics", "TRT LLM disaggregated serving metrics")
	trtllmRoom          = gauge("trtllm_max_num_active_requests", "Maximum number of active requests.")
	trtllmPaused        = gauge("trtllm_num_paused_requests", "Number of paused requests.")
	trtllmMoved         = counter("trtllm_kv_transfer_success_total", "Number of transfers of a KV cache that succeeded.")
	dynamoModelLoadTime = gauge("dynamo_component_model_load_time_seconds", "Seconds that loading the model took.")
)

// vllmCorners are names of builds of 2026 that have everything switched on. Nobody sends images or is refused.
func (v engineView) vllmCorners() {
	e := v.e
	v.value(vllmRejected, constant(0), "reason", "max_num_queued_reqs")
	v.histogram(vllmComputed, e.lat.computed)
	v.value(vllmMediaQueries, whole(&e.sums.begun))
	v.value(vllmMediaHits, func() float64 { return float64(e.sums.begun / 4) })
	v.value(vllmSleep, constant(1), "sleep_state", "awake")
	v.value(vllmSleep, constant(0), "sleep_state", "weights_offloaded")
	v.value(vllmSleep, constant(0), "sleep_state", "discard_all")
	v.estimates(vllmReadBytes, vllmWriteBytes)
}

func (v engineView) sglangCorners() {
	e := v.e
	v.estimates(sglangReadBytes, sglangWriteBytes)
	v.value(sglangRoom, constant(float64(e.spec.maxSeqs)))
	v.histogram(sglangComputed, e.lat.computed)
	v.value(sglangLoadTimes, constant(e.spec.loadSeconds()))
	v.value(sglangIdle, func() float64 { return digits(e.idle, 3) })
	steps := func() float64 { return float64(e.lat.batchTokens.total()) }
	v.histogram(sglangSync, follows(shortEdges, 0.0006, steps))
	v.value(sglangBalance, func() float64 { return 0.75 * steps() }, "forward_mode", "decode")
	v.value(sglangBalances, steps, "forward_mode", "decode")
}

// estimates are the bytes that the weights are read with each step, and what tokens write of keys and values.
func (v engineView) estimates(read, written *Family) {
	e := v.e
	v.value(read, func() float64 { return e.spec.weightsMiB * mebibyte * float64(e.lat.batchTokens.total()) })
	v.value(written, func() float64 {
		return max(e.spec.kvBytes, kvOfSmall) * float64(e.counters.prompt-e.counters.cached+e.counters.generation)
	})
}

// loadBandwidth is at how many bytes a second weights come from the disk.
const loadBandwidth = 2.5e9

// loadSeconds is how long an engine loads its weights.
func (s *engineSpec) loadSeconds() float64 { return digits(s.weightsMiB*mebibyte/loadBandwidth, 1) }

// tgiCorners are passes of batches: a prefill each request, a decode each step.
func (v engineView) tgiCorners() {
	e := v.e
	v.value(tgiFailure, constant(0), "err", "overloaded")
	v.x.histogram(tgiForward, e.lat.prefill, "method", "prefill")
	v.x.histogram(tgiForward, e.lat.itl, "method", "decode")
}

// tritonCorners are those of the core and of the TensorRT-LLM backend, which is asked for no transfer here.
func (v engineView) tritonCorners() {
	v.value(tritonFailure, constant(0), "reason", "REJECTED")
	v.value(tritonLoadTime, constant(v.e.spec.loadSeconds()))
	v.value(trtBatcher, constant(0), "inflight_batcher_specific_metric", "paused_requests")
	v.value(trtTransfers, constant(0), "disaggregated_serving_type", "kv_cache_transfer_ms")
	v.value(trtTransfers, constant(0), "disaggregated_serving_type", "request_count")
}

// trtllmCorners are levels of trtllm-serve.
func (v engineView) trtllmCorners() {
	v.value(trtllmRoom, constant(float64(v.e.spec.maxSeqs)))
	v.value(trtllmPaused, constant(0))
}
