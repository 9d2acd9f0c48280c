package fleet

import (
	"math"
	"sort"

	"github.com/prometheus/prometheus/model/exemplar"
)

// Bucket edges of vLLM's histograms (vllm/v1/metrics/loggers.py).
var (
	ttftEdges = []float64{0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560}
	itlEdges  = []float64{0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80}
	// requestEdges serve end to end, queue, prefill, decode and inference time.
	requestEdges = []float64{0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680}
	batchEdges   = []float64{1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384}
)

// lengthEdges are 1, 2, 5, 10, 20, 50 … up to the model's context length.
func lengthEdges(maxLen int) []float64 {
	var out []float64
	for scale := 1; ; scale *= 10 {
		for _, m := range []int{1, 2, 5} {
			if m*scale > maxLen {
				return out
			}
			out = append(out, float64(m*scale))
		}
	}
}

// histogram counts observations into buckets, each by itself; values gives
// them cumulated, as exporters expose them.
type histogram struct {
	edges  []float64
	counts []uint64 // one more than edges: the last is +Inf
	sum    float64
	seen   []exemplar.Exemplar // the last one of each bucket; nil: none is kept

	refresh func() // brings it up to date before it is read, where it follows from something else
}

func newHistogram(edges []float64) *histogram {
	return &histogram{edges: edges, counts: make([]uint64, len(edges)+1)}
}

// observe counts n observations of v.
func (h *histogram) observe(v float64, n uint64) {
	if n == 0 {
		return
	}
	h.counts[sort.SearchFloat64s(h.edges, v)] += n
	h.sum += v * float64(n)
}

// observeWith counts one observation of v and keeps the trace it belongs to, if any.
func (h *histogram) observeWith(v float64, trace *exemplar.Exemplar) {
	h.observe(v, 1)
	if trace == nil {
		return
	}
	if h.seen == nil {
		h.seen = make([]exemplar.Exemplar, len(h.counts))
	}
	e := *trace
	e.Value = v
	h.seen[sort.SearchFloat64s(h.edges, v)] = e
}

// exemplar is what the i-th series of the histogram shows beside its value.
func (h *histogram) exemplar(i int) *exemplar.Exemplar {
	if i >= len(h.seen) || !h.seen[i].HasTs {
		return nil
	}
	return &h.seen[i]
}

// values appends the cumulative buckets, the sum and the count.
func (h *histogram) values(dst []float64) []float64 {
	if h.refresh != nil {
		h.refresh()
	}
	var total uint64
	for _, c := range h.counts {
		total += c
		dst = append(dst, float64(total))
	}
	return append(dst, h.sum, float64(total))
}

// les are the values of the le label, +Inf last.
// total is how many there were.
func (h *histogram) total() uint64 {
	var n uint64
	for _, c := range h.counts {
		n += c
	}
	return n
}

func (h *histogram) les() []float64 { return append(append([]float64{}, h.edges...), math.Inf(1)) }

// between is how many observations lie between two of some edges of its own: in the i-th
// range, below the first edge or above the last.
func (h *histogram) between(ranges []float64, i int) float64 {
	below := func(edge float64) float64 {
		total := 0.0
		for j, e := range h.edges {
			if e <= edge {
				total += float64(h.counts[j])
			}
		}
		return total
	}
	whole := below(math.Inf(1)) + float64(h.counts[len(h.edges)])
	if i < len(ranges) {
		whole = below(ranges[i])
	}
	if i > 0 {
		whole -= below(ranges[i-1])
	}
	return whole
}
