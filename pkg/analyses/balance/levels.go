package balance

// levels are the tensor activities by which ranks are compared: the readings, or their means over several cells.
func (in *Input) levels(g *Group) [][]float64 {
	out := make([][]float64, len(g.Ranks))
	for i := range g.Ranks {
		out[i] = g.Ranks[i].Values[Tensor]
		if g.Every > 1 && out[i] != nil {
			out[i] = in.meansOver(g.Every, out[i])
		}
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

// meansOver gives each cell the mean of the cells beside it, as many together as every, on UTC multiples.
func (in *Input) meansOver(every int, v []float64) []float64 {
	out := make([]float64, len(v))
	length := (in.Edges[len(in.Edges)-1] - in.Edges[len(in.Edges)-2]) * int64(every)
	for lo := 0; lo < len(v); {
		hi, sum, n := lo, 0.0, 0
		for ; hi < len(v) && in.Edges[hi]/length == in.Edges[lo]/length; hi++ {
			if defined(v[hi]) {
				sum, n = sum+v[hi], n+1
			}
		}
		for i := lo; i < hi; i++ {
			out[i] = sum / float64(n)
			if !defined(v[i]) {
				out[i] = undefined
			}
		}
		lo = hi
	}
	return out
}
