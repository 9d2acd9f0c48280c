package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

func containsAll(text string, words ...string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// hung is a replica that serves until a second and then completes nothing more: 40 requests wait, and nothing else moves.
// Its engine answers every scrape.
func hung(pod string, stops int) []storetest.Series {
	e := phased(pod, "llama", 0.5, 0.1, 0.2, 1, 1.4)
	for name, f := range e.more {
		e.more[name] = func(s int) float64 { return f(min(s, stops)) }
	}
	e.more["vllm:num_requests_waiting"] = until(stops, 0, 40)
	e.more["vllm:num_requests_running"] = until(stops, 1, 8)
	e.more["vllm:request_success_total|finished_reason|stop"] = func(s int) float64 { return growing(0.5)(min(s, stops)) }
	e.tokens = func(s int) float64 { return growing(50)(min(s, stops)) }
	return e.series()
}

var (
	finished = operand{As: "finished", Signal: "requests_finished"}
	ttft     = operand{As: "ttft", Signal: "ttft"}
)

// When nothing completes there is no latency: not the last one, and not zero. What waits and runs is there beside it.
func TestCase21_NothingCompletes(t *testing.T) {
	w := newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: until(600, 0.5, 1)}.series(), hung("chat/llama-0", 600))
	a := w.ask(table("replica", waiting, running, finished, rate, ttft, p95, fractionBelow(0.5)).between(660, 1200))
	r := a.one("pod", "llama-0")
	a.near("waiting", r["waiting"], 40, 1e-9)
	a.near("running", r["running"], 8, 1e-9)
	a.near("finished", r["finished"], 0, 0)
	a.near("tokens a second", r["rate"], 0, 0)
	for _, f := range []string{"ttft", "p95", "below"} {
		a.null(f+" of nothing", r[f])
	}
	l := w.ask(latency("table", "llm_model").between(660, 1200))
	for _, r := range l.rows() {
		for _, f := range []string{"e2e", "queue", "prefill", "decode", "ttft_mean", "ttft_p95"} {
			l.null(f, r[f])
		}
	}
	g := w.ask(graph("replica", waiting, finished, ttft, p95, fractionBelow(0.5)).every(time.Minute))
	for s, v := range g.line("waiting") {
		if s > 660 {
			g.near("waiting", v, 40, 1e-9)
		}
	}
	for _, name := range []string{"ttft", "p95", "below"} {
		for s, v := range g.line(name) {
			if s > 660 {
				t.Errorf("%s is %g at %d, where nothing completes", name, v, s)
			}
		}
	}
	// As an alert: an SLO of nothing is no value, so that only the check on waiting speaks.
	n := w.ask(query{Grain: "replica", Format: "numeric", Operands: []operand{fractionBelow(0.5)}}.between(660, 1200))
	if len(n.rows()) > 0 {
		t.Errorf("an SLO without requests: %s", n)
	}
	stall := w.ask(query{Grain: "replica", Format: "numeric", Operands: []operand{hidden(waiting), hidden(finished), {As: "hangs", Formula: "waiting > 0 && finished == 0 ? 1 : 0"}}}.between(660, 1200))
	stall.near("waiting and nothing finished", stall.one("pod", "llama-0")["hangs"], 1, 0)
}

// The signals themselves: stalled while requests wait and none completes, stale while counters stand still though requests
// run. Neither is an idle replica, nor a busy one.
func TestCase21_StalledAndStale(t *testing.T) {
	frozen := phased("chat/frozen-0", "frozen", 0.5, 0.1, 0.2, 1, 1.4)
	for name, f := range frozen.more {
		frozen.more[name] = func(s int) float64 { return f(min(s, 600)) }
	}
	frozen.tokens = func(s int) float64 { return growing(50)(min(s, 600)) }
	frozen.more["vllm:num_requests_running"] = constant(3)
	idle := phased("chat/idle-0", "idle", 0, 0.1, 0.2, 1, 1.4)
	idle.tokens, idle.more["vllm:num_requests_running"] = constant(1000), constant(0)
	busy := phased("chat/busy-0", "busy", 0.5, 0.1, 0.2, 1, 1.4)
	busy.tokens, busy.more["vllm:num_requests_waiting"] = growing(50), constant(40)
	busy.more["vllm:request_success_total|finished_reason|stop"] = growing(0.5)
	w := newWorld(t, hung("chat/hung-0", 600), frozen.series(), idle.series(), busy.series())
	stale, stalled := operand{As: "stale", Signal: "stale"}, operand{As: "stalled", Signal: "stalled"}
	a := w.ask(table("replica", stale, stalled))
	for pod, want := range map[string][2]float64{"hung-0": {1, 1}, "frozen-0": {1, 0}, "idle-0": {0, 0}, "busy-0": {0, 0}} {
		r := a.one("pod", pod)
		a.near("stale of "+pod, r["stale"], want[0], 0)
		a.near("stalled of "+pod, r["stalled"], want[1], 0)
	}
	early := w.ask(table("replica", stale, stalled).between(0, 540))
	for _, pod := range []string{"hung-0", "frozen-0", "busy-0"} {
		early.near("stale before", early.one("pod", pod)["stale"], 0, 0)
		early.near("stalled before", early.one("pod", pod)["stalled"], 0, 0)
	}
	g := w.ask(graph("replica", stalled).every(time.Minute))
	for s, v := range g.line("stalled", "pod", "hung-0") {
		switch {
		case s <= 540:
			g.near("stalled before", v, 0, 0)
		case s > 960:
			g.near("stalled", v, 1, 0)
		}
	}
}

// An exporter that freezes goes on answering: its last reading is held by nobody for long where it stops being written, and
// where it is written on, stale is what tells it from a steady one.
func TestCase21_AFrozenExporter(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8), more: map[string]fn{"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": func(s int) float64 { return 300_000 * float64(min(s, 600)-before) }}}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	a := w.ask(table("device", energy, tensor).between(660, 1200))
	r := a.one("gpu_uuid", "GPU-a")
	// The counter says what it says: no joules. It is not filled up from before.
	a.near("energy of a frozen counter", r["energy"], 0, 0)
	a.near("tensor is read as written", r["tensor"], 0.8, 1e-9)
}
