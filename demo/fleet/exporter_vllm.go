package fleet

import "fmt"

// exposeVLLM offers what vLLM exposes, in the names of its release. The
// oldest one has no engine label.
func exposeVLLM(x *exposition, p *pod) {
	x.value(vllmStart, constant(float64(p.startedAt.Unix())))
	for rank, e := range p.engines {
		lbls := []string{"model_name", e.spec.model, "engine", fmt.Sprint(rank)}
		if p.surface == surfaceOld {
			lbls = lbls[:2]
		}
		engineView{x, e, lbls}.vllm(p)
	}
}

func (v engineView) vllm(p *pod) {
	s := p.surface
	v.common()
	if s != surfaceOld {
		v.current()
	}
	if s != surfaceCurrent {
		v.old()
	}
	if p.role != "" {
		v.nixl()
	}
	v.more(p.with)
}

type engineView struct {
	x    *exposition
	e    *engine
	lbls []string
}

func (v engineView) value(f *Family, read func() float64, more ...string) {
	v.x.value(f, read, append(append([]string{}, v.lbls...), more...)...)
}

func (v engineView) histogram(f *Family, h *histogram) { v.x.histogram(f, h, v.lbls...) }

func (v engineView) running() float64 { return float64(len(v.e.running)) }
func (v engineView) waiting() float64 { return float64(len(v.e.queue)) }

var (
	vllmStart      = gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.")
	vllmRunning    = gauge("vllm:num_requests_running", "Number of requests in model execution batches.")
	vllmWaiting    = gauge("vllm:num_requests_waiting", "Number of requests waiting to be processed.")
	vllmPrompt     = counter("vllm:prompt_tokens_total", "Number of prefill tokens processed.")
	vllmGeneration = counter("vllm:generation_tokens_total", "Number of generation tokens processed.")
	vllmPreempted  = counter("vllm:num_preemptions_total", "Cumulative number of preemption from the engine.")
	vllmSuccess    = counter("vllm:request_success_total", "Count of successfully processed requests.")
	vllmTTFT       = histo("vllm:time_to_first_token_seconds", "Histogram of time to first token in seconds.")
	vllmE2E        = histo("vllm:e2e_request_latency_seconds", "Histogram of e2e request latency in seconds.")
	vllmQueue      = histo("vllm:request_queue_time_seconds", "Histogram of time spent in WAITING phase for request.")
	vllmInference  = histo("vllm:request_inference_time_seconds", "Histogram of time spent in RUNNING phase for request.")
	vllmPrefill    = histo("vllm:request_prefill_time_seconds", "Histogram of time spent in PREFILL phase for request.")
	vllmDecode     = histo("vllm:request_decode_time_seconds", "Histogram of time spent in DECODE phase for request.")
	vllmPromptLen  = histo("vllm:request_prompt_tokens", "Number of prefill tokens processed.")
	vllmOutputLen  = histo("vllm:request_generation_tokens", "Number of generation tokens processed.")
	vllmBatch      = histo("vllm:iteration_tokens_total", "Histogram of number of tokens per engine_step.")
)

// common are the names that all releases of the V1 engine share.
func (v engineView) common() {
	e := v.e
	v.value(vllmRunning, v.running)
	v.value(vllmWaiting, v.waiting)
	v.value(vllmPrompt, whole(&e.counters.prompt))
	v.value(vllmGeneration, whole(&e.counters.generation))
	v.value(vllmPreempted, whole(&e.counters.preemptions))
	for i := range finishError {
		v.value(vllmSuccess, whole(&e.counters.finished[i]), "finished_reason", finishNames[i])
	}
	v.histogram(vllmTTFT, e.lat.ttft)
	v.histogram(vllmE2E, e.lat.e2e)
	v.histogram(vllmQueue, e.lat.queue)
	v.histogram(vllmInference, e.lat.inference)
	v.histogram(vllmPrefill, e.lat.prefill)
	v.histogram(vllmDecode, e.lat.decode)
	v.histogram(vllmPromptLen, e.lat.promptLen)
	v.histogram(vllmOutputLen, e.lat.outputLen)
	v.histogram(vllmBatch, e.lat.batchTokens)
}

var (
	vllmKV            = gauge("vllm:kv_cache_usage_perc", "KV-cache usage. 1 means 100 percent usage.")
	vllmPrefixQueries = counter("vllm:prefix_cache_queries_total", "Prefix cache queries, in terms of number of queried tokens.")
	vllmPrefixHits    = counter("vllm:prefix_cache_hits_total", "Prefix cache hits, in terms of number of cached tokens.")
	vllmPromptCached  = counter("vllm:prompt_tokens_cached_total", "Number of cached prompt tokens (local + external).")
	vllmByReason      = gauge("vllm:num_requests_waiting_by_reason", "Number of waiting requests by reason.")
	vllmITL           = histo("vllm:inter_token_latency_seconds", "Histogram of inter-token latency in seconds.")
	vllmTPOT          = histo("vllm:request_time_per_output_token_seconds", "Histogram of time_per_output_token_seconds per request.")
)

