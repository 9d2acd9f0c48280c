package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var (
	vmemory = operand{As: "vmemory", Signal: "vgpu_memory_used"}
	vbusy   = operand{As: "vbusy", Signal: "vgpu_busy"}
	vlimit  = operand{As: "vlimit", Signal: "vgpu_memory_limit"}
)

// A card that HAMi divides between two pods, next to dcgm-exporter, which names neither of them. HAMi tells who is there
// and what each uses; what is of the card is shared out, and both add up.
func TestHAMi_SharedCard(t *testing.T) {
	for _, honour := range []bool{false, true} {
		parts := [][]storetest.Series{
			card{uuid: "GPU-" + uuidA, naming: ownPod, tensor: constant(0.6), more: wholeCard(400)}.series(),
			vgpu("10.3.2.1:9394", "GPU-"+uuidA, "chat", "a", honour, map[string]fn{"hami_vgpu_memory_used_bytes": constant(30e9), "hami_container_device_utilization_ratio": constant(50)}),
			vgpu("10.3.2.1:9394", strings.ToLower("GPU-"+uuidA), "chat", "b", honour, map[string]fn{"hami_vgpu_memory_used_bytes": constant(10e9), "hami_container_device_utilization_ratio": constant(20)}),
			engine{pod: "chat/a", tokens: growing(10)}.series(), engine{pod: "chat/b", tokens: growing(20)}.series(),
			price("eu", "n1", scrape{}, constant(aCentASecond))}
		w := newWorld(t, parts...)
		for _, grain := range []string{"device", "replica"} {
			a := w.ask(table(grain, tokens, tensor, power, cost, memory, vmemory, vbusy, vlimit))
			a.values(2)
			for pod, want := range map[string][2]float64{"a": {30e9, 0.5}, "b": {10e9, 0.2}} {
				r := a.one("pod", pod)
				a.is("method", r["match_method"], "gpu-labels")
				a.near("gpus", r["gpus"], 0.5, 1e-9)
				a.near("its own memory", r["vmemory"], want[0], 1)
				a.near("its own time", r["vbusy"], want[1], 1e-9)
				a.near("its limit", r["vlimit"], 40<<30, 1)
				a.near("the card's power", r["power"], 200, 1e-6)
				a.near("the card's tensor", r["tensor"], 0.6, 1e-9)
				a.near("cost", r["cost"], 6, 1e-6)
				a.near("half of the card's memory", r["memory"], 500*1048576, 1)
			}
			a.near("devices", float64(a.cover.Devices.Total), 1, 0)
		}
		a := w.ask(table("node", power, vmemory, vbusy))
		a.near("of the card", a.sum("vmemory", "node", "n1"), 40e9, 1)
		a.near("time of the card", a.sum("vbusy", "node", "n1"), 0.7, 1e-9)
		for _, v := range w.ask(graph("replica", vmemory).every(seconds(30))).line("vmemory", "pod", "b") {
			a.near("over time", v, 10e9, 1)
		}
	}
}

// One pod leaves in the middle: the other has the card alone from then on, and its own use stays its own.
func TestHAMi_PodLeaves(t *testing.T) {
	first := vgpu("10.3.2.1:9394", "GPU-"+uuidA, "chat", "a", false, map[string]fn{"hami_vgpu_memory_used_bytes": constant(30e9)})
	labels := []string{"cluster", "eu", "job", "hami", "instance", "10.3.2.1:9394", "device_uuid", "GPU-" + uuidA, "vdevice_index", "0",
		"exported_namespace", "chat", "exported_pod", "b", "exported_container", "vllm"}
	second := exporter(scrape{to: 600}, labels, map[string]fn{"hami_vgpu_memory_limit_bytes": constant(1), "hami_vgpu_memory_used_bytes": constant(10e9)})
	w := newWorld(t, first, second, card{uuid: "GPU-" + uuidA, naming: unnamed, more: wholeCard(400)}.series(),
		engine{pod: "chat/a", tokens: growing(10)}.series(), engine{pod: "chat/b", tokens: growing(10)}.series())
	a := w.ask(table("replica", power, vmemory))
	a.between("gpus of a", a.one("pod", "a")["gpus"], 0.72, 0.76)
	a.near("power adds up", a.sum("power"), 400, 1e-6)
	a.near("a's memory", a.one("pod", "a")["vmemory"], 30e9, 1)
	a.between("b's, over the range", a.one("pod", "b")["vmemory"], 4.9e9, 5.3e9)
}
