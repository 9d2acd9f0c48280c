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
	for name := range a.MatchRegex {
		if re := a.compiled(name); re == nil || !re.MatchString(labels[name]) {
			return false
		}
	}
	present := func(name string) bool { return labels[name] != "" }
	return !slices.ContainsFunc(a.Require, func(n string) bool { return !present(n) }) &&
		!slices.ContainsFunc(a.Forbid, present)
}

// compiled is the anchored pattern of a label, ready since loading; nil where it cannot be compiled.
func (a Alternative) compiled(label string) *regexp.Regexp {
	if re := a.regex[label]; re != nil {
		return re
	}
	re, err := compileAnchored(a.MatchRegex[label])
	if err != nil {
		return nil
	}
	return re
}

// compileAnchored reads a pattern as Prometheus does: it matches the whole value, newlines included.
func compileAnchored(pattern string) (*regexp.Regexp, error) {
	return regexp.Compile("^(?s:" + pattern + ")$")
}

// Canonical translates a series' labels to the canonical ones. Labels without a source are left out, as
// are empty ones; constants of the alternative are added.
func (a Alternative) Canonical(labels map[string]string) map[string]string {
	out := make(map[string]string, len(a.Labels)+len(a.Const))
	for canonical, sources := range a.Labels {
		if v := normalized(canonical, a.firstOf(labels, sources)); v != "" {
			out[canonical] = v
		}
	}
	if out[LabelMIGProfile] == wholeCard {
		delete(out, LabelMIGProfile)
		delete(out, LabelMIGID)
	}
	if pod := out[LabelPod]; a.modelFromPod && out[LabelLLMModel] == "" && pod != "" {
		out[LabelLLMModel] = Workload(pod)
	}
	for name, v := range a.Const {
		out[name] = v
	}
	return out
}

// GuessesModel tells whether Canonical names the model of a series after its pod, for want of anything better.
func (a Alternative) GuessesModel(labels map[string]string) bool {
	return a.modelFromPod && a.firstOf(labels, a.Labels[LabelLLMModel]) == ""
}

// firstOf is FirstOf without the values that stand for none.
func (a Alternative) firstOf(labels map[string]string, names []string) string {
	if len(a.blanks) == 0 {
		return FirstOf(labels, names)
	}
	for _, name := range names {
		if v := labels[name]; v != "" && !slices.Contains(a.blanks, v) {
			return v
		}
	}
	return ""
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
	case LabelGPUIndex:
		return normalizeIndex(value)
	case LabelMIGProfile:
		return NormalizeMIGProfile(value)
	case LabelRole:
		return NormalizeRole(value)
	}
	return value
}
