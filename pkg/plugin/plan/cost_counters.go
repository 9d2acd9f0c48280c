package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// costCounter is a counter that a bill is divided by.
type costCounter struct {
	id     string
	signal string
	part   part
	// always says that nothing can be divided without it, forClients that dividing among clients needs it, ofClients that
	// it is only of use then.
	always, forClients, ofClients bool
}

var costCounters = []costCounter{
	{id: "prompt", signal: "prompt_tokens", always: true},
	{id: "generation", signal: "generation_tokens", always: true},
	{id: "cached", signal: "cached_tokens", forClients: true},
	{id: "requests", signal: "requests_finished"},
	{id: "prefill", signal: "prefill_time", part: partSum, forClients: true},
	{id: "decode", signal: "decode_time", part: partSum, forClients: true},
	{id: "gateway_prompt", signal: "gateway_prompt_tokens", forClients: true},
	{id: "gateway_generation", signal: "gateway_generation_tokens", forClients: true},
	{id: "gateway_cached", signal: "gateway_cached_tokens", forClients: true},
	{id: "gateway_requests", signal: "gateway_requests", ofClients: true},
	{id: "gateway_errors", signal: "gateway_errors", ofClients: true},
}

func (x costCounter) spec(c *catalog.Catalog) (*spec, error) {
	if x.part != "" {
		sp, err := partSpec(c, x.signal, x.part, models.FormatTable)
		if err == nil {
			sp.As = x.id
		}
		return sp, err
	}
	sp := &spec{Operand: models.Operand{As: x.id, Signal: x.signal, Stat: models.StatTotal}, field: "fields"}
	return sp, sp.useSignal(c)
}

// comb is evaluations at equal distances.
type comb struct {
	first, step int64
	n           int
}

// borders are the instants at which counters are read: the edges of all cells, in as few requests as they allow.
type borders struct {
	edges []int64
	combs []comb
	// alone are the edges on no comb, those of a range that begins or ends anywhere.
	alone []int64
}

func bordersOf(cells cost.Cells, interval int64, steps int) borders {
	b := borders{edges: cells.Edges}
	first, last := b.edges[0], b.edges[len(b.edges)-1]
	lay := func(step int64) {
		if from := ceilTo(first, step); from <= last {
			b.combs = append(b.combs, comb{from, step, int((last-from)/step) + 1})
		}
	}
	step := (last - first) / int64(max(1, steps))
	switch {
	case steps == 1 || step%interval == 0:
		lay(interval)
	case interval%step == 0:
		lay(step)
	default:
		lay(step)
		lay(interval)
	}
	for _, at := range b.edges {
		if !slices.ContainsFunc(b.combs, func(x comb) bool { return x.has(at) }) {
			b.alone = append(b.alone, at)
		}
	}
	return b
}

func ceilTo(t, step int64) int64 {
	if rest := ((t % step) + step) % step; rest > 0 {
		return t + step - rest
	}
	return t
}

func (x comb) has(at int64) bool {
	return at >= x.first && at <= x.first+int64(x.n-1)*x.step && (at-x.first)%x.step == 0
}

// borderReader reads counters at borders.
type borderReader struct {
	*reader
	at borders
}

// counters reads all alternatives of a counter that exist.
func (r borderReader) counters(ctx context.Context, sp *spec) (*reading, error) {
	rd := &reading{spec: sp, op: sp.operand(models.FormatTable)}
	for group, rivals := range r.s.env.Catalog.Rivals(sp.Signal) {
		for i, a := range rivals {
			if r.have.readable(a, sp.readAs()) || r.have.native(a) {
				rd.alts, rd.order, rd.group = append(rd.alts, a), append(rd.order, i), append(rd.group, group)
			}
		}
	}
	rd.found = make([][]column, len(rd.alts))
	return rd, each(ctx, len(rd.alts), func(ctx context.Context, i int) (err error) {
		a, metric := rd.alts[i], meterOf(rd.alts[i].Metric)
		if sp.part != "" {
			metric, a.Kind = r.partMeter(a, sp.part), catalog.KindCounter
		}
		rd.found[i], err = r.increases(ctx, a, metric)
		return err
	})
}

