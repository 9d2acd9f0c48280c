package fleet

import "math"

var (
	vllmLifetime = histo("vllm:kv_block_lifetime_seconds", "Histogram of KV cache block lifetime from allocation to eviction.")
	vllmIdle     = histo("vllm:kv_block_idle_before_evict_seconds", "Histogram of idle time before KV cache block eviction.")
	vllmReuse    = histo("vllm:kv_block_reuse_gap_seconds", "Histogram of time gaps between consecutive KV cache block accesses.")

	vllmDrafts      = counter("vllm:spec_decode_num_drafts_total", "Number of spec decoding drafts.")
	vllmDraftTokens = counter("vllm:spec_decode_num_draft_tokens_total", "Number of draft tokens.")
	vllmAccepted    = counter("vllm:spec_decode_num_accepted_tokens_total", "Number of accepted tokens.")

	vllmFLOPs      = counter("vllm:estimated_flops_per_gpu_total", "Estimated number of floating point operations per GPU.")
	vllmRecomputed = counter("vllm:prompt_tokens_recomputed_total", "Number of tokens that were computed again.")

	vllmLookup    = histo("vllm:kv_offload_lookup_sync_delay_seconds", "Time that a look-up of the offloading connector held the scheduler.")
	vllmLoaded    = counter("vllm:kv_offload_load_bytes_total", "Bytes loaded by the offloading connector.")
	vllmStored    = counter("vllm:kv_offload_store_bytes_total", "Bytes stored by the offloading connector.")
	vllmLoadTime  = counter("vllm:kv_offload_load_time_total", "Seconds of loading.")
	vllmStoreTime = counter("vllm:kv_offload_store_time_total", "Seconds of storing.")
	vllmLoadSize  = histo("vllm:kv_offload_load_size", "Bytes of one load.")
	vllmStoreSize = histo("vllm:kv_offload_store_size", "Bytes of one store.")
	vllmHost      = gauge("vllm:hisparse_host_cache_usage_perc", "Share of the host cache that is used. 1 means 100 percent usage.")
)

// more are the names that an operator has to switch on.
func (v engineView) more(with features) {
	e := v.e
	if b := e.blocks; b != nil {
		v.histogram(vllmLifetime, b.lifetime)
		v.histogram(vllmIdle, b.wait)
		v.histogram(vllmReuse, b.gap)
	}
	if with.has(withSpeculation) {
		v.speculation(vllmDrafts, vllmDraftTokens, vllmAccepted)
	}
	if with.has(withFLOPs) {
		v.value(vllmFLOPs, e.flops)
	}
	if with.has(withTier) {
		v.value(vllmExternalQueries, whole(&e.counters.tierQueried))
		v.value(vllmExternalHits, whole(&e.counters.tierHit))
	}
	if with.has(withEverything) {
		v.value(vllmRecomputed, whole(&e.counters.recomputed))
		v.offload()
		v.vllmCorners()
		v.mooncake()
	}
}

// offload are the names of the offloading connector, which moves what the GPU's cache evicts
// to the host and back.
func (v engineView) offload() {
	e, m := v.e, v.e.moves()
	v.value(vllmLoaded, m.loadedBytes)
	v.value(vllmStored, m.storedBytes)
	v.value(vllmLoadTime, func() float64 { return digits(m.loadedBytes()/hostBandwidth, 6) })
	v.value(vllmStoreTime, func() float64 { return digits(m.storedBytes()/hostBandwidth, 6) })
	v.histogram(vllmLoadSize, m.sizes(m.loadedBytes))
	v.histogram(vllmStoreSize, m.sizes(m.storedBytes))
	v.histogram(vllmLookup, follows(lookupEdges, lookupTime, func() float64 { return float64(e.sums.begun) }))
	v.value(vllmHost, m.hostUsage)
}

// lookupTime is how long a look-up behind the GPU's cache takes, s.
const lookupTime = 0.0004

var lookupEdges = []float64{1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1}

const (
	// draftLength is how many tokens a draft model proposes at once, acceptedEach how many of
	// them are taken on average. A step gives one token more than it accepts.
	draftLength  = 3
	acceptedEach = 1.35
)

// speculation follows from the tokens that the engine generated. drafts may be nil.
func (v engineView) speculation(drafts, draftTokens, accepted *Family) {
	count := func() float64 { return math.Floor(float64(v.e.counters.generation) / (1 + acceptedEach)) }
	if drafts != nil {
		v.value(drafts, count)
	}
	v.value(draftTokens, func() float64 { return draftLength * count() })
	v.value(accepted, func() float64 { return math.Floor(acceptedEach * count()) })
}

// flops are 2 operations for each weight and token. Weights are of two bytes.
func (e *engine) flops() float64 {
	weights := e.spec.weightsMiB * mebibyte / 2
	return 2 * weights * float64(e.counters.prompt-e.counters.cached+e.counters.generation)
}
