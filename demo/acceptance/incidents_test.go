package acceptance_test

import (
	"strings"
	"testing"
	"time"
)

// The demo's incidents are known, so its events are too: these and no others.
func againstIncidents(w *world) {
	w.t.Helper()
	const hour = 3600
	a := w.ask(happened().between(-6*hour, 0).where("cluster", "=", "prod-eu", "prod-us"))
	for _, c := range []struct {
		title, tag string
		from, to   int // minutes before the end; to is 0 for an instant
	}{
		{"code/coder-7b-7d8f6b5c9-kq2rt leaves GPU 6 on n2", "ownership", 150, 0},
		{"code/coder-7b-7d8f6b5c9-w7g4x takes GPU 6 on n2", "ownership", 147, 0},
		{"code/coder-7b-7d8f6b5c9-w7g4x starts", "pod-start", 147, 0},
		{"chat/chat-small-0 leaves GPU 4 on n1", "ownership", 120, 0},
		{"chat/chat-small-0 takes GPU 5 on n1", "ownership", 120, 0},
		{"chat/chat-small-0 starts", "pod-start", 119, 0},
		{"chat/chat-small-3 takes GPU 4 on n1", "ownership", 105, 0},
		{"chat/chat-small-3 starts", "pod-start", 105, 0},
		{"GPU 2 on n1 slowed by heat", "throttle", 90, 50},
		{"GPU 5 on n5 slowed by heat", "throttle", 30, 10},
	} {
		e := a.event(c.title)
		a.around(e, -c.from*60, -c.to*60, 120)
		if tags := e["tags"].(string); !strings.HasPrefix(tags, c.tag+",prod-eu,") {
			a.t.Errorf("%s: tags %q", c.title, tags)
		}
	}
	storms := 0
	for _, title := range a.titles() {
		if strings.HasPrefix(title, "Preemption storm in reason/mistral-24b-") {
			storms++
		}
	}
	if storms == 0 || storms+10 != len(a.rows()) {
		a.t.Errorf("%d storms of %q", storms, a.titles())
	}
}

// The gateway's requests leave exemplars, and the buffered ones stand out among them.
func againstExemplars(w *world) {
	w.t.Helper()
	a := w.ask(traces("gateway_ttft").between(-3600, 0).every(30 * time.Second))
	if n := a.frame.Rows(); n < 20 || n > 1000 {
		a.t.Errorf("%d exemplars", n)
	}
	for _, r := range a.rows() {
		if len(r["trace_id"].(string)) != 32 || r["Value"].(float64) <= 0 || r["cluster"] == "" || r["llm_model"] == "" {
			a.t.Fatalf("%v", r)
		}
	}
	us := w.ask(traces("gateway_ttft").between(-3600, 0).where("cluster", "=", "prod-us"))
	if len(us.rows()) == 0 || len(us.where("cluster", "prod-us")) != len(us.rows()) {
		a.t.Errorf("a cluster's exemplars:\n%s", us)
	}
}

func TestWhatHappensInTheFleetIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates six hours")
	}
	_, w := simulated(t)
	againstIncidents(w)
	againstExemplars(w)
	againstFrozenExporter(w)
}
