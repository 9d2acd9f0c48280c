package fleet

import (
	"fmt"
	"strings"
)

// namesOf1 are the fields that 1.x called otherwise than in lower case; an empty one did not exist.
var namesOf1 = map[string]string{
	"DCGM_FI_DEV_SM_CLOCK": "dcgm_sm_clock", "DCGM_FI_DEV_MEM_CLOCK": "dcgm_memory_clock", "DCGM_FI_DEV_GPU_TEMP": "dcgm_gpu_temp", "DCGM_FI_DEV_MEMORY_TEMP": "dcgm_memory_temp",
	"DCGM_FI_DEV_POWER_USAGE": "dcgm_power_usage", "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": "dcgm_total_energy_consumption", "DCGM_FI_DEV_PCIE_REPLAY_COUNTER": "dcgm_pcie_replay_counter",
	"DCGM_FI_DEV_GPU_UTIL": "dcgm_gpu_utilization", "DCGM_FI_DEV_MEM_COPY_UTIL": "dcgm_mem_copy_utilization", "DCGM_FI_DEV_FB_USED": "dcgm_fb_used", "DCGM_FI_DEV_FB_FREE": "dcgm_fb_free",
	"DCGM_FI_DEV_FB_RESERVED": "", "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL": "dcgm_nvlink_bandwidth_total", "DCGM_FI_DEV_POWER_VIOLATION": "dcgm_power_violation",
	"DCGM_FI_DEV_THERMAL_VIOLATION": "dcgm_thermal_violation", "DCGM_FI_DEV_ECC_DBE_VOL_TOTAL": "dcgm_ecc_dbe_volatile_total",
}

func nameOf1(name string) string {
	if old, ok := namesOf1[name]; ok {
		return old
	}
	return strings.ToLower(name)
}

// spelled are fields under other names; those without one are left out.
func spelled(fields []dcgmField, as func(string) string) []dcgmField {
	var out []dcgmField
	for _, f := range fields {
		if name := as(f.family.Name); name != "" {
			f.family = &Family{name, f.family.Type, f.family.Help}
			out = append(out, f)
		}
	}
	return out
}

// azureLabels are those of a card in lower case, with words of their own for the pod that holds it.
func azureLabels(spec *nodeSpec, d *device, p *pod) []string {
	out := []string{"gpu", fmt.Sprint(d.index), "uuid", d.uuid, "pci_bus_id", d.pci, "device", fmt.Sprintf("nvidia%d", d.index), "modelname", d.name, "hostname", spec.name, "dcgm_fi_driver_version", spec.driver}
	if p != nil {
		out = append(out, "containername", p.container(), "podnamespace", p.namespace, "podname", p.name)
	}
	return out
}

var (
	mooncakeTime       = histo("vllm:mooncake_xfer_time_seconds", "Histogram of transfer duration for Mooncake KV Cache transfers.")
	mooncakeBytes      = histo("vllm:mooncake_bytes_transferred", "Histogram of bytes transferred per Mooncake KV Cache transfers.")
	mooncakeFailed     = counter("vllm:mooncake_num_failed_transfers_total", "Number of failed Mooncake KV Cache transfers.")
	mooncakeUnreceived = counter("vllm:mooncake_num_failed_recvs_total", "Number of failed receives of Mooncake KV Cache transfers.")
)

// mooncake are the names that the Mooncake connector adds, which fetches what the tier has.
func (v engineView) mooncake() {
	m := v.e.moves()
	v.histogram(mooncakeTime, m.times(m.loadedBytes, 1))
	v.histogram(mooncakeBytes, m.sizes(m.loadedBytes))
	v.value(mooncakeFailed, constant(0))
	v.value(mooncakeUnreceived, constant(0))
}
