package fleet

var (
	sglangEvicted     = counter("sglang:evicted_tokens_total", "The number of tokens evicted from the GPU.")
	sglangHostUsed    = gauge("sglang:hicache_host_used_tokens", "The number of tokens held in the host's memory.")
	sglangHostTotal   = gauge("sglang:hicache_host_total_tokens", "The number of tokens that the host's memory can hold.")
	sglangLoadBytes   = counter("sglang:load_back_bytes_total", "Bytes loaded back from the host.")
	sglangBackBytes   = counter("sglang:hicache_backup_bytes_total", "Bytes written to the host.")
	sglangLoadTime    = histo("sglang:load_back_duration_seconds", "Time of loading back from the host.")
	sglangBackTime    = histo("sglang:hicache_backup_duration_seconds", "Time of writing to the host.")
	sglangPrefetched  = counter("sglang:prefetched_tokens_total", "The number of tokens prefetched from the storage.")
	sglangBacked      = counter("sglang:backuped_tokens_total", "The number of tokens written to the storage.")
	sglangFLOPs       = counter("sglang:estimated_flops_per_gpu_total", "Estimated number of floating point operations per GPU.")
	sglangAcceptRate  = gauge("sglang:spec_accept_rate", "The average acceptance rate of speculative decoding.")
	sglangBootstrap   = gauge("sglang:num_prefill_bootstrap_queue_reqs", "The number of requests in the prefill bootstrap queue.")
	sglangInflight    = gauge("sglang:num_prefill_inflight_queue_reqs", "The number of requests in the prefill inflight queue.")
	sglangPrealloc    = gauge("sglang:num_decode_prealloc_queue_reqs", "The number of requests in the decode prealloc queue.")
	sglangTransfer    = gauge("sglang:num_decode_transfer_queue_reqs", "The number of requests in the decode transfer queue.")
	sglangMoveTime    = histo("sglang:kv_transfer_latency_ms", "The transfer latency of the KV cache in ms.")
	sglangMoveSize    = histo("sglang:kv_transfer_total_mb", "The total number of MB of the KV cache that were transferred.")
	sglangMoveFailed  = counter("sglang:num_transfer_failed_reqs_total", "The number of requests whose transfer failed.")
	sglangStartFailed = counter("sglang:num_bootstrap_failed_reqs_total", "The number of requests whose bootstrap failed.")
)

// moreSGLang are the names of HiCache, of speculative decoding, of the estimates and of the two
// sides of disaggregated serving. A request that waits for its KV cache is in the inbox.
func (v engineView) moreSGLang(p *pod) {
	e, m := v.e, v.e.moves()
	v.value(sglangEvicted, m.stored)
	v.value(sglangHostUsed, m.hostHeld)
	v.value(sglangHostTotal, constant(hostTokens*e.spec.kvTokens))
	v.value(sglangLoadBytes, m.loadedBytes)
	v.value(sglangBackBytes, m.storedBytes)
	v.histogram(sglangLoadTime, m.times(m.loadedBytes, 1))
	v.histogram(sglangBackTime, m.times(m.storedBytes, 1))
	v.value(sglangPrefetched, m.loaded)
	v.value(sglangBacked, m.stored)
	v.value(sglangFLOPs, e.flops)
	v.value(sglangAcceptRate, constant(digits(acceptedEach/draftLength, 4)))
	v.sglangCorners()
	coming := func() float64 { return float64(len(e.inbox)) }
	if p.role == rolePrefill {
		v.value(sglangBootstrap, coming)
		v.value(sglangInflight, constant(0))
		return
	}
	v.value(sglangPrealloc, constant(0))
	v.value(sglangTransfer, coming)
	v.value(sglangMoveFailed, whole(&e.counters.failedTransfers))
	v.value(sglangStartFailed, constant(0))
	v.x.scaledHistogram(sglangMoveTime, e.lat.transfer, 1000, v.lbls...)
	v.x.scaledHistogram(sglangMoveSize, e.lat.moved, 1.0/mebibyte, v.lbls...)
}
