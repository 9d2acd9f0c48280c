package acceptance_test

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// group is a pod on eight cards whose tensor activity is 0.1, 0.2, … 0.8. The last card names it only from lastFrom on.
func group(lastFrom int) [][]storetest.Series {
	var out [][]storetest.Series
	for i := range 8 {
		held := []tenure{{always, "chat/tp8-0"}}
		if i == 7 {
			held = []tenure{{lastFrom - 1, ""}, {always, "chat/tp8-0"}}
		}
		out = append(out, card{uuid: fmt.Sprintf("GPU-%d", i), index: i, held: held, tensor: constant(float64(i+1) / 10),
			more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}}.series())
	}
	return append(out, engine{pod: "chat/tp8-0", tokens: growing(10), more: map[string]fn{"vllm:kv_cache_usage_perc": constant(0.5)}}.series())
}

var (
	low    = operand{As: "low", Signal: "gpu_tensor_active", Reduce: "min"}
	high   = operand{As: "high", Signal: "gpu_tensor_active", Reduce: "max"}
	spread = operand{As: "spread", Signal: "gpu_tensor_active", Reduce: "spread"}
	power  = operand{As: "power", Signal: "gpu_power"}
	usage  = operand{As: "usage", Signal: "kv_cache_usage"}
)

func TestCase04_OneEngineOnEightGPUs(t *testing.T) {
	w := newWorld(t, group(before)...)

	t.Run("replica", func(t *testing.T) {
		a := w.ask(table("replica", tokens, rate, tensor, low, high, spread, power, usage))
		r := a.one("pod", "tp8-0")
		a.near("tokens", r["tokens"], 12000, 0)
		a.near("rate", r["rate"], 10, 0)
		a.near("tensor", r["tensor"], 0.45, 0)
		a.near("low", r["low"], 0.1, 0)
		a.near("high", r["high"], 0.8, 0)
		a.near("spread", r["spread"], 0.7, 0)
		a.near("power", r["power"], 2400, 0)
		a.near("usage", r["usage"], 0.5, 0)
		a.near("gpus", r["gpus"], 8, 0)
		a.near("owned_share", r["owned_share"], 1, 0)
		a.near("match_share", r["match_share"], 1, 0)
	})
	t.Run("device", func(t *testing.T) {
		a := w.ask(table("device", tokens, tensor, power, usage))
		a.values(8)
		a.near("Σ tokens", a.sum("tokens"), 12000, 0)
		for i := range 8 {
			r := a.one("gpu_uuid", fmt.Sprintf("GPU-%d", i))
			a.near("an equal part of the tokens", r["tokens"], 1500, 0)
			a.near("its own tensor", r["tensor"], float64(i+1)/10, 0)
			a.near("its own power", r["power"], 300, 0)
			a.near("usage is repeated, not split", r["usage"], 0.5, 0)
			a.near("gpus", r["gpus"], 1, 0)
		}
	})
	t.Run("model", func(t *testing.T) {
		a := w.ask(table("model", tokens, tensor, power))
		r := a.one("llm_model", "llama")
		a.near("tokens", r["tokens"], 12000, 0)
		a.near("tensor", r["tensor"], 0.45, 0)
		a.near("power", r["power"], 2400, 0)
		a.near("gpus", r["gpus"], 8, 0)
	})
	t.Run("graph", func(t *testing.T) {
		g := w.ask(graph("replica", rate, tensor, spread))
		for _, v := range g.line("rate", "pod", "tp8-0") {
			g.near("rate", v, 10, 0)
		}
		for _, v := range g.line("tensor", "pod", "tp8-0") {
			g.near("tensor", v, 0.45, 0)
		}
		for _, v := range g.line("spread", "pod", "tp8-0") {
			g.near("spread", v, 0.7, 0)
		}
	})
}

// One card joins the group late: seen from 600, so held from 570. Nothing of the engine's may be lost or doubled.
func TestCase04_ACardJoinsLate(t *testing.T) {
	w := newWorld(t, group(600)...)
	a := w.ask(table("device", tokens, power))
	a.near("Σ tokens", a.sum("tokens"), 12000, 0)
	a.near("early card", a.one("gpu_uuid", "GPU-0")["tokens"], 5700.0/7+6300.0/8, 1e-6)
	late := a.one("gpu_uuid", "GPU-7", "row_kind", "value")
	a.near("late card", late["tokens"], 6300.0/8, 1e-6)
	a.near("its power is an integral over owned time ÷ the range", late["power"], 300*630.0/1200, 1e-6)
	a.near("owned_share", late["owned_share"], 630.0/1200, 0)
	a.near("power of nobody", a.one("gpu_uuid", "GPU-7", "row_kind", "unmatched")["power"], 300*570.0/1200, 1e-6)

	a = w.ask(table("replica", tokens, power, tensor))
	r := a.one("pod", "tp8-0")
	a.near("tokens", r["tokens"], 12000, 0)
	a.near("gpus", r["gpus"], 7+630.0/1200, 0)
	a.near("power", r["power"], 300*(7+630.0/1200), 1e-6)
	// Weighted by time: 0.1 … 0.7 for 1200 s and 0.8 for 630 s.
	a.near("tensor", r["tensor"], (2.8*1200+0.8*630)/(7*1200+630), 1e-6)
	a.near("Σ power", a.sum("power"), 2400, 1e-6)
}

// Two replicas of one model, one of them with two DP ranks: sums are over engines, never over cards.
func TestCase04_RanksAndReplicas(t *testing.T) {
	parts := append(group(before),
		card{uuid: "GPU-x", node: "n2", held: []tenure{{always, "chat/dp2-0"}}, tensor: constant(0.9)}.series(),
		card{uuid: "GPU-y", node: "n2", index: 1, held: []tenure{{always, "chat/dp2-0"}}, tensor: constant(0.9)}.series(),
		engine{pod: "chat/dp2-0", rank: "0", tokens: growing(3)}.series(),
		engine{pod: "chat/dp2-0", rank: "1", tokens: growing(4)}.series())
	w := newWorld(t, parts...)
	a := w.ask(table("replica", tokens))
	a.near("two ranks", a.one("pod", "dp2-0")["tokens"], 8400, 0)
	a = w.ask(table("model", tokens, tensor, operand{As: "per_gpu_second", Formula: "tokens / gpu_s"}, operand{As: "gpu_s", Formula: "1200 * 10"}))
	r := a.one("llm_model", "llama")
	a.near("tokens of the model", r["tokens"], 20400, 0)
	a.near("gpus", r["gpus"], 10, 0)
	a.near("tensor over ten cards", r["tensor"], (3.6+1.8)/10, 1e-9)
	a.near("formula over a formula", r["per_gpu_second"], 1.7, 1e-9)
	a = w.ask(table("device", tokens))
	a.near("Σ over cards", a.sum("tokens"), 20400, 0)
}
