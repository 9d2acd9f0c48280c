package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var (
	prompt   = operand{As: "prompt", Signal: "prompt_tokens", Stat: "total"}
	transfer = operand{As: "transfer", Signal: "kv_transfer_time"}
	moved    = operand{As: "moved", Signal: "kv_transfer_bytes", Stat: "total"}
)

// working adds to one half of a pair what it counts: tokens a second, and for the decode half the KV cache's way to it.
func working(e engine, prompts, generated float64) engine {
	e.more["vllm:prompt_tokens_total"] = growing(prompts)
	e.tokens = growing(generated)
	if e.labels[1] == "decode" {
		histogram(e.more, "vllm:nixl_xfer_time_seconds", 0.2, 0.06, 0.005, 0.01, 0.1, 1)
		e.more["vllm:nixl_bytes_transferred_sum"], e.more["vllm:nixl_bytes_transferred_count"] = growing(0.2*1e9), growing(0.2)
	}
	return e
}

// disaggregated is a prefill pod on one card and a decode pod on another node's: 0.2 requests a second of 500 tokens, each
// answered with 200. vLLM's prefill half makes one token of each request itself.
func disaggregated(prefill, decode string) [][]storetest.Series {
	return [][]storetest.Series{
		card{uuid: "GPU-p", held: []tenure{{always, prefill}}, tensor: constant(0.9), more: wholeCard(600)}.series(),
		card{uuid: "GPU-d", node: "n2", held: []tenure{{always, decode}}, tensor: constant(0.3), more: wholeCard(400)}.series(),
		working(half(prefill, "prefill", 0.2, 0.05, 0.4, 0.001, 0.5), 100, 0.2).series(),
		working(half(decode, "decode", 0.2, 0.08, 0.01, 3, 3.9), 0, 40).series(),
		price("eu", "n1", scrape{}, constant(2*aCentASecond)), price("eu", "n2", scrape{}, constant(aCentASecond)),
	}
}

func byRole(q query) query {
	q.By = append(q.By, "role")
	return q
}

// Each half is on its own card and does its own work; what belongs to the pair is counted once. The second pair's pods are
// named the wrong way round: only the label says what they are.
func TestCase15_EachRoleOnItsOwnCard(t *testing.T) {
	for name, pods := range map[string][2]string{"plain": {"chat/llama-prefill-0", "chat/llama-decode-0"}, "names_that_mislead": {"chat/llama-decode-7", "chat/llama-prefill-7"}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, disaggregated(pods[0], pods[1])...)
			for _, grain := range []string{"model", "replica", "device", "cluster"} {
				a := w.ask(byRole(table(grain, prompt, tokens, tensor, power, cost, transfer, moved)))
				a.values(2)
				p, d := a.one("role", "prefill"), a.one("role", "decode")
				a.near("prompt of prefill", p["prompt"], 120_000, 0)
				a.near("its one token a request", p["tokens"], 240, 1e-6)
				a.near("tokens of decode", d["tokens"], 48_000, 0)
				a.near("tensor of prefill", p["tensor"], 0.9, 1e-9)
				a.near("tensor of decode", d["tensor"], 0.3, 1e-9)
				a.near("power of prefill", p["power"], 600, 1e-9)
				a.near("power of decode", d["power"], 400, 1e-9)
				a.near("cost of prefill", p["cost"], 24, 1e-6)
				a.near("cost of decode", d["cost"], 12, 1e-6)
				a.near("gpus of prefill", p["gpus"], 1, 0)
				a.null("transfer of prefill", p["transfer"])
				a.near("transfer of decode", d["transfer"], 0.06, 1e-9)
				a.near("bytes", d["moved"], 240e9, 1)
			}
			a := w.ask(table("model", prompt, tokens, tensor, cost))
			r := a.one("llm_model", "llama")
			a.near("prompt of both", r["prompt"], 120_000, 0)
			a.near("cost of both", r["cost"], 36, 1e-6)
			a.near("tensor over both cards", r["tensor"], 0.6, 1e-9)
			a.near("gpus", r["gpus"], 2, 0)
			only := w.ask(table("replica", tokens, cost).where("role", "=", "decode"))
			only.values(1)
			only.near("cost of the decode role", only.one("row_kind", "value")["cost"], 12, 1e-6)

			l := w.ask(latency("table", "llm_model"))
			m := l.one("llm_model", "llama")
			// vLLM's decode half counts the transfer as queue time too: 0.05 + 0.08 - 0.06.
			for field, want := range map[string]float64{"queue": 0.07, "transfer": 0.06, "prefill": 0.4, "decode": 3, "e2e": 3.9, "unexplained": 0.37, "requests": 240, "decomposed": 1} {
				l.near(field, m[field], want, 1e-6)
			}
			l.null("a half's time to first token is nobody's", m["ttft_mean"])
			roles := w.ask(latency("table", "role"))
			roles.near("prefill by role", roles.one("role", "prefill")["prefill"], 0.4, 1e-9)
			roles.near("decode by role", roles.one("role", "decode")["decode"], 3, 1e-9)
			g := w.ask(latency("timeseries", "llm_model").every(time.Minute))
			for s, v := range g.line("transfer", "llm_model", "llama") {
				g.near("transfer", v, 0.06, 1e-9)
				g.near("Σ phases", g.line("queue")[s]+v+g.line("prefill")[s]+g.line("decode")[s]+g.line("unexplained")[s], g.line("e2e")[s], 1e-9)
			}
		})
	}
}

