package join

import "github.com/tokenpath/tokenpath/pkg/ownership"

// Stretch is a level that holds over [From, To): a price, in its unit per second.
type Stretch struct {
	From, To  int64
	PerSecond float64
}

// addStretches integrates a source's stretches over a tenure, to the millisecond: what a price change, a hand-over and
// the end of a step have in common must not depend on the grid, or a bill would depend on how a range is cut.
func (e *engine) addStretches(row *Row, op *Operand, index int, t *tenure, src *Source, part float64) {
	sums := row.sums(index, e.grid.Steps())
	sums.of(src.Unit)
	k := 0
	for _, h := range t.held {
		for k > 0 && src.Stretches[k-1].To > h.From {
			k-- // spans of different shares may begin again
		}
		for ; k < len(src.Stretches) && src.Stretches[k].From < h.To; k++ {
			s := src.Stretches[k]
			if from, to := max(s.From, h.From), min(s.To, h.To); from < to {
				e.integrate(sums, op, from, to, s.PerSecond*h.Share*part)
			}
		}
	}
}

// integrate adds what a level comes to between two instants to the steps that they touch.
func (e *engine) integrate(sums *cellSums, op *Operand, from, to int64, perSecond float64) {
	edge := func(step int) int64 { return e.grid.Edges[e.grid.First[step]] }
	for step := e.grid.stepAfter(from); step < e.grid.Steps() && edge(step) < to; step++ {
		lo, hi := max(from, edge(step)), min(to, edge(step+1))
		if lo >= hi {
			continue
		}
		amount := perSecond * float64(hi-lo) / 1000
		if op.PerSecond {
			amount /= e.grid.Seconds(step)
		}
		sums.num[step] += amount
		sums.defined[step] = true
	}
}

// stepAfter is the step that the time right after t belongs to.
func (g Grid) stepAfter(t int64) int {
	cell := g.CellAfter(t)
	if g.Cells() == g.Steps() {
		return cell
	}
	return stepOfCell(g.First, cell)
}

func stepOfCell(first []int, cell int) int {
	lo, hi := 0, len(first)-1
	for lo < hi {
		if mid := (lo + hi + 1) / 2; first[mid] <= cell {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return lo
}

// hold remembers a span with its share, within the grid.
func (t *tenure) hold(g Grid, s ownership.Span, share float64) {
	from, to := max(s.From, g.Edges[0]), min(s.To, g.Edges[g.Cells()])
	if from < to {
		t.held = append(t.held, HeldSpan{from, to, share})
	}
}
