package balance

import "math"

// sample is what is read of the tensor pipes of a group, cell by cell.
type sample struct {
	// values are the ranks' readings, mean is their mean.
	values [][]float64
	mean   []float64
	// noisy is the noise to reckon with.
	noisy float64
}

func newSample(levels [][]float64, cells int) *sample {
	s := &sample{values: make([][]float64, len(levels)), mean: make([]float64, cells)}
	copy(s.values, levels)
	for c := range s.mean {
		sum, n := 0.0, 0
		for _, v := range s.values {
			if c < len(v) && defined(v[c]) {
				sum, n = sum+v[c], n+1
			}
		}
		s.mean[c] = sum / float64(n) // 0/0 is undefined
	}
	return s
}

// part is a rank's reading as a part of the ranks' mean.
func (s *sample) part(rank, cell int) float64 {
	if v := s.values[rank]; cell >= 0 && cell < len(v) && s.mean[cell] > 0 {
		return v[cell] / s.mean[cell]
	}
	return undefined
}

// noise is the standard deviation of one reading as a part of the ranks' mean, from the differences between a rank's
// readings in cells one after the other (von Neumann): a rank that always has more to do is no noise.
func (s *sample) noise(lo, hi int) float64 {
	sum, n := 0.0, 0
	for rank := range s.values {
		for c := lo + 1; c < hi; c++ {
			if d := s.part(rank, c) - s.part(rank, c-1); defined(d) {
				sum, n = sum+d*d, n+1
			}
		}
	}
	if n == 0 {
		return 0
	}
	return math.Sqrt(sum / float64(2*n))
}

// compare gives the ranks' means over cells, and whether the largest and the least differ by more than noise and
// instants explain.
func (s *sample) compare(cells []int) (means []float64, certain bool) {
	means = make([]float64, len(s.values))
	least, ranks := math.Inf(1), 0.0
	for i, v := range s.values {
		sum, n := 0.0, 0.0
		for _, c := range cells {
			if c < len(v) && defined(v[c]) {
				sum, n = sum+v[c], n+1
			}
		}
		means[i] = sum / n // 0/0 is undefined
		if n > 0 {
			least, ranks = min(least, n), ranks+1
		}
	}
	apart := spreadOf(means)
	if !defined(apart) {
		return means, false
	}
	chance := 2 * math.Sqrt(math.Log(ranks*ranks/(2*chanceOfNoise))) * s.noisy / math.Sqrt(least)
	return means, apart*highest(means) >= (chance+s.drift(cells))*mean(means)-rounding
}

// drift is by how much the mean over cells differs, as a part of itself, if it is taken one cell earlier or later: two
// exporters that read at different instants of a changing load differ by that.
func (s *sample) drift(cells []int) float64 {
	at := func(c int) float64 {
		if c < 0 || c >= len(s.mean) {
			return undefined
		}
		return s.mean[c]
	}
	sum, most := 0.0, 0.0
	for _, by := range []int{-1, 1} {
		moved := 0.0
		for _, c := range cells {
			moved += orZero(at(c+by) - at(c))
		}
		most = max(most, math.Abs(moved))
	}
	for _, c := range cells {
		sum += orZero(at(c))
	}
	if sum <= 0 {
		return 0
	}
	return most / sum
}

// standsOut tells whether a rank's readings over segments lie above its group's by more than their noise.
func (g *Group) standsOut(rank int, segs []segment) bool {
	s := g.read
	var own, other []float64
	for _, c := range cellsIn(segs) {
		var rest []float64
		for i := range g.levels {
			if v := s.part(i, c); i != rank && defined(v) {
				rest = append(rest, v)
			}
		}
		if v := s.part(rank, c); defined(v) && len(rest) > 0 {
			own, other = append(own, v), append(other, median(rest))
		}
	}
	// Of n ranks, what one has more the others have less, as parts of the mean.
	n := float64(len(g.levels))
	return mean(own)-mean(other) >= surely*s.noisy*n/(n-1)/math.Sqrt(float64(len(own)))-rounding
}
