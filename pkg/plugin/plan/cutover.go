package plan

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// cutOver puts right, in a table, the replicas that report an operand under two names. Over the whole range one of them
// would hide the other, although each may have been there for a part of it, as in a rolling upgrade. Their counters are
// read cell by cell, and an older name counts in the cells in which no newer one is there.
func (r *reader) cutOver(ctx context.Context, rd *reading) error {
	both := r.renamed(rd)
	if len(both) == 0 || len(both) > fewValues {
		return nil
	}
	cells := make([][]column, len(rd.alts))
	err := each(ctx, len(rd.alts), func(ctx context.Context, i int) (err error) {
		cells[i], err = r.countedCells(ctx, rd, i, both)
		return err
	})
	if err != nil {
		return err
	}
	there := r.newestNames(rd, cells)
	seconds := float64(r.grid.Edges[r.grid.Cells()]-r.grid.Edges[0]) / 1000
	for i := range rd.found {
		rd.found[i] = slices.DeleteFunc(slices.Clone(rd.found[i]), func(c column) bool { return both[r.replica(c)] && cells[i] != nil })
		for _, c := range cells[i] {
			names := there[renaming{rd.group[i], r.replica(c)}]
			c.v, c.d = []float64{during(c.v, names, rd.order[i]) / seconds}, perRange(c.d, names, rd.order[i], seconds)
			c.whole = true
			rd.found[i] = append(rd.found[i], c)
		}
	}
	return nil
}

// renaming is a replica within one group of rival names.
type renaming struct {
	group   int
	replica ownership.Replica
}

func (r *reader) replica(c column) ownership.Replica {
	return replicaOf(c.canonical, c.labels, r.w.devices.cluster)
}

// renamed are the replicas for which several names of a group were read.
func (r *reader) renamed(rd *reading) map[ownership.Replica]bool {
	first := map[renaming]int{}
	out := map[ownership.Replica]bool{}
	for i, cs := range rd.found {
		for _, c := range cs {
			k := renaming{rd.group[i], r.replica(c)}
			if was, ok := first[k]; ok && was != i {
				out[k.replica] = true
			} else if !ok {
				first[k] = i
			}
		}
	}
	return out
}

// countedCells reads what an alternative counted for some replicas in every cell; nil where it cannot be read so.
func (r *reader) countedCells(ctx context.Context, rd *reading, i int, only map[ownership.Replica]bool) ([]column, error) {
	a := rd.alts[i]
	if r.have.native(a) || len(a.Sum) > 0 {
		return nil, nil
	}
	narrow := *r
	if m, ok := podMatcher(a, rd.found[i], r, only); ok {
		narrow.extra = append(slices.Clone(r.extra), m)
	}
	cs, err := narrow.cellsOf(ctx, rd, a)
	return slices.DeleteFunc(cs, func(c column) bool { return !only[r.replica(c)] }), err
}

func (r *reader) cellsOf(ctx context.Context, rd *reading, a catalog.Alternative) ([]column, error) {
	a.Kind = catalog.KindCounter
	if rd.op.Space == join.Histogram {
		scale := cmp.Or(a.Scale, 1)
		a.Scale = 1
		cs, err := r.amounts(ctx, a, meterOf(a.Metric+"_bucket"), ofSeries)
		return byBound(cs, scale), err
	}
	tops, err := r.amounts(ctx, a, r.partMeter(a, partSum), ofSeries)
	if err != nil {
		return nil, err
	}
	a.Scale, a.RescaleAbove = 1, 0
	bottoms, err := r.amounts(ctx, a, r.partMeter(a, partCount), ofSeries)
	return over(wholes(a, tops), wholes(a, bottoms)), err
}

// podMatcher selects the replicas by the label that names their pod, if it is one label for all of them.
func podMatcher(a catalog.Alternative, cs []column, r *reader, only map[ownership.Replica]bool) (catalog.Matcher, bool) {
	names, pods := map[string]bool{}, map[string]bool{}
	for _, c := range cs {
		p := r.replica(c)
		if !only[p] {
			continue
		}
		pods[p.Pod] = true
		for _, l := range append(slices.Clone(a.Labels[catalog.LabelPod]), "instance") {
			if c.labels[l] == p.Pod {
				names[l] = true
				break
			}
		}
	}
	if len(names) != 1 || len(pods) == 0 {
		return catalog.Matcher{}, false
	}
	return catalog.OneOf(slices.Collect(maps.Keys(names))[0], slices.Sorted(maps.Keys(pods))...), true
}

// newestNames are the newest names that replicas report in each cell, by what was read of each alternative.
func (r *reader) newestNames(rd *reading, read [][]column) map[renaming][]int {
	out := map[renaming][]int{}
	for i, cs := range read {
		for _, c := range cs {
			markNames(out, renaming{rd.group[i], r.replica(c)}, rd.order[i], c.v)
		}
	}
	return out
}

// markNames notes the newest name that a replica reports in each cell.
func markNames(there map[renaming][]int, k renaming, order int, v []float64) {
	names := there[k]
	if names == nil {
		names = slices.Repeat([]int{noName}, len(v))
		there[k] = names
	}
	for c, x := range v {
		if x == x {
			names[c] = min(names[c], order)
		}
	}
}

// during adds the cells in which the name is the newest; undefined where there is none.
func during(v []float64, names []int, order int) float64 {
	sum, any := 0.0, false
	for c, x := range v {
		if x == x && names[c] == order {
			sum, any = sum+x, true
		}
	}
	if !any {
		return undefined
	}
	return sum
}

func perRange(d []float64, names []int, order int, seconds float64) []float64 {
	if d == nil {
		return nil
	}
	return []float64{during(d, names, order) / seconds}
}
