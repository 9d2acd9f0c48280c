package fleet

import (
	"context"
	"time"
)

// Backfill writes the history into sink: every scrape from Begin on and before
// End. progress, which may be nil, is called now and then with the simulated
// and the whole duration.
func (f *Fleet) Backfill(ctx context.Context, sink Sink, progress func(done, total time.Duration)) error {
	total := f.cfg.End.Sub(f.begin)
	for n := 0; ; n++ {
		more, err := f.advance(sink, f.cfg.End)
		if err != nil {
			return err
		}
		if progress != nil && (n%120 == 0 || !more) {
			progress(min(f.simulated().Sub(f.begin), total), total)
		}
		if !more {
			return sink.Commit()
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// Run goes on from where the fleet stands, in real time, until ctx ends. What
// passed since then is made up at once.
func (f *Fleet) Run(ctx context.Context, sink Sink) error {
	clock := time.NewTicker(time.Second)
	defer clock.Stop()
	for {
		if err := f.catchUp(ctx, sink, time.Now()); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-clock.C:
		}
	}
}

// catchUp writes every scrape before now.
func (f *Fleet) catchUp(ctx context.Context, sink Sink, now time.Time) error {
	for ctx.Err() == nil {
		more, err := f.advance(sink, now.Add(-tick))
		if err != nil {
			return err
		}
		if !more {
			return sink.Commit()
		}
	}
	return nil
}

// advance simulates one tick and runs the scrapes up to the next one, unless
// the tick does not begin before the given instant.
func (f *Fleet) advance(sink Sink, before time.Time) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.next.Before(before) {
		return false, nil
	}
	f.world.step(f.next)
	f.next = f.next.Add(tick)
	for _, t := range f.targets {
		if err := t.due(sink, f.next); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (f *Fleet) simulated() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.next
}
