package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
)

// AMD's device-metrics-exporter on an MI300X: percent, megabytes, microjoules, megahertz.
func TestAccept6_AMD(t *testing.T) {
	page := strings.ReplaceAll(`
gpu_gfx_activity{L} 93
gpu_umc_activity{L} 66
gpu_package_power{L} 702
gpu_energy_consumed{L} +702000000
gpu_total_vram{L} 196592
gpu_used_vram{L} 150000
gpu_free_vram{L} 46592
gpu_junction_temperature{L} 71
gpu_memory_temperature{L} 60
gpu_edge_temperature{L} 65
gpu_clock{L,clock_type="GPU_CLOCK_TYPE_SYSTEM",clock_index="0"} 2100
gpu_clock{L,clock_type="GPU_CLOCK_TYPE_MEMORY",clock_index="8"} 1300
gpu_prof_tensor_active_percent{L} 31
gpu_health{L} 1
gpu_nodes_total{hostname="amd1"} 8
`, "{L", `{gpu_id="0",gpu_partition_id="0",gpu_compute_partition_type="spx",gpu_memory_partition_type="nps1",serial_number="692251001124",card_series="AMD INSTINCT MI300X",card_model="0x74a1",card_vendor="AMD",driver_version="6.10",vbios_version="1",hostname="amd1",container="vllm",namespace="chat",pod="llama-0",job_id="",job_user="",job_partition="",cluster_name=""`)
	for _, honour := range []bool{false, true} {
		if honour { // newer releases write the clock's type without a prefix
			page = strings.NewReplacer("GPU_CLOCK_TYPE_SYSTEM", "system", "GPU_CLOCK_TYPE_MEMORY", "memory").Replace(page)
		}
		x := target{scrape: scrape{step: 30}, honour: honour, scraped: []string{"job", "amd-metrics", "instance", "10.1.0.2:5000", "namespace", "kube-amd-gpu", "pod", "metrics-exporter-x", "container", "metrics-exporter-container"}, page: page}
		w := printed(t, x, on("chat", "llama-0", vllm033))
		w.tells([]string{"namespace", "chat", "pod", "llama-0"}, wanted{"gpu_busy": 0.93, "gpu_power": 702, "gpu_energy/total": 702 * 1200, "gpu_temperature": 71, "gpu_memory_temperature": 60, "gpu_sm_clock": 2100e6,
			"gpu_memory_clock": 1300e6, "gpu_tensor_active": 0.31})
		a, r := w.rowWith([]string{"pod", "llama-0"}, wanted{"gpu_memory_used": 0, "gpu_memory_total": 0})
		a.between("VRAM, of MB or MiB", r["gpu_memory_used"], 150000e6, 150000*1048576)
		a.between("VRAM, of MB or MiB", r["gpu_memory_total"], 196592e6, 196592*1048576)
		w.recognised("gpu", map[string]int{"amd": 1})
	}
}

// nvidia_gpu_exporter: no pod label and UUIDs without GPU-; the pod comes from kube-state-metrics, the card is dcgm's own where
// both are.
func TestAccept6_NvidiaSMI(t *testing.T) {
	page := strings.ReplaceAll(`
nvidia_smi_gpu_info{uuid="U",index="0",name="NVIDIA H100 80GB HBM3",pci_bus_id="00000000:01:00.0",driver_version="590.1",vbios_version="x"} 1
nvidia_smi_utilization_gpu_ratio{uuid="U"} 0.97
nvidia_smi_memory_used_bytes{uuid="U"} 75161927680
nvidia_smi_memory_total_bytes{uuid="U"} 85899345920
nvidia_smi_power_draw_watts{uuid="U"} 402.5
nvidia_smi_energy_joules_total{uuid="U"} +402.5
nvidia_smi_temperature_gpu{uuid="U"} 61
nvidia_smi_clocks_current_sm_clock_hz{uuid="U"} 1.755e9
nvidia_smi_pcie_throughput_tx_bytes_per_second{uuid="U"} 1.5e9
nvidia_smi_xid_errors_total{uuid="U",xid="31"} +0.01
`, `"U"`, `"`+uuidA+`"`)
	x := target{scrape: scrape{step: 30}, scraped: []string{"job", "nvidia-gpu-exporter", "instance", "n1:9835", "node", "n1"}, page: page}
	ksm := on("kube-system", "ksm-0", `
kube_pod_info{namespace="chat",pod="llama-0",uid="u-1",node="n1",host_ip="10.0.0.1",pod_ip="10.2.0.1",created_by_kind="StatefulSet",created_by_name="llama"} 1
kube_pod_container_resource_requests{namespace="chat",pod="llama-0",uid="u-1",container="vllm",node="n1",resource="nvidia_com_gpu",unit="integer"} 1
`)
	ksm.honour = true
	w := printed(t, x, ksm, on("chat", "llama-0", vllm033))
	w.tells([]string{"namespace", "chat", "pod", "llama-0"}, wanted{"gpu_busy": 0.97, "gpu_power": 402.5, "gpu_energy/total": 402.5 * 1200, "gpu_memory_used": 75161927680, "gpu_memory_total": 85899345920,
		"gpu_temperature": 61, "gpu_sm_clock": 1.755e9, "gpu_pcie_tx": 1.5e9, "gpu_xid_events/total": 12})
	a := w.ask(table("replica", power))
	a.is("method", a.one("pod", "llama-0")["match_method"], "exclusive-node")
	both := printed(t, x, ksm, on("chat", "llama-0", vllm033), exporterOn("n1", dcgm4("n1", "GPU-"+uuidA, "chat", "llama-0")))
	a = both.ask(table("replica", power, energy))
	a.near("one card, whoever reads it", a.one("pod", "llama-0")["power"], 402.5, 1e-6)
	a.near("its energy", a.one("pod", "llama-0")["energy"], 402.5*1200, 1)
	if a.cover.Devices.Total != 1 {
		t.Errorf("%d devices, want 1", a.cover.Devices.Total)
	}
}

