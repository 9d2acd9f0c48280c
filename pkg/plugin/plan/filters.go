package plan

import (
	"regexp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// condition is a compiled filter.
type condition struct {
	models.Filter
	re *regexp.Regexp
}

func compileFilters(filters []models.Filter) ([]condition, error) {
	var out []condition
	for _, f := range filters {
		c := condition{Filter: f}
		if f.Label == catalog.LabelGPUUUID {
			c.Values = oneSpelling(f)
		}
		if f.Op == models.OpMatch || f.Op == models.OpNotMatch {
			re, err := regexp.Compile("^(?s:" + f.Values[0] + ")$")
			if err != nil {
				return nil, models.Fieldf("filters", "%q is no RE2 regular expression: %v", f.Values[0], err)
			}
			c.re = re
		}
		out = append(out, c)
	}
	return out, nil
}

// oneSpelling are a filter's values in the form in which rows show UUIDs; a pattern stays as it is.
func oneSpelling(f models.Filter) []string {
	if f.Op == models.OpMatch || f.Op == models.OpNotMatch {
		return f.Values
	}
	out := slices.Clone(f.Values)
	for i, v := range out {
		out[i] = catalog.NormalizeUUID(v)
	}
	return out
}

// holds tells whether a label's value passes; an absent label is "".
func (c condition) holds(v string) bool {
	switch c.Op {
	case models.OpIn:
		return slices.Contains(c.Values, v)
	case models.OpNotIn:
		return !slices.Contains(c.Values, v)
	case models.OpMatch:
		return c.re.MatchString(v)
	}
	return !c.re.MatchString(v)
}

// keep is the filters' predicate over canonical labels.
func keep(conds []condition) func(get func(string) string) bool {
	return func(get func(string) string) bool {
		for _, c := range conds {
			if !c.holds(get(c.Label)) {
				return false
			}
		}
		return true
	}
}

// filtered is the join's plan for a key where the predicate keeps what passes these filters.
func filtered(grainKey, by []string, keep func(get func(string) string) bool, conds []condition) join.Plan {
	p := join.NewPlan(grainKey, by, keep)
	for _, c := range conds {
		p.Filtered = append(p.Filtered, c.Label)
	}
	return p
}

// couldKeep tells whether a series with these canonical labels may belong to a row that passes: labels that the
// series does not have are left to the join.
func couldKeep(conds []condition, labels map[string]string) bool {
	for _, c := range conds {
		if v, ok := labels[c.Label]; ok && !c.holds(v) {
			return false
		}
	}
	return true
}

// pushed are the filters that every source can check itself: the cluster's. All others need ownership first.
func (s *session) pushed(conds []condition) []catalog.Matcher {
	var out []catalog.Matcher
	for _, c := range conds {
		if c.Label != catalog.LabelCluster {
			continue
		}
		switch c.Op {
		case models.OpIn:
			out = append(out, catalog.OneOf(s.env.clusterLabel(), c.Values...))
		case models.OpNotIn:
			out = append(out, catalog.NoneOf(s.env.clusterLabel(), c.Values...))
		default:
			out = append(out, catalog.Matcher{Name: s.env.clusterLabel(), Op: catalog.Op(c.Op), Value: c.Values[0]})
		}
	}
	return out
}

// selecting is the selector of an alternative's series.
func selecting(a catalog.Alternative, pushed []catalog.Matcher) selector {
	return func(extra ...catalog.Matcher) string { return a.Selector(append(slices.Clone(pushed), extra...)...) }
}
