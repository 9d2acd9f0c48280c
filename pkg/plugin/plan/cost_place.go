package plan

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// replicaIndex numbers the replicas of a bill.
type replicaIndex struct {
	at     map[ownership.Replica]int
	of     []ownership.Replica
	models [][]string
}

// replicaParts are the engines' replicas and what they made of each model.
func (c *billing) replicaParts() []cost.Replica {
	world := join.World{Replicas: map[ownership.Replica]join.ReplicaInfo{}}
	for r, info := range c.world.Replicas {
		info.Presence = nil // nothing was made while a replica was not there
		world.Replicas[r] = info
	}
	c.replicas = replicaIndex{at: map[ownership.Replica]int{}}
	var out []cost.Replica
	for _, row := range c.sumsOf(join.NewPlan(partKey, nil, nil), world, c.engineRead) {
		get := getter(partKey, row.Key)
		r := replicaAt(get)
		if row.Kind != join.KindValue || c.world.Replicas[r].Engine == "" {
			continue
		}
		i, ok := c.replicas.at[r]
		if !ok {
			i = len(out)
			c.replicas.at[r], c.replicas.of = i, append(c.replicas.of, r)
			c.replicas.models = append(c.replicas.models, nil)
			out = append(out, cost.Replica{Role: get(catalog.LabelRole), Running: c.activity.of(r)})
		}
		served := servedPart{r, get(catalog.LabelLLMModel)}
		p := cost.Part{Model: served.key(), Scope: c.scoping.scopeOf(served)}
		to := map[string]*[]float64{"prompt": &p.Prompt, "generation": &p.Generation, "cached": &p.Cached, "requests": &p.Requests,
			"prefill": &p.Prefill, "decode": &p.Decode}
		for _, sp := range c.engine {
			*to[sp.As] = row.Values[sp.index]
		}
		out[i].Parts = append(out[i].Parts, p)
		c.replicas.models[i] = append(c.replicas.models[i], served.model)
	}
	return out
}

// holdings are the devices' time by owner, and the homes of the replicas.
func (c *billing) holdings() []cost.Holding {
	edges := c.cells.Edges
	c.foreign = map[string]string{}
	var out []cost.Holding
	currency := map[ownership.Replica]string{}
	for _, h := range join.Holdings(c.world.World, edges[0], edges[len(edges)-1]) {
		q := c.quotes[h.Device]
		x := cost.Holding{Replica: cost.Nobody, Slice: h.Slice, Tariff: q.tariff, Currency: q.currency}
		for _, s := range h.Spans {
			x.Spans = append(x.Spans, cost.Span{From: s.From, To: s.To, Share: s.Share})
		}
		models := []string{""}
		if i, known := c.replicas.at[h.Replica]; known {
			x.Replica, models = i, c.replicas.models[i]
			if _, ok := currency[h.Replica]; !ok {
				currency[h.Replica] = q.currency
			}
		} else if !h.Replica.Zero() {
			c.foreign[h.Replica.String()] = "holds a GPU, but no engine of the catalog reports from it"
		}
		x.Keys = c.keysOf(h.Device, h.Replica, models)
		out = append(out, x)
	}
	for i, r := range c.replicas.of {
		known, ok := currency[r]
		if !ok {
			known = c.quotes.only(r.Cluster)
		}
		out = append(out, cost.Holding{Replica: i, Slice: 1, Currency: known, Keys: c.keysOf(ownership.Device{}, r, c.replicas.models[i])})
	}
	return out
}

// keysOf are the row keys of a place, one for each model; nil where a filter drops it.
func (c *billing) keysOf(d ownership.Device, r ownership.Replica, models []string) [][]string {
	out := make([][]string, len(models))
	for i, m := range models {
		if get := c.world.LabelsOf(d, r, m, nil); c.keeps(get) {
			out[i] = project(c.by, get)
		}
	}
	return out
}

// quoted is a device's price.
type quoted struct {
	tariff   cost.Tariff
	currency string
}

type quotes map[ownership.Device]quoted

// quote finds each device's price, once. A device without one is put to the currency of its cluster, so that it does not
// stand in a row of its own.
func (c *billing) quote() quotes {
	out := make(quotes, len(c.world.Devices))
	mixed := 0
	for d, info := range c.world.Devices {
		t, currency, two := c.prices.of(d, info, ownership.Span{From: c.cells.Edges[0], To: c.cells.Edges[len(c.cells.Edges)-1]})
		if two {
			mixed++
		}
		out[d] = quoted{t, currency}
	}
	only := map[string]string{}
	for d := range out {
		if _, ok := only[d.Cluster]; !ok {
			only[d.Cluster] = out.only(d.Cluster)
		}
	}
	for d, q := range out {
		if len(q.tariff) == 0 {
			out[d] = quoted{currency: only[d.Cluster]}
		}
	}
	if mixed > 0 {
		c.warn(someGPUs(mixed) + " have prices in two currencies; only those in the first one found count.")
	}
	return out
}

// only is the currency of a cluster, or of all where the cluster has none; empty where there are several.
func (q quotes) only(cluster string) string {
	var own, all []string
	for d, x := range q {
		if len(x.tariff) == 0 {
			continue
		}
		all = append(all, x.currency)
		if d.Cluster == cluster {
			own = append(own, x.currency)
		}
	}
	for _, list := range [][]string{own, all} {
		slices.Sort(list)
		if list = slices.Compact(list); len(list) == 1 {
			return list[0]
		}
		if len(list) > 1 {
			return ""
		}
	}
	return ""
}

// currencies are those of all prices, sorted.
func (q quotes) currencies() []string {
	var out []string
	for _, x := range q {
		if len(x.tariff) > 0 {
			out = append(out, x.currency)
		}
	}
	slices.SortFunc(out, cmp.Compare[string])
	return slices.Compact(out)
}
