package catalog

import (
	"maps"
	"math"
	"slices"
)

func validateAlternative(p *problems, a Alternative, signal Signal) {
	kind := a.Kind
	if kind == "" {
		kind = signal.Kind
	}
	p.check(slices.Contains(kindsOf(signal), kind), "kind",
		"%q cannot stand for a signal of kind %s; use one of %v", kind, signal.Kind, kindsOf(signal))
	validateForm(p, a, kind)
	validateNumbers(p, a, kind)
	validateLabels(p, a.Labels)
	validateDims(p, a.Dims)
	validateGuards(p, a.Require, a.Forbid)
	for _, name := range slices.Sorted(maps.Keys(a.Match)) {
		p.check(validName(name), "match", "%q is not a label name", name)
	}
	for _, name := range slices.Sorted(maps.Keys(a.MatchRegex)) {
		_, err := compileAnchored(a.MatchRegex[name])
		p.check(validName(name), "match_regex", "%q is not a label name", name)
		p.check(err == nil, "match_regex", "%s: %v", name, err)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Const)) {
		p.check(idForm.MatchString(name), "const", "%q is not lower-case words joined by _", name)
	}
}

// validateForm checks that the alternative names its series in the one way that its kind allows.
func validateForm(p *problems, a Alternative, kind Kind) {
	isRatio := a.Numerator != "" || a.Denominator != ""
	forms := 0
	for _, used := range []bool{a.Metric != "", len(a.Sum) > 0, isRatio} {
		if used {
			forms++
		}
	}
	p.check(forms == 1, "metric", "set exactly one of metric, sum, and numerator with denominator")
	p.check(isRatio == (kind == KindRatio), "numerator", "numerator and denominator belong to kind ratio, and only there")
	p.check(!isRatio || (a.Numerator != "" && a.Denominator != ""), "denominator", "a ratio needs both counters")
	p.check(len(a.Sum) == 0 || kind == KindGauge || kind == KindState, "sum", "only gauges of one device can be added")
	for _, name := range a.ExposedNames() {
		p.check(validName(name), "metric", "%q is not a metric name", name)
	}
	for _, name := range a.Optional {
		p.check(slices.Contains(a.Sum, name), "optional", "%q is not in sum", name)
	}
	p.check(len(a.Sum) == 0 || len(a.Optional) < len(a.Sum), "optional", "at least one name of sum must be there")
}

func validateNumbers(p *problems, a Alternative, kind Kind) {
	p.check(validLimit(a.Scale), "scale", "%v is not a finite number above 0", a.Scale)
	p.check(validLimit(a.MaxValid), "max_valid", "%v is not a finite number above 0", a.MaxValid)
	p.check(validLimit(a.RescaleAbove), "rescale_above", "%v is not a finite number above 0", a.RescaleAbove)
	p.check(validLimit(a.RescaleBy), "rescale_by", "%v is not a finite number above 0", a.RescaleBy)
	p.check(validLimit(a.FirstBucket), "first_bucket", "%v is not a finite number above 0", a.FirstBucket)
	p.check((a.RescaleAbove == 0) == (a.RescaleBy == 0), "rescale_by", "rescale_above and rescale_by go together")
	p.check(a.RescaleAbove == 0 || kind == KindGauge || kind == KindState, "rescale_above",
		"only a level tells its scale by its largest value")
	p.check(a.FirstBucket == 0 || kind == KindDistribution, "first_bucket", "only a distribution has buckets")
}

// validLimit accepts what is absent (0) or a finite number above 0.
func validLimit(v float64) bool {
	return v >= 0 && !math.IsInf(v, 0) && !math.IsNaN(v)
}
