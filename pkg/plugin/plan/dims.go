package plan

import (
	"math"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// foldDims combines an alternative's series that are parts of one thing: labels marked sum are added over, labels
// marked once are one thing seen several times. Ranks and what is to be kept stay apart.
func foldDims(a catalog.Alternative, cs []column, amounts bool) []column {
	cs = fold(a, cs, catalog.DimOnce, func(to, v float64, n int) float64 {
		if amounts {
			return math.Max(to, v)
		}
		return to + (v-to)/float64(n)
	})
	return addParts(a, cs)
}

func addParts(a catalog.Alternative, cs []column) []column {
	return fold(a, cs, catalog.DimSum, func(to, v float64, _ int) float64 { return to + v })
}

// wholes are what a ratio of two counters divides: each may be broken down by labels that the other does not have.
func wholes(a catalog.Alternative, cs []column) []column {
	if a.Numerator == "" {
		return cs
	}
	return addParts(a, cs)
}

func fold(a catalog.Alternative, cs []column, dim catalog.Dim, merge func(to, v float64, n int) float64) []column {
	var drop []string
	for l, d := range a.Dims {
		if d == dim {
			drop = append(drop, l)
		}
	}
	if len(drop) == 0 {
		return cs
	}
	index, seen := map[string]int{}, map[string][]int{}
	var out []column
	for _, c := range cs {
		for _, l := range drop {
			delete(c.labels, l)
		}
		key := mapIdentity(c.labels)
		if c.has {
			key += number(c.le)
		}
		i, ok := index[key]
		if !ok {
			index[key] = len(out)
			seen[key] = make([]int, len(c.v))
			markSeen(seen[key], c.v)
			out = append(out, c)
			continue
		}
		mergeCells(out[i].v, c.v, seen[key], merge)
		if c.d != nil && out[i].d != nil {
			mergeCells(out[i].d, c.d, make([]int, len(c.d)), merge)
		}
	}
	return out
}

func markSeen(n []int, v []float64) {
	for i := range v {
		if !math.IsNaN(v[i]) {
			n[i]++
		}
	}
}

func mergeCells(to, v []float64, n []int, merge func(to, v float64, n int) float64) {
	for i := range to {
		if math.IsNaN(v[i]) {
			continue
		}
		n[i]++
		if math.IsNaN(to[i]) {
			to[i] = v[i]
			continue
		}
		to[i] = merge(to[i], v[i], n[i])
	}
}
