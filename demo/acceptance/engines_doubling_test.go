package acceptance_test

import (
	"strings"
	"testing"
)

// atPort is a scrape target of a pod, by its port and the job that scrapes it.
func atPort(namespace, name, port, job string) []string {
	return []string{"job", job, "instance", name + ":" + port, "namespace", namespace, "pod", name}
}

// vllmSeries are a few of an engine's own series under a prefix, with further labels.
func vllmSeries(prefix, more string) map[string]fn {
	labels := "|model_name|llama|engine|0" + more
	return map[string]fn{prefix + "num_requests_running" + labels: constant(4), prefix + "generation_tokens_total" + labels: growing(10),
		prefix + "time_to_first_token_seconds_sum" + labels: growing(0.5), prefix + "time_to_first_token_seconds_count" + labels: growing(2)}
}

var firstToken = operand{As: "ttft", Signal: "ttft"}

// Dynamo's worker passes its engine's series on: scraped on both ports, the engine's own count, and once.
func TestDynamoPassThroughIsNotAdded(t *testing.T) {
	const passed = "|dynamo_namespace|prod|dynamo_component|backend|dynamo_endpoint|generate|worker_id|42|model|llama"
	runtime := map[string]fn{"dynamo_component_uptime_seconds|dynamo_component|backend|model|llama": growing(1),
		"dynamo_component_inflight_requests|dynamo_component|backend|model|llama": constant(9)}
	direct := exposed(atPort("chat", "both-0", "8000", "engines"), vllmSeries("vllm:", ""))
	through := exposed(atPort("chat", "both-0", "8081", "dynamo"), vllmSeries("vllm:", passed))
	only := exposed(atPort("chat", "only-0", "8081", "dynamo"), vllmSeries("vllm:", passed))
	w := newWorld(t, direct, through, only, exposed(atPort("chat", "both-0", "8081", "dynamo"), runtime), exposed(atPort("chat", "only-0", "8081", "dynamo"), runtime))
	q := table("replica", tokens, running, firstToken)
	q.By = []string{"engine", "llm_model"}
	a := w.ask(q)
	a.values(2)
	for _, pod := range []string{"both-0", "only-0"} {
		r := a.one("pod", pod, "engine", "vllm", "llm_model", "llama")
		a.near("tokens of "+pod, r["tokens"], 12000, 0)
		a.near("running on "+pod+", the engine's and not the runtime's", r["running"], 4, 0)
		a.near("ttft of "+pod, r["ttft"], 0.25, 1e-9)
	}
	if !strings.Contains(noticesOf(a), "passes their series on") {
		t.Errorf("no notice: %q", noticesOf(a))
	}
}

// A PodMonitor and a ServiceMonitor that both find an engine scrape one address twice.
func TestTwoJobsOfOneAddressCountOnce(t *testing.T) {
	w := newWorld(t, exposed(atPort("chat", "llama-0", "8000", "pods"), vllmSeries("vllm:", "")),
		exposed(atPort("chat", "llama-0", "8000", "services"), vllmSeries("vllm:", "|service|llama|endpoint|http")))
	a := w.ask(table("replica", tokens, running))
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 12000, 0)
	a.near("running", a.one("pod", "llama-0")["running"], 4, 0)
	if !strings.Contains(noticesOf(a), "two jobs at once") {
		t.Errorf("no notice: %q", noticesOf(a))
	}
}

// Two engines in one pod, on two ports, are two engines.
func TestTwoEnginesOfOnePodAreAdded(t *testing.T) {
	w := newWorld(t, exposed(atPort("chat", "llama-0", "8000", "pods"), vllmSeries("vllm:", "")),
		exposed(atPort("chat", "llama-0", "8001", "pods"), vllmSeries("vllm:", "")))
	a := w.ask(table("replica", tokens))
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 24000, 0)
}

