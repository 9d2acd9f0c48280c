package join

import (
	"maps"
	"math"
	"testing"
)

// Each step counts where its quantile lies, by the edges of its own layout.
func TestEnds(t *testing.T) {
	inf := math.Inf(1)
	type histogram struct{ le, counts []float64 }
	vllm := []float64{0.3, 0.5, inf}
	for name, c := range map[string]struct {
		steps       []histogram
		with        int
		first, last map[float64]int
	}{
		"the first bucket":            {[]histogram{{vllm, []float64{100, 100, 100}}}, 1, map[float64]int{0.3: 1}, nil},
		"exactly its edge":            {[]histogram{{vllm, []float64{50, 100, 100}}}, 1, map[float64]int{0.3: 1}, nil},
		"the middle":                  {[]histogram{{vllm, []float64{10, 100, 100}}}, 1, nil, nil},
		"exactly the last edge":       {[]histogram{{vllm, []float64{0, 50, 100}}}, 1, nil, nil},
		"above the last edge":         {[]histogram{{vllm, []float64{0, 10, 100}}}, 1, nil, map[float64]int{0.5: 1}},
		"one edge, below":             {[]histogram{{[]float64{1, inf}, []float64{9, 10}}}, 1, map[float64]int{1: 1}, nil},
		"one edge, above":             {[]histogram{{[]float64{1, inf}, []float64{1, 10}}}, 1, nil, map[float64]int{1: 1}},
		"no observations":             {[]histogram{{vllm, []float64{0, 0, 0}}}, 0, nil, nil},
		"an edge at 0 is exact":       {[]histogram{{[]float64{0, 1, inf}, []float64{8, 10, 10}}}, 1, nil, nil},
		"without an open bucket":      {[]histogram{{[]float64{1, 2}, []float64{9, 10}}}, 0, nil, nil},
		"edges that changed midway":   {[]histogram{{vllm, []float64{9, 9, 9}}, {[]float64{0.1, 1, inf}, []float64{9, 9, 9}}}, 2, map[float64]int{0.3: 1, 0.1: 1}, nil},
		"a step without observations": {[]histogram{{vllm, []float64{0, 1, 9}}, {vllm, []float64{0, 0, 0}}}, 1, nil, map[float64]int{0.5: 1}},
	} {
		b := &bucketSums{}
		for step, h := range c.steps {
			l := b.layoutOf(h.le, len(c.steps))
			s := &Source{V: []float64{h.counts[len(h.counts)-1]}, B: &Buckets{Le: h.le}}
			for _, v := range h.counts {
				s.B.Counts = append(s.B.Counts, []float64{v})
			}
			l.add(s, step, 0, 1)
		}
		r := &Row{Values: make([][]float64, 2), Le: make([][]float64, 2)}
		r.fromBuckets(1, b, &Operand{Quantile: 0.5})
		if e := r.EndsOf(1); e.Steps != c.with || !maps.Equal(e.First, c.first) || !maps.Equal(e.Last, c.last) {
			t.Errorf("%s: %+v", name, *e)
		}
		if e := r.EndsOf(0); e != nil {
			t.Errorf("%s: an operand that is no quantile has %+v", name, *e)
		}
	}
}

// Shares and the ends of intervals have none of their own; neither has a row that was never joined.
func TestEnds_OfQuantilesAlone(t *testing.T) {
	b := &bucketSums{}
	b.layoutOf([]float64{1, 2, math.Inf(1)}, 1)
	for _, op := range []Operand{{Fraction: true, Threshold: 1}, {Quantile: 0.5, Bound: BoundLow}, {Quantile: 0.5, Bound: BoundHigh}} {
		r := &Row{Values: make([][]float64, 1), Le: make([][]float64, 1)}
		r.fromBuckets(0, b, &op)
		if r.EndsOf(0) != nil {
			t.Errorf("%+v has ends", op)
		}
	}
}
