package store

import (
	"context"
	"net/url"

	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/scrape"
	"github.com/prometheus/prometheus/tsdb"
)

// targets lists the scraped targets and, for its metadata, the pretended one
// that stands for written history.
type targets struct{ s *Store }

// TargetsActive lists targets by scrape pool.
func (t targets) TargetsActive() map[string][]*scrape.Target {
	active := t.s.scraper.manager.TargetsActive()
	if t.s.metadata.LengthMetadata() > 0 {
		active[historyPool] = []*scrape.Target{t.s.metadata.target}
	}
	return active
}

// TargetsDropped lists targets that relabelling dropped.
func (t targets) TargetsDropped() map[string][]*scrape.Target {
	return t.s.scraper.manager.TargetsDropped()
}

// TargetsDroppedCounts counts them by scrape pool.
func (t targets) TargetsDroppedCounts() map[string]int {
	return t.s.scraper.manager.TargetsDroppedCounts()
}

// ScrapePoolConfig is the configuration of one scrape pool.
func (t targets) ScrapePoolConfig(pool string) (*config.ScrapeConfig, error) {
	return t.s.scraper.manager.ScrapePoolConfig(pool)
}

// ScrapePools names the scrape pools.
func (t targets) ScrapePools() []string { return t.s.scraper.manager.ScrapePools() }

// noRules and noAlertmanagers answer for parts of Prometheus that the demo does
// not run: alert rules belong to Grafana here.
type noRules struct{}

// RuleGroups is empty.
func (noRules) RuleGroups() []*rules.Group { return nil }

// AlertingRules is empty.
func (noRules) AlertingRules() []*rules.AlertingRule { return nil }

type noAlertmanagers struct{}

// Alertmanagers is empty.
func (noAlertmanagers) Alertmanagers() []*url.URL { return nil }

// DroppedAlertmanagers is empty.
func (noAlertmanagers) DroppedAlertmanagers() []*url.URL { return nil }

// admin gives the API what it shows of the database. The admin endpoints that
// change data stay off.
type admin struct {
	db    *tsdb.DB
	stats *tsdb.DBStats
}

// CleanTombstones removes deleted data.
func (a admin) CleanTombstones() error { return a.db.CleanTombstones() }

// Delete marks samples as deleted.
func (a admin) Delete(ctx context.Context, mint, maxt int64, ms ...*labels.Matcher) error {
	return a.db.Delete(ctx, mint, maxt, ms...)
}

// Snapshot copies the database.
func (a admin) Snapshot(dir string, withHead bool) error { return a.db.Snapshot(dir, withHead) }

// Stats are the head's cardinalities.
func (a admin) Stats(by string, limit int) (*tsdb.Stats, error) {
	return a.db.Head().Stats(by, limit), nil
}

// WALReplayStatus says how far the log was read at start.
func (a admin) WALReplayStatus() (tsdb.WALReplayStatus, error) {
	return a.stats.Head.WALReplayStatus.GetWALReplayStatus(), nil
}

// BlockMetas lists the blocks on disk.
func (a admin) BlockMetas() ([]tsdb.BlockMeta, error) { return a.db.BlockMetas(), nil }
