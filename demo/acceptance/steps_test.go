package acceptance_test

import "testing"

// A counter's window is max(step, 4 × native) of its own source: a slower operand beside it changes nothing.
func TestAnOperandBesideAnotherChangesNothing(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/x-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/x-0", tokens: until10(600)}.series())
	for _, step := range []int{60, 120} {
		alone := w.ask(graph("replica", rate).every(seconds(step))).line("rate")
		beside := w.ask(graph("replica", rate, tensor).every(seconds(step)))
		for s, v := range beside.line("rate") {
			beside.near("rate beside tensor", v, alone[s], 1e-9)
			if s > 660 || s == 660 && step == 60 {
				beside.near("rate after the last token", v, 0, 0)
			}
		}
	}
}

// Within a step in which a card changes hands each sample belongs to who held the card then.
func TestAStepInWhichACardChangesHands(t *testing.T) {
	w := handOver(t, 900)
	for _, step := range []int{60, 300} {
		g := w.ask(graph("replica", tensor).every(seconds(step)))
		for _, v := range g.line("tensor", "pod", "x-0") {
			g.near("tensor of x", v, 0.9, 1e-9)
		}
		for _, v := range g.line("tensor", "pod", "y-0") {
			g.near("tensor of y", v, 0.3, 1e-9)
		}
		for _, v := range g.line("tensor", "cluster", "unmatched") {
			g.near("tensor of nobody", v, 0.05, 1e-9)
		}
	}
}

// A replica that is gone has no value, rather than 0.
func TestAReplicaThatIsGoneHasNoTotals(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{600, "chat/x-0"}, {always, ""}}, tensor: constant(0.5)}.series(),
		engine{scrape: scrape{to: 600}, pod: "chat/x-0", tokens: growing(10)}.series(),
		engine{pod: "chat/y-0", tokens: growing(10)}.series())
	g := w.ask(graph("replica", tokens).every(seconds(60)))
	for s, v := range g.line("tokens", "pod", "x-0") {
		if s > 660 {
			t.Errorf("%g tokens at %d of a replica that ended at 600", v, s)
		}
	}
}

// The answer does not depend on how the table's operands are grouped, nor on the order of anything.
func TestOrderAndGroupingDoNotMatter(t *testing.T) {
	w := newWorld(t, group(600)...)
	one := w.ask(table("replica", tokens, power, tensor)).one("pod", "tp8-0")
	for _, ops := range [][]operand{{tensor, power, tokens}, {tokens}, {tensor}, {power, tokens}} {
		a := w.ask(table("replica", ops...))
		r := a.one("pod", "tp8-0")
		for _, o := range ops {
			a.near(o.As, r[o.As], one[o.As].(float64), 1e-6)
		}
		a.near("gpus", r["gpus"], one["gpus"].(float64), 0)
	}
}

// A step of a graph says what a table over that step says.
func TestAStepIsATableOverIt(t *testing.T) {
	w := handOver(t, 900)
	g := w.ask(graph("replica", tokens, tensor, operand{As: "spend", Signal: "gpu_cost"}).every(seconds(60)))
	for _, end := range []int{600, 660, 720, 840, 900, 960} {
		a := w.ask(table("replica", tokens, tensor, operand{As: "spend", Signal: "gpu_cost"}).between(end-60, end))
		for _, r := range a.rows() {
			for _, column := range []string{"tokens", "tensor", "spend"} {
				want, ok := r[column].(float64)
				if !ok {
					continue
				}
				labels := []string{"cluster", r["cluster"].(string)}
				if pod := r["pod"].(string); pod != "" {
					labels = append(labels, "pod", pod)
				}
				got, ok := g.line(column, labels...)[end]
				if !ok && want != 0 {
					t.Errorf("%s of %v at %d is missing, the table says %g", column, labels, end, want)
				} else if ok {
					a.near(column+" of the graph", got, want, 1e-6)
				}
			}
		}
	}
}
