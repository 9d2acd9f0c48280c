package overtime

import (
	"math"

	"github.com/prometheus/prometheus/util/kahansum"
)

// avg is the mean. Source: funcAvgOverTime in Prometheus's promql/functions.go: the mean of a compensated sum, and from
// where that overflows the mean made step by step.
func avg(_ []int64, values []float64, _, _ int64) (float64, bool) {
	sum, compensation := values[0], 0.0
	for i, v := range values[1:] {
		newSum, c := kahansum.Inc(v, sum, compensation)
		if math.IsInf(newSum, 0) {
			n := float64(i + 1)
			return stepwise(values[i+1:], n, sum/n, compensation/n), true
		}
		sum, compensation = newSum, c
	}
	n := float64(len(values))
	return sum/n + compensation/n, true
}

// stepwise goes on with a mean of the first n values.
func stepwise(values []float64, n, mean, compensation float64) float64 {
	for _, v := range values {
		n++
		q := (n - 1) / n
		mean, compensation = kahansum.Inc(v/n, q*mean, q*compensation)
	}
	return mean + compensation
}

// least and most pass over NaN where there is another value.
func least(_ []int64, values []float64, _, _ int64) (float64, bool) {
	out := values[0]
	for _, v := range values {
		if v < out || math.IsNaN(out) {
			out = v
		}
	}
	return out, true
}

func most(_ []int64, values []float64, _, _ int64) (float64, bool) {
	out := values[0]
	for _, v := range values {
		if v > out || math.IsNaN(out) {
			out = v
		}
	}
	return out, true
}

func last(_ []int64, values []float64, _, _ int64) (float64, bool) {
	return values[len(values)-1], true
}
