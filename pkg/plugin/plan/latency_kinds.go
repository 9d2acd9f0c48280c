package plan

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
)

// rowOf is the row of the answer that a key belongs to, as a join makes it: its own, the one of traffic without a
// tenant, which is always seen, or the one of all that is not among the largest.
func (l *analysis) rowOf(plan join.Plan, key []string) ([]string, join.RowKind) {
	if i := slices.Index(l.by, catalog.LabelTenant); i >= 0 && key[i] == "" {
		out := slices.Clone(key)
		out[0] = string(join.KindUnlabelled)
		return out, join.KindUnlabelled
	}
	if plan.Top != nil && !plan.Top[join.TopKey(key)] {
		return folded(plan, key), join.KindOther
	}
	return key, join.KindValue
}

// withKind is a key that tells a tenant of the name other from all others.
func withKind(key []string, kind join.RowKind) []string {
	return append(slices.Clone(key), string(kind))
}

func withoutKind(key []string) ([]string, join.RowKind) {
	n := len(key) - 1
	return key[:n:n], join.RowKind(key[n])
}

// keepUnlabelled leaves what has no tenant out of what is folded: a join knows of gateways' traffic that it names none,
// of engines' it does not.
func (l *analysis) keepUnlabelled(plan join.Plan) join.Plan {
	i := slices.Index(l.by, catalog.LabelTenant)
	if plan.Top == nil || i < 0 {
		return plan
	}
	plan.Top = maps.Clone(plan.Top)
	for _, r := range l.quantiles.Rows { // of the plan that folds nothing
		if r.Kind == join.KindValue && r.Key[i] == "" {
			plan.Top[join.TopKey(r.Key)] = true
		}
	}
	return plan
}
