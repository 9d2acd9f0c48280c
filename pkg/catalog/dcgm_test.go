package catalog_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// dcgmAlternative finds the alternative of a signal by its metric, or by the first name of its sum.
func dcgmAlternative(t *testing.T, signal, metric string) catalog.Alternative {
	t.Helper()
	for _, a := range mustDefault(t).Alternatives(signal) {
		if a.ExposedNames()[0] == metric {
			return a
		}
	}
	t.Fatalf("%s: no alternative %s", signal, metric)
	return catalog.Alternative{}
}

func TestDCGMScales(t *testing.T) {
	const mib = 1 << 20
	for _, tc := range []struct {
		signal, metric string
		exposed, want  float64
	}{
		{"gpu_busy", "DCGM_FI_DEV_GPU_UTIL", 87, 0.87},
		{"gpu_busy", "DCGM_FI_DEV_GPU_UTIL_RATIO", 0.87, 0.87},
		{"gpu_busy", "dcgm_gpu_utilization", 87, 0.87},
		{"gpu_memory_used", "DCGM_FI_DEV_FB_USED", 1, mib},
		{"gpu_memory_used", "DCGM_FI_DEV_FB_USED_BYTES", mib, mib},
		{"gpu_memory_used", "dcgm_fb_used", 1, mib},
		{"gpu_memory_total", "DCGM_FI_DEV_FB_CAPACITY_BYTES", mib, mib},
		{"gpu_memory_total", "DCGM_FI_DEV_FB_TOTAL", 1, mib},
		{"gpu_memory_total", "DCGM_FI_DEV_FB_USED", 1, mib},
		{"gpu_power", "DCGM_FI_DEV_POWER_USAGE", 700, 700},
		{"gpu_power", "DCGM_FI_DEV_BOARD_POWER_WATTS", 700, 700},
		{"gpu_energy", "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", 5000, 5},
		{"gpu_energy", "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", 5, 5},
		{"gpu_temperature", "DCGM_FI_DEV_GPU_TEMP", 60, 60},
		{"gpu_temperature", "DCGM_FI_DEV_GPU_TEMP_CELSIUS", 60, 60},
		{"gpu_memory_temperature", "DCGM_FI_DEV_MEMORY_TEMP", 60, 60},
		{"gpu_memory_temperature", "DCGM_FI_DEV_MEMORY_TEMP_CELSIUS", 60, 60},
		{"gpu_sm_clock", "DCGM_FI_DEV_SM_CLOCK", 1755, 1755e6},
		{"gpu_sm_clock", "DCGM_FI_DEV_SM_CLOCK_HERTZ", 1755e6, 1755e6},
		{"gpu_memory_clock", "DCGM_FI_DEV_MEM_CLOCK", 2619, 2619e6},
		{"gpu_memory_clock", "DCGM_FI_DEV_MEMORY_CLOCK_HERTZ", 2619e6, 2619e6},
		{"gpu_tensor_active", "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", 0.4, 0.4},
		{"gpu_tensor_active", "DCGM_FI_PROF_TENSOR_UTIL_RATIO", 0.4, 0.4},
		{"gpu_sm_active", "DCGM_FI_PROF_SM_ACTIVE", 0.4, 0.4},
		{"gpu_sm_active", "DCGM_FI_PROF_SM_UTIL_RATIO", 0.4, 0.4},
		{"gpu_sm_occupancy", "DCGM_FI_PROF_SM_OCCUPANCY", 0.4, 0.4},
		{"gpu_sm_occupancy", "DCGM_FI_PROF_SM_OCCUPANCY_RATIO", 0.4, 0.4},
		{"gpu_dram_active", "DCGM_FI_PROF_DRAM_ACTIVE", 0.4, 0.4},
		{"gpu_dram_active", "DCGM_FI_PROF_DRAM_UTIL_RATIO", 0.4, 0.4},
		{"gpu_engine_active", "DCGM_FI_PROF_GR_ENGINE_ACTIVE", 0.4, 0.4},
		{"gpu_engine_active", "DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO", 0.4, 0.4},
		{"gpu_fp16_active", "DCGM_FI_PROF_PIPE_FP16_ACTIVE", 0.4, 0.4},
		{"gpu_fp16_active", "DCGM_FI_PROF_FP16_UTIL_RATIO", 0.4, 0.4},
		{"gpu_fp32_active", "DCGM_FI_PROF_PIPE_FP32_ACTIVE", 0.4, 0.4},
		{"gpu_fp32_active", "DCGM_FI_PROF_FP32_UTIL_RATIO", 0.4, 0.4},
		{"gpu_fp64_active", "DCGM_FI_PROF_PIPE_FP64_ACTIVE", 0.4, 0.4},
		{"gpu_fp64_active", "DCGM_FI_PROF_FP64_UTIL_RATIO", 0.4, 0.4},
		{"gpu_nvlink_tx", "DCGM_FI_PROF_NVLINK_TX_BYTES", 1e9, 1e9},
		{"gpu_nvlink_rx", "DCGM_FI_PROF_NVLINK_RX_BYTES", 1e9, 1e9},
		{"gpu_nvlink_total", "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", 1, 1024000},
		{"gpu_nvlink_total", "DCGM_FI_DEV_NVLINK_THROUGHPUT_BYTES_PER_SECOND", 1, 1},
		{"gpu_pcie_tx", "DCGM_FI_PROF_PCIE_TX_BYTES", 1e9, 1e9},
		{"gpu_pcie_rx", "DCGM_FI_PROF_PCIE_RX_BYTES", 1e9, 1e9},
		{"gpu_throttle", "DCGM_FI_DEV_THERMAL_VIOLATION", 1e9, 1},
		{"gpu_throttle", "DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL", 1, 1},
		{"gpu_xid", "DCGM_FI_DEV_XID_ERRORS", 79, 79},
		{"gpu_xid", "DCGM_FI_DEV_XID_ERROR", 79, 79},
	} {
		a := dcgmAlternative(t, tc.signal, tc.metric)
		scale, rescaled := a.ScaleFor(tc.exposed)
		if got := tc.exposed * scale; got < tc.want*0.999999 || got > tc.want*1.000001 || rescaled {
			t.Errorf("%s by %s: %v reads as %v, want %v", tc.signal, tc.metric, tc.exposed, got, tc.want)
		}
		if !a.Valid(tc.exposed) {
			t.Errorf("%s by %s: %v is taken for a blank", tc.signal, tc.metric, tc.exposed)
		}
	}
}

