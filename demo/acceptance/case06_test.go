package acceptance_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// sharing is one card as an exporter with virtual GPUs shows it: every series once per pod, with the card's value on
// each.
func sharing(c card, pods ...string) [][]storetest.Series {
	var out [][]storetest.Series
	for i, pod := range pods {
		c := c
		c.held = []tenure{{always, pod}}
		c.labels = append(slices.Clip(c.labels), "vgpu", fmt.Sprint(i))
		out = append(out, c.series())
	}
	return out
}

func TestCase06_PodsShareACard(t *testing.T) {
	for n := 2; n <= 3; n++ {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			pods := []string{"chat/a", "chat/b", "chat/c"}[:n]
			parts := sharing(card{uuid: "GPU-s", tensor: constant(0.6), more: wholeCard(400)}, pods...)
			parts = append(parts, price("eu", "n1", scrape{}, constant(aCentASecond)))
			for i, pod := range pods {
				parts = append(parts, engine{pod: pod, tokens: growing(float64(10 * (i + 1)))}.series())
			}
			w := newWorld(t, parts...)
			part := 1 / float64(n)
			for _, grain := range []string{"device", "replica"} {
				a := w.ask(table(grain, tokens, tensor, power, energy, temperature, memory, cost))
				a.values(n)
				a.near("rows", float64(len(a.rows())), float64(n), 0)
				for i, pod := range pods {
					r := a.one("pod", pod[len("chat/"):])
					a.near("its own tokens", r["tokens"], 12000*float64(i+1), 1e-6)
					a.near("the card's tensor", r["tensor"], 0.6, 1e-9)
					a.near("the card's temperature", r["temperature"], 60, 0)
					a.near("power", r["power"], 400*part, 1e-6)
					a.near("energy", r["energy"], 400*1200*part, 1e-3)
					a.near("memory", r["memory"], 1000*1024*1024*part, 1)
					a.near("cost", r["cost"], 12*part, 1e-6)
					a.near("gpus", r["gpus"], part, 1e-9)
				}
				a.near("devices", float64(a.cover.Devices.Total), 1, 0)
				a.near("matched devices", float64(a.cover.Devices.Matched), 1, 0)
			}
			for _, grain := range []string{"model", "node", "cluster"} {
				a := w.ask(table(grain, tensor, power, energy, temperature, memory, cost))
				a.values(1)
				r := a.one("row_kind", "value")
				a.near("tensor is not doubled", r["tensor"], 0.6, 1e-9)
				a.near("temperature", r["temperature"], 60, 1e-9)
				a.near("power", r["power"], 400, 1e-6)
				a.near("energy", r["energy"], 400*1200, 1e-3)
				a.near("memory", r["memory"], 1000*1024*1024, 1)
				a.near("cost", r["cost"], 12, 1e-6)
				a.near("gpus", r["gpus"], 1, 1e-9)
			}
			g := w.ask(graph("replica", power, tensor).every(seconds(30)))
			for _, v := range g.line("power", "pod", "a") {
				g.near("power", v, 400*part, 1e-6)
			}
			for _, v := range g.line("tensor", "pod", "b") {
				g.near("tensor", v, 0.6, 1e-9)
			}
			o := w.ask(query{QueryType: "ownership"})
			o.near("intervals", float64(len(o.rows())), float64(n), 0)
			for _, r := range o.rows() {
				o.near("share", r["share"], part, 1e-9)
			}
		})
	}
}

// Readings of a card that stand on several rows are flagged: the operand is named in coverage.
func TestCase06_SharedIsFlagged(t *testing.T) {
	parts := append(sharing(card{uuid: "GPU-s", tensor: constant(0.6), more: wholeCard(400)}, "chat/a", "chat/b"),
		engine{pod: "chat/a", tokens: growing(10)}.series(), engine{pod: "chat/b", tokens: growing(10)}.series())
	w := newWorld(t, parts...)
	a := w.ask(table("replica", tokens, tensor, temperature, power))
	a.is("shared", fmt.Sprint(a.cover.Shared), "[temperature tensor]")
	alone := newWorld(t, card{uuid: "GPU-s", held: []tenure{{always, "chat/a"}}, tensor: constant(0.6), more: wholeCard(400)}.series(),
		engine{pod: "chat/a", tokens: growing(10)}.series()).ask(table("replica", tokens, tensor, temperature))
	alone.is("nothing is shared", fmt.Sprint(alone.cover.Shared), "[]")
}

