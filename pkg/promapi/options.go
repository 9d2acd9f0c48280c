package promapi

import (
	"net/url"
	"time"
)

// Options describe one endpoint.
type Options struct {
	// Family names the endpoint in error texts: "gpu", "engine", … or "default".
	Family string
	// URL is the base address, with a path prefix where the store has one.
	URL string
	// CustomQueryParameters are added to the query string of every request:
	// dedup, partial_response and max_source_resolution of Thanos, extra_label
	// and round_digits of VictoriaMetrics.
	CustomQueryParameters url.Values
	// Secrets are values the HTTP client sends and the client cannot see, such as
	// header values, passwords and tokens. No error text shows them.
	Secrets []string
	Limits  Limits
	// API names what is spoken, in error texts; the Prometheus HTTP API when empty.
	API string
	// MaxPoints is how many instants one request may ask for; a range with more
	// is asked in parts. Zero stands for DefaultMaxPoints.
	MaxPoints int
	// Parallel is how many parts of such ranges are under way at once, over all
	// queries of the client. Zero stands for DefaultParallel.
	Parallel int
	// IdleTimeout is how long an answer may bring less than 1 KiB before it is
	// given up. Zero stands for DefaultIdleTimeout, below zero for no bound.
	IdleTimeout time.Duration
}

// Defaults of Options. DefaultMaxPoints is the number that Prometheus, Mimir and
// Thanos allow; VictoriaMetrics allows more.
const (
	DefaultMaxPoints   = 11_000
	DefaultParallel    = 4
	DefaultIdleTimeout = 30 * time.Second
)

func (o Options) withDefaults() Options {
	if o.MaxPoints <= 0 {
		o.MaxPoints = DefaultMaxPoints
	}
	if o.Parallel <= 0 {
		o.Parallel = DefaultParallel
	}
	if o.IdleTimeout == 0 {
		o.IdleTimeout = DefaultIdleTimeout
	}
	o.Limits = o.Limits.withDefaults()
	return o
}
