package join_test

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
)

func TestQuantile(t *testing.T) {
	inf := math.Inf(1)
	for name, c := range map[string]struct {
		q          float64
		le, counts []float64
		want       float64
	}{
		"in the middle of a bucket":            {0.5, []float64{1, 2, inf}, []float64{0, 10, 10}, 1.5},
		"the first bucket starts at zero":      {0.5, []float64{1, 2, inf}, []float64{10, 10, 10}, 0.5},
		"the open bucket is its lower bound":   {0.99, []float64{1, 2, inf}, []float64{1, 2, 10}, 2},
		"a constant 0.095 s on vLLM's buckets": {0.95, []float64{0.3, 0.5, inf}, []float64{100, 100, 100}, 0.285},
		"no observations":                      {0.5, []float64{1, inf}, []float64{0, 0}, math.NaN()},
		"a small decrease is repaired":         {0.5, []float64{1, 2, inf}, []float64{10, 9.999, 10}, 0.5},
		"without an open bucket":               {0.5, []float64{1, 2}, []float64{1, 2}, math.NaN()},
	} {
		t.Run(name, func(t *testing.T) {
			if got := join.Quantile(c.q, c.le, c.counts); !near(got, c.want) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestFractionBelow(t *testing.T) {
	le, counts := []float64{0.5, 1, math.Inf(1)}, []float64{4, 8, 10}
	for threshold, want := range map[float64]float64{0.5: 0.4, 0.7: 0.8, 1: 0.8, 5: 1} {
		if got := join.FractionBelow(threshold, le, counts); !near(got, want) {
			t.Errorf("below %v: %v, want %v", threshold, got, want)
		}
	}
}
