package catalog

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Op compares a label with a value in a PromQL selector.
type Op string

const (
	// OpEqual and OpNotEqual compare literally.
	OpEqual    Op = "="
	OpNotEqual Op = "!="
	// OpMatch and OpNotMatch compare with an RE2, anchored at both ends.
	OpMatch    Op = "=~"
	OpNotMatch Op = "!~"
)

// metricNameLabel is the label that holds a series' metric name.
const metricNameLabel = "__name__"

// Matcher is one condition of a selector, in the source's own label names.
type Matcher struct {
	Name  string
	Op    Op
	Value string
}

// String writes the matcher as PromQL, escaped. An unknown operator is written as equality: it can
// narrow a selection by mistake, never widen it.
func (m Matcher) String() string {
	op := m.Op
	switch op {
	case OpEqual, OpNotEqual, OpMatch, OpNotMatch:
	default:
		op = OpEqual
	}
	return QuoteLabelName(m.Name) + string(op) + QuoteLabelValue(m.Value)
}

// OneOf matches a label that has one of the literal values. No value matches nothing.
func OneOf(name string, values ...string) Matcher {
	return literally(name, values, OpEqual, OpMatch)
}

// NoneOf matches a label that has none of the literal values. No value matches everything.
func NoneOf(name string, values ...string) Matcher {
	return literally(name, values, OpNotEqual, OpNotMatch)
}

func literally(name string, values []string, one, many Op) Matcher {
	var quoted []string
	for _, v := range values {
		// No label has a value that is not UTF-8, and a pattern with one is refused as a whole.
		if utf8.ValidString(v) {
			quoted = append(quoted, regexp.QuoteMeta(v))
		}
	}
	switch {
	case len(values) == 1 && len(quoted) == 1:
		return Matcher{Name: name, Op: one, Value: values[0]}
	case len(quoted) == 0:
		return Matcher{Name: name, Op: many, Value: matchNothing}
	}
	return Matcher{Name: name, Op: many, Value: strings.Join(quoted, "|")}
}

// matchNothing is a pattern that no value matches, not even the empty one.
const matchNothing = `[^\s\S]`

// SelectorOf writes a PromQL vector selector for one metric name and further matchers. The name is
// always written as a matcher, so that names with dots or UTF-8 need no newer syntax.
func SelectorOf(metric string, matchers ...Matcher) string {
	return selector(append([]Matcher{OneOf(metricNameLabel, metric)}, matchers...))
}

// SelectorOfAny is SelectorOf for several metric names at once.
func SelectorOfAny(metrics []string, matchers ...Matcher) string {
	return selector(append([]Matcher{OneOf(metricNameLabel, metrics...)}, matchers...))
}

func selector(matchers []Matcher) string {
	parts := make([]string, len(matchers))
	for i, m := range matchers {
		parts[i] = m.String()
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// Matchers lists the conditions the alternative itself puts on its series, sorted, without the name.
func (a Alternative) Matchers() []Matcher {
	var out []Matcher
	for _, name := range slices.Sorted(maps.Keys(a.Match)) {
		out = append(out, Matcher{name, OpEqual, a.Match[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(a.MatchRegex)) {
		out = append(out, Matcher{name, OpMatch, a.MatchRegex[name]})
	}
	for _, name := range a.Require {
		out = append(out, Matcher{name, OpNotEqual, ""})
	}
	for _, name := range a.Forbid {
		out = append(out, Matcher{name, OpEqual, ""})
	}
	return out
}

// Selector writes the PromQL selector of the alternative's series. Of a distribution it is the buckets,
// of a sum or ratio all its names at once; SelectorFor picks one.
func (a Alternative) Selector(extra ...Matcher) string {
	names := a.ExposedNames()
	if a.Kind == KindDistribution {
		names = names[:1]
	}
	return SelectorOfAny(names, append(a.Matchers(), extra...)...)
}

// SelectorFor writes the selector of one of the alternative's names, with its own conditions.
func (a Alternative) SelectorFor(metric string, extra ...Matcher) string {
	return SelectorOf(metric, append(a.Matchers(), extra...)...)
}
