package remoteread

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/prompb"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
)

// samples are those of one series, collected chunk by chunk.
type samples struct {
	times  []int64
	values []float64
	// mixed says that a chunk begins before the end of the one before it, as those of late samples may.
	mixed bool
	it    chunkenc.Iterator
}

func (s *samples) reset() { s.times, s.values, s.mixed = s.times[:0], s.values[:0], false }

// add decodes one more chunk.
func (s *samples) add(message []byte) error {
	kind, data, err := chunkOf(message)
	if err != nil {
		return err
	}
	if kind != prompb.Chunk_XOR {
		return fmt.Errorf("%w: chunks of type %v", ErrNotFloats, kind)
	}
	chunk, err := chunkenc.FromData(chunkenc.EncXOR, data)
	if err != nil || len(data) < 2 {
		return fmt.Errorf("%w: a chunk of %d bytes", ErrDamaged, len(data))
	}
	return s.decode(chunk)
}

// decode leaves out staleness markers: they end a series for PromQL's instants, and windows pass over them.
func (s *samples) decode(chunk chunkenc.Chunk) error {
	s.it = chunk.Iterator(s.it)
	for kind := s.it.Next(); kind != chunkenc.ValNone; kind = s.it.Next() {
		if kind != chunkenc.ValFloat {
			return ErrNotFloats
		}
		t, v := s.it.At()
		if value.IsStaleNaN(v) {
			continue
		}
		if n := len(s.times); n > 0 && t <= s.times[n-1] {
			s.mixed = true
		}
		s.times, s.values = append(s.times, t), append(s.values, v)
	}
	if err := s.it.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// order sorts the samples of overlapping chunks and leaves out repetitions. Two values at one time cannot be told apart
// from here, so the answer is given up.
func (s *samples) order() error {
	if !s.mixed {
		return nil
	}
	at := make([]int, len(s.times))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(s.times[a], s.times[b]) })
	times, values := make([]int64, 0, len(at)), make([]float64, 0, len(at))
	for _, i := range at {
		if n := len(times); n > 0 && times[n-1] == s.times[i] {
			if values[n-1] != s.values[i] {
				return fmt.Errorf("%w: two values at one time", ErrDamaged)
			}
			continue
		}
		times, values = append(times, s.times[i]), append(values, s.values[i])
	}
	s.times, s.values = times, values
	return nil
}
