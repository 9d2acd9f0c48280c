package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var (
	stale    = operand{As: "stale", Signal: "stale"}
	stalled  = operand{As: "stalled", Signal: "stalled"}
	gpuStale = operand{As: "gpu_stale", Signal: "gpu_stale"}
)

// standing is a replica of which each part may stand still on its own; nil parts are not exposed.
type standing struct {
	running, waiting, tokens, prompts, finished, cache fn
}

func (w standing) series(pod string) []storetest.Series { return w.scraped(pod, scrape{}) }

func (w standing) scraped(pod string, by scrape) []storetest.Series {
	e := engine{scrape: by, pod: pod, tokens: w.tokens, more: map[string]fn{}}
	for name, f := range map[string]fn{"vllm:num_requests_running": w.running, "vllm:num_requests_waiting": w.waiting, "vllm:prompt_tokens_total": w.prompts,
		"vllm:request_success_total|finished_reason|stop": w.finished, "vllm:kv_cache_usage_perc": w.cache} {
		if f != nil {
			e.more[name] = f
		}
	}
	return e.series()
}

// upTo lets a function stand still from a second on.
func upTo(f fn, second int) fn { return func(s int) float64 { return f(min(s, second)) } }

// pausing lets it stand still between two seconds and go on from where it was.
func pausing(f fn, from, to int) fn {
	return func(s int) float64 {
		switch {
		case s <= from:
			return f(s)
		case s <= to:
			return f(from)
		}
		return f(s - (to - from))
	}
}

// againstStates asks for a table over a part of the range.
func againstStates(t *testing.T, w *world, from, to int, want map[string][2]float64) {
	t.Helper()
	a := w.ask(table("replica", stale, stalled).between(from, to))
	for pod, v := range want {
		r := a.one("pod", pod)
		a.near("stale of "+pod, r["stale"], v[0], 0)
		a.near("stalled of "+pod, r["stalled"], v[1], 0)
	}
}

func TestStale_CountersStandStillWhileRequestsRun(t *testing.T) {
	steady := standing{running: constant(3), waiting: constant(0), tokens: growing(50), prompts: growing(100), finished: growing(0.5), cache: constant(0.4)}
	frozen := standing{running: constant(3), waiting: constant(0), tokens: upTo(growing(50), 300), prompts: upTo(growing(100), 300), finished: upTo(growing(0.5), 300), cache: constant(0.4)}
	idle := standing{running: constant(0), waiting: constant(0), tokens: constant(70), prompts: constant(9), finished: constant(3), cache: constant(0)}
	w := newWorld(t, steady.series("chat/steady-0"), frozen.series("chat/frozen-0"), idle.series("chat/idle-0"))
	againstStates(t, w, 0, 1200, map[string][2]float64{"steady-0": {0, 0}, "frozen-0": {1, 0}, "idle-0": {0, 0}})
	againstStates(t, w, 0, 300, map[string][2]float64{"steady-0": {0, 0}, "frozen-0": {0, 0}, "idle-0": {0, 0}})
	g := w.ask(graph("replica", stale).every(time.Minute))
	for s, v := range g.line("stale", "pod", "frozen-0") {
		switch {
		case s <= 420:
			g.near("before", v, 0, 0)
		case s >= 540:
			g.near("after", v, 1, 0)
		}
	}
	// One that hangs is enough: a coarser row tells it, and its mean how many.
	m := w.ask(table("model", stale, operand{As: "part", Signal: "stale", Reduce: "mean"}).between(900, 1200))
	r := m.one("llm_model", "llama")
	m.near("any", r["stale"], 1, 0)
	m.near("how many", r["part"], 1.0/3, 1e-9)
}

