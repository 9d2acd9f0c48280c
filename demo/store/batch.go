package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
)

// commitEvery bounds how many samples wait in memory for a commit.
const commitEvery = 50_000

// Series names one time series and remembers where the database keeps it, which
// saves the look-up by labels on every sample after the first.
type Series struct {
	Labels labels.Labels
	ref    storage.SeriesRef
}

// Batch appends samples in chronological order and commits them in pieces. It
// is not safe for concurrent use; take one Batch per goroutine.
type Batch struct {
	ctx     context.Context
	db      storage.AppendableV2
	open    storage.AppenderV2
	pending int
	total   int
}

// Appender starts a batch. Finish it with Commit.
func (s *Store) Appender(ctx context.Context) *Batch { return &Batch{ctx: ctx, db: s.db} }

// Append adds one sample at tMs, milliseconds since the epoch. Samples of one
// series must come in time order, and no sample may lie more than an hour
// before the newest of any series.
func (b *Batch) Append(lbls labels.Labels, tMs int64, v float64) error {
	return b.AppendTo(&Series{Labels: lbls}, tMs, v)
}

// AppendTo adds one sample, and exemplars that belong to it, to a series that
// will be written again.
func (b *Batch) AppendTo(s *Series, tMs int64, v float64, exemplars ...exemplar.Exemplar) error {
	return b.append(s, tMs, v, nil, exemplars)
}

// append adds a float, or a native histogram where there is one.
func (b *Batch) append(s *Series, tMs int64, v float64, h *histogram.FloatHistogram, exemplars []exemplar.Exemplar) error {
	if b.open == nil {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		b.open = b.db.AppenderV2(b.ctx)
	}
	ref, err := b.open.Append(s.ref, s.Labels, 0, tMs, v, nil, h, storage.AppendV2Options{Exemplars: exemplars})
	if err != nil {
		return errors.Join(fmt.Errorf("append %s at %d: %w", s.Labels, tMs, err), b.rollback())
	}
	s.ref = ref
	b.pending++
	b.total++
	if b.pending >= commitEvery {
		return b.Commit()
	}
	return nil
}

// AppendExemplar adds one sample of a series together with an exemplar of it.
// The exemplar takes the sample's instant if it has none of its own.
func (b *Batch) AppendExemplar(lbls labels.Labels, tMs int64, v float64, e exemplar.Exemplar) error {
	if !e.HasTs {
		e.Ts, e.HasTs = tMs, true
	}
	return b.AppendTo(&Series{Labels: lbls}, tMs, v, e)
}

// Commit makes everything appended so far visible to queries.
func (b *Batch) Commit() error {
	if b.open == nil {
		return nil
	}
	open := b.open
	b.open, b.pending = nil, 0
	return open.Commit()
}

// Total is the number of samples appended through this batch.
func (b *Batch) Total() int { return b.total }

func (b *Batch) rollback() error {
	open := b.open
	b.open, b.pending = nil, 0
	return open.Rollback()
}
