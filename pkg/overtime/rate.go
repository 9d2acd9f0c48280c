package overtime

import "time"

// rate is a counter's increase a second: what it grew by between the first and the last sample of the window, resets
// added, extrapolated to the window's edges where samples come close to them, but never below a counter of zero.
// Source: extrapolatedRate in Prometheus's promql/functions.go.
func rate(times []int64, values []float64, begin, end int64) (float64, bool) {
	n := len(times) - 1
	if n < 1 {
		return 0, false
	}
	grown := values[n] - values[0]
	for i := 1; i <= n; i++ {
		if values[i] < values[i-1] {
			grown += values[i-1]
		}
	}
	toStart, toEnd := float64(times[0]-begin)/1000, float64(end-times[n])/1000
	sampled := float64(times[n]-times[0]) / 1000
	distance := sampled / float64(n)
	// A sample that is further from the edge than this is taken to be the series' first or last.
	threshold := distance * 1.1
	if toStart >= threshold {
		toStart = distance / 2
	}
	if grown > 0 && values[0] >= 0 {
		if toZero := sampled * (values[0] / grown); toZero < toStart {
			toStart = toZero
		}
	}
	if toEnd >= threshold {
		toEnd = distance / 2
	}
	factor := (sampled + toStart + toEnd) / sampled
	factor /= (time.Duration(end-begin) * time.Millisecond).Seconds()
	return grown * factor, true
}
