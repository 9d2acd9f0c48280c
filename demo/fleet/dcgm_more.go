package fleet

import "fmt"

// fieldsOnRequest are those that a site's own list adds to the defaults of 4.9.
var fieldsOnRequest = []dcgmField{
	{family: gauge("DCGM_FI_PROF_FP64_UTIL_RATIO", "Ratio of cycles the fp64 pipes are active."), read: never},
	{family: gauge("DCGM_FI_DEV_BOARD_POWER_LIMIT_ENFORCED_WATTS", "Power limit in force (in W)."), read: func(d *device) float64 { return d.maxW }},
	{family: gauge("DCGM_FI_DEV_XID_ERROR", "Value of the last XID error encountered."), read: never},
	{family: counter("DCGM_FI_DEV_ECC_SBE_VOL_TOTAL", "Total number of single-bit volatile ECC errors."), read: never},
	{family: counter("DCGM_FI_DEV_ROW_REMAP_UNCORRECTABLE_TOTAL", "Number of remapped rows for uncorrectable errors"), read: never},
	{family: counter("DCGM_FI_DEV_ROW_REMAP_CORRECTABLE_TOTAL", "Number of remapped rows for correctable errors"), read: never},
	{family: gauge("DCGM_FI_DEV_ROW_REMAP_FAILED", "Whether remapping of rows has failed"), read: never},
	{family: counter("DCGM_FI_DEV_PAGE_RETIRED_SBE_TOTAL", "Total number of retired pages due to single-bit errors."), read: never},
	{family: counter("DCGM_FI_DEV_PAGE_RETIRED_DBE_TOTAL", "Total number of retired pages due to double-bit errors."), read: never},
	{family: counter("DCGM_EXP_CLOCK_EVENTS_TOTAL", "Clock events since the exporter started."), read: never},
	{family: counter("DCGM_EXP_XID_ERRORS_TOTAL", "XID errors since the exporter started."), read: never},
}

// fieldsOfLinks are those that a site with NVSwitches adds to the defaults of 4.8.
var fieldsOfLinks = []dcgmField{
	{family: counter("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", "Total number of NVLink flow-control CRC errors."), read: never, has: hasNVLink},
	{family: counter("DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL", "Total number of NVLink data CRC errors."), read: never, has: hasNVLink},
	{family: counter("DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL", "Total number of NVLink retries."), read: never, has: hasNVLink},
	{family: counter("DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", "Total number of NVLink recovery errors."), read: never, has: hasNVLink},
}

// pendingPages is a field that a site adds to the defaults of 4.8.
var pendingPages = dcgmField{family: counter("DCGM_FI_DEV_RETIRED_PENDING", "Total number of pages pending retirement."), read: never}

var (
	switchTx = counter("DCGM_FI_DEV_NVSWITCH_THROUGHPUT_TX", "NvSwitch Tx throughput counter.")
	switchRx = counter("DCGM_FI_DEV_NVSWITCH_THROUGHPUT_RX", "NvSwitch Rx throughput counter.")
)

// exposeSwitches offers the node's NVSwitches: what its cards sent over NVLink passed them in equal parts.
func exposeSwitches(x *exposition, spec *nodeSpec, devices []*device) {
	for i := range spec.switches {
		lbls := []string{"nvswitch", fmt.Sprintf("nvswitch%d", i), "hostname", spec.name}
		moved := func() float64 {
			total := 0.0
			for _, d := range devices {
				total += d.counts.linkTx
			}
			return float64(int(total / float64(spec.switches)))
		}
		x.value(switchTx, moved, lbls...)
		x.value(switchRx, moved, lbls...)
	}
}

var (
	ncclBandwidth = gauge("nccl_bus_bandwidth_gbs", "")
	ncclTime      = gauge("nccl_collective_exec_time_microseconds", "")
)

// exposeInspector offers the text files that NCCL Inspector writes on a node for
// node_exporter: the last all-reduce of each rank that computes. A rank that the others
// wait for is the last to come, and waits least itself. Beside it stands which card each
// of its indices means, which the Inspector itself does not know.
func exposeInspector(x *exposition, spec *nodeSpec, devices []*device) {
	for _, d := range devices {
		x.value(textfileBinding, constant(1), "gpu_index", fmt.Sprint(d.index), "gpu_uuid", d.uuid)
	}
	for _, d := range devices {
		for _, p := range d.owners {
			lbls := []string{"version", "v5.2", "slurm_job_id", "", "node", spec.name, "gpu", fmt.Sprintf("GPU%d", d.index), "comm_name", p.name, "n_nodes", "1", "nranks", fmt.Sprint(len(p.devices)),
				"collective", "AllReduce", "message_size", "64KB-128KB", "algo_proto", "NVLS_SIMPLE"}
			x.value(ncclBandwidth, func() float64 { return digits(allReduceGBs/d.waits(p), 3) }, lbls...)
			x.value(ncclTime, func() float64 { return digits(allReduceMicros*d.waits(p), 3) }, lbls...)
		}
	}
}

const (
	// allReduceGBs and allReduceMicros are one all-reduce among eight H100 that come at the same time.
	allReduceGBs    = 312
	allReduceMicros = 21
)

// waits is how much longer an all-reduce takes on this rank because the slowest of its group comes later.
func (d *device) waits(p *pod) float64 {
	return 1 + 8*(slowest(p.devices)-d.slowdown())
}
