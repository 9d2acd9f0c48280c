package balance

import (
	"slices"
	"sort"
)

// segment is a stretch within one cell and one step in which a group is made of the same devices.
type segment struct {
	from, to   int64
	cell, step int
	// members are the ranks held in it, with their shares.
	members []member
}

type member struct {
	rank  int
	share float64
}

func (s segment) seconds() float64 { return float64(s.to-s.from) / 1000 }

// segments cut the answer's time at the edges of cells and steps and where a device comes or goes. Time in which the
// group has no device is in none of them.
func (in *Input) segments(g *Group) []segment {
	first, last := in.Steps[0], in.Steps[len(in.Steps)-1]
	cuts := []int64{first, last}
	add := func(t int64) {
		if t > first && t < last {
			cuts = append(cuts, t)
		}
	}
	for _, t := range in.Edges {
		add(t)
	}
	for _, t := range in.Steps {
		add(t)
	}
	for _, r := range g.Ranks {
		for _, s := range r.Held {
			add(s.From)
			add(s.To)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	next := make([]int, len(g.Ranks))
	for i := 1; i < len(cuts); i++ {
		s := segment{from: cuts[i-1], to: cuts[i], cell: before(in.Edges, cuts[i-1]), step: before(in.Steps, cuts[i-1])}
		for k := range g.Ranks {
			held := g.Ranks[k].Held
			for next[k] < len(held) && held[next[k]].To <= s.from {
				next[k]++
			}
			if next[k] < len(held) && held[next[k]].From <= s.from {
				s.members = append(s.members, member{k, held[next[k]].Share})
			}
		}
		if len(s.members) > 0 && s.cell >= 0 && s.cell < len(in.Edges)-1 {
			out = append(out, s)
		}
	}
	return out
}

// before is the index of the last edge at or before an instant, -1 where there is none.
func before(edges []int64, t int64) int {
	return sort.Search(len(edges), func(i int) bool { return edges[i] > t }) - 1
}
