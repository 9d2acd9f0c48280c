package store

import (
	"context"
	"net/http"
	"runtime"
	"time"

	"github.com/grafana/regexp"
	"github.com/prometheus/common/route"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/util/notifications"
	v1 "github.com/prometheus/prometheus/web/api/v1"
)

// noOrigin matches no browser origin: nothing but the demo's own host calls the
// store, and that is not a browser.
var noOrigin = regexp.MustCompile(`^$`)

// handler is Prometheus's API under /api/v1 and its two probes.
//
// NewAPI takes its arguments by position and changes with every minor release,
// so this is the only place that calls it.
func (s *Store) handler(addr string) http.Handler {
	t, started := targets{s}, time.Now()
	api := v1.NewAPI(
		s.engine, s.db, nil, s.db, s.db,
		func(context.Context) v1.ScrapePoolsRetriever { return t },
		func(context.Context) v1.TargetRetriever { return t },
		func(context.Context) v1.AlertmanagerRetriever { return noAlertmanagers{} },
		func() config.Config { return *s.config },
		map[string]string{},
		v1.GlobalURLOptions{ListenAddress: addr, Host: addr, Scheme: "http"},
		func(h http.HandlerFunc) http.HandlerFunc { return h },
		admin{s.db, s.stats}, s.dir,
		false, false, 0, // admin API off, search off
		s.opts.Logger,
		func(context.Context) v1.RulesRetriever { return noRules{} },
		50_000_000, 10, 1<<20, // remote read: samples, calls at once, bytes a frame (Prometheus's defaults)
		false, noOrigin,
		func() (v1.RuntimeInfo, error) { return s.runtimeInfo(started), nil },
		&v1.PrometheusVersion{Version: Version(), Branch: "HEAD", GoVersion: runtime.Version()},
		func() []notifications.Notification { return nil },
		func() (<-chan notifications.Notification, func(), bool) { return nil, func() {}, false },
		s.registry, s.registry,
		nil,        // statistics as Prometheus renders them
		false, nil, // no remote write
		false, false, false, false, // no OTLP
		lookback,
		false, false,
		nil, nil,
		v1.OpenAPIOptions{ExternalURL: "http://" + addr, Version: Version()},
		parser.NewParser(parser.Options{}),
	)
	router := route.New()
	api.Register(router.WithPrefix("/api/v1"))
	ok := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }
	router.Get("/-/ready", ok)
	router.Get("/-/healthy", ok)
	return router
}

func (s *Store) runtimeInfo(started time.Time) v1.RuntimeInfo {
	return v1.RuntimeInfo{
		StartTime:        started,
		Hostname:         "tokenpath-demo",
		ServerTime:       time.Now(),
		GoroutineCount:   runtime.NumGoroutine(),
		GOMAXPROCS:       runtime.GOMAXPROCS(0),
		StorageRetention: s.opts.Retention.String(),
	}
}
