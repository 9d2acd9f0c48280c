package acceptance_test

import "math"

// operandsOfLaws are of every kind: counters and gauges of replicas and devices, money, means and a formula.
var operandsOfLaws = []operand{tokens, rate, energy, cost, {As: "power", Signal: "gpu_power"}, {As: "memory", Signal: "gpu_memory_used"},
	{As: "running", Signal: "requests_running"}, tensor, {As: "usage", Signal: "kv_cache_usage"}, {As: "itl", Signal: "itl"},
	{As: "unit", Formula: "cost / tokens * 1e6"}}

var (
	additive  = []string{"tokens", "rate", "energy", "cost", "power", "memory", "running"}
	columns   = append(additive, "tensor", "usage", "itl", "unit", "gpus")
	lawGrains = []string{"device", "replica", "model", "node", "cluster"}
)

// The sum over the rows of an additive operand is the same at every grain.
var _ = law("tables conserve", func(q *inquest) {
	want := q.table(q.whole, "cluster")
	for _, grain := range lawGrains {
		got := q.table(q.whole, grain)
		for _, c := range additive {
			a, _ := got.sum(c)
			b, size := want.sum(c)
			q.same("tables conserve", a, b, size, "Σ", c, "by", grain)
		}
	}
})

// So it is in graphs, step by step.
var _ = law("graphs conserve", func(q *inquest) {
	ops := []operand{rate, tokens, cost, {As: "power", Signal: "gpu_power"}, {As: "running", Signal: "requests_running"}}
	for _, step := range []int{15, 60, 240} {
		want := sumsOf(q.plot(q.whole, "cluster", step, ops...))
		for _, grain := range lawGrains {
			got := sumsOf(q.plot(q.whole, grain, step, ops...))
			for name, line := range want {
				for s, v := range line {
					q.same("graphs conserve", got[name][s], v, math.Abs(v), "Σ", name, "by", grain, "in the step of", step, "that ends at", s)
				}
			}
		}
	}
})

// sumsOf adds the series of each operand.
func sumsOf(g map[string]lines) map[string]lines {
	out := map[string]lines{}
	for key, line := range g {
		name := key[:indexOf(key, '|')]
		if out[name] == nil {
			out[name] = lines{}
		}
		for s, v := range line {
			out[name][s] += v
		}
	}
	return out
}

func indexOf(s string, b byte) int {
	for i := range len(s) {
		if s[i] == b {
			return i
		}
	}
	return len(s)
}

// Totals of parts of the range add up to the total of the whole, wherever it is split.
var _ = law("totals telescope", func(q *inquest) {
	r := q.fleet.draw("", "splits")
	a := q.whole.from + 1 + r.IntN(int(q.whole.length())-2)
	b := a + 1 + r.IntN(q.whole.to-a)
	parts := []stretch{{q.whole.from, a}, {a, b}}
	if b < q.whole.to {
		parts = append(parts, stretch{b, q.whole.to})
	}
	whole := q.table(q.whole, "replica")
	got := map[string]map[string]float64{"tokens": {}, "cost": {}, "energy": {}}
	for _, p := range parts {
		x := q.table(p, "replica")
		for _, k := range x.keys {
			for c := range got {
				if v := x.value(k, c); v == v {
					got[c][k] += v
				}
			}
		}
	}
	for c, byKey := range got {
		sum := 0.0
		for _, v := range byKey {
			sum += v
		}
		want, size := whole.sum(c)
		q.close("totals telescope", sum, want, q.lost(c)+1e-9*size, "Σ", c, "of", parts)
	}
	for _, w := range q.workers() {
		k := "value|" + w.region.name + "|llm|" + w.name
		_, lost, _ := w.tokens(q.whole)
		q.close("totals telescope", got["tokens"][k], orZero(whole.value(k, "tokens")), lost+q.twinSlack(w), "tokens of", k, "of", parts)
		q.close("totals telescope", got["cost"][k], orZero(whole.value(k, "cost")), q.lost("cost")+1e-9*math.Abs(got["cost"][k]), "cost of", k, "of", parts)
	}
})

// lost is what a total may lose where a counter begins again.
func (q *inquest) lost(column string) (sum float64) {
	for _, w := range q.workers() {
		_, lost, _ := w.tokens(q.whole)
		if column == "tokens" {
			sum += lost + q.twinSlack(w)
		}
	}
	for _, s := range q.fleet.clusters {
		for _, m := range s.nodes {
			for _, g := range m.cards {
				if column == "energy" && (s.twins || len(g.layouts) > 1) {
					sum += g.watts.highest() * slowest * 2
				}
			}
		}
	}
	return sum
}

// placed is a pod and where it is.
type placed struct {
	*worker
	region *region
}

func (q *inquest) workers() []placed {
	var out []placed
	for _, s := range q.fleet.clusters {
		for _, w := range s.pods {
			out = append(out, placed{w, s})
		}
	}
	return out
}

// twinSlack is what two servers that read a pod at different instants may disagree on.
func (q *inquest) twinSlack(w placed) (sum float64) {
	if w.region.twins {
		for _, r := range w.ranks {
			sum += r.highest() * slowest
		}
	}
	return sum
}

func orZero(v float64) float64 {
	if v != v {
		return 0
	}
	return v
}
