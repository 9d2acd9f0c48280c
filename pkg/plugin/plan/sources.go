package plan

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

var undefined = math.NaN()

// reading is one operand's series on their way from the store to the join.
type reading struct {
	spec *spec
	op   join.Operand
	alts []catalog.Alternative
	// order is each alternative's place among its rivals, the newest name first.
	order []int
	// group numbers the rivals that each alternative is one of.
	group []int
	found [][]column
	// notOnMIG counts MIG slices' series of a field that means nothing on a slice.
	notOnMIG int
	// clamped counts MIG slices' series that read more than 100 %.
	clamped int
	// pushed says that the store added up series of it.
	pushed bool
}

// fetch reads all alternatives of a signal that exist.
func (r *reader) fetch(ctx context.Context, rd *reading) error {
	for group, rivals := range r.s.env.Catalog.Rivals(rd.spec.Signal) {
		for i, a := range rivals {
			if r.have.readable(a, rd.spec.readAs()) || r.have.native(a) {
				rd.alts = append(rd.alts, a)
				rd.order = append(rd.order, i)
				rd.group = append(rd.group, group)
			}
		}
	}
	if slices.ContainsFunc(rd.alts, func(a catalog.Alternative) bool { return a.NotOnMIG }) {
		// What means nothing on a slice is not the slices' in parts either.
		rd.op.CardLevel, rd.op.Repeats = false, false
	}
	rd.found = make([][]column, len(rd.alts))
	if cs, ok, err := r.grouped(ctx, rd); ok || err != nil {
		rd.found = [][]column{cs}
		return err
	}
	added := make([]bool, len(rd.alts))
	err := each(ctx, len(rd.alts), func(ctx context.Context, i int) (err error) {
		by := r
		if p := r.pushed(ctx, rd, rd.alts[i]); p != nil {
			by, added[i] = p, true
		}
		rd.found[i], err = by.alternative(ctx, rd.spec, rd.alts[i])
		return err
	})
	rd.pushed = slices.Contains(added, true)
	if err != nil {
		return err
	}
	if r.table && (rd.op.Space == join.Quotient || rd.op.Space == join.Histogram) {
		return r.cutOver(ctx, rd)
	}
	return r.countOver(ctx, rd)
}

// readAs is the statistic whose metrics an operand needs: a part of a distribution is there where its mean is.
func (sp *spec) readAs() models.Stat {
	if sp.part != "" {
		return models.StatMean
	}
	return sp.Stat
}

// place turns what was read into the join's sources. It may add to the world, so it runs one operand at a time.
func (r *reader) place(rd *reading) {
	r.once(rd)
	for i, cs := range rd.found {
		for _, c := range foldDims(rd.alts[i], cs, rd.op.Time == join.TimeAmount) {
			if rd.alts[i].NotOnMIG && c.canonical[catalog.LabelMIGID] != "" || ofWholeCard(c.canonical) && !rd.op.CardLevel {
				rd.notOnMIG++
				continue
			}
			if src, ok := r.source(rd.spec, rd.alts[i], c); ok {
				src.Alt, src.Whole = rd.order[i], c.whole
				src.PerStep = r.byStep && !rd.op.PerStep && len(c.v) == r.steps.Cells()
				if c.pushed || c.whole && rd.op.Space != join.Histogram {
					src.Alt = 0 // the names' parts are added
				}
				rd.clampSlice(&src)
				rd.op.Sources = append(rd.op.Sources, src)
			}
		}
	}
	rd.warnClamped(r.s)
	if rd.op.Space == join.Histogram {
		rd.op.Sources = gatherBuckets(rd.op.Sources)
	}
}

// alternative reads one alternative as the signal's kind and the statistic ask for.
func (r *reader) alternative(ctx context.Context, sp *spec, a catalog.Alternative) ([]column, error) {
	kind := a.Kind
	if kind == "" {
		kind = sp.signal.Kind
	}
	a.Kind = kind
	switch {
	case sp.part != "":
		return r.partOf(ctx, sp, a)
	case len(a.Sum) > 0:
		return r.sum(ctx, a, sp.Stat, r.gridOf(sp))
	case a.Numerator != "":
		return r.quotient(ctx, a, meterOf(a.Numerator), meterOf(a.Denominator), sp.Reduce != models.ReduceMean && sp.signal.Kind == catalog.KindRatio)
	case kind == catalog.KindDistribution && sp.Stat == models.StatMean:
		return r.quotient(ctx, a, r.partMeter(a, partSum), r.partMeter(a, partCount), false)
	case kind == catalog.KindDistribution:
		return r.buckets(ctx, a)
	case kind == catalog.KindCounter && sp.signal.Kind == catalog.KindGauge:
		return r.speed(ctx, a, r.gridOf(sp))
	case kind == catalog.KindGauge && sp.signal.Kind == catalog.KindCounter:
		return r.portion(ctx, a)
	case kind == catalog.KindCounter && sp.signal.Space == catalog.SpaceIntensive:
		return r.fraction(ctx, a)
	case kind == catalog.KindCounter:
		return r.counter(ctx, sp, a, meterOf(a.Metric))
	}
	cs, err := r.gauge(ctx, a, a.Metric, cellStat(sp), r.gridOf(sp))
	if sp.signal.Kind == catalog.KindRatio {
		for i := range cs {
			cs[i].d = ones(cs[i].v)
		}
	}
	return cs, err
}

