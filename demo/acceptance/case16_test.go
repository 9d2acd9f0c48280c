package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

const ttftMetric = "vllm:time_to_first_token_seconds"

// firstTokens is a replica whose first tokens take 0.3 s in six of ten requests, 2.2 s in three and 4 s in one, ten a second.
func firstTokens(pod string, edges ...string) []storetest.Series {
	m := observe(map[string]fn{}, ttftMetric, "", edges, requestsOf{0.3, growing(6)}, requestsOf{2.2, growing(3)}, requestsOf{4, growing(1)})
	return engine{pod: pod, tokens: growing(10), more: m}.series()
}

func fractionBelow(threshold float64) operand {
	return operand{As: "below", Signal: "ttft", Stat: "fraction_below", Threshold: &threshold}
}

var p50, p95 = operand{As: "p50", Signal: "ttft", Stat: "p50"}, operand{As: "p95", Signal: "ttft", Stat: "p95"}

// A threshold on an edge is exact; off an edge the next one at or above it counts, and the edges are said.
func TestCase16_ThresholdBetweenTwoEdges(t *testing.T) {
	w := newWorld(t, firstTokens("chat/llama-0", "0.5", "1", "2.5", "5"))
	for threshold, want := range map[float64]float64{0.5: 0.6, 1: 0.6, 2: 0.9, 2.5: 0.9, 2.6: 1, 5: 1, 60: 1, 0.1: 0.6} {
		for _, grain := range []string{"replica", "model"} {
			a := w.ask(table(grain, fractionBelow(threshold)))
			a.near("share below", a.one("row_kind", "value")["below"], want, 1e-9)
			edges := factsOf(t, a.frame).Buckets
			if len(edges) != 1 || edges[0].Field != "below" || len(edges[0].Le) != 4 {
				t.Errorf("the edges behind a share: %+v", edges)
			}
		}
		g := w.ask(graph("replica", fractionBelow(threshold)).every(time.Minute))
		for _, v := range g.line("below") {
			g.near("share below in a step", v, want, 1e-9)
		}
		n := w.ask(query{Grain: "replica", Format: "numeric", Operands: []operand{fractionBelow(threshold)}})
		n.near("an alert's share below", n.one("pod", "llama-0")["below"], want, 1e-9)
	}
}

// Off an edge the answer says which edge was taken; on one there is nothing to say.
func TestCase16_TheEdgeIsSaid(t *testing.T) {
	w := newWorld(t, firstTokens("chat/llama-0", "0.5", "1", "2.5", "5"))
	for _, q := range []query{table("replica", fractionBelow(2)), graph("replica", fractionBelow(2)).every(time.Minute)} {
		w.ask(q).notes("2.5")
	}
	w.ask(table("replica", fractionBelow(2.5))).notesNot("edge")
	w.ask(table("replica", fractionBelow(60))).notes("5")
}

// A quantile lies between two edges, and says which.
func TestCase16_AQuantileIsAnInterval(t *testing.T) {
	w := newWorld(t, firstTokens("chat/llama-0", "0.5", "1", "2.5", "5"))
	a := w.ask(table("replica", p50, p95))
	r := a.one("pod", "llama-0")
	// Rank 5 of the six in (0, 0.5]; rank 9.5 is half of the one in (2.5, 5].
	a.near("p50", r["p50"], 0.5*5/6, 1e-9)
	a.near("p95", r["p95"], 3.75, 1e-9)
	if edges := factsOf(t, a.frame).Buckets; len(edges) != 2 || len(edges[1].Le) != 4 || edges[1].Le[2] != 2.5 || edges[1].Le[3] != 5 {
		t.Errorf("edges %+v", edges)
	}
}

// Bounds are columns of their own when they are asked for: the bucket of a quantile, and the shares at the edges around a
// threshold. A value on an edge, or beyond the last, has the bounds that are known.
func TestCase16_BoundsAsColumns(t *testing.T) {
	w := newWorld(t, firstTokens("chat/llama-0", "0.5", "1", "2.5", "5"))
	a := w.ask(table("replica", bounded(p95), bounded(fractionBelow(2)), p50))
	r := a.one("pod", "llama-0")
	a.near("p95_lo", r["p95_lo"], 2.5, 1e-9)
	a.near("p95_hi", r["p95_hi"], 5, 1e-9)
	a.near("below_lo", r["below_lo"], 0.6, 1e-9)
	a.near("below_hi", r["below_hi"], 0.9, 1e-9)
	for _, name := range []string{"p50_lo", "p50_hi"} {
		if f, _ := a.frame.FieldByName(name); f != nil {
			t.Errorf("%s was not asked for", name)
		}
	}
	g := w.ask(graph("model", bounded(p95)).every(time.Minute))
	for s, v := range g.line("p95_lo") {
		g.near("p95_lo", v, 2.5, 1e-9)
		g.near("p95_hi", g.line("p95_hi")[s], 5, 1e-9)
	}
	over := newWorld(t, engine{pod: "chat/llama-0", more: observe(map[string]fn{}, ttftMetric, "", []string{"0.5", "1"}, requestsOf{9, growing(1)})}.series())
	a = over.ask(table("replica", bounded(p95)))
	a.near("p95 in the open bucket", a.one("pod", "llama-0")["p95_lo"], 1, 1e-9)
	a.null("nothing bounds it from above", a.one("pod", "llama-0")["p95_hi"])
}

