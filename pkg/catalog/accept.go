package catalog

import (
	"regexp"
	"slices"
)

// Accepts says whether a series of the given labels (with __name__) belongs to the alternative: the same
// answer as Selector's, for series that were read together with others.
func (a Alternative) Accepts(labels map[string]string) bool {
	if !slices.Contains(a.Names(), labels[metricNameLabel]) {
		return false
	}
	for name, want := range a.Match {
		if labels[name] != want {
			return false
		}
	}
	for name, pattern := range a.MatchRegex {
		// Validate has compiled the pattern once already, so an error cannot occur for loaded files.
		if ok, err := regexp.MatchString("^(?s:"+pattern+")$", labels[name]); err != nil || !ok {
			return false
		}
	}
	present := func(name string) bool { return labels[name] != "" }
	return !slices.ContainsFunc(a.Require, func(n string) bool { return !present(n) }) &&
		!slices.ContainsFunc(a.Forbid, present)
}

// Canonical translates a series' labels to the canonical ones. Labels without a source are left out, as
// are empty ones; constants of the alternative are added.
func (a Alternative) Canonical(labels map[string]string) map[string]string {
	out := make(map[string]string, len(a.Labels)+len(a.Const))
	for canonical, sources := range a.Labels {
		if v := FirstOf(labels, sources); v != "" {
			out[canonical] = normalized(canonical, v)
		}
	}
	for name, v := range a.Const {
		out[name] = v
	}
	return out
}

// FirstOf is the value of the first of the named labels that is present and not empty.
func FirstOf(labels map[string]string, names []string) string {
	for _, name := range names {
		if v := labels[name]; v != "" {
			return v
		}
	}
	return ""
}

func normalized(canonical, value string) string {
	switch canonical {
	case LabelGPUUUID:
		return NormalizeUUID(value)
	case LabelMIGProfile:
		return NormalizeMIGProfile(value)
	}
	return value
}
