package join

import "math"

// choose merges one thing's sources cell by cell: of several alternatives the newest name that has a value counts,
// and what one alternative reports twice (a label that changed, a series repeated) is read once, as its mean.
// sources must be one device's or one unit's. The result of a single source is that source itself.
func choose(sources []*Source, sum bool) *Source {
	if len(sources) == 1 {
		return sources[0]
	}
	best := *sources[0]
	n := len(best.V)
	best.V, best.B = filled(n), nil
	if sources[0].D != nil {
		best.D = filled(n)
	}
	for cell := range n {
		alt, count := math.MaxInt, 0
		for _, s := range sources {
			v := s.V[cell]
			if math.IsNaN(v) || s.Alt > alt {
				continue
			}
			if s.Alt < alt {
				alt, count = s.Alt, 0
			}
			if count == 0 {
				best.V[cell] = 0
				if best.D != nil {
					best.D[cell] = 0
				}
			}
			best.V[cell] += v
			if best.D != nil {
				best.D[cell] += s.D[cell]
			}
			count++
		}
		if !sum && count > 1 {
			best.V[cell] /= float64(count)
			if best.D != nil {
				best.D[cell] /= float64(count)
			}
		}
	}
	return &best
}

// chooseParts chooses within each part of a breakdown and then combines the parts of a device: additive ones are
// added; of intensive ones, which may overlap in time, the largest counts.
func chooseParts(op *Operand, sources []*Source) *Source {
	return joinParts(sources, false, op.Space == Additive)
}

// joinParts chooses within each part, adding what one name reports in several series where sum says so, and then adds
// the parts or takes the largest.
func joinParts(sources []*Source, sum, add bool) *Source {
	parts := map[string][]*Source{}
	var order []string
	for _, s := range sources {
		if parts[s.Part] == nil {
			order = append(order, s.Part)
		}
		parts[s.Part] = append(parts[s.Part], s)
	}
	out := choose(parts[order[0]], sum)
	for _, p := range order[1:] {
		out = combineParts(out, choose(parts[p], sum), add)
	}
	return out
}

func combineParts(a, b *Source, add bool) *Source {
	out := *a
	out.V = append([]float64(nil), a.V...)
	for i, v := range b.V {
		switch {
		case math.IsNaN(v):
		case math.IsNaN(out.V[i]):
			out.V[i] = v
		case add:
			out.V[i] += v
		default:
			out.V[i] = max(out.V[i], v)
		}
	}
	return &out
}

// mask blanks, in place on copies, every cell of a source for which a newer alternative of the same replica has a
// value. It is choose's rule for sources that stay apart, such as ranks and buckets.
func mask(sources []*Source) []*Source {
	lowest, highest := math.MaxInt, 0
	for _, s := range sources {
		lowest, highest = min(lowest, s.Alt), max(highest, s.Alt)
	}
	if lowest == highest {
		return sources
	}
	n := len(sources[0].V)
	newest := make([]int, n)
	for cell := range newest {
		newest[cell] = math.MaxInt
		for _, s := range sources {
			if !math.IsNaN(s.V[cell]) {
				newest[cell] = min(newest[cell], s.Alt)
			}
		}
	}
	out := make([]*Source, len(sources))
	for i, s := range sources {
		c := *s
		c.V = append([]float64(nil), s.V...)
		for cell := range newest {
			if s.Alt > newest[cell] && !s.Whole {
				c.V[cell] = nan
			}
		}
		out[i] = &c
	}
	return out
}

func filled(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = nan
	}
	return out
}
