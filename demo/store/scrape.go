package store

import (
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/discovery/targetgroup"
	"github.com/prometheus/prometheus/scrape"
	"github.com/prometheus/prometheus/storage"
)

// scrapePool is the job name of real exporters given on the command line.
const scrapePool = "scraped"

// scrapeYAML is Prometheus configuration rather than Go structs, so that its
// own loader fills in and checks the defaults. Labels of the exporter win over
// those of the target, because a bare host:port has none worth keeping.
const scrapeYAML = `
global: {scrape_interval: %[1]s, scrape_timeout: %[1]s}
scrape_configs:
  - job_name: ` + scrapePool + `
    honor_labels: true
    fallback_scrape_protocol: PrometheusText0.0.4
`

func scrapeConfig(targets []string, interval time.Duration) (*config.Config, error) {
	text := ""
	if len(targets) > 0 {
		text = fmt.Sprintf(scrapeYAML, model.Duration(interval))
	}
	cfg, err := config.Load(text, nil)
	if err != nil {
		return nil, fmt.Errorf("scrape configuration: %w", err)
	}
	for _, t := range targets {
		if _, _, err := splitTarget(t); err != nil {
			return nil, err
		}
	}
	return cfg, nil
}

// splitTarget takes host:port or host:port/path apart; the path defaults to
// /metrics.
func splitTarget(t string) (address, path string, err error) {
	address, path, found := strings.Cut(strings.TrimPrefix(strings.TrimSpace(t), "http://"), "/")
	if !found || path == "" {
		path = "metrics"
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		return "", "", fmt.Errorf("scrape target %q is not host:port: %w", t, err)
	}
	return address, "/" + path, nil
}

// scraper owns Prometheus's scrape manager and its fixed list of targets.
type scraper struct {
	manager *scrape.Manager
	targets []string
	updates chan map[string][]*targetgroup.Group
	done    chan struct{}
}

func newScraper(o Options, db storage.AppendableV2, reg prometheus.Registerer) (*scraper, error) {
	m, err := scrape.NewManager(&scrape.Options{}, o.Logger, nil, nil, db, reg)
	if err != nil {
		return nil, err
	}
	return &scraper{manager: m, targets: o.Scrape, updates: make(chan map[string][]*targetgroup.Group, 1)}, nil
}

// start begins to scrape; it does nothing without targets.
func (s *scraper) start(cfg *config.Config) error {
	if len(s.targets) == 0 {
		return nil
	}
	if err := s.manager.ApplyConfig(cfg); err != nil {
		return err
	}
	group, err := targetGroup(s.targets)
	if err != nil {
		return err
	}
	s.done = make(chan struct{})
	go func() {
		defer close(s.done)
		_ = s.manager.Run(s.updates) // it ends with nil only
	}()
	s.updates <- map[string][]*targetgroup.Group{scrapePool: {group}}
	return nil
}

// stop waits until no scrape is under way.
func (s *scraper) stop() {
	if s.done == nil {
		return
	}
	s.manager.Stop()
	<-s.done
}

func targetGroup(targets []string) (*targetgroup.Group, error) {
	g := &targetgroup.Group{Source: "command line"}
	for _, t := range targets {
		address, path, err := splitTarget(t)
		if err != nil {
			return nil, err
		}
		g.Targets = append(g.Targets, model.LabelSet{model.AddressLabel: model.LabelValue(address), model.MetricsPathLabel: model.LabelValue(path)})
	}
	return g, nil
}
