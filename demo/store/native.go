package store

import (
	"math"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/histogram"
)

// nativeSchema divides each power of two into eight buckets, as client libraries do by default.
const nativeSchema = 3

// NativeOf is a native histogram of count observations, all of one positive size.
func NativeOf(count, size float64) *histogram.FloatHistogram {
	bucket := int32(math.Ceil(math.Log2(size) * (1 << nativeSchema)))
	return &histogram.FloatHistogram{Schema: nativeSchema, Count: count, Sum: count * size,
		PositiveSpans: []histogram.Span{{Offset: bucket, Length: 1}}, PositiveBuckets: []float64{count}}
}

// AppendNative adds one native histogram, and exemplars that belong to it, to a series.
func (b *Batch) AppendNative(s *Series, tMs int64, h *histogram.FloatHistogram, exemplars ...exemplar.Exemplar) error {
	return b.append(s, tMs, 0, h, exemplars)
}
