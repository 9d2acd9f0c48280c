package acceptance_test

import (
	"encoding/json"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// bill asks a cost query, a table unless it is made another.
func bill(by ...string) query { return query{QueryType: "cost", Format: "table", By: by} }

// halving is a counter of twice as much a second until 600 as after it.
func halving(perSecond float64) fn {
	return func(s int) float64 { return perSecond * float64(2*min(s, 600)+max(0, s-600)-2*before) }
}

// stopping is a counter that stands still from 600 on.
func stopping(perSecond float64) fn {
	return func(s int) float64 { return perSecond * float64(min(s, 600)-before) }
}

// earning is a replica with tokens and phases: of a second of its requests' time a quarter is prefill.
func earning(pod string, clock func(perSecond float64) fn) engine {
	return engine{pod: pod, tokens: clock(10), more: map[string]fn{"vllm:prompt_tokens_total": clock(40),
		"vllm:request_prefill_time_seconds_sum": clock(0.1), "vllm:request_prefill_time_seconds_count": clock(0.2),
		"vllm:request_decode_time_seconds_sum": clock(0.3), "vllm:request_decode_time_seconds_count": clock(0.2),
		"vllm:request_success_total|finished_reason|stop": clock(0.2)}}
}

// held is a card that one pod holds all the time; index n on node n1.
func heldCard(n int, pod string) []storetest.Series {
	return card{uuid: "GPU-" + string(rune('a'+n)), index: n, held: []tenure{{always, pod}}, tensor: constant(0.5)}.series()
}

// teamOf is what a LiteLLM proxy counts for one team of model llama.
func teamOf(team string, counters map[string]fn, labels ...string) []storetest.Series {
	own := overwrite([]string{"cluster", "eu", "job", "litellm", "instance", "10.0.9.9:4000", "namespace", "edge", "pod", "litellm-0",
		"requested_model", "llama", "team", team}, labels)
	var out []storetest.Series
	for name, f := range counters {
		out = append(out, scrape{}.or(15).series(line{"litellm_" + name + "_metric_total", func(int) []string { return own }, f})...)
	}
	return out
}

// costFacts are meta.custom.cost and what coverage says of GPUs that are not billed.
type costFacts struct {
	Cost struct {
		Basis string
		Bill  []struct {
			Currency string
			Amount   float64
			GPUHours float64 `json:"gpu_hours"`
			Unpriced float64 `json:"unpriced_gpu_hours"`
		}
		Weights []struct {
			Source string
			Amount float64
		}
	}
	Estimates map[string]string
	Coverage  struct {
		Unbilled []struct {
			Key      string
			GPUHours float64 `json:"gpu_hours"`
			Amount   *float64
		}
	}
}

func (a answer) bill() costFacts {
	a.t.Helper()
	raw, err := json.Marshal(a.frame.Meta.Custom)
	if err != nil {
		a.t.Fatal(err)
	}
	var out costFacts
	if err := json.Unmarshal(raw, &out); err != nil {
		a.t.Fatal(err)
	}
	return out
}

// addsUp asserts that all rows of a table add up to a bill in one currency, and that meta says the same.
func (a answer) addsUp(want float64) {
	a.t.Helper()
	b := a.bill().Cost.Bill
	if len(b) != 1 {
		a.t.Fatalf("%d bills, want 1: %+v", len(b), b)
	}
	a.near("the bill", b[0].Amount, want, 1e-6)
	a.near("Σ rows", a.sum("cost_total"), b[0].Amount, 1e-9*want)
	a.near("Σ GPU-hours", a.sum("gpu_hours"), b[0].GPUHours, 1e-9*want)
}

// household is two replicas, one of which does nothing in the second half, a card that nobody holds, and two tenants
// whose requests are nine tenths of what was generated.
func household(t *testing.T) *world {
	w := newWorld(t, heldCard(0, "chat/llama-0"), heldCard(1, "chat/llama-1"), heldCard(2, ""),
		earning("chat/llama-0", growing).series(), earning("chat/llama-1", stopping).series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)),
		teamOf("search", map[string]fn{"output_tokens": halving(6), "input_tokens": halving(30), "proxy_total_requests": halving(0.1), "proxy_failed_requests": halving(0.02)}),
		teamOf("ads", map[string]fn{"output_tokens": halving(3), "input_tokens": halving(10), "proxy_total_requests": halving(0.05)}))
	w.settings = `{"tenantLabels":["team"],"currencies":[{"currency":"EUR"}]}`
	return w
}
