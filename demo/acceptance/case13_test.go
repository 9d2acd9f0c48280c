package acceptance_test

import (
	"math"
	"testing"
)

// noInfinities asserts that every number of a frame is finite: what is undefined is null.
func (a answer) noInfinities() {
	a.t.Helper()
	for _, f := range a.frame.Fields {
		for i := range f.Len() {
			if v, ok := f.ConcreteAt(i); ok {
				if x, number := v.(float64); number && (math.IsNaN(x) || math.IsInf(x, 0)) {
					a.t.Errorf("%s%v is %v in row %d", f.Name, f.Labels, x, i)
				}
			}
		}
	}
}

// Formulas of traffic, each of which divides by it.
var ofTraffic = []operand{tokens, rate, cost, running, {As: "spend", Signal: "gpu_cost"},
	{As: "requests", Signal: "requests_finished", Stat: "total"},
	{As: "per_mtok", Formula: "cost / tokens * 1e6"}, {As: "per_request", Formula: "cost / requests"},
	{As: "inverse", Formula: "1 / rate"}, {As: "zero_by_zero", Formula: "rate / rate"}, {As: "by_nothing", Formula: "rate / 0"},
	{As: "ttft", Signal: "ttft"}, {As: "ttft_p95", Signal: "ttft", Stat: "p95"}, {As: "below", Signal: "ttft", Stat: "fraction_below", Threshold: &halfASecond},
	{As: "hits", Signal: "prefix_hit_ratio"}}

var halfASecond = 0.5

// serving is a replica's series beside its tokens: requests and the hits of its prefix cache follow a clock that may stand
// still.
func serving(clock fn) map[string]fn {
	times := func(x float64) fn { return func(s int) float64 { return x * clock(s) } }
	m := map[string]fn{"vllm:request_success_total|finished_reason|stop": times(0.1),
		"vllm:prefix_cache_queries_total": times(20), "vllm:prefix_cache_hits_total": times(5),
		"vllm:time_to_first_token_seconds_count": times(0.1), "vllm:time_to_first_token_seconds_sum": times(0.03)}
	for _, le := range []string{"0.25", "0.5", "1", "+Inf"} {
		share := 0.1
		if le == "0.25" {
			share = 0
		}
		m["vllm:time_to_first_token_seconds_bucket|le|"+le] = times(share)
	}
	return m
}

// clock runs a second a second until one instant, stands still until another, and runs on.
func clock(stops, goes int) fn {
	return func(s int) float64 {
		return float64(min(s, stops)-before) + float64(max(0, s-goes))
	}
}

func times(x float64, f fn) fn { return func(s int) float64 { return x * f(s) } }

func TestCase13_NoTrafficAtAll(t *testing.T) {
	still := clock(before, after)
	w := newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0)}.series(),
		engine{pod: "chat/llama-0", tokens: still, more: serving(still)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	for _, q := range []query{table("replica", ofTraffic...), table("device", ofTraffic...), table("model", ofTraffic...)} {
		a := w.ask(q)
		a.noInfinities()
		a.values(1)
		r := a.one("row_kind", "value")
		for _, zero := range []string{"tokens", "rate", "requests"} {
			a.near(zero, r[zero], 0, 0)
		}
		a.near("cost of idling", r["cost"], 12, 1e-9)
		for _, undefined := range []string{"per_mtok", "per_request", "inverse", "zero_by_zero", "by_nothing", "ttft", "ttft_p95", "below", "hits"} {
			a.null(undefined, r[undefined])
		}
	}
	l := w.ask(latency("table", "llm_model"))
	l.noInfinities()
	for _, r := range l.rows() {
		for _, f := range []string{"queue", "prefill", "decode", "e2e", "unexplained", "ttft_mean", "ttft_p95"} {
			l.null(f, r[f])
		}
	}
	for _, q := range []query{graph("replica", ofTraffic...), graph("model", ofTraffic...)} {
		w.ask(q.every(seconds(60))).noInfinities()
	}
	alert := w.ask(query{Grain: "replica", Format: "numeric", Operands: []operand{{As: "tokens", Signal: "generation_tokens", Hide: true},
		{As: "cost", Signal: "gpu_cost", Hide: true}, {As: "each", Formula: "cost / tokens"}}})
	alert.noInfinities()
}