// Two versions of vLLM with different tails, and two engines: no quantile over both, each alone has its own, and a notice
// says why. The mean needs no buckets. At a threshold that is an edge of both the share is that of all requests.
func TestCase16_UnequalLayouts(t *testing.T) {
	v0 := []string{"0.1", "0.25", "0.5", "1", "2.5", "5", "7.5", "10"}
	v1 := []string{"0.1", "0.25", "0.5", "1", "2.5", "5", "7.5", "10", "20", "40", "80"}
	for name, other := range map[string][]storetest.Series{
		"another_version": firstTokens("chat/new-0", v1...),
		"another_engine":  exposed(pod("chat", "new-0"), observe(map[string]fn{"sglang:num_running_reqs|model_name|llama": constant(1), "sglang:generation_tokens_total|model_name|llama": growing(10)}, "sglang:time_to_first_token_seconds", "|model_name|llama", []string{"0.1", "0.4", "1", "2.5", "6"}, requestsOf{0.3, growing(6)}, requestsOf{2.2, growing(3)}, requestsOf{4, growing(1)})),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, firstTokens("chat/old-0", v0...), other)
			for _, q := range []query{table("model", p95, operand{As: "mean", Signal: "ttft"}), graph("model", p95, operand{As: "mean", Signal: "ttft"}).every(time.Minute),
				{QueryType: "signal", Format: "table", By: []string{"llm_model"}, Operands: []operand{p95, {As: "mean", Signal: "ttft"}}}} {
				a := w.ask(q)
				a.notes("bucket layouts differ")
				if q.Format == "timeseries" {
					for _, f := range a.frame.Fields {
						if f.Name == "p95" {
							for i := range f.Len() {
								if v, ok := f.ConcreteAt(i); ok {
									t.Fatalf("a quantile of unequal buckets: %v", v)
								}
							}
						}
					}
					continue
				}
				r := a.one("llm_model", "llama")
				a.null("p95 of unequal buckets", r["p95"])
				a.near("mean", r["mean"], 0.6*0.3+0.3*2.2+0.1*4, 1e-9)
			}
			a := w.ask(table("replica", p95))
			for _, pod := range []string{"old-0", "new-0"} {
				a.between("p95 of "+pod, a.one("pod", pod)["p95"], 2.5, 6)
			}
			a.notesNot("bucket layouts differ")
			b := w.ask(table("replica", fractionBelow(2.5)))
			for _, pod := range []string{"old-0", "new-0"} {
				b.near("share below 2.5 s of "+pod, b.one("pod", pod)["below"], 0.9, 1e-9)
			}
		})
	}
}

// One replica changes its edges when it is upgraded at 600: each step has its own; a table over both has none and says so.
func TestCase16_EdgesChangeAtAnUpgrade(t *testing.T) {
	narrow, wide := []string{"0.5", "1", "2.5", "5"}, []string{"0.5", "1", "2.5", "5", "10", "20"}
	older := engine{scrape: scrape{to: 600}, pod: "chat/llama-0", more: observe(map[string]fn{}, ttftMetric, "", narrow, requestsOf{2.2, growing(1)})}
	newer := engine{scrape: scrape{from: 615}, pod: "chat/llama-0", more: observe(map[string]fn{}, ttftMetric, "", wide, requestsOf{7, begunAgain(growing(1), 600)})}
	w := newWorld(t, older.series(), newer.series())
	g := w.ask(graph("replica", p95).every(time.Minute))
	for s, v := range g.line("p95") {
		switch {
		case s <= 600:
			g.near("before", v, 1+1.5*0.95, 1e-9)
		case s > 720:
			g.near("after", v, 5+5*0.95, 1e-9)
		}
	}
	a := w.ask(table("replica", p95))
	if v := a.one("pod", "llama-0")["p95"]; v != nil || !strings.Contains(noticesOf(a), "bucket") {
		t.Errorf("a p95 of %v over two layouts, notices %q", v, noticesOf(a))
	}
}
