package join

import (
	"math"
	"testing"
)

// same also holds for two undefined numbers.
func sameNumber(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

func TestQuantileBounds(t *testing.T) {
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		q          float64
		le, counts []float64
		low, high  float64
	}{
		"inside":          {0.95, []float64{0.5, 1, 2.5, inf}, []float64{5, 5, 10, 10}, 1, 2.5},
		"lowest":          {0.5, []float64{0.5, 1, inf}, []float64{9, 10, 10}, 0, 0.5},
		"open":            {0.99, []float64{0.5, 1, inf}, []float64{1, 2, 10}, 1, nan},
		"on_a_count":      {0.5, []float64{1, 2, inf}, []float64{5, 10, 10}, 0, 1},
		"below_zero":      {0.5, []float64{-1, 2, inf}, []float64{9, 10, 10}, nan, -1},
		"nothing":         {0.5, []float64{1, 2, inf}, []float64{0, 0, 0}, nan, nan},
		"no_open_bucket":  {0.5, []float64{1, 2}, []float64{1, 2}, nan, nan},
		"undefined_count": {0.5, []float64{1, 2, inf}, []float64{nan, nan, nan}, nan, nan},
	} {
		low, high := QuantileBounds(c.q, c.le, c.counts)
		if !sameNumber(low, c.low) || !sameNumber(high, c.high) {
			t.Errorf("%s: %g to %g, want %g to %g", name, low, high, c.low, c.high)
		}
		if v := Quantile(c.q, c.le, c.counts); v < low || v > high {
			t.Errorf("%s: %g is not between %g and %g", name, v, low, high)
		}
	}
}

func TestFractionBounds(t *testing.T) {
	le, counts := []float64{0.5, 1, 2.5, math.Inf(1)}, []float64{6, 6, 9, 10}
	for threshold, want := range map[float64][2]float64{0.1: {0, 0.6}, 0.5: {0.6, 0.6}, 0.7: {0.6, 0.6}, 2: {0.6, 0.9}, 2.5: {0.9, 0.9}, 60: {0.9, 1}} {
		low, high := FractionBounds(threshold, le, counts)
		if low != want[0] || high != want[1] {
			t.Errorf("below %g: %g to %g, want %v", threshold, low, high, want)
		}
	}
	if low, high := FractionBounds(1, le, []float64{0, 0, 0, 0}); !math.IsNaN(low) || !math.IsNaN(high) {
		t.Errorf("%g to %g of nothing", low, high)
	}
}

// Edges that changed within a cell have no quantile, and the operand is named; a little skew between buckets is repaired.
func TestEdgesThatChangeWithinACell(t *testing.T) {
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		counts  []float64
		unequal bool
	}{"one_layout": {[]float64{600, 900, 1000, 1000}, false}, "skew": {[]float64{600, 599, 1000, 1000}, false}, "changed": {[]float64{600, 600, 400, 1000}, true}} {
		b := &bucketSums{}
		l := b.layoutOf([]float64{1, 2, 5, inf}, 1)
		s := &Source{V: []float64{1000}, B: &Buckets{Le: l.le}}
		for _, v := range c.counts {
			s.B.Counts = append(s.B.Counts, []float64{v})
		}
		l.add(s, 0, 0, 1)
		if b.unequalSteps() != c.unequal {
			t.Errorf("%s: unequal %v", name, !c.unequal)
		}
		if v, _ := b.result(&Operand{Quantile: 0.5}); math.IsNaN(v[0]) != c.unequal {
			t.Errorf("%s: %g", name, v[0])
		}
	}
}
