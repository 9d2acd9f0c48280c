package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
)

// bySignal is a signal query by labels.
func bySignal(by []string, ops ...operand) query {
	return query{QueryType: "signal", Format: "table", By: by, Operands: ops}
}

var (
	prompts  = operand{As: "prompts", Signal: "gateway_prompt_tokens", Stat: "total"}
	requests = operand{As: "requests", Signal: "gateway_requests", Stat: "total"}
	failures = operand{As: "failures", Signal: "gateway_errors", Stat: "total"}
	gateway  = operand{As: "ttft", Signal: "gateway_ttft"}
)

// LiteLLM's tenants: a team's name before its id, a key's name where there is no team, and None is no name.
func TestLiteLLMTenants(t *testing.T) {
	m := map[string]fn{}
	for tenant, perSecond := range map[string]float64{
		"|team|t-1|team_alias|search|api_key_alias|k": 10,
		"|team|t-2|team_alias|None|api_key_alias|k":   5,
		"|team|None|team_alias|None|api_key_alias|b":  3,
		"|team|None|team_alias|None|user|u":           2,
	} {
		const model = "|requested_model|llama|model|hosted_vllm/llama"
		m["litellm_input_tokens_metric_total"+model+tenant] = growing(perSecond)
		m["litellm_proxy_total_requests_metric_total|requested_model|llama|route|/chat/completions|status_code|200"+tenant] = growing(perSecond / 10)
		m["litellm_proxy_failed_requests_metric_total|requested_model|llama|route|/chat/completions|exception_status|500"+tenant] = growing(perSecond / 100)
	}
	w := newWorld(t, exposed(pod("gateway", "litellm-0"), m))
	a := w.ask(bySignal([]string{"tenant"}, prompts, requests, failures))
	for tenant, perSecond := range map[string]float64{"search": 10, "t-2": 5, "b": 3, "unlabelled": 2} {
		r := a.one("tenant", tenant)
		a.near("prompts of "+tenant, r["prompts"], 1200*perSecond, 0)
		a.near("requests of "+tenant, r["requests"], 120*perSecond, 0)
		a.near("failures of "+tenant, r["failures"], 12*perSecond, 1e-6)
	}
	w.settings = `{"tenantLabels":["api_key_alias"]}`
	a = w.ask(bySignal([]string{"tenant"}, prompts))
	a.near("by key", a.one("tenant", "k")["prompts"], 18000, 0)
}

// OpenTelemetry's names as a collector translates them, and as they are where nothing translates them.
func TestGenAINames(t *testing.T) {
	for _, c := range []struct{ name, usage, ttft, duration, model, kind, failed string }{
		{"translated", "gen_ai_client_token_usage_sum", "gen_ai_server_time_to_first_token_seconds", "gen_ai_server_request_duration_seconds_count",
			"gen_ai_request_model", "gen_ai_token_type", "error_type"},
		{"untranslated", "gen_ai.client.token.usage_sum", "gen_ai.server.time_to_first_token", "gen_ai.server.request.duration_count",
			"gen_ai.request.model", "gen_ai.token.type", "error.type"},
	} {
		t.Run(c.name, func(t *testing.T) {
			model := "|" + c.model + "|llama|tenant|search"
			m := map[string]fn{
				c.usage + model + "|" + c.kind + "|input":        growing(10),
				c.usage + model + "|" + c.kind + "|cached_input": growing(4),
				c.usage + model + "|" + c.kind + "|output":       growing(7),
				c.duration + model:                               growing(2),
				c.duration + model + "|" + c.failed + "|_OTHER":  growing(1),
				c.ttft + "_sum" + model:                          growing(0.5),
				c.ttft + "_count" + model:                        growing(2),
			}
			a := newWorld(t, exposed(pod("gateway", "envoy-0"), m)).ask(bySignal([]string{"llm_model", "tenant"}, prompts, requests, failures, gateway))
			r := a.one("llm_model", "llama", "tenant", "search")
			a.near("prompts without the cached ones again", r["prompts"], 12000, 0)
			a.near("requests", r["requests"], 3600, 0)
			a.near("failures", r["failures"], 1200, 0)
			a.near("ttft", r["ttft"], 0.25, 1e-9)
		})
	}
}

