package promapi

import (
	"math"
	"slices"
)

// ClassicBounds finds the layout of classic buckets that all the given native
// histograms can be read in exactly: every boundary of an occupied bucket that
// lies inside no occupied bucket of any other histogram, ascending, ending with
// +Inf. Histograms of unequal resolution thus meet at the coarsest of them, as
// they do when Prometheus adds them; a boundary that only a finer one has is
// dropped, never guessed.
//
// What is lost is the place of an observation inside its bucket. An exponential
// bucket of schema n is 2^(2^-n) wide (9 % at the usual schema 3), so a quantile
// interpolated from this layout is off by that factor at most.
func ClassicBounds(series ...HistogramSeries) []float64 {
	occupied := distinct(series)
	var le []float64
	for _, b := range occupied {
		le = append(le, b.Lower, b.Upper)
	}
	slices.Sort(le)
	le = slices.Compact(le)
	// Both lists ascend, so the widest reach of the buckets that begin below a
	// boundary decides whether one of them goes on above it.
	out, next, reach := le[:0], 0, math.Inf(-1)
	for _, bound := range le {
		for ; next < len(occupied) && occupied[next].Lower < bound; next++ {
			reach = max(reach, occupied[next].Upper)
		}
		if reach <= bound && !math.IsInf(bound, 0) {
			out = append(out, bound)
		}
	}
	return append(out, math.Inf(1))
}

// span is the extent of a bucket.
type span struct{ Lower, Upper float64 }

// distinct lists the extents of all occupied buckets once, by lower boundary.
func distinct(series []HistogramSeries) []span {
	seen := map[span]struct{}{}
	for _, s := range series {
		for _, h := range s.Samples {
			for _, b := range h.Buckets {
				if b.Count != 0 {
					seen[span{b.Lower, b.Upper}] = struct{}{}
				}
			}
		}
	}
	out := make([]span, 0, len(seen))
	for s := range seen {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b span) int {
		switch {
		case a.Lower < b.Lower:
			return -1
		case a.Lower > b.Lower:
			return 1
		}
		return 0
	})
	return out
}

// Cumulative reads the histogram in a layout: for each boundary the number of
// observations at or below it, from the most negative bucket through the one
// around zero to the most positive. The +Inf bucket holds Count, so that
// observations of NaN are counted there as in a classic histogram. It appends to
// into and returns it.
//
// A bucket that reaches over a boundary, which ClassicBounds avoids, is counted
// from its upper boundary on: a count is never too high. Observations exactly on
// a boundary that a negative bucket leaves out are counted one bucket later.
func (h Histogram) Cumulative(le, into []float64) []float64 {
	sum, next := 0.0, 0
	for _, bound := range le {
		for ; next < len(h.Buckets) && h.Buckets[next].Upper <= bound; next++ {
			sum += h.Buckets[next].Count
		}
		if math.IsInf(bound, 1) {
			// Adding the buckets up may round otherwise than the store did.
			into = append(into, max(sum, h.Count))
			continue
		}
		into = append(into, sum)
	}
	return into
}
