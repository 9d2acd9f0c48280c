package promapi

import "errors"

// countBytes is how much more is read after a limit was passed, to be able to
// say by how much.
const countBytes = 32 << 20

// excess counts what comes after a limit was passed; nothing is kept any more.
type excess struct {
	limit           string
	series, samples int64
	from            int64 // offset at which it was noticed
}

var errCounted = errors.New("stopped counting")

// exceed starts counting and lets go of what was kept.
func (d *decoder) exceed(limit string) {
	d.over = &excess{limit: limit, series: int64(d.kept), samples: int64(d.samples), from: d.s.offset()}
	d.series, d.histSeries, d.histograms = nil, nil, nil
	d.times, d.histTimes = timeline{}, timeline{}
	d.valueSlab, d.labelSlab, d.strings = slab[float64]{}, slab[Label]{}, interner{}
	d.histSlab, d.bucketSlab = slab[Histogram]{}, slab[Bucket]{}
}

// count takes in a series, or a part of one, without keeping it.
func (d *decoder) count() error {
	d.over.series++
	return d.countSamples()
}

func (d *decoder) countSamples() error {
	d.over.samples += int64(len(d.values))
	d.values = d.values[:0]
	d.times.begin()
	d.histTimes.begin()
	clear(d.strings)
	if d.s.offset()-d.over.from > countBytes {
		return errCounted
	}
	return nil
}

// overflow is the error for an answer past a limit. err is what ended the
// reading, nil when all of it was counted.
func (d *decoder) overflow(err error) error {
	limit := &LimitError{Limit: d.over.limit, AtLeast: err != nil}
	if limit.Limit == limitSeries {
		limit.Max, limit.Seen = int64(d.limits.Series), max(d.over.series, int64(d.limits.Series)+1)
	} else {
		limit.Max, limit.Seen = int64(d.limits.Samples), max(d.over.samples, int64(d.limits.Samples)+1)
	}
	return limit
}
