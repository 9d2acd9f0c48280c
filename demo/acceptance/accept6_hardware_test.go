package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
)

const eightyGiB = 81920 * 1048576. // 71,680 MiB used and 10,240 free

// dcgm4Says is what dcgm4's page says.
var dcgm4Says = wanted{"gpu_tensor_active": 0.31, "gpu_dram_active": 0.66, "gpu_engine_active": 0.93, "gpu_busy": 0.97, "gpu_memory_used": 71680 * 1048576,
	"gpu_memory_total": eightyGiB, "gpu_power": 402.5, "gpu_energy/total": 402.5 * 1200, "gpu_temperature": 61, "gpu_memory_temperature": 55, "gpu_sm_clock": 1755e6,
	"gpu_memory_clock": 2619e6, "gpu_pcie_tx": 1.5e9, "gpu_pcie_rx": 5e8, "gpu_nvlink_total": 5000 * 1024000} // DCGM 2 to 4.8 divide KiB a second by 1,000

// dcgm49 is dcgm4 as 4.9 prints it.
func dcgm49(page string) string {
	for _, r := range [][3]string{{"DEV_SM_CLOCK", "DEV_SM_CLOCK_HERTZ", "1755 1755000000"}, {"DEV_MEM_CLOCK", "DEV_MEMORY_CLOCK_HERTZ", "2619 2619000000"},
		{"DEV_MEMORY_TEMP", "DEV_MEMORY_TEMP_CELSIUS", ""}, {"DEV_GPU_TEMP", "DEV_GPU_TEMP_CELSIUS", ""}, {"DEV_POWER_USAGE", "DEV_BOARD_POWER_WATTS", ""},
		{"DEV_TOTAL_ENERGY_CONSUMPTION", "DEV_GPU_ENERGY_JOULES_TOTAL", "+402500 +402.5"}, {"DEV_GPU_UTIL", "DEV_GPU_UTIL_RATIO", "97 0.97"},
		{"DEV_MEM_COPY_UTIL", "DEV_MEMORY_UTIL_RATIO", "45 0.45"}, {"DEV_FB_FREE", "DEV_FB_FREE_BYTES", "10240 10737418240"}, {"DEV_FB_USED", "DEV_FB_USED_BYTES", "71680 75161927680"},
		{"DEV_FB_RESERVED", "DEV_FB_RESERVED_BYTES", ""}, {"DEV_NVLINK_BANDWIDTH_TOTAL", "DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND", "5000 5.12e9"},
		{"PROF_GR_ENGINE_ACTIVE", "PROF_GR_ENGINE_UTIL_RATIO", ""}, {"PROF_PIPE_TENSOR_ACTIVE", "PROF_TENSOR_UTIL_RATIO", ""}, {"PROF_DRAM_ACTIVE", "PROF_DRAM_UTIL_RATIO", ""}} {
		lines := strings.Split(page, "\n")
		for i, l := range lines {
			if strings.HasPrefix(l, "DCGM_FI_"+r[0]+"{") {
				l = strings.Replace(l, "DCGM_FI_"+r[0]+"{", "DCGM_FI_"+r[1]+"{", 1)
				if was, is, ok := strings.Cut(r[2], " "); ok {
					l = strings.TrimSuffix(l, was) + is
				}
				lines[i] = l
			}
		}
		page = strings.Join(lines, "\n")
	}
	return strings.NewReplacer("Hostname=", "hostname=", "DCGM_FI_DRIVER_VERSION=", "DCGM_FI_SYSTEM_DRIVER_VERSION=").Replace(page)
}

// exporterOn is dcgm-exporter's target on a node: the scrape adds the exporter's own pod.
func exporterOn(node, page string) target {
	return target{scrape: scrape{step: 30}, scraped: []string{"job", "nvidia-dcgm-exporter", "instance", "10.1.0.1:9400", "namespace", "gpu-operator", "pod", "nvidia-dcgm-exporter-x", "container", "nvidia-dcgm-exporter",
		"node", node}, page: page}
}

