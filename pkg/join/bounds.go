package join

import (
	"math"
	"slices"
	"sort"
)

// Bound asks of a Histogram not for its quantile or share but for one end of the interval in which buckets leave it.
type Bound int

const (
	// BoundNone is the value itself.
	BoundNone Bound = iota
	// BoundLow is the lower end.
	BoundLow
	// BoundHigh is the upper end.
	BoundHigh
)

// QuantileBounds are the edges of the bucket that the q-quantile of cumulative bucket rates lies in, in the unit of the
// edges. The lowest bucket begins at 0 where its edge is positive, the last has no upper edge: NaN. Both are NaN without
// observations.
func QuantileBounds(q float64, le, counts []float64) (low, high float64) {
	b, _, _ := bucketOf(q, le, counts)
	switch {
	case b < 0:
		return nan, nan
	case b == len(le)-1:
		return le[b-1], nan
	case b > 0:
		return le[b-1], le[b]
	case le[0] > 0:
		return 0, le[0]
	}
	return nan, le[0]
}

// bucketOf is the bucket that the q-quantile lies in, its rank among the observations and the repaired counts; -1 where
// there is none.
func bucketOf(q float64, le, counts []float64) (b int, rank float64, cum []float64) {
	n := len(le)
	if n < 2 || math.IsNaN(q) || !math.IsInf(le[n-1], 1) {
		return -1, nan, nil
	}
	cum = monotonic(counts)
	total := cum[n-1]
	if total <= 0 || math.IsNaN(total) {
		return -1, nan, nil
	}
	rank = q * total
	return sort.Search(n-1, func(i int) bool { return cum[i] >= rank }), rank, cum
}

// FractionBounds are the shares of observations at or below the edges around a threshold: the share below the threshold
// itself lies between them. On an edge both are the same. NaN without observations.
func FractionBounds(threshold float64, le, counts []float64) (low, high float64) {
	high = FractionBelow(threshold, le, counts)
	b, exact := slices.BinarySearch(le, threshold)
	switch {
	case exact || math.IsNaN(high):
		return high, high
	case b == 0:
		return 0, high
	}
	return FractionBelow(le[b-1], le, counts), high
}

// bound is the end of the interval that an operand asks for.
func (op *Operand) bound(le, counts []float64) float64 {
	low, high := 0.0, 0.0
	if op.Fraction {
		low, high = FractionBounds(op.Threshold, le, counts)
	} else {
		low, high = QuantileBounds(op.Quantile, le, counts)
	}
	if op.Bound == BoundLow {
		return low
	}
	return high
}
