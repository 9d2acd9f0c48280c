package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strconv"

	"github.com/tokenpath/tokenpath/demo/fleet"
	"github.com/tokenpath/tokenpath/demo/store"
)

// source is where the data comes from: the embedded store with the fleet or with scraped exporters,
// or a store of the user's own.
type source struct {
	// url is the address of its Prometheus API.
	url string
	// fleet is nil unless the data is simulated.
	fleet *fleet.Fleet
	stops []func() error
}

// startSource makes the data available.
func startSource(ctx context.Context, opts options) (*source, error) {
	if opts.prometheus != "" {
		warnIfSilent(ctx, opts.prometheus)
		return &source{url: opts.prometheus}, nil
	}
	s := &source{}
	db, err := store.Open(ctx, store.Options{
		Addr: net.JoinHostPort("127.0.0.1", strconv.Itoa(opts.storePort)), Scrape: opts.scrape, Logger: logger(opts),
	})
	if err != nil {
		return nil, err
	}
	s.stops = append(s.stops, db.Close)
	if len(opts.scrape) == 0 {
		if s.fleet, err = backfill(ctx, db, opts); err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	if err := db.Start(); err != nil {
		return nil, errors.Join(storeError(err, opts), s.close())
	}
	s.url = db.URL()
	if s.fleet != nil && !opts.noLive {
		s.stops = append(s.stops, goLive(ctx, s.fleet, db))
	}
	return s, nil
}

// storeError says which flag chooses another port for the store.
func storeError(err error, opts options) error {
	var taken *store.PortTakenError
	if errors.As(err, &taken) {
		return portTaken("store-port", opts.storePort)
	}
	return err
}

// close stops everything, the last started first.
func (s *source) close() error {
	var errs []error
	for i := len(s.stops) - 1; i >= 0; i-- {
		errs = append(errs, s.stops[i]())
	}
	return errors.Join(errs...)
}

// logger shows what went wrong; with --debug everything.
func logger(opts options) *slog.Logger {
	level := slog.LevelError
	if opts.debug {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

func portTaken(name string, port int) error {
	return fmt.Errorf("port %d is already in use: stop the program that listens there, or choose another with --%s", port, name)
}
