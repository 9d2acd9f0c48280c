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
	sums, counts, err := r.groupSums(ctx, a, g)
	if err != nil {
		return nil, false, err
	}
	samples := r.steps.Step()/r.nativeOf(a) + 1
	out := make([]column, 0, len(g.groups))
	for i := range g.groups {
		x := &g.groups[i]
		c := column{v: sums[i], d: counts[i], of: x, labels: map[string]string{g.label: fmt.Sprint(i)}, canonical: map[string]string{}}
		if c.v == nil || c.d == nil || !whole(c.d, len(x.keys)) || !showsBlanks(a, len(x.keys), samples) {
			return nil, false, nil
		}
		for k, v := range c.v {
			if !a.Valid(v / c.d[k]) {
				return nil, false, nil
			}
		}
		scale, _ := a.ScaleFor(c.v[0])
		scaleBy(c.v, scale)
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

// whole tells whether all n devices had a value at every step: else one was silent.
func whole(counts []float64, n int) bool {
	return !slices.ContainsFunc(counts, func(v float64) bool { return v != float64(n) })
}

// comparable tells whether the operand's series carry the label, and none of those that make one reading several series.
func (r *reader) comparable(ctx context.Context, a catalog.Alternative, g *grouping) bool {
	have, ok := r.s.of(a).labelNames(ctx, a.SelectorFor(a.Metric, r.extra...), r.from, r.to)
	return ok && slices.Contains(have, g.label) &&
		!slices.ContainsFunc(have, func(l string) bool { return slices.Contains(r.s.env.replicaLabels(), l) })
}

// groupSums are the sums over the groups' devices at every step, and how many of them had a value.
func (r *reader) groupSums(ctx context.Context, a catalog.Alternative, g *grouping) (sums, counts [][]float64, err error) {
	sums, counts = make([][]float64, len(g.groups)), make([][]float64, len(g.groups))
	into := [][][]float64{sums, counts}
	functions := []string{"sum", "count"}
	if g.byLabel {
		index := map[string]int{}
		for i, x := range g.groups {
			index[x.values[0]] = i
		}
		extra := slices.Clone(r.extra)
		if len(g.rest) > 0 {
			extra = append(extra, catalog.NoneOf(g.label, g.rest...))
		}
		return sums, counts, each(ctx, 2, func(ctx context.Context, k int) error {
			m, err := r.cells(ctx, r.s.of(a), fmt.Sprintf("%s by (%s) (%s)", functions[k], catalog.QuoteLabelName(g.label), r.level(a, extra)), r.steps)
			if err != nil {
				return err
			}
			for _, x := range m.Series {
				if i, known := index[x.Labels.Get(g.label)]; known {
					into[k][i] = alignTo(x, r.steps)
				}
			}
			return nil
		})
	}
	return sums, counts, each(ctx, 2*len(g.groups), func(ctx context.Context, n int) error {
		k, i := n%2, n/2
		extra := append(slices.Clone(r.extra), catalog.OneOf(g.label, g.groups[i].values...))
		m, err := r.cells(ctx, r.s.of(a), functions[k]+"("+r.level(a, extra)+")", r.steps)
		if err == nil && len(m.Series) == 1 {
			into[k][i] = alignTo(m.Series[0], r.steps)
		}
		return err
	})
}

// level is a gauge's mean over each step.
func (r *reader) level(a catalog.Alternative, extra []catalog.Matcher) string {
	return gaugeExpr(models.StatAvg, a.SelectorFor(a.Metric, extra...), r.steps.Step())
}
