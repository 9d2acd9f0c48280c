package fleet

// spanFamilies are the names under which metrics made of spans are written.
type spanFamilies struct {
	calls, duration *Family
	factor          float64 // of the duration's unit
	service         string  // label of the service
}

var (
	spanNames    = spanFamilies{counter("traces_span_metrics_calls_total", ""), histo("traces_span_metrics_duration_milliseconds", ""), 1000, "service_name"}
	oldSpanNames = spanFamilies{counter("calls_total", ""), histo("duration_milliseconds", ""), 1000, "service_name"}
	tempoNames   = spanFamilies{counter("traces_spanmetrics_calls_total", "Total count of the spans"), histo("traces_spanmetrics_latency", "Duration of the spans"), 1, "service"}
)

// exposeSpans offers what a generator makes of the spans of a client and of the server it
// calls, and of a server that has nothing to do with models.
func exposeSpans(x *exposition, r *route, n *spanFamilies) {
	c := r.gateway.client[r.model]
	lbls := []string{n.service, "assistant", "span_name", "chat " + r.model, "gen_ai_request_model", r.model}
	for _, side := range []struct {
		kind  string
		h     *histogram
		calls func() float64
	}{
		{"SPAN_KIND_CLIENT", c.duration, whole(&c.requests)},
		{"SPAN_KIND_SERVER", r.latency, func() float64 { return float64(r.requests - r.errors) }},
	} {
		of := append(append([]string{}, lbls...), "span_kind", side.kind)
		x.value(n.calls, side.calls, append(of, "status_code", "STATUS_CODE_UNSET")...)
		x.value(n.calls, whole(&r.errors), append(of, "status_code", "STATUS_CODE_ERROR")...)
		x.scaledHistogram(n.duration, side.h, n.factor, append(of, "status_code", "STATUS_CODE_UNSET")...)
	}
	x.value(n.calls, whole(&r.requests), n.service, "shop", "span_name", "GET /", "span_kind", "SPAN_KIND_SERVER", "status_code", "STATUS_CODE_UNSET")
}

var (
	liteQueue   = histo("litellm_request_queue_time_seconds", "Time a request waited in the proxy.")
	litePerTok  = histo("litellm_deployment_latency_per_output_token", "Latency per output token.")
	liteRunning = gauge("litellm_in_flight_requests", "Requests under way in this worker.")

	genAITPOT = histo("gen_ai_server_time_per_output_token_seconds", "Time per output token generated after the first token.")
)

// exposeMoreLiteLLM are names of LiteLLM that have to be asked for.
func exposeMoreLiteLLM(x *exposition, routes []*route) {
	for _, r := range routes {
		lbls := []string{"requested_model", r.model, "team", r.tenant}
		x.histogram(liteQueue, r.queue, lbls...)
		x.histogram(litePerTok, r.tpot, "litellm_model_name", r.model, "requested_model", r.model, "team", r.tenant)
	}
	x.value(liteRunning, func() float64 {
		n := 0
		for _, r := range routes {
			n += r.running
		}
		return float64(n)
	})
}

// exposeMoreEnvoy are the times between tokens, and requests that failed.
func exposeMoreEnvoy(x *exposition, routes []*route) {
	for _, r := range routes {
		x.histogram(genAITPOT, r.tpot, envoyLabels(r)...)
		for _, kind := range []string{"reasoning", "cache_creation_input"} { // nobody reasons here
			x.histogram(genAITokens, newHistogram(r.lengths[tokenInput].edges), append(envoyLabels(r), "gen_ai_token_type", kind)...)
		}
		x.histogram(genAIDuration, r.failed, append(envoyLabels(r), "error_type", "_OTHER")...)
	}
}

// exposeClientErrors are the operations that failed for an instrumented application.
func exposeClientErrors(x *exposition, routes []*route) {
	for _, r := range routes {
		x.histogram(clientNames.duration, r.failed, "gen_ai_operation_name", "chat", "gen_ai_provider_name", "openai", "gen_ai_request_model", r.model, "error_type", "timeout")
	}
}
