package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// copies are what several servers make of one fixture; each has its own label values and way of scraping.
func copies(label string, scrapes map[string]scrape, make func(s scrape) []storetest.Series) []storetest.Series {
	var out []storetest.Series
	for name, s := range scrapes {
		out = append(out, relabel(make(s), label, name)...)
	}
	return out
}

// watched is a replica with everything it may report, on one card.
func watched(s scrape) []storetest.Series {
	e := phased("chat/llama-0", "llama", 1, 0.1, 0.2, 1, 1.4)
	e.scrape, e.tokens = s, growing(10)
	e.more["vllm:kv_cache_usage_perc"] = constant(0.5)
	e.more["vllm:request_success_total|finished_reason|stop"] = growing(1)
	out := e.series()
	out = append(out, card{scrape: s, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5),
		more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300), "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(300_000)}}.series()...)
	out = append(out, kube{scrape: s, pod: "chat/llama-0", gpus: 1}.series()...)
	return append(out, price("eu", "n1", s, constant(aCentASecond))...)
}

var replicaSeen = []operand{tokens, rate, tensor, power, energy, cost, usage, running,
	{As: "requests", Signal: "requests_finished", Stat: "total"}, {As: "ttft", Signal: "ttft"}, {As: "p95", Signal: "ttft", Stat: "p95"}}

// However many servers scraped it, and whichever of them was away when, there is one replica and one card.
func TestCase23_HowManyCopiesThereAre(t *testing.T) {
	for name, scrapes := range map[string]map[string]scrape{
		"one":             {"a": {}},
		"two_in_step":     {"a": {}, "b": {}},
		"three":           {"a": {}, "b": {phase: 4}, "c": {phase: 9}},
		"one_after_other": {"a": {to: 600}, "b": {from: 600}},
		"overlapping":     {"a": {to: 720}, "b": {from: 480, phase: 6}},
		"without_markers": {"a": {to: 720, silent: true}, "b": {from: 480, phase: 6, silent: true}},
		"taking_turns":    {"a": {outage: [2]int{200, 400}}, "b": {phase: 7, outage: [2]int{600, 900}}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, copies("prometheus_replica", scrapes, watched))
			for _, grain := range []string{"device", "replica", "model"} {
				a := w.ask(table(grain, replicaSeen...))
				a.values(1)
				r := a.one("row_kind", "value")
				for field, want := range map[string]float64{"tokens": 12000, "rate": 10, "tensor": 0.5, "power": 300, "energy": 360_000, "cost": 12,
					"usage": 0.5, "running": 1, "requests": 1200, "ttft": 0.3, "gpus": 1} {
					a.near(field+" by "+grain, r[field], want, want*2e-2)
				}
				a.near("p95", r["p95"], 0.4875, 1e-6)
				a.notesNot("disagree")
			}
			for _, grain := range []string{"replica", "model"} {
				g := w.ask(graph(grain, rate, tensor, power, usage).every(seconds(60)))
				for field, want := range map[string]float64{"rate": 10, "tensor": 0.5, "power": 300, "usage": 0.5} {
					line := g.line(field)
					if len(line) < 19 {
						t.Errorf("%s has %d steps", field, len(line))
					}
					for s, v := range line {
						if v < want*0.95 || v > want*1.05 {
							t.Errorf("%s by %s is %g at %d", field, grain, v, s)
						}
					}
				}
			}
			l := w.ask(latency("table", "llm_model")).one("llm_model", "llama")
			for field, want := range map[string]float64{"queue": 0.1, "prefill": 0.2, "decode": 1, "e2e": 1.4} {
				w.ask(latency("table", "llm_model")).near(field, l[field], want, 1e-9)
			}
			w.ask(latency("table", "llm_model")).near("requests", l["requests"], 1200, 16)
			q := query{QueryType: "signal", By: []string{"llm_model"}, Format: "table", Operands: []operand{tokens, rate}}
			a := w.ask(q)
			a.near("the signal", a.one("llm_model", "llama")["tokens"], 12000, 100)
		})
	}
}

// Two labels tell the copies apart, both of them named in the settings.
func TestCase23_TwoLabels(t *testing.T) {
	a := relabel(watched(scrape{}), "site", "1", "copy", "x")
	b := relabel(watched(scrape{phase: 5}), "site", "2", "copy", "y")
	w := newWorld(t, a, b)
	w.settings = `{"replicaLabels":["site","copy"]}`
	r := w.ask(table("model", replicaSeen...))
	r.near("tokens", r.one("llm_model", "llama")["tokens"], 12000, 100)
	r.near("power", r.one("llm_model", "llama")["power"], 300, 1e-6)
}

// A frozen copy, or one of something else, is no twin, also where the two servers never scrape at the same instant: a notice.
func TestCase23_DisagreementIsSaid(t *testing.T) {
	gpu := card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series()
	of := func(name string, s scrape, f fn) []storetest.Series {
		return relabel(engine{scrape: s, pod: "chat/llama-0", tokens: f}.series(), "prometheus_replica", name)
	}
	for name, w := range map[string]*world{
		"in_step":     newWorld(t, gpu, of("a", scrape{}, growing(10)), of("b", scrape{}, growing(3))),
		"out_of_step": newWorld(t, gpu, of("a", scrape{}, growing(10)), of("b", scrape{phase: 7}, growing(3))),
		"frozen":      newWorld(t, gpu, of("a", scrape{}, growing(10)), of("b", scrape{phase: 7}, constant(3000))),
	} {
		t.Run(name, func(t *testing.T) {
			for _, q := range []query{table("replica", tokens), table("model", tokens), graph("replica", rate).every(seconds(60))} {
				a := w.ask(q)
				if text := noticesOf(a); !strings.Contains(text, "disagree") {
					t.Errorf("%s %s: no notice of it: %q", q.Grain, q.Format, text)
				}
				if q.Format == "table" {
					if sum := a.sum("tokens"); sum > 12001 {
						t.Errorf("%g tokens: the copies were added", sum)
					}
				}
			}
		})
	}
}

// A card whose copies name different pods: one of them is behind. It is one card, and nothing counts twice.
func TestCase23_CopiesOfAHandOver(t *testing.T) {
	gpu := func(s scrape) []storetest.Series {
		return card{scrape: s, uuid: "GPU-a", held: []tenure{{600, "chat/x-0"}, {always, "chat/y-0"}}, tensor: constant(0.5)}.series()
	}
	w := newWorld(t, copies("prometheus_replica", map[string]scrape{"a": {}, "b": {phase: 13}}, gpu),
		engine{pod: "chat/x-0", tokens: growing(10)}.series(), engine{pod: "chat/y-0", tokens: growing(3)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("replica", cost, tensor))
	a.near("Σ cost", a.sum("cost"), 12, 1e-6)
	a.near("gpus of x", a.one("pod", "x-0")["gpus"], 0.5, 45.0/1200)
	a.near("gpus of y", a.one("pod", "y-0")["gpus"], 0.5, 45.0/1200)
	a.near("Σ gpus", a.sum("gpus"), 1, 1e-6)
}
