package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// mostFineCells bounds how finely a cut-over is looked at.
const mostFineCells = 4000

// noName marks a cell in which none of the rival names is there.
const noName = 1 << 30

// countOver puts right what replicas counted under two names. A cell may be longer than the change from one to the other,
// and a counter that has gone reads zero ever after, so that which name is there is asked for itself: what was counted
// while a name was the newest one there is that name's, and the names' parts are added.
func (r *reader) countOver(ctx context.Context, rd *reading) error {
	g := r.gridOf(rd.spec)
	rate := !r.table && rd.spec.Stat == models.StatRate
	if rd.pushed || rd.op.Space != join.Additive || rd.op.Time != join.TimeAmount || rd.op.Level != join.LevelReplica || g.Cells() == 0 {
		return nil
	}
	both, err := r.renamedWithin(ctx, rd, g)
	if err != nil || len(both) == 0 || len(both) > fewValues {
		return err
	}
	native := r.nativeOf(rd.alts[0])
	if rate && g.Step() < r.window(native) {
		return nil // the look-back window is longer than a step, and sees the change itself
	}
	fine, parts := *r, 1
	if !r.table {
		parts = int(max(1, min(g.Step()/native, int64(mostFineCells/g.Cells()))))
	}
	fine.grid, fine.byStep = g.Refined(parts), false
	fine.steps = fine.grid
	counts, there := make([][]column, len(rd.alts)), make([][]column, len(rd.alts))
	err = each(ctx, len(rd.alts), func(ctx context.Context, i int) (err error) {
		counts[i], there[i], err = fine.namedCounts(ctx, rd, i, both)
		return err
	})
	if err != nil {
		return err
	}
	newest := r.newestNames(rd, there)
	for _, names := range newest {
		carryNames(names)
	}
	for i := range rd.found {
		if rate {
			r.divideRates(rd, i, counts[i], newest, parts)
		} else {
			r.divideCounts(rd, i, counts[i], newest, parts)
		}
	}
	return nil
}

// renamedWithin are the replicas for which several names of a group were there. In steps longer than the look-back of a
// counter's value, a name that has gone in the middle of one is not among what was read.
func (r *reader) renamedWithin(ctx context.Context, rd *reading, g join.Grid) (map[ownership.Replica]bool, error) {
	if r.table || g.Step() <= lookAround || len(rd.alts) < 2 {
		return r.renamed(rd), nil
	}
	seen := *rd
	seen.found = make([][]column, len(rd.alts))
	err := each(ctx, len(rd.alts), func(ctx context.Context, i int) error {
		a, metric := r.counterOf(rd, i)
		if metric.function != "" {
			return nil
		}
		m, err := r.cells(ctx, r.s.of(a), gaugeExpr(models.StatLast, a.SelectorFor(metric.name, r.extra...), g.Step()), g)
		if err == nil {
			seen.found[i], _ = r.columns(a, m, g)
		}
		return err
	})
	return r.renamed(&seen), err
}

// counterOf is what an alternative counts: the counter itself, or a part of a distribution.
func (r *reader) counterOf(rd *reading, i int) (catalog.Alternative, meter) {
	a := rd.alts[i]
	metric := meterOf(a.Metric)
	if rd.spec.part != "" {
		metric = r.partMeter(a, rd.spec.part)
		if rd.spec.part == partCount {
			a.Scale, a.RescaleAbove = 1, 0
		}
	}
	a.Kind = catalog.KindCounter
	return a, metric
}

// divideCounts gives renamed replicas, in every cell, what a name counted while it was the newest.
func (r *reader) divideCounts(rd *reading, i int, counts []column, newest map[renaming][]int, parts int) {
	if counts == nil {
		return
	}
	rd.found[i] = slices.DeleteFunc(slices.Clone(rd.found[i]), func(c column) bool { return newest[renaming{rd.group[i], r.replica(c)}] != nil })
	for _, c := range counts {
		names := newest[renaming{rd.group[i], r.replica(c)}]
		if names == nil {
			continue
		}
		cells := make([]float64, len(c.v)/parts)
		for k := range cells {
			cells[k] = during(c.v[k*parts:(k+1)*parts], names[k*parts:(k+1)*parts], rd.order[i])
		}
		c.v, c.whole = cells, true
		rd.found[i] = append(rd.found[i], c)
	}
}

// divideRates does so in the steps that hold two names; the others keep the rate of the newest as it was read.
func (r *reader) divideRates(rd *reading, i int, counts []column, newest map[renaming][]int, parts int) {
	fine := map[string][]float64{}
	for _, c := range counts {
		fine[mapIdentity(c.labels)] = c.v
	}
	rd.found[i] = slices.Clone(rd.found[i])
	for k, c := range rd.found[i] {
		names, v := newest[renaming{rd.group[i], r.replica(c)}], fine[mapIdentity(c.labels)]
		if names == nil || v == nil {
			continue
		}
		steps := slices.Clone(c.v)
		for s := range steps {
			kinds := names[s*parts : (s+1)*parts]
			if slices.Max(kinds) != slices.Min(kinds) || kinds[0] != rd.order[i] {
				steps[s] = during(v[s*parts:(s+1)*parts], kinds, rd.order[i])
			}
		}
		rd.found[i][k].v, rd.found[i][k].whole = steps, true
	}
}

// namedCounts reads what an alternative counted in every cell, and in which cells it is there, for some replicas; nothing
// where it cannot be read so.
func (r *reader) namedCounts(ctx context.Context, rd *reading, i int, only map[ownership.Replica]bool) (counts, there []column, err error) {
	a, metric := r.counterOf(rd, i)
	if metric.function != "" || len(a.Sum) > 0 {
		return nil, nil, nil
	}
	narrow := *r
	if m, ok := podMatcher(a, rd.found[i], r, only); ok {
		narrow.extra = append(slices.Clone(r.extra), m)
	}
	if counts, err = narrow.amounts(ctx, a, metric, ofSeries); err != nil {
		return nil, nil, err
	}
	// A scrape may be late: a name is there for half of one more.
	native := r.nativeOf(a)
	m, err := narrow.cells(ctx, r.s.of(a), gaugeExpr(models.StatLast, a.SelectorFor(metric.name, narrow.extra...), native+native/2), narrow.grid)
	if err != nil {
		return nil, nil, err
	}
	there, _ = narrow.columns(a, m, narrow.grid)
	for _, c := range there {
		sinceBefore(c.v)
	}
	other := func(c column) bool { return !only[r.replica(c)] }
	return slices.DeleteFunc(counts, other), slices.DeleteFunc(there, other), nil
}

// sinceBefore leaves a name only the cells at whose beginning it was there too: in its first one it counts nothing yet, and
// what it takes over from still does.
func sinceBefore(v []float64) {
	for k := len(v) - 1; k > 0; k-- {
		if v[k-1] != v[k-1] {
			v[k] = undefined
		}
	}
}

// carryNames gives cells in which no name is there the name before them, and the first ones the name after them.
func carryNames(names []int) {
	last := noName
	for _, n := range names {
		if n != noName {
			last = n
			break
		}
	}
	for i, n := range names {
		if n == noName {
			names[i] = last
		}
		last = names[i]
	}
}
