package plan

import (
	"context"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// silence is how far back the last sample before a range is looked for where a counter's source was silent then.
const silence = 60 * minute

// counting says what the series of a counter are one counter of.
type counting int

const (
	// ofSeries: each series counts for itself.
	ofSeries counting = iota
	// ofDevice: a device's series differ in labels that change, as its owner's do, and the counter goes on.
	ofDevice
	// ofCard: the reading is the card's, whatever the card is cut into, and repeats on each slice.
	ofCard
)

// counting of an operand's counters. Of a graph, some devices may be read once a step and others more finely.
func (r *reader) counting(sp *spec, a catalog.Alternative) counting {
	switch {
	case sp.level != join.LevelDevice:
		return ofSeries
	case r.table && sp.signal.CardLevel && !a.NotOnMIG && !sp.signal.OwnerLevel:
		return ofCard
	}
	return ofDevice
}

// amounts reads a counter's reset-corrected increase in every cell, from its last values at the cells' edges. Device
// counters look back only as far as a missed scrape: their labels change with the owner, and a series that ended must
// not stand beside its successor.
func (r *reader) amounts(ctx context.Context, a catalog.Alternative, metric meter, of counting) ([]column, error) {
	g := r.grid
	if !r.table && (of == ofSeries || r.byStep) {
		g = r.steps
	}
	native := r.nativeOf(a)
	// A series that goes in the middle of a long step counts until it goes.
	back := max(lookAround, 2*native, g.Step())
	if of != ofSeries {
		back = 2 * native
	}
	selector := a.SelectorFor(metric.name, r.extra...)
	src := r.s.of(a).ofCounter()
	first, rest, err := r.edges(ctx, src, metric.of(gaugeExpr(models.StatLast, selector, back)), g)
	if err != nil {
		return nil, err
	}
	if hasBlanks(a, first) || hasBlanks(a, rest) {
		clean := cleanGaugeExpr(models.StatLast, selector, back, native, a.MaxValid)
		if first, rest, err = r.edges(ctx, src, clean, g); err != nil {
			return nil, err
		}
	}
	out := r.merged(a, r.atEdges(a, first, rest, g), of)
	if err := r.lookBack(ctx, a, metric, out, of, g); err != nil {
		return nil, err
	}
	return out, r.toIncreases(ctx, a, metric, out, of, g)
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

// atEdges puts each series' values at the first edge and at those of the cells side by side.
func (r *reader) atEdges(a catalog.Alternative, first, rest *promapi.Matrix, g join.Grid) []column {
	index := map[string]int{}
	var out []column
	put := func(x promapi.Series) *column {
		key := identity(x.Labels)
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			c := column{labels: labelMap(x.Labels), v: slices.Repeat([]float64{undefined}, g.Cells()+1)}
			c.canonical = a.Canonical(c.labels)
			out = append(out, c)
		}
		return &out[i]
	}
	for _, x := range rest.Series {
		copy(put(x).v[1:], alignTo(x, g))
	}
	for _, x := range first.Series {
		put(x).v[0] = x.Values[0]
	}
	for _, c := range out {
		valid(a, c.v)
	}
	return out
}

// counterKey tells counters apart.
func (r *reader) counterKey(a catalog.Alternative, c column, of counting) any {
	if of == ofSeries {
		return mapIdentity(c.labels)
	}
	d := r.w.devices.deviceOf(a, c.canonical, c.labels)
	if of == ofCard {
		d = d.Card()
	}
	return [2]any{d, c.canonical["reason"]}
}

// merged makes one counter of the series that are one, leaving out those that ended before the first cell's end. At an
// edge where two are seen, the larger is the newer.
func (r *reader) merged(a catalog.Alternative, cs []column, of counting) []column {
	index := map[any]int{}
	var out []column
	for _, c := range cs {
		key := r.counterKey(a, c, of)
		i, ok := index[key]
		if !ok {
			index[key] = len(out)
			c.card = of == ofCard
			out = append(out, c)
			continue
		}
		if ended(out[i].v) && !ended(c.v) {
			out[i].labels, out[i].canonical = c.labels, c.canonical
		}
		foldCells(out[i].v, c.v, math.Max)
	}
	return slices.DeleteFunc(out, func(c column) bool { return ended(c.v) })
}

// ended tells whether a counter has no value after the first edge.
func ended(edges []float64) bool {
	return !slices.ContainsFunc(edges[1:], func(v float64) bool { return v == v })
}

// foldCells combines what both have and takes what only the other one has.
func foldCells(to, v []float64, combine func(a, b float64) float64) {
	for i := range to {
		switch {
		case math.IsNaN(v[i]):
		case math.IsNaN(to[i]):
			to[i] = v[i]
		default:
			to[i] = combine(to[i], v[i])
		}
	}
}

// lookBack finds the last value before the grid of counters that seem to begin in it: their source may only have been
// silent for a while, and what was counted meanwhile belongs to where its next sample is.
func (r *reader) lookBack(ctx context.Context, a catalog.Alternative, metric meter, cs []column, of counting, g join.Grid) error {
	starting := map[any]int{}
	for i, c := range cs {
		if begins(c.v) {
			starting[r.counterKey(a, c, of)] = i
		}
	}
	if len(starting) == 0 {
		return nil
	}
	m, err := r.s.of(a).ofCounter().instant(ctx, metric.of(gaugeExpr(models.StatLast, a.SelectorFor(metric.name, r.extra...), silence)), g.Edges[0])
	if err != nil {
		return err
	}
	for _, x := range m.Series {
		c := column{labels: labelMap(x.Labels), v: []float64{x.Values[0]}}
		c.canonical = a.Canonical(c.labels)
		valid(a, c.v)
		if i, ok := starting[r.counterKey(a, c, of)]; ok {
			foldCells(cs[i].v[:1], c.v, math.Max)
		}
	}
	return nil
}

// toIncreases replaces the edges' values by increases. Where a counter begins within the range, its first sample lies
// inside of a cell and is asked for.
func (r *reader) toIncreases(ctx context.Context, a catalog.Alternative, metric meter, cs []column, of counting, g join.Grid) error {
	lowest := map[any][]float64{}
	// The smallest of native histograms cannot be asked for: one that begins in a cell counts from the next.
	if metric.function == "" && slices.ContainsFunc(cs, func(c column) bool { return begins(c.v) }) {
		m, err := r.cells(ctx, r.s.of(a), gaugeExpr(models.StatMin, a.SelectorFor(metric.name, r.extra...), g.Step()), g)
		if err != nil {
			return err
		}
		for _, x := range m.Series {
			c := column{labels: labelMap(x.Labels), v: alignTo(x, g)}
			c.canonical = a.Canonical(c.labels)
			valid(a, c.v)
			key := r.counterKey(a, c, of)
			if lowest[key] == nil {
				lowest[key] = c.v
			} else {
				foldCells(lowest[key], c.v, math.Min)
			}
		}
	}
	for i, c := range cs {
		cs[i].v = increases(c.v, lowest[r.counterKey(a, c, of)])
		if of == ofDevice {
			endsWith(cs[i].v, c.v[1:])
		}
	}
	return nil
}

// endsWith leaves undefined what a device's counter counted after its last value: another series of the card may know.
func endsWith(increases, edges []float64) {
	for i := len(edges) - 1; i >= 0 && math.IsNaN(edges[i]); i-- {
		increases[i] = undefined
	}
}
