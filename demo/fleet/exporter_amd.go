package fleet

import "fmt"

// amdFields are what AMD's device-metrics-exporter shows of an MI300X: percent, MB, MHz, µJ and KB.
var amdFields = []struct {
	family *Family
	read   reads
	more   []string
}{
	{gauge("gpu_gfx_activity", "Graphics engine usage in percent."), reads(engineShare).times(100), nil},
	{gauge("gpu_umc_activity", "Memory engine usage in percent."), func(d *device) float64 { return digits(100*d.shown.dram, 4) }, nil},
	{gauge("gpu_prof_tensor_active_percent", "Matrix core usage in percent."), func(d *device) float64 { return digits(100*d.shown.tensor, 4) }, nil},
	{gauge("gpu_prof_sm_active", "Compute unit usage in percent."), func(d *device) float64 { return digits(100*d.shown.sm, 4) }, nil},
	{gauge("gpu_prof_occupancy_percent", "Wave occupancy in percent."), func(d *device) float64 { return digits(100*d.shown.occupancy, 4) }, nil},
	{gauge("gpu_used_vram", "Used VRAM in MB."), func(d *device) float64 { return float64(int(d.shown.usedMiB)) }, nil},
	{gauge("gpu_free_vram", "Free VRAM in MB."), func(d *device) float64 { return d.memoryMiB - float64(int(d.shown.usedMiB)) }, nil},
	{gauge("gpu_total_vram", "Total VRAM in MB."), func(d *device) float64 { return d.memoryMiB }, nil},
	{gauge("gpu_package_power", "Package power in W."), powerWatts, nil},
	{gauge("gpu_power_usage", "Power in W."), powerWatts, nil},
	{gauge("gpu_energy_consumed", "Energy consumed in µJ."), reads(joules).times(1e6), nil},
	{gauge("gpu_junction_temperature", "Junction temperature in °C."), degrees, nil},
	{gauge("gpu_memory_temperature", "Memory temperature in °C."), memDegrees, nil},
	{gauge("gpu_clock", "Clock in MHz."), func(d *device) float64 { return d.shown.clockMHz }, []string{"clock_type", "system", "clock_index", "0"}},
	{gauge("gpu_clock", "Clock in MHz."), func(d *device) float64 { return d.memoryMHz }, []string{"clock_type", "memory", "clock_index", "8"}},
	{gauge("gpu_xgmi_link_tx", "XGMI data sent in KB."), func(d *device) float64 { return float64(int(d.shownSums.linkTx / 1024)) }, []string{"link_index", "0"}},
	{gauge("gpu_xgmi_link_rx", "XGMI data received in KB."), func(d *device) float64 { return float64(int(d.shownSums.linkRx / 1024)) }, []string{"link_index", "0"}},
	{gauge("gpu_violation_ppt_residency_percentage", "Share of time at the power limit in percent."), never, nil},
	{gauge("gpu_violation_socket_thermal_residency_percentage", "Share of time at the thermal limit in percent."), never, nil},
	{gauge("gpu_ecc_correct_total", "Corrected ECC errors."), never, nil},
	{gauge("gpu_ecc_uncorrect_total", "Uncorrected ECC errors."), never, nil},
	{gauge("pcie_replay_count", "PCIe replays."), func(d *device) float64 { return d.shownSums.pcieReplays }, nil},
	{gauge("pcie_tx", "Bytes sent over PCIe."), func(d *device) float64 { return float64(int(d.shownSums.pcieTx)) }, nil},
	{gauge("pcie_rx", "Bytes received over PCIe."), func(d *device) float64 { return float64(int(d.shownSums.pcieRx)) }, nil},
	{gauge("gpu_health", "1 where the card is healthy."), func(*device) float64 { return 1 }, nil},
}

// exposeAMD offers a card with the pod that holds it; pod and namespace are empty where nobody does.
func exposeAMD(x *exposition, spec *nodeSpec, d *device) {
	lbls := []string{"gpu_uuid", d.bare(), "serial_number", fmt.Sprintf("6922510011%02d", d.index), "gpu_id", fmt.Sprint(d.index), "card_model", d.name, "hostname", spec.name,
		"gpu_partition_id", "0", "gpu_compute_partition_type", "spx", "driver_version", spec.driver}
	for _, p := range d.owners {
		lbls = append(lbls, "pod", p.name, "namespace", p.namespace, "container", p.container())
	}
	for _, f := range amdFields {
		x.value(f.family, func() float64 { return f.read(d) }, append(append([]string{}, lbls...), f.more...)...)
	}
}

// intelFields are what Intel's XPU Manager 2 shows of a card, in base units.
var intelFields = []struct {
	family *Family
	read   reads
	more   []string
}{
	{gauge("hw_gpu_info", "1 for each card."), func(*device) float64 { return 1 }, nil},
	{gauge("hw_gpu_utilization_ratio", "Share of time the engines were busy."), engineShare, []string{"hw_gpu_task", "compute-all", "com_intel_subdevice_id", "0"}},
	{gauge("hw_memory_bandwidth_utilization_ratio", "Share of the memory's bandwidth."), func(d *device) float64 { return digits(d.shown.dram, 6) }, []string{"hw_memory_location", "device", "hw_memory_type", "hbm"}},
	{gauge("hw_memory_usage_bytes", "Memory used."), usedBytes, []string{"hw_memory_location", "device", "hw_memory_type", "hbm"}},
	{gauge("hw_memory_size_bytes", "Memory of the card."), totalBytes, []string{"hw_memory_location", "device", "hw_memory_type", "hbm"}},
	{gauge("hw_power_watts", "Power."), powerWatts, []string{"hw_sensor_location", "card"}},
	{counter("hw_energy_joules_total", "Energy."), joules, []string{"hw_sensor_location", "card"}},
	{gauge("hw_temperature_celsius", "Temperature."), degrees, []string{"hw_sensor_location", "gpu", "statistic", "max"}},
	{gauge("hw_temperature_celsius", "Temperature."), memDegrees, []string{"hw_sensor_location", "memory", "statistic", "max"}},
	{gauge("hw_frequency_hertz", "Frequency."), func(d *device) float64 { return d.shown.clockMHz * 1e6 }, []string{"hw_frequency_domain", "gpu", "aggregation", "avg"}},
	{gauge("hw_frequency_hertz", "Frequency."), func(d *device) float64 { return d.memoryMHz * 1e6 }, []string{"hw_frequency_domain", "memory", "aggregation", "avg"}},
	{counter("hw_gpu_io_bytes_total", "Bytes over PCIe."), func(d *device) float64 { return float64(int(d.shownSums.pcieTx)) }, []string{"network_io_direction", "transmit"}},
	{counter("hw_gpu_io_bytes_total", "Bytes over PCIe."), func(d *device) float64 { return float64(int(d.shownSums.pcieRx)) }, []string{"network_io_direction", "receive"}},
	{counter("hw_errors_total", "Errors."), never, []string{"hw_type", "gpu", "error_type", "correctable", "error_category", "cache"}},
	{counter("hw_errors_total", "Errors."), never, []string{"hw_type", "gpu", "error_type", "uncorrectable", "error_category", "cache"}},
}

// exposeIntel offers a card, which names no pod.
func exposeIntel(x *exposition, spec *nodeSpec, d *device) {
	lbls := []string{"hw_id", d.bare(), "pci_bdf", d.pci[4:], "hw_model", d.name, "hw_name", fmt.Sprintf("gpu-%d", d.index), "node", spec.name}
	for _, f := range intelFields {
		x.value(f.family, func() float64 { return f.read(d) }, append(append([]string{}, lbls...), f.more...)...)
	}
}