// A long prefill, a pause, a restart and a new pod are no standstill.
func TestStale_WhatOnlyLooksLikeIt(t *testing.T) {
	prefill := standing{running: constant(1), waiting: constant(2), tokens: pausing(growing(50), 200, 800), prompts: pausing(growing(100), 200, 800),
		finished: pausing(growing(0.1), 200, 800), cache: func(s int) float64 { return 0.2 + 0.0005*float64(s+1000) }}
	pause := standing{running: constant(1), waiting: constant(0), tokens: pausing(growing(50), 300, 420), finished: pausing(growing(0.5), 300, 420)}
	quiet := standing{running: until(300, 2, 0), waiting: constant(0), tokens: upTo(growing(50), 300), finished: upTo(growing(0.5), 300)}
	restarted := standing{running: constant(1), waiting: constant(0), tokens: func(s int) float64 {
		if s > 600 {
			return float64(s-600) * 50
		}
		return growing(50)(s)
	}, finished: growing(0.5)}
	w := newWorld(t, prefill.series("chat/prefill-0"), pause.series("chat/pause-0"), quiet.series("chat/quiet-0"), restarted.series("chat/restarted-0"))
	againstStates(t, w, 0, 1200, map[string][2]float64{"prefill-0": {0, 0}, "pause-0": {0, 0}, "quiet-0": {0, 0}, "restarted-0": {0, 0}})
}

func TestStalled_RequestsWaitAndNoneCompletes(t *testing.T) {
	hung := standing{running: constant(8), waiting: constant(4), tokens: upTo(growing(50), 300), prompts: upTo(growing(100), 300), finished: upTo(growing(0.5), 300)}
	long := standing{running: constant(8), waiting: constant(4), tokens: growing(50), prompts: growing(100), finished: func(s int) float64 { return float64((s + 1000) / 240) }}
	jammed := standing{running: constant(0), waiting: constant(4), tokens: constant(10), prompts: constant(10), finished: constant(2)}
	w := newWorld(t, hung.series("chat/hung-0"), long.series("chat/long-0"), jammed.series("chat/jammed-0"))
	againstStates(t, w, 0, 1200, map[string][2]float64{"hung-0": {1, 1}, "long-0": {0, 0}, "jammed-0": {0, 1}})
	againstStates(t, w, 0, 300, map[string][2]float64{"hung-0": {0, 0}})
}

// Undefined is not zero: what is not scraped is neither, and an answer without any input says what was looked for.
func TestStale_WithoutInputItIsSilent(t *testing.T) {
	w := newWorld(t, standing{running: constant(1), waiting: constant(0)}.series("chat/llama-0"))
	a := w.ask(table("replica", stale, stalled))
	r := a.one("pod", "llama-0")
	a.null("stale without counters", r["stale"])
	a.null("stalled without counters", r["stalled"])
	none := newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(1)}.series())
	b := none.ask(table("replica", stalled))
	if len(b.cover.Empty) != 1 || b.cover.Empty[0].Reason != "no-series" || len(b.cover.Empty[0].LookedFor) == 0 {
		t.Errorf("%+v", b.cover.Empty)
	}
	// As a rule: no value, no alert.
	if n := w.ask(query{Grain: "replica", Format: "numeric", Operands: []operand{stalled}}); len(n.rows()) > 0 {
		t.Errorf("a rule on nothing: %s", n)
	}
}

func TestStale_AGoneReplicaIsNotStale(t *testing.T) {
	gone := standing{running: constant(3), waiting: constant(2), tokens: growing(50), finished: growing(0.5)}
	w := newWorld(t, gone.scraped("chat/gone-0", scrape{to: 600}), gone.scraped("chat/silent-0", scrape{to: 600, silent: true}), standing{running: constant(1), waiting: constant(0), tokens: growing(5), finished: growing(1)}.series("chat/llama-0"))
	againstStates(t, w, 0, 1200, map[string][2]float64{"gone-0": {0, 0}, "silent-0": {0, 0}, "llama-0": {0, 0}})
}

