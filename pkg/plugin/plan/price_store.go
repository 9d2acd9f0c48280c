package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// pricedThing is what a price series is of. Empty parts mean any: a price may be of one card, of all cards of a node or
// of a model, or of a whole cluster.
type pricedThing struct{ cluster, node, uuid, model string }

// storePrice is a price that the store has.
type storePrice struct {
	tariff   cost.Tariff
	currency string
}

// priceAlternatives are the ways to read a price: the user's own series, then a price series, then what a cost exporter
// lists.
func (e Env) priceAlternatives() []catalog.Alternative {
	out := e.Catalog.Alternatives(signalPrice)
	rank := func(a catalog.Alternative) int {
		sys, _ := e.Catalog.System(a.System)
		switch {
		case sys.Role == catalog.RoleOwn:
			return 0
		case !sys.Fallback:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(out, func(a, b catalog.Alternative) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// index orders an alternative's series by what they are of. Series of one thing that differ in labels which do not
// matter fill each other's gaps; in two currencies they do not.
func (p *prices) index(s *session, clusterLabel string, a catalog.Alternative, found []pricedSeries) map[pricedThing]*storePrice {
	out := map[pricedThing]*storePrice{}
	for _, x := range found {
		labels := a.Canonical(x.labels)
		key := pricedThing{x.labels[clusterLabel], labels[catalog.LabelNode], labels[catalog.LabelGPUUUID], gpuModelKey(labels[catalog.LabelGPUModel])}
		currency := cmp.Or(labels[catalog.LabelCurrency], p.currency(key.cluster))
		have := out[key]
		switch {
		case have == nil:
			out[key] = &storePrice{x.tariff, currency}
		case have.currency == currency:
			have.tariff = have.tariff.Or(x.tariff)
		default:
			s.warn("A GPU has prices in " + strings.Join(named([]string{have.currency, currency}), " and ") + "; only the first is used.")
		}
	}
	return out
}

// thingsOf are what a price of a device may be of, the most precise first.
func thingsOf(d ownership.Device, info join.DeviceInfo) []pricedThing {
	model := gpuModelKey(info.Model)
	var out []pricedThing
	for _, cluster := range []string{d.Cluster, ""} {
		out = append(out,
			pricedThing{cluster, d.Node, d.UUID, model}, pricedThing{cluster, d.Node, d.UUID, ""},
			pricedThing{cluster, "", d.UUID, model}, pricedThing{cluster, "", d.UUID, ""},
			pricedThing{cluster, d.Node, "", model}, pricedThing{cluster, d.Node, "", ""},
			pricedThing{cluster, "", "", model}, pricedThing{cluster, "", "", ""})
		if d.Cluster == "" {
			break
		}
	}
	return out
}

// gpuModelKey is a GPU's model without what exporters write differently: case, and hyphens for blanks.
func gpuModelKey(model string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(model)), "-", " ")
}

func sameModel(a, b string) bool { return gpuModelKey(a) == gpuModelKey(b) }
