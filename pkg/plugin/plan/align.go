package plan

import (
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// alignTo puts a series evaluated at a grid's cell ends into one value a cell, NaN where there is none.
func alignTo(x promapi.Series, g join.Grid) []float64 {
	n := g.Cells()
	out := make([]float64, n)
	last, step := g.Edges[n], g.Step()
	if len(x.Times) == n && x.Times[n-1] == last {
		copy(out, x.Values)
		return out
	}
	for i := range out {
		out[i] = math.NaN()
	}
	for i, t := range x.Times {
		if cell := n - 1 - int((last-t)/step); cell >= 0 && cell < n && (last-t)%step == 0 {
			out[cell] = x.Values[i]
		}
	}
	return out
}

// increases turns the values at n+1 edges into n reset-corrected increases. A counter that was not read at an edge
// keeps its value; before its first sample there is no increase. So increases telescope: those of two halves of a
// range add up to that of the whole. lowest, where given, holds the smallest value within each cell: for the cell in
// which a counter begins that is its first sample.
func increases(edges, lowest []float64) []float64 {
	out := make([]float64, len(edges)-1)
	last := edges[0]
	for i := range out {
		v := edges[i+1]
		switch {
		case math.IsNaN(v) && math.IsNaN(last):
			out[i] = math.NaN()
			continue
		case math.IsNaN(v):
			continue
		case math.IsNaN(last):
			if lowest != nil && lowest[i] < v {
				out[i] = v - lowest[i]
			}
		case v >= last:
			out[i] = v - last
		default:
			out[i] = v // a reset: what was counted since it
		}
		last = v
	}
	return out
}

// begins tells whether a counter has its first sample after the first edge.
func begins(edges []float64) bool {
	return math.IsNaN(edges[0]) && slices.ContainsFunc(edges, func(v float64) bool { return v == v })
}
