package plan

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// sampledCollective are the values that NCCL Inspector sampled of one kind of collective.
type sampledCollective struct{ busbw, time []float64 }

// collectives are those of a group's GPUs. NCCL Inspector knows a GPU by its index on a node alone, so they are there
// where a binding says which GPU that is.
func (b *balancing) collectives(g *parallelGroup) []models.NCCLCollective {
	found := map[string]*sampledCollective{}
	for _, rd := range b.readings {
		if !rd.spec.ofFabric() {
			continue
		}
		for i, cs := range rd.found {
			for _, c := range cs {
				if !g.holds(b.read.indexed(c)) {
					continue
				}
				name := cmp.Or(c.canonical[catalog.LabelCollective], rd.alts[i].Const["operation"], "unknown")
				if found[name] == nil {
					found[name] = &sampledCollective{}
				}
				if to := found[name]; rd.spec.Signal == signalBusbw {
					to.busbw = append(to.busbw, sampledValues(c.v)...)
				} else {
					to.time = append(to.time, sampledValues(c.v)...)
				}
			}
		}
	}
	var out []models.NCCLCollective
	for _, name := range slices.Sorted(maps.Keys(found)) {
		x := found[name]
		out = append(out, models.NCCLCollective{Collective: name, Samples: max(len(x.busbw), len(x.time)),
			BusbwP50: figure(balance.Quantile(0.5, x.busbw)), BusbwP95: figure(balance.Quantile(0.95, x.busbw)),
			TimeP50: figure(balance.Quantile(0.5, x.time)), TimeP95: figure(balance.Quantile(0.95, x.time))})
	}
	return out
}

// holds tells whether a device was ever the group's.
func (g *parallelGroup) holds(d ownership.Device) bool {
	if d.UUID == "" {
		return false
	}
	for _, t := range g.tracks {
		if t.Device == d {
			return true
		}
	}
	return false
}

// sampledValues are the values that were sampled: what stands unchanged from one scrape to the next is one sample.
func sampledValues(v []float64) []float64 {
	var out []float64
	for _, x := range v {
		if n := len(out); x == x && (n == 0 || out[n-1] != x) {
			out = append(out, x)
		}
	}
	return out
}
