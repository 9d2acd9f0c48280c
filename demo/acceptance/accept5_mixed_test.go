package acceptance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// A fleet in which each method has its own node: labels, a pod's uid, a binding, a node of its own, and an ambiguous one.
func methodsOfAFleet(t *testing.T) *world {
	metalEngine := engine{pod: "x/metal-0", tokens: growing(10), labels: []string{"namespace", "", "pod", "", "container", "", "instance", "10.0.0.7:8000"}}
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/a-0"}}, tensor: constant(0.1), labels: []string{"instance", "e1:9400"}}.series(), engine{pod: "chat/a-0", tokens: growing(10)}.series(),
		card{node: "n2", uuid: "GPU-b", naming: unnamed, tensor: constant(0.2), labels: []string{"pod_uid", "uid-b-0"}}.series(), engine{pod: "chat/b-0", tokens: growing(10)}.series(), kube{pod: "chat/b-0", node: "n2", gpus: 1}.series(),
		card{node: "n3", uuid: "GPU-c", naming: unnamed, tensor: constant(0.3)}.series(), metalEngine.series(),
		card{node: "n4", uuid: "GPU-d", naming: unnamed, tensor: constant(0.4)}.series(), engine{pod: "chat/d-0", tokens: growing(10)}.series(), kube{pod: "chat/d-0", node: "n4", gpus: 1}.series(),
		card{node: "n5", uuid: "GPU-e", naming: unnamed, tensor: constant(0.5)}.series(), card{node: "n5", uuid: "GPU-f", index: 1, naming: unnamed, tensor: constant(0.6)}.series(),
		engine{pod: "chat/e-0", tokens: growing(10)}.series(), engine{pod: "chat/e-1", tokens: growing(10)}.series(), kube{pod: "chat/e-0", node: "n5", gpus: 1}.series(), kube{pod: "chat/e-1", node: "n5", gpus: 1}.series())
	w.settings = `{"bindings":[{"instance":"10.0.0.7:8000","gpu_uuids":["GPU-c"]}]}`
	return w
}

// Four of six cards and four of six replicas are matched, each by a method of its own; n5 is ambiguous: position is no
// evidence, so neither of its cards is anybody's.
func TestAccept5_AMethodANode(t *testing.T) {
	w := methodsOfAFleet(t)
	a := w.ask(table("replica", tokens, tensor))
	want := map[string]string{"a-0": "gpu-labels", "b-0": "pod-uid", "d-0": "exclusive-node"}
	for pod, method := range want {
		a.is("method of "+pod, a.one("pod", pod)["match_method"], method)
	}
	for i, pod := range []string{"a-0", "b-0", "", "d-0"} {
		if pod != "" {
			a.near("tensor of "+pod, a.one("pod", pod)["tensor"], float64(i+1)/10, 1e-9)
		}
	}
	for _, pod := range []string{"e-0", "e-1"} {
		a.null("tensor of "+pod, a.one("pod", pod)["tensor"])
		a.near("tokens of "+pod, a.one("pod", pod)["tokens"], 12000, 0)
		a.near("gpus of "+pod, a.one("pod", pod)["gpus"], 0, 0)
	}
	if d, r := a.cover.Devices, a.cover.Replicas; d.Matched != 4 || d.Total != 6 || r.Matched != 4 || r.Total != 6 {
		t.Errorf("%+v", a.cover)
	}
	for _, m := range []string{"gpu-labels", "pod-uid", "declared", "exclusive-node"} {
		if a.cover.Methods[m] != 1 {
			t.Errorf("methods %v", a.cover.Methods)
		}
	}
	a.unmatched("GPU-e", "ambiguous")
	a.unmatched("e-1", "")
	o := w.ask(intervals())
	for uuid, c := range map[string][2]string{"GPU-a": {"gpu-labels", "exact"}, "GPU-b": {"pod-uid", "exact"}, "GPU-c": {"declared", "strong"}, "GPU-d": {"exclusive-node", "inferred"}} {
		r := o.one("gpu_uuid", uuid)
		o.is("method", r["method"], c[0])
		o.is("confidence", r["confidence"], c[1])
	}
	for _, grain := range []string{"device", "replica", "model", "cluster"} {
		g := w.ask(table(grain, tokens))
		g.near("Σ tokens by "+grain, g.sum("tokens"), 72000, 1e-6)
		if gpus := g.sum("gpus"); gpus > 6+1e-9 || gpus < 4-1e-9 {
			t.Errorf("Σ gpus by %s is %g", grain, gpus)
		}
	}
}

