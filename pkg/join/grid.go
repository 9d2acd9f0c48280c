// Package join aligns series of devices and replicas in time and space: reduced series and ownership intervals in,
// rows and coverage out. It is pure: no HTTP, no SDK and no clock.
package join

import "math"

// Grid divides a range into cells, on which sources are read, and steps, for which values are answered.
// A cell covers (Edges[i], Edges[i+1]], in ms; step k is made of the cells from First[k] to First[k+1]-1.
type Grid struct {
	Edges []int64
	First []int
}

// StepGrid has one cell a step: steps of step ms that end at multiples of it, within (from, to].
func StepGrid(from, to, step int64) Grid {
	end := floorDiv(to, step) * step
	start := floorDiv(from, step) * step
	if end <= start {
		return Grid{Edges: []int64{start}, First: []int{0}}
	}
	n := int((end - start) / step)
	g := Grid{Edges: make([]int64, n+1), First: make([]int, n+1)}
	for i := range g.Edges {
		g.Edges[i] = start + int64(i)*step
		g.First[i] = i
	}
	return g
}

// Refined divides every cell into n equal ones; the steps stay.
func (g Grid) Refined(n int) Grid {
	if n <= 1 || g.Cells() == 0 {
		return g
	}
	out := Grid{Edges: make([]int64, 0, g.Cells()*n+1), First: make([]int, len(g.First))}
	for i := range g.Cells() {
		width := g.Edges[i+1] - g.Edges[i]
		for k := range n {
			out.Edges = append(out.Edges, g.Edges[i]+width*int64(k)/int64(n))
		}
	}
	out.Edges = append(out.Edges, g.Edges[g.Cells()])
	for k := range g.First {
		out.First[k] = g.First[k] * n
	}
	return out
}

// WholeGrid is one step over (from, to] in cells of about the given length, for values over the whole range.
// All cells are of equal length but the first, which takes what is left over.
func WholeGrid(from, to, cell int64) Grid {
	if to <= from {
		return Grid{Edges: []int64{to}, First: []int{0}}
	}
	n := max(1, (to-from)/max(1, cell))
	width := (to - from) / n
	g := Grid{Edges: make([]int64, n+1), First: []int{0, int(n)}}
	g.Edges[0] = from
	for i := int64(1); i <= n; i++ {
		g.Edges[i] = to - (n-i)*width
	}
	return g
}

// PerStep is the grid with one cell a step.
func (g Grid) PerStep() Grid {
	out := Grid{Edges: make([]int64, len(g.First)), First: make([]int, len(g.First))}
	for i, c := range g.First {
		out.Edges[i], out.First[i] = g.Edges[c], i
	}
	return out
}

// Cells is the number of cells.
func (g Grid) Cells() int { return len(g.Edges) - 1 }

// Steps is the number of steps.
func (g Grid) Steps() int { return len(g.First) - 1 }

// Stamp is the end of a step, the instant it is drawn at.
func (g Grid) Stamp(step int) int64 { return g.Edges[g.First[step+1]] }

// Seconds is the length of a step.
func (g Grid) Seconds(step int) float64 {
	return float64(g.Edges[g.First[step+1]]-g.Edges[g.First[step]]) / 1000
}

// Step is the distance between evaluations when the cells are read by one range query, in ms.
func (g Grid) Step() int64 {
	n := g.Cells()
	if n < 1 {
		return 0
	}
	return g.Edges[n] - g.Edges[n-1]
}

// CellAfter is the cell that the time right after t belongs to: 0 before the grid, Cells() after it.
func (g Grid) CellAfter(t int64) int {
	switch n := g.Cells(); {
	case n == 0 || t < g.Edges[0]:
		return 0
	case t >= g.Edges[n]:
		return n
	}
	return g.cellAt(t + 1)
}

// cellAt is the cell that an instant t belongs to; t lies in (Edges[i], Edges[i+1]].
func (g Grid) cellAt(t int64) int {
	n := g.Cells()
	width := g.Step()
	if width <= 0 || t > g.Edges[n] || t <= g.Edges[0] {
		return -1
	}
	// Only the first cell may have another width.
	return max(0, n-1-int((g.Edges[n]-t)/width))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

var nan = math.NaN()
