package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// since is a counter that begins at 0 at a second.
func since(second int, perSecond float64) fn {
	return func(s int) float64 { return perSecond * float64(s-second) }
}

// surfaces are operands of every kind whose names vLLM changed.
var surfaces = []operand{tokens, usage, {As: "peak", Signal: "kv_cache_usage", Stat: "max"},
	{As: "cached", Signal: "cached_tokens", Stat: "total"}, {As: "cached_rate", Signal: "cached_tokens"},
	{As: "itl", Signal: "itl"}, {As: "itl_p50", Signal: "itl", Stat: "p50"}}

var itlEdges = []float64{0.01, 0.025, 0.05, 0.075}

// oldNames are what a replica before the upgrade writes: 3 cached tokens and 10 intervals of 0.06 s a second.
func oldNames(begin int) map[string]fn {
	m := map[string]fn{"vllm:gpu_cache_usage_perc": constant(0.9), "vllm:prefix_cache_hits_total": since(begin, 3)}
	histogramSince(m, "vllm:time_per_output_token_seconds", begin, 10, 0.06)
	return m
}

// newNames are what the same replica writes after it: 6 cached tokens and 10 intervals of 0.02 s a second.
func newNames(begin int) map[string]fn {
	m := map[string]fn{"vllm:kv_cache_usage_perc": constant(0.5), "vllm:prompt_tokens_cached_total": since(begin, 6)}
	histogramSince(m, "vllm:inter_token_latency_seconds", begin, 10, 0.02)
	return m
}

func histogramSince(m map[string]fn, name string, begin int, perSecond, value float64) {
	shift := map[string]fn{}
	histogram(shift, name, perSecond, value, itlEdges...)
	for k, f := range shift {
		m[k] = func(s int) float64 { return f(s) - f(begin) }
	}
}

// restarted is a replica that keeps its name and is another version from a second on; both writes say which of its
// processes also shows the other's names.
func upgraded(at int, first, second map[string]fn) []storetest.Series {
	return append(engine{scrape: scrape{to: at}, pod: "chat/llama-0", tokens: since(before, 10), more: first}.series(),
		engine{scrape: scrape{from: at + 15}, pod: "chat/llama-0", tokens: since(at, 10), more: second}.series()...)
}

func both(a, b map[string]fn) map[string]fn {
	out := map[string]fn{}
	for _, m := range []map[string]fn{a, b} {
		for k, f := range m {
			out[k] = f
		}
	}
	return out
}

// The replica changes its names in the middle of the range, at once or after a time in which it has both: at each instant
// the newest counts, and only that.
func TestCase14_CutOver(t *testing.T) {
	gpu := card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series()
	dual := engine{pod: "chat/llama-0", tokens: growing(10), more: oldNames(before)}.series()
	for _, s := range (engine{scrape: scrape{from: 600}, pod: "chat/llama-0", more: newNames(600)}).series() {
		if s.Name != "vllm:num_requests_running" && s.Name != "vllm:num_requests_waiting" {
			dual = append(dual, s)
		}
	}
	for name, replica := range map[string][]storetest.Series{
		"at_once":              upgraded(600, oldNames(before), newNames(600)),
		"old_names_go_on":      dual,
		"new_process_has_both": upgraded(600, oldNames(before), both(oldNames(600), newNames(600))),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, gpu, replica)
			for _, grain := range []string{"device", "replica", "model"} {
				a := w.ask(table(grain, surfaces...))
				a.values(1)
				r := a.one("row_kind", "value")
				// The restart may cost a native step of 15 s, the cut-over one more.
				a.near("tokens", r["tokens"], 12000, 150)
				a.near("usage", r["usage"], 0.7, 0.4*30/1200)
				a.near("peak", r["peak"], 0.9, 1e-9)
				a.near("cached", r["cached"], 3*600+6*600, 6*30)
				a.near("cached_rate", r["cached_rate"], 4.5, 6*30.0/1200)
				a.near("itl", r["itl"], 0.04, 0.04*30/1200)
			}
			g := w.ask(graph("replica", surfaces...).every(seconds(60)))
			for s, v := range g.line("usage") {
				if want := map[bool]float64{true: 0.9, false: 0.5}[s < 600]; s < 600 || s > 660 {
					g.near("usage in a step of one name", v, want, 1e-9)
				}
			}
			for s, v := range g.line("cached_rate") {
				if v > 6.000001 {
					t.Errorf("%g cached tokens a second at %d: a sum of two names", v, s)
				}
				if s <= 600 {
					g.near("cached before", v, 3, 1e-9)
				} else if s > 720 {
					g.near("cached after", v, 6, 1e-9)
				}
			}
			for s, v := range g.line("itl") {
				if s <= 600 {
					g.near("itl before", v, 0.06, 1e-9)
				} else if s > 720 {
					g.near("itl after", v, 0.02, 1e-9)
				}
			}
			// Splitting the range anywhere gives the same tokens.
			for _, cut := range []int{540, 600, 615, 700} {
				whole := w.ask(table("replica", surfaces...)).sum("cached")
				parts := w.ask(table("replica", surfaces...).between(0, cut)).sum("cached") + w.ask(table("replica", surfaces...).between(cut, 1200)).sum("cached")
				g.near("cached in two parts", parts, whole, 6*15+1e-6)
			}
		})
	}
}

