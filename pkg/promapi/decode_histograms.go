package promapi

import (
	"math"
	"slices"
)

// readHistograms reads [[time, {…}], …].
func (d *decoder) readHistograms() error {
	if absent, err := d.s.null(); err != nil || absent {
		return err
	}
	return d.s.array(d.histogramSample)
}

// histogramSample reads one [time, {"count":"3","sum":"5.5","buckets":[…]}].
func (d *decoder) histogramSample() error {
	s := d.s
	if err := s.expect('['); err != nil {
		return err
	}
	at, err := s.timestamp()
	if err != nil {
		return err
	}
	if err = s.expect(','); err != nil {
		return err
	}
	h, err := d.histogram()
	if err != nil {
		return err
	}
	if err = s.expect(']'); err != nil {
		return err
	}
	return d.locate(d.addHistogram(at, h))
}

// histogram leaves the buckets in d.buckets.
func (d *decoder) histogram() (h Histogram, err error) {
	d.buckets = d.buckets[:0]
	counted, summed := false, false
	err = d.s.object(func(key string) (err error) {
		switch key {
		case "count":
			counted = true
			h.Count, err = d.s.value()
			return err
		case "sum":
			summed = true
			h.Sum, err = d.s.value()
			return err
		case "buckets":
			d.buckets = d.buckets[:0]
			if absent, err := d.s.null(); err != nil || absent {
				return err
			}
			return d.s.array(d.bucket)
		}
		return d.s.skip(0)
	})
	if err == nil && !(counted && summed) {
		err = d.s.malformed("a histogram without count or sum, before the text")
	}
	return h, err
}

// bucket reads [rule, "lower", "upper", "count"].
func (d *decoder) bucket() error {
	s := d.s
	if err := s.expect('['); err != nil {
		return err
	}
	rule, err := s.number()
	if err != nil {
		return err
	}
	if len(rule) != 1 || rule[0] > '3' {
		return s.malformed("a boundary rule that is not of the API, before the text")
	}
	b := Bucket{Bounds: Bounds(rule[0] - '0')}
	for _, target := range []*float64{&b.Lower, &b.Upper, &b.Count} {
		if err = s.expect(','); err != nil {
			return err
		}
		if *target, err = s.value(); err != nil {
			return err
		}
	}
	if !(b.Lower <= b.Upper) { // NaN included
		return s.malformed("a bucket whose boundaries do not ascend, before the text")
	}
	d.buckets = append(d.buckets, b)
	if len(d.buckets) > d.limits.Samples {
		return &LimitError{Limit: limitSamples, Max: int64(d.limits.Samples), Seen: int64(len(d.buckets)), AtLeast: true}
	}
	return s.expect(']')
}

// addHistogram keeps a sample and its d.buckets, or counts them past a limit.
func (d *decoder) addHistogram(at int64, h Histogram) error {
	cost := 1 + len(d.buckets)
	if d.over == nil && d.samples+len(d.values)+cost > d.limits.Samples {
		d.exceed(limitSamples)
	}
	if d.over != nil {
		d.over.samples += int64(cost)
		return d.countSamples()
	}
	d.samples += cost
	if !slices.IsSortedFunc(d.buckets, byBounds) {
		slices.SortFunc(d.buckets, byBounds)
	}
	h.Buckets = d.bucketSlab.keep(d.buckets)
	d.histograms = append(d.histograms, h)
	if d.histTimes.follows(at) {
		return nil
	}
	return d.histTimes.add(at)
}

func byBounds(a, b Bucket) int {
	switch {
	case a.Upper < b.Upper || a.Upper == b.Upper && a.Lower < b.Lower:
		return -1
	case a.Upper == b.Upper && a.Lower == b.Lower:
		return 0
	}
	return 1
}

// value reads a number in a string, as the API writes them.
func (s *scanner) value() (float64, error) {
	text, err := s.str()
	if err != nil {
		return 0, err
	}
	v, err := parseValue(text)
	if err != nil {
		return math.NaN(), s.malformed("a value that is not a number, before the text")
	}
	return v, nil
}
