package plan

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
)

// buckets reads the rates of a histogram's buckets, each its own column.
func (r *reader) buckets(ctx context.Context, a catalog.Alternative) ([]column, error) {
	scale := cmp.Or(a.Scale, 1)
	a.Scale = 1 // rates are counts of observations; the unit is in the bounds
	cs, err := r.bucketRates(ctx, a)
	if err != nil {
		return nil, err
	}
	return byBound(cs, scale), nil
}

// byBound gives each column of a bucket its upper bound, in the signal's unit.
func byBound(cs []column, scale float64) []column {
	out := cs[:0]
	for _, c := range cs {
		le, err := strconv.ParseFloat(c.labels["le"], 64)
		if err != nil {
			continue // a series without a bound is no bucket
		}
		delete(c.labels, "le")
		c.le, c.has = le*scale, true
		out = append(out, c)
	}
	return out
}

// gatherBuckets joins the columns of one histogram into one source. Sources arrive with a single bucket each.
func gatherBuckets(parts []join.Source) []join.Source {
	index := map[string]int{}
	var out []join.Source
	for _, p := range parts {
		key := p.Replica.String() + "\xff" + p.Replica.Cluster + "\xff" + strconv.Itoa(p.Alt) + "\xff" + mapIdentity(p.Labels) + "\xff" + p.Part
		i, ok := index[key]
		if !ok {
			index[key] = len(out)
			p.V = slices.Clone(p.V)
			out = append(out, p)
			continue
		}
		b := out[i].B
		if at, same := slices.BinarySearch(b.Le, p.B.Le[0]); same {
			addNaN(b.Counts[at], p.B.Counts[0])
		} else {
			b.Le = slices.Insert(b.Le, at, p.B.Le[0])
			b.Counts = slices.Insert(b.Counts, at, p.B.Counts[0])
		}
	}
	for i := range out {
		// A histogram's weight in a cell is its count of observations, the +Inf bucket.
		out[i].V = slices.Clone(out[i].B.Counts[len(out[i].B.Le)-1])
	}
	return out
}

// addNaN adds where a value is; series of one histogram that differ in a breakdown add up by bucket.
func addNaN(to, v []float64) { foldCells(to, v, func(a, b float64) float64 { return a + b }) }
