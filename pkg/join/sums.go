package join

import "math"

// cellSums gathers one operand of one row, a value a step.
type cellSums struct {
	num, den []float64
	low      []float64
	defined  []bool
	buckets  *bucketSums
	// unit is that of the first source, mixed says that another had a different one.
	unit        string
	used, mixed bool
}

func (r *Row) sums(operand, steps int) *cellSums {
	if r.cells[operand] == nil {
		r.cells[operand] = &cellSums{num: make([]float64, steps), den: make([]float64, steps), defined: make([]bool, steps)}
	}
	return r.cells[operand]
}

// weight is a source's seconds in the cells lo..hi-1, of which it counts a part.
type weight struct {
	lo, hi int
	secs   float64
}

// unit is one device's or rank's value over time, in one row.
type unit struct {
	source  *Source
	weights []weight
}

// addUnit folds a unit into a row's operand.
func (e *engine) addUnit(row *Row, op *Operand, index int, u unit) {
	sums := row.sums(index, e.grid.Steps())
	sums.of(u.source.Unit)
	if op.Space == Histogram {
		sums.addBuckets(e, u)
		return
	}
	if e.grid.Cells() == e.grid.Steps() && sums.addCells(e, op, u) {
		return
	}
	for step := range e.grid.Steps() {
		e.addStep(sums, op, u, step)
	}
}

// of takes note of the unit of what is added.
func (s *cellSums) of(unit string) {
	s.mixed = s.mixed || s.used && s.unit != unit
	s.unit, s.used = unit, true
}

// addCells is the short way for steps of one cell, where there is nothing to reduce over time: most of a time series.
// It answers false for operands that it does not know.
func (s *cellSums) addCells(e *engine, op *Operand, u unit) bool {
	mean := op.Space == Intensive && op.Reduce == ReduceMean
	if !mean && op.Space != Additive && op.Space != Quotient || op.Space == Additive && amountless(op.Time) {
		return false
	}
	for _, w := range u.weights {
		if w.secs <= 0 {
			continue
		}
		for cell := w.lo; cell < w.hi; cell++ {
			v := u.source.V[cell]
			if v != v {
				continue
			}
			part := w.secs
			if op.PerSecond && op.Space == Additive {
				part /= e.grid.Seconds(cell)
			}
			s.num[cell] += v * part
			s.defined[cell] = true
			switch {
			case mean:
				s.den[cell] += w.secs
			case u.source.D != nil:
				s.den[cell] += u.source.D[cell] * w.secs
			}
		}
	}
	return true
}

// addStep reduces a unit's cells within one step and folds the result.
func (e *engine) addStep(sums *cellSums, op *Operand, u unit, step int) {
	c := newCombine(op.Time)
	lo, hi := e.grid.First[step], e.grid.First[step+1]
	for _, w := range u.weights {
		for cell := max(lo, w.lo); cell < min(hi, w.hi); cell++ {
			c.add(u.source, cell, w.secs)
		}
	}
	if !c.defined {
		return
	}
	v, seconds := c.value(), e.grid.Seconds(step)
	switch op.Space {
	case Quotient:
		sums.num[step] += c.num
		sums.den[step] += c.den
	case Additive:
		sums.num[step] += c.additive(op, v, seconds)
	default:
		sums.fold(op.Reduce, step, v, c.weight)
	}
	sums.defined[step] = true
}

// fold adds an intensive unit value by the operand's reduction.
func (s *cellSums) fold(reduce Reduce, step int, v, weight float64) {
	switch reduce {
	case ReduceSum:
		s.num[step] += v
	case ReduceMean:
		s.num[step] += v * weight
		s.den[step] += weight
	default:
		if s.low == nil {
			s.low = make([]float64, len(s.num))
		}
		if !s.defined[step] {
			s.num[step], s.low[step] = v, v
		}
		s.num[step], s.low[step] = max(s.num[step], v), min(s.low[step], v)
	}
}

// result is the operand's value at each step.
func (s *cellSums) result(op *Operand) []float64 {
	if s.mixed {
		return filled(len(s.num))
	}
	out := make([]float64, len(s.num))
	for i := range out {
		out[i] = s.at(op, i)
	}
	return out
}

func (s *cellSums) at(op *Operand, i int) float64 {
	if !s.defined[i] {
		return nan
	}
	switch {
	case op.Space == Additive, op.Reduce == ReduceSum && op.Space == Intensive:
		return s.num[i]
	case op.Space == Quotient, op.Reduce == ReduceMean:
		if s.den[i] == 0 {
			return nan
		}
		return s.num[i] / s.den[i]
	case op.Reduce == ReduceMin:
		return s.low[i]
	case op.Reduce == ReduceSpread:
		return s.num[i] - s.low[i]
	}
	return s.num[i]
}

// combine reduces the cells of one unit within one step.
type combine struct {
	rule    TimeRule
	defined bool
	// num is the weighted sum, the amount or the chosen value; weight the seconds with a value; all the seconds
	// owned; den the denominators of a quotient.
	num, weight, all, den float64
}

func newCombine(rule TimeRule) combine { return combine{rule: rule} }

func (c *combine) add(s *Source, cell int, secs float64) {
	if secs <= 0 {
		return
	}
	c.all += secs
	v := s.V[cell]
	if math.IsNaN(v) {
		return
	}
	switch {
	case c.rule == TimeMean:
		c.num += v * secs
	case c.rule == TimeAmount:
		// For amounts, secs is the part of the cell's amount that is the unit's.
		c.num += v * secs
		if s.D != nil {
			c.den += s.D[cell] * secs
		}
	case !c.defined, c.rule == TimeLast, c.rule == TimeMin && v < c.num, c.rule == TimeMax && v > c.num:
		c.num = v
	}
	c.weight += secs
	c.defined = true
}

func (c *combine) value() float64 {
	if c.rule == TimeMean && c.weight > 0 {
		return c.num / c.weight
	}
	return c.num
}

// additive is a unit's part of an additive row value. A gauge's mean holds for all its owned seconds, also for cells
// that a scrape missed; its integral is divided by the step where the operand is a rate or mean.
func (c *combine) additive(op *Operand, v, seconds float64) float64 {
	switch op.Time {
	case TimeMean:
		if op.Gaps {
			v *= c.weight
		} else {
			v *= c.all
		}
	case TimeAmount:
	default:
		return v
	}
	if op.PerSecond && seconds > 0 {
		v /= seconds
	}
	return v
}
