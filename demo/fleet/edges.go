package fleet

import "math"

// edgeSet are the bucket edges of one engine's histograms.
type edgeSet struct {
	ttft, itl, tpot       []float64
	request, queue, phase []float64 // end to end and inference; queue; prefill and decode
	length                func(maxLen int) []float64
}

// Bucket edges of vLLM's histograms (vllm/v1/metrics/buckets.py).
var vllmEdges = edgeSet{
	ttft: ttftEdges, itl: itlEdges, tpot: itlEdges, request: requestEdges, queue: requestEdges, phase: requestEdges, length: lengthEdges,
}

// Bucket edges of SGLang's histograms (srt/observability/metrics_collector.py, 0.5.23).
var sglangEdges = edgeSet{
	ttft:    []float64{0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400},
	itl:     sglangGaps,
	tpot:    sglangGaps,
	request: []float64{0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400, 600, 1200, 1800, 2400},
	queue:   []float64{0, 0.001, 0.005, 0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1200, 1400, 1600, 1800, 2000, 2500, 3000},
	phase:   geometric(0.001, 1.62, 30),
	length: func(int) []float64 {
		return []float64{100, 300, 500, 700, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000, 12500, 15000, 17500, 20000, 22500, 25000, 27500, 30000, 35000, 40000, 60000, 80000, 100000, 200000, 300000, 400000, 600000, 800000, 1000000, 1100000}
	},
}

var sglangGaps = []float64{0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8}

// Bucket edges of TGI's histograms (router/src/server.rs): 35 of 0.0001 × 1.5ⁿ s,
// from n = 1 on, and 100 of lengths.
var tgiEdges = edgeSet{
	ttft: tgiSeconds, itl: tgiSeconds, tpot: tgiSeconds, request: tgiSeconds, queue: tgiSeconds, phase: tgiSeconds,
	length: func(maxLen int) []float64 {
		out := make([]float64, 100)
		for i := range out {
			out[i] = math.Round(float64(maxLen) / 100 * float64(i+1))
		}
		return out
	},
}

var tgiSeconds = geometric(0.00015, 1.5, 35)

// Bucket edges of Triton's histograms: the first response in ms (core/src/metrics.cc),
// lengths in tokens (inflight_batcher_llm). What it has no histogram of gets none either.
var tritonEdges = edgeSet{
	ttft:   []float64{0.1, 0.5, 2, 5},
	length: func(int) []float64 { return []float64{10, 50, 100, 500, 1000} },
}

// llama.cpp has no histograms.
var llamaCppEdges = edgeSet{length: func(int) []float64 { return nil }}

// Bucket edges of vLLM's NIXL connector (kv_connector/v1/nixl_connector.py).
var (
	nixlTimeEdges       = []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 5}
	nixlByteEdges       = []float64{1 << 11, 1 << 13, 1 << 15, 1 << 17, 1 << 19, 1 << 21, 1 << 23, 1 << 25, 1 << 27, 1 << 29, 1 << 31, 1 << 33}
	nixlDescriptorEdges = []float64{10, 20, 30, 50, 75, 100, 200, 400, 1000, 2000, 4000, 10000, 20000, 50000}
)

// geometric is n edges from start on, each factor times the one before, with the
// digits that a text format keeps.
func geometric(start, factor float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = digits(start*math.Pow(factor, float64(i)), 10)
	}
	return out
}

// edges of the engine's histograms.
func (s surface) edges() *edgeSet {
	switch s {
	case surfaceSGLang:
		return &sglangEdges
	case surfaceTGI:
		return &tgiEdges
	case surfaceTriton:
		return &tritonEdges
	case surfaceLlamaCpp, surfaceMLC:
		return &llamaCppEdges
	case surfaceCurrent, surfaceBoth, surfaceOld, surfaceLMDeploy, surfaceNIM, surfaceTRTLLM, surfaceRay, surfaceTRTOld, surfaceTritonVLLM, surfaceKServe, surfaceDynamo:
	}
	return &vllmEdges
}