// Replicas of one model in two versions: each by its own names, the model by both.
func TestCase14_ByReplica(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/old-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/new-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/old-0", tokens: growing(10), more: oldNames(before)}.series(),
		engine{pod: "chat/new-0", tokens: growing(10), more: newNames(before)}.series(),
		engine{pod: "chat/both-0", tokens: growing(10), more: both(oldNames(before), newNames(before))}.series())
	a := w.ask(table("replica", surfaces...))
	a.near("old", a.one("pod", "old-0")["cached"], 3600, 0)
	a.near("new", a.one("pod", "new-0")["cached"], 7200, 0)
	a.near("both", a.one("pod", "both-0")["cached"], 7200, 0)
	a.near("itl of both", a.one("pod", "both-0")["itl"], 0.02, 1e-9)
	m := w.ask(table("model", surfaces...)).one("llm_model", "llama")
	a.near("cached of the model", m["cached"], 18000, 0)
	a.near("usage of the model", m["usage"], (0.9+0.5+0.5)/3, 1e-9)
	a.near("itl of the model", m["itl"], (0.06+0.02+0.02)/3, 1e-9)
	for _, v := range w.ask(graph("model", surfaces[4]).every(seconds(60))).line("cached_rate") {
		a.near("rate of the model", v, 15, 1e-9)
	}
}

// old49 and new49 are the same readings of one card in the two eras of DCGM's names.
var (
	old49 = map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300), "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(300_000), "DCGM_FI_DEV_GPU_UTIL": constant(80)}
	new49 = map[string]fn{"DCGM_FI_DEV_BOARD_POWER_WATTS": constant(300), "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL": growing(300), "DCGM_FI_DEV_GPU_UTIL_RATIO": constant(0.8)}
)

var ofCards = []operand{tensor, power, energy, busy, cost, {As: "used", Signal: "gpu_memory_used"}}

// Two nodes, two eras: every row is read by its node's names.
func TestCase14_TwoErasOnTwoNodes(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/x-0"}}, tensor: constant(0.4), more: old49}.series(),
		card{node: "n2", uuid: "GPU-b", era49: true, naming: honoured, held: []tenure{{always, "chat/y-0"}}, tensor: constant(0.8), more: both(new49, map[string]fn{"DCGM_FI_DEV_FB_USED_BYTES": constant(1000 << 20)})}.series(),
		engine{pod: "chat/x-0", tokens: growing(10)}.series(), engine{pod: "chat/y-0", tokens: growing(10)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), price("eu", "n2", scrape{}, constant(aCentASecond)))
	m := w.ask(table("model", append(ofCards, tokens)...))
	r := m.one("llm_model", "llama")
	m.near("gpus", r["gpus"], 2, 0)
	m.near("power", r["power"], 600, 1e-6)
	m.near("energy", r["energy"], 720_000, 1e-3)
	m.near("busy", r["busy"], 0.8, 1e-9)
	m.near("tensor", r["tensor"], 0.6, 1e-9)
	m.near("used", r["used"], 2*(1000<<20), 1)
	m.near("cost", r["cost"], 24, 1e-6)
	for _, name := range []string{"power", "busy"} {
		want := map[string]float64{"power": 600, "busy": 0.8}[name]
		for _, v := range w.ask(graph("model", ofCards...).every(seconds(60))).line(name, "llm_model", "llama") {
			m.near(name, v, want, 1e-6)
		}
	}
}

