package join

import "slices"

// wholeWeight gives every cell the same weight.
func wholeWeight(cells int, w float64) []weight { return []weight{{0, cells, w}} }

// fractions are the parts of each cell that belong to each tenure, by owned time × share; rest is the weight of cells
// in which none of them was there.
func fractions(ts []*tenure, cells int) (parts [][]weight, rest []weight) {
	return fractionsBy(ts, cells, func(*tenure) float64 { return 1 })
}

// fractionsBy counts each tenure's time by a part of its own.
func fractionsBy(ts []*tenure, cells int, part func(*tenure) float64) (parts [][]weight, rest []weight) {
	parts = make([][]weight, len(ts))
	cuts := []int{0, cells}
	for _, t := range ts {
		for _, r := range t.runs {
			cuts = append(cuts, r.lo, r.hi)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	at := make([]int, len(ts)) // index of each tenure's current run
	held := make([]float64, len(ts))
	for i := 1; i < len(cuts); i++ {
		lo, hi := cuts[i-1], cuts[i]
		total := 0.0
		for k, t := range ts {
			for at[k] < len(t.runs) && t.runs[at[k]].hi <= lo {
				at[k]++
			}
			held[k] = 0
			if at[k] < len(t.runs) && t.runs[at[k]].lo <= lo {
				held[k] = t.runs[at[k]].shared * part(t)
			}
			total += held[k]
		}
		if total == 0 {
			rest = append(rest, weight{lo, hi, 1})
			continue
		}
		for k := range ts {
			if held[k] > 0 {
				parts[k] = append(parts[k], weight{lo, hi, held[k] / total})
			}
		}
	}
	return parts, rest
}

// times multiplies two weights cell by cell.
func times(a, b []weight) []weight {
	var out []weight
	for i, j := 0, 0; i < len(a) && j < len(b); {
		lo, hi := max(a[i].lo, b[j].lo), min(a[i].hi, b[j].hi)
		if lo < hi {
			out = append(out, weight{lo, hi, a[i].secs * b[j].secs})
		}
		if a[i].hi < b[j].hi {
			i++
		} else {
			j++
		}
	}
	return out
}

func scaled(ws []weight, by float64) []weight {
	if by == 1 {
		return ws
	}
	out := slices.Clone(ws)
	for i := range out {
		out[i].secs *= by
	}
	return out
}

// sharedWeights are a tenure's seconds × share.
func (t *tenure) sharedWeights() []weight {
	out := make([]weight, len(t.runs))
	for i, r := range t.runs {
		out[i] = weight{r.lo, r.hi, r.shared}
	}
	return out
}

// wallWeights are a tenure's seconds, whoever else holds the device.
func (t *tenure) wallWeights() []weight {
	out := make([]weight, len(t.runs))
	for i, r := range t.runs {
		out[i] = weight{r.lo, r.hi, r.wall}
	}
	return out
}
