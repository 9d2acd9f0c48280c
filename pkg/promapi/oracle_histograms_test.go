package promapi

import (
	"encoding/json"
	"slices"
	"strconv"
)

// oracleHistograms reads the native histograms of a series with encoding/json.
func oracleHistograms(fields map[string]json.RawMessage) (HistogramSeries, error) {
	var samples [][]json.RawMessage
	if fields["histograms"] != nil && json.Unmarshal(fields["histograms"], &samples) != nil {
		return HistogramSeries{}, errOracle
	}
	if one := fields["histogram"]; one != nil {
		var sample []json.RawMessage
		if fields["histograms"] != nil || json.Unmarshal(one, &sample) != nil {
			return HistogramSeries{}, errOracle
		}
		samples = append(samples, sample)
	}
	var s HistogramSeries
	for _, sample := range samples {
		if len(sample) != 2 {
			return s, errOracle
		}
		at, _, err := oracleSample([]json.RawMessage{sample[0], []byte(`"0"`)})
		if err != nil || len(s.Times) > 0 && at <= s.Times[len(s.Times)-1] {
			return s, errOracle
		}
		h, err := oracleHistogram(sample[1])
		if err != nil {
			return s, err
		}
		s.Times, s.Samples = append(s.Times, at), append(s.Samples, h)
	}
	return s, nil
}

func oracleHistogram(text []byte) (Histogram, error) {
	fields, err := fieldsOf(text)
	if err != nil {
		return Histogram{}, errOracle
	}
	var h Histogram
	var list [][]json.RawMessage
	if err = oracleNumber(fields["count"], &h.Count); err != nil {
		return h, err
	}
	if err = oracleNumber(fields["sum"], &h.Sum); err != nil {
		return h, err
	}
	if fields["buckets"] != nil && json.Unmarshal(fields["buckets"], &list) != nil {
		return h, errOracle
	}
	for _, parts := range list {
		rule := -1
		if len(parts) != 4 || len(parts[0]) != 1 || json.Unmarshal(parts[0], &rule) != nil || rule < 0 || rule > 3 {
			return h, errOracle
		}
		b := Bucket{Bounds: Bounds(rule)}
		for i, target := range []*float64{&b.Lower, &b.Upper, &b.Count} {
			if err = oracleNumber(parts[i+1], target); err != nil {
				return h, err
			}
		}
		if !(b.Lower <= b.Upper) {
			return h, errOracle
		}
		h.Buckets = append(h.Buckets, b)
	}
	if !slices.IsSortedFunc(h.Buckets, byBounds) {
		slices.SortFunc(h.Buckets, byBounds)
	}
	return h, nil
}

// oracleNumber takes a string that holds a number.
func oracleNumber(text json.RawMessage, target *float64) (err error) {
	var in *string
	if text == nil || json.Unmarshal(text, &in) != nil || in == nil {
		return errOracle
	}
	*target, err = strconv.ParseFloat(*in, 64)
	return err
}
