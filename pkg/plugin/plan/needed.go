package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Needed are the families without which the visible value of an alert's query would be another one; nil means that all
// of them may matter. A rule on an engine's tokens is not stopped by the GPU store; one on a GPU's by any store that
// helps to find its owner.
func Needed(c *catalog.Catalog, q models.Query) map[catalog.Family]bool {
	key := slices.Concat(grainKeys[q.Grain], q.By)
	for _, f := range q.Filters {
		key = append(key, f.Label)
	}
	out := map[catalog.Family]bool{catalog.FamilyEngine: true}
	if slices.ContainsFunc(key, join.OfDevice) {
		owners(out)
	}
	if q.QueryType == models.QueryTypeLatency {
		out[catalog.FamilyGateway] = true // a prefill/decode pair ends at its gateway
		return out
	}
	if q.QueryType == models.QueryTypeKVCache {
		neededByCaches(q, out)
		return out
	}
	if q.QueryType == models.QueryTypeBalance {
		owners(out)
		if slices.Contains(q.Fields, "lost_money") {
			out[catalog.FamilyCost] = true
		}
		return out
	}
	if q.QueryType == models.QueryTypeCost {
		owners(out)
		out[catalog.FamilyCost] = true
		if ofClients(q) || slices.Contains(q.Fields, "useful_ratio") {
			out[catalog.FamilyGateway] = true
		}
		return out
	}
	for _, o := range q.Operands {
		sig, ok := c.Signal(o.Signal)
		switch {
		case o.Hide && !readByFormula(q), o.Formula != "":
			continue
		case !ok:
			return nil // the user's own PromQL may be of anything
		}
		if sig.Family != catalog.FamilyHealth {
			out[sig.Family] = true
		}
		if sig.ID == signalStale || sig.ID == signalGPUStale {
			owners(out)
		}
		if sig.Family == catalog.FamilyGPU || sig.Family == catalog.FamilyCost {
			owners(out)
		}
		if sig.ID == signalCost || sig.ID == signalPrice {
			out[catalog.FamilyCost] = true
		}
	}
	return out
}

// owners adds what tells whose a device is.
func owners(out map[catalog.Family]bool) {
	out[catalog.FamilyGPU], out[catalog.FamilyKubernetes] = true, true
}

// readByFormula tells whether a visible operand is a formula, which may read the hidden ones.
func readByFormula(q models.Query) bool {
	return slices.ContainsFunc(q.Operands, func(o models.Operand) bool { return !o.Hide && o.Formula != "" })
}

// stops tells whether a query that is answered as a whole or not at all ends with the failure of an endpoint.
func (e Env) stops(endpoint string) bool {
	if !e.Whole {
		return false
	}
	if e.Needs == nil || endpoint == DefaultEndpoint {
		return true
	}
	for f := range e.Needs {
		if e.endpoint(f) == endpoint {
			return true
		}
	}
	return false
}
