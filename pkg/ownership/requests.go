package ownership

import (
	"slices"
	"sort"
)

// Request is a pod's GPU request on a node, as kube-state-metrics reports it.
type Request struct {
	Cluster, Node string
	Replica       Replica
	GPUs          int
	Spans         Spans
}

// exclusive finds the stretches in which one pod alone holds GPUs on a node and requests as many as are observed
// there, and gives it all of them. ambiguous says per device why the rest has no answer.
func exclusive(presence map[Device]Spans, requests []Request) (claims []claim, ambiguous map[Device]string) {
	type node struct{ cluster, name string }
	devices := map[node][]Device{}
	for d := range presence {
		n := node{d.Cluster, d.Node}
		devices[n] = append(devices[n], d)
	}
	byNode := map[node][]Request{}
	for _, r := range requests {
		if r.GPUs > 0 {
			n := node{r.Cluster, r.Node}
			byNode[n] = append(byNode[n], r)
		}
	}
	ambiguous = map[Device]string{}
	for n, ds := range devices {
		rs := byNode[n]
		if len(rs) == 0 {
			continue
		}
		for _, s := range cutTime(ds, presence, rs) {
			var there []Device
			for _, d := range ds {
				if presence[d].Contains(s.From) {
					there = append(there, d)
				}
			}
			holders := holdersAt(rs, s.From)
			why := verdict(holders, len(there))
			for _, d := range there {
				if why != "" {
					ambiguous[d] = why
				} else if len(holders) == 1 {
					claims = append(claims, claim{device: d, replica: holders[0].Replica, spans: Spans{s}, method: MethodExclusiveNode})
				}
			}
		}
	}
	return claims, ambiguous
}

func verdict(holders []Request, observed int) string {
	switch {
	case len(holders) == 0:
		return ""
	case len(holders) > 1:
		return "ambiguous: several pods hold GPUs on the node and the GPU series name none of them"
	case holders[0].GPUs != observed:
		return "ambiguous: the only GPU pod of the node requests another number of GPUs than are observed there"
	}
	return ""
}

// holdersAt are the pods that request GPUs at an instant, each once: a pod that was recreated under its name may be
// reported twice for a moment.
func holdersAt(rs []Request, t int64) []Request {
	var out []Request
	for _, r := range rs {
		if !r.Spans.Contains(t) {
			continue
		}
		if i := slices.IndexFunc(out, func(o Request) bool { return o.Replica == r.Replica }); i >= 0 {
			out[i].GPUs = max(out[i].GPUs, r.GPUs)
			continue
		}
		out = append(out, r)
	}
	return out
}

// cutTime cuts time at every instant at which a device or a request comes or goes.
func cutTime(ds []Device, presence map[Device]Spans, rs []Request) []Span {
	var cuts []int64
	add := func(ss Spans) {
		for _, s := range ss {
			cuts = append(cuts, s.From, s.To)
		}
	}
	for _, d := range ds {
		add(presence[d])
	}
	for _, r := range rs {
		add(r.Spans)
	}
	return between(cuts)
}

// between sorts cuts and returns the spans between neighbours.
func between(cuts []int64) []Span {
	sort.Slice(cuts, func(i, j int) bool { return cuts[i] < cuts[j] })
	var out []Span
	for i := 1; i < len(cuts); i++ {
		if cuts[i] > cuts[i-1] {
			out = append(out, Span{cuts[i-1], cuts[i]})
		}
	}
	return out
}
