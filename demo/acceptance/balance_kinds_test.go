package acceptance_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// Several engine ranks in a pod: which GPUs work together is not known, until bindings say so.
func TestBalance_DataParallelRanks(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", pulling(0.6), pulling(0.3), pulling(0.2), pulling(0.2)),
		engine{pod: "chat/big", rank: "0"}.series(), engine{pod: "chat/big", rank: "1"}.series())
	a := w.ask(groups())
	a.values(1)
	r := a.one("group", "big")
	a.near("spread", r["spread"], 2./3, 1e-9)
	a.null("lost", r["lost_gpu_seconds"])
	a.null("straggler", r["straggler"])
	if g := a.group("big"); g.Kind != "unknown" || len(g.Stragglers) != 0 || g.LostGPUSeconds != nil || !strings.Contains(g.Note, "2 engine ranks") {
		t.Errorf("%+v", g)
	}
	w.settings = `{"bindings":[{"namespace":"chat","pod":"big","gpu_uuids":["GPU-a0","GPU-a1"]},{"namespace":"chat","pod":"big","gpu_uuids":["GPU-a2","GPU-a3"]}]}`
	a = w.ask(groups())
	a.values(2)
	uneven, even := a.group("big #1"), a.group("big #2")
	if uneven.Kind != "binding" || len(uneven.Stragglers) != 1 || uneven.Stragglers[0].Device["gpu_uuid"] != "GPU-a0" || even.Kind != "binding" || len(even.Stragglers) != 0 {
		t.Errorf("%+v", a.groups())
	}
	a.near("lost in the first", a.one("group", "big #1")["lost_gpu_seconds"], 600, 1e-6)
	a.near("nothing in the second", a.one("group", "big #2")["lost_gpu_seconds"], 0, 0)
}

// Pods on two nodes, of which only the first has an engine's series, are one group by a label of either source.
func TestBalance_PodsTiedByALabel(t *testing.T) {
	for name, tie := range map[string]func(c *card, e *engine) []storetest.Series{
		"on the GPU series": func(c *card, _ *engine) []storetest.Series {
			c.labels = append(c.labels, "leaderworkerset_name", "giant")
			return nil
		},
		"from kube-state-metrics": func(c *card, _ *engine) []storetest.Series {
			_, pod, _ := strings.Cut(c.held[0].pod, "/")
			return exporter(scrape{}, []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", "chat", "pod", pod,
				"label_leaderworkerset_name", "giant"}, map[string]fn{"kube_pod_labels": constant(1)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			lead := engine{pod: "chat/giant-0"}
			w := newWorld(t, price("eu", "n1", scrape{}, constant(aCentASecond)), price("eu", "n2", scrape{}, constant(2*aCentASecond)))
			for i, v := range []float64{0.4, 0.6, 0.4, 0.4} {
				c := pulling(v).card("a", i, fmt.Sprintf("chat/giant-%d", i/2))
				c.node = fmt.Sprintf("n%d", 1+i/2)
				w.series = append(w.series, tie(&c, &lead)...)
				w.series = append(w.series, c.series()...)
			}
			w.series = append(w.series, lead.series()...)
			w.settings = `{"groupLabels":["missing","leaderworkerset_name"],"currencies":[{"currency":"EUR"}]}`
			a := w.ask(groups())
			a.values(1)
			r := a.one("group", "giant")
			a.near("lost", r["lost_gpu_seconds"], 1200, 1e-6)
			a.near("a third of one GPU of n1 and of two of n2", r["lost_money"], 4+16, 1e-6)
			g := a.group("giant")
			if g.Kind != "labels" || g.Ranks != 4 || len(g.Stragglers) != 1 || g.Stragglers[0].Device["node"] != "n1" || g.Stragglers[0].Cause != "work" {
				t.Errorf("%+v", g)
			}
			byNode := w.ask(groups("node"))
			byNode.near("n1's part", byNode.one("node", "n1")["lost_gpu_seconds"], 400, 1e-6)
			byNode.near("n2's part", byNode.one("node", "n2")["lost_gpu_seconds"], 800, 1e-6)
			byNode.near("who is slow", byNode.one("node", "n2")["straggler"], 0, 0)
			model := w.ask(groups("llm_model"))
			model.near("a worker serves its leader's model", model.one("llm_model", "llama")["gpus"], 4, 1e-9)
			w.settings = `{}`
			if alone := w.ask(groups()); len(alone.where("group", "giant")) != 0 {
				t.Errorf("tied without a label: %s", alone)
			}
		})
	}
}

