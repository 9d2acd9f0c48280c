package acceptance_test

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// fourRanks are four engines in one pod on four cards, told apart by vLLM's engine label alone.
func fourRanks(counter func(rank int) (fn, scrape)) [][]storetest.Series {
	var out [][]storetest.Series
	for i := range 4 {
		tokens, s := counter(i)
		n := float64(i + 1)
		more := map[string]fn{"vllm:num_requests_running": constant(n), "vllm:num_requests_waiting": constant(2 * n), "vllm:kv_cache_usage_perc": constant(n / 5)}
		histogram(more, "vllm:time_to_first_token_seconds", n, n/10, 0.15, 0.25, 0.35, 0.45)
		out = append(out,
			card{uuid: fmt.Sprintf("GPU-%d", i), index: i, held: []tenure{{always, "chat/dp4-0"}}, tensor: constant(n / 10), more: wholeCard(300)}.series(),
			engine{scrape: s, pod: "chat/dp4-0", rank: fmt.Sprint(i), tokens: tokens, more: more}.series())
	}
	return out
}

func TestCase05_FourEnginesInAPod(t *testing.T) {
	w := newWorld(t, fourRanks(func(rank int) (fn, scrape) { return growing(float64(rank + 1)), scrape{} })...)
	ttft := operand{As: "ttft", Signal: "ttft"}
	fullest := operand{As: "fullest", Signal: "kv_cache_usage", Reduce: "max"}
	for _, grain := range []string{"replica", "model", "cluster"} {
		a := w.ask(table(grain, tokens, running, waiting, kvUsage, fullest, ttft, power, tensor))
		a.values(1)
		r := a.one("row_kind", "value")
		a.near("tokens", r["tokens"], 12000, 0)
		a.near("running", r["running"], 10, 0)
		a.near("waiting", r["waiting"], 20, 0)
		a.near("power", r["power"], 1200, 0)
		a.near("tensor", r["tensor"], 0.25, 1e-9)
		a.near("gpus", r["gpus"], 4, 0)
		// Σ n·n/10 ÷ Σ n
		a.near("mean of all ranks' requests", r["ttft"], 0.3, 1e-9)
		a.near("usage is the ranks' mean", r["kv"], 0.5, 1e-9)
		if grain == "replica" {
			a.near("the fullest rank", r["fullest"], 0.8, 1e-9)
		}
	}
	a := w.ask(table("device", tokens, running))
	a.values(4)
	a.near("Σ tokens over cards", a.sum("tokens"), 12000, 1e-9)
	a.near("Σ running over cards", a.sum("running"), 10, 1e-9)
	q := query{QueryType: "signal", By: []string{"engine_rank"}, Format: "table", Operands: []operand{tokens, running, kvUsage}}
	a = w.ask(q)
	for i := range 4 {
		r := a.one("engine_rank", fmt.Sprint(i))
		a.near("tokens of a rank", r["tokens"], 1200*float64(i+1), 0)
		a.near("running on a rank", r["running"], float64(i+1), 0)
		a.near("usage of a rank", r["kv"], float64(i+1)/5, 1e-9)
	}
	g := w.ask(graph("replica", rate, running))
	for _, v := range g.line("rate", "pod", "dp4-0") {
		g.near("rate", v, 10, 0)
	}
	for _, v := range g.line("running", "pod", "dp4-0") {
		g.near("running", v, 10, 0)
	}
}

// Rank 2 starts anew at 600 and rank 3 is there from 630 on only: each counter is corrected on its own.
func TestCase05_OneRankRestarts(t *testing.T) {
	w := newWorld(t, fourRanks(func(rank int) (fn, scrape) {
		n := float64(rank + 1)
		switch rank {
		case 2:
			return func(s int) float64 {
				if s <= 600 {
					return n * float64(s-before)
				}
				return n * float64(s-600)
			}, scrape{}
		case 3:
			return func(s int) float64 { return n * float64(s-630) }, scrape{from: 630}
		}
		return growing(n), scrape{}
	})...)
	want := 1200.0 + 2400 + 3600 + 4*570
	for _, grain := range []string{"device", "replica", "model"} {
		a := w.ask(table(grain, tokens))
		a.near("Σ tokens by "+grain, a.sum("tokens"), want, 1e-6)
		left, right := w.ask(table(grain, tokens).between(0, 607)), w.ask(table(grain, tokens).between(607, 1200))
		a.near("in two parts by "+grain, left.sum("tokens")+right.sum("tokens"), want, 1e-6)
	}
	g := w.ask(graph("replica", tokens).every(seconds(60)))
	sum := 0.0
	for s, v := range g.line("tokens") {
		if v < 0 {
			t.Errorf("%g tokens at %d", v, s)
		}
		sum += v
	}
	g.near("Σ of the steps", sum, want, 1e-6)
}

