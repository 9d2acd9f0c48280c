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
	Series []Series
	// Warnings are the store's warnings and infos, and a note when native
	// histograms were left out.
	Warnings []string
	// Bytes is the size of the JSON read, after decompression.
	Bytes int64
	// Samples is the number of float samples over all series.
	Samples int
}

// RangeQuery is a query over time. Start, End and Step are milliseconds; Start
// and End count from the epoch and are both evaluated when a step meets them.
type RangeQuery struct {
	Expr             string
	Start, End, Step int64
}
