package acceptance_test

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// withOwnUse is a card that pods share as dcgm-exporter shows it with virtual GPUs since March 2026: memory and busy time
// of the card on a line without a pod, and of each pod on a line of its own; everything else repeated for each pod.
func withOwnUse(era49 bool, pods map[string][2]float64) (out [][]storetest.Series) {
	memory, free, busy, mib, percent := "DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_GPU_UTIL", 1., 1.
	if era49 {
		memory, free, busy, mib, percent = "DCGM_FI_DEV_FB_USED_BYTES", "DCGM_FI_DEV_FB_FREE_BYTES", "DCGM_FI_DEV_GPU_UTIL_RATIO", 1<<20, 0.01
	}
	whole := card{uuid: "GPU-" + uuidA, naming: ownPod, era49: era49}
	only := func(c card, metrics map[string]fn) []storetest.Series {
		c.scrape = c.scrape.or(30)
		var out []storetest.Series
		for name, f := range metrics {
			out = append(out, c.scrape.series(line{name, c.labelsAt, f})...)
		}
		return out
	}
	out = append(out, only(whole, map[string]fn{memory: constant(40_000 * mib), busy: constant(90 * percent)}))
	i := 0
	for pod, use := range pods {
		c := whole
		c.naming, c.held = exported, []tenure{{always, pod}}
		c.labels = []string{"pod_uid", "uid-of-" + pod, "vgpu", fmt.Sprint(i)}
		out = append(out, only(c, map[string]fn{memory: constant(use[0] * mib), busy: constant(use[1] * percent),
			free: constant(40_000 * mib), "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE": constant(0.6), "DCGM_FI_DEV_POWER_USAGE": constant(400)}))
		i++
	}
	return out
}

// A pod's own use is not taken for the card's reading.
func TestOwnUseBesideTheCard(t *testing.T) {
	use := map[string][2]float64{"chat/a": {30_000, 70}, "chat/b": {9_000, 20}}
	for _, era49 := range []bool{false, true} {
		for _, two := range []bool{true, false} {
			t.Run(fmt.Sprint(era49, two), func(t *testing.T) {
				pods, part := map[string][2]float64{"chat/a": use["chat/a"]}, 1.
				if two {
					pods, part = use, 0.5
				}
				parts := withOwnUse(era49, pods)
				for pod := range pods {
					parts = append(parts, engine{pod: pod, tokens: growing(10)}.series())
				}
				w := newWorld(t, parts...)
				busy, capacity := operand{As: "busy", Signal: "gpu_busy"}, operand{As: "capacity", Signal: "gpu_memory_total"}
				for _, grain := range []string{"device", "replica", "node"} {
					n, part := len(pods), part
					if grain == "node" {
						n, part = 1, 1
					}
					a := w.ask(table(grain, tensor, power, memory, busy, capacity))
					a.values(n)
					for _, r := range a.where("row_kind", "value") {
						a.near("memory", r["memory"], 40_000*part*(1<<20), 1)
						a.near("capacity", r["capacity"], 80_000*part*(1<<20), 1)
						a.near("busy", r["busy"], 0.9, 1e-9)
						a.near("tensor", r["tensor"], 0.6, 1e-9)
						a.near("power", r["power"], 400*part, 1e-6)
						a.near("gpus", r["gpus"], part, 1e-9)
					}
					a.near("devices", float64(a.cover.Devices.Total), 1, 0)
				}
				g := w.ask(graph("replica", memory).every(seconds(60)))
				for _, v := range g.line("memory", "pod", "a") {
					g.near("over time", v, 40_000*part*(1<<20), 1)
				}
			})
		}
	}
}

// A card that was free and is taken, and an exporter that is renewed in the range: what names nobody at another time is
// no reading of the pods' time.
func TestOwnUseIsToldFromAHandOver(t *testing.T) {
	c := card{uuid: "GPU-" + uuidA, held: []tenure{{600, ""}, {always, "chat/a"}}, more: map[string]fn{}}
	c.more["DCGM_FI_DEV_GPU_UTIL"] = func(s int) float64 {
		if s <= 600 {
			return 0
		}
		return 80
	}
	w := newWorld(t, c.series(), engine{pod: "chat/a", tokens: growing(10)}.series())
	a := w.ask(table("replica", operand{As: "busy", Signal: "gpu_busy"}))
	a.near("busy while it was held", a.one("pod", "a", "row_kind", "value")["busy"], 0.8, 1e-9)
}
