package promapi

import "sync/atomic"

// Limits bound one answer, all its parts together where the range was split. A
// zero value stands for its default.
type Limits struct {
	// Series is the number of series (or label values) of one answer.
	Series int
	// Samples is the number of samples of one answer. A native histogram counts
	// as one and as one more for each of its buckets.
	Samples int
	// Bytes is the size of one answer's JSON after decompression.
	Bytes int64
}

// Defaults of Limits.
const (
	DefaultSeriesLimit  = 50_000
	DefaultSamplesLimit = 10_000_000
	DefaultBytesLimit   = 256 << 20
)

func (l Limits) withDefaults() Limits {
	if l.Series <= 0 {
		l.Series = DefaultSeriesLimit
	}
	if l.Samples <= 0 {
		l.Samples = DefaultSamplesLimit
	}
	if l.Bytes <= 0 {
		l.Bytes = DefaultBytesLimit
	}
	return l
}

// spent counts what all parts of one answer have used of the limits so far.
type spent struct{ bytes, samples atomic.Int64 }
