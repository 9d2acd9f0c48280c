package acceptance_test

import "testing"

// sameCard is one and the same physical card in two eras of names and scales.
var sameCard = map[bool]map[string]fn{
	false: {
		"DCGM_FI_DEV_GPU_UTIL": constant(87), "DCGM_FI_DEV_FB_USED": constant(40960), "DCGM_FI_DEV_FB_FREE": constant(40000), "DCGM_FI_DEV_FB_RESERVED": constant(960),
		"DCGM_FI_DEV_POWER_USAGE": constant(350), "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(350_000), "DCGM_FI_DEV_GPU_TEMP": constant(61),
		"DCGM_FI_DEV_MEMORY_TEMP": constant(71), "DCGM_FI_DEV_SM_CLOCK": constant(1410), "DCGM_FI_DEV_MEM_CLOCK": constant(2619),
		"DCGM_FI_PROF_DRAM_ACTIVE": constant(0.7), "DCGM_FI_PROF_GR_ENGINE_ACTIVE": constant(0.95), "DCGM_FI_PROF_SM_ACTIVE": constant(0.6),
		"DCGM_FI_PROF_PCIE_TX_BYTES": constant(5e8), "DCGM_FI_PROF_NVLINK_RX_BYTES": constant(7e9), "DCGM_FI_DEV_THERMAL_VIOLATION": growing(0.25e9),
	},
	true: {
		"DCGM_FI_DEV_GPU_UTIL_RATIO": constant(0.87), "DCGM_FI_DEV_FB_USED_BYTES": constant(40960 << 20), "DCGM_FI_DEV_FB_CAPACITY_BYTES": constant(81920 << 20),
		"DCGM_FI_DEV_BOARD_POWER_WATTS": constant(350), "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL": growing(350), "DCGM_FI_DEV_GPU_TEMP_CELSIUS": constant(61),
		"DCGM_FI_DEV_MEMORY_TEMP_CELSIUS": constant(71), "DCGM_FI_DEV_SM_CLOCK_HERTZ": constant(1.41e9), "DCGM_FI_DEV_MEMORY_CLOCK_HERTZ": constant(2.619e9),
		"DCGM_FI_PROF_DRAM_UTIL_RATIO": constant(0.7), "DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO": constant(0.95), "DCGM_FI_PROF_SM_UTIL_RATIO": constant(0.6),
		"DCGM_FI_PROF_PCIE_TX_BYTES": constant(5e8), "DCGM_FI_PROF_NVLINK_RX_BYTES": constant(7e9), "DCGM_FI_DEV_GPU_THERMAL_THROTTLE_SECONDS_TOTAL": growing(0.25),
	},
}

var canonical = map[string]float64{
	"gpu_busy": 0.87, "gpu_memory_used": 40960 << 20, "gpu_memory_total": 81920 << 20, "gpu_power": 350, "gpu_energy": 350, "gpu_temperature": 61,
	"gpu_memory_temperature": 71, "gpu_sm_clock": 1.41e9, "gpu_memory_clock": 2.619e9, "gpu_dram_active": 0.7, "gpu_engine_active": 0.95,
	"gpu_sm_active": 0.6, "gpu_pcie_tx": 5e8, "gpu_nvlink_rx": 7e9, "gpu_throttle": 0.25, "gpu_tensor_active": 0.33,
}

func TestCase12_TwoErasOneNumber(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-old", held: []tenure{{always, "chat/a-0"}}, tensor: constant(0.33), more: sameCard[false]}.series(),
		card{uuid: "GPU-new", node: "n2", era49: true, naming: honoured, held: []tenure{{always, "chat/b-0"}}, tensor: constant(0.33), more: sameCard[true]}.series())
	var ops []operand
	for id := range canonical {
		ops = append(ops, operand{As: id, Signal: id})
	}
	for _, format := range []string{"table", "timeseries"} {
		a := w.ask(query{Grain: "device", Format: format, Operands: ops})
		for id, want := range canonical {
			for _, uuid := range []string{"GPU-old", "GPU-new"} {
				if format == "table" {
					a.near(id+" of "+uuid, a.one("gpu_uuid", uuid)[id], want, 1e-9*want)
					continue
				}
				for _, v := range a.line(id, "gpu_uuid", uuid) {
					a.near(id+" of "+uuid, v, want, 1e-9*want)
				}
			}
		}
	}
	energy := w.ask(table("device", operand{As: "j", Signal: "gpu_energy", Stat: "total"}))
	energy.near("joules", energy.one("gpu_uuid", "GPU-old")["j"], 350*1200, 1e-6)
}