// counter reads what a counter counted in each cell: its increase, or its rate times the cell's length.
func (r *reader) counter(ctx context.Context, sp *spec, a catalog.Alternative, metric meter) ([]column, error) {
	if r.table || sp.Stat == models.StatTotal {
		return r.amounts(ctx, a, metric, r.counting(sp, a))
	}
	g := r.gridOf(sp)
	cs, err := r.rate(ctx, a, metric, g)
	for _, c := range cs {
		scaleBy(c.v, float64(g.Step())/1000)
	}
	return cs, err
}

// partOf reads a distribution's sum or count.
func (r *reader) partOf(ctx context.Context, sp *spec, a catalog.Alternative) ([]column, error) {
	metric := r.partMeter(a, sp.part)
	a.Kind = catalog.KindCounter
	if sp.part == partCount {
		a.Scale, a.RescaleAbove = 1, 0
	}
	return r.counter(ctx, sp, a, metric)
}

func cellStat(sp *spec) models.Stat {
	if sp.signal.Kind == catalog.KindRatio {
		return models.StatAvg
	}
	return sp.Stat
}

func ones(like []float64) []float64 {
	out := make([]float64, len(like))
	for i := range out {
		out[i] = 1
	}
	return out
}

func scaleBy(v []float64, f float64) {
	for i := range v {
		v[i] *= f
	}
}

// sum adds several gauges of one device, cell by cell; optional ones may be missing.
func (r *reader) sum(ctx context.Context, a catalog.Alternative, stat models.Stat, g join.Grid) ([]column, error) {
	total := map[string]*column{}
	var order []string
	for i, name := range a.Sum {
		if !r.have.in(a, name) {
			continue
		}
		cs, err := r.gauge(ctx, a, name, stat, g)
		if err != nil {
			return nil, err
		}
		optional := slices.Contains(a.Optional, name)
		matched := map[string]bool{}
		for _, c := range cs {
			key := mapIdentity(c.labels)
			matched[key] = true
			if t := total[key]; t != nil {
				addCells(t.v, c.v, optional)
			} else if i == 0 {
				total[key] = &c
				order = append(order, key)
			}
		}
		for key := range total {
			if !matched[key] && !optional {
				delete(total, key)
			}
		}
	}
	var out []column
	for _, key := range order {
		if c := total[key]; c != nil {
			out = append(out, *c)
		}
	}
	return out, nil
}

func addCells(to, v []float64, optional bool) {
	for i := range to {
		if math.IsNaN(v[i]) && optional {
			continue
		}
		to[i] += v[i]
	}
}

func mapIdentity(labels map[string]string) string {
	var room [32]string
	keys, size := room[:0], 0
	for k, v := range labels {
		if k != "__name__" {
			keys, size = append(keys, k), size+len(k)+len(v)+2
		}
	}
	slices.Sort(keys)
	var b strings.Builder
	b.Grow(size)
	for _, k := range keys {
		writeLabel(&b, k, labels[k])
	}
	return b.String()
}

// quotient reads two counters over the same windows: a histogram's sum and count, or hits and queries.
func (r *reader) quotient(ctx context.Context, a catalog.Alternative, num, den meter, divide bool) ([]column, error) {
	tops, err := r.rate(ctx, a, num, r.steps)
	if err != nil {
		return nil, err
	}
	plain := a
	plain.Scale, plain.RescaleAbove = 1, 0
	bottoms, err := r.rate(ctx, plain, den, r.steps)
	if err != nil {
		return nil, err
	}
	out := over(wholes(a, tops), wholes(a, bottoms))
	if !divide {
		return out, nil
	}
	for k, c := range out {
		for i := range c.v {
			c.v[i] /= c.d[i] // 0/0 is NaN: no queries, no ratio
		}
		out[k].d = nil
	}
	return out, nil
}

// over pairs numerators with their denominators by the labels that both have.
func over(tops, bottoms []column) []column {
	byKey := map[string][]float64{}
	for _, c := range bottoms {
		byKey[mapIdentity(c.labels)] = c.v
	}
	var out []column
	for _, c := range tops {
		if c.d = byKey[mapIdentity(c.labels)]; c.d != nil {
			out = append(out, c)
		}
	}
	return out
}

// fraction reads seconds counted per second as a part of time. More than all of the time is impossible: then the
// source counts in a thousandth of the documented unit, or less.
func (r *reader) fraction(ctx context.Context, a catalog.Alternative) ([]column, error) {
	cs, err := r.rate(ctx, a, meterOf(a.Metric), r.steps)
	for i := range cs {
		highest := 0.0
		for _, v := range cs[i].v {
			highest = math.Max(highest, v)
		}
		factor := 1.0
		for highest*factor > 1.05 {
			factor /= 1000
		}
		if factor != 1 {
			scaleBy(cs[i].v, factor)
			r.s.warn("A throttle counter of " + a.Metric + " reads more than all of the time; its unit was taken to be smaller than documented.")
		}
	}
	return cs, err
}
