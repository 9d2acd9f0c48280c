package acceptance_test

import "testing"

var perMTok = []operand{tokens, cost, {As: "per_mtok", Formula: "cost / tokens * 1e6"}}

// No tokens gives no unit price, no requests no latency: undefined is not zero, and not infinite.
func TestZeroTraffic(t *testing.T) {
	still := histogram(map[string]fn{}, "vllm:time_to_first_token_seconds", 0, 0.5, 0.1, 1)
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/idle-0"}}, tensor: constant(0)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/busy-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/idle-0", tokens: constant(5000), more: still}.series(),
		engine{pod: "chat/busy-0", model: "qwen", tokens: growing(10)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	ops := append([]operand{rate, {As: "ttft", Signal: "ttft"}}, perMTok...)
	a := w.ask(table("replica", ops...))
	idle, busy := a.one("pod", "idle-0"), a.one("pod", "busy-0")
	a.near("no tokens are 0", idle["tokens"], 0, 0)
	a.near("a rate of 0", idle["rate"], 0, 0)
	a.near("the idle card costs", idle["cost"], 12, 1e-9)
	a.null("per_mtok", idle["per_mtok"])
	a.null("ttft", idle["ttft"])
	a.near("per_mtok of busy", busy["per_mtok"], 12.0/12000*1e6, 1e-6)
	m := w.ask(table("model", perMTok...))
	m.null("per_mtok of the model", m.one("llm_model", "llama")["per_mtok"])

	n := w.ask(query{Grain: "replica", Format: "numeric", Operands: []operand{{As: "tokens", Signal: "generation_tokens", Hide: true}, {As: "cost", Signal: "gpu_cost", Hide: true}, {As: "per_tok", Formula: "cost / tokens"}}})
	n.near("rows", float64(len(n.where("pod", "busy-0"))), 1, 0)
	for _, r := range n.where("pod", "idle-0") {
		n.null("an alert never sees 0 or infinity", r["per_tok"])
	}
	g := w.ask(graph("replica", rate, operand{As: "spend", Signal: "gpu_cost", Hide: true}, operand{As: "each", Formula: "spend / rate"}))
	for _, f := range g.frame.Fields {
		if f.Name == "spend" {
			t.Error("a hidden operand is shown")
		}
		if f.Name == "each" && f.Labels["pod"] == "idle-0" {
			for i := range f.Len() {
				if _, ok := f.ConcreteAt(i); ok {
					t.Fatal("a price per token without tokens")
				}
			}
		}
	}
}

// A rolling upgrade shows old and new names at once: alternatives, never a sum.
func TestOldAndNewNamesAtOnce(t *testing.T) {
	held := func(pod string) []tenure { return []tenure{{always, pod}} }
	both := map[string]fn{"vllm:kv_cache_usage_perc": constant(0.6), "vllm:gpu_cache_usage_perc": constant(0.6),
		"vllm:prompt_tokens_cached_total": growing(3), "vllm:prefix_cache_hits_total": growing(3)}
	histogram(both, "vllm:inter_token_latency_seconds", 10, 0.02, 0.01, 0.025, 0.05)
	histogram(both, "vllm:time_per_output_token_seconds", 10, 0.02, 0.01, 0.025, 0.05)
	old := histogram(map[string]fn{"vllm:gpu_cache_usage_perc": constant(0.9)}, "vllm:time_per_output_token_seconds", 10, 0.05, 0.01, 0.025, 0.05)
	w := newWorld(t,
		card{uuid: "GPU-a", held: held("chat/both-0"), tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: held("chat/old-0"), tensor: constant(0.5)}.series(),
		engine{pod: "chat/both-0", tokens: growing(10), more: both}.series(),
		engine{pod: "chat/old-0", tokens: growing(10), more: old}.series())
	ops := []operand{usage, {As: "itl", Signal: "itl"}, {As: "cached", Signal: "cached_tokens", Stat: "total"}}
	a := w.ask(table("replica", ops...))
	r, o := a.one("pod", "both-0"), a.one("pod", "old-0")
	a.near("usage", r["usage"], 0.6, 1e-9)
	a.near("itl", r["itl"], 0.02, 1e-9)
	a.near("cached", r["cached"], 3600, 0)
	a.near("usage under the old name", o["usage"], 0.9, 1e-9)
	a.near("itl under the old name", o["itl"], 0.05, 1e-9)
	a.null("cached where nothing reports it", o["cached"])
	m := w.ask(table("model", ops...))
	m.near("usage of the model is a mean over replicas", m.one("llm_model", "llama")["usage"], 0.75, 1e-9)
	m.near("itl of the model by its own denominator", m.one("llm_model", "llama")["itl"], 0.035, 1e-9)
}

