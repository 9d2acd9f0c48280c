package fleet

import "time"

const gatewayInterval = 15 * time.Second

// proxy is a gateway's or an application's pod.
type proxy struct{ name, pod string }

var (
	liteLLM   = proxy{"litellm", "litellm-7d9c5b8f4-q6wzr"}
	assistant = proxy{"assistant", "assistant-5c7f9d6b8-n4xkd"}
	envoy     = proxy{"envoy-ai-gateway", "envoy-ai-gateway-6b8d7f9c5-t2mvh"}
)

// gatewayNamespace is where the gateways and the instrumented application run.
const gatewayNamespace = "gateway"

// gatewayTargets are LiteLLM and an instrumented application in the first cluster,
// Envoy AI Gateway in the second.
func (f *Fleet) gatewayTargets() []*Target {
	first, second := f.world.gateways[Cluster], f.world.gateways[SecondCluster]
	return []*Target{
		f.gatewayTarget(Cluster, liteLLM, "3.11:4000", func(x *exposition) { exposeLiteLLM(x, first.routes) }),
		f.gatewayTarget(Cluster, assistant, "3.12:9464", func(x *exposition) { exposeClient(x, first, &clientNames) }),
		f.gatewayTarget(SecondCluster, envoy, "3.11:1064", func(x *exposition) { exposeEnvoy(x, second.routes) }),
	}
}

func (f *Fleet) gatewayTarget(cluster string, p proxy, at string, fill func(x *exposition)) *Target {
	return &Target{
		cluster: cluster, Job: gatewayNamespace + "/" + p.name, Instance: address(cluster, at), Interval: gatewayInterval,
		labels:     []string{"namespace", gatewayNamespace, "pod", p.pod, "container", p.name, "endpoint", "http"},
		generation: func() int { return 0 },
		fill:       fill,
	}
}

var (
	liteRequests = counter("litellm_proxy_total_requests_metric_total", "Total number of requests made to the proxy server - track number of client side requests")
	liteFailed   = counter("litellm_proxy_failed_requests_metric_total", "Total number of failed responses from proxy - the client did not get a success response from litellm proxy")
	liteInput    = counter("litellm_input_tokens_metric_total", "Total number of input tokens from LLM requests")
	liteOutput   = counter("litellm_output_tokens_metric_total", "Total number of output tokens from LLM requests")
	liteTotal    = counter("litellm_total_tokens_metric_total", "Total number of input + output tokens from LLM requests")
	liteCached   = counter("litellm_input_cached_tokens_metric_total", "Total number of cached input tokens reported by the provider")
	liteSpend    = counter("litellm_spend_metric_total", "Total spend on LLM requests")
	liteLatency  = histo("litellm_request_total_latency_metric", "Total latency (seconds) for a request to LiteLLM")
	liteTTFT     = histo("litellm_llm_api_time_to_first_token_metric", "Time to first token for a models LLM API call")
)

// noTeam is how Python's client writes a label that is None.
const noTeam = "None"

// spendPerToken is what the gateway's price list asks for, USD; an output token
// costs four times as much.
const spendPerToken = 2e-7

// exposeLiteLLM offers what LiteLLM 1.109 exposes. Its spend is in USD by its own
// price list and has nothing to do with the bill.
func exposeLiteLLM(x *exposition, routes []*route) {
	for _, r := range routes {
		team := r.tenant
		if team == "" {
			team = noTeam
		}
		tenant := []string{"team", team, "team_alias", team, "api_key_alias", team, "user", noTeam, "end_user", noTeam, "model", r.model, "requested_model", r.model}
		with := func(more ...string) []string { return append(append([]string{}, tenant...), more...) }
		x.value(liteRequests, func() float64 { return float64(r.requests - r.errors) }, with("status_code", "200", "route", "/v1/chat/completions")...)
		x.value(liteRequests, whole(&r.errors), with("status_code", "503", "route", "/v1/chat/completions")...)
		x.value(liteFailed, whole(&r.errors), with("exception_status", "503", "exception_class", "ServiceUnavailableError")...)
		x.value(liteInput, whole(&r.prompt), tenant...)
		x.value(liteOutput, whole(&r.generation), tenant...)
		x.value(liteTotal, func() float64 { return float64(r.prompt + r.generation) }, tenant...)
		x.value(liteCached, whole(&r.cached), tenant...)
		x.value(liteSpend, r.spend, tenant...)
		x.histogram(liteLatency, r.latency, tenant...)
		x.histogram(liteTTFT, r.ttft, tenant...)
	}
}

var (
	genAITokens   = histo("gen_ai_client_token_usage", "Number of tokens processed.")
	genAIDuration = histo("gen_ai_server_request_duration_seconds", "Time spent processing request.")
	genAITTFT     = histo("gen_ai_server_time_to_first_token_seconds", "Time to receive first token in streaming responses.")
)

// exposeEnvoy offers what Envoy AI Gateway exposes, with the tenant from a header.
// It has no counter of requests: a failure is an observation with error_type.
func exposeEnvoy(x *exposition, routes []*route) {
	for _, r := range routes {
		lbls := envoyLabels(r)
		for kind, h := range r.lengths {
			x.histogram(genAITokens, h, append([]string{"gen_ai_token_type", tokenNames[kind]}, lbls...)...)
		}
		x.histogram(genAIDuration, r.latency, lbls...)
		x.histogram(genAITTFT, r.ttft, lbls...)
	}
}

func envoyLabels(r *route) []string {
	return []string{"gen_ai_operation_name", "chat", "gen_ai_provider_name", "openai", "gen_ai_original_model", r.model, "gen_ai_request_model", r.model, "gen_ai_response_model", r.model, "tenant_id", r.tenant}
}

// clientFamilies are the names under which an application writes OpenTelemetry's conventions, and those of its labels.
type clientFamilies struct {
	ttft, duration         *Family
	operation, from, model string
}

var (
	clientNames = clientFamilies{
		histo("gen_ai_client_operation_time_to_first_chunk_seconds", "Time to receive the first chunk of a streamed response."),
		histo("gen_ai_client_operation_duration_seconds", "GenAI operation duration."), "gen_ai_operation_name", "gen_ai_provider_name", "gen_ai_request_model"}
	// dottedNames are written where nothing translates names to what Prometheus knew before version 3.
	dottedNames = clientFamilies{
		histo("gen_ai.client.operation.time_to_first_chunk", "Time to receive the first chunk of a streamed response."),
		histo("gen_ai.client.operation.duration", "GenAI operation duration."), "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model"}
)

// exposeClient offers what applications with OpenTelemetry's GenAI conventions measure themselves: those that use a
// gateway whose spans Tempo gets write the names as they are, with dots.
func exposeClient(x *exposition, g *gateway, n *clientFamilies) {
	seen := map[string]bool{}
	for _, r := range g.routes { // in the order of the streams
		c := g.client[r.model]
		if c == nil || seen[r.model] || (r.via == viaTempo) != (n == &dottedNames) {
			continue
		}
		seen[r.model] = true
		lbls := []string{n.operation, "chat", n.from, "openai", n.model, r.model}
		x.histogram(n.ttft, c.ttft, lbls...)
		x.histogram(n.duration, c.duration, lbls...)
	}
}
