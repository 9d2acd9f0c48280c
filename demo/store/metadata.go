package store

import (
	"slices"
	"strings"
	"sync"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/scrape"
)

// historyPool is the scrape pool under which described metrics are listed.
const historyPool = "history"

// Describe makes a metric family appear in /api/v1/metadata. Prometheus only
// knows the families of targets it scraped itself; written history has none.
// The type is one of counter, gauge, histogram, summary, info, unknown.
func (s *Store) Describe(family, metricType, help, unit string) {
	s.metadata.put(scrape.MetricMetadata{MetricFamily: family, Type: model.MetricType(metricType), Help: help, Unit: unit})
}

// metadataStore answers Prometheus's metadata interface for one pretended target.
type metadataStore struct {
	mu       sync.RWMutex
	families map[string]scrape.MetricMetadata
	target   *scrape.Target
}

func newMetadataStore() *metadataStore {
	m := &metadataStore{families: map[string]scrape.MetricMetadata{}}
	m.target = scrape.NewTarget(labels.FromStrings(model.JobLabel, historyPool, model.AddressLabel, historyPool, model.SchemeLabel, "http", model.MetricsPathLabel, "/metrics"),
		&config.ScrapeConfig{JobName: historyPool}, model.LabelSet{}, model.LabelSet{})
	m.target.SetMetadataStore(m)
	return m
}

func (m *metadataStore) put(f scrape.MetricMetadata) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.families[f.MetricFamily] = f
}

// ListMetadata lists all described families by name.
func (m *metadataStore) ListMetadata() []scrape.MetricMetadata {
	m.mu.RLock()
	defer m.mu.RUnlock()
	out := make([]scrape.MetricMetadata, 0, len(m.families))
	for _, f := range m.families {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b scrape.MetricMetadata) int { return strings.Compare(a.MetricFamily, b.MetricFamily) })
	return out
}

// GetMetadata returns one family.
func (m *metadataStore) GetMetadata(family string) (scrape.MetricMetadata, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	f, ok := m.families[family]
	return f, ok
}

// SizeMetadata is the size of all help and unit texts, bytes.
func (m *metadataStore) SizeMetadata() int {
	size := 0
	for _, f := range m.ListMetadata() {
		size += len(f.MetricFamily) + len(f.Help) + len(f.Unit) + len(f.Type)
	}
	return size
}

// LengthMetadata is the number of described families.
func (m *metadataStore) LengthMetadata() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.families)
}
