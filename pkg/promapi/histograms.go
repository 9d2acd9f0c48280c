package promapi

// HistogramSeries is one series of native histograms in columns.
// len(Times) == len(Samples) and is never 0.
type HistogramSeries struct {
	Labels Labels
	// Times are milliseconds since the epoch, strictly ascending, and may be
	// shared between series: treat them as read-only.
	Times []int64
	// Samples are aligned with Times.
	Samples []Histogram
}

// Histogram is one native histogram. After rate() and the like its counts are
// fractions, per second.
type Histogram struct {
	// Count is the number of observations, those of NaN included, which are in
	// no bucket.
	Count float64
	// Sum is the sum of the observed values.
	Sum float64
	// Buckets are in ascending order. Empty buckets are absent.
	Buckets []Bucket
}

// Bucket is one bucket of a native histogram: negative, the one around zero, or
// positive, with exponential or custom boundaries alike.
type Bucket struct {
	Lower, Upper float64
	Count        float64
	Bounds       Bounds
}

// Bounds says which of a bucket's boundaries belong to it; the numbers are those
// of the API.
type Bounds uint8

// The boundary rules of the API.
const (
	OpenLeft   Bounds = 0 // (lower, upper], as positive buckets have it
	OpenRight  Bounds = 1 // [lower, upper), as negative buckets have it
	OpenBoth   Bounds = 2 // (lower, upper)
	ClosedBoth Bounds = 3 // [lower, upper], as the bucket around zero has it
)
