package acceptance_test

import "testing"

// restarted counts 10 a second, is at 0 at second 600 and counts on.
func restarted(s int) float64 {
	if s <= 600 {
		return growing(10)(s)
	}
	return 10 * float64(s-600)
}

func TestCase08_CounterReset(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: restarted}.series(),
		engine{pod: "chat/llama-1", tokens: growing(7)}.series())
	for _, grain := range []string{"device", "replica", "model"} {
		a := w.ask(table(grain, tokens))
		a.near("Σ tokens by "+grain, a.sum("tokens"), 12000+8400, 0)
	}
	a := w.ask(table("replica", tokens, rate))
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 12000, 0)
	a.near("rate", a.one("pod", "llama-0")["rate"], 10, 0)
	for _, step := range []int{15, 30, 60, 300} {
		g := w.ask(graph("replica", rate).every(seconds(step)))
		for s, v := range g.line("rate", "pod", "llama-0") {
			if v < 0 {
				t.Fatalf("rate %g at %d", v, s)
			}
			g.near("rate", v, 10, 0)
		}
		g = w.ask(graph("model", rate).every(seconds(step)))
		for _, v := range g.line("rate") {
			g.near("rate of the model", v, 17, 0)
		}
	}
	// Cut at the reset itself, and right behind it.
	for _, cut := range []int{600, 607, 615} {
		left, right := w.ask(table("replica", tokens).between(0, cut)), w.ask(table("replica", tokens).between(cut, 1200))
		a.near("tokens in two parts", left.sum("tokens", "pod", "llama-0")+right.sum("tokens", "pod", "llama-0"), 12000, 0)
	}
}

// The pod is replaced by one with a new name on the same card: no history is lost, none is invented.
func TestCase08_NewPodName(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{600, "chat/llama-5d-old"}, {660, ""}, {always, "chat/llama-5d-new"}}, tensor: constant(0.5)}.series(),
		engine{scrape: scrape{to: 600}, pod: "chat/llama-5d-old", tokens: growing(10)}.series(),
		engine{scrape: scrape{from: 690}, pod: "chat/llama-5d-new", tokens: func(s int) float64 { return 10 * float64(s-690) }}.series())
	a := w.ask(table("replica", tokens, rate, tensor))
	older, newer := a.one("pod", "llama-5d-old"), a.one("pod", "llama-5d-new")
	a.near("tokens of old", older["tokens"], 6000, 0)
	a.near("tokens of new", newer["tokens"], 5100, 0)
	a.near("a rate is over the range, so that rows add", older["rate"], 5, 0)
	a.near("rate of new", newer["rate"], 5100.0/1200, 0)
	m := w.ask(table("model", tokens)).one("llm_model", "llama")
	a.near("tokens of the model", m["tokens"], 11100, 0)
	g := w.ask(graph("model", rate).every(seconds(60)))
	for s, v := range g.line("rate") {
		if v < 0 || v > 10.000001 {
			t.Errorf("rate %g at %d", v, s)
		}
	}
}

// A restart that takes longer than a scrape, within a larger count: what came after the reset counts in full.
func TestCase08_ResetToMoreThanZero(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: func(s int) float64 {
			if s <= 600 {
				return 1e6 + growing(10)(s)
			}
			return 40 + 10*float64(s-615)
		}}.series())
	a := w.ask(table("replica", tokens))
	// 6000 before; 40 at 615; 5850 from there to 1200.
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 6000+40+5850, 0)
	for _, v := range w.ask(graph("replica", rate)).line("rate") {
		a.between("rate", v, 40.0/60, 10)
	}
}

// A pod that goes in the middle of a step keeps what it counted in it, however long the step is.
func TestCase08_GoneWithinALongStep(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{scrape: scrape{to: 500}, pod: "chat/llama-0", tokens: growing(10)}.series(), engine{pod: "chat/llama-1", tokens: growing(1)}.series())
	for _, step := range []int{60, 300, 600, 900, 1200} {
		for grain, want := range map[string]float64{"replica": 4950, "model": 4950 + float64(1200/step*step)} {
			g := w.ask(graph(grain, tokens).every(seconds(step)))
			pairs := map[string][]string{"replica": {"pod", "llama-0"}, "model": {"llm_model", "llama"}}[grain]
			sum := 0.0
			for s, v := range g.line("tokens", pairs...) {
				if s-step >= 0 {
					sum += v
				}
			}
			g.near("Σ of the steps of "+seconds(step).String()+" by "+grain, sum, want, 1e-6)
		}
	}
}