// The decode pod moves to another card at 600 and is replaced there; the pair goes on, and each card keeps its owner's time.
func TestCase15_TheDecodeHalfIsReplaced(t *testing.T) {
	late := func(f float64) fn { return func(s int) float64 { return f * float64(max(0, s-660)) } }
	first, second := half("chat/d-0", "decode", 0.2, 0.08, 0.01, 3, 3.9), half("chat/d-1", "decode", 0.2, 0.08, 0.01, 3, 3.9)
	first.scrape, second.scrape = scrape{to: 600}, scrape{from: 660}
	first.tokens, second.tokens = growing(40), late(40)
	for name, f := range second.more {
		second.more[name] = begunAgain(f, 660)
	}
	w := newWorld(t,
		card{uuid: "GPU-p", held: []tenure{{always, "chat/p-0"}}, tensor: constant(0.9), more: wholeCard(600)}.series(),
		card{uuid: "GPU-d", node: "n2", held: []tenure{{600, "chat/d-0"}, {always, ""}}, tensor: until(630, 0.3, 0), more: wholeCard(400)}.series(),
		card{uuid: "GPU-e", node: "n2", index: 1, held: []tenure{{630, ""}, {always, "chat/d-1"}}, tensor: until(630, 0, 0.5), more: wholeCard(400)}.series(),
		working(half("chat/p-0", "prefill", 0.2, 0.05, 0.4, 0.001, 0.5), 100, 0.2).series(), first.series(), second.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), price("eu", "n2", scrape{}, constant(aCentASecond)))
	a := w.ask(byRole(table("model", tokens, tensor, cost)))
	d := a.one("role", "decode", "row_kind", "value")
	a.near("tokens of both decode pods", d["tokens"], 40*600+40*540, 1e-6)
	// Its engine is last seen at 600, so the first pod is there to 615; the second card names its pod from 660, so from 630.
	a.near("gpus", d["gpus"], 1185.0/1200, 1e-9)
	a.near("cost", d["cost"], 11.85, 1e-6)
	a.near("tensor", d["tensor"], (0.3*615+0.5*570)/1185, 1e-9)
	a.near("the rest of both cards is nobody's", a.sum("cost", "row_kind", "unmatched"), 12.15, 1e-6)
	r := w.ask(latency("table", "llm_model")).one("llm_model", "llama")
	a.near("end to end of both decode pods", r["e2e"], 3.9, 1e-9)
	// 240 requests were prefilled and 228 finished: what was lost in between is paid for all the same.
	a.near("requests", r["requests"], 228, 1e-6)
	a.near("prefill", r["prefill"], 0.4*240/228, 1e-9)
}

// SGLang says its role itself, and measures the transfer in milliseconds.
func TestCase15_SGLang(t *testing.T) {
	side := func(name, role string, more map[string]fn) []storetest.Series {
		m := map[string]fn{"sglang:num_running_reqs": constant(2), "sglang:generation_tokens_total": growing(10)}
		for k, f := range more {
			m[k] = f
		}
		labelled := map[string]fn{}
		for k, f := range m {
			base, rest, _ := strings.Cut(k, "|")
			if rest != "" {
				rest = "|" + rest
			}
			labelled[base+"|model_name|llama|engine_type|"+role+rest] = f
		}
		return exposed(pod("chat", name), labelled)
	}
	w := newWorld(t,
		side("a-0", "prefill", map[string]fn{"sglang:generation_tokens_total": growing(0.2)}),
		side("b-0", "decode", histogram(map[string]fn{}, "sglang:kv_transfer_latency_ms", 0.2, 60, 10, 50, 100, 500)),
		card{uuid: "GPU-p", held: []tenure{{always, "chat/a-0"}}, tensor: constant(0.9)}.series(),
		card{uuid: "GPU-d", index: 1, held: []tenure{{always, "chat/b-0"}}, tensor: constant(0.3)}.series())
	a := w.ask(byRole(table("model", tokens, tensor, transfer, operand{As: "p95", Signal: "kv_transfer_time", Stat: "p95"})))
	a.values(2)
	d := a.one("role", "decode")
	a.near("transfer in seconds", d["transfer"], 0.06, 1e-9)
	a.near("p95 between 50 and 100 ms", d["p95"], 0.05+0.05*0.95, 1e-9)
	a.near("tokens", d["tokens"], 12_000, 0)
	a.near("tensor of prefill", a.one("role", "prefill")["tensor"], 0.9, 1e-9)
}
