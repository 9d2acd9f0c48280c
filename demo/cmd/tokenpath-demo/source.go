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
	"github.com/tokenpath/tokenpath/demo/traces"
)

// source is where the data comes from: the embedded store with the fleet or with scraped exporters,
// or a store of the user's own.
type source struct {
	// url is the address of its Prometheus API.
	url string
	// tracesURL is the address of the store of traces; empty where the data is not simulated.
	tracesURL string
	// fleet is nil unless the data is simulated.
	fleet *fleet.Fleet
	stops []func() error
}

// simulates tells whether the data is the fleet's.
func (o options) simulates() bool { return o.prometheus == "" && len(o.scrape) == 0 }

// variables are what provisioning files know of where the data is. Where the data is not simulated, the traces may be in
// a store of the user's own, which the environment names.
func (s *source) variables() map[string]string {
	out := map[string]string{storeURLVariable: s.url}
	if s.tracesURL != "" {
		out[tracesURLVariable] = s.tracesURL
	}
	return out
}

// environment has the variables for a process.
func (s *source) environment() []string {
	var out []string
	for name, value := range s.variables() {
		out = append(out, name+"="+value)
	}
	return out
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
	if opts.simulates() {
		kept := traces.NewStore(0)
		if s.fleet, err = backfill(ctx, db, kept, opts); err != nil {
			return nil, errors.Join(err, s.close())
		}
		served, err := kept.Listen(context.WithoutCancel(ctx), opts.tracesPort)
		if err != nil {
			return nil, errors.Join(portTaken("traces-port", opts.tracesPort), s.close())
		}
		s.stops = append(s.stops, served.Close)
		s.tracesURL = served.URL()
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
