package plan

import (
	"slices"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// nearestToClient keeps, of gateways that stand one behind another, the series of the one next to the client: all of
// them count the same requests. It decides for each model, because models may have gateways of their own.
func (r *reader) nearestToClient(rd *reading) {
	if rd.spec.signal == nil || rd.spec.signal.Family != catalog.FamilyGateway {
		return
	}
	type served struct{ cluster, model string }
	of := func(c column) served {
		return served{c.labels[r.w.devices.cluster], c.canonical[catalog.LabelLLMModel]}
	}
	first, chained := map[served]int{}, map[served]bool{}
	hops := make([]int, len(rd.alts))
	for i, cs := range rd.found {
		sys, _ := r.s.env.Catalog.System(rd.alts[i].System)
		hops[i] = sys.Hop
		for _, c := range cs {
			if !slices.ContainsFunc(c.v, func(v float64) bool { return v == v }) {
				continue
			}
			k := of(c)
			have, ok := first[k]
			chained[k] = chained[k] || ok && have != hops[i]
			if !ok || hops[i] < have {
				first[k] = hops[i]
			}
		}
	}
	many := 0
	for _, two := range chained {
		if two {
			many++
		}
	}
	if many == 0 {
		return
	}
	for i, cs := range rd.found {
		rd.found[i] = slices.DeleteFunc(slices.Clone(cs), func(c column) bool { return hops[i] > first[of(c)] })
	}
	r.s.remark("The requests of " + strconv.Itoa(many) + " models are counted by several gateways, one behind another; those of the one next to the client were taken.")
}
