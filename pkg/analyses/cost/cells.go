package cost

// Cells divide a range at the borders of the answer's steps and of the allocation intervals, so that each cell lies in
// one step and in one interval. Cell i covers (Edges[i], Edges[i+1]], ms since the epoch in UTC.
type Cells struct {
	Edges []int64
	// Interval and Step are each cell's allocation interval and step, counted from 0.
	Interval, Step []int
	// Intervals and Steps are how many there are.
	Intervals, Steps int
}

// NewCells lays out the steps between ascending edges and the allocation intervals of some ms on UTC multiples,
// clipped to the range. A table has one step.
func NewCells(steps []int64, interval int64) Cells {
	c := Cells{Steps: max(0, len(steps)-1)}
	if c.Steps == 0 {
		return c
	}
	c.Edges = append(c.Edges, steps[0])
	for step := range c.Steps {
		for at := steps[step]; at < steps[step+1]; {
			border := floorDiv(at, interval)*interval + interval
			to := min(border, steps[step+1])
			c.Edges = append(c.Edges, to)
			c.Step = append(c.Step, step)
			c.Interval = append(c.Interval, c.Intervals)
			if to == border {
				c.Intervals++
			}
			at = to
		}
	}
	// An interval that the range's end cuts short counts too.
	c.Intervals = c.Interval[len(c.Interval)-1] + 1
	return c
}

// Len is the number of cells.
func (c Cells) Len() int { return len(c.Step) }

// perInterval adds cells' values by interval; a cell without a value adds nothing.
func (c Cells) perInterval(cells []float64) []float64 {
	out := make([]float64, c.Intervals)
	for i, v := range cells {
		if v == v {
			out[c.Interval[i]] += v
		}
	}
	return out
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
