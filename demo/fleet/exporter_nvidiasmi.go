package fleet

import "fmt"

type smiField struct {
	family *Family
	read   reads
}

// smiFields are what nvidia_gpu_exporter shows with its NVML backend.
var smiFields = []smiField{
	{gauge("nvidia_smi_utilization_gpu_ratio", "utilization.gpu"), engineShare},
	{gauge("nvidia_smi_utilization_memory_ratio", "utilization.memory"), func(d *device) float64 { return digits(d.shown.dram, 2) }},
	{gauge("nvidia_smi_memory_used_bytes", "memory.used"), usedBytes},
	{gauge("nvidia_smi_memory_total_bytes", "memory.total"), totalBytes},
	{gauge("nvidia_smi_power_draw_average_watts", "power.draw.average"), powerWatts},
	{gauge("nvidia_smi_power_draw_watts", "power.draw"), powerWatts},
	{gauge("nvidia_smi_enforced_power_limit_watts", "enforced.power.limit"), func(d *device) float64 { return d.maxW }},
	{counter("nvidia_smi_energy_joules_total", "energy"), joules},
	{gauge("nvidia_smi_temperature_gpu", "temperature.gpu"), degrees},
	{gauge("nvidia_smi_temperature_memory", "temperature.memory"), memDegrees},
	{gauge("nvidia_smi_clocks_current_sm_clock_hz", "clocks.current.sm"), func(d *device) float64 { return d.shown.clockMHz * 1e6 }},
	{gauge("nvidia_smi_clocks_current_memory_clock_hz", "clocks.current.memory"), func(d *device) float64 { return d.memoryMHz * 1e6 }},
	{gauge("nvidia_smi_pcie_throughput_tx_bytes_per_second", "pcie throughput"), func(d *device) float64 { return float64(int(d.shown.pcieTx)) }},
	{gauge("nvidia_smi_pcie_throughput_rx_bytes_per_second", "pcie throughput"), func(d *device) float64 { return float64(int(d.shown.pcieRx)) }},
	{gauge("nvidia_smi_clocks_event_reasons_counters_sw_power_cap_seconds", "clocks_event_reasons_counters.sw_power_cap"), func(d *device) float64 { return digits(d.shownSums.powerS, 3) }},
	{gauge("nvidia_smi_clocks_event_reasons_counters_sw_thermal_slowdown_seconds", "clocks_event_reasons_counters.sw_thermal_slowdown"), func(d *device) float64 { return digits(d.shownSums.thermalS, 3) }},
	{gauge("nvidia_smi_ecc_errors_corrected_volatile_total", "ecc.errors.corrected.volatile.total"), never},
	{gauge("nvidia_smi_ecc_errors_uncorrected_volatile_total", "ecc.errors.uncorrected.volatile.total"), never},
	{gauge("nvidia_smi_remapped_rows_uncorrectable", "remapped_rows.uncorrectable"), never},
	{gauge("nvidia_smi_remapped_rows_correctable", "remapped_rows.correctable"), never},
	{gauge("nvidia_smi_remapped_rows_failure", "remapped_rows.failure"), never},
}

// smiSliceFields are what it shows of a MIG slice of a Hopper card.
var smiSliceFields = []smiField{
	{gauge("nvidia_smi_mig_memory_used_bytes", "Memory used by the slice."), usedBytes},
	{gauge("nvidia_smi_mig_memory_total_bytes", "Memory of the slice."), totalBytes},
	{gauge("nvidia_smi_mig_graphics_activity_ratio", "Graphics activity."), engineShare},
	{gauge("nvidia_smi_mig_sm_activity_ratio", "SM activity."), func(d *device) float64 { return digits(d.shown.sm, 6) }},
	{gauge("nvidia_smi_mig_sm_occupancy_ratio", "SM occupancy."), func(d *device) float64 { return digits(d.shown.occupancy, 6) }},
	{gauge("nvidia_smi_mig_tensor_activity_ratio", "Tensor activity."), func(d *device) float64 { return digits(d.shown.tensor, 6) }},
}

var (
	smiInfo      = gauge("nvidia_smi_gpu_info", "A metric with a constant '1' value labeled by gpu uuid, name and so on.")
	smiSliceInfo = gauge("nvidia_smi_mig_info", "1 for each slice.")
	smiXID       = counter("nvidia_smi_xid_errors_total", "XID errors since the exporter started.")
)

// exposeNvidiaSMI offers a card and its slices. Its UUIDs bear no prefix, and neither a node
// nor a pod is named.
func exposeNvidiaSMI(x *exposition, spec *nodeSpec, d *device) {
	id := []string{"uuid", d.bare()}
	x.value(smiInfo, constant(1), append(id, "name", d.name, "index", fmt.Sprint(d.index), "driver_version", spec.driver, "pci_bus_id", d.pci)...)
	for _, f := range smiFields {
		x.value(f.family, func() float64 { return f.read(d) }, id...)
	}
	x.value(smiXID, constant(0), append(id, "xid", "79")...)
	for _, p := range d.parts {
		slice := append(id, "gpu_instance_id", p.slice.id)
		x.value(smiSliceInfo, constant(1), append(slice, "mig_uuid", "MIG-"+uuid(0, d.uuid, p.slice.id), "compute_instance_id", "0", "profile", p.slice.profile)...)
		for _, f := range smiSliceFields {
			x.value(f.family, func() float64 { return f.read(p) }, slice...)
		}
	}
}

var (
	hamiUsed       = gauge("hami_vgpu_memory_used_bytes", "Memory that a container uses of a card.")
	hamiLimit      = gauge("hami_vgpu_memory_limit_bytes", "Memory that a container may use of a card.")
	hamiBusy       = gauge("hami_container_device_utilization_ratio", "Use of a card by a container, in percent.")
	hamiAllocated  = gauge("hami_vgpu_memory_allocated_bytes", "Memory that the scheduler gave to a container.")
	hamiCores      = gauge("hami_vgpu_core_allocated_ratio", "Part of a card's cores that the scheduler gave to a container, in percent.")
	hamiHostBusy   = gauge("hami_host_gpu_utilization_ratio", "Use of a card, in percent.")
	hamiHostMemory = gauge("hami_host_gpu_memory_used_bytes", "Memory used of a card.")
)

// exposeHAMi offers a card as HAMi sees it, with what each pod on it has and uses.
func exposeHAMi(x *exposition, spec *nodeSpec, d *device) {
	host := []string{"node", spec.name, "device_index", fmt.Sprint(d.index), "device_uuid", d.uuid, "device_type", "NVIDIA-" + d.name}
	x.value(hamiHostBusy, func() float64 { return digits(100*d.shown.engine, 3) }, host...)
	x.value(hamiHostMemory, func() float64 { return usedBytes(d) }, host...)
	exposeGiven(x, d, host)
	for _, p := range d.owners {
		own := []string{"namespace", p.namespace, "pod", p.name, "container", p.container(), "vdevice_index", "0", "device_uuid", d.uuid}
		limit := p.share() * totalBytes(d)
		x.value(hamiUsed, func() float64 { return float64(int(min(limit, p.share()*usedBytes(d)))) }, own...)
		x.value(hamiLimit, constant(limit), own...)
		x.value(hamiBusy, func() float64 { return digits(100*d.workOf(p, tick.Seconds()).engine, 3) }, own...)
		given := []string{"namespace", p.namespace, "node", spec.name, "pod", p.name, "container_index", "0", "device_uuid", d.uuid, "zone", "vGPU"}
		x.value(hamiAllocated, constant(limit), given...)
		x.value(hamiCores, constant(100*p.share()), given...)
	}
}
