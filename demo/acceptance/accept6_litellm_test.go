package acceptance_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// liteLLM is LiteLLM's page for a team: 0.5 requests a second, of 1,000 tokens in and 100 out. names rewrites a family's
// metric, tenant are the labels of who asks.
func liteLLM(tenant string, rewrite ...string) string {
	l := `{model="llama",requested_model="chat",` + tenant
	l = strings.TrimSuffix(l, ",")
	return strings.NewReplacer(rewrite...).Replace(strings.NewReplacer("{L", l, " E ", " 0.005,0.05,0.5,1.0,2.5,5.0,10.0,30.0,60.0,120.0,300.0 ").Replace(`
litellm_spend_metric_total{L} +0.001
litellm_total_tokens_metric_total{L} +550
litellm_input_tokens_metric_total{L} +500
litellm_output_tokens_metric_total{L} +50
litellm_input_cached_tokens_metric_total{L} +150
litellm_output_reasoning_tokens_metric_total{L} +10
litellm_cached_tokens_metric_total{L} +7
litellm_cache_hits_metric_total{L} +7
litellm_proxy_total_requests_metric_total{L,route="/chat/completions",status_code="200"} +0.475
litellm_proxy_total_requests_metric_total{L,route="/chat/completions",status_code="500"} +0.025
litellm_proxy_failed_requests_metric_total{L,route="/chat/completions",exception_status="500",exception_class="X"} +0.025
litellm_requests_metric_total{L} +0.5
~ litellm_request_total_latency_metric{L} E 0.5@2.6
~ litellm_llm_api_latency_metric{L} E 0.5@2.55
~ litellm_llm_api_time_to_first_token_metric{L} E 0.5@0.45
~ litellm_overhead_latency_metric{L} E 0.5@50
litellm_remaining_team_budget_metric{team="t-1",team_alias="search"} 100
litellm_deployment_state{litellm_model_name="llama",model_id="x",api_base="http://llama",api_provider="hosted_vllm"} 0
litellm_deployment_total_requests_total{litellm_model_name="llama",model_id="x",api_base="http://llama",api_provider="hosted_vllm"} +0.5
litellm_deployment_success_responses_total{litellm_model_name="llama",model_id="x",api_base="http://llama",api_provider="hosted_vllm"} +0.475
litellm_deployment_failure_responses_total{litellm_model_name="llama",model_id="x",api_base="http://llama",api_provider="hosted_vllm"} +0.025
litellm_in_flight_requests 4
`))
}

const teamSearch = `team="t-1",team_alias="search",api_key_alias="k",hashed_api_key="88dc",user="u-1",user_email="a@b",end_user=""`

func TestAccept6_LiteLLM(t *testing.T) {
	var plain []string
	for _, m := range []string{"litellm_spend_metric", "litellm_input_tokens_metric", "litellm_output_tokens_metric", "litellm_total_tokens_metric", "litellm_proxy_total_requests_metric",
		"litellm_proxy_failed_requests_metric", "litellm_requests_metric", "litellm_input_cached_tokens_metric"} {
		plain = append(plain, m+"_total{", m+"{")
	}
	older := []string{"litellm_total_tokens_metric_total", "litellm_total_tokens_total", "litellm_input_tokens_metric_total", "litellm_input_tokens_total",
		"litellm_output_tokens_metric_total", "litellm_output_tokens_total"}
	says := gatewaySays(wanted{"gateway_ttft": 0.45, "gateway_spend/total": 1.2})
	for name, page := range map[string]string{
		"current": liteLLM(teamSearch), "without _total": liteLLM(teamSearch, plain...), "older token names": liteLLM(teamSearch, older...),
		"old and new token names": liteLLM(teamSearch) + "\n" + onlyWith(liteLLM(teamSearch, older...), "_tokens_total"),
	} {
		t.Run(name, func(t *testing.T) {
			w := printed(t, python("gw", "litellm-0", page))
			w.tells([]string{"tenant", "search"}, says)
			w.tells([]string{"llm_model", "chat"}, wanted{"gateway_prompt_tokens": 500, "gateway_requests/total": 600})
			w.recognised("gateway", map[string]int{"litellm": 1})
			w.recognised("engine", map[string]int{})
		})
	}
}