// increases reads a counter's reset-corrected increase in every cell, from its last values at the cells' edges: they
// telescope.
func (r borderReader) increases(ctx context.Context, a catalog.Alternative, metric meter) ([]column, error) {
	native := r.nativeOf(a)
	back := max(lookAround, 2*native)
	selector := a.SelectorFor(metric.name, r.extra...)
	values, blanks, err := r.values(ctx, a, func(int64) string { return metric.of(gaugeExpr(models.StatLast, selector, back)) })
	if err != nil {
		return nil, err
	}
	if blanks && a.MaxValid > 0 {
		clean := func(int64) string { return cleanGaugeExpr(models.StatLast, selector, back, native, a.MaxValid) }
		if values, _, err = r.values(ctx, a, clean); err != nil {
			return nil, err
		}
	}
	lowest := map[string]column{}
	if metric.function == "" && slices.ContainsFunc(values, func(c column) bool { return begins(c.v) }) {
		found, _, err := r.values(ctx, a, func(window int64) string { return gaugeExpr(models.StatMin, selector, window) })
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			lowest[mapIdentity(c.labels)] = c
		}
	}
	for i, c := range values {
		var low []float64
		if x, ok := lowest[mapIdentity(c.labels)]; ok {
			low = x.v[1:]
		}
		values[i].v = increases(c.v, low)
	}
	return values, nil
}

// values evaluates an expression at every border; it is told how far the border before lies back.
func (r borderReader) values(ctx context.Context, a catalog.Alternative, expr func(window int64) string) (out []column, blanks bool, err error) {
	index, place := map[string]int{}, make(map[int64]int, len(r.at.edges))
	for i, at := range r.at.edges {
		place[at] = i
	}
	src := r.s.of(a)
	ask := func(x comb) error {
		m, err := src.instantOrOver(ctx, expr(x.step), x)
		if err != nil {
			return err
		}
		for _, s := range m.Series {
			key := identity(s.Labels)
			i, ok := index[key]
			if !ok {
				i = len(out)
				index[key] = i
				c := column{labels: labelMap(s.Labels), v: slices.Repeat([]float64{undefined}, len(r.at.edges))}
				c.canonical = a.Canonical(c.labels)
				out = append(out, c)
			}
			for k, t := range s.Times {
				if at, ok := place[t]; ok {
					out[i].v[at] = s.Values[k]
				}
			}
		}
		return nil
	}
	for _, x := range r.at.combs {
		if err := ask(x); err != nil {
			return nil, false, err
		}
	}
	for _, at := range r.at.alone {
		window := second
		if i := place[at]; i > 0 {
			window = at - r.at.edges[i-1]
		}
		if err := ask(comb{at, window, 1}); err != nil {
			return nil, false, err
		}
	}
	for _, c := range out {
		blanks = valid(a, c.v) || blanks
	}
	return out, blanks, nil
}

// sumsOf joins what was read by replica and model, or by client: rows with a value a cell for each counter.
func (c *billing) sumsOf(plan join.Plan, world join.World, readings []*reading) []*join.Row {
	ops := make([]join.Operand, len(readings))
	for i, rd := range readings {
		ops[i] = rd.op
	}
	// Amounts are what they are, however long a cell is: cells are told apart by number alone.
	n := c.cells.Len()
	g := join.Grid{Edges: make([]int64, n+1), First: make([]int, n+1)}
	for i := range g.Edges {
		g.Edges[i], g.First[i] = int64(i)*second, i
	}
	return join.Run(join.Input{Grid: g, World: world, Plan: plan, Operands: ops}).Rows
}

func (s source) instantOrOver(ctx context.Context, expr string, x comb) (*promapi.Matrix, error) {
	if x.n == 1 {
		return s.instant(ctx, expr, x.first)
	}
	return s.over(ctx, expr, x.first, x.first+int64(x.n-1)*x.step, x.step)
}