// LiteLLM in front of an endpoint picker: a request is counted by both, and once in the answer. A model that only one
// of them sees keeps its own.
func TestGatewaysInAChain(t *testing.T) {
	w := newWorld(t,
		exposed(pod("gateway", "litellm-0"), map[string]fn{"litellm_input_tokens_metric_total|requested_model|llama|team|search": growing(10)}),
		exposed(pod("gateway", "epp-0"), map[string]fn{
			"llm_d_epp_request_input_tokens_sum|model_name|llama|target_model_name|llama|fairness_id|search":     growing(10),
			"inference_objective_input_tokens_sum|model_name|llama|target_model_name|llama":                      growing(10),
			"llm_d_epp_request_input_tokens_sum|model_name|mistral|target_model_name|mistral|fairness_id|search": growing(3)}))
	a := w.ask(bySignal([]string{"llm_model"}, prompts))
	a.near("once", a.one("llm_model", "llama")["prompts"], 12000, 0)
	a.near("behind no other gateway", a.one("llm_model", "mistral")["prompts"], 3600, 0)
	if !strings.Contains(noticesOf(a), "several gateways") {
		t.Errorf("no notice: %q", noticesOf(a))
	}
}

// Who writes a tenant's label decides how many tenants there are: 50 of them have rows, the rest is one, and what names
// no tenant stays seen. Nothing is lost, and a top or an alert has what it asks for.
func TestTenantsAreBounded(t *testing.T) {
	m := map[string]fn{}
	const tenants = 60
	total := 0.0
	for i := range tenants {
		for model, share := range map[string]float64{"llama": 0.25, "qwen": 0.75} {
			perSecond := float64(1+i) * share
			m[fmt.Sprintf("litellm_input_tokens_metric_total|requested_model|%s|team|t-%02d", model, i)] = growing(perSecond)
			total += 1200 * perSecond
		}
	}
	m["litellm_input_tokens_metric_total|requested_model|llama|team|None"] = growing(0.5)
	w := newWorld(t, exposed(pod("gateway", "litellm-0"), m))
	a := w.ask(bySignal([]string{"tenant"}, prompts))
	if n := len(a.rows()); n != 52 {
		t.Errorf("%d rows, want 50 tenants, other and unlabelled", n)
	}
	a.near("the largest", a.one("tenant", "t-59")["prompts"], 1200*60, 0)
	a.near("the rest", a.one("row_kind", "other")["prompts"], 1200*55, 0)
	a.near("without a tenant", a.one("row_kind", "unlabelled")["prompts"], 600, 0)
	a.near("all of it", a.sum("prompts"), total+600, 1e-6)
	if !strings.Contains(noticesOf(a), "Of 60 tenants the 50 largest") {
		t.Errorf("nothing says so: %q", noticesOf(a))
	}
	// Models of a tenant are not counted as tenants.
	a = w.ask(bySignal([]string{"llm_model", "tenant"}, prompts))
	a.values(100)
	a.near("all of it by model", a.sum("prompts"), total+600, 1e-6)
	q := bySignal([]string{"tenant"}, prompts)
	q.Top = &top{N: 55}
	w.ask(q).values(55)
	q.Top, q.Format, q.Operands = nil, "numeric", []operand{prompts}
	if n := w.ask(q).frame.Rows(); n != tenants+1 {
		t.Errorf("%d rows of an alert, want %d", n, tenants+1)
	}
}

// The labels by which tenants are known, in order: a name before an id, keys last.
func TestTheFirstTenantLabelCounts(t *testing.T) {
	order := []string{"tenant", "team_alias", "team", "tenant_id", "org_alias", "customer", "fairness_id", "api_key_alias"}
	m := map[string]fn{}
	for i := range order {
		name := "litellm_input_tokens_metric_total|requested_model|llama"
		for _, l := range order[i:] {
			name += "|" + l + "|by-" + l
		}
		m[name] = growing(float64(i + 1))
	}
	m["litellm_input_tokens_metric_total|requested_model|llama|request_id|r-1|user_id|u-1|session_id|s-1"] = growing(20)
	w := newWorld(t, exposed(pod("gateway", "litellm-0"), m))
	a := w.ask(bySignal([]string{"tenant"}, prompts))
	for i, l := range order {
		a.near(l, a.one("tenant", "by-"+l)["prompts"], 1200*float64(i+1), 0)
	}
	a.near("labels of requests and people name no tenant", a.one("tenant", "unlabelled")["prompts"], 24000, 0)
}
