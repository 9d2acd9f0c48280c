package acceptance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// Many unmatched devices do not hide the replicas that are unmatched too.
func TestUnmatchedKeysOfEverySort(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/lonely-0", tokens: growing(1)}.series(), engine{pod: "chat/lonely-1", tokens: growing(1)}.series())
	for i := range 30 {
		w.series = append(w.series, card{uuid: fmt.Sprintf("GPU-%02d", i), index: i, tensor: constant(0)}.series()...)
	}
	for name, q := range map[string]query{"correlate": table("replica", tokens, tensor), "signal": {QueryType: "signal", Format: "table", By: []string{"pod"}, Operands: []operand{tokens}},
		"latency": latency("table", "llm_model"), "ownership": {QueryType: "ownership", Format: "table", Operands: []operand{}}, "exemplars": traces("ttft")} {
		c := w.ask(q).cover
		for _, u := range c.Unmatched {
			if u.Why == "" {
				t.Errorf("%s: %q without a reason", name, u.Key)
			}
		}
		if len(c.Unmatched) != 20 || !slices.ContainsFunc(c.Unmatched, func(u struct{ Key, Why string }) bool { return strings.Contains(u.Key, "lonely-0") }) ||
			!slices.ContainsFunc(c.Unmatched, func(u struct{ Key, Why string }) bool { return strings.Contains(u.Key, "lonely-1") }) {
			t.Errorf("%s: %v", name, c.Unmatched)
		}
	}
}

// A gateway's model that no engine here serves is named.
func TestUnmatchedModelsOfAGateway(t *testing.T) {
	proxied := func(model string, f fn) []storetest.Series {
		labels := []string{"cluster", "eu", "job", "litellm", "instance", "10.0.9.1:4000", "requested_model", model, "team", "blue"}
		return scrape{}.or(15).series(line{"litellm_output_tokens_metric_total", func(int) []string { return labels }, f})
	}
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series(),
		proxied("llama", growing(3)), proxied("gpt-elsewhere", growing(5)), proxied("", growing(1)))
	a := w.ask(query{Format: "table", Grain: "model", Operands: []operand{tokens, {As: "gw", Signal: "gateway_generation_tokens", Stat: "total"}}})
	a.unmatched("eu/gateway model gpt-elsewhere", "no engine")
	a.unmatched("eu/gateway without a model", "no model")
	for _, u := range a.cover.Unmatched {
		if strings.Contains(u.Key, "gateway model llama") {
			t.Errorf("%+v", u)
		}
	}
}

// A quantile over histograms of unequal layouts is undefined, and the coverage says why.
func TestWhyAQuantileIsEmpty(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/a-0", more: histogram(map[string]fn{}, e2e, 1, 1, 0.5, 2.5)}.series(),
		engine{pod: "chat/b-0", more: histogram(map[string]fn{}, e2e, 1, 1, 0.7, 3)}.series())
	a := w.ask(table("model", operand{As: "p95", Signal: "e2e_latency", Stat: "p95"}))
	reason, _ := a.empty("p95")
	a.is("reason", reason, "unequal-buckets")
	if n := a.frame.Meta.Notices; len(n) != 1 || !strings.Contains(n[0].Text, "bucket layouts differ") {
		t.Errorf("%v", n)
	}
}
