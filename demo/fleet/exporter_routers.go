package fleet

var semanticRouterNames = routeNames{
	requests: counter("llm_model_requests_total", "The total number of requests to each model."), failed: nil,
	prompt: counter("llm_model_prompt_tokens_total", "The total number of prompt tokens."), generation: counter("llm_model_completion_tokens_total", "The total number of completion tokens."),
	ttft: histo("llm_model_ttft_seconds", "Time to first token."), tpot: histo("llm_model_tpot_seconds", "Time per output token."), latency: histo("llm_model_completion_latency_seconds", "Duration of a completion."),
}

var (
	semanticRouterFailed = counter("llm_request_errors_total", "The total number of failed requests.")
	semanticRouterOpen   = gauge("llm_model_inflight_requests", "Number of requests in flight per model.")
	semanticRouterCost   = counter("llm_model_cost_total", "The total cost of completions by the router's price list.")
)

func exposeSemanticRouter(x *exposition, r *route) {
	lbls := []string{"model", r.model, "team", r.tenant}
	semanticRouterNames.expose(x, r, lbls...)
	x.value(semanticRouterFailed, whole(&r.errors), append(lbls, "reason", "upstream_5xx")...)
	x.value(semanticRouterOpen, whole(&r.running), lbls...)
	x.value(semanticRouterCost, r.spend, append(lbls, "currency", "USD")...)
}

var aibrixNames = routeNames{
	requests: counter("gateway_request_total", "Requests."), failed: counter("gateway_request_model_fail_total", "Failed requests."),
	prompt: counter("gateway_input_tokens_total", "Input tokens."), generation: counter("gateway_output_tokens_total", "Output tokens."), running: gauge("gateway_model_in_flight_requests", "Requests under way."),
}

var (
	aibrixFirst  = counter("gateway_ttft_bucket_total", "Requests by their time to first token.")
	aibrixRanges = []string{"0-100ms", "100-500ms", "500ms-1s", "1s-+Inf"}
	aibrixEdges  = []float64{0.1, 0.5, 1}
)

// exposeAIBrix offers what AIBrix's gateway plugin exposes. Its range counters are no
// histogram: each counts its own range.
func exposeAIBrix(x *exposition, r *route) {
	lbls := []string{"model", r.model, "gateway_pod", "aibrix-gateway-0"}
	aibrixNames.expose(x, r, lbls...)
	for i, name := range aibrixRanges {
		x.value(aibrixFirst, func() float64 { return r.ttft.between(aibrixEdges, i) }, append(lbls, "bucket", name)...)
	}
}

var productionStackNames = routeNames{
	failed: nil, prompt: counter("vllm:input_tokens_total", "Input tokens."), generation: counter("vllm:output_tokens_total", "Output tokens."), latency: histo("vllm:request_latency_seconds", "Latency of requests."),
}

var (
	routerIncoming = counter("vllm:num_incoming_requests_total", "Number of valid incoming requests")
	routerErrors   = counter("vllm:request_errors_total", "Failed requests.")
	routerHealthy  = gauge("vllm:healthy_pods_total", "Number of healthy pods.")
	routerHits     = gauge("vllm:gpu_prefix_cache_hits_total", "Prefix cache hits as last scraped.")
)

// exposeProductionStack offers what vLLM's production-stack router exposes: names with
// vLLM's prefix and the label server, some of them gauges that say _total, and zeros for
// what current engines no longer have.
func exposeProductionStack(x *exposition, r *route) {
	const server = "http://10.62.1.20:8000"
	lbls := []string{"server", server, "model", r.model}
	productionStackNames.expose(x, r, lbls...)
	x.value(routerIncoming, whole(&r.requests), "model", r.model)
	x.value(routerErrors, whole(&r.errors), append(lbls, "error_type", "upstream")...)
	x.value(vllmRunning, whole(&r.running), "server", server)
	x.value(vllmWaiting, constant(0), "server", server)
	x.value(routerHits, constant(0), "server", server)
	x.value(routerHealthy, constant(1), "server", server)
}

var dynamoFrontendNames = routeNames{
	requests: nil, generation: counter("dynamo_frontend_output_tokens_total", "Output tokens."), running: gauge("dynamo_frontend_active_requests", "Requests under way."),
	ttft: histo("dynamo_frontend_time_to_first_token_seconds", "Time to first token."), tpot: histo("dynamo_frontend_inter_token_latency_seconds", "Time between tokens."), latency: histo("dynamo_frontend_request_duration_seconds", "Duration of a request."),
	hit: histo("dynamo_frontend_kv_hit_rate", "Share of a prompt that the router expects to be cached."), promptLen: histo("dynamo_frontend_input_sequence_tokens", "Input tokens."),
	outputLen: histo("dynamo_frontend_output_sequence_tokens", "Output tokens."), cachedLen: histo("dynamo_frontend_cached_tokens", "Cached tokens."),
}

var (
	dynamoFrontendRequests = counter("dynamo_frontend_requests_total", "Requests.")
	dynamoFrontendInflight = gauge("dynamo_frontend_inflight_requests", "Requests under way, under the deprecated name.")
	dynamoFrontendStage    = histo("dynamo_frontend_stage_duration_seconds", "Duration of a stage.")
)

func exposeDynamoFrontend(x *exposition, r *route) {
	model := []string{"model", r.model}
	dynamoFrontendNames.expose(x, r, model...)
	call := append(model, "endpoint", "chat_completions", "request_type", "stream")
	x.value(dynamoFrontendRequests, func() float64 { return float64(r.requests - r.errors) }, append(call, "status", "success")...)
	x.value(dynamoFrontendRequests, whole(&r.errors), append(call, "status", "error", "error_type", "internal")...)
	x.value(dynamoFrontendInflight, whole(&r.running), model...)
	exposeDynamoRouter(x, r)
	x.histogram(dynamoFrontendStage, r.queue, append(model, "stage", "route")...)
}
