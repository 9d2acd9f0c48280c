package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// Phases that a replica begins to report in the middle (an engine was upgraded) are of the requests since then, and the
// rest is not called decomposed.
func TestAccept4_PhasesThatBeginLate(t *testing.T) {
	r := phased("chat/up-0", "llama", 0.4, 0.1, 0.2, 1, 1.4)
	var late []storetest.Series
	early := engine{pod: r.pod, model: r.model, more: map[string]fn{}}
	for name, f := range r.more {
		if len(name) > 12 && name[:13] == "vllm:request_" {
			l := engine{scrape: scrape{from: 615}, pod: r.pod, model: r.model, more: map[string]fn{name: begunAgain(f, 615)}}
			for _, s := range l.series() {
				if s.Name[:13] == "vllm:request_" {
					late = append(late, s)
				}
			}
			continue
		}
		early.more[name] = f
	}
	w := newWorld(t, early.series(), late)
	a := w.ask(latency("table", "pod"))
	x := a.one("pod", "up-0")
	a.near("e2e", x["e2e"], 1.4, 1e-9)
	a.near("requests", x["requests"], 480, 1e-6)
	// Nothing is said of requests that did not report: a phase's mean is over those that did.
	for f, want := range map[string]float64{"queue": 0.1, "prefill": 0.2, "decode": 1} {
		a.near(f, x[f], want, 1e-9)
	}
	a.null("unexplained", x["unexplained"])
	a.near("since then all is known", w.ask(latency("table", "pod").between(615, 1200)).one("pod", "up-0")["unexplained"], 0.1, 1e-9)
	g := w.ask(latency("timeseries", "pod").every(time.Minute))
	for s, v := range g.line("decode", "pod", "up-0") {
		if s > 720 {
			g.near("decode once it is reported", v, 1, 1e-9)
		}
	}
}

// A model served under two names in two namespaces, and rows of several labels: every request is in exactly one row.
func TestAccept4_EveryRequestInOneRow(t *testing.T) {
	w := everywhere(t)
	for _, by := range [][]string{nil, {"cluster"}, {"node"}, {"namespace"}, {"pod"}, {"role"}, {"engine"}, {"engine_rank"}, {"gpu_model"}, {"gpu_uuid"},
		{"tenant"}, {"route"}, {"cluster", "node", "pod"}, {"llm_model", "engine", "role"}, {"mig_id"}, {"gpu_index"}} {
		a := w.ask(latency("table", by...))
		a.near("Σ requests", a.sum("requests"), 2400, 1e-6)
		weighted := 0.0
		for _, r := range a.rows() {
			weighted += number(t, r, "requests") * number(t, r, "e2e")
		}
		a.near("Σ requests × e2e", weighted, 1200*(0.3*1.4+0.1*3.1+0.6*1.1+0.4), 1e-6)
	}
}

// Counters of signals split and add like those of latency, over labels of one's choice.
func TestAccept4_SignalTotalsTelescope(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/a-0", tokens: then(437, 10, 3)}.series(), engine{pod: "chat/b-0", tokens: begunAgain(then(437, 4, 9), 697)}.series(),
		engine{scrape: scrape{from: 615}, pod: "chat/c-0", model: "qwen", tokens: begunAgain(growing(5), 615)}.series())
	for _, by := range [][]string{nil, {"pod"}, {"llm_model"}} {
		whole := w.ask(signals("table", by, tokens))
		for _, cut := range []int{15, 307, 437, 600, 615, 700, 1199} {
			l, r := w.ask(signals("table", by, tokens).between(0, cut)), w.ask(signals("table", by, tokens).between(cut, 1200))
			whole.near("Σ in two parts", l.sum("tokens")+r.sum("tokens"), whole.sum("tokens"), 1e-6)
		}
	}
	a := w.ask(signals("table", []string{"pod"}, tokens))
	a.near("a-0", a.one("pod", "a-0")["tokens"], 437*10+763*3, 1e-6)
	a.near("c-0", a.one("pod", "c-0")["tokens"], 585*5, 1e-6)
}