func onlyWith(page, part string) string {
	var out []string
	for _, l := range strings.Split(page, "\n") {
		if strings.Contains(l, part) {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// Whatever tenant label is switched off, the next one names the tenant; with none of them, all is unlabelled, and nothing
// is lost.
func TestAccept6_LiteLLMLabelsSwitchedOff(t *testing.T) {
	for tenant, labels := range map[string]string{
		"search":     `team="t-1",team_alias="search",api_key_alias="k"`,
		"t-1":        `team="t-1",api_key_alias="k"`,
		"k":          `api_key_alias="k",hashed_api_key="88dc"`,
		"unlabelled": ``,
	} {
		w := printed(t, python("gw", "litellm-0", liteLLM(labels)))
		a, r := w.rowWith([]string{"tenant", tenant}, wanted{"gateway_prompt_tokens/total": 0, "gateway_requests/total": 0})
		if len(r) > 0 {
			a.near("prompts of "+tenant, r["gateway_prompt_tokens_total"], 600_000, 1)
			a.near("requests of "+tenant, r["gateway_requests_total"], 600, 1e-6)
		}
	}
}

// Keys with a value for each request or person: never a tenant, and the doctor says what they cost.
func TestAccept6_ForbiddenLabels(t *testing.T) {
	page := ""
	for i := range 40 {
		page += fmt.Sprintf("litellm_input_tokens_metric_total{requested_model=\"chat\",team=\"t-%d\",request_id=\"r-%d\",user_id=\"u-%d\"} +1\n", i%2, i, i)
	}
	w := printed(t, on("gw", "litellm-0", page))
	a := w.ask(signals("table", []string{"tenant"}, prompts))
	a.values(2)
	a.near("a team's", a.one("tenant", "t-0")["prompts"], 24_000, 1e-6)
	_, _, r := w.doctor("Editor")
	for _, name := range []string{"request_id", "user_id"} {
		found := false
		for _, l := range r.Labels {
			if l.Label == name {
				found = true
				// Without one of the two the other still has a value for each series.
				if l.Series != 40 || l.Values != 40 || l.Without != 40 || l.Advice == "" {
					t.Errorf("%+v", l)
				}
			}
		}
		if !found {
			t.Errorf("the doctor does not name %s: %+v", name, r.Labels)
		}
	}
	one := printed(t, on("gw", "litellm-0", regexp.MustCompile(`,user_id="u-\d+"`).ReplaceAllString(page, "")))
	if _, _, r = one.doctor("Editor"); len(r.Labels) != 1 || r.Labels[0].Without != 2 {
		t.Errorf("without request_id two teams are left: %+v", r.Labels)
	}
	w.settings = `{"tenantLabels":["user_id"]}`
	if resp := w.try(signals("table", []string{"tenant"}, prompts)); resp.Error == nil || !strings.Contains(resp.Error.Error(), "user_id") {
		t.Errorf("%v", resp.Error)
	}
}

// Envoy AI Gateway: subsets of tokens are not added to the whole; a header's tenant counts where the settings name its label.
func TestAccept6_EnvoyAIGateway(t *testing.T) {
	for name, suffix := range map[string]string{"current": "", "0.2 to 0.4": "_token"} {
		t.Run(name, func(t *testing.T) {
			l := `{gen_ai_operation_name="chat",gen_ai_provider_name="openai",gen_ai_original_model="chat",gen_ai_request_model="llama",gen_ai_response_model="llama",x_team="search"`
			w := printed(t, on("gw", "envoy-0", strings.NewReplacer("{L", l, "USAGE", "gen_ai_client_token_usage"+suffix).Replace(`
~ USAGE{L,gen_ai_token_type="input"} 1,4,16,64,256,1024,4096 0.475@1000
~ USAGE{L,gen_ai_token_type="output"} 1,4,16,64,256,1024,4096 0.475@100
~ USAGE{L,gen_ai_token_type="cached_input"} 1,4,16,64,256,1024,4096 0.475@300
~ USAGE{L,gen_ai_token_type="cache_creation_input"} 1,4,16,64,256,1024,4096 0.475@10
~ USAGE{L,gen_ai_token_type="reasoning"} 1,4,16,64,256,1024,4096 0.475@20
~ gen_ai_server_request_duration_seconds{L} `+envoyEdges+` 0.475@2.6
~ gen_ai_server_request_duration_seconds{L,error_type="_OTHER"} `+envoyEdges+` 0.025@2.6
~ gen_ai_server_time_to_first_token_seconds{L} 0.001,0.01,0.1,0.5,1,10,60 0.475@0.45
~ gen_ai_server_time_per_output_token_seconds{L} 0.01,0.025,0.05,0.1,2.5 0.475@0.02
`)))
			w.settings = `{"tenantLabels":["x_team"]}`
			w.tells([]string{"tenant", "search"}, gatewaySays(wanted{"gateway_prompt_tokens": 475, "gateway_generation_tokens/total": 57_000, "gateway_cached_tokens": 142.5,
				"gateway_ttft": 0.45, "gateway_tpot": 0.02}))
			w.recognised("gateway", map[string]int{"gen-ai": 1})
		})
	}
}

// Semantic conventions untranslated: dotted names and labels, which PromQL quotes; the client's own names beside them.
func TestAccept6_GenAIUTF8(t *testing.T) {
	l := `"gen_ai.operation.name"="chat","gen_ai.system"="vllm","gen_ai.request.model"="llama","service.name"="gw","team"="search"`
	w := printed(t, on("gw", "otel-0", strings.ReplaceAll(`
~ {"gen_ai.client.token.usage",L,"gen_ai.token.type"="input"} 1,4,16,64,256,1024,4096 0.5@1000
~ {"gen_ai.client.token.usage",L,"gen_ai.token.type"="output"} 1,4,16,64,256,1024,4096 0.5@100
~ {"gen_ai.server.request.duration",L} `+envoyEdges+` 0.475@2.6
~ {"gen_ai.server.request.duration",L,"error.type"="500"} `+envoyEdges+` 0.025@2.6
~ {"gen_ai.server.time_to_first_token",L} 0.001,0.01,0.1,0.5,1,10 0.5@0.45
~ {"gen_ai.client.operation.duration",L} `+envoyEdges+` 0.5@2.7
`, "L", l)))
	w.tells([]string{"llm_model", "llama", "tenant", "search"}, gatewaySays(wanted{"gateway_ttft": 0.45, "client_latency": 2.7, "gateway_ttft/p50": 0.3}))
}

// What callers measured, by the names of four producers of span metrics; only client spans are a client's, and spans that
// name no model are no calls of one.
func TestAccept6_SpanMetrics(t *testing.T) {
	for name, c := range map[string]struct{ calls, latency, service, edges, value string }{
		"connector from 0.109": {"traces_span_metrics_calls_total", "traces_span_metrics_duration_milliseconds", "service_name", "100,500,1000,5000,15000", "2700"},
		"connector in seconds": {"traces_span_metrics_calls_total", "traces_span_metrics_duration_seconds", "service_name", "0.1,0.5,1,5,15", "2.7"},
		"connector before":     {"calls_total", "duration_milliseconds", "service_name", "100,500,1000,5000,15000", "2700"},
		"Tempo's generator":    {"traces_spanmetrics_calls_total", "traces_spanmetrics_latency", "service", "0.128,0.512,1.024,4.096,16.384", "2.7"},
	} {
		t.Run(name, func(t *testing.T) {
			l := "{" + c.service + `="shop",span_name="chat llama",gen_ai_request_model="llama",status_code="STATUS_CODE_UNSET"`
			page := strings.NewReplacer("{L", l, "CALLS", c.calls, "LATENCY", c.latency, "EDGES", c.edges, "VALUE", c.value).Replace(`
CALLS{L,span_kind="SPAN_KIND_CLIENT"} +0.5
CALLS{L,span_kind="SPAN_KIND_SERVER"} +9
~ LATENCY{L,span_kind="SPAN_KIND_CLIENT"} EDGES 0.5@VALUE
~ LATENCY{L,span_kind="SPAN_KIND_SERVER"} EDGES 9@VALUE
traces_spanmetrics_size_total{L} +100
`)
			page += strings.NewReplacer(`,gen_ai_request_model="llama"`, "", "chat llama", "GET /cart", " +0.5", " +70", " 0.5@", " 70@").Replace(page)
			w := printed(t, target{scraped: []string{"job", "otel", "instance", "otel:8889"}, page: page})
			w.tells([]string{"llm_model", "llama"}, wanted{"client_latency": 2.7, "client_requests/total": 600, "gateway_requests": 9})
			w.tells(nil, wanted{"client_requests/total": 600})
		})
	}
}
