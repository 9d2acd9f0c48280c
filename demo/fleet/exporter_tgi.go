package fleet

var (
	tgiCount     = counter("tgi_request_count", "Total number of requests")
	tgiSuccess   = counter("tgi_request_success", "Number of successful requests")
	tgiFailure   = counter("tgi_request_failure", "Number of failed requests")
	tgiQueueSize = gauge("tgi_queue_size", "Current number of requests in the queue")
	tgiBatch     = gauge("tgi_batch_current_size", "Current batch size")
	tgiBatchMax  = gauge("tgi_batch_current_max_tokens", "Maximum tokens for the current batch")
	tgiBudget    = gauge("tgi_batch_max_total_tokens", "Maximum tokens for a batch")
	tgiDuration  = histo("tgi_request_duration", "Request duration")
	tgiQueueTime = histo("tgi_request_queue_duration", "Queue duration")
	tgiInference = histo("tgi_request_inference_duration", "Request inference duration")
	tgiPerToken  = histo("tgi_request_mean_time_per_token_duration", "Mean time per token per request")
	tgiInput     = histo("tgi_request_input_length", "Input token length per request")
	tgiGenerated = histo("tgi_request_generated_tokens", "Generated tokens per request")
)

// exposeTGI offers what TGI 3 exposes: no label but a failure's reason, no model,
// no time to first token, no KV cache. Its counters have no _total.
func exposeTGI(x *exposition, e *engine) {
	v := engineView{x, e, nil}
	v.value(tgiCount, func() float64 {
		return float64(e.sums.ended + e.counters.givenUp + len(e.running) + len(e.queue))
	})
	v.value(tgiSuccess, whole(&e.sums.ended))
	v.value(tgiFailure, whole(&e.counters.givenUp), "err", "dropped")
	v.value(tgiQueueSize, v.waiting)
	v.value(tgiBatch, v.running)
	v.value(tgiBatchMax, func() float64 { return float64(int(e.kv)) })
	v.value(tgiBudget, constant(e.spec.kvTokens))
	v.tgiCorners()
	v.histogram(tgiDuration, e.lat.e2e)
	v.histogram(tgiQueueTime, e.lat.queue)
	v.histogram(tgiInference, e.lat.inference)
	v.histogram(tgiPerToken, e.lat.tpot)
	v.histogram(tgiInput, e.lat.accepted)
	v.histogram(tgiGenerated, e.lat.outputLen)
}
