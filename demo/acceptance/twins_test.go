package acceptance_test

import (
	"math"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// twinned is a fixture as a pair of Prometheus servers writes it: b scrapes a little later and was down for a while.
func twinned(label string, make func(s scrape) []storetest.Series) []storetest.Series {
	a := make(scrape{})
	b := make(scrape{phase: 7, outage: [2]int{300, 500}})
	for i := range a {
		a[i].Labels = append(a[i].Labels, label, "a")
	}
	for i := range b {
		b[i].Labels = append(b[i].Labels, label, "b")
	}
	return append(a, b...)
}

// Hard case 23: two servers scrape the same targets; everything is read once.
func TestCase23_Twins(t *testing.T) {
	fleet := func(s scrape) []storetest.Series {
		var out []storetest.Series
		out = append(out, card{scrape: s, uuid: "GPU-a", naming: unnamed, tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(300_000)}}.series()...)
		out = append(out, engine{scrape: s, pod: "chat/llama-0", tokens: growing(10)}.series()...)
		out = append(out, kube{scrape: s, pod: "chat/llama-0", gpus: 1}.series()...)
		return append(out, price("eu", "n1", s, constant(aCentASecond))...)
	}
	ops := []operand{tokens, rate, tensor, cost, running, {As: "energy", Signal: "gpu_energy", Stat: "total"}}
	for _, c := range []struct{ name, label, settings string }{
		{"usual_label", "prometheus_replica", "{}"},
		{"label_of_the_settings", "copy", `{"replicaLabels":["copy"]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, twinned(c.label, fleet))
			w.settings = c.settings
			a := w.ask(table("device", ops...))
			a.values(1)
			r := a.one("pod", "llama-0")
			a.is("method", r["match_method"], "exclusive-node")
			a.near("tokens", r["tokens"], 12000, 0)
			a.near("rate", r["rate"], 10, 0)
			a.near("tensor", r["tensor"], 0.5, 0)
			a.near("cost", r["cost"], 12, 1e-9)
			a.near("running", r["running"], 1, 0)
			a.near("energy", r["energy"], 360_000, 0)
			a.near("gpus", r["gpus"], 1, 0)
			g := w.ask(graph("replica", rate, tensor).every(60e9))
			for second, v := range g.line("rate", "pod", "llama-0") {
				if math.Abs(v-10) > 1e-9 {
					t.Errorf("rate at %d is %v", second, v)
				}
			}
			if text := noticesOf(a); strings.Contains(text, "disagree") {
				t.Errorf("the copies agree: %s", text)
			}
		})
	}
}

// Copies that say different things are no copies: the answer says so.
func TestCase23_TwinsThatDisagree(t *testing.T) {
	one := engine{pod: "chat/llama-0", tokens: growing(10), labels: []string{"replica", "a"}}
	two := engine{pod: "chat/llama-0", tokens: growing(3), labels: []string{"replica", "b"}}
	w := newWorld(t, one.series(), two.series())
	a := w.ask(table("replica", tokens))
	if text := noticesOf(a); !strings.Contains(text, "disagree") || !strings.Contains(text, "replicaLabels") {
		t.Errorf("no notice: %q", text)
	}
	w.settings = `{"replicaLabels":["prometheus_replica"]}`
	a = w.ask(table("replica", tokens))
	a.near("told that they are two", a.one("pod", "llama-0")["tokens"], 15600, 0)
}
