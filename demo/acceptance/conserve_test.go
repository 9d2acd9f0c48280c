package acceptance_test

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// sums adds an operand over all series of a graph, step by step.
func (a answer) sums(operand string) lines {
	out := lines{}
	for _, f := range a.frame.Fields {
		if f.Name != operand {
			continue
		}
		for i := range f.Len() {
			if v, ok := f.ConcreteAt(i); ok {
				out[a.second(i)] += v.(float64)
			}
		}
	}
	return out
}

// In a graph, too, additive values are the same at every grain, whoever joins or leaves within a step.
func TestGraphsConserveWhatIsAdditive(t *testing.T) {
	w := newWorld(t, append(group(615), price("eu", "n1", scrape{}, constant(aCentASecond)))...)
	spend := operand{As: "spend", Signal: "gpu_cost"}
	for _, step := range []int{30, 60, 120, 300} {
		for _, grain := range []string{"device", "replica", "model", "cluster"} {
			g := w.ask(graph(grain, rate, power, spend).every(seconds(step)))
			want := map[string]float64{"rate": 10, "power": 2400, "spend": 0.08}
			for name, v := range want {
				got := g.sums(name)
				if len(got) != 1200/step {
					t.Errorf("%s by %s at %d s has %d steps", name, grain, step, len(got))
				}
				for s, sum := range got {
					if math.Abs(sum-v) > 1e-6*v {
						t.Errorf("Σ %s by %s is %g in the step of %d s that ends at %d, want %g", name, grain, sum, step, s, v)
					}
				}
			}
		}
	}
}

// The money of the steps is the money of the table.
func TestTheStepsOfCostAddUpToTheTable(t *testing.T) {
	w := handOver(t, 900)
	spend := operand{As: "spend", Signal: "gpu_cost"}
	whole := w.ask(table("replica", cost))
	for _, step := range []int{30, 60, 300} {
		g := w.ask(graph("replica", spend).every(seconds(step)))
		for _, pod := range []string{"x-0", "y-0"} {
			sum := 0.0
			for _, v := range g.line("spend", "pod", pod) {
				sum += v * float64(step)
			}
			whole.near("Σ of the steps of "+pod, sum, whole.one("pod", pod)["cost"].(float64), 1e-6)
		}
	}
}

// Ranges shorter than any scrape interval still add up and never invent anything.
func TestShortRanges(t *testing.T) {
	w := newWorld(t, group(before)...)
	for _, r := range [][2]int{{600, 615}, {600, 607}, {607, 622}, {1, 2}} {
		a := w.ask(table("replica", tokens, tensor).between(r[0], r[1]))
		// Samples stand on multiples of 15 s.
		want := float64(r[1]/15*15-r[0]/15*15) * 10
		a.near("Σ tokens", a.sum("tokens"), want, 1e-9)
	}
}

// kube-state-metrics has the exporters' trouble: honorLabels false moves the object's names to exported_*.
func TestKubeStateMetricsWithExportedLabels(t *testing.T) {
	var moved []storetest.Series
	for _, s := range (kube{pod: "chat/llama-0", gpus: 1}).series() {
		s.Labels = overwrite(s.Labels, []string{"namespace", "monitoring", "pod", "ksm-0", "exported_namespace", "chat", "exported_pod", "llama-0"})
		moved = append(moved, s)
	}
	w := newWorld(t, moved,
		card{uuid: "GPU-a", naming: unnamed, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	a := w.ask(table("replica", tokens, tensor))
	r := a.one("pod", "llama-0")
	a.is("method", r["match_method"], "exclusive-node")
	a.near("tensor", r["tensor"], 0.5, 1e-9)
	a.values(1)
}

// A pod that trains and serves nothing holds its card: the row is its own, without tokens.
func TestAPodWithoutAnEngine(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "batch/train-0"}}, tensor: constant(0.9)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("device", tokens, tensor, cost))
	r := a.one("gpu_uuid", "GPU-a")
	a.is("pod", r["pod"], "train-0")
	a.is("kind", r["row_kind"], "value")
	a.null("tokens", r["tokens"])
	a.near("cost", r["cost"], 12, 1e-9)
}