// The second pod comes at 630, so from 600 on: a quarter of the range is its. A second of half a card weighs half in a
// mean, so that the card's own mean is that of its pods weighted by their gpus.
func TestCase06_SharingBeginsMidRange(t *testing.T) {
	c := card{uuid: "GPU-s", tensor: until(600, 0.4, 0.8), more: wholeCard(400)}
	late := c
	late.scrape = scrape{from: 630}
	c.held, late.held = []tenure{{always, "chat/a"}}, []tenure{{always, "chat/b"}}
	c.labels, late.labels = []string{"vgpu", "0"}, []string{"vgpu", "1"}
	w := newWorld(t, c.series(), late.series(),
		engine{pod: "chat/a", tokens: growing(10)}.series(),
		engine{scrape: scrape{from: 630}, pod: "chat/b", model: "qwen", tokens: func(s int) float64 { return 4 * float64(s-630) }}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	for _, grain := range []string{"device", "replica", "model"} {
		a := w.ask(table(grain, tokens, tensor, power, energy, cost))
		first, second := "a", "b"
		column := "pod"
		if grain == "model" {
			first, second, column = "llama", "qwen", "llm_model"
		}
		for _, want := range []struct {
			name                 string
			part, tensor, tokens float64
		}{{first, 0.75, (0.4*600 + 0.8*300) / 900, 12000}, {second, 0.25, 0.8, 4 * 570}} {
			r := a.one(column, want.name)
			a.near("gpus", r["gpus"], want.part, 1e-9)
			a.near("power", r["power"], 400*want.part, 1e-6)
			a.near("energy", r["energy"], 400*1200*want.part, 1e-3)
			a.near("cost", r["cost"], 12*want.part, 1e-6)
			a.near("tensor", r["tensor"], want.tensor, 1e-9)
			a.near("tokens", r["tokens"], want.tokens, 1e-6)
		}
		a.near("the card's own mean", (a.where(column, first)[0]["tensor"].(float64)*0.75 + a.where(column, second)[0]["tensor"].(float64)*0.25), 0.6, 1e-9)
		for column, whole := range map[string]float64{"power": 400, "energy": 400 * 1200, "cost": 12, "gpus": 1} {
			a.near("Σ "+column, a.sum(column), whole, 1e-3)
		}
	}
}

// Names repeat in another cluster, where the card is another; a pod that holds two of a card's replicas is one owner.
func TestCase06_TwoClustersAndTwoReplicas(t *testing.T) {
	parts := slices.Concat(
		sharing(card{uuid: "GPU-s", tensor: constant(0.6), more: wholeCard(400)}, "chat/a", "chat/b"),
		sharing(card{cluster: "us", uuid: "GPU-s", tensor: constant(0.2), more: wholeCard(100)}, "chat/a", "chat/b", "chat/b"),
		[][]storetest.Series{
			engine{pod: "chat/a", tokens: growing(1)}.series(), engine{pod: "chat/b", tokens: growing(2)}.series(),
			engine{cluster: "us", pod: "chat/a", tokens: growing(3)}.series(), engine{cluster: "us", pod: "chat/b", tokens: growing(4)}.series()})
	w := newWorld(t, parts...)
	a := w.ask(table("replica", tokens, tensor, power, energy))
	a.values(4)
	for _, want := range []struct {
		cluster, pod          string
		tokens, tensor, power float64
	}{{"eu", "a", 1200, 0.6, 200}, {"eu", "b", 2400, 0.6, 200}, {"us", "a", 3600, 0.2, 50}, {"us", "b", 4800, 0.2, 50}} {
		r := a.one("cluster", want.cluster, "pod", want.pod)
		a.near("tokens", r["tokens"], want.tokens, 0)
		a.near("tensor", r["tensor"], want.tensor, 1e-9)
		a.near("power", r["power"], want.power, 1e-9)
		a.near("energy", r["energy"], want.power*1200, 1e-3)
		a.near("gpus", r["gpus"], 0.5, 1e-9)
	}
	a = w.ask(table("model", tensor, power))
	for cluster, want := range map[string][2]float64{"eu": {0.6, 400}, "us": {0.2, 100}} {
		r := a.one("llm_model", "llama", "cluster", cluster)
		a.near("tensor of the card", r["tensor"], want[0], 1e-9)
		a.near("power of the card", r["power"], want[1], 1e-9)
		a.near("gpus", r["gpus"], 1, 1e-9)
	}
}

// A shared card beside one that is not, under one model: time counts per card, not per pod that sees it.
func TestCase06_ASharedCardWeighsOnce(t *testing.T) {
	parts := append(sharing(card{uuid: "GPU-s", tensor: constant(0.2), more: wholeCard(100)}, "chat/a", "chat/b", "chat/c"),
		card{uuid: "GPU-w", index: 1, held: []tenure{{always, "chat/d"}}, tensor: constant(0.8), more: wholeCard(300)}.series())
	for _, pod := range []string{"chat/a", "chat/b", "chat/c", "chat/d"} {
		parts = append(parts, engine{pod: pod, tokens: growing(1)}.series())
	}
	a := newWorld(t, parts...).ask(table("model", tensor, power))
	r := a.one("llm_model", "llama")
	a.near("gpus", r["gpus"], 2, 1e-9)
	a.near("power", r["power"], 400, 1e-9)
	a.near("tensor", r["tensor"], 0.5, 1e-9)
}

// Two pods share a slice: its part of the card, in halves.
func TestCase06_PodsShareASlice(t *testing.T) {
	parts := append(sharing(slice("1", "3g.40gb", card{uuid: "GPU-m", tensor: constant(0.6), more: wholeCard(700)}), "chat/a", "chat/b"),
		slice("2", "4g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/c"}}, tensor: constant(0.4), more: wholeCard(700)}).series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	for _, pod := range []string{"chat/a", "chat/b", "chat/c"} {
		parts = append(parts, engine{pod: pod, tokens: growing(1)}.series())
	}
	w := newWorld(t, parts...)
	for _, grain := range []string{"device", "replica"} {
		a := w.ask(table(grain, power, energy, tensor, temperature, cost))
		for pod, part := range map[string]float64{"a": 1.5 / 7, "b": 1.5 / 7, "c": 4.0 / 7} {
			r := a.one("pod", pod)
			a.near("gpus of "+pod, r["gpus"], part, 1e-9)
			a.near("power of "+pod, r["power"], 700*part, 1e-6)
			a.near("energy of "+pod, r["energy"], 700*1200*part, 1e-3)
			a.near("cost of "+pod, r["cost"], 12*part, 1e-6)
			a.near("temperature of "+pod, r["temperature"], 60, 0)
		}
		a.near("Σ power", a.sum("power"), 700, 1e-6)
		a.near("Σ cost", a.sum("cost"), 12, 1e-6)
	}
}
