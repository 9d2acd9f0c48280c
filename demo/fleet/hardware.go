package fleet

// gpuModel is what the data sheet and an idle card say.
type gpuModel struct {
	name         string  // as DCGM's modelName
	memoryMiB    float64 // frame buffer
	idleW, maxW  float64 // W
	boostMHz     float64 // SM clock under load
	idleMHz      float64 // SM clock without a process
	memoryMHz    float64
	hbm          bool // has a memory temperature sensor
	nvlink       bool
	riseC        float64 // temperature above ambient at full power, °C
	prefillTC    float64 // share of cycles in which a prefill keeps the tensor pipe busy
	decodeTC     float64 // the same for decoding one sequence
	decodeTCEach float64 // and for each further one
}

var (
	h100 = gpuModel{
		name: "NVIDIA H100 80GB HBM3", memoryMiB: 81559, idleW: 71, maxW: 700, boostMHz: 1980, idleMHz: 345, memoryMHz: 2619,
		hbm: true, nvlink: true, riseC: 46, prefillTC: 0.61, decodeTC: 0.02, decodeTCEach: 0.0016,
	}
	a100 = gpuModel{
		name: "NVIDIA A100-SXM4-80GB", memoryMiB: 81920, idleW: 58, maxW: 400, boostMHz: 1410, idleMHz: 210, memoryMHz: 1593,
		hbm: true, nvlink: true, riseC: 40, prefillTC: 0.66, decodeTC: 0.025, decodeTCEach: 0.0028,
	}
	l40s = gpuModel{
		name: "NVIDIA L40S", memoryMiB: 46068, idleW: 36, maxW: 350, boostMHz: 2520, idleMHz: 210, memoryMHz: 9001,
		riseC: 43, prefillTC: 0.55, decodeTC: 0.02, decodeTCEach: 0.0024,
	}
)

// Cards of other makers. What DCGM calls the tensor pipe is called matrix cores there.
var (
	mi300x = gpuModel{
		name: "AMD Instinct MI300X", memoryMiB: 196592, idleW: 140, maxW: 750, boostMHz: 2100, idleMHz: 132, memoryMHz: 1300,
		hbm: true, nvlink: true, riseC: 44, prefillTC: 0.52, decodeTC: 0.018, decodeTCEach: 0.0015,
	}
	max1550 = gpuModel{
		name: "Intel Data Center GPU Max 1550", memoryMiB: 131072, idleW: 120, maxW: 600, boostMHz: 1600, idleMHz: 600, memoryMHz: 3200,
		hbm: true, riseC: 41, prefillTC: 0.48, decodeTC: 0.02, decodeTCEach: 0.0018,
	}
)