// A pod on bare metal whose cards a binding names is a group like any other.
func TestBalance_BoundInstance(t *testing.T) {
	var cards []storetest.Series
	for i, v := range []float64{0.6, 0.3} {
		c := pulling(v).card("a", i, "")
		c.naming = unnamed
		cards = append(cards, c.series()...)
	}
	w := newWorld(t, cards, engine{pod: "chat/big", labels: []string{"pod", "", "namespace", "", "container", "", "instance", "10.0.0.7:8000"}}.series())
	w.settings = `{"bindings":[{"instance":"10.0.0.7:8000","gpu_uuids":["GPU-a0","GPU-a1"]}]}`
	a := w.ask(groups())
	a.near("lost", a.one("group", "10.0.0.7:8000")["lost_gpu_seconds"], 600, 1e-6)
	a.near("straggler", a.one("group", "10.0.0.7:8000")["straggler"], 1, 0)
}

// A group whose cards are others from 600 on: each second is compared among those that it had then.
func TestBalance_CutAnew(t *testing.T) {
	var cards []storetest.Series
	for i, v := range []float64{0.6, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3, 0.6} {
		c := pulling(v).card("a", i, "")
		c.held = []tenure{{600, "chat/big"}, {always, ""}}
		if i >= 4 {
			c.held = []tenure{{600, ""}, {always, "chat/big"}}
		}
		cards = append(cards, c.series()...)
	}
	a := newWorld(t, cards, engine{pod: "chat/big"}.series()).ask(groups())
	r := a.one("group", "big")
	a.near("lost: a third of three for one half, half of three for the other", r["lost_gpu_seconds"], 600+900, 250)
	g := a.group("big")
	if len(g.Stragglers) != 2 || g.Stragglers[0].Device["gpu_uuid"] != "GPU-a0" || g.Stragglers[1].Device["gpu_uuid"] != "GPU-a7" {
		t.Errorf("%+v", g.Stragglers)
	}
	joined := 0
	for _, c := range g.Changes {
		if c.Joined {
			joined++
		}
	}
	if joined != 4 || len(g.Changes) != 8 {
		t.Errorf("%+v", g.Changes)
	}
}

// Where the data begin and end, nobody came and nobody left.
func TestBalance_DataThatBeginAndEndAreNoChange(t *testing.T) {
	var cards []storetest.Series
	for i := range 4 {
		cards = append(cards, pulling(0.5).card("a", i, "chat/big").series()...)
	}
	w := newWorld(t, cards, engine{pod: "chat/big"}.series())
	for _, q := range []query{groups(), groups().between(-3600, 1200), groups().between(0, 4800), groups().between(-3600, 4800)} {
		if g := w.ask(q).group("big"); len(g.Changes) != 0 {
			t.Errorf("from %d to %d: %+v", q.from, q.to, g.Changes)
		}
	}
}

// A pod that moves from one card to another never had two to compare.
func TestBalance_AMoveIsNoGroup(t *testing.T) {
	from, to := pulling(0.6).card("a", 0, ""), pulling(0.3).card("a", 1, "")
	from.held, to.held = []tenure{{600, "chat/big"}, {always, ""}}, []tenure{{600, ""}, {always, "chat/big"}}
	a := newWorld(t, from.series(), to.series(), engine{pod: "chat/big"}.series()).ask(groups())
	a.values(0)
	if text := fmt.Sprint(a.frame.Meta.Notices); !strings.Contains(text, "nothing to compare") {
		t.Error(text)
	}
}

// Slices of cards are ranks, too: time and money count by the part of the card.
func TestBalance_MIGSlices(t *testing.T) {
	var cards []storetest.Series
	for i, v := range []float64{0.6, 0.3} {
		c := pulling(v).card("m", 0, "chat/big")
		c.labels = []string{"GPU_I_ID", fmt.Sprint(i + 1), "GPU_I_PROFILE", "3g.40gb"}
		cards = append(cards, c.series()...)
	}
	w := newWorld(t, cards, engine{pod: "chat/big"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(groups())
	r := a.one("group", "big")
	a.near("lost", r["lost_gpu_seconds"], 600*3./7, 1e-6)
	a.near("money", r["lost_money"], 6*3./7, 1e-6)
	a.near("gpus", r["gpus"], 6./7, 1e-9)
	if s := a.group("big").Stragglers; len(s) != 1 || s[0].Device["mig_id"] != "1" {
		t.Errorf("%+v", s)
	}
}

// Cards that two pods share are each one's by half.
func TestBalance_SharedCards(t *testing.T) {
	var cards []storetest.Series
	for i, v := range []float64{0.6, 0.3} {
		for _, pod := range []string{"chat/x", "chat/y"} {
			cards = append(cards, pulling(v).card("s", i, pod).series()...)
		}
	}
	a := newWorld(t, cards, engine{pod: "chat/x"}.series(), engine{pod: "chat/y"}.series()).ask(groups())
	a.values(2)
	for _, name := range []string{"x", "y"} {
		a.near("lost of "+name, a.one("group", name)["lost_gpu_seconds"], 300, 1e-6)
		a.near("tensor of "+name, a.one("group", name)["tensor"], 0.45, 1e-9)
	}
}
