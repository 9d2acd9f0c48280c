package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/tsdb"
)

// Store is one embedded Prometheus. Its methods are safe for concurrent use,
// except that Start must come after the last historical sample.
type Store struct {
	opts     Options
	dir      string
	tempDir  bool
	ctx      context.Context
	cancel   context.CancelFunc
	registry *prometheus.Registry
	stats    *tsdb.DBStats
	db       *tsdb.DB
	engine   *promql.Engine
	config   *config.Config
	metadata *metadataStore
	scraper  *scraper

	mu       sync.Mutex
	listener net.Listener
	server   *http.Server
	closed   bool
}

// Open opens the database and the query engine. Nothing listens and nothing is
// scraped before Start. Cancelling ctx ends running queries and scrapes, but
// does not close the database; Close does.
func Open(ctx context.Context, opts Options) (*Store, error) {
	opts = opts.withDefaults()
	cfg, err := scrapeConfig(opts.Scrape, opts.ScrapeInterval)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	cfg.GlobalConfig.ExternalLabels = labels.FromMap(opts.ExternalLabels)
	s := &Store{opts: opts, dir: opts.Dir, registry: prometheus.NewRegistry(), stats: tsdb.NewDBStats(), config: cfg, metadata: newMetadataStore()}
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "tokenpath-store-"); err != nil {
			return nil, fmt.Errorf("store: no temporary directory: %w", err)
		}
		s.tempDir = true
	}
	s.db, err = tsdb.Open(s.dir, opts.Logger, s.registry, tsdbOptions(opts, s.tempDir), s.stats)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: open database in %s: %w", s.dir, err), s.removeTemp())
	}
	s.ctx, s.cancel = context.WithCancel(ctx)
	s.engine = newEngine(opts.Logger, s.registry)
	if s.scraper, err = newScraper(opts, s.db, s.registry); err != nil {
		return nil, errors.Join(fmt.Errorf("store: scraper: %w", err), s.Close())
	}
	return s, nil
}

// Close stops serving and scraping, closes the database and removes a temporary
// directory. It is safe to call twice.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	s.cancel()
	var err error
	if s.server != nil {
		err = s.server.Close()
	}
	if s.scraper != nil {
		s.scraper.stop()
	}
	return errors.Join(err, s.engine.Close(), s.db.Close(), s.removeTemp())
}

// Dir is the database's directory.
func (s *Store) Dir() string { return s.dir }

// Series is the number of series in memory.
func (s *Store) Series() uint64 { return s.db.Head().NumSeries() }

func (s *Store) removeTemp() error {
	if !s.tempDir {
		return nil
	}
	return os.RemoveAll(s.dir)
}