// An exporter that repeats itself is found by the energy counters, at its GPUs and at the replicas that hold them. A GPU
// without such a counter, or with one that is always 0, says nothing.
func TestStale_AnExporterThatRepeatsItself(t *testing.T) {
	joules := func(f fn) map[string]fn { return map[string]fn{"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": f} }
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/frozen-0"}}, tensor: constant(0.8), more: joules(upTo(growing(300_000), 400))}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/fine-0"}}, tensor: constant(0.8), more: joules(growing(300_000))}.series(),
		card{uuid: "GPU-c", index: 2, held: []tenure{{always, "chat/mute-0"}}, tensor: constant(0.8)}.series(),
		card{uuid: "GPU-d", index: 3, held: []tenure{{always, "chat/zero-0"}}, tensor: constant(0.8), more: joules(constant(0))}.series(),
		engine{pod: "chat/frozen-0", tokens: growing(10)}.series(), engine{pod: "chat/fine-0", tokens: growing(10)}.series(),
		engine{pod: "chat/mute-0", tokens: growing(10)}.series(), engine{pod: "chat/zero-0", tokens: growing(10)}.series())
	a := w.ask(table("device", gpuStale, stale))
	for uuid, want := range map[string]any{"GPU-a": 1.0, "GPU-b": 0.0, "GPU-c": nil, "GPU-d": nil} {
		r := a.one("gpu_uuid", uuid)
		if want == nil {
			a.null("the GPU's state of "+uuid, r["gpu_stale"])
			continue
		}
		a.near("the GPU's state of "+uuid, r["gpu_stale"], want.(float64), 0)
	}
	againstStates(t, w, 0, 1200, map[string][2]float64{"frozen-0": {1, 0}, "fine-0": {0, 0}, "mute-0": {0, 0}, "zero-0": {0, 0}})
	againstStates(t, w, 0, 420, map[string][2]float64{"frozen-0": {0, 0}})
}

// up is the scraper's word on a replica's target; a target that is down says so while the engine's own series are gone.
func TestUp_OfAReplica(t *testing.T) {
	target := func(pod string, v fn) []storetest.Series {
		return scrape{}.or(15).series(line{"up", func(int) []string {
			return []string{"cluster", "eu", "job", "vllm", "instance", pod + ":8000", "namespace", "chat", "pod", pod}
		}, v})
	}
	w := newWorld(t, engine{pod: "chat/a-0", tokens: growing(10)}.series(), engine{pod: "chat/b-0", tokens: growing(10)}.series(),
		target("a-0", constant(1)), target("b-0", until(600, 1, 0)), target("other-0", constant(0)))
	a := w.ask(table("replica", operand{As: "up", Signal: "up"}, operand{As: "share", Signal: "up", Stat: "avg"}))
	a.near("up", a.one("pod", "a-0")["up"], 1, 0)
	a.near("down", a.one("pod", "b-0")["up"], 0, 0)
	a.near("half", a.one("pod", "b-0")["share"], 0.5, 0.02)
	if n := len(a.rows()); n != 2 {
		t.Errorf("%d rows:\n%s", n, a)
	}
}

// The demo's exporter that repeats itself while up stays 1 is found, and no other.
func againstFrozenExporter(w *world) {
	w.t.Helper()
	told := func(op string) (n int) {
		for _, r := range w.ask(table("device", gpuStale).between(-3300, -2100).where("cluster", op, "prod-us")).rows() {
			if r["gpu_stale"] == 1.0 {
				n++
				if r["node"] != "n2" {
					w.t.Errorf("%v is taken for frozen", r)
				}
			}
		}
		return n
	}
	if told("=") == 0 || told("!=") != 0 {
		w.t.Errorf("%d GPUs of the frozen exporter are told, %d of others", told("="), told("!="))
	}
	b := w.ask(table("replica", stale).between(-3300, -2100))
	seen := 0
	for _, r := range b.rows() {
		if v, ok := r["stale"].(float64); ok && v == 1 {
			seen++
		}
	}
	if seen == 0 {
		w.t.Errorf("no replica is told to have stale readings:\n%s", b)
	}
	healthy := w.ask(table("device", gpuStale).between(-1500, 0))
	for _, r := range healthy.rows() {
		if v, ok := r["gpu_stale"].(float64); ok && v != 0 {
			w.t.Errorf("%v is taken for frozen after it", r)
		}
	}
	quiet := w.ask(table("replica", stale, stalled).between(-1500, 0))
	for _, r := range quiet.rows() {
		if r["stale"] == 1.0 || r["stalled"] == 1.0 {
			w.t.Errorf("%v is taken for hanging", r)
		}
	}
}
