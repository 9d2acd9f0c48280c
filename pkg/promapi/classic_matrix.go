package promapi

import "strconv"

// ClassicHistograms are native histograms as classic ones of one layout, so that
// they can be added across series and read by the same code.
type ClassicHistograms struct {
	// Le are the upper boundaries, ascending, ending with +Inf.
	Le []float64
	// Series are in the order of the native ones.
	Series []ClassicSeries
}

// ClassicSeries is one native series in the shared layout.
type ClassicSeries struct {
	Labels Labels
	Times  []int64
	// Counts are columns: Counts[i][t] is the number of observations at or below
	// Le[i] at Times[t]. Each column is ascending in i.
	Counts [][]float64
	// Count and Sum are aligned with Times.
	Count, Sum []float64
}

// Classic turns native histograms into classic ones over the layout of
// ClassicBounds. The result holds len(Le) + 2 numbers a sample: for many series
// over many steps let the store add them up first, or take ClassicBounds and
// Cumulative piece by piece.
func Classic(series []HistogramSeries) ClassicHistograms {
	out := ClassicHistograms{Le: ClassicBounds(series...), Series: make([]ClassicSeries, len(series))}
	row := make([]float64, 0, len(out.Le))
	for i, s := range series {
		c := newClassicSeries(s, len(out.Le))
		for t, h := range s.Samples {
			c.Count[t], c.Sum[t] = h.Count, h.Sum
			row = h.Cumulative(out.Le, row[:0])
			for k, v := range row {
				c.Counts[k][t] = v
			}
		}
		out.Series[i] = c
	}
	return out
}

// newClassicSeries cuts all columns from one allocation.
func newClassicSeries(s HistogramSeries, bounds int) ClassicSeries {
	n := len(s.Samples)
	cells := make([]float64, n*(bounds+2))
	column := func() []float64 {
		out := cells[:n:n]
		cells = cells[n:]
		return out
	}
	c := ClassicSeries{Labels: s.Labels, Times: s.Times, Count: column(), Sum: column(), Counts: make([][]float64, bounds)}
	for k := range c.Counts {
		c.Counts[k] = column()
	}
	return c
}

// leLabel is the name of the label that holds a bucket's upper boundary.
const leLabel = "le"

// Buckets gives the same as a store answers for the buckets of a classic
// histogram: a series for each boundary, told apart by the label "le".
func (c ClassicHistograms) Buckets() []Series {
	texts := make([]string, len(c.Le))
	for i, bound := range c.Le {
		texts[i] = strconv.FormatFloat(bound, 'g', -1, 64)
	}
	out := make([]Series, 0, len(c.Series)*len(c.Le))
	for _, s := range c.Series {
		for i, column := range s.Counts {
			labels := append(make(Labels, 0, len(s.Labels)+1), s.Labels...)
			labels = append(labels, Label{Name: leLabel, Value: texts[i]}).normalise()
			out = append(out, Series{Labels: labels, Times: s.Times, Values: column})
		}
	}
	return out
}
