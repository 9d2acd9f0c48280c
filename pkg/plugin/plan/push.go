package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// pushable are the key labels that an engine's series may carry themselves, so that the store can add by them.
var pushable = []string{catalog.LabelCluster, catalog.LabelNamespace, catalog.LabelLLMModel, catalog.LabelEngine}

// pushKey are the labels by which the store may add up engines' series of a query: all that its rows and filters look at.
// It is nil where it may not.
func pushKey(q models.Query) []string {
	if q.Format != models.FormatTimeSeries {
		return nil
	}
	grain, by := rowKey(q)
	labels := slices.Concat(grain, by)
	if len(labels) == 0 {
		return nil
	}
	for _, f := range q.Filters {
		labels = append(labels, f.Label)
	}
	if slices.ContainsFunc(labels, func(l string) bool { return !slices.Contains(pushable, l) }) {
		return nil
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// pushed is an alternative's reader that has the store add up its series, or nil where that could change the answer:
// the store knows neither ranks that are one thing seen several times, nor twins, nor bucket layouts.
func (r *reader) pushed(ctx context.Context, rd *reading, a catalog.Alternative) *reader {
	if len(r.push) == 0 || r.w.engine.series < 2 || int64(r.w.engine.series)*int64(r.steps.Cells()) <= r.s.env.large() {
		return nil
	}
	if !rd.spec.adds() || !onlyName(rd, a) || !r.plain(rd.spec, a) {
		return nil
	}
	by, ok := r.sourceLabels(a)
	if !ok {
		return nil
	}
	src, name := r.s.of(a), a.ExposedNames()[0]
	selector := a.SelectorFor(name, r.extra...)
	have, ok := src.labelNames(ctx, selector, r.from, r.to)
	if !ok || slices.ContainsFunc(have, func(l string) bool {
		dim := a.Dims[l]
		return dim == catalog.DimOnce || dim == catalog.DimKeep || slices.Contains(r.s.env.replicaLabels(), l)
	}) {
		return nil
	}
	by = slices.DeleteFunc(by, func(l string) bool { return !slices.Contains(have, l) })
	if ofBuckets(rd.spec.Stat) {
		by = append(by, "le")
		if !r.oneLayout(ctx, src, by, selector) {
			return nil
		}
	}
	out := *r
	out.by = by
	return &out
}

// adds tells whether an operand's series of one row are added, and nothing else happens to them on the way.
func (sp *spec) adds() bool {
	if sp.signal == nil || sp.derived != derivedNone || sp.level != join.LevelReplica || sp.signal.Family != catalog.FamilyEngine {
		return false
	}
	switch sp.signal.Kind {
	case catalog.KindCounter:
		return sp.Stat == models.StatRate && sp.signal.Space == catalog.SpaceAdditive
	case catalog.KindRatio:
		return sp.Reduce == models.ReduceMean
	}
	return sp.signal.Kind == catalog.KindDistribution
}

// onlyName tells whether an alternative is the only one of its rivals that exists: a replica that has two names at once
// must be read apart.
func onlyName(rd *reading, a catalog.Alternative) bool {
	group := -1
	for i, x := range rd.alts {
		if x.System == a.System && x.Metric == a.Metric && x.Numerator == a.Numerator && x.PartKey() == a.PartKey() {
			group = rd.group[i]
		}
	}
	n := 0
	for i, x := range rd.alts {
		if rd.group[i] == group && x.System == a.System {
			n++
		}
	}
	return n == 1
}

// plain tells whether a series' values are what they seem, and the series says itself what it is of.
func (r *reader) plain(sp *spec, a catalog.Alternative) bool {
	sys, _ := r.s.env.Catalog.System(a.System)
	kind := a.Kind
	if kind == "" {
		kind = sp.signal.Kind
	}
	return kind == sp.signal.Kind && a.PartKey() == "" && a.RescaleAbove == 0 && a.MaxValid == 0 && !a.DropNegative && len(a.Sum) == 0 &&
		!sys.Fallback && sys.Unusable == "" && !r.have.native(a) &&
		(!slices.Contains(r.push, catalog.LabelLLMModel) || len(a.Labels[catalog.LabelLLMModel]) > 0)
}

// sourceLabels are the labels of the source that the key's come from.
func (r *reader) sourceLabels(a catalog.Alternative) ([]string, bool) {
	var out []string
	for _, l := range r.push {
		switch l {
		case catalog.LabelCluster:
			out = append(out, r.s.env.clusterLabel())
		case catalog.LabelEngine: // the system says it
		default:
			if len(a.Labels[l]) == 0 {
				return nil, false
			}
			out = append(out, a.Labels[l]...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), true
}

// adding has the store add what an expression gives by the labels that rows look at.
func (r *reader) adding(expr string) string {
	if r.by == nil {
		return expr
	}
	return fmt.Sprintf("sum by (%s) (%s)", catalog.QuoteLabelNames(r.by), expr)
}

// oneLayout tells whether all histograms of a row have the same buckets: each bound is in as many series as the others.
// It looks a few times within the range, as layouts change with versions.
func (r *reader) oneLayout(ctx context.Context, src source, by []string, selector string) bool {
	const looks = 12
	step := max((r.to-r.from)/looks, minute)
	m, err := src.over(ctx, fmt.Sprintf("count by (%s) (%s)", catalog.QuoteLabelNames(by), selector), r.from, r.to, step)
	if err != nil {
		return false
	}
	type look struct {
		of string
		at int64
	}
	counts := map[look]float64{}
	for _, x := range m.Series {
		of := identity(slices.DeleteFunc(slices.Clone(x.Labels), func(l promapi.Label) bool { return l.Name == "le" }))
		for i, t := range x.Times {
			k := look{of, t}
			if n, known := counts[k]; known && n != x.Values[i] {
				return false
			}
			counts[k] = x.Values[i]
		}
	}
	return true
}

// labelNames are the names of a selector's labels; it answers false where the store does not say.
func (s source) labelNames(ctx context.Context, selector string, from, to int64) ([]string, bool) {
	return known(ctx, s, fmt.Sprintf("n %d %d %s", from, to, selector), func(ctx context.Context, store Store) ([]string, error) {
		return store.LabelNames(ctx, []string{selector}, from, to)
	})
}

// unpush reads again, series by series, what the store added up and should not have, as is known by now: something is in
// the store twice, or series do not say which model they are of.
func (r *reader) unpush(ctx context.Context, readings []*reading) error {
	if len(r.push) == 0 {
		return nil
	}
	twice := r.w.copies != nil && r.w.copies.any()
	fine := *r
	fine.push = nil
	return each(ctx, len(readings), func(ctx context.Context, i int) error {
		rd := readings[i]
		if !rd.pushed || !twice && r.placeable(rd) {
			return nil
		}
		*rd = *fine.reading(rd.spec)
		return fine.fetch(ctx, rd)
	})
}

// placeable tells whether all that the store added up says which row it is of, and no system is beside it that is read
// only where no other answers.
func (r *reader) placeable(rd *reading) bool {
	for i, cs := range rd.found {
		if sys, _ := r.s.env.Catalog.System(rd.alts[i].System); sys.Fallback && len(cs) > 0 {
			return false
		}
		if slices.ContainsFunc(cs, func(c column) bool {
			return c.pushed && slices.Contains(r.push, catalog.LabelLLMModel) && c.canonical[catalog.LabelLLMModel] == ""
		}) {
			return false
		}
	}
	return true
}

// addedUp places what the store added up: its labels say the row. Where none of the row's replicas was there, nothing
// counted nothing, although a rate looks back for a while.
func (r *reader) addedUp(a catalog.Alternative, c column) join.Source {
	sys, _ := r.s.env.Catalog.System(a.System)
	labels := map[string]string{}
	for _, l := range r.push {
		switch l {
		case catalog.LabelCluster:
			labels[l] = c.labels[r.s.env.clusterLabel()]
		case catalog.LabelEngine:
			labels[l] = sys.Engine
		default:
			labels[l] = c.canonical[l]
		}
	}
	src := join.Source{V: c.v, D: c.d, Labels: labels}
	if c.has {
		src.B = &join.Buckets{Le: []float64{c.le}, Counts: [][]float64{c.v}}
	}
	r.blankAbsent(src, sys.Engine)
	return src
}

// blankAbsent leaves undefined what a row's replicas did while none of them was there.
func (r *reader) blankAbsent(src join.Source, engine string) {
	var there ownership.Spans
	for p, info := range r.w.Replicas {
		l := src.Labels
		of := func(label, v string) bool { want, asked := l[label]; return !asked || want == v }
		if info.Engine != engine || !of(catalog.LabelCluster, p.Cluster) || !of(catalog.LabelNamespace, p.Namespace) {
			continue
		}
		if m, asked := l[catalog.LabelLLMModel]; asked && !slices.Contains(info.Models, m) {
			continue
		}
		if there = there.Union(info.Presence); len(there) == 1 && there[0].From <= r.steps.Edges[0] && there[0].To >= r.steps.Edges[r.steps.Cells()] {
			return
		}
	}
	if len(there) == 0 {
		return
	}
	for i, v := range src.V {
		from, to := r.steps.Edges[i], r.steps.Edges[i+1]
		if v == 0 && len(there.Clip(ownership.Spans{{From: from, To: to}})) == 0 {
			src.V[i] = undefined
		}
	}
}