// SGLang with data-parallel attention: each scheduler is a dp_rank and a tp_rank and a moe_ep_rank at
// once, so that the ranks that are summed and those that are not come with the same numbers.
func TestCase05_SGLangDataParallelAttention(t *testing.T) {
	for _, prefix := range []string{"sglang:", "sglang_"} {
		t.Run(prefix, func(t *testing.T) {
			m := map[string]fn{}
			const model = "|model_name|llama|engine_type|unified"
			for i := range 4 {
				rank := fmt.Sprintf("%s|dp_rank|%d|tp_rank|%d|pp_rank|0|moe_ep_rank|%d", model, i, i, i)
				for priority, part := range map[string]float64{"": 1, "|priority|1": 0.25, "|priority|2": 0.75} {
					m[prefix+"num_running_reqs"+rank+priority] = constant(4 * float64(i+1) * part)
					m[prefix+"num_queue_reqs"+rank+priority] = constant(8 * part)
				}
				m[prefix+"token_usage"+rank] = constant(float64(i+1) / 5)
			}
			m[prefix+"generation_tokens_total"+model] = growing(10)
			a := newWorld(t, exposed(pod("chat", "llama-0"), m)).ask(table("replica", tokens, running, waiting, kvUsage))
			r := a.one("pod", "llama-0")
			a.near("tokens", r["tokens"], 12000, 0)
			a.near("running", r["running"], 40, 0)
			a.near("waiting", r["waiting"], 32, 0)
			a.near("usage", r["kv"], 0.5, 1e-9)
		})
	}
}

// Tensor- and pipeline-parallel ranks are one thing seen several times, also when what they saw differs; two
// data-parallel ranks that are equal are still two.
func TestCase05_RanksByRoleNotByValue(t *testing.T) {
	m := map[string]fn{}
	const model = "|model_name|llama|engine_type|unified"
	for dp := range 2 {
		for tp := range 2 {
			for pp := range 2 {
				rank := fmt.Sprintf("%s|dp_rank|%d|tp_rank|%d|pp_rank|%d|moe_ep_rank|%d", model, dp, tp, pp, tp)
				// Rank 1 of a tensor-parallel pair is one request behind.
				m["sglang:num_running_reqs"+rank] = constant(4 - float64(tp))
				m["sglang:num_queue_reqs"+rank] = constant(5)
			}
		}
	}
	a := newWorld(t, exposed(pod("chat", "llama-0"), m)).ask(table("replica", running, waiting))
	r := a.one("pod", "llama-0")
	a.between("running", r["running"], 6, 8)
	a.near("waiting", r["waiting"], 10, 0)
}

// A total beside its parts is not added to them; a total alone and parts alone are both the whole. One pod of each.
func TestCase05_TotalsAndParts(t *testing.T) {
	const model = "|model_name|llama"
	parts := map[string]fn{"sglang:cached_tokens_total" + model + "|cache_source|device": growing(2), "sglang:cached_tokens_total" + model + "|cache_source|host": growing(1)}
	both := map[string]fn{"sglang:cached_tokens_total" + model + "|cache_source|total": growing(3)}
	for name, f := range parts {
		both[name] = f
	}
	w := newWorld(t,
		exposed(pod("chat", "parts"), parts),
		exposed(pod("chat", "total"), map[string]fn{"sglang:cached_tokens_total" + model + "|cache_source|total": growing(3)}),
		exposed(pod("chat", "both"), both),
		exposed(pod("chat", "plain"), map[string]fn{"sglang:cached_tokens_total" + model: growing(3)}))
	a := w.ask(table("replica", cached))
	for _, pod := range []string{"parts", "total", "both", "plain"} {
		a.near("cached of "+pod, a.one("pod", pod)["cached"], 3600, 0)
	}
	a = w.ask(table("model", cached))
	a.near("cached of the model", a.one("llm_model", "llama")["cached"], 4*3600, 0)
}

// LMDeploy's engine label is a data-parallel rank too; two pods of the same ranks stay two.
func TestCase05_LMDeployRanks(t *testing.T) {
	var parts [][]storetest.Series
	for _, name := range []string{"lmd-0", "lmd-1"} {
		m := map[string]fn{}
		for i := range 3 {
			rank := fmt.Sprintf("|model_name|m|engine|%d", i)
			m["lmdeploy:num_requests_running"+rank] = constant(2)
			m["lmdeploy:generation_tokens_total"+rank] = growing(5)
		}
		parts = append(parts, exposed(pod("chat", name), m))
	}
	w := newWorld(t, parts...)
	a := w.ask(table("replica", tokens, running))
	for _, name := range []string{"lmd-0", "lmd-1"} {
		a.near("tokens", a.one("pod", name)["tokens"], 18000, 0)
		a.near("running", a.one("pod", name)["running"], 6, 0)
	}
	a = w.ask(table("model", tokens))
	a.near("tokens of the model", a.one("llm_model", "m")["tokens"], 36000, 0)
}