// HAMi, current and legacy names: what each of two pods on one card uses, in the metrics of the card's monitor.
func TestAccept6_HAMi(t *testing.T) {
	current, legacy := "", ""
	for i, pod := range []string{"a-0", "b-0"} {
		l := fmt.Sprintf(`{namespace="chat",pod="%s",container="vllm",vdevice_index="0",device_uuid="GPU-%s"}`, pod, uuidA)
		old := fmt.Sprintf(`{podnamespace="chat",podname="%s",ctrname="vllm",vdeviceid="0",deviceuuid="GPU-%s"}`, pod, uuidA)
		use := fmt.Sprint((i + 1) * 10_000_000_000)
		current += "hami_vgpu_memory_used_bytes" + l + " " + use + "\nhami_vgpu_memory_limit_bytes" + l + " 4e10\nhami_container_device_utilization_ratio" + l + " " + fmt.Sprint(30*(i+1)) + "\n"
		legacy += "vGPU_device_memory_usage_in_bytes" + old + " " + use + "\nvGPU_device_memory_limit_in_bytes" + old + " 4e10\nDevice_utilization_desc_of_container" + old + " " + fmt.Sprint(30*(i+1)) + "\n"
	}
	for name, page := range map[string]string{"current": current, "legacy": legacy} {
		t.Run(name, func(t *testing.T) {
			x := target{scrape: scrape{step: 30}, scraped: []string{"job", "hami", "instance", "10.1.0.3:9394", "namespace", "kube-system", "pod", "hami-device-plugin-x", "node", "h100"}, page: page}
			card := exporterOn("h100", dcgm4("h100", "GPU-"+uuidA, "", ""))
			w := printed(t, x, card, on("chat", "a-0", vllm033), on("chat", "b-0", vllm033))
			w.tells([]string{"namespace", "chat", "pod", "a-0"}, wanted{"vgpu_memory_used": 1e10, "vgpu_memory_limit": 4e10, "vgpu_busy": 0.3})
			w.tells([]string{"namespace", "chat", "pod", "b-0"}, wanted{"vgpu_memory_used": 2e10, "vgpu_busy": 0.6})
			a := w.ask(table("replica", power, tensor))
			a.near("half of the card's power", a.one("pod", "a-0")["power"], 201.25, 1e-6)
			a.near("its activity", a.one("pod", "b-0")["tensor"], 0.31, 1e-9)
		})
	}
}

// Intel's xpumd writes OpenTelemetry's hardware names, of anything: only GPUs are cards.
func TestAccept6_Intel(t *testing.T) {
	page := strings.ReplaceAll(`
hw_gpu_utilization_ratio{L,hw_gpu_task="all"} 0.93
hw_memory_usage_bytes{L,hw_memory_location="device"} 1.6e10
hw_memory_size_bytes{L,hw_memory_location="device"} 3.2e10
hw_power_watts{L,hw_sensor_location="card"} 300
hw_energy_joules_total{L,hw_sensor_location="card"} +300
hw_temperature_celsius{L,hw_sensor_location="gpu",statistic="max"} 61
hw_power_watts{hw_type="cpu",hw_id="cpu0"} 99
`, "{L", `{hw_type="gpu",hw_id="0000:4d:00.0",pci_bdf="0000:4d:00.0",hw_model="Data Center GPU Max 1550",hw_vendor="Intel"`)
	w := printed(t, target{scraped: []string{"job", "xpumd", "instance", "xe1:9100", "node", "xe1"}, page: page})
	a := w.ask(signals("table", []string{"node"}, power))
	a.near("watts of the card, without the processor", a.sum("power"), 300, 1e-6)
	w.recognised("gpu", map[string]int{"intel-xpu": 1})
}
