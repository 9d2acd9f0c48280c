package plan

import (
	"cmp"
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// reader reads the operands of one query on its grid.
type reader struct {
	s     *session
	w     *world
	have  names
	conds []condition
	extra []catalog.Matcher
	// from and to bound the query's range.
	from, to int64
	// grid is the join's, steps the same with one cell a step.
	grid, steps join.Grid
	table       bool
	// byStep says that devices are read once a step although the grid is finer: those that need it are read again.
	byStep bool
	ahead  *ahead
	// native is the slowest measured scrape interval, scrape what is assumed of sources that were not measured.
	native, scrape int64
	// made are the workloads, once somebody asked for them.
	made map[workload]map[string]string
	// keep tells whether labels pass the query's filters.
	keep func(get func(label string) string) bool
}

// column is a series in canonical terms, a value a cell (or a numerator and denominator).
type column struct {
	canonical, labels map[string]string
	v, d              []float64
	// le and counts are set for buckets.
	le  float64
	has bool
	// whole says that the values hold only what no newer name of the same replica has.
	whole bool
}

// window is the time a counter's rate looks back over at a step: never less than four scrapes, so that a step at the
// native resolution is not empty.
func (r *reader) window(native int64) int64 { return max(r.steps.Step(), 4*native) }

// nativeOf is the scrape interval of an alternative's own source: another operand's slower one does not widen its
// windows.
func (r *reader) nativeOf(a catalog.Alternative) int64 {
	sys, _ := r.s.env.Catalog.System(a.System)
	native := r.native
	switch sys.Role {
	case catalog.RoleGPU:
		native = r.w.gpu.native
	case catalog.RoleEngine:
		native = r.w.engine.native
	case catalog.RoleKubernetes:
		native = r.w.kube.side.native
	case catalog.RoleGateway:
		native = cmp.Or(r.w.gateway.native, r.native)
	case catalog.RoleFabric:
		native = cmp.Or(r.w.fabric.native, r.native)
	}
	return max(native, second)
}

// hold is how long a state is believed without a new sample.
const hold = 2 * 60 * minute

// gridOf is the grid that an operand is read on. In a time series only devices need cells finer than a step.
func (r *reader) gridOf(sp *spec) join.Grid {
	if r.table || sp.level == join.LevelDevice && !r.byStep {
		return r.grid
	}
	return r.steps
}

// gauge reads a level.
func (r *reader) gauge(ctx context.Context, a catalog.Alternative, metric string, stat models.Stat, g join.Grid) ([]column, error) {
	selector := a.SelectorFor(metric, r.extra...)
	expr := gaugeExpr(stat, selector, g.Step())
	if a.Kind == catalog.KindState {
		expr = gaugeExpr(models.StatLast, selector, hold)
	}
	m, err := r.cells(ctx, r.s.of(a), expr, g)
	if err != nil {
		return nil, err
	}
	out, blanks := r.columns(a, m, g)
	if !blanks || a.MaxValid == 0 {
		return out, nil
	}
	if m, err = r.cells(ctx, r.s.of(a), cleanGaugeExpr(stat, selector, g.Step(), r.nativeOf(a), a.MaxValid), g); err != nil {
		return nil, err
	}
	out, _ = r.columns(a, m, g)
	return out, nil
}

// cells evaluates an expression at the end of every cell.
func (r *reader) cells(ctx context.Context, src source, expr string, g join.Grid) (*promapi.Matrix, error) {
	n := g.Cells()
	if n == 1 {
		return src.instant(ctx, expr, g.Edges[1])
	}
	return src.over(ctx, expr, g.Edges[n]-int64(n-1)*g.Step(), g.Edges[n], g.Step())
}

func (r *reader) columns(a catalog.Alternative, m *promapi.Matrix, g join.Grid) (out []column, blanks bool) {
	out = make([]column, len(m.Series))
	for i, x := range m.Series {
		c := column{labels: labelMap(x.Labels), v: alignTo(x, g)}
		c.canonical = a.Canonical(c.labels)
		blanks = valid(a, c.v) || blanks
		out[i] = c
	}
	return out, blanks
}

// rate reads a counter's increase a second over the look-back window at every step.
func (r *reader) rate(ctx context.Context, a catalog.Alternative, metric meter, g join.Grid) ([]column, error) {
	m, err := r.rates(ctx, a, metric, g)
	if err != nil {
		return nil, err
	}
	a.MaxValid = 0 // a bound of the counter's value, not of its rate
	out, _ := r.columns(a, m, g)
	return out, nil
}

// rates asks for the rate of a counter, or of each bucket of a native histogram.
func (r *reader) rates(ctx context.Context, a catalog.Alternative, metric meter, g join.Grid) (*promapi.Matrix, error) {
	window := r.window(r.nativeOf(a))
	if r.table {
		// PromQL leaves out a sample at the window's beginning: one scrape more reaches back to the last one before it.
		window = g.Edges[g.Cells()] - g.Edges[0] + r.nativeOf(a)
	}
	return r.cells(ctx, r.s.of(a), metric.of(rateExpr(a.SelectorFor(metric.name, r.extra...), window)), g)
}

// amounts reads a counter's reset-corrected increase in every cell, from its last values at the cells' edges. Device
// counters look back only as far as a missed scrape: their labels change with the owner, and a series that ended must
// not stand beside its successor.
func (r *reader) amounts(ctx context.Context, a catalog.Alternative, metric meter, device bool) ([]column, error) {
	g := r.grid
	if !r.table && (!device || r.byStep) {
		g = r.steps
	}
	native := r.nativeOf(a)
	back := max(lookAround, 2*native)
	if device {
		back = 2 * native
	}
	selector := a.SelectorFor(metric.name, r.extra...)
	first, rest, err := r.edges(ctx, r.s.of(a), metric.of(gaugeExpr(models.StatLast, selector, back)), g)
	if err != nil {
		return nil, err
	}
	if hasBlanks(a, first) || hasBlanks(a, rest) {
		clean := cleanGaugeExpr(models.StatLast, selector, back, native, a.MaxValid)
		if first, rest, err = r.edges(ctx, r.s.of(a), clean, g); err != nil {
			return nil, err
		}
	}
	start := map[string]float64{}
	for _, x := range first.Series {
		start[identity(x.Labels)] = x.Values[0]
	}
	seen := map[string]bool{}
	out := make([]column, 0, len(rest.Series))
	for _, x := range rest.Series {
		key := identity(x.Labels)
		seen[key] = true
		c := column{labels: labelMap(x.Labels), v: append([]float64{nan(start, key)}, alignTo(x, g)...)}
		c.canonical = a.Canonical(c.labels)
		valid(a, c.v)
		out = append(out, c)
	}
	if device {
		out = r.mergeForks(a, out)
	}
	return out, r.toIncreases(ctx, a, metric, out, g)
}

// edges evaluates an expression at the beginning of the grid and at the end of every cell.
func (r *reader) edges(ctx context.Context, src source, expr string, g join.Grid) (first, rest *promapi.Matrix, err error) {
	if first, err = src.instant(ctx, expr, g.Edges[0]); err != nil {
		return nil, nil, err
	}
	rest, err = r.cells(ctx, src, expr, g)
	return first, rest, err
}

// hasBlanks tells whether an alternative's driver wrote values that cannot be real.
func hasBlanks(a catalog.Alternative, m *promapi.Matrix) bool {
	return a.MaxValid > 0 && slices.ContainsFunc(m.Series, func(x promapi.Series) bool {
		return slices.ContainsFunc(x.Values, func(v float64) bool { return !a.Valid(v) })
	})
}

// toIncreases replaces the edges' values by increases. Where a counter begins within the range, its first sample lies
// inside of a cell and is asked for.
func (r *reader) toIncreases(ctx context.Context, a catalog.Alternative, metric meter, cs []column, g join.Grid) error {
	lowest := map[string][]float64{}
	// The smallest of native histograms cannot be asked for: one that begins in a cell counts from the next.
	if metric.function == "" && slices.ContainsFunc(cs, func(c column) bool { return begins(c.v) }) {
		m, err := r.cells(ctx, r.s.of(a), gaugeExpr(models.StatMin, a.SelectorFor(metric.name, r.extra...), g.Step()), g)
		if err != nil {
			return err
		}
		for _, x := range m.Series {
			v := alignTo(x, g)
			valid(a, v)
			lowest[identity(x.Labels)] = v
		}
	}
	for i, c := range cs {
		cs[i].v = increases(c.v, lowest[mapIdentity(c.labels)])
	}
	return nil
}

// mergeForks makes one counter of a device's series that differ only in labels (owner, driver version): the counter
// goes on when the label changes. At an edge where both are seen, the larger is the newer.
func (r *reader) mergeForks(a catalog.Alternative, cs []column) []column {
	byDevice := map[any]int{}
	var out []column
	for _, c := range cs {
		d := r.w.devices.deviceOf(a, c.canonical, c.labels)
		key := [2]any{d, c.canonical["reason"]}
		i, ok := byDevice[key]
		if !ok {
			byDevice[key] = len(out)
			c.v = slices.Clone(c.v)
			out = append(out, c)
			continue
		}
		for k, v := range c.v {
			if !(out[i].v[k] >= v) && v == v {
				out[i].v[k] = v
			}
		}
	}
	return out
}

func nan(m map[string]float64, key string) float64 {
	if v, ok := m[key]; ok {
		return v
	}
	return undefined
}