// current are the names of today's releases.
func (v engineView) current() {
	e := v.e
	v.value(vllmKV, e.usage)
	v.value(vllmPrefixQueries, whole(&e.counters.queried))
	v.value(vllmPrefixHits, whole(&e.counters.hit))
	v.value(vllmPromptCached, whole(&e.counters.cached))
	v.value(vllmByReason, v.waiting, "reason", "capacity")
	v.value(vllmByReason, constant(0), "reason", "deferred")
	v.value(vllmSuccess, whole(&e.counters.finished[finishError]), "finished_reason", finishNames[finishError])
	v.value(vllmSuccess, whole(&e.counters.finished[finishRepetition]), "finished_reason", finishNames[finishRepetition])
	v.histogram(vllmITL, e.lat.itl)
	v.histogram(vllmTPOT, e.lat.tpot)
}

var (
	vllmOldKV      = gauge("vllm:gpu_cache_usage_perc", "GPU KV-cache usage. 1 means 100 percent usage.")
	vllmOldQueries = counter("vllm:gpu_prefix_cache_queries_total", "GPU prefix cache queries, in terms of number of queried tokens.")
	vllmOldHits    = counter("vllm:gpu_prefix_cache_hits_total", "GPU prefix cache hits, in terms of number of cached tokens.")
	vllmOldITL     = histo("vllm:time_per_output_token_seconds", "Histogram of time per output token in seconds.")
)

// old are the names that newer releases replaced.
func (v engineView) old() {
	e := v.e
	v.value(vllmOldKV, e.usage)
	v.value(vllmOldQueries, whole(&e.counters.queried))
	v.value(vllmOldHits, whole(&e.counters.hit))
	v.histogram(vllmOldITL, e.lat.itl)
}

var (
	vllmNIXLTime        = histo("vllm:nixl_xfer_time_seconds", "Histogram of transfer duration for NIXL KV Cache transfers.")
	vllmNIXLPost        = histo("vllm:nixl_post_time_seconds", "Histogram of transfer post time for NIXL KV Cache transfers.")
	vllmNIXLBytes       = histo("vllm:nixl_bytes_transferred", "Histogram of bytes transferred per NIXL KV Cache transfers.")
	vllmNIXLDescriptors = histo("vllm:nixl_num_descriptors", "Histogram of number of descriptors per NIXL KV Cache transfers.")
	vllmNIXLFailed      = counter("vllm:nixl_num_failed_transfers_total", "Number of failed NIXL KV Cache transfers.")
	vllmNIXLExpired     = counter("vllm:nixl_num_kv_expired_reqs_total", "Number of requests that had their KV expire.")
	vllmExternalQueries = counter("vllm:external_prefix_cache_queries_total", "External prefix cache queries from KV connector cross-instance cache sharing, in terms of number of queried tokens.")
	vllmExternalHits    = counter("vllm:external_prefix_cache_hits_total", "External prefix cache hits from KV connector cross-instance cache sharing, in terms of number of cached tokens.")
	vllmBySource        = counter("vllm:prompt_tokens_by_source_total", "Number of prompt tokens by source.")
)

// nixl are the names that the NIXL connector adds. The decode pod fetches, so that
// the transfers are observed there.
func (v engineView) nixl() {
	e := v.e
	v.histogram(vllmNIXLTime, e.lat.transfer)
	v.histogram(vllmNIXLPost, e.lat.posted)
	v.histogram(vllmNIXLBytes, e.lat.moved)
	v.histogram(vllmNIXLDescriptors, e.lat.descriptors)
	v.value(vllmNIXLFailed, whole(&e.counters.failedTransfers))
	v.value(vllmNIXLExpired, constant(0))
	v.value(vllmExternalQueries, whole(&e.counters.fetched))
	v.value(vllmExternalHits, whole(&e.counters.fetched))
	v.value(vllmBySource, func() float64 { return float64(e.counters.prompt - e.counters.cached) }, "source", "local_compute")
	v.value(vllmBySource, whole(&e.counters.hit), "source", "local_cache_hit")
	v.value(vllmBySource, func() float64 { return float64(e.counters.cached - e.counters.hit) }, "source", "external_kv_transfer")
}
