package fleet

import (
	"math"
	"strings"
)

// mebibyte in bytes.
const mebibyte = 1 << 20

func hasNVLink(d *device) bool  { return d.nvlink }
func hasMemTemp(d *device) bool { return d.hbm }

// dcgmFields are the fields of each era: the defaults, and the opt-in ones
// that this fleet's operators switched on.
var dcgmFields = map[dcgmEra][]dcgmField{dcgm3: fieldsOf3, dcgm48: fieldsOf3, dcgm49: fieldsOf49, dcgm1: spelled(fieldsOf3, nameOf1), dcgmAzure: spelled(fieldsOf3, strings.ToLower)}

// ofCardsOnly are fields that DCGM does not have for a MIG slice.
var ofCardsOnly = map[string]bool{
	"DCGM_FI_DEV_GPU_UTIL": true, "DCGM_FI_DEV_MEM_COPY_UTIL": true, "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL": true,
	"DCGM_FI_PROF_PCIE_TX_BYTES": true, "DCGM_FI_PROF_PCIE_RX_BYTES": true, "DCGM_FI_PROF_NVLINK_TX_BYTES": true, "DCGM_FI_PROF_NVLINK_RX_BYTES": true,
}

// fieldsOf3 are named and scaled as by exporters 2.x to 4.5. The help texts of
// the violation counters say µs; what they count is ns, here as in the field.
var fieldsOf3 = []dcgmField{
	{family: gauge("DCGM_FI_DEV_SM_CLOCK", "SM clock frequency (in MHz)."), read: func(d *device) float64 { return d.shown.clockMHz }},
	{family: gauge("DCGM_FI_DEV_MEM_CLOCK", "Memory clock frequency (in MHz)."), read: func(d *device) float64 { return d.memoryMHz }},
	{family: gauge("DCGM_FI_DEV_GPU_TEMP", "GPU temperature (in C)."), read: func(d *device) float64 { return math.Round(d.shown.tempC) }},
	{family: gauge("DCGM_FI_DEV_MEMORY_TEMP", "Memory temperature (in C)."), read: func(d *device) float64 { return memoryTemp(d) }},
	{family: gauge("DCGM_FI_DEV_POWER_USAGE", "Power draw (in W)."), read: func(d *device) float64 { return digits(d.shown.powerW, 3) }},
	{family: counter("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "Total energy consumption since boot (in mJ)."), read: func(d *device) float64 { return math.Round(d.shownSums.energyJ * 1000) }},
	{family: counter("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "Total number of PCIe retries."), read: func(d *device) float64 { return d.shownSums.pcieReplays }},
	{family: gauge("DCGM_FI_DEV_GPU_UTIL", "GPU utilization (in %)."), read: func(d *device) float64 { return math.Round(d.shown.engine * 100) }},
	{family: gauge("DCGM_FI_DEV_MEM_COPY_UTIL", "Memory utilization (in %)."), read: func(d *device) float64 { return math.Round(d.shown.dram * 100) }},
	{family: gauge("DCGM_FI_DEV_FB_USED", "Framebuffer memory used (in MiB)."), read: func(d *device) float64 { return math.Round(d.shown.usedMiB) }},
	{family: gauge("DCGM_FI_DEV_FB_FREE", "Framebuffer memory free (in MiB)."), read: func(d *device) float64 { return math.Round(d.freeMiB()) }},
	{family: gauge("DCGM_FI_DEV_FB_RESERVED", "Framebuffer memory reserved (in MiB)."), read: func(*device) float64 { return reservedMiB }},
	{family: counter("DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "Total number of NVLink bandwidth counters for all lanes."), read: func(d *device) float64 { return math.Round((d.shown.nvlinkTx + d.shown.nvlinkRx) / 1024 / 1000) }, has: hasNVLink},
	{family: counter("DCGM_FI_DEV_POWER_VIOLATION", "Throttling duration due to power constraints (in us)."), read: func(d *device) float64 { return math.Round(d.shownSums.powerS * 1e9) }},
	{family: counter("DCGM_FI_DEV_THERMAL_VIOLATION", "Throttling duration due to thermal constraints (in us)."), read: func(d *device) float64 { return math.Round(d.shownSums.thermalS * 1e9) }},
	{family: counter("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "Total number of double-bit volatile ECC errors."), read: func(*device) float64 { return 0 }},
	{family: gauge("DCGM_FI_PROF_GR_ENGINE_ACTIVE", "Ratio of time the graphics engine is active."), read: func(d *device) float64 { return digits(d.shown.engine, 6) }},
	{family: gauge("DCGM_FI_PROF_SM_ACTIVE", "The ratio of cycles an SM has at least 1 warp assigned."), read: func(d *device) float64 { return digits(d.shown.sm, 6) }},
	{family: gauge("DCGM_FI_PROF_SM_OCCUPANCY", "The ratio of number of warps resident on an SM."), read: func(d *device) float64 { return digits(d.shown.occupancy, 6) }},
	{family: gauge("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "Ratio of cycles the tensor (HMMA) pipe is active."), read: func(d *device) float64 { return digits(d.shown.tensor, 6) }},
	{family: gauge("DCGM_FI_PROF_DRAM_ACTIVE", "Ratio of cycles the device memory interface is active sending or receiving data."), read: func(d *device) float64 { return digits(d.shown.dram, 6) }},
	{family: gauge("DCGM_FI_PROF_PIPE_FP16_ACTIVE", "Ratio of cycles the fp16 pipes are active."), read: func(d *device) float64 { return digits(d.shown.fp16, 6) }},
	{family: gauge("DCGM_FI_PROF_PIPE_FP32_ACTIVE", "Ratio of cycles the fp32 pipes are active."), read: func(d *device) float64 { return digits(d.shown.fp32, 6) }},
	{family: gauge("DCGM_FI_PROF_PCIE_TX_BYTES", "The rate of data transmitted over the PCIe bus (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.pcieTx) }},
	{family: gauge("DCGM_FI_PROF_PCIE_RX_BYTES", "The rate of data received over the PCIe bus (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.pcieRx) }},
	{family: gauge("DCGM_FI_PROF_NVLINK_TX_BYTES", "The rate of data transmitted over NVLink (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.nvlinkTx) }, has: hasNVLink},
	{family: gauge("DCGM_FI_PROF_NVLINK_RX_BYTES", "The rate of data received over NVLink (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.nvlinkRx) }, has: hasNVLink},
}

// fieldsOf49 are named and scaled as by exporter 4.9.
var fieldsOf49 = []dcgmField{
	{family: gauge("DCGM_FI_DEV_SM_CLOCK_HERTZ", "SM clock frequency (in Hz)."), read: func(d *device) float64 { return d.shown.clockMHz * 1e6 }},
	{family: gauge("DCGM_FI_DEV_MEMORY_CLOCK_HERTZ", "Memory clock frequency (in Hz)."), read: func(d *device) float64 { return d.memoryMHz * 1e6 }},
	{family: gauge("DCGM_FI_DEV_GPU_TEMP_CELSIUS", "GPU temperature (in C)."), read: func(d *device) float64 { return math.Round(d.shown.tempC) }},
	{family: gauge("DCGM_FI_DEV_MEMORY_TEMP_CELSIUS", "Memory temperature (in C)."), read: func(d *device) float64 { return memoryTemp(d) }, has: hasMemTemp},
	{family: gauge("DCGM_FI_DEV_BOARD_POWER_WATTS", "Power draw (in W)."), read: func(d *device) float64 { return digits(d.shown.powerW, 3) }},
	{family: counter("DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", "Total energy consumption since boot (in J)."), read: func(d *device) float64 { return digits(d.shownSums.energyJ, 3) }},
	{family: counter("DCGM_FI_DEV_PCIE_REPLAY_TOTAL", "Total number of PCIe retries."), read: func(d *device) float64 { return d.shownSums.pcieReplays }},
	{family: gauge("DCGM_FI_DEV_GPU_UTIL_RATIO", "GPU utilization (ratio 0-1)."), read: func(d *device) float64 { return digits(d.shown.engine, 2) }},
	{family: gauge("DCGM_FI_DEV_MEMORY_UTIL_RATIO", "Memory utilization (ratio 0-1)."), read: func(d *device) float64 { return digits(d.shown.dram, 2) }},
	{family: gauge("DCGM_FI_DEV_FB_USED_BYTES", "Framebuffer memory used (in bytes)."), read: func(d *device) float64 { return math.Round(d.shown.usedMiB) * mebibyte }},
	{family: gauge("DCGM_FI_DEV_FB_FREE_BYTES", "Framebuffer memory free (in bytes)."), read: func(d *device) float64 { return math.Round(d.freeMiB()) * mebibyte }},
	{family: gauge("DCGM_FI_DEV_FB_RESERVED_BYTES", "Framebuffer memory reserved (in bytes)."), read: func(*device) float64 { return reservedMiB * mebibyte }},
	{family: gauge("DCGM_FI_DEV_FB_CAPACITY_BYTES", "Framebuffer memory capacity (in bytes)."), read: func(d *device) float64 { return d.memoryMiB * mebibyte }},
	{family: gauge("DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND", "NVLink throughput of all lanes (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.nvlinkTx + d.shown.nvlinkRx) }, has: hasNVLink},
	{family: counter("DCGM_FI_DEV_GPU_POWER_THROTTLE_SECONDS_TOTAL", "Throttling duration due to power constraints (in s)."), read: func(d *device) float64 { return digits(d.shownSums.powerS, 6) }},
	{family: counter("DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL", "Throttling duration due to thermal constraints (in s)."), read: func(d *device) float64 { return digits(d.shownSums.thermalS, 6) }},
	{family: counter("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", "Total number of double-bit volatile ECC errors."), read: func(*device) float64 { return 0 }},
	{family: gauge("DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", "Ratio of time the graphics engine is active."), read: func(d *device) float64 { return digits(d.shown.engine, 6) }},
	{family: gauge("DCGM_FI_PROF_SM_UTIL_RATIO", "The ratio of cycles an SM has at least 1 warp assigned."), read: func(d *device) float64 { return digits(d.shown.sm, 6) }},
	{family: gauge("DCGM_FI_PROF_SM_OCCUPANCY_RATIO", "The ratio of number of warps resident on an SM."), read: func(d *device) float64 { return digits(d.shown.occupancy, 6) }},
	{family: gauge("DCGM_FI_PROF_TENSOR_UTIL_RATIO", "Ratio of cycles the tensor (HMMA) pipe is active."), read: func(d *device) float64 { return digits(d.shown.tensor, 6) }},
	{family: gauge("DCGM_FI_PROF_DRAM_UTIL_RATIO", "Ratio of cycles the device memory interface is active sending or receiving data."), read: func(d *device) float64 { return digits(d.shown.dram, 6) }},
	{family: gauge("DCGM_FI_PROF_FP16_UTIL_RATIO", "Ratio of cycles the fp16 pipes are active."), read: func(d *device) float64 { return digits(d.shown.fp16, 6) }},
	{family: gauge("DCGM_FI_PROF_FP32_UTIL_RATIO", "Ratio of cycles the fp32 pipes are active."), read: func(d *device) float64 { return digits(d.shown.fp32, 6) }},
	{family: gauge("DCGM_FI_PROF_PCIE_TX_BYTES", "The rate of data transmitted over the PCIe bus (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.pcieTx) }},
	{family: gauge("DCGM_FI_PROF_PCIE_RX_BYTES", "The rate of data received over the PCIe bus (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.pcieRx) }},
	{family: gauge("DCGM_FI_PROF_NVLINK_TX_BYTES", "The rate of data transmitted over NVLink (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.nvlinkTx) }, has: hasNVLink},
	{family: gauge("DCGM_FI_PROF_NVLINK_RX_BYTES", "The rate of data received over NVLink (in B/s)."), read: func(d *device) float64 { return math.Round(d.shown.nvlinkRx) }, has: hasNVLink},
}

// freeMiB is the frame buffer that neither a process nor the driver holds.
func (d *device) freeMiB() float64 {
	return math.Max(0, d.memoryMiB-reservedMiB-math.Round(d.shown.usedMiB))
}

// memoryTemp is the sentinel where the card has no such sensor.
func memoryTemp(d *device) float64 {
	if !d.hbm {
		return notSupported
	}
	return math.Round(d.shown.memTempC)
}