// Another scrape interval, another order of the series and a cluster beside it change nothing of it.
func TestAccept5_NothingOfItChanges(t *testing.T) {
	plain := sortsOfCards(t)
	reversed := sortsOfCards(t)
	for i, j := 0, len(reversed.series)-1; i < j; i, j = i+1, j-1 {
		reversed.series[i], reversed.series[j] = reversed.series[j], reversed.series[i]
	}
	beside := sortsOfCards(t)
	for _, s := range sortsOfCards(t).series {
		s.Labels = overwrite(append([]string{}, s.Labels...), []string{"cluster", "ap"})
		beside.series = append(beside.series, s)
	}
	q := table("device", tokens, power, energy, cost, tensor, temperature).where("cluster", "=", "eu", "unmatched")
	base := plain.ask(q)
	for name, w := range map[string]*world{"reversed": reversed, "beside": beside} {
		a := w.ask(q)
		for _, pod := range []string{"m-0", "s-0", "s-1", "w-0"} {
			x, y := base.one("pod", pod), a.one("pod", pod)
			for _, c := range []string{"tokens", "power", "energy", "cost", "tensor", "temperature", "gpus", "owned_share", "match_share"} {
				a.near(fmt.Sprint(name, " ", pod, " ", c), y[c], x[c].(float64), 1e-9)
			}
		}
	}
}

// A graph's steps add up to the table, and a card that nobody holds is a series of its own.
func TestAccept5_StepsAddUp(t *testing.T) {
	w := sortsOfCards(t)
	g := w.ask(graph("replica", tokens, energy).every(time.Minute))
	for _, operand := range []string{"tokens", "energy"} {
		sum := 0.0
		for _, f := range valueFields(g.frame) {
			if f.Name != operand {
				continue
			}
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok {
					sum += v.(float64)
				}
			}
		}
		want := map[string]float64{"tokens": 12000, "energy": 1250 * 1200}[operand]
		g.near("Σ of steps of "+operand, sum, want, want*1e-9)
	}
	for _, f := range g.frame.Fields {
		if _, there := f.Labels["match_method"]; there {
			t.Errorf("the method is a label of %s%v", f.Name, f.Labels)
		}
	}
}

// A pair of pods on the halves of a card that is cut in the middle of the range: whole until 600, then 3 g and 4 g.
// 600 s × 400 W, then 3/7 and 4/7 of it: energy 240,000 + 102,857 + 137,143 J of one owner each.
func TestAccept5_ACardIsCutInTheRange(t *testing.T) {
	watts := map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(400), "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(400 * 1000)}
	whole := card{scrape: scrape{to: 600}, uuid: "GPU-m", held: []tenure{{always, "chat/w-0"}}, tensor: constant(0.5), more: watts}
	three := slice("1", "3g.40gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/x-0"}}, tensor: constant(0.5), more: watts})
	four := slice("2", "4g.40gb", card{scrape: scrape{from: 630}, uuid: "GPU-m", held: []tenure{{always, "chat/y-0"}}, tensor: constant(0.5), more: watts})
	parts := [][]storetest.Series{whole.series(), three.series(), four.series(), price("eu", "n1", scrape{}, constant(aCentASecond))}
	for _, pod := range []string{"w-0", "x-0", "y-0"} {
		parts = append(parts, engine{pod: "chat/" + pod, tokens: growing(1)}.series())
	}
	w := newWorld(t, parts...)
	a := w.ask(table("replica", energy, cost))
	for pod, part := range map[string]float64{"w-0": 0.5, "x-0": 0.5 * 3 / 7, "y-0": 0.5 * 4 / 7} {
		r := a.one("pod", pod)
		a.near("energy of "+pod, r["energy"], 480000*part, 400*30)
		a.near("cost of "+pod, r["cost"], 12*part, 0.3)
		a.near("gpus of "+pod, r["gpus"], part, 30.0/1200)
	}
	a.near("Σ energy", a.sum("energy"), 480000, 1e-3)
	a.near("Σ cost", a.sum("cost"), 12, 1e-6)
	if gpus := a.sum("gpus"); gpus > 1+1e-9 {
		t.Errorf("Σ gpus %g", gpus)
	}
	w.ask(bill("pod")).addsUp(12)
	w.ask(bill("mig_id", "pod")).addsUp(12)
}
