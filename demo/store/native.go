package store

import (
	"errors"
	"fmt"
	"math"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/storage"
)

// nativeSchema divides each power of two into eight buckets, as client libraries do by default.
const nativeSchema = 3

// NativeOf is a native histogram of count observations, all of one positive size.
func NativeOf(count, size float64) *histogram.FloatHistogram {
	bucket := int32(math.Ceil(math.Log2(size) * (1 << nativeSchema)))
	return &histogram.FloatHistogram{Schema: nativeSchema, Count: count, Sum: count * size,
		PositiveSpans: []histogram.Span{{Offset: bucket, Length: 1}}, PositiveBuckets: []float64{count}}
}

// AppendNative adds one native histogram to a series.
func (b *Batch) AppendNative(s *Series, tMs int64, h *histogram.FloatHistogram) error {
	if b.open == nil {
		b.open = b.db.AppenderV2(b.ctx)
	}
	ref, err := b.open.Append(s.ref, s.Labels, 0, tMs, 0, nil, h, storage.AppendV2Options{})
	if err != nil {
		return errors.Join(fmt.Errorf("append %s at %d: %w", s.Labels, tMs, err), b.rollback())
	}
	s.ref = ref
	b.pending++
	b.total++
	return nil
}
