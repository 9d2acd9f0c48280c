package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Quantiles of merged buckets are the store's own histogram_quantile over the sum of the buckets.
func TestAccept4_QuantilesAreTheStores(t *testing.T) {
	w := newWorld(t, changing("chat/a-0", 0).series(), changing("chat/b-0", 697).series())
	for field, q := range map[string]float64{"ttft_p50": 0.5, "ttft_p95": 0.95, "ttft_p99": 0.99} {
		g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), field))
		steps := g.line(field, "llm_model", "llama")
		if len(steps) != 20 {
			t.Errorf("%s has %d steps", field, len(steps))
		}
		for s, v := range steps {
			want := w.promql(fmt.Sprintf("histogram_quantile(%g, sum by (le) (increase(vllm:time_to_first_token_seconds_bucket[60s])))", q), s)
			g.near(fmt.Sprintf("%s at %d", field, s), v, want, 1e-6)
		}
		// A range selector leaves out the sample at its beginning: one scrape more has it.
		a := w.ask(pick(latency("table", "llm_model").between(0, 600), field))
		want := w.promql(fmt.Sprintf("histogram_quantile(%g, sum by (le) (increase(vllm:time_to_first_token_seconds_bucket[615s])))", q), 600)
		a.near(field+" of a table", a.one("llm_model", "llama")[field], want, 1e-6)
	}
	// The same through a signal query, and by hand: 175.1+16.3 quick ones of 0.3 s and 21.85+114.1 slow ones of 0.7 s.
	a := w.ask(query{QueryType: "signal", Format: "table", By: []string{"pod"}, from: 0, to: 600, Operands: []operand{{As: "p50", Signal: "ttft", Stat: "p50"}}})
	quick, slow := 437*0.4+163*0.1, 437*0.05+163*0.7
	a.near("p50", a.one("pod", "a-0")["p50"], 0.3*(quick+slow)/2/quick, 1e-6)
}

// Unequal layouts are not merged: null, with a notice; each alone has its quantile, and all have a mean.
func TestAccept4_UnequalBuckets(t *testing.T) {
	w := newWorld(t, phased("chat/a-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series(), trtServer("chat", "b-0", "llama", 0.1, 0.5, 0.4, 2, 3.1))
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	a.null("ttft_p95 of unequal buckets", r["ttft_p95"])
	a.near("ttft_mean", r["ttft_mean"], 0.45, 1e-9)
	a.near("e2e", r["e2e"], 1.825, 1e-9)
	a.conserved(r)
	if !strings.Contains(noticesOf(a), "bucket") {
		t.Errorf("no notice of the unequal buckets: %q", noticesOf(a))
	}
	e := w.ask(latency("table", "engine"))
	e.near("vLLM's", e.one("engine", "vllm")["ttft_p95"], 0.25+0.25*0.95, 1e-9)
	e.near("TensorRT-LLM's", e.one("engine", "trtllm")["ttft_p95"], 0.8+0.2*0.95, 1e-9)
	g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), "ttft_p95", "ttft_mean"))
	for _, f := range g.frame.Fields {
		if f.Name == "ttft_p95" {
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok {
					t.Fatalf("a quantile of unequal buckets: %v", v)
				}
			}
		}
	}
	if !strings.Contains(noticesOf(g), "bucket") {
		t.Errorf("no notice in a graph: %q", noticesOf(g))
	}
}

// "1" and "1.0" are one edge: scrapers spell them differently.
func TestAccept4_SpellingsOfAnEdge(t *testing.T) {
	a, b := map[string]fn{}, map[string]fn{}
	observe(a, "vllm:time_to_first_token_seconds", "", []string{"0.5", "1", "2"}, requestsOf{0.7, growing(1)})
	observe(b, "vllm:time_to_first_token_seconds", "", []string{"0.5", "1.0", "2.0"}, requestsOf{1.5, growing(1)})
	w := newWorld(t, engine{pod: "chat/a-0", more: a}.series(), engine{pod: "chat/b-0", more: b}.series())
	q := pick(latency("table", "llm_model"), "ttft_p50", "ttft_p95")
	r := w.ask(q).one("llm_model", "llama")
	w.ask(q).near("p50", r["ttft_p50"], 1, 1e-9)
	w.ask(q).near("p95", r["ttft_p95"], 1.9, 1e-9)
	facts := factsOf(t, w.ask(q).frame)
	for _, b := range facts.Buckets {
		if fmt.Sprint(b.Le) != "[0.5 1 2]" {
			t.Errorf("edges of %s: %v", b.Field, b.Le)
		}
	}
	if len(facts.Buckets) != 2 {
		t.Errorf("%+v", facts.Buckets)
	}
}

// A quantile in the last bucket is the last edge, as in PromQL; none is invented beyond.
func TestAccept4_QuantileBeyondTheLastEdge(t *testing.T) {
	m := observe(map[string]fn{}, "vllm:time_to_first_token_seconds", "", []string{"0.5", "1", "2"}, requestsOf{9, growing(1)})
	w := newWorld(t, engine{pod: "chat/a-0", more: m}.series())
	a := w.ask(pick(latency("table", "pod"), "ttft_p95", "ttft_mean"))
	a.near("p95", a.one("pod", "a-0")["ttft_p95"], 2, 1e-9)
	a.near("mean", a.one("pod", "a-0")["ttft_mean"], 9, 1e-9)
	below := 1.2
	s := w.ask(query{QueryType: "signal", Format: "table", By: []string{"pod"}, Operands: []operand{{As: "p95", Signal: "ttft", Stat: "p95"},
		{As: "below", Signal: "ttft", Stat: "fraction_below", Threshold: &below}}})
	s.near("p95", s.one("pod", "a-0")["p95"], 2, 1e-9)
	s.near("none is below", s.one("pod", "a-0")["below"], 0, 0)
}

// Edges stand with each quantile of each row.
func TestAccept4_EdgesPerRow(t *testing.T) {
	w := newWorld(t, phased("chat/a-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series(), trtServer("chat", "b-0", "qwen", 0.1, 0.5, 0.4, 2, 3.1))
	for _, format := range []string{"table", "timeseries"} {
		a := w.ask(pick(latency(format, "llm_model").every(time.Minute), "ttft_p50", "ttft_p99", "e2e"))
		want := map[string]int{"llama": 7, "qwen": 9}
		seen := 0
		for _, b := range factsOf(t, a.frame).Buckets {
			if n, ok := want[b.Labels["llm_model"]]; !ok || len(b.Le) != n || b.Field != "ttft_p50" && b.Field != "ttft_p99" {
				t.Errorf("%s: %+v", format, b)
			}
			seen++
		}
		if seen != 4 {
			t.Errorf("%s: %d entries in %+v", format, seen, factsOf(t, a.frame))
		}
	}
}