func TestDCGMDropsBlanks(t *testing.T) {
	for _, a := range allAlternatives(t, "dcgm") {
		for _, blank := range []float64{9223372036854775792, 9223372036854775794, 9223372036854775795} {
			if a.Valid(blank) {
				t.Errorf("%s by %v lets %v through", a.Signal, a.ExposedNames(), blank)
			}
		}
		if a.Signal == "gpu_energy" || a.Signal == "gpu_throttle" || strings.HasSuffix(a.ExposedNames()[0], "_BYTES") {
			continue // 64-bit values of these fields reach 2^31 in earnest
		}
		if a.MaxValid < 1e10 && a.Valid(2147483632) {
			t.Errorf("%s by %v lets the 32-bit blank through", a.Signal, a.ExposedNames())
		}
	}
}

func TestDCGMNewestNameFirst(t *testing.T) {
	for signal, want := range map[string][]string{
		"gpu_power": {
			"DCGM_FI_DEV_BOARD_POWER_WATTS", "DCGM_FI_DEV_POWER_USAGE", "dcgm_fi_dev_power_usage",
			"dcgm_power_usage",
		},
		"gpu_busy": {
			"DCGM_FI_DEV_GPU_UTIL_RATIO", "DCGM_FI_DEV_GPU_UTIL", "dcgm_fi_dev_gpu_util",
			"dcgm_gpu_utilization",
		},
	} {
		if got := namesOf(of(t, "dcgm", signal)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v", signal, got)
		}
	}
}

// A field that is percent under one name and a ratio under the same name elsewhere is told apart by the
// driver's label where there is one, and by its largest value where there is none.
func TestDCGMUtilRatio(t *testing.T) {
	series := func(extra string) map[string]string {
		return map[string]string{"__name__": "DCGM_FI_DEV_GPU_UTIL_RATIO", "UUID": "GPU-1", extra: "570.86"}
	}
	alternatives := mustDefault(t).Alternatives("gpu_busy")
	read := func(labels map[string]string, largest float64) float64 {
		for _, a := range alternatives {
			if a.Accepts(labels) {
				scale, _ := a.ScaleFor(largest)
				return largest * scale
			}
		}
		t.Fatalf("nothing accepts %v", labels)
		return 0
	}
	for _, tc := range []struct {
		label         string
		largest, want float64
	}{
		{"DCGM_FI_SYSTEM_DRIVER_VERSION", 0.5, 0.5},
		{"DCGM_FI_SYSTEM_DRIVER_VERSION", 1, 1},
		{"DCGM_FI_DRIVER_VERSION", 1, 0.01},
		{"DCGM_FI_DRIVER_VERSION", 50, 0.5},
		{"other", 50, 0.5},
		{"other", 0.5, 0.5},
	} {
		if got := read(series(tc.label), tc.largest); got != tc.want {
			t.Errorf("%s, largest %v: %v, want %v", tc.label, tc.largest, got, tc.want)
		}
	}
}

// Fields that the driver reports as rates must not be read as counters, whatever their type line says.
func TestDCGMRatesAreGauges(t *testing.T) {
	for _, a := range allAlternatives(t, "dcgm") {
		for _, name := range a.ExposedNames() {
			upper := strings.ToUpper(name)
			isRate := strings.Contains(upper, "_PROF_") || strings.Contains(upper, "NVLINK_BANDWIDTH")
			if isRate && a.Kind != catalog.KindGauge {
				t.Errorf("%s is read as %s", name, a.Kind)
			}
		}
	}
}

