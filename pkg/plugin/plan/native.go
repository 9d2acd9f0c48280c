package plan

import (
	"context"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// meter is a metric as a counter: its own samples, or what a function makes of a native histogram's.
type meter struct{ name, function string }

func meterOf(name string) meter { return meter{name: name} }

// of writes the function around an expression of the metric.
func (m meter) of(expr string) string {
	if m.function == "" {
		return expr
	}
	return m.function + "(" + expr + ")"
}

// native tells whether a distribution exists only as a native histogram: one series without buckets of its own.
func (n names) native(a catalog.Alternative) bool {
	return a.Kind == catalog.KindDistribution && a.Numerator == "" && n.in(a, a.Metric) &&
		!n.in(a, a.Metric+"_bucket") && !n.in(a, a.Metric+"_count")
}

// wantedNative are the names under which a signal's distributions may be native histograms.
func (s *session) wantedNative(signal string) []wanted {
	var out []wanted
	for _, a := range s.env.Catalog.Alternatives(signal) {
		if a.Kind == catalog.KindDistribution && a.Numerator == "" {
			out = append(out, wanted{s.env.family(a), a.Metric})
		}
	}
	return out
}

// partMeter is a distribution's sum or count.
func (r *reader) partMeter(a catalog.Alternative, p part) meter {
	switch {
	case a.Numerator != "" && p == partSum:
		return meterOf(a.Numerator)
	case a.Numerator != "":
		return meterOf(a.Denominator)
	case r.have.native(a):
		return meter{a.Metric, "histogram" + string(p)}
	}
	return meterOf(a.Metric + string(p))
}

// bucketRates reads the rates of a histogram's buckets, one column each with its bound as the label le. A native
// histogram's are laid out on the bounds that any of its series has, which loses nothing.
func (r *reader) bucketRates(ctx context.Context, a catalog.Alternative) ([]column, error) {
	if !r.have.native(a) {
		return r.rate(ctx, a, meterOf(a.Metric+"_bucket"), r.steps)
	}
	m, err := r.rates(ctx, a, meterOf(a.Metric), r.steps)
	if err != nil {
		return nil, err
	}
	out, _ := r.columns(a, &promapi.Matrix{Series: promapi.Classic(m.Histograms).Buckets()}, r.steps)
	return out, nil
}
