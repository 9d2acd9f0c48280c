package remoteread

import (
	"bytes"
	"errors"
	"io"
)

// Label is one label of a series, as it stands in the message.
type Label struct{ Name, Value []byte }

// Series is one series of an answer. It and all in it are valid until the call that it was handed to returns.
type Series struct {
	// Labels are sorted by name and include __name__.
	Labels []Label
	// Times are ms since 1970, strictly ascending; Values may hold NaN and infinities, but no staleness markers.
	Times  []int64
	Values []float64
}

// Each reads an answer and hands every series to do, whole, in the order of the store. A series without a sample is left
// out. It stops at do's first error and returns it. Other errors: ErrNotFloats, ErrDamaged.
func Each(r io.Reader, do func(Series) error) error {
	in, series := newMessages(r), &collected{do: do}
	for {
		data, err := in.next()
		if errors.Is(err, io.EOF) {
			return series.finish()
		}
		if err == nil {
			err = fields(data, func(f field) error {
				if f.number != responseSeries {
					return nil
				}
				return series.part(f.bytes)
			})
		}
		if err != nil {
			return err
		}
	}
}

// collected puts series together: one of many chunks comes in several messages.
type collected struct {
	do      func(Series) error
	labels  []byte
	samples samples
}

func (c *collected) part(series []byte) error {
	if labels := labelBytes(series); !bytes.Equal(labels, c.labels) {
		if err := c.finish(); err != nil {
			return err
		}
		c.labels = append(c.labels[:0], labels...)
		c.samples.reset()
	}
	return fields(series[len(c.labels):], func(f field) error {
		if f.number != seriesChunk {
			return nil
		}
		return c.samples.add(f.bytes)
	})
}

func (c *collected) finish() error {
	if err := c.samples.order(); err != nil || len(c.samples.times) == 0 {
		return err
	}
	labels, err := labelsOf(c.labels)
	if err != nil {
		return err
	}
	return c.do(Series{Labels: labels, Times: c.samples.times, Values: c.samples.values})
}
