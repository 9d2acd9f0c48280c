package promapi

import (
	"errors"
	"slices"
	"strings"
)

// stitch joins the answers to consecutive parts of a range: the samples of a
// series, recognised by its labels, follow each other, and all series share
// their timestamps as those of one answer do. The series are in the order in
// which Prometheus sorts an answer.
func stitch(parts []*Matrix, limits Limits) (*Matrix, error) {
	var (
		out        Matrix
		floats     = newJoint[float64](len(parts))
		histograms = newJoint[Histogram](len(parts))
	)
	for i, part := range parts {
		for _, s := range part.Series {
			floats.add(i, s.Labels, s.Times, s.Values)
		}
		for _, s := range part.Histograms {
			histograms.add(i, s.Labels, s.Times, s.Samples)
		}
		for _, text := range part.Warnings {
			if !slices.Contains(out.Warnings, text) {
				out.Warnings = append(out.Warnings, text)
			}
		}
		out.Bytes += part.Bytes
		out.Samples += part.Samples
	}
	seen := int64(len(floats.rows))
	for key, rows := range histograms.index { // those of both kinds count once
		seen += int64(max(len(rows)-len(floats.index[key]), 0))
	}
	if seen > int64(limits.Series) {
		return nil, &LimitError{Limit: limitSeries, Max: int64(limits.Series), Seen: seen}
	}
	t := &timeline{longest: longer(floats.grid(), histograms.grid())}
	if !ascends(t.longest) {
		return nil, errAscending
	}
	err := floats.each(t, func(labels Labels, times []int64, values []float64) {
		out.Series = append(out.Series, Series{Labels: labels, Times: times, Values: values})
	})
	if err != nil {
		return nil, err
	}
	err = histograms.each(t, func(labels Labels, times []int64, values []Histogram) {
		out.Histograms = append(out.Histograms, HistogramSeries{Labels: labels, Times: times, Samples: values})
	})
	return &out, err
}

func ascends(times []int64) bool {
	for i := 1; i < len(times); i++ {
		if times[i] <= times[i-1] {
			return false
		}
	}
	return true
}

func longer(a, b []int64) []int64 {
	if len(b) > len(a) {
		return b
	}
	return a
}

// stitchFailure explains what stitch returns.
func stitchFailure(err error) *Error {
	var limit *LimitError
	if errors.As(err, &limit) {
		return limitFailure(limit)
	}
	return &Error{Kind: KindMalformed, Message: "the parts of a long range overlap: " + err.Error(), Setting: SettingURL, cause: err}
}

// joint collects what the parts hold of each series.
type joint[T any] struct {
	rows  []*row[T]
	index map[string][]*row[T] // several where a store repeats a label set
	key   strings.Builder
	parts int
}

// row is one series; pieces are in the order of the parts.
type row[T any] struct {
	labels Labels
	last   int // the part of the newest piece
	times  [][]int64
	values [][]T
}

func newJoint[T any](parts int) *joint[T] {
	return &joint[T]{index: map[string][]*row[T]{}, parts: parts}
}

func (j *joint[T]) add(part int, labels Labels, times []int64, values []T) {
	j.key.Reset()
	for _, l := range labels {
		j.key.WriteString(l.Name)
		j.key.WriteByte(0xff) // in no text, which is valid UTF-8
		j.key.WriteString(l.Value)
		j.key.WriteByte(0xff)
	}
	key := j.key.String()
	var r *row[T]
	for _, known := range j.index[key] {
		if known.last < part {
			r = known
			break
		}
	}
	if r == nil {
		r = &row[T]{labels: labels}
		j.rows, j.index[key] = append(j.rows, r), append(j.index[key], r)
	}
	r.last = part
	r.times, r.values = append(r.times, times), append(r.values, values)
}

// grid is the time vector that most series share: that of the longest.
func (j *joint[T]) grid() []int64 {
	longest, pieces := 0, [][]int64(nil)
	for _, r := range j.rows {
		n := 0
		for _, times := range r.times {
			n += len(times)
		}
		if n > longest {
			longest, pieces = n, r.times
		}
	}
	return slices.Concat(pieces...)
}

// each hands out the joined series by labels. Timestamps that do not ascend from
// part to part are an error.
func (j *joint[T]) each(t *timeline, keep func(Labels, []int64, []T)) error {
	j.index = nil
	slices.SortStableFunc(j.rows, func(a, b *row[T]) int { return a.labels.compare(b.labels) })
	for _, r := range j.rows {
		t.begin()
		for _, times := range r.times {
			for _, at := range times {
				if t.follows(at) {
					continue
				}
				if err := t.add(at); err != nil {
					return err
				}
			}
		}
		keep(r.labels, t.keep(), slices.Concat(r.values...))
		r.times, r.values = nil, nil
	}
	return nil
}