func TestDCGMThrottleIsByReason(t *testing.T) {
	groups := mustDefault(t).Rivals("gpu_throttle")
	var reasons []string
	for _, g := range groups {
		g = slices.DeleteFunc(slices.Clone(g), func(a catalog.Alternative) bool { return a.System != "dcgm" })
		if len(g) == 0 {
			continue
		}
		reasons = append(reasons, g[0].Const["reason"])
		if len(g) != 3 || g[1].Scale != 1e-9 {
			t.Errorf("%s: %d names, scale %v", g[0].Const["reason"], len(g), g[1].Scale)
		}
	}
	slices.Sort(reasons)
	want := []string{"board_limit", "low_util", "power", "reliability", "sync_boost", "thermal"}
	if !reflect.DeepEqual(reasons, want) {
		t.Error(reasons)
	}
}

func TestDCGMMemoryTotalIsASum(t *testing.T) {
	a := dcgmAlternative(t, "gpu_memory_total", "DCGM_FI_DEV_FB_USED")
	want := []string{"DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_FB_RESERVED"}
	if !reflect.DeepEqual(a.Sum, want) || !reflect.DeepEqual(a.Optional, want[2:]) {
		t.Error(a.Sum, a.Optional)
	}
}

func TestDCGMLabels(t *testing.T) {
	a := dcgmAlternative(t, "gpu_power", "DCGM_FI_DEV_POWER_USAGE")
	for _, tc := range []struct {
		name         string
		series, want map[string]string
	}{
		{
			"2.x to 4.5, MIG",
			map[string]string{
				"gpu": "0", "UUID": "GPU-604AB0B0-0000-0000-0000-000000000001", "modelName": "NVIDIA H100 80GB HBM3",
				"GPU_I_PROFILE": "1g.10gb", "GPU_I_ID": "7", "Hostname": "node-1", "pod": "nvidia-dcgm-exporter-x",
				"model_name": "llama",
			},
			map[string]string{
				"gpu_index": "0", "gpu_uuid": "GPU-604ab0b0-0000-0000-0000-000000000001",
				"gpu_model": "NVIDIA H100 80GB HBM3", "mig_profile": "1g.10gb", "mig_id": "7", "node": "node-1",
			},
		},
		{
			"4.6 and later",
			map[string]string{"gpu": "1", "UUID": "GPU-x", "hostname": "node-2", "node": "other", "pod_uid": "u"},
			map[string]string{"gpu_index": "1", "gpu_uuid": "GPU-x", "node": "node-2", "pod_uid": "u"},
		},
		{
			"Azure managed",
			map[string]string{"gpu": "1", "uuid": "GPU-x", "modelname": "A100", "gpu_i_id": "3", "node": "aks-1"},
			map[string]string{"gpu_index": "1", "gpu_uuid": "GPU-x", "gpu_model": "A100", "mig_id": "3", "node": "aks-1"},
		},
		{
			"relabelled by a collector",
			map[string]string{"gpu": "1", "device_uuid": "604AB0B0-0000-0000-0000-000000000001", "hostname": "n1", "model_name": "NVIDIA H100"},
			map[string]string{"gpu_index": "1", "gpu_uuid": "GPU-604ab0b0-0000-0000-0000-000000000001", "node": "n1"},
		},
	} {
		if got := a.Canonical(tc.series); !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}

// On the lines of single links model_name is the GPU, and the parts of a card are added.
func TestDCGMLinkLines(t *testing.T) {
	line := map[string]string{
		"__name__": "DCGM_FI_PROF_NVLINK_TX_BYTES", "nvlink": "3", "gpu_uuid": "GPU-x", "model_name": "H100",
	}
	var accepting []catalog.Alternative
	for _, a := range mustDefault(t).Alternatives("gpu_nvlink_tx") {
		if a.Accepts(line) {
			accepting = append(accepting, a)
		}
	}
	if len(accepting) != 1 {
		t.Fatalf("%d alternatives accept the line of one link", len(accepting))
	}
	a := accepting[0]
	if a.Dims["nvlink"] != catalog.DimSum || a.Canonical(line)["gpu_model"] != "H100" {
		t.Errorf("%v %v", a.Dims, a.Canonical(line))
	}
}

func TestDCGMPresenceKnowsBothEras(t *testing.T) {
	dcgm, _ := mustDefault(t).System("dcgm")
	for _, name := range []string{"DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_FB_USED_BYTES", "DCGM_FI_DEV_GPU_UTIL"} {
		if !slices.Contains(dcgm.Presence, name) {
			t.Errorf("%s is missing", name)
		}
	}
	a := dcgm.PresenceAlternative("DCGM_FI_DEV_FB_USED")
	if a.Scale != 1 || a.System != "dcgm" || len(a.Labels["gpu_uuid"]) == 0 {
		t.Errorf("%+v", a)
	}
}

// allAlternatives lists everything one system reports.
func allAlternatives(t testing.TB, system string) []catalog.Alternative {
	t.Helper()
	s, ok := mustDefault(t).System(system)
	if !ok {
		t.Fatalf("no system %s", system)
	}
	var out []catalog.Alternative
	for _, id := range s.SignalIDs() {
		out = append(out, s.Signals[id]...)
	}
	return out
}
