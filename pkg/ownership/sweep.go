package ownership

import (
	"cmp"
	"slices"
)

// piece is one span of one claim.
type piece struct {
	Span
	claim
}

// sweep walks each device's claims through time: at each instant the best method wins, a hand-over goes to the new
// owner, and replicas that hold a device together share it equally.
func sweep(claims []claim) (out []Interval, overlaps int) {
	byDevice := map[Device][]piece{}
	for _, c := range claims {
		for _, s := range c.spans {
			byDevice[c.device] = append(byDevice[c.device], piece{s, c})
		}
	}
	for _, ps := range byDevice {
		overlaps += handOver(ps)
		out = append(out, cutDevice(ps)...)
	}
	slices.SortFunc(out, func(a, b Interval) int {
		return cmp.Or(CompareDevices(a.Device, b.Device), cmp.Compare(a.From, b.From), CompareReplicas(a.Replica, b.Replica))
	})
	return out, overlaps
}

// handOver ends a piece where the next owner's begins, when they overlap by no more than the samples' own padding
// and one scrape. It counts those in which both owners were really reported at once.
func handOver(ps []piece) (overlaps int) {
	slices.SortFunc(ps, func(a, b piece) int {
		return cmp.Or(cmp.Compare(a.From, b.From), CompareReplicas(a.replica, b.replica))
	})
	for i := range ps {
		for j := range ps {
			a, b := &ps[i], &ps[j]
			if a.method != b.method || a.replica == b.replica || b.From <= a.From || b.To <= a.To {
				continue
			}
			over := a.To - b.From
			if over <= 0 || 2*over > 5*a.native {
				continue
			}
			if 2*over > 3*a.native {
				overlaps++
			}
			a.To = b.From
		}
	}
	return overlaps
}

func cutDevice(ps []piece) []Interval {
	var cuts []int64
	for _, p := range ps {
		cuts = append(cuts, p.From, p.To)
	}
	var out []Interval
	open := map[Replica]int{} // index of the replica's last interval, to join neighbours
	for _, s := range between(cuts) {
		best := bestAt(ps, s.From)
		for _, p := range best {
			iv := Interval{Device: p.device, Replica: p.replica, From: s.From, To: s.To,
				Method: p.method, Share: 1 / float64(len(best))}
			if i, ok := open[p.replica]; ok && joins(out[i], iv) {
				out[i].To = iv.To
				continue
			}
			open[p.replica] = len(out)
			out = append(out, iv)
		}
	}
	return out
}

func joins(a, b Interval) bool {
	return a.To == b.From && a.Method == b.Method && a.Share == b.Share
}

// bestAt are the pieces of the best method at an instant, one for each replica.
func bestAt(ps []piece, t int64) []piece {
	var out []piece
	for _, p := range ps {
		if t < p.From || t >= p.To {
			continue
		}
		switch {
		case len(out) == 0 || p.method.rank() < out[0].method.rank():
			out = append(out[:0:0], p)
		case p.method.rank() == out[0].method.rank() && !slices.ContainsFunc(out, func(o piece) bool { return o.replica == p.replica }):
			out = append(out, p)
		}
	}
	return out
}