// Two exporters watch one card while the newer replaces the older (600 to 900 both run): it is one card, once.
func TestCase14_TwoExportersOfOneCard(t *testing.T) {
	held := []tenure{{always, "chat/x-0"}}
	for name, shape := range map[string]struct {
		old, new scrape
		naming   naming
	}{
		"surge":           {scrape{to: 900}, scrape{from: 600}, exported},
		"surge_honoured":  {scrape{to: 900}, scrape{from: 600}, honoured},
		"both_throughout": {scrape{}, scrape{phase: 11}, exported},
		"other_rhythm":    {scrape{to: 900}, scrape{step: 10, from: 600}, exported},
		"without_markers": {scrape{to: 900, silent: true}, scrape{from: 600, silent: true}, exported},
	} {
		t.Run(name, func(t *testing.T) {
			newer := card{scrape: shape.new, uuid: "GPU-a", era49: true, naming: shape.naming, held: held, tensor: constant(0.5), more: both(new49, map[string]fn{"DCGM_FI_DEV_FB_USED_BYTES": constant(1000 << 20)}),
				labels: []string{"instance", "10.0.0.77:9400", "job", "dcgm-exporter-next"}}
			w := newWorld(t, card{scrape: shape.old, uuid: "GPU-a", held: held, tensor: constant(0.5), more: old49}.series(), newer.series(),
				engine{pod: "chat/x-0", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
			for _, grain := range []string{"device", "replica", "model"} {
				a := w.ask(table(grain, append(ofCards, tokens)...))
				a.values(1)
				r := a.one("row_kind", "value")
				a.near("gpus", r["gpus"], 1, 0)
				a.near("power", r["power"], 300, 1e-6)
				a.near("energy", r["energy"], 360_000, 300*30)
				a.near("busy", r["busy"], 0.8, 1e-9)
				a.near("used", r["used"], 1000<<20, 1)
				a.near("tensor", r["tensor"], 0.5, 1e-9)
				a.near("cost", r["cost"], 12, 1e-6)
				a.near("tokens", r["tokens"], 12000, 1e-6)
			}
			for s, v := range w.ask(graph("replica", power).every(seconds(60))).line("power") {
				if v > 300.001 || v < 299.999 {
					t.Errorf("power %g at %d", v, s)
				}
			}
		})
	}
}

// A step that is longer than an upgrade takes holds both names: what the old one counted before the cut-over and what the new
// one counted after it, at every step, for the total and for the rate. A roll-back is the same the other way round.
func TestCase14_ACutOverWithinAStep(t *testing.T) {
	rising := []operand{{As: "cached", Signal: "cached_tokens", Stat: "total"}, {As: "cached_rate", Signal: "cached_tokens"}}
	gpu := card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series()
	dual := append(engine{pod: "chat/llama-0", tokens: growing(10), more: oldNames(before)}.series(),
		named(engine{scrape: scrape{from: 615}, pod: "chat/llama-0", more: newNames(600)}.series(), "vllm:prompt_tokens_cached_total")...)
	for name, c := range map[string]struct {
		replica      []storetest.Series
		first, later float64
	}{
		"upgrade":         {upgraded(600, oldNames(before), newNames(600)), 3, 6},
		"old_names_go_on": {dual, 3, 6},
		"roll_back":       {upgraded(600, newNames(before), oldNames(600)), 6, 3},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, gpu, c.replica)
			want := c.first*600 + c.later*600
			for _, grain := range []string{"replica", "model"} {
				a := w.ask(table(grain, rising...))
				a.near("cached", a.one("row_kind", "value")["cached"], want, 6*30)
				for _, step := range []int{30, 60, 300, 400, 600, 900, 1200} {
					g := w.ask(graph(grain, rising...).every(seconds(step)))
					sum, rates := 0.0, 0.0
					stamps := g.stamps()
					for s, v := range g.line("cached") {
						if s > 0 && s <= 1200 && s-step >= 0 {
							sum += v
						}
						if v > 6.3*float64(step) {
							t.Errorf("%g cached tokens in the step of %d s that ends at %d", v, step, s)
						}
					}
					for s, v := range g.line("cached_rate") {
						if s-step >= 0 {
							rates += v * float64(step)
						}
					}
					last := min(1200, stamps[len(stamps)-1])
					part := c.first*float64(min(600, last)) + c.later*float64(max(0, last-600))
					g.near("Σ of the steps of "+seconds(step).String(), sum, part, 6*30)
					if step >= 300 {
						g.near("Σ of the rates at "+seconds(step).String(), rates, part, 6*45)
					}
				}
			}
		})
	}
}
