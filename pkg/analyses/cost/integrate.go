package cost

import "math"

// spent is what a holding comes to, cell by cell.
type spent struct {
	// wall is owned seconds × the owner's share, gpu the same of whole cards, priced that of gpu for which a price is
	// known; money is undefined where a cell has time and no price.
	wall, gpu, priced, money []float64
}

// integrate is the one price integral of a holding: ∫ price × share × slice dt in each cell.
func (h *Holding) integrate(edges []int64) spent {
	n := len(edges) - 1
	s := spent{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)}
	c, r := 0, 0
	for _, x := range h.Spans {
		for c > 0 && edges[c] > x.From {
			c--
		}
		for r > 0 && h.Tariff[min(r, len(h.Tariff)-1)].From > x.From {
			r--
		}
		for at := max(x.From, edges[0]); at < min(x.To, edges[n]); {
			for edges[c+1] <= at {
				c++
			}
			for r < len(h.Tariff) && h.Tariff[r].To <= at {
				r++
			}
			to := min(x.To, edges[c+1])
			price := math.NaN()
			switch {
			case r == len(h.Tariff):
			case h.Tariff[r].From > at:
				to = min(to, h.Tariff[r].From)
			default:
				to, price = min(to, h.Tariff[r].To), h.Tariff[r].PerHour
			}
			s.book(c, float64(to-at)/1000*x.Share, h.Slice, price)
			at = to
		}
	}
	for c, v := range s.gpu {
		if v > 0 && s.priced[c] == 0 {
			s.money[c] = math.NaN()
		}
	}
	return s
}

func (s *spent) book(cell int, seconds, slice, perHour float64) {
	s.wall[cell] += seconds
	s.gpu[cell] += seconds * slice
	if perHour == perHour {
		s.priced[cell] += seconds * slice
		s.money[cell] += perHour * seconds * slice / 3600
	}
}
