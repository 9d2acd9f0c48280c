package plan

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// grouped reads an operand that the store adds up over devices. It answers false where it must be read device by device.
func (r *reader) grouped(ctx context.Context, rd *reading) ([]column, bool, error) {
	if r.plan == nil || len(rd.alts) != 1 || !rd.spec.groups(r.query) || int64(r.w.gpu.series)*int64(r.steps.Cells()) <= r.s.env.large() {
		return nil, false, nil
	}
	a := rd.alts[0]
	if a.Kind != "" && a.Kind != catalog.KindGauge || a.PartKey() != "" || len(a.Sum) > 0 || a.RescaleAbove != 0 || a.DropNegative {
		return nil, false, nil
	}
	g := r.divide()
	if g == nil || !r.comparable(ctx, a, g) {
		return nil, false, nil
	}
	functions := g.functions(rd.spec)
	found, err := r.groupSums(ctx, a, g, functions)
	if err != nil {
		return nil, false, err
	}
	samples := r.steps.Step()/r.nativeOf(a) + 1
	out := make([]column, 0, len(g.groups))
	for i := range g.groups {
		x := &g.groups[i]
		if !showsBlanks(a, len(x.keys), samples) {
			return nil, false, nil
		}
		c, ok := x.column(a, functions, found[i])
		if !ok {
			return nil, false, nil
		}
		c.labels = map[string]string{g.label: fmt.Sprint(i)}
		out = append(out, c)
	}
	if len(g.rest) > 0 {
		fine := *r
		fine.plan = nil
		fine.extra = append(slices.Clone(r.extra), catalog.OneOf(g.label, g.rest...))
		rest, err := fine.alternative(ctx, rd.spec, a)
		if err != nil {
			return nil, false, err
		}
		out = append(out, rest...)
	}
	return out, true, nil
}

// divide is the fleet's grouping, worked out once.
func (r *reader) divide() *grouping {
	r.parts.once.Do(func() { r.parts.made = r.grouping() })
	return r.parts.made
}

// lazyGrouping is a grouping that is made when somebody asks for it.
type lazyGrouping struct {
	once sync.Once
	made *grouping
}

// functions are what the store is asked for. Where a row is one group and nothing else, its mean or sum is all there is
// to know; else a mean needs to be told how many devices it is of.
func (g *grouping) functions(sp *spec) []string {
	switch additive := sp.signal.Space == catalog.SpaceAdditive; {
	case g.alone && additive:
		return []string{"sum"}
	case g.alone && g.single:
		return []string{"avg"}
	}
	return []string{"sum", "count"}
}

// column is what the store made of a group: sums, and how many devices they are of. It answers false where one of the
// devices did not answer, or where a blank of the driver is in it.
func (x *group) column(a catalog.Alternative, functions []string, found [][]float64) (column, bool) {
	n := float64(len(x.keys))
	c := column{v: found[0], of: x, canonical: map[string]string{}}
	if c.v == nil {
		return c, false
	}
	if len(functions) == 2 {
		if c.d = found[1]; c.d == nil || slices.ContainsFunc(c.d, func(v float64) bool { return v != n }) {
			return c, false
		}
		c.answered = true
	} else {
		c.d = slices.Repeat([]float64{n}, len(c.v))
	}
	if functions[0] == "avg" {
		scaleBy(c.v, n)
	}
	if slices.ContainsFunc(c.v, func(v float64) bool { return v == v && !a.Valid(v/n) }) {
		return c, false
	}
	scale, _ := a.ScaleFor(c.v[0])
	scaleBy(c.v, scale)
	return c, true
}

// comparable tells whether the operand's series carry the label, and none of those that make one reading several series.
func (r *reader) comparable(ctx context.Context, a catalog.Alternative, g *grouping) bool {
	have, ok := r.s.of(a).labelNames(ctx, a.SelectorFor(a.Metric, r.extra...), r.from, r.to)
	return ok && slices.Contains(have, g.label) &&
		!slices.ContainsFunc(have, func(l string) bool { return slices.Contains(r.s.env.replicaLabels(), l) })
}

// groupSums are, of each group, what each function makes of its devices at every step.
func (r *reader) groupSums(ctx context.Context, a catalog.Alternative, g *grouping, functions []string) ([][][]float64, error) {
	out := make([][][]float64, len(g.groups))
	index := map[string]int{}
	for i, x := range g.groups {
		out[i] = make([][]float64, len(functions))
		index[x.values[0]] = i
	}
	if !g.byLabel {
		return out, each(ctx, len(functions)*len(g.groups), func(ctx context.Context, n int) error {
			k, i := n%len(functions), n/len(functions)
			extra := append(slices.Clone(r.extra), catalog.OneOf(g.label, g.groups[i].values...))
			m, err := r.cells(ctx, r.s.of(a), functions[k]+"("+r.level(a, extra)+")", r.steps)
			if err == nil && len(m.Series) == 1 {
				out[i][k] = alignTo(m.Series[0], r.steps)
			}
			return err
		})
	}
	extra := slices.Clone(r.extra)
	if len(g.rest) > 0 {
		extra = append(extra, catalog.NoneOf(g.label, g.rest...))
	}
	return out, each(ctx, len(functions), func(ctx context.Context, k int) error {
		m, err := r.cells(ctx, r.s.of(a), fmt.Sprintf("%s by (%s) (%s)", functions[k], catalog.QuoteLabelName(g.label), r.level(a, extra)), r.steps)
		if err != nil {
			return err
		}
		for _, x := range m.Series {
			if i, known := index[x.Labels.Get(g.label)]; known {
				out[i][k] = alignTo(x, r.steps)
			}
		}
		return nil
	})
}

// level is a gauge's mean over each step.
func (r *reader) level(a catalog.Alternative, extra []catalog.Matcher) string {
	return gaugeExpr(models.StatAvg, a.SelectorFor(a.Metric, extra...), r.steps.Step())
}