// The production-stack router writes vllm: names with the engines' addresses: it is a gateway and no engine.
func TestARouterThatSpeaksLikeAnEngine(t *testing.T) {
	const server = "|server|http://10.0.0.1:8000"
	router := map[string]fn{"vllm:num_requests_running" + server: constant(40), "vllm:num_requests_waiting" + server: constant(50),
		"vllm:gpu_prefix_cache_hits_total" + server: growing(7), "vllm:input_tokens_total" + server + "|model|llama": growing(3),
		"vllm:num_incoming_requests_total|model|llama": growing(2), "vllm:request_errors_total" + server + "|model|llama|error_type|timeout": growing(1)}
	w := newWorld(t, exposed(atPort("chat", "llama-0", "8000", "engines"), vllmSeries("vllm:", "")), exposed(atPort("chat", "router-0", "9000", "router"), router))
	a := w.ask(table("replica", tokens, running, waiting))
	a.values(1)
	a.near("running", a.one("pod", "llama-0")["running"], 4, 0)
	a.null("waiting", a.one("pod", "llama-0")["waiting"])
	g := w.ask(bySignal([]string{"llm_model"}, prompts, requests, failures))
	r := g.one("llm_model", "llama")
	g.near("prompts", r["prompts"], 3600, 0)
	g.near("requests", r["requests"], 2400, 0)
	g.near("failures", r["failures"], 1200, 0)
}

// llm-d's endpoint picker writes up to three names for one event; the newest counts, and so in each pod for itself.
func TestEndpointPickerTwins(t *testing.T) {
	m := map[string]fn{}
	for _, name := range []string{"llm_d_epp_request", "inference_objective_request", "inference_model_request"} {
		m[name+"_total|model_name|llama|target_model_name|llama"] = growing(2)
	}
	m["llm_d_epp_request_input_tokens_sum|model_name|llama|target_model_name|llama"] = growing(10)
	m["inference_objective_input_tokens_sum|model_name|llama|target_model_name|llama"] = growing(10)
	old := map[string]fn{"inference_model_request_total|model_name|llama|target_model_name|llama": growing(1),
		"inference_model_input_tokens_sum|model_name|llama|target_model_name|llama": growing(5)}
	w := newWorld(t, exposed(pod("gateway", "epp-new"), m), exposed(pod("gateway", "epp-old"), old))
	a := w.ask(bySignal([]string{"llm_model"}, prompts, requests))
	a.near("requests of both pods, each once", a.one("llm_model", "llama")["requests"], 3600, 0)
	a.near("prompts of both pods, each once", a.one("llm_model", "llama")["prompts"], 18000, 0)
}

// Ray's agent writes an underscore today and kept the colon before; a pod that shows both in an upgrade shows one engine.
func TestRayInBothEras(t *testing.T) {
	const ray = "|ReplicaId|r1|WorkerId|w1|SessionName|s1"
	w := newWorld(t, exposed(atPort("chat", "old-0", "8080", "ray"), vllmSeries("ray_vllm:", ray)), exposed(atPort("chat", "new-0", "8080", "ray"), vllmSeries("ray_vllm_", ray)),
		exposed(atPort("chat", "both-0", "8080", "ray"), vllmSeries("ray_vllm:", ray)), exposed(atPort("chat", "both-0", "8080", "ray"), vllmSeries("ray_vllm_", ray)))
	q := table("replica", tokens, running, firstToken)
	q.By = []string{"engine"}
	a := w.ask(q)
	a.values(3)
	for _, name := range []string{"old-0", "new-0", "both-0"} {
		r := a.one("pod", name, "engine", "vllm")
		a.near("tokens of "+name, r["tokens"], 12000, 0)
		a.near("running on "+name, r["running"], 4, 0)
		a.near("ttft of "+name, r["ttft"], 0.25, 1e-9)
	}
}

