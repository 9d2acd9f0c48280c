package promapi

import "net/url"

// Options describe one endpoint.
type Options struct {
	// Family names the endpoint in error texts: "gpu", "engine", … or "default".
	Family string
	// URL is the base address, with a path prefix where the store has one.
	URL string
	// CustomQueryParameters are added to the query string of every request.
	CustomQueryParameters url.Values
	Limits                Limits
}

// Limits bound one answer. A zero value stands for its default.
type Limits struct {
	// Series is the number of series (or label values) of one answer.
	Series int
	// Samples is the number of samples of one answer.
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
