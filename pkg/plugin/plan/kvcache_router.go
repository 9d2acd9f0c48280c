package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// routed is what routers' indexes expected to find of the prompts for one model of a cluster, or of all its models.
type routed struct {
	cluster, model string
	// expected and asked are sums of shares and their number, a value a window.
	expected, asked []float64
}

// routers are the routers' expectations, one for each cluster and model that they name.
func (k *caches) routers() []routed {
	var out []routed
	for _, w := range k.seen {
		if w.signal != signalRouterHit {
			continue
		}
		for i, cs := range w.found {
			for _, c := range foldDims(w.alts[i], cs, true) {
				cluster, model := c.labels[k.env.clusterLabel()], c.canonical[catalog.LabelLLMModel]
				at := slices.IndexFunc(out, func(r routed) bool { return r.cluster == cluster && r.model == model })
				if at < 0 {
					at = len(out)
					out = append(out, routed{cluster: cluster, model: model})
				}
				to := &out[at].expected
				if w.part == partCount {
					to = &out[at].asked
				}
				*to = plus(*to, c.v, 1)
			}
		}
	}
	return out
}

// expectedBy is the share of a replica's prompts that routers expected to find in a cache; nil where none speaks of it. A
// router that names no model speaks of a cluster's only one.
func (k *caches) expectedBy(routers []routed, r ownership.Replica) []float64 {
	models := k.world.Replicas[r].Models
	i := slices.IndexFunc(routers, func(x routed) bool {
		return (x.cluster == r.Cluster || x.cluster == "") && slices.Contains(models, x.model)
	})
	if i < 0 && len(k.modelsIn(r.Cluster)) == 1 {
		i = slices.IndexFunc(routers, func(x routed) bool { return (x.cluster == r.Cluster || x.cluster == "") && x.model == "" })
	}
	if i < 0 || routers[i].expected == nil || routers[i].asked == nil {
		return nil
	}
	out := slices.Clone(routers[i].expected)
	for i, n := range routers[i].asked {
		if out[i] /= n; !(n > 0) {
			out[i] = undefined
		}
	}
	return out
}

// modelsIn are the models that a cluster's engines serve.
func (k *caches) modelsIn(cluster string) map[string]bool {
	out := map[string]bool{}
	for r, info := range k.world.Replicas {
		if r.Cluster == cluster && info.Engine != "" {
			for _, m := range info.Models {
				out[m] = true
			}
		}
	}
	return out
}
