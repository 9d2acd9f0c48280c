package fleet

import (
	"math"
	"strconv"
	"strings"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"
)

// Family describes a metric family as its exporter exposes it.
type Family struct {
	// Name of the family; a histogram's series add _bucket, _sum and _count.
	Name string
	// Type is counter, gauge or histogram, as exposed, even where that is wrong.
	Type string
	// Help as the exporter writes it.
	Help string
}

const (
	typeCounter   = "counter"
	typeGauge     = "gauge"
	typeHistogram = "histogram"
)

func counter(name, help string) *Family { return &Family{name, typeCounter, help} }
func gauge(name, help string) *Family   { return &Family{name, typeGauge, help} }
func histo(name, help string) *Family   { return &Family{name, typeHistogram, help} }
func histogramSeries(h *histogram) int  { return len(h.counts) + 2 }
func constant(v float64) func() float64 { return func() float64 { return v } }
func whole(v *int) func() float64       { return func() float64 { return float64(*v) } }
func boolean(b func() bool) func() float64 {
	return func() float64 {
		if b() {
			return 1
		}
		return 0
	}
}

// probe is one metric of a family: a single series, or those of a histogram.
type probe struct {
	family *Family
	raw    []labels.Labels // as exposed, with __name__
	read   func(dst []float64) []float64
	trace  func(i int) *exemplar.Exemplar // of the i-th value; nil: the metric has none
}

// exposition is what one /metrics page offers. It holds how to read values, not
// the values, and is built anew only when its set of series changes.
type exposition struct{ probes []probe }

// value offers a counter or a gauge. The labels are name and value in turn.
func (x *exposition) value(f *Family, read func() float64, lbls ...string) {
	x.probes = append(x.probes, probe{
		family: f,
		raw:    []labels.Labels{named(f.Name, lbls)},
		read:   func(dst []float64) []float64 { return append(dst, read()) },
	})
}

// histogram offers all series of a histogram.
func (x *exposition) histogram(f *Family, h *histogram, lbls ...string) {
	p := probe{family: f, read: h.values, trace: h.exemplar, raw: make([]labels.Labels, 0, histogramSeries(h))}
	for _, le := range h.les() {
		p.raw = append(p.raw, named(f.Name+"_bucket", append([]string{labels.BucketLabel, formatEdge(le)}, lbls...)))
	}
	p.raw = append(p.raw, named(f.Name+"_sum", lbls), named(f.Name+"_count", lbls))
	x.probes = append(x.probes, p)
}

// scaledHistogram offers a histogram of seconds in another unit: edges and sum times factor.
func (x *exposition) scaledHistogram(f *Family, h *histogram, factor float64, lbls ...string) {
	scaled := &histogram{counts: h.counts}
	for _, e := range h.edges {
		scaled.edges = append(scaled.edges, digits(e*factor, 9))
	}
	x.histogram(f, scaled, lbls...)
	p := &x.probes[len(x.probes)-1]
	p.read = func(dst []float64) []float64 {
		scaled.sum = h.sum * factor
		return scaled.values(dst)
	}
}

// renamed is the probe of another family with the same series.
func (p probe) renamed(f *Family) probe {
	old := p.family.Name
	p.family = f
	raw := make([]labels.Labels, len(p.raw))
	for i, l := range p.raw {
		suffix := strings.TrimPrefix(l.Get(model.MetricNameLabel), old)
		raw[i] = labels.NewBuilder(l).Set(model.MetricNameLabel, f.Name+suffix).Labels()
	}
	p.raw = raw
	return p
}

func named(name string, lbls []string) labels.Labels {
	return labels.FromStrings(append([]string{model.MetricNameLabel, name}, lbls...)...)
}

// formatEdge writes a bucket's edge as Prometheus stores it: 1.0, 0.5, +Inf.
func formatEdge(le float64) string {
	if math.IsInf(le, 1) {
		return "+Inf"
	}
	s := strconv.FormatFloat(le, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}
