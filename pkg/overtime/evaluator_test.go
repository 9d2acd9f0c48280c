package overtime

import (
	"math"
	"slices"
	"testing"
)

// The figures are worked out by hand from the documented rules; demo/acceptance compares all functions with a Prometheus.
func TestSeries(t *testing.T) {
	at := func(seconds ...int64) []int64 {
		for i := range seconds {
			seconds[i] *= 1000
		}
		return seconds
	}
	for name, c := range map[string]struct {
		f      Func
		length int64
		times  []int64
		values []float64
		steps  []int32
		want   []float64
	}{
		"a window is open at the left":              {Avg, 60, at(0, 30, 60, 90, 120), []float64{1, 2, 4, 8, 16}, []int32{0, 1}, []float64{3, 12}},
		"a step without samples has no value":       {Max, 60, at(30, 130, 150), []float64{5, 7, 6}, []int32{0, 2}, []float64{5, 7}},
		"the newest in a window longer than a step": {Last, 180, at(30), []float64{5}, []int32{0, 1, 2}, []float64{5, 5, 5}},
		"NaN is passed over":                        {Min, 60, at(10, 20, 30), []float64{math.NaN(), 3, 2}, []int32{0}, []float64{2}},
		"samples before the first window":           {Last, 60, at(-600, -300, 59), []float64{1, 2, 3}, []int32{0}, []float64{3}},
		"a rate reaches to both edges":              {Rate, 60, at(10, 25, 40, 55), []float64{100, 115, 130, 145}, []int32{0}, []float64{1}},
		"a reset adds what was before it":           {Rate, 60, at(15, 30, 45, 60), []float64{100, 130, 30, 60}, []int32{0}, []float64{90 * (60.0 / 45) / 60}},
		"a single sample has no rate":               {Rate, 60, at(30), []float64{9}, nil, nil},
		"a counter was never below zero":            {Rate, 60, at(30, 45, 60), []float64{5, 20, 35}, []int32{0}, []float64{35.0 / 60}},
	} {
		t.Run(name, func(t *testing.T) {
			steps, got := New(c.f, c.length*1000, 60_000, 180_000, 60_000).Series(c.times, c.values)
			if !slices.Equal(steps, c.steps) {
				t.Fatalf("values at steps %v, want %v", steps, c.steps)
			}
			for i := range got {
				if math.Abs(got[i]-c.want[i]) > 1e-12*math.Abs(c.want[i]) {
					t.Errorf("step %d is %v, want %v", steps[i], got[i], c.want[i])
				}
			}
		})
	}
}

// A mean whose sum overflows goes on step by step.
func TestAvg_TheSumMayOverflow(t *testing.T) {
	huge := math.MaxFloat64
	_, got := New(Avg, 60_000, 60_000, 60_000, 60_000).Series([]int64{1000, 2000, 3000, 4000}, []float64{huge, huge, huge, huge})
	if len(got) != 1 || math.Abs(got[0]/huge-1) > 1e-12 {
		t.Errorf("the mean of four equal values is %v, want %v", got, huge)
	}
}

func TestKnown(t *testing.T) {
	if !Rate.Known() || Func("deriv").Known() {
		t.Error("rate is evaluated here, deriv is not")
	}
}
