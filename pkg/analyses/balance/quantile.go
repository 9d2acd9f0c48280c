package balance

import "slices"

// Quantile of some values, between two of them in proportion; undefined of none.
func Quantile(q float64, values []float64) float64 {
	if len(values) == 0 {
		return undefined
	}
	vs := slices.Clone(values)
	slices.Sort(vs)
	at := q * float64(len(vs)-1)
	low := int(at)
	if low+1 >= len(vs) {
		return vs[len(vs)-1]
	}
	return vs[low] + (at-float64(low))*(vs[low+1]-vs[low])
}