// The same spans, counted by the Collector under its old and its new names and by Tempo's generator too, are one count.
func TestSpanMetricsOfSeveralMakers(t *testing.T) {
	const client = "|span_name|chat llama|span_kind|SPAN_KIND_CLIENT|gen_ai_request_model|llama|status_code|STATUS_CODE_UNSET"
	const shop = "|service_name|shop|span_name|GET /|span_kind|SPAN_KIND_CLIENT|status_code|STATUS_CODE_UNSET"
	collector := map[string]fn{"traces_span_metrics_calls_total|service_name|app" + client: growing(2), "calls_total|service_name|app" + client: growing(2),
		"traces_span_metrics_calls_total" + shop:                                    growing(100),
		"traces_span_metrics_duration_milliseconds_sum|service_name|app" + client:   growing(4000),
		"traces_span_metrics_duration_milliseconds_count|service_name|app" + client: growing(2),
		"duration_milliseconds_sum|service_name|app" + client:                       growing(4000), "duration_milliseconds_count|service_name|app" + client: growing(2)}
	tempo := map[string]fn{"traces_spanmetrics_calls_total|service|app" + client: growing(2),
		"traces_spanmetrics_latency_sum|service|app" + client: growing(4), "traces_spanmetrics_latency_count|service|app" + client: growing(2)}
	w := newWorld(t, exposed(pod("obs", "otel-0"), collector), exposed(pod("obs", "tempo-0"), tempo))
	a := w.ask(bySignal([]string{"llm_model"}, operand{As: "calls", Signal: "client_requests", Stat: "total"}, operand{As: "latency", Signal: "client_latency"}))
	r := a.one("llm_model", "llama")
	a.near("calls", r["calls"], 2400, 0)
	a.near("latency", r["latency"], 2, 1e-9)
}

// One pod of a Ray cluster may hold several replicas, each with an engine that calls itself 0.
func TestRayReplicasOfOnePodAreAdded(t *testing.T) {
	w := newWorld(t, exposed(atPort("chat", "node-0", "8080", "ray"), vllmSeries("ray_vllm_", "|ReplicaId|a|WorkerId|1")),
		exposed(atPort("chat", "node-0", "8080", "ray"), vllmSeries("ray_vllm_", "|ReplicaId|b|WorkerId|2")))
	a := w.ask(table("replica", tokens, running))
	a.near("tokens", a.one("pod", "node-0")["tokens"], 24000, 0)
	a.near("running", a.one("pod", "node-0")["running"], 8, 0)
}

// LMCache in the engine's process tells of the outer cache what vLLM tells too; the engine's word counts, and LMCache's
// where the engine says nothing.
func TestLMCacheBesideItsEngine(t *testing.T) {
	const lm = "|model_name|meta/llama|served_model_name|llama|role|scheduler|worker_id|0"
	cache := map[string]fn{"lmcache:num_lookup_tokens_total" + lm: growing(10), "lmcache:num_lookup_hits_total" + lm: growing(5), "lmcache:local_cache_usage" + lm: constant(1000)}
	engine := vllmSeries("vllm:", "")
	silent := vllmSeries("vllm:", "")
	engine["vllm:external_prefix_cache_queries_total|model_name|llama|engine|0"] = growing(10)
	engine["vllm:external_prefix_cache_hits_total|model_name|llama|engine|0"] = growing(2)
	w := newWorld(t, exposed(pod("chat", "told-0"), engine), exposed(pod("chat", "told-0"), cache), exposed(pod("chat", "silent-0"), silent), exposed(pod("chat", "silent-0"), cache))
	q := table("replica", operand{As: "outer", Signal: "external_prefix_hit_ratio"}, operand{As: "held", Signal: "kv_tier_bytes"})
	q.By = []string{"engine"}
	a := w.ask(q)
	a.values(2)
	a.near("the engine's", a.one("pod", "told-0", "engine", "vllm")["outer"], 0.2, 1e-9)
	a.near("LMCache's", a.one("pod", "silent-0", "engine", "vllm")["outer"], 0.5, 1e-9)
	a.near("only LMCache knows", a.one("pod", "told-0")["held"], 1000, 0)
}

// MLC-LLM is recognised where a lenient scraper kept something of it, and the answer says why there is nothing to see.
func TestAnEngineThatCannotBeRead(t *testing.T) {
	w := newWorld(t, exposed(pod("edge", "mlc-0"), map[string]fn{"engine_prefill_time_sum": growing(1), "engine_decode_time_sum": growing(2)}),
		exposed(pod("chat", "llama-0"), vllmSeries("vllm:", "")))
	q := table("replica", tokens)
	q.By = []string{"engine"}
	a := w.ask(q)
	a.near("tokens", a.one("engine", "vllm")["tokens"], 12000, 0)
	if !strings.Contains(noticesOf(a), "MLC-LLM") || !strings.Contains(noticesOf(a), "no valid exposition") {
		t.Errorf("no reason: %q", noticesOf(a))
	}
}
