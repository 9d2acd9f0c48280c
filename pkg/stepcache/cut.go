package stepcache

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// cut is the part of an answer in (from, to]. It shares the answer's memory. Series without a sample there are left
// out; the warnings stay.
func cut(m *promapi.Matrix, from, to int64) *promapi.Matrix {
	out := &promapi.Matrix{Warnings: m.Warnings, Series: make([]promapi.Series, 0, len(m.Series))}
	for _, s := range m.Series {
		if i, k := within(s.Times, from, to); i < k {
			out.Series = append(out.Series, promapi.Series{Labels: s.Labels, Times: s.Times[i:k:k], Values: s.Values[i:k:k]})
			out.Samples += k - i
		}
	}
	for _, s := range m.Histograms {
		if i, k := within(s.Times, from, to); i < k {
			out.Histograms = append(out.Histograms, promapi.HistogramSeries{Labels: s.Labels, Times: s.Times[i:k:k], Samples: s.Samples[i:k:k]})
			out.Samples += samplesOf(s.Samples[i:k])
		}
	}
	return out
}

// within are the places of the times in (from, to].
func within(times []int64, from, to int64) (first, end int) {
	if times[0] > from {
		first = 0
	} else {
		first, _ = slices.BinarySearch(times, from+1)
	}
	if times[len(times)-1] <= to {
		return first, len(times)
	}
	end, _ = slices.BinarySearch(times, to+1)
	return first, end
}

// samplesOf counts native histograms as limits do: one each, and one for each bucket.
func samplesOf(hs []promapi.Histogram) int {
	n := len(hs)
	for _, h := range hs {
		n += len(h.Buckets)
	}
	return n
}

// weigh estimates the memory that an answer holds, its unused parts included.
func weigh(m *promapi.Matrix) int64 {
	const perSeries, perLabel, perBucket = 128, 32, 32
	var total int64
	var shared *int64
	add := func(ls promapi.Labels, times []int64) {
		total += perSeries
		for _, l := range ls {
			total += int64(perLabel + len(l.Name) + len(l.Value))
		}
		// Series on one grid share their times.
		if &times[0] != shared {
			total += int64(cap(times)) * 8
			shared = &times[0]
		}
	}
	for _, s := range m.Series {
		add(s.Labels, s.Times)
		total += int64(cap(s.Values)) * 8
	}
	for _, s := range m.Histograms {
		add(s.Labels, s.Times)
		total += int64(samplesOf(s.Samples)) * perBucket
	}
	return total
}
