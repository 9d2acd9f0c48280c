package main

import "testing"

func TestFamiliesOfKubeStateMetrics(t *testing.T) {
	found, _ := extracted(t, map[string]string{
		"pod.go": `package m
var descPodLabelsDefaultLabels = []string{"namespace", "pod", "uid"}
func families() []generator.FamilyGenerator {
	return []generator.FamilyGenerator{
		*generator.NewFamilyGeneratorWithStability("kube_pod_restarts_total", "help", metric.Counter, basemetrics.STABLE, "",
			wrapPodFunc(func(p *v1.Pod) *metric.Family {
				return &metric.Family{Metrics: []*metric.Metric{{LabelKeys: []string{"container"}, Value: 1}}}
			})),
		*generator.NewOptInFamilyGenerator("kube_pod_labels", "help", metric.Gauge, basemetrics.STABLE, "",
			wrapPodFunc(func(p *v1.Pod) *metric.Family {
				keys, values := labelsOf(p)
				return &metric.Family{Metrics: []*metric.Metric{{LabelKeys: keys, LabelValues: values}}}
			})),
	}
}
func wrapPodFunc(f func(*v1.Pod) *metric.Family) func(any) *metric.Family {
	return func(obj any) *metric.Family {
		family := f(obj.(*v1.Pod))
		for _, m := range family.Metrics {
			m.LabelKeys, m.LabelValues = merge(descPodLabelsDefaultLabels, m.LabelKeys)
		}
		return family
	}
}
`,
	}, sources{})
	check(t, found, "kube_pod_restarts_total", "counter", "container namespace pod uid")
	check(t, found, "kube_pod_labels", "gauge", "-")
}

func TestInstrumentsOfOpenTelemetry(t *testing.T) {
	found, _ := extracted(t, map[string]string{
		"m.go": `package m
const name = "gen_ai.server.request.duration"
var duration = must(meter, name, metric.WithUnit("s"), metric.WithExplicitBucketBoundaries(0.01, 0.02))
var asked, _ = meter.Int64Counter("gen_ai.asked", metric.WithUnit("{request}"))
var open, _ = meter.Int64UpDownCounter("gen_ai.open")
var tokens, _ = meter.Int64Histogram("gen_ai.token.usage", metric.WithUnit("token"))
func must(meter metric.Meter, name string, options ...metric.Float64HistogramOption) metric.Float64Histogram {
	h, err := meter.Float64Histogram(name, options...)
	if err != nil { panic(err) }
	return h
}
`,
	}, sources{})
	check(t, found, "gen_ai_server_request_duration_seconds", "histogram", "-", 0.01, 0.02)
	check(t, found, "gen_ai_asked_total", "counter", "-")
	check(t, found, "gen_ai_open", "gauge", "-")
	check(t, found, "gen_ai_token_usage", "histogram", "-")
}

func TestMetricsOfTheCollector(t *testing.T) {
	found, _ := extracted(t, map[string]string{
		"m.go": `package m
const defaultSpace = "traces.span.metrics"
type Config struct { Namespace string }
func newConfig() *Config { return &Config{Namespace: defaultSpace} }
type histograms interface { Build(metric pmetric.Metric) }
type sums struct{}
func (s *sums) Build(metric pmetric.Metric, all bool) { metric.SetEmptySum().SetIsMonotonic(true) }
type explicit struct{}
func (e *explicit) Build(metric pmetric.Metric) { metric.SetEmptyHistogram() }
func (c *Config) build(list pmetric.ScopeMetrics, s *sums, h histograms, legacy bool) {
	list.Scope().SetName("not a metric")
	space := c.Namespace
	if legacy { space = "" }
	metric := list.Metrics().AppendEmpty()
	metric.SetName(nameOf(space, "calls"))
	s.Build(metric, true)
	if !legacy {
		metric = list.Metrics().AppendEmpty()
		metric.SetName(nameOf(space, "duration"))
		metric.SetUnit("ms")
		h.Build(metric)
	}
}
func nameOf(space, name string) string {
	if space != "" { return space + "." + name }
	return name
}
`,
	}, sources{})
	check(t, found, "traces_span_metrics_calls_total", "counter", "-")
	check(t, found, "calls_total", "counter", "-")
	check(t, found, "traces_span_metrics_duration_milliseconds", "histogram", "-")
	check(t, found, "duration_milliseconds", "histogram", "-")
	if len(found) != 4 {
		t.Errorf("%d metrics, want 4: %v", len(found), found)
	}
}

func TestListsOfFields(t *testing.T) {
	found, _ := extracted(t, map[string]string{
		"etc/fields.csv": "# a comment, gauge or not\nGPU_UTIL, gauge, use\n# GPU_OFF,  counter, off by default\nDRIVER, label, version\n",
		"m.go": `package m
import "strings"
var known = map[string]int{"FI_ONE": 1, "other": 2}
type RField string
var columns = map[string]RField{"utilization.gpu": "utilization.gpu [%]", "pstate": "pstate", "clocks.sm": "clocks.current.sm [MHz]"}
var nodes = prometheus.NewGauge(prometheus.GaugeOpts{Name: strings.ToLower(pb.Field_NODES_TOTAL.String())})
`,
	}, sources{csv: "etc/*.csv", strings: "^FI_", columns: "RField=smi_"})
	check(t, found, "GPU_UTIL", "gauge", "-")
	check(t, found, "GPU_OFF", "counter", "-")
	check(t, found, "FI_ONE", "", "-")
	check(t, found, "smi_utilization_gpu_ratio", "gauge", "-")
	check(t, found, "smi_pstate", "gauge", "-")
	check(t, found, "smi_clocks_current_sm_clock_hz", "gauge", "-")
	check(t, found, "nodes_total", "gauge", "")
	if len(found) != 7 {
		t.Errorf("%d metrics, want 7: %v", len(found), found)
	}
}

func TestDefinitionsThatDoNotAgree(t *testing.T) {
	merged := merge([]metric{
		{Name: "a", Type: "gauge", Labels: []string{"x"}},
		{Name: "a", Type: "counter", Labels: []string{"y"}},
		{Name: "a", Type: "histogram", Labels: []string{"y"}},
		{Name: "b", Labels: []string{"x"}},
		{Name: "b", Type: "gauge", Labels: nil},
	})
	if merged[0].Type != "" || words(merged[0].Labels) != "x y" {
		t.Errorf("a is %+v, want no type and the labels of all", merged[0])
	}
	if merged[1].Type != "gauge" || merged[1].Labels != nil {
		t.Errorf("b is %+v, want a gauge with labels unknown", merged[1])
	}
}
