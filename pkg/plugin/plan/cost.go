package plan

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// allocationInterval is the length of an allocation interval where the settings name none.
const allocationInterval = 5 * minute

// whoLabels are the labels that only gateways know: who asked, and by which route.
var whoLabels = []string{catalog.LabelTenant, catalog.LabelRoute}

// Cost answers a cost query: the bill divided among those who used it, a row for each value of `by`.
func Cost(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Answer, error) {
	c, err := newBilling(env, req.Query)
	if err != nil {
		return nil, err
	}
	if err := c.divide(ctx, &session{env: env, memo: memo}, req); err != nil {
		return nil, err
	}
	res := c.answer(c.by)
	res.Bare = true
	c.show(res, req.Query)
	c.cover(res, req)
	return res, nil
}

// divide reads what the bill follows from and divides it.
func (c *billing) divide(ctx context.Context, s *session, req Request) (err error) {
	// Shares of a key are those of all its replicas and clients, so only the cluster's filters narrow what is read.
	if c.study, err = begin(ctx, s, req.ofClusters(), c.specs()); err != nil {
		return err
	}
	if c.filters, err = compileFilters(req.Query.Filters); err != nil {
		return err
	}
	c.read.keep = func(func(string) string) bool { return true }
	if c.empty() {
		return nil
	}
	if err := c.load(ctx); err != nil {
		return err
	}
	c.result = cost.Compute(c.input())
	return nil
}

// billing is one cost query on its way.
type billing struct {
	*study
	query  models.Query
	by     []string
	who    []string
	fields []costField
	// engine and gateway are the counters read, devices stands for the GPUs and their prices.
	engine, gateway []*spec
	devices         *spec
	// counted are the GPUs that price sources count.
	counted *spec
	filters []condition

	cells                   cost.Cells
	engineRead, gatewayRead []*reading
	prices                  *prices
	activity                activity
	quotes                  quotes
	counts                  []countedNode
	replicas                replicaIndex
	scoping                 scoping
	foreign                 map[string]string
	result                  cost.Result
}

func newBilling(env Env, q models.Query) (*billing, error) {
	c := &billing{query: q, by: q.By, fields: costFieldsOf(q.Fields)}
	for _, l := range whoLabels {
		if slices.Contains(q.By, l) || slices.ContainsFunc(q.Filters, func(f models.Filter) bool { return f.Label == l }) {
			c.who = append(c.who, l)
		}
	}
	c.devices = &spec{Operand: models.Operand{As: signalCost, Signal: signalCost}, field: "fields"}
	if err := c.devices.useSignal(env.Catalog); err != nil {
		return nil, err
	}
	sig, ok := env.Catalog.Signal(signalCounted)
	if !ok {
		return nil, models.Fieldf(signalCounted, "is no signal of the catalog")
	}
	c.counted = &spec{Operand: models.Operand{As: signalCounted, Signal: signalCounted}, field: "fields", signal: &sig}
	for _, x := range costCounters {
		if !c.needs(x) {
			continue
		}
		sp, err := x.spec(env.Catalog)
		if err != nil {
			return nil, err
		}
		to := &c.engine
		if sp.level == join.LevelRow {
			to = &c.gateway
		}
		sp.index = len(*to)
		*to = append(*to, sp)
	}
	return c, nil
}

func (c *billing) specs() []*spec {
	return append(slices.Concat(c.engine, c.gateway), c.devices, c.counted)
}

// needs tells whether a field or the division among clients is made of a counter.
func (c *billing) needs(x costCounter) bool {
	if x.always || x.forClients && len(c.who) > 0 {
		return true
	}
	return slices.ContainsFunc(c.fields, func(f costField) bool { return slices.Contains(f.needs, x.id) && (!x.ofClients || len(c.who) > 0) })
}

// interval is the length of an allocation interval, ms.
func (c *billing) interval() int64 {
	if text := c.env.Settings.AllocationInterval; text != "" {
		if d, err := models.ParseDuration("allocationInterval", text); err == nil {
			return d.Milliseconds()
		}
	}
	return allocationInterval
}

// ratio is the declared share of the prompt, undefined where there is none.
func (c *billing) ratio() float64 {
	if v, err := strconv.ParseFloat(c.env.Settings.PhaseWeight, 64); err == nil {
		return v
	}
	return math.NaN()
}

// load reads counters, prices and, for the usage basis, when work ran.
func (c *billing) load(ctx context.Context) error {
	c.cells = cost.NewCells(c.grid.PerStep().Edges, c.interval())
	r := borderReader{reader: c.read, at: bordersOf(c.cells, c.interval(), c.grid.Steps())}
	gateways := r
	if len(c.read.extra) > 0 && len(c.gateway) > 0 {
		// A gateway may not say its cluster: which of its requests belong here follows from the engines.
		all, err := c.discover(ctx, c.candidates(c.gateway), nil, c.req.From-lookAround, c.req.To)
		if err != nil {
			return err
		}
		open := *c.read
		open.have, open.extra = all, nil
		gateways.reader = &open
	}
	c.engineRead, c.gatewayRead = make([]*reading, len(c.engine)), make([]*reading, len(c.gateway))
	n := len(c.engine) + len(c.gateway)
	err := each(ctx, n+3, func(ctx context.Context, i int) (err error) {
		switch {
		case i < len(c.engine):
			c.engineRead[i], err = r.counters(ctx, c.engine[i])
		case i < n:
			k := i - len(c.engine)
			c.gatewayRead[k], err = gateways.counters(ctx, c.gateway[k])
		case i == n:
			c.prices, err = c.read.loadPrices(ctx)
		case i == n+1:
			c.counts, err = c.nodeCounts(ctx)
		case c.query.Basis == models.BasisUsage:
			c.activity, err = c.loadActivity(ctx)
		}
		return err
	})
	if err != nil {
		return err
	}
	pods := c.enginePods()
	for _, rd := range c.gatewayRead {
		for _, cs := range rd.found {
			for _, x := range cs {
				pods.name(x, c.env.clusterLabel())
			}
		}
	}
	for _, rd := range slices.Concat(c.engineRead, c.gatewayRead) {
		c.read.place(rd)
	}
	c.quotes = c.quote()
	return nil
}

// input puts together what the arithmetic needs.
func (c *billing) input() cost.Input {
	in := cost.Input{Cells: c.cells, Usage: c.query.Basis == models.BasisUsage, Ratio: c.ratio()}
	in.Clients = c.clients()
	in.Replicas = c.replicaParts()
	in.Holdings = c.holdings()
	for _, l := range c.who {
		in.WhoAt = append(in.WhoAt, slices.Index(c.by, l))
	}
	in.Keep = func(who []string) bool {
		get := getter(c.who, who)
		return !slices.ContainsFunc(c.filters, func(f condition) bool { return slices.Contains(c.who, f.Label) && !f.holds(get(f.Label)) })
	}
	return in
}

// keeps tells whether a place passes the filters that are not about who asked.
func (c *billing) keeps(get func(string) string) bool {
	return !slices.ContainsFunc(c.filters, func(f condition) bool { return !slices.Contains(c.who, f.Label) && !f.holds(get(f.Label)) })
}