// The name GPU_UTIL_RATIO is 0..100 with DCGM 4.6 and a site's own list, 0..1 from 4.9 on.
func TestCase12_RatioOrPercent(t *testing.T) {
	const name = "DCGM_FI_DEV_GPU_UTIL_RATIO"
	saw := func(scale float64) fn {
		return func(s int) float64 {
			if (s/30)%2 == 0 {
				return 0.9 * scale
			}
			return 0.01 * scale
		}
	}
	w := newWorld(t,
		card{uuid: "GPU-r", index: 0, era49: true, naming: honoured, held: []tenure{{always, "chat/a-0"}}, more: map[string]fn{name: saw(1)}}.series(),
		card{uuid: "GPU-p", index: 1, naming: honoured, held: []tenure{{always, "chat/a-0"}}, more: map[string]fn{name: saw(100)}}.series(),
		card{uuid: "GPU-n", index: 2, naming: honoured, held: []tenure{{always, "chat/a-0"}}, more: map[string]fn{name: saw(100)}, labels: []string{"DCGM_FI_DRIVER_VERSION", ""}}.series())
	a := w.ask(table("device", operand{As: "busy", Signal: "gpu_busy"}, operand{As: "peak", Signal: "gpu_busy", Stat: "max"}))
	for _, uuid := range []string{"GPU-r", "GPU-p", "GPU-n"} {
		a.near("busy of "+uuid, a.one("gpu_uuid", uuid)["busy"], 0.455, 1e-9)
		a.near("peak of "+uuid, a.one("gpu_uuid", uuid)["peak"], 0.9, 1e-9)
	}
}

// Blanks are no values: they neither appear nor weigh on a mean.
func TestCase12_Sentinels(t *testing.T) {
	blank := func(v float64) fn {
		return func(s int) float64 {
			if (s/30)%4 == 0 {
				return 9223372036854775794
			}
			return v
		}
	}
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/a-0"}}, tensor: blank(0.4), more: map[string]fn{
			"DCGM_FI_DEV_POWER_USAGE": blank(300), "DCGM_FI_DEV_FB_USED": blank(1000), "DCGM_FI_DEV_GPU_TEMP": blank(60),
			"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": func(s int) float64 { return blank(growing(300_000)(s))(s) },
			"DCGM_FI_DEV_GPU_UTIL":                 constant(9223372036854775794)}}.series())
	stats := []operand{tensor, {As: "top", Signal: "gpu_tensor_active", Stat: "max"}, power, {As: "used", Signal: "gpu_memory_used"},
		{As: "temp", Signal: "gpu_temperature", Stat: "max"}, {As: "joules", Signal: "gpu_energy", Stat: "total"}, {As: "busy", Signal: "gpu_busy"}}
	a := w.ask(table("device", stats...).between(0, 1170))
	r := a.one("gpu_uuid", "GPU-a")
	a.near("tensor", r["tensor"], 0.4, 1e-9)
	a.near("top", r["top"], 0.4, 1e-9)
	a.near("power", r["power"], 300, 1e-6)
	a.near("used", r["used"], 1000<<20, 1)
	a.near("temp", r["temp"], 60, 0)
	// The samples at 0 and 1200 are blank: from the one at -30 to the one at 1170.
	a.near("joules", r["joules"], 300*1200, 1e-6)
	a.null("busy", r["busy"])
	for _, o := range []string{"tensor", "power", "temp"} {
		for _, v := range w.ask(graph("device", stats...)).line(o) {
			if v > 1000 {
				t.Errorf("%s shows %g", o, v)
			}
		}
	}
}
