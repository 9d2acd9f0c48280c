package remoteread

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/prometheus/prometheus/prompb"
)

// Series is one series of an answer. It and all in it are valid until the call that it was handed to returns.
type Series struct {
	// Labels are sorted by name and include __name__.
	Labels []prompb.Label
	// Times are ms since 1970, strictly ascending; Values may hold NaN and infinities, but no staleness markers.
	Times  []int64
	Values []float64
}

// Each reads an answer and hands every series to do, whole, in the order of the store. A series without a sample is left
// out. It stops at do's first error and returns it. Other errors: ErrNotFloats, ErrDamaged.
func Each(r io.Reader, do func(Series) error) error {
	var (
		in      = newMessages(r)
		message prompb.ChunkedReadResponse
		current []prompb.Label
		samples samples
	)
	finish := func() error {
		if err := samples.order(); err != nil || len(samples.times) == 0 {
			return err
		}
		return do(Series{Labels: current, Times: samples.times, Values: samples.values})
	}
	for {
		data, err := in.next()
		if errors.Is(err, io.EOF) {
			return finish()
		}
		if err != nil {
			return err
		}
		message.Reset()
		if err := message.Unmarshal(data); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		for _, part := range message.ChunkedSeries {
			// A series of many chunks comes in several messages.
			if !slices.EqualFunc(part.Labels, current, same) {
				if err := finish(); err != nil {
					return err
				}
				current = part.Labels
				samples.reset()
			}
			if err := samples.add(part.Chunks); err != nil {
				return err
			}
		}
	}
}

func same(a, b prompb.Label) bool { return a.Name == b.Name && a.Value == b.Value }
