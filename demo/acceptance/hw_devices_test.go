package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var (
	xgmi = operand{As: "xgmi", Signal: "gpu_nvlink_tx"}
)

// A node with both exporters: one card, not two, whatever the spelling of its UUID. DCGM's readings come first, and
// nvidia_gpu_exporter's stand in where DCGM has none.
func TestDevices_TwoExportersOneCard(t *testing.T) {
	for _, spelling := range []string{uuidA, strings.ToUpper(uuidA), "GPU-" + uuidA} {
		t.Run(spelling, func(t *testing.T) {
			w := newWorld(t,
				card{uuid: "GPU-" + uuidA, held: []tenure{{always, "chat/a"}}, tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_GPU_UTIL": constant(80)}}.series(),
				smiCard("eu", "10.9.8.7:9835", spelling, map[string]fn{"nvidia_smi_utilization_gpu_ratio": constant(0.3), "nvidia_smi_power_draw_watts": constant(333)}),
				engine{pod: "chat/a", tokens: growing(10)}.series())
			a := w.ask(table("device", tokens, tensor, busy, power))
			a.values(1)
			r := a.one("gpu_uuid", "GPU-"+uuidA)
			a.is("the node is DCGM's", r["node"], "n1")
			a.is("owner", r["pod"], "a")
			a.near("busy is DCGM's", r["busy"], 0.8, 1e-9)
			a.near("power is the other's", r["power"], 333, 1e-9)
			a.near("gpus", r["gpus"], 1, 1e-9)
			a.near("devices", float64(a.cover.Devices.Total), 1, 0)
			for _, v := range w.ask(graph("cluster", power)).line("power") {
				a.near("power is not added", v, 333, 1e-9)
			}
		})
	}
}

// nvidia_gpu_exporter alone: its address is the node, and stays one card when the exporter's pod gets a new address.
func TestDevices_NvidiaGPUExporterAlone(t *testing.T) {
	metrics := map[string]fn{"nvidia_smi_power_draw_watts": constant(300)}
	renewed := func(s scrape, address string) []storetest.Series {
		labels := []string{"cluster", "eu", "job", "smi", "instance", address, "uuid", uuidA}
		return append(exporter(s, append(labels[:len(labels):len(labels)], "name", "H100", "index", "0"), map[string]fn{"nvidia_smi_gpu_info": constant(1)}), exporter(s, labels, metrics)...)
	}
	w := newWorld(t, renewed(scrape{to: 600}, "10.0.0.1:9835"), renewed(scrape{from: 630}, "10.0.0.2:9835"),
		smiCard("us", "10.0.0.1:9835", uuidA, metrics),
		engine{pod: "chat/a", tokens: growing(10)}.series())
	w.settings = `{"bindings":[{"namespace":"chat","pod":"a","cluster":"eu","gpu_uuids":["` + strings.ToUpper(uuidA) + `"]}]}`
	a := w.ask(table("device", tokens, power))
	a.near("devices of two clusters", float64(a.cover.Devices.Total), 2, 0)
	r := a.one("cluster", "eu", "pod", "a")
	a.near("power", r["power"], 300, 10)
	a.is("method", r["match_method"], "declared")
	a.is("the model is on the info series", w.ask(query{Grain: "device", By: []string{"gpu_model"}, Format: "table", Operands: []operand{power}}).one("row_kind", "unmatched")["gpu_model"], "NVIDIA H100 80GB HBM3")
}

// Cluster A has NVIDIA cards, cluster B AMD ones under the same names of nodes, namespaces and pods.
func TestDevices_MixedFleet(t *testing.T) {
	amd := map[string]fn{"gpu_gfx_activity": constant(90), "gpu_package_power": constant(600), "gpu_energy_consumed": growing(600e6),
		"gpu_prof_tensor_active_percent": constant(40), "gpu_violation_ppt_residency_percentage": constant(25), "gpu_power_usage": constant(1)}
	links := []storetest.Series{}
	for _, link := range []string{"0", "1"} {
		links = append(links, amdCard("us", "n1", "0", "chat", "a", map[string]fn{"gpu_xgmi_link_tx": growing(1000)}, "link_index", link)...)
	}
	w := newWorld(t,
		card{uuid: "GPU-" + uuidA, held: []tenure{{always, "chat/a"}}, tensor: constant(0.5), more: wholeCard(300)}.series(),
		engine{pod: "chat/a", tokens: growing(10)}.series(), engine{cluster: "us", pod: "chat/a", tokens: growing(20)}.series(),
		amdCard("us", "n1", "0", "chat", "a", amd), amdCard("us", "n1", "1", "", "", amd), links)
	throttle := operand{As: "throttle", Signal: "gpu_throttle"}
	a := w.ask(table("replica", tokens, tensor, power, energy, memory, xgmi, throttle))
	for cluster, want := range map[string][4]float64{"eu": {12000, 0.5, 300, 360000}, "us": {24000, 0.4, 600, 720000}} {
		r := a.one("cluster", cluster, "pod", "a")
		a.near("tokens", r["tokens"], want[0], 1e-6)
		a.near("tensor", r["tensor"], want[1], 1e-9)
		a.near("power", r["power"], want[2], 1e-6)
		a.near("energy", r["energy"], want[3], 1)
		a.is("method", r["match_method"], "gpu-labels")
	}
	r := a.one("cluster", "us", "pod", "a")
	a.near("memory", r["memory"], 1000*1048576, 1)
	a.near("links are counters", r["xgmi"], 2*1000*1024, 1)
	a.near("throttle is a share already", r["throttle"], 0.25, 1e-9)
	idle := w.ask(table("device", power)).one("row_kind", "unmatched")
	a.is("the card without a pod", idle["gpu_uuid"], "S-n11")
	for _, v := range w.ask(graph("replica", xgmi)).line("xgmi", "cluster", "us") {
		a.near("links over time", v, 2*1000*1024, 1)
	}
	for _, v := range w.ask(graph("replica", throttle)).line("throttle", "cluster", "us") {
		a.near("throttle over time", v, 0.25, 1e-9)
	}
}

// A partitioned AMD card: each partition is a device with its part of the card; power stands on the first alone.
func TestDevices_AMDPartitions(t *testing.T) {
	part := func(id, pod string, metrics map[string]fn) []storetest.Series {
		return amdCard("eu", "n1", id, "chat", pod, metrics, "gpu_compute_partition_type", "qpx", "gpu_partition_id", id, "serial_number", "S")
	}
	w := newWorld(t,
		part("0", "a", map[string]fn{"gpu_package_power": constant(800)}), part("1", "b", nil), part("2", "b", nil), part("3", "", nil),
		engine{pod: "chat/a", tokens: growing(1)}.series(), engine{pod: "chat/b", tokens: growing(1)}.series())
	a := w.ask(table("replica", tokens, power))
	a.near("a quarter", a.one("pod", "a")["power"], 200, 1e-6)
	a.near("two quarters", a.one("pod", "b")["power"], 400, 1e-6)
	a.near("gpus", a.one("pod", "b")["gpus"], 0.5, 1e-9)
}

// Two clusters share every name, even the cards'; an exporter without a node never crosses over.
func TestDevices_TwoClustersShareEveryName(t *testing.T) {
	both := func(cluster string, watts, perSecond float64) [][]storetest.Series {
		return [][]storetest.Series{
			card{cluster: cluster, uuid: "GPU-" + uuidA, held: []tenure{{always, "chat/a"}}, tensor: constant(0.5)}.series(),
			smiCard(cluster, "10.0.0.1:9835", uuidA, map[string]fn{"nvidia_smi_power_draw_watts": constant(watts)}),
			engine{cluster: cluster, pod: "chat/a", tokens: growing(perSecond)}.series()}
	}
	w := newWorld(t, append(both("eu", 300, 10), both("us", 500, 20)...)...)
	for _, grain := range []string{"device", "replica", "node", "model", "cluster"} {
		a := w.ask(table(grain, tokens, power))
		a.values(2)
		a.near("eu", a.one("cluster", "eu")["power"], 300, 1e-9)
		a.near("us", a.one("cluster", "us")["power"], 500, 1e-9)
		a.near("tokens of us", a.one("cluster", "us")["tokens"], 24000, 1e-6)
	}
}
