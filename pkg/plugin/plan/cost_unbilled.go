package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// signalCounted is how many GPUs a price source counts on a node.
const signalCounted = "node_gpu_count"

// maxUnbilled bounds the GPUs named in the coverage that only a price source counts.
const maxUnbilled = 20

// countedNode is a node with the GPUs that a price source counts on it, over time.
type countedNode struct {
	cluster, node string
	gpus          cost.Tariff
}

// nodeCounts reads how many GPUs price sources count.
func (c *billing) nodeCounts(ctx context.Context) ([]countedNode, error) {
	var out []countedNode
	for _, a := range c.env.Catalog.Alternatives(signalCounted) {
		if !c.have.readable(a, models.StatLast) {
			continue
		}
		found, err := c.of(a).look(ctx, selecting(a, c.read.extra), c.cells.Edges[0]-hold, c.cells.Edges[c.cells.Len()])
		if err != nil || found.coarse {
			return nil, err
		}
		for _, x := range found.series {
			out = append(out, countedNode{x.labels[c.env.clusterLabel()], a.Canonical(x.labels)[catalog.LabelNode], held(x, max(hold, 3*found.native))})
		}
	}
	return out, nil
}

// unbilled are the GPUs that only a price source counts.
func (c *billing) unbilled() []models.UnbilledGPUs {
	within := ownership.Span{From: c.cells.Edges[0], To: c.cells.Edges[c.cells.Len()]}
	slack := 2 * float64(max(c.world.gpu.native, guessedNative)) / 1000
	seen := c.cardsByNode()
	var out []models.UnbilledGPUs
	add := func(d ownership.Device, gpus cost.Tariff, cards []ownership.Spans) {
		get := c.world.LabelsOf(d, ownership.Replica{}, "", nil)
		if !c.keeps(get) {
			return
		}
		price, currency, _ := c.prices.of(d, c.world.Devices[d], within)
		seconds, priced, money := cost.Unseen(gpus, price, cards, within)
		if seconds <= slack {
			return
		}
		key := slices.DeleteFunc([]string{d.Cluster, d.Node, d.UUID}, func(s string) bool { return s == "" })
		x := models.UnbilledGPUs{Key: strings.Join(key, "/"), GPUHours: seconds / 3600}
		if priced > 0 {
			x.Amount, x.Currency = &money, currency
		}
		out = append(out, x)
	}
	counted := map[[2]string]bool{}
	for _, n := range c.counts {
		at := [2]string{n.cluster, n.node}
		counted[at] = true
		add(ownership.Device{Cluster: n.cluster, Node: n.node}, n.gpus, seen[at])
	}
	named, shown := map[pricedThing]bool{}, c.sightings()
	for _, prices := range c.prices.store {
		for thing, price := range prices {
			at := [2]string{thing.cluster, thing.node}
			thing.model = ""
			if named[thing] || len(price.tariff) == 0 || !shown.onlyPriced(thing, seen) || thing.uuid == "" && counted[at] {
				continue
			}
			named[thing] = true
			var one cost.Tariff // how many there are is not known: one at least
			for _, s := range price.tariff.Known() {
				one = one.Add(cost.Rate{From: s.From, To: s.To, PerHour: 1})
			}
			add(ownership.Device{Cluster: thing.cluster, Node: thing.node, UUID: thing.uuid}, one, nil)
		}
	}
	slices.SortFunc(out, func(a, b models.UnbilledGPUs) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

// sightings are the nodes and cards that exporters show, to look up what a price is of.
type sightings struct {
	nodes map[string]bool
	cards map[string][]ownership.Device
}

func (c *billing) sightings() sightings {
	out := sightings{map[string]bool{}, map[string][]ownership.Device{}}
	for d := range c.world.Devices {
		out.nodes[d.Node] = true
		out.cards[d.UUID] = append(out.cards[d.UUID], d)
	}
	return out
}

// onlyPriced tells whether a price is of a node or a card that no exporter shows.
func (x sightings) onlyPriced(thing pricedThing, seen map[[2]string][]ownership.Spans) bool {
	if thing.uuid == "" {
		return thing.node != "" && len(seen[[2]string{thing.cluster, thing.node}]) == 0 && (thing.cluster != "" || !x.nodes[thing.node])
	}
	return !slices.ContainsFunc(x.cards[thing.uuid], func(d ownership.Device) bool {
		return (thing.cluster == "" || thing.cluster == d.Cluster) && (thing.node == "" || thing.node == d.Node)
	})
}

// cardsByNode is when each card of a node was there, whole or cut.
func (c *billing) cardsByNode() map[[2]string][]ownership.Spans {
	cards := map[ownership.Device]ownership.Spans{}
	for d, there := range c.world.Presence {
		cards[d.Card()] = cards[d.Card()].Union(there)
	}
	out := map[[2]string][]ownership.Spans{}
	for d, there := range cards {
		if len(there) > 0 {
			out[[2]string{d.Cluster, d.Node}] = append(out[[2]string{d.Cluster, d.Node}], there)
		}
	}
	return out
}
