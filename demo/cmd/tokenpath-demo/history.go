package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/traces"
)

// backfill simulates the history into the store, which must not be scraping yet.
func backfill(ctx context.Context, db *store.Store, kept *traces.Store, opts options) (*fleet.Fleet, error) {
	began := time.Now()
	bar := newProgress(fmt.Sprintf("Simulating %g h of a fleet (seed %d)", opts.hours, opts.seed))
	f := fleet.New(fleet.Config{Seed: opts.seed, End: opts.end, Hours: opts.hours, Journeys: kept.Add})
	samples := db.Appender(ctx)
	err := f.Backfill(ctx, samples, func(done, total time.Duration) {
		bar.set(done.Seconds() / total.Seconds())
	})
	if err != nil {
		bar.abort()
		return nil, err
	}
	traced, dropped := kept.Counts()
	bar.done(fmt.Sprintf("%.1f M samples and %d traces (%d sampled out) in %.1f s", float64(samples.Total())/1e6, traced, dropped, time.Since(began).Seconds()))
	return f, nil
}

// goLive lets the fleet go on in real time; the function it returns stops it.
func goLive(ctx context.Context, f *fleet.Fleet, db *store.Store) func() error {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := f.Run(ctx, db.Appender(ctx)); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "tokenpath-demo: live data stopped:", err)
		}
	}()
	return func() error {
		cancel()
		<-ended
		return nil
	}
}
