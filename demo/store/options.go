package store

import (
	"log/slog"
	"time"
)

// Options of a store. The zero value is a store in a temporary directory on a
// random loopback port.
type Options struct {
	// Dir holds the database. Empty means a temporary directory without a
	// write-ahead log, removed by Close.
	Dir string
	// Addr is where the HTTP API listens, host:port. Port 0 picks a free one;
	// empty means 127.0.0.1:0.
	Addr string
	// Retention is how long samples are kept. Zero means 15 days.
	Retention time.Duration
	// OutOfOrder is how far behind the newest sample a late one may lie. Zero
	// refuses late samples of a series, as Prometheus does by default.
	OutOfOrder time.Duration
	// Scrape lists targets as host:port or host:port/path, read from Start on.
	Scrape []string
	// ScrapeInterval is how often they are read. Zero means 15 s.
	ScrapeInterval time.Duration
	// ExternalLabels are added to series that are given away by remote read, and
	// to no answer of a query.
	ExternalLabels map[string]string
	// Exemplars is the size of the ring of exemplars. Zero means 100,000.
	Exemplars int64
	// Logger receives what Prometheus has to say. Nil discards it.
	Logger *slog.Logger
}

const (
	defaultRetention = 15 * 24 * time.Hour
	defaultExemplars = 100_000
	defaultAddr      = "127.0.0.1:0"
	defaultInterval  = 15 * time.Second
)

// withDefaults fills what was left out.
func (o Options) withDefaults() Options {
	if o.Addr == "" {
		o.Addr = defaultAddr
	}
	if o.Retention == 0 {
		o.Retention = defaultRetention
	}
	if o.Exemplars == 0 {
		o.Exemplars = defaultExemplars
	}
	if o.ScrapeInterval == 0 {
		o.ScrapeInterval = defaultInterval
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}