// Idle from 480 to 840 within a busy range: in those steps the rate is 0, and what divides by it is no number.
func TestCase13_IdleForAWhile(t *testing.T) {
	busy := clock(480, 840)
	w := newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: times(10, busy), more: serving(busy)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	g := w.ask(graph("replica", ofTraffic...).every(seconds(60)))
	g.noInfinities()
	inIdle := func(s int) bool { return s > 600 && s <= 840 } // 540 may still see the last tokens through a window of 60 s
	for s, v := range g.line("rate") {
		if inIdle(s) {
			g.near("rate while idle", v, 0, 0)
		}
	}
	for s, v := range g.line("spend") {
		g.near("it costs all the same", v, 0.01, 1e-9)
		_ = s
	}
	for _, undefined := range []string{"per_mtok", "inverse", "zero_by_zero", "ttft", "ttft_p95", "below", "hits"} {
		line := g.line(undefined)
		for s := range line {
			if inIdle(s) {
				t.Errorf("%s is %g at %d, where nothing happens", undefined, line[s], s)
			}
		}
		if _, ok := line[300]; !ok {
			t.Errorf("%s has no value while busy", undefined)
		}
	}
	r := w.ask(table("replica", ofTraffic...)).one("pod", "llama-0")
	g.near("tokens", r["tokens"], 8400, 1e-6)
	g.near("a mean is of the requests there were", r["ttft"], 0.3, 1e-9)
	g.near("hits", r["hits"], 0.25, 1e-9)
	g.near("cost of a million", r["per_mtok"], 12.0/8400*1e6, 1e-6)
}

// Scaled to zero between 600 and 900: the replica is gone, not idle. Its successor counts from zero; the card costs on.
func TestCase13_ScaleToZero(t *testing.T) {
	first, second := clock(after, after), func(s int) float64 { return float64(s - 900) }
	w := newWorld(t, card{uuid: "GPU-a", held: []tenure{{600, "chat/llama-a"}, {899, ""}, {always, "chat/llama-b"}}, tensor: constant(0.5)}.series(),
		engine{scrape: scrape{to: 600}, pod: "chat/llama-a", tokens: times(10, first), more: serving(first)}.series(),
		engine{scrape: scrape{from: 900}, pod: "chat/llama-b", tokens: times(10, second), more: serving(second)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("replica", ofTraffic...))
	a.noInfinities()
	a.near("Σ cost", a.sum("cost"), 12, 1e-6)
	nobody := a.one("row_kind", "unmatched")
	// From a native step of the engine's after its last sample to one of the exporter's before it names the successor.
	a.near("cost of nobody", nobody["cost"], (870-615)*0.01, 1e-6)
	for _, undefined := range []string{"tokens", "rate", "requests", "per_mtok", "ttft"} {
		a.null(undefined+" of nobody", nobody[undefined])
	}
	m := w.ask(table("model", tokens)).one("llm_model", "llama")
	a.near("tokens of the model", m["tokens"], 9000, 1e-6)
	g := w.ask(graph("model", ofTraffic...).every(seconds(60)))
	g.noInfinities()
	for _, name := range []string{"rate", "per_mtok", "ttft", "zero_by_zero"} {
		for s, v := range g.line(name, "llm_model", "llama") {
			if s > 720 && s < 900 {
				t.Errorf("%s is %g at %d, where no replica is", name, v, s)
			}
		}
	}
}

// An engine may say NaN or infinity itself: no values.
func TestCase13_WhatTheEngineCallsNoNumber(t *testing.T) {
	for name, odd := range map[string]float64{"nan": math.NaN(), "inf": math.Inf(1), "minus_inf": math.Inf(-1)} {
		t.Run(name, func(t *testing.T) {
			sometimes := func(s int) float64 {
				if s%60 == 0 {
					return odd
				}
				return 0.5
			}
			w := newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
				engine{pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"vllm:kv_cache_usage_perc": sometimes}}.series(),
				engine{pod: "chat/llama-1", tokens: growing(10), more: map[string]fn{"vllm:kv_cache_usage_perc": constant(odd)}}.series())
			for _, q := range []query{table("replica", usage, operand{As: "most", Signal: "kv_cache_usage", Stat: "max"}), table("model", usage)} {
				a := w.ask(q)
				a.noInfinities()
				if q.Grain == "replica" {
					a.null("usage that never is one", a.one("pod", "llama-1")["usage"])
				}
				if q.Grain == "replica" && name == "nan" {
					a.near("usage where it is a number", a.one("pod", "llama-0")["usage"], 0.5, 1e-9)
					a.near("most", a.one("pod", "llama-0")["most"], 0.5, 1e-9)
				}
			}
			w.ask(graph("replica", usage)).noInfinities()
		})
	}
}
