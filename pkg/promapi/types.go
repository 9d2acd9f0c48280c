package promapi

// Series is one time series in columns. len(Times) == len(Values) and is never
// 0: series without a float sample are left out.
type Series struct {
	Labels Labels
	// Times are milliseconds since the epoch, strictly ascending. The slice may
	// be shared between the series of one Matrix: treat it as read-only.
	Times []int64
	// Values may hold NaN, +Inf and -Inf.
	Values []float64
}

// Matrix is the decoded answer of a query.
type Matrix struct {
	// Series are the series of floats.
	Series []Series
	// Histograms are the series of native histograms. A series that has samples
	// of both kinds is in both lists.
	Histograms []HistogramSeries
	// Warnings are the store's warnings and infos.
	Warnings []string
	// Bytes is the size of the JSON read, after decompression.
	Bytes int64
	// Samples is the number of samples over all series, as Limits.Samples counts
	// them.
	Samples int
}

// RangeQuery is a query over time. Start, End and Step are milliseconds; Start
// and End count from the epoch and are both evaluated when a step meets them.
type RangeQuery struct {
	Expr             string
	Start, End, Step int64
	// Window says the same as Expr where that is one function over time; else nil.
	Window *Window
}

// points is the number of instants the query is evaluated at.
func (q RangeQuery) points() int64 { return (q.End-q.Start)/q.Step + 1 }
