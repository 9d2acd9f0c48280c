package balance

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Stretch is the time in which one rank held its group up.
type Stretch struct {
	From, To int64
	Rank     int
	Cause    models.Cause
	// LostShare is the part of the group's GPU time that was lost in it, 0 to 1.
	LostShare float64
	Evidence  []models.Evidence
}

// need is over how many cells one rank must be the busiest.
func (in *Input) need() int {
	cell := in.Edges[len(in.Edges)-1] - in.Edges[len(in.Edges)-2]
	return int(max(1, (LeastSamples*in.Native+cell-1)/max(1, cell)))
}

// streak are segments one after the other in which the same ranks may be the busiest.
type streak struct {
	lo, hi int
	ranks  []int
}

// stretches find the ranks that were busiest for long enough. Interruptions shorter than what makes a straggler are
// noise: two stretches of one rank that they part are one.
func (in *Input) stretches(g *Group, segs []segment, verdicts []verdict) []Stretch {
	var out []Stretch
	need := in.need() * max(1, g.Every)
	for _, s := range streaks(g, segs, verdicts) {
		if cellsOf(segs[s.lo:s.hi+1]) < need {
			continue
		}
		x := Stretch{From: segs[s.lo].from, To: segs[s.hi].to, Rank: g.busiest(segs[s.lo:s.hi+1], s.ranks)}
		if n := len(out); n > 0 && out[n-1].Rank == x.Rank && x.From-out[n-1].To < LeastSamples*in.Native*int64(max(1, g.Every)) {
			out[n-1].To = x.To
			continue
		}
		out = append(out, x)
	}
	out = slices.DeleteFunc(out, func(x Stretch) bool { return !g.standsOut(x.Rank, insideOf(segs, x)) })
	for i := range out {
		within := insideOf(segs, out[i])
		out[i].LostShare = g.lostShare(within)
		out[i].Cause, out[i].Evidence = g.cause(out[i].Rank, within)
	}
	return out
}

// insideOf are the segments of a stretch.
func insideOf(segs []segment, x Stretch) []segment {
	return slices.DeleteFunc(slices.Clone(segs), func(s segment) bool { return s.from < x.From || s.to > x.To })
}

// streaks are as long as some rank is, or is nearly, the busiest in all of a streak.
func streaks(g *Group, segs []segment, verdicts []verdict) []streak {
	var out []streak
	for i, s := range segs {
		if !verdicts[i].uneven {
			continue
		}
		ranks := g.near(s, verdicts[i].highest)
		if n := len(out); n > 0 && out[n-1].hi == i-1 && segs[i-1].to == s.from {
			if both := common(out[n-1].ranks, ranks); len(both) > 0 {
				out[n-1].hi, out[n-1].ranks = i, both
				continue
			}
		}
		out = append(out, streak{i, i, ranks})
	}
	return out
}

// near are the ranks that are the busiest but for noise.
func (g *Group) near(s segment, highest float64) (out []int) {
	for _, m := range s.members {
		if g.level(m.rank, s.cell) >= nearBusiest*highest {
			out = append(out, m.rank)
		}
	}
	return out
}

func common(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(x int) bool { return !slices.Contains(b, x) })
}

// cellsOf counts the cells that segments are in.
func cellsOf(segs []segment) int { return len(cellsIn(segs)) }

// cellsIn are the cells that segments are in.
func cellsIn(segs []segment) (out []int) {
	for _, s := range segs {
		if n := len(out); n == 0 || out[n-1] != s.cell {
			out = append(out, s.cell)
		}
	}
	return out
}

// busiest is, of some ranks, the one with the highest mean; the first of equal ones.
func (g *Group) busiest(segs []segment, ranks []int) int {
	means := g.means(Tensor, segs)
	return slices.MaxFunc(ranks, func(a, b int) int { return cmp.Or(cmp.Compare(means[a], means[b]), cmp.Compare(b, a)) })
}

// means are each rank's time mean of a reading over segments, undefined where it has none.
func (g *Group) means(what Reading, segs []segment) []float64 {
	return g.meansOf(segs, func(rank, cell int) float64 { return g.Ranks[rank].at(what, cell) })
}

func (g *Group) meansOf(segs []segment, at func(rank, cell int) float64) []float64 {
	sum, time := make([]float64, len(g.Ranks)), make([]float64, len(g.Ranks))
	for _, s := range segs {
		for _, m := range s.members {
			if v := at(m.rank, s.cell); defined(v) {
				sum[m.rank] += v * s.seconds()
				time[m.rank] += s.seconds()
			}
		}
	}
	for i := range sum {
		sum[i] /= time[i] // 0/0 is undefined
	}
	return sum
}

// lostShare is what a stretch lost of its GPU time.
func (g *Group) lostShare(segs []segment) float64 {
	lost, held := 0.0, 0.0
	for _, s := range segs {
		v := g.judge(s)
		for _, m := range s.members {
			own := g.level(m.rank, s.cell)
			if !defined(own) {
				continue
			}
			weight := s.seconds() * m.share * g.Ranks[m.rank].Slice
			held += weight
			if v.uneven {
				lost += (v.highest - own) / v.highest * weight
			}
		}
	}
	if held == 0 {
		return 0
	}
	return lost / held
}

// mark notes the steps that stragglers touch.
func (r *Result) mark(in *Input) {
	for _, s := range r.Stretches {
		for k := range len(in.Steps) - 1 {
			if s.From < in.Steps[k+1] && in.Steps[k] < s.To {
				r.Figures[s.Rank].Busiest[k] = true
			}
		}
	}
}

// spansOf is all of the time between the first and the last edge.
func spansOf(edges []int64) ownership.Spans {
	return ownership.Spans{{From: edges[0], To: edges[len(edges)-1]}}
}
