package join

import (
	"math"
	"slices"
	"sort"
)

// bucketSums adds bucket rates per step, each layout of edges on its own: buckets of unequal edges are not merged into
// one quantile. A step in which two layouts count observations has none; one in which only one does, has its.
type bucketSums struct {
	layouts []*layout
}

// layout is one list of edges and what was counted within them.
type layout struct {
	le     []float64
	counts [][]float64 // per bucket, per step
	used   []bool      // per step
	// broken steps hold a histogram whose edges changed within a cell: its newer edges lack what was counted before.
	broken []bool
}

func (s *cellSums) addBuckets(e *engine, u unit) {
	b := u.source.B
	if b == nil {
		return
	}
	if s.buckets == nil {
		s.buckets = &bucketSums{}
	}
	to := s.buckets.layoutOf(b.Le, len(s.num))
	for step := range s.num {
		lo, hi := e.grid.First[step], e.grid.First[step+1]
		for _, w := range u.weights {
			for cell := max(lo, w.lo); cell < min(hi, w.hi); cell++ {
				to.add(u.source, step, cell, w.secs)
			}
		}
	}
}

func (b *bucketSums) layoutOf(le []float64, steps int) *layout {
	for _, l := range b.layouts {
		if slices.Equal(l.le, le) {
			return l
		}
	}
	l := &layout{le: le, used: make([]bool, steps), broken: make([]bool, steps)}
	for range le {
		l.counts = append(l.counts, make([]float64, steps))
	}
	b.layouts = append(b.layouts, l)
	return l
}

func (l *layout) add(s *Source, step, cell int, part float64) {
	if math.IsNaN(s.V[cell]) || s.V[cell] == 0 || part <= 0 {
		return
	}
	l.used[step] = true
	most := 0.0
	for i := range l.le {
		v := s.B.Counts[i][cell]
		if math.IsNaN(v) {
			continue
		}
		l.counts[i][step] += v * part
		l.broken[step] = l.broken[step] || v < most-skewed*s.V[cell]
		most = max(most, v)
	}
}

// skewed is the part of all observations by which a cumulative bucket may lie below a smaller one: buckets are not read
// at quite the same instant. More means that the edges are not of one layout.
const skewed = 0.01

// inUse is the layout of a step, nil where there is none or more than one.
func (b *bucketSums) inUse(step int) (l *layout, unequal bool) {
	for _, x := range b.layouts {
		switch {
		case !x.used[step]:
		case x.broken[step]:
			return nil, true
		case l != nil:
			return nil, true
		default:
			l = x
		}
	}
	return l, false
}

func (b *bucketSums) steps() int { return len(b.layouts[0].used) }

// result is a value a step and, of a quantile, which steps lie at an end of their buckets.
func (b *bucketSums) result(op *Operand) ([]float64, *Ends) {
	out := make([]float64, b.steps())
	var ends *Ends
	if op.Bound == BoundNone && !op.Fraction {
		ends = &Ends{}
	}
	for step := range out {
		out[step] = nan
		l, _ := b.inUse(step)
		if l == nil {
			continue
		}
		column := make([]float64, len(l.le))
		for i := range column {
			column[i] = l.counts[i][step]
		}
		if op.Bound != BoundNone {
			out[step] = op.bound(l.le, column)
		} else if op.Fraction {
			out[step] = FractionBelow(op.Threshold, l.le, column)
		} else {
			at, rank, cum := bucketOf(op.Quantile, l.le, column)
			out[step] = interpolated(at, rank, l.le, cum)
			ends.add(at, l.le)
		}
	}
	return out, ends
}

// unequalSteps tells whether layouts differed within a step.
func (b *bucketSums) unequalSteps() bool {
	for step := range b.steps() {
		if _, unequal := b.inUse(step); unequal {
			return true
		}
	}
	return false
}

// edges are the bounds that the newest step with observations was read from.
func (b *bucketSums) edges() []float64 {
	for step := b.steps() - 1; step >= 0; step-- {
		if l, _ := b.inUse(step); l != nil {
			return l.le
		}
	}
	return b.layouts[0].le
}

// Quantile is the q-quantile of cumulative bucket rates, by linear interpolation within the bucket as PromQL's
// histogram_quantile does: the lowest bucket starts at 0 when its bound is positive, and a quantile in the last,
// open bucket is that bucket's lower bound. NaN without observations.
// Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
func Quantile(q float64, le, counts []float64) float64 {
	b, rank, cum := bucketOf(q, le, counts)
	return interpolated(b, rank, le, cum)
}

// interpolated is the value of a rank by linear interpolation within bucket b, -1 for none.
func interpolated(b int, rank float64, le, cum []float64) float64 {
	if b < 0 {
		return nan
	}
	if b == len(le)-1 {
		return le[b-1]
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
