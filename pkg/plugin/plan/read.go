package plan

import (
	"cmp"
	"context"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/overtime"
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
	// push is the key by which the store may add up engines' series, by the labels by which it does.
	push, by []string
	// query and plan are the rows that devices may be added up for; plan is nil where they may not.
	query models.Query
	plan  *join.Plan
	parts *lazyGrouping
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
	// pushed says that the store made it of several series, of that it added several devices up: v are sums, d how many.
	pushed bool
	of     *group
	// answered says that each of those devices had a value at every step.
	answered bool
	// whole says that the values hold only what no newer name of the same replica has.
	whole bool
	// card says that the values are the card's, whatever slice the labels name.
	card bool
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
	expr, parts := gaugeExpr(stat, selector, g.Step()), r.inParts(gaugeFunc(stat), a, metric, g.Step(), g)
	if a.Kind == catalog.KindState {
		expr, parts = gaugeExpr(models.StatLast, selector, hold), nil
	}
	m, err := r.windows(ctx, r.s.of(a), expr, parts, g)
	if err != nil {
		return nil, err
	}
	out, blanks := r.columns(a, m, g)
	if !blanks || a.MaxValid == 0 {
		return r.ofTheDevice(a, metric, out), nil
	}
	if m, err = r.cells(ctx, r.s.of(a), cleanGaugeExpr(stat, selector, g.Step(), r.nativeOf(a), a.MaxValid), g); err != nil {
		return nil, err
	}
	out, _ = r.columns(a, m, g)
	return r.ofTheDevice(a, metric, out), nil
}

// cells evaluates an expression at the end of every cell.
func (r *reader) cells(ctx context.Context, src source, expr string, g join.Grid) (*promapi.Matrix, error) {
	return r.windows(ctx, src, expr, nil, g)
}

// windows is cells for an expression that parts says too; nil where it cannot be said so.
func (r *reader) windows(ctx context.Context, src source, expr string, parts *promapi.Window, g join.Grid) (*promapi.Matrix, error) {
	n := g.Cells()
	if n == 1 {
		return src.instant(ctx, expr, g.Edges[1])
	}
	return src.overWindow(ctx, expr, parts, g.Edges[n]-int64(n-1)*g.Step(), g.Edges[n], g.Step())
}

func (r *reader) columns(a catalog.Alternative, m *promapi.Matrix, g join.Grid) (out []column, blanks bool) {
	out = make([]column, len(m.Series))
	for i, x := range m.Series {
		c := column{labels: labelMap(x.Labels), v: alignTo(x, g), pushed: r.by != nil}
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
	var parts *promapi.Window
	if metric.function == "" && !r.have.native(a) {
		parts = r.inParts(overtime.Rate, a, metric.name, window, g)
	}
	return r.windows(ctx, r.s.of(a), r.adding(metric.of(rateExpr(a.SelectorFor(metric.name, r.extra...), window))), parts, g)
}
