package ownership

import (
	"cmp"
	"slices"
)

// dropStale ends a pod's older claims where it is named by more devices than it requested: an exporter may go on
// naming a pod that moved to another card. The newest claims are kept. Pods whose request is unknown are left alone.
func dropStale(claims []claim, requests []Request) ([]claim, int) {
	asked := map[Replica][]Request{}
	for _, r := range requests {
		asked[r.Replica] = append(asked[r.Replica], r)
	}
	byPod := map[Replica][]int{}
	for i, c := range claims {
		// Only exporters keep labels; an engine's own word and the settings' are no leftovers.
		if exporters := c.method == MethodGPULabels || c.method == MethodPodUID; exporters && len(asked[c.replica]) > 0 {
			byPod[c.replica] = append(byPod[c.replica], i)
		}
	}
	cut := 0
	for r, idx := range byPod {
		if len(idx) < 2 {
			continue
		}
		cut += cutPod(claims, idx, asked[r])
	}
	return slices.DeleteFunc(claims, func(c claim) bool { return len(c.spans) == 0 }), cut
}

// cutPod works on the claims at idx, which are one pod's, and returns how many devices lost time.
func cutPod(claims []claim, idx []int, asked []Request) int {
	var cuts []int64
	for _, i := range idx {
		for _, s := range claims[i].spans {
			cuts = append(cuts, s.From, s.To)
		}
	}
	for _, a := range asked {
		for _, s := range a.Spans {
			cuts = append(cuts, s.From, s.To)
		}
	}
	kept := make(map[int]Spans, len(idx))
	lost := map[Device]bool{}
	for _, s := range between(cuts) {
		n := requestedAt(asked, s.From)
		devices := map[Device]bool{}
		for _, h := range heldAt(claims, idx, s.From) {
			d := claims[h.index].device
			if n == 0 || devices[d] || len(devices) < n {
				devices[d] = true
				kept[h.index] = kept[h.index].Union(Spans{s})
				continue
			}
			// The padding of a hand-over overlaps by up to two native steps; that is no stale label.
			if s.To-s.From > 2*claims[h.index].native {
				lost[d] = true
			}
		}
	}
	for _, i := range idx {
		claims[i].spans = kept[i]
	}
	return len(lost)
}

type held struct {
	index int
	since int64
}

// heldAt are the claims at an instant, the newest first.
func heldAt(claims []claim, idx []int, t int64) []held {
	var out []held
	for _, i := range idx {
		for _, s := range claims[i].spans {
			if s.From <= t && t < s.To {
				out = append(out, held{i, s.From})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b held) int { return cmp.Compare(b.since, a.since) })
	return out
}

func requestedAt(asked []Request, t int64) int {
	n := 0
	for _, a := range asked {
		if a.Spans.Contains(t) {
			n += a.GPUs
		}
	}
	return n
}
