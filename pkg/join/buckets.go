package join

import (
	"math"
	"slices"
	"sort"
)

// bucketSums adds bucket rates of one layout, per step. A second, different layout spoils the steps it is used in:
// buckets of unequal edges are not merged into one quantile.
type bucketSums struct {
	le      []float64
	counts  [][]float64 // per bucket, per step
	unequal []bool
}

func (s *cellSums) addBuckets(e *engine, u unit) {
	b := u.source.B
	if b == nil {
		return
	}
	if s.buckets == nil {
		s.buckets = &bucketSums{le: b.Le, unequal: make([]bool, len(s.num))}
		for range b.Le {
			s.buckets.counts = append(s.buckets.counts, make([]float64, len(s.num)))
		}
	}
	same := slices.Equal(b.Le, s.buckets.le)
	for step := range s.num {
		lo, hi := e.grid.First[step], e.grid.First[step+1]
		for _, w := range u.weights {
			for cell := max(lo, w.lo); cell < min(hi, w.hi); cell++ {
				s.buckets.add(u.source, step, cell, w.secs, same)
			}
		}
	}
}

func (b *bucketSums) add(s *Source, step, cell int, part float64, same bool) {
	if math.IsNaN(s.V[cell]) || s.V[cell] == 0 || part <= 0 {
		return
	}
	if !same {
		b.unequal[step] = true
		return
	}
	for i := range s.B.Le {
		if v := s.B.Counts[i][cell]; !math.IsNaN(v) {
			b.counts[i][step] += v * part
		}
	}
}

func (b *bucketSums) result(op *Operand) []float64 {
	out := make([]float64, len(b.unequal))
	column := make([]float64, len(b.le))
	for step := range out {
		if b.unequal[step] {
			out[step] = nan
			continue
		}
		for i := range column {
			column[i] = b.counts[i][step]
		}
		if op.Fraction {
			out[step] = FractionBelow(op.Threshold, b.le, column)
		} else {
			out[step] = Quantile(op.Quantile, b.le, column)
		}
	}
	return out
}

// unequalSteps tells whether layouts differed anywhere.
func (b *bucketSums) unequalSteps() bool { return slices.Contains(b.unequal, true) }

// Quantile is the q-quantile of cumulative bucket rates, by linear interpolation within the bucket as PromQL's
// histogram_quantile does: the lowest bucket starts at 0 when its bound is positive, and a quantile in the last,
// open bucket is that bucket's lower bound. NaN without observations.
// Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
func Quantile(q float64, le, counts []float64) float64 {
	n := len(le)
	if n < 2 || math.IsNaN(q) || !math.IsInf(le[n-1], 1) {
		return nan
	}
	cum := monotonic(counts)
	total := cum[n-1]
	if total <= 0 || math.IsNaN(total) {
		return nan
	}
	rank := q * total
	b := sort.Search(n-1, func(i int) bool { return cum[i] >= rank })
	if b == n-1 {
		return le[n-2]
	}
	if b == 0 && le[0] <= 0 {
		return le[0]
	}
	start, below := 0.0, 0.0
	if b > 0 {
		start, below = le[b-1], cum[b-1]
	}
	in := cum[b] - below
	if in <= 0 {
		return start
	}
	return start + (le[b]-start)*(rank-below)/in
}

// FractionBelow is the share of observations at or below the threshold. Off a bucket edge it uses the next edge at
// or above: an SLO is only measurable on edges. NaN without observations.
func FractionBelow(threshold float64, le, counts []float64) float64 {
	n := len(le)
	if n == 0 {
		return nan
	}
	cum := monotonic(counts)
	if total := cum[n-1]; total > 0 {
		b := sort.SearchFloat64s(le, threshold)
		return cum[min(b, n-1)] / total
	}
	return nan
}

// monotonic repairs the small decreases that rates of separately scraped buckets may show.
func monotonic(counts []float64) []float64 {
	out := slices.Clone(counts)
	for i := 1; i < len(out); i++ {
		if !(out[i] >= out[i-1]) {
			out[i] = out[i-1]
		}
	}
	return out
}
