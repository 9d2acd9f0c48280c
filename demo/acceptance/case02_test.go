package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// handOver is one card that x holds up to and including second 600 and y from yFrom on.
func handOver(t *testing.T, yFrom int, more ...[]storetest.Series) *world {
	held := []tenure{{600, "chat/x-0"}, {yFrom - 1, ""}, {always, "chat/y-0"}}
	activity := func(s int) float64 {
		switch {
		case s <= 630 && s < yFrom:
			return 0.9
		case s < yFrom:
			return 0.05
		}
		return 0.3
	}
	parts := append([][]storetest.Series{
		card{uuid: "GPU-a", held: held, tensor: activity}.series(),
		engine{scrape: scrape{to: 645}, pod: "chat/x-0", tokens: until10(600)}.series(),
		engine{scrape: scrape{from: yFrom}, pod: "chat/y-0", model: "qwen", tokens: func(s int) float64 { return 4 * float64(s-yFrom) }}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)),
	}, more...)
	return newWorld(t, parts...)
}

func TestCase02_HandOver(t *testing.T) {
	for _, c := range []struct {
		name               string
		yFrom              int
		gpusX, gpusY, none float64
	}{
		// Seen to 600 and from 630: the next owner's first sample stands for the scrape before it.
		{"without_gap", 630, 0.5, 0.5, 0},
		// Seen to 600, so held to 630; seen from 900, so held from 870: 240 s belong to nobody.
		{"with_gap", 900, 630.0 / 1200, 330.0 / 1200, 240.0 / 1200},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := handOver(t, c.yFrom)
			for _, grain := range []string{"device", "replica"} {
				a := w.ask(table(grain, tokens, tensor, cost))
				x, y := a.one("pod", "x-0", "row_kind", "value"), a.one("pod", "y-0", "row_kind", "value")
				a.near("gpus of x", x["gpus"], c.gpusX, 0)
				a.near("gpus of y", y["gpus"], c.gpusY, 0)
				a.near("tokens of x", x["tokens"], 6000, 0)
				a.near("tokens of y", y["tokens"], 4*float64(1200-c.yFrom), 0)
				a.near("tensor of x", x["tensor"], 0.9, 0)
				a.near("tensor of y", y["tensor"], 0.3, 0)
				a.near("cost of x", x["cost"], 12*c.gpusX, 0)
				a.near("cost of y", y["cost"], 12*c.gpusY, 0)
				a.near("cost of nobody", a.sum("cost", "row_kind", "unmatched"), 12*c.none, 0)
				if c.none == 0 {
					a.near("rows", float64(len(a.rows())), 2, 0)
					continue
				}
				nobody := a.one("row_kind", "unmatched")
				a.near("tensor of nobody", nobody["tensor"], 0.05, 0)
			}
			a := w.ask(table("model", tokens, cost))
			a.near("cost of llama", a.one("llm_model", "llama")["cost"], 12*c.gpusX, 0)
			a.near("cost of qwen", a.one("llm_model", "qwen")["cost"], 12*c.gpusY, 0)
			a.near("Σ cost", a.sum("cost"), 12, 0)
		})
	}
}

// Money over an ownership gap, step by step.
func TestCase02_GapInAGraph(t *testing.T) {
	w := handOver(t, 900)
	g := w.ask(graph("replica", operand{As: "spend", Signal: "gpu_cost"}).every(seconds(30)))
	for s, v := range g.line("spend", "pod", "x-0") {
		if s <= 630 {
			g.near("x spends", v, 0.01, 0)
		} else {
			g.near("x spends nothing", v, 0, 0)
		}
	}
	nobody := g.line("spend", "cluster", "unmatched")
	for s := 660; s <= 870; s += 30 {
		g.near("nobody spends", nobody[s], 0.01, 0)
	}
}

// The same pair of card and replica twice is one row; the one between keeps its time.
func TestCase02_ReturnsToX(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{300, "chat/x-0"}, {600, "chat/y-0"}, {always, "chat/x-0"}},
			tensor: func(s int) float64 {
				if s > 300 && s <= 600 {
					return 0.2
				}
				return 0.6
			}}.series(),
		engine{pod: "chat/x-0", tokens: growing(1)}.series(),
		engine{pod: "chat/y-0", tokens: growing(2)}.series())
	a := w.ask(table("device", tensor))
	x, y := a.one("gpu_uuid", "GPU-a", "pod", "x-0"), a.one("gpu_uuid", "GPU-a", "pod", "y-0")
	a.near("gpus of x", x["gpus"], 0.75, 0)
	a.near("gpus of y", y["gpus"], 0.25, 0)
	a.near("tensor of x", x["tensor"], 0.6, 0)
	a.near("tensor of y", y["tensor"], 0.2, 0)
	a = w.ask(table("device", tokens))
	a.near("Σ tokens of x", a.sum("tokens", "pod", "x-0"), 1200, 0)
	a.near("Σ tokens of y", a.sum("tokens", "pod", "y-0"), 2400, 0)
	a.near("tokens of x on the card", a.one("gpu_uuid", "GPU-a", "pod", "x-0")["tokens"], 900, 0)
}

// A UUID is not a key: two machines that answer to the same one are two devices.
func TestCase02_SameUUIDOnTwoNodes(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/x-0"}}, tensor: constant(0.9)}.series(),
		card{uuid: "GPU-a", node: "n2", held: []tenure{{always, "chat/y-0"}}, tensor: constant(0.1)}.series(),
		engine{pod: "chat/x-0", tokens: growing(1)}.series(),
		engine{pod: "chat/y-0", tokens: growing(2)}.series())
	a := w.ask(table("device", tokens, tensor))
	a.values(2)
	a.near("tensor on n1", a.one("node", "n1", "pod", "x-0")["tensor"], 0.9, 0)
	a.near("tensor on n2", a.one("node", "n2", "pod", "y-0")["tensor"], 0.1, 0)
	if a.cover.Devices.Total != 2 {
		t.Errorf("%d devices", a.cover.Devices.Total)
	}
}

// until10 is a counter that grows by 10 a second and stands still after a second.
func until10(second int) fn {
	return func(s int) float64 { return growing(10)(min(s, second)) }
}
