package fleet_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// meanOf is the mean of the observations that a histogram's series gained.
func (r *recorder) meanOf(name string, from, to time.Time, match ...string) float64 {
	sum, count := 0.0, 0.0
	for _, key := range r.find(name+"_sum", match...) {
		sum += r.increase(key, from, to)
	}
	for _, key := range r.find(name+"_count", match...) {
		count += r.increase(key, from, to)
	}
	return sum / count
}

func TestGatewaysAgreeWithTheTruth(t *testing.T) {
	f, r := history()
	from, to := end.Add(-225*time.Minute), end.Add(-time.Minute)
	truth := f.Truth(from, to)
	truth.Routes = slices.DeleteFunc(truth.Routes, func(x fleet.RouteTruth) bool { return x.Cluster == fleet.StagingCluster })
	tenants := map[string]bool{}
	for _, x := range truth.Routes {
		tenants[x.Tenant] = true
		if x.Cluster == fleet.SecondCluster {
			id := []string{"cluster", x.Cluster, "tenant_id", x.Tenant, "gen_ai_request_model", x.Model}
			near(t, x.Tenant+" "+x.Model+" output", r.grown(t, from, to, "gen_ai_client_token_usage_sum", append(id, "gen_ai_token_type", "output")...), x.GenerationTokens, 0.01)
			near(t, x.Tenant+" "+x.Model+" requests", r.grown(t, from, to, "gen_ai_server_request_duration_seconds_count", id...), x.Requests-x.Errors, 0.01)
			continue
		}
		team := x.Tenant
		if team == "" {
			team = "None"
		}
		id := []string{"team", team, "model", x.Model}
		near(t, team+" "+x.Model+" input", r.grown(t, from, to, "litellm_input_tokens_metric_total", id...), x.PromptTokens, 0.01)
		near(t, team+" "+x.Model+" output", r.grown(t, from, to, "litellm_output_tokens_metric_total", id...), x.GenerationTokens, 0.01)
		near(t, team+" "+x.Model+" requests", r.grown(t, from, to, "litellm_proxy_total_requests_metric_total", append(id, "status_code", "200")...), x.Requests-x.Errors, 0.01)
		near(t, team+" "+x.Model+" errors", r.grown(t, from, to, "litellm_proxy_failed_requests_metric_total", id...), x.Errors, 0.05)
		near(t, team+" "+x.Model+" TTFT", r.meanOf("litellm_llm_api_time_to_first_token_metric", from, to, id...), x.TTFT/(x.Requests-x.Errors), 0.02)
	}
	if len(tenants) != 6 {
		t.Errorf("tenants %v, want five and the unlabelled", tenants)
	}
}

// Every token that a gateway let through was made by an engine; engines make a few more.
func TestGatewayTokensAreEngineTokens(t *testing.T) {
	f, _ := history()
	truth := f.Truth(end.Add(-200*time.Minute), end.Add(-10*time.Minute)).In(fleet.Cluster)
	engine, gateway := map[string]float64{}, map[string]float64{}
	for _, x := range truth.Replicas {
		if x.Role != "prefill" { // whose one token is made again at the decode pod
			engine[x.Model] += x.GenerationTokens
		}
	}
	for _, x := range truth.Routes {
		gateway[x.Model] += x.GenerationTokens
	}
	for model, n := range gateway {
		near(t, "tokens of "+model, n, engine[model], 0.01)
	}
	if gateway["Qwen/Qwen2.5-72B-Instruct-AWQ"] != 0 {
		t.Error("the batch traffic goes through the gateway")
	}
}

func TestAProxyThatBuffersWidensTheGap(t *testing.T) {
	_, r := history()
	model := "meta-llama/Llama-3.1-8B-Instruct"
	for _, c := range []struct {
		from, to time.Duration
		buffered bool
	}{{fleet.BufferFromBefore + 15*time.Minute, fleet.BufferFromBefore + time.Minute, false}, {fleet.BufferFromBefore - time.Minute, fleet.BufferToBefore + time.Minute, true}, {fleet.BufferToBefore - 2*time.Minute, 5 * time.Minute, false}} {
		from, to := before(c.from), before(c.to)
		engine := r.meanOf("vllm:time_to_first_token_seconds", from, to, "model_name", model)
		gateway := r.meanOf("litellm_llm_api_time_to_first_token_metric", from, to, "model", model)
		client := r.meanOf("gen_ai_client_operation_time_to_first_chunk_seconds", from, to, "gen_ai_request_model", model)
		if gateway < engine || client < gateway || engine > 0.2 || (gateway-engine > 1) != c.buffered || (client-engine > 1) != c.buffered {
			t.Errorf("%s to %s: engine %g s, gateway %g s, client %g s, buffered %t", from, to, engine, gateway, client, c.buffered)
		}
	}
}

func TestExemplarsLieInTheirBuckets(t *testing.T) {
	_, r := history()
	if len(r.exemplars) < 1000 {
		t.Fatalf("%d exemplars", len(r.exemplars))
	}
	names := map[string]bool{}
	for _, x := range r.exemplars {
		names[x.series.Get("__name__")] = true
		if le := x.series.Get("le"); le == "" || len(x.e.Labels.Get("trace_id")) != 32 {
			t.Fatalf("exemplar %v of %s", x.e, x.series)
		}
	}
	for _, name := range []string{"litellm_llm_api_time_to_first_token_metric_bucket", "gen_ai_server_time_to_first_token_seconds_bucket", "gen_ai_client_operation_time_to_first_chunk_seconds_bucket"} {
		if !names[name] {
			t.Errorf("no exemplar of %s", name)
		}
	}
}
