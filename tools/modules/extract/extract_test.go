package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes a module of files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module example.com/m\n"
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// extracted is what is read of a module, by name.
func extracted(t *testing.T, files map[string]string, more sources) (map[string]metric, []string) {
	t.Helper()
	found, err := run(write(t, files), more)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]metric{}
	for _, m := range found.Metrics {
		byName[m.Name] = m
	}
	return byName, found.Unread
}

// check compares one metric: labels as words, - where they are unknown.
func check(t *testing.T, found map[string]metric, name, kind, labels string, buckets ...float64) {
	t.Helper()
	m, ok := found[name]
	if !ok {
		t.Errorf("%s is not found in %v", name, found)
		return
	}
	if m.Type != kind {
		t.Errorf("%s is a %q, want %q", name, m.Type, kind)
	}
	if got := words(m.Labels); got != labels {
		t.Errorf("%s has labels %q, want %q", name, got, labels)
	}
	for i, want := range buckets {
		if i >= len(m.Buckets) || m.Buckets[i] != want {
			t.Errorf("%s has buckets %v, want %v first", name, m.Buckets, buckets)
			return
		}
	}
}

func words(labels []string) string {
	if labels == nil {
		return "-"
	}
	return strings.Join(labels, " ")
}

func TestOptions(t *testing.T) {
	found, unread := extracted(t, map[string]string{
		"names/names.go": `package names
const Space = "infer"
var Model = []string{"model", "target"}
`,
		"metrics.go": `package m
import (
	"os"
	"example.com/m/names"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	compbasemetrics "k8s.io/component-base/metrics"
)
const part = "pool"
var edges = []float64{0.5, 1}
var (
	a = prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: names.Space, Subsystem: part, Name: "asked_" + "total"}, append(names.Model, "code"))
	b = promauto.NewHistogram(prometheus.HistogramOpts{Namespace: names.Space, Name: "time_seconds", Buckets: edges})
	c = compbasemetrics.NewGaugeVec(&compbasemetrics.GaugeOpts{Subsystem: names.Space, Name: "used", ConstLabels: prometheus.Labels{"zone": "a"}}, []string{"pod"})
	d = promauto.With(nil).NewSummary(prometheus.SummaryOpts{Name: "sizes"})
	e = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "waits_seconds", Buckets: prometheus.ExponentialBuckets(0.001, 2, 3)}, names.Model)
	f = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "plain_seconds"})
	g = prometheus.NewGauge(prometheus.GaugeOpts{Name: os.Getenv("NAME")})
	h = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "odd"}, os.Args)
)
`,
		"metrics_test.go": `package m
var x = prometheus.NewGauge(prometheus.GaugeOpts{Name: "of_a_test"})
`,
	}, sources{})
	check(t, found, "infer_pool_asked_total", "counter", "model target code")
	check(t, found, "infer_time_seconds", "histogram", "", 0.5, 1)
	check(t, found, "infer_used", "gauge", "zone pod")
	check(t, found, "sizes", "summary", "")
	check(t, found, "waits_seconds", "histogram", "model target", 0.001, 0.002, 0.004)
	check(t, found, "plain_seconds", "histogram", "", 0.005, 0.01)
	check(t, found, "odd", "gauge", "-")
	if len(found) != 7 {
		t.Errorf("%d metrics, want 7: %v", len(found), found)
	}
	if len(unread) != 1 || unread[0] != "metrics.go:18" {
		t.Errorf("unread %v, want the name that the environment gives", unread)
	}
}

func TestWhatDependsOnCallersAndLoops(t *testing.T) {
	found, _ := extracted(t, map[string]string{
		"m.go": `package m
import "github.com/prometheus/client_golang/prometheus"
type Opts struct{ Opts prometheus.Opts }
func newOpts(space, name string, labels []string) Opts {
	return Opts{Opts: prometheus.Opts{Namespace: space, Name: name}}
}
var seen = mustNewCounter(newOpts("watch", "seen_total", nil))
var open = mustNewGauge(newOpts("watch", "open", nil))

func set(name string, labels []string) { prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name}, labels) }
var setForTest = set
func emit() {
	setForTest("first", []string{"pod"})
	set("second", []string{"node"})
}

func collect(ch chan int) {
	descriptions := map[string]string{"sent_total": "help", "kept": "help"}
	for name, help := range descriptions {
		prometheus.NewDesc(prometheus.BuildFQName("node", "port", name), help, []string{"device"}, nil)
	}
	for _, row := range []struct{ name string; labels []string }{{"one", []string{"a"}}, {"two", nil}} {
		prometheus.NewDesc(row.name, "help", row.labels, nil)
	}
	kinds := []string{"used", "free"}
	for _, kind := range kinds {
		prometheus.NewDesc("memory_"+kind+"_bytes", "help", nil, nil)
	}
}
`,
	}, sources{})
	check(t, found, "watch_seen_total", "counter", "-")
	check(t, found, "watch_open", "gauge", "-")
	check(t, found, "first", "gauge", "pod")
	check(t, found, "second", "gauge", "node")
	check(t, found, "node_port_sent_total", "", "device")
	check(t, found, "node_port_kept", "", "device")
	check(t, found, "one", "", "a")
	check(t, found, "memory_used_bytes", "", "")
	check(t, found, "memory_free_bytes", "", "")
}

func TestDescriptionsGetTheTypeOfWhatTheyAreUsedFor(t *testing.T) {
	found, _ := extracted(t, map[string]string{
		"m.go": `package m
import "github.com/prometheus/client_golang/prometheus"
type collector struct{ asked, open *prometheus.Desc; typed typedDesc }
type typedDesc struct { desc *prometheus.Desc; valueType prometheus.ValueType }
var rows = []row{{name: "row_total", valueType: prometheus.CounterValue}}
type row struct { name string; valueType prometheus.ValueType }
func newCollector() *collector {
	return &collector{
		asked: prometheus.NewDesc("asked_total", "help", []string{"model"}, nil),
		open: prometheus.NewDesc("open", "help", nil, prometheus.Labels{"zone": "a"}),
		typed: typedDesc{prometheus.NewDesc("typed_total", "help", nil, nil), prometheus.CounterValue},
	}
}
func (c *collector) Collect(ch chan<- prometheus.Metric) {
	ch <- prometheus.MustNewConstMetric(c.asked, prometheus.CounterValue, 1, "m")
	send(ch, c.open, prometheus.GaugeValue, 1)
	spread := prometheus.NewDesc("spread", "help", nil, nil)
	ch <- prometheus.MustNewConstHistogram(spread, 1, 1, nil)
}
`,
	}, sources{})
	check(t, found, "asked_total", "counter", "model")
	check(t, found, "open", "gauge", "zone")
	check(t, found, "typed_total", "counter", "")
	check(t, found, "spread", "histogram", "")
	check(t, found, "row_total", "counter", "-")
}
