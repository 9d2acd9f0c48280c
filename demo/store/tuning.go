package store

import (
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/tsdb"
)

const (
	queryTimeout    = 2 * time.Minute
	queryMaxSamples = 50_000_000 // Prometheus's own default
	lookback        = 5 * time.Minute
	// stripes of the head's series map: the default of 16,384 suits millions of
	// series and costs every test several megabytes.
	stripes = 1024
	// garbage collection at a third of growth instead of a doubling: a backfill
	// allocates much and keeps little.
	gcPercent = 33
)

// ModestMemory makes this process collect garbage earlier than Go's default.
// It is for the program that owns the process, not for a library to decide.
func ModestMemory() { debug.SetGCPercent(gcPercent) }

// tsdbOptions are Prometheus's defaults, smaller, with exemplars on. A store
// that is thrown away needs no write-ahead log.
func tsdbOptions(o Options, throwAway bool) *tsdb.Options {
	t := tsdb.DefaultOptions()
	t.RetentionDuration = o.Retention.Milliseconds()
	t.OutOfOrderTimeWindow = o.OutOfOrder.Milliseconds()
	t.EnableExemplarStorage = true
	t.MaxExemplars = o.Exemplars
	t.StripeSize = stripes
	if throwAway {
		t.WALSegmentSize = -1
	}
	return t
}

// newEngine builds the query engine with Prometheus's own limits, so that what
// it refuses in the demo it refuses in production.
func newEngine(logger *slog.Logger, reg prometheus.Registerer) *promql.Engine {
	return promql.NewEngine(promql.EngineOpts{
		Logger:               logger,
		Reg:                  reg,
		MaxSamples:           queryMaxSamples,
		Timeout:              queryTimeout,
		LookbackDelta:        lookback,
		EnableAtModifier:     true,
		EnableNegativeOffset: true,
		Parser:               parser.NewParser(parser.Options{}),
	})
}
