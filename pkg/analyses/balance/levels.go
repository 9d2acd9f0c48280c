package balance

// levels finds the tensor activities by which ranks are compared: the readings, or their means over several cells. In cells
// where these differ by no more than what they are uncertain by, the ranks are even.
func (in *Input) levels(g *Group) {
	g.levels, g.even = make([][]float64, len(g.Ranks)), nil
	for i := range g.Ranks {
		g.levels[i] = g.Ranks[i].Values[Tensor]
	}
	s := newSample(g.levels, len(in.Edges)-1)
	s.noisy, g.read = s.noise(0, len(s.mean)), s
	if g.Every <= 1 {
		return
	}
	for i, v := range g.levels {
		g.levels[i] = append([]float64(nil), v...)
	}
	g.even = make([]bool, len(in.Edges)-1)
	all := s.noisy
	for _, far := range in.windows(0, len(in.Edges)-1, g.Every*Longer) {
		s.noisy = s.noise(far[0], far[1])
		var rest []int
		for _, w := range in.windows(far[0], far[1], g.Every) {
			if cells := cellsFrom(w); !g.settle(s, cells) {
				rest = append(rest, cells...)
			}
		}
		if len(rest) > 0 && !g.settle(s, rest) {
			for _, c := range rest {
				g.even[c] = true
			}
		}
	}
	s.noisy = all
}

// settle gives cells the means over them and tells whether these differ for certain.
func (g *Group) settle(s *sample, cells []int) bool {
	means, certain := s.compare(cells)
	for i, v := range g.levels {
		for _, c := range cells {
			if c < len(v) && defined(v[c]) {
				v[c] = means[i]
			}
		}
	}
	return certain
}

// windows divide the cells from lo to hi on UTC multiples of so many cells.
func (in *Input) windows(lo, hi, cells int) (out [][2]int) {
	length := (in.Edges[1] - in.Edges[0]) * int64(cells)
	for i := lo; i < hi; i++ {
		if i == lo || in.Edges[i]/length != in.Edges[i-1]/length {
			out = append(out, [2]int{i, i})
		}
		out[len(out)-1][1] = i + 1
	}
	return out
}

func cellsFrom(w [2]int) (out []int) {
	for c := w[0]; c < w[1]; c++ {
		out = append(out, c)
	}
	return out
}

// level is that of a rank in a cell.
func (g *Group) level(rank, cell int) float64 {
	if v := g.levels[rank]; cell < len(v) {
		return v[cell]
	}
	return undefined
}