// The same card in every era and under both ways of honouring labels, joined to its engine.
func TestAccept6_DCGMEras(t *testing.T) {
	page := dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")
	honoured := func(page string) target {
		x := exporterOn("h100", page)
		x.honour = true
		return x
	}
	relabelled := exporterOn("h100", strings.NewReplacer("namespace=", "k8s_namespace_name=", "pod=", "k8s_pod_name=", "container=", "k8s_container_name=").Replace(page))
	relabelled.scraped = []string{"job", "otel", "instance", "10.1.0.1:9400"}
	old := exporterOn("h100", strings.NewReplacer("UUID=", "uuid=", "namespace=", "pod_namespace=", ",pod=", ",pod_name=", "container=", "container_name=").Replace(page))
	for name, x := range map[string]target{"4.5 exported": exporterOn("h100", page), "4.5 honoured": honoured(page), "4.6 hostname": exporterOn("h100", strings.Replace(page, "Hostname=", "hostname=", -1)),
		"4.9 exported": exporterOn("h100", dcgm49(page)), "4.9 honoured": honoured(dcgm49(page)), "OpenTelemetry": relabelled, "old namespace": old} {
		t.Run(name, func(t *testing.T) {
			w := printed(t, x, on("chat", "llama-0", vllm033))
			w.tells([]string{"namespace", "chat", "pod", "llama-0", "llm_model", "llama"}, dcgm4Says, "gpu_sm_active")
			w.recognised("gpu", map[string]int{"dcgm": 1})
			a := w.ask(table("replica", tensor, tokens))
			r := a.one("pod", "llama-0")
			a.is("method", r["match_method"], "gpu-labels")
			a.near("gpus", r["gpus"], 1, 1e-9)
			d := w.ask(table("device", tensor))
			a.is("uuid", d.one("pod", "llama-0")["gpu_uuid"], "GPU-"+uuidA)
			a.is("node", d.one("pod", "llama-0")["node"], "h100")
		})
	}
}

// An exporter that is renewed in the middle: no dip, and no doubling in the steps around it.
func TestAccept6_DCGMRenewed(t *testing.T) {
	page := dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")
	before9, after9 := exporterOn("h100", page), exporterOn("h100", dcgm49(page))
	before9.to, after9.from = 600, 630
	before9.silent = true
	w := printed(t, before9, after9, on("chat", "llama-0", vllm033))
	w.tells([]string{"pod", "llama-0"}, wanted{"gpu_tensor_active": 0.31, "gpu_power": 402.5, "gpu_memory_used": 71680 * 1048576, "gpu_sm_clock": 1755e6, "gpu_busy": 0.97, "gpu_temperature": 61})
	g := w.ask(graph("replica", power, tensor).every(seconds(60)))
	for s, v := range g.line("power", "pod", "llama-0") {
		g.near(fmt.Sprint("power at ", s), v, 402.5, 1e-6)
	}
	if n := len(g.line("tensor", "pod", "llama-0")); n != 20 {
		t.Errorf("%d steps with activity, want 20", n)
	}
	a := w.ask(table("replica", energy))
	a.near("energy, but for the step between", a.one("pod", "llama-0")["energy"], 402.5*1200, 402.5*60)
}

// What a site's own list of fields switches on: precision pipes, throttle by reason, ECC, NVLink by link, XID as a last code
// and as a count.
func TestAccept6_DCGMMore(t *testing.T) {
	page := dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")
	l := page[strings.Index(page, "{") : strings.Index(page, "}")+1]
	for name, v := range map[string]string{"DCGM_FI_PROF_SM_ACTIVE": "0.8", "DCGM_FI_PROF_SM_OCCUPANCY": "0.25", "DCGM_FI_PROF_PIPE_FP16_ACTIVE": "0.1", "DCGM_FI_PROF_PIPE_FP32_ACTIVE": "0.2",
		"DCGM_FI_PROF_PIPE_FP64_ACTIVE": "0.05", "DCGM_FI_DEV_THERMAL_VIOLATION": "+100000000", "DCGM_FI_DEV_POWER_VIOLATION": "+50000000", "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL": "+0.01",
		"DCGM_FI_PROF_NVLINK_TX_BYTES": "2e9", "DCGM_FI_PROF_NVLINK_RX_BYTES": "3e9", "DCGM_FI_DEV_POWER_MGMT_LIMIT": "700"} {
		page += name + l + " " + v + "\n"
	}
	page += "DCGM_FI_DEV_XID_ERRORS" + l[:len(l)-1] + `,err_code="31",err_msg="MMU fault"} 31` + "\n"
	page += "DCGM_EXP_XID_ERRORS_TOTAL" + l[:len(l)-1] + `,xid="31"} +0.01` + "\n"
	page += "DCGM_EXP_XID_ERRORS_COUNT" + l[:len(l)-1] + `,xid="31",window_size_in_ms="300000"} 3` + "\n"
	page += "DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL" + l + " +0.2\nDCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL" + l + " +0.1\n"
	w := printed(t, exporterOn("h100", page), on("chat", "llama-0", vllm033))
	w.tells([]string{"namespace", "chat", "pod", "llama-0"}, wanted{"gpu_sm_active": 0.8, "gpu_sm_occupancy": 0.25, "gpu_fp16_active": 0.1, "gpu_fp32_active": 0.2, "gpu_fp64_active": 0.05,
		"gpu_ecc_errors": 0.01, "gpu_nvlink_tx": 2e9, "gpu_nvlink_rx": 3e9, "gpu_xid/last": 31, "gpu_xid_events/total": 12, "gpu_nvlink_errors": 0.3, "gpu_power_limit": 700})
	w.tells([]string{"pod", "llama-0"}, wanted{"gpu_throttle": 0.1}) // reasons overlap in time: the longest counts
}