// One era of GPU names takes over from the other on a card in the middle of the window.
func TestUpgradeOfTheExporter(t *testing.T) {
	held := []tenure{{always, "chat/a-0"}}
	w := newWorld(t,
		card{scrape: scrape{to: 600}, uuid: "GPU-a", held: held, tensor: constant(0.4), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}}.series(),
		card{scrape: scrape{from: 630}, era49: true, uuid: "GPU-a", held: held, tensor: constant(0.8), more: map[string]fn{"DCGM_FI_DEV_BOARD_POWER_WATTS": constant(500)}}.series(),
		engine{pod: "chat/a-0", tokens: growing(10)}.series())
	a := w.ask(table("device", tensor, power, tokens))
	a.values(1)
	r := a.one("gpu_uuid", "GPU-a")
	a.near("gpus", r["gpus"], 1, 0)
	a.near("tensor", r["tensor"], 0.6, 1e-9)
	a.near("power", r["power"], 400, 1e-6)
	a.near("tokens", r["tokens"], 12000, 0)
}

func TestReplicaWithoutADevice(t *testing.T) {
	w := newWorld(t,
		engine{pod: "chat/alone-0", tokens: growing(10)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, tensor: constant(0.02)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("replica", tokens, tensor, cost))
	a.values(2)
	r := a.one("pod", "alone-0")
	a.near("gpus", r["gpus"], 0, 0)
	a.near("tokens", r["tokens"], 12000, 0)
	a.null("tensor", r["tensor"])
	a.unmatched("alone-0", "")
	if a.cover.Replicas.Matched != 1 || a.cover.Replicas.Total != 2 || a.cover.Devices.Matched != 1 || a.cover.Devices.Total != 2 {
		t.Errorf("coverage %+v", a.cover)
	}
	nobody := a.one("row_kind", "unmatched")
	a.is("first key column", nobody["cluster"], "unmatched")
	a.near("cost of nobody", nobody["cost"], 12, 1e-9)
	a.null("tokens of nobody", nobody["tokens"])
	d := w.ask(table("device", tokens))
	d.near("Σ tokens at device grain", d.sum("tokens"), 24000, 0)
	m := w.ask(table("model", tokens))
	m.near("tokens of the model", m.one("llm_model", "llama")["tokens"], 24000, 0)
	// Nothing unmatched: no row for it.
	w2 := newWorld(t, engine{pod: "chat/alone-0", tokens: growing(10)}.series())
	only := w2.ask(table("replica", tokens, tensor))
	only.near("rows", float64(len(only.rows())), 1, 0)
}

// Many sites drop buckets to save space; a mean needs only sum and count.
func TestMeanWithoutBuckets(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/a-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/a-0", tokens: growing(10), more: map[string]fn{
			"vllm:time_to_first_token_seconds_sum": growing(1), "vllm:time_to_first_token_seconds_count": growing(4)}}.series())
	a := w.ask(table("replica", operand{As: "ttft", Signal: "ttft"}, operand{As: "p95", Signal: "ttft", Stat: "p95"}))
	a.near("mean", a.one("pod", "a-0")["ttft"], 0.25, 1e-9)
	a.null("no quantile without buckets", a.one("pod", "a-0")["p95"])
}

// Quantiles come of the summed buckets, never of the replicas' quantiles.
func TestQuantilesOverReplicas(t *testing.T) {
	slow := histogram(map[string]fn{}, "vllm:time_to_first_token_seconds", 1, 3, 0.5, 1, 2, 4)
	fast := histogram(map[string]fn{}, "vllm:time_to_first_token_seconds", 9, 0.3, 0.5, 1, 2, 4)
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/a-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/a-0", more: slow}.series(), engine{pod: "chat/b-0", more: fast}.series())
	below := 0.7
	a := w.ask(table("model", operand{As: "mean", Signal: "ttft"}, operand{As: "p50", Signal: "ttft", Stat: "p50"}, operand{As: "p95", Signal: "ttft", Stat: "p95"},
		operand{As: "below", Signal: "ttft", Stat: "fraction_below", Threshold: &below}))
	r := a.one("llm_model", "llama")
	a.near("mean", r["mean"], 0.57, 1e-9)
	// Of ten a second nine lie in (0, 0.5] and one in (2, 4]: rank 5 is 5/9 of the first, rank 9.5 half of the last.
	a.near("p50", r["p50"], 0.5*5/9, 1e-6)
	a.near("p95", r["p95"], 3, 1e-6)
	a.near("fraction below the next edge", r["below"], 0.9, 1e-9)
}
