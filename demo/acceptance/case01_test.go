package acceptance_test

import "testing"

// move is a pod that leaves GPU-a for GPU-b between second 600 and 630. A step after the last sample on one card and
// a step before the first on the other may overlap by one scrape, but nothing may count twice.
func move(t *testing.T, afterwards string) *world {
	return newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{600, "chat/llama-0"}, {always, afterwards}}, tensor: until(600, 0.8, 0)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{600, ""}, {always, "chat/llama-0"}}, tensor: until(600, 0, 0.4)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
}

func TestCase01_PodMovesGPU(t *testing.T) {
	const scrapeShare = 30.0 / 1200
	for _, c := range []struct{ name, afterwards string }{
		{"plain", ""},
		{"stale_label", "chat/llama-0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := move(t, c.afterwards)
			a := w.ask(table("device", tokens, tensor, cost))
			a.values(2)
			onA, onB := a.one("gpu_uuid", "GPU-a", "row_kind", "value"), a.one("gpu_uuid", "GPU-b", "row_kind", "value")
			a.is("pod", onA["pod"], "llama-0")
			a.is("method", onB["match_method"], "gpu-labels")
			a.between("gpus on A", onA["gpus"], 0.5, 0.5+scrapeShare)
			a.between("gpus on B", onB["gpus"], 0.5-scrapeShare, 0.5)
			a.between("tokens on A", onA["tokens"], 6000, 6300)
			a.near("tensor on A", onA["tensor"], 0.8, 0.04)
			a.near("tensor on B", onB["tensor"], 0.4, 0.02)
			a.near("Σ tokens", a.sum("tokens"), 12000, 0)
			a.near("Σ cost", a.sum("cost"), 24, 0)
			a.between("cost of nobody", a.sum("cost", "row_kind", "unmatched"), 11.7, 12.3)

			a = w.ask(table("replica", tokens, tensor, cost))
			r := a.one("pod", "llama-0")
			a.near("tokens", r["tokens"], 12000, 0)
			a.between("gpus", r["gpus"], 1, 1+scrapeShare)
			a.near("tensor", r["tensor"], 0.6, 0.02)
			a.between("cost", r["cost"], 12, 12.3)
			a.near("tokens of the model", w.ask(table("model", tokens)).one("llm_model", "llama")["tokens"], 12000, 0)

			g := w.ask(graph("replica", rate, tensor))
			for _, v := range g.line("rate") {
				g.near("rate", v, 10, 0)
			}
			for s, v := range g.line("tensor", "pod", "llama-0") {
				switch {
				case s <= 600:
					g.near("tensor before", v, 0.8, 0)
				case s > 660:
					g.near("tensor after", v, 0.4, 0)
				}
			}
			g.near("first and last step", float64(len(g.line("tensor", "pod", "llama-0"))), 40, 0)
		})
	}
}

// A pod that is gone holds nothing, whatever its exporter goes on to say.
func TestCase01_ExporterNamesADeadPod(t *testing.T) {
	gone := scrape{to: 600}
	for _, c := range []struct {
		name string
		w    func(t *testing.T) *world
	}{
		{"kube_pod_info_ends", func(t *testing.T) *world {
			return newWorld(t,
				card{uuid: "GPU-a", held: []tenure{{always, "chat/dead-0"}}, tensor: until(600, 0.8, 0)}.series(),
				engine{scrape: gone, pod: "chat/dead-0", tokens: growing(10)}.series(),
				kube{scrape: gone, pod: "chat/dead-0", gpus: 1}.series(),
				kube{pod: "kube-system/coredns-0"}.series(),
				price("eu", "n1", scrape{}, constant(aCentASecond)))
		}},
		{"only_the_engine_shows_it", func(t *testing.T) *world {
			return newWorld(t,
				card{uuid: "GPU-a", held: []tenure{{always, "chat/dead-0"}}, tensor: until(600, 0.8, 0)}.series(),
				engine{scrape: gone, pod: "chat/dead-0", tokens: growing(10)}.series(),
				price("eu", "n1", scrape{}, constant(aCentASecond)))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := c.w(t)
			a := w.ask(table("device", tokens, tensor, cost))
			r := a.one("pod", "dead-0", "gpu_uuid", "GPU-a")
			a.between("gpus", r["gpus"], 0.5, 0.5+30.0/1200)
			a.near("tokens", r["tokens"], 6000, 0)
			a.near("tensor", r["tensor"], 0.8, 0.04)
			a.between("cost", r["cost"], 6, 6.3)
			nobody := a.one("gpu_uuid", "GPU-a", "row_kind", "unmatched")
			a.near("tensor of nobody", nobody["tensor"], 0, 1e-12)
			a.near("Σ cost", a.sum("cost"), 12, 0)
			g := w.ask(graph("replica", tensor))
			for s := range g.line("tensor", "pod", "dead-0") {
				if s > 660 {
					t.Errorf("a dead pod has tensor activity at %d", s)
				}
			}
		})
	}
}

func TestCase01_ExclusiveNodeWithReplacedPod(t *testing.T) {
	for _, c := range []struct {
		name             string
		oldTo, newFrom   int // of kube-state-metrics
		tolerance        float64
		gpusOld, gpusNew float64
	}{
		// Seen to 600, so held to 630; the successor is seen from 660, so it holds from 630.
		{"hand_over", 600, 660, 0, 630.0 / 1200, 570.0 / 1200},
		// Both are there at 630: then neither is the only one.
		{"both_for_a_scrape", 630, 630, 60.0 / 1200, 0.5, 0.5},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t,
				card{uuid: "GPU-a", naming: unnamed, tensor: until(630, 0.8, 0.4)}.series(),
				engine{scrape: scrape{to: 615}, pod: "chat/llama-old", tokens: growing(10)}.series(),
				engine{scrape: scrape{from: 675}, pod: "chat/llama-new", tokens: func(s int) float64 { return float64(s-675) * 10 }}.series(),
				kube{scrape: scrape{to: c.oldTo}, pod: "chat/llama-old", gpus: 1}.series(),
				kube{scrape: scrape{from: c.newFrom}, pod: "chat/llama-new", gpus: 1}.series())
			a := w.ask(table("device", tokens, tensor))
			older, newer := a.one("pod", "llama-old", "gpu_uuid", "GPU-a"), a.one("pod", "llama-new", "gpu_uuid", "GPU-a")
			a.is("method", older["match_method"], "exclusive-node")
			a.is("method", newer["match_method"], "exclusive-node")
			a.near("gpus of old", older["gpus"], c.gpusOld, c.tolerance)
			a.near("gpus of new", newer["gpus"], c.gpusNew, c.tolerance)
			a.near("tensor of old", older["tensor"], 0.8, 0.02)
			a.near("tensor of new", newer["tensor"], 0.4, 0.02)
			a.near("Σ tokens", a.sum("tokens"), 6150+5250, 0)
			if a.cover.Methods["exclusive-node"] != 1 {
				t.Errorf("methods %v", a.cover.Methods)
			}
		})
	}
}

func TestCase01_NotExclusiveIsAmbiguous(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", naming: unnamed, tensor: constant(0.8)}.series(),
		card{uuid: "GPU-b", index: 1, naming: unnamed, tensor: constant(0.4)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series())
	a := w.ask(table("replica", tokens, tensor))
	r := a.one("pod", "llama-0")
	a.near("gpus", r["gpus"], 0, 0)
	a.near("tokens", r["tokens"], 12000, 0)
	a.null("tensor", r["tensor"])
	a.unmatched("GPU-a", "ambiguous")
	a.unmatched("GPU-b", "ambiguous")
}