// A line for each link has the card's UUID and model in labels of its own: they are the card's links, and no LLM.
func TestAccept6_NVLinks(t *testing.T) {
	page := dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")
	for link := range 3 {
		l := fmt.Sprintf("{nvlink=\"%d\",gpu=\"0\",gpu_uuid=\"GPU-%s\",pci_bus_id=\"00000000:00:04.0\",device=\"nvidia0\",model_name=\"NVIDIA H100 80GB HBM3\",hostname=\"h100\"}", link, uuidA)
		page += "DCGM_FI_PROF_NVLINK_TX_BYTES" + l + " 1e9\nDCGM_FI_PROF_NVLINK_RX_BYTES" + l + " 2e9\n"
	}
	w := printed(t, exporterOn("h100", page), on("chat", "llama-0", vllm033))
	w.tells([]string{"pod", "llama-0"}, wanted{"gpu_nvlink_tx": 3e9, "gpu_nvlink_rx": 6e9, "gpu_power": 402.5})
	a := w.ask(signals("table", []string{"llm_model"}, operand{As: "tx", Signal: "gpu_nvlink_tx"}))
	a.near("of the model", a.one("llm_model", "llama", "row_kind", "value")["tx"], 3e9, 1)
	d := w.ask(table("device", power, operand{As: "tx", Signal: "gpu_nvlink_tx"}))
	d.values(1)
	d.is("the card's model", w.ask(signals("table", []string{"gpu_model"}, power)).where("row_kind", "value")[0]["gpu_model"], "NVIDIA H100 80GB HBM3")
}

// Two slices of a card: each is a device with its own pod, the card's power is split by slices, GPU_UTIL is not theirs.
func TestAccept6_MIG(t *testing.T) {
	slice := func(id, profile, pod, active string) string {
		l := fmt.Sprintf(`{gpu="0",UUID="GPU-%s",device="nvidia0",modelName="NVIDIA H100 80GB HBM3",GPU_I_PROFILE="%s",GPU_I_ID="%s",Hostname="mig1",container="vllm",namespace="chat",pod="%s"}`, uuidA, profile, id, pod)
		return "DCGM_FI_PROF_GR_ENGINE_ACTIVE" + l + " " + active + "\nDCGM_FI_PROF_PIPE_TENSOR_ACTIVE" + l + " " + active + "\nDCGM_FI_DEV_FB_USED" + l + " 1000\nDCGM_FI_DEV_POWER_USAGE" + l + " 350\nDCGM_FI_DEV_GPU_UTIL" + l + " 0\n"
	}
	w := printed(t, exporterOn("mig1", slice("1", "3g.40gb", "a-0", "0.5")+slice("2", "4g.40gb", "b-0", "0.7")), on("chat", "a-0", vllm033), on("chat", "b-0", vllm033))
	w.tells([]string{"pod", "a-0", "mig_id", "1", "mig_profile", "3g.40gb"}, wanted{"gpu_engine_active": 0.5, "gpu_memory_used": 1000 * 1048576})
	w.tells([]string{"pod", "b-0", "mig_id", "2"}, wanted{"gpu_engine_active": 0.7})
	a := w.ask(table("replica", power, tensor))
	a.near("power of 3 of 7", a.one("pod", "a-0")["power"], 150, 1e-6)
	a.near("power of 4 of 7", a.one("pod", "b-0")["power"], 200, 1e-6)
	a.near("gpus", a.one("pod", "b-0")["gpus"], 4./7, 1e-9)
}
