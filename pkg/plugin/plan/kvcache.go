package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// cacheKey tells replicas apart, beside a kvcache query's own key.
var cacheKey = []string{catalog.LabelCluster, catalog.LabelNamespace, catalog.LabelPod, catalog.LabelRole, catalog.LabelEngine}

// KVCache answers a kvcache query: figures of caches and a verdict, a row for each value of `by`.
func KVCache(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Answer, error) {
	k, err := newCaches(env, req.Query)
	if err != nil {
		return nil, err
	}
	if k.study, err = begin(ctx, &session{env: env, memo: memo}, req, k.specs()); err != nil {
		return nil, err
	}
	res := k.answer(req.Query.By)
	res.Bare = true
	if !k.empty() {
		if err := k.load(ctx); err != nil {
			return nil, err
		}
	}
	res.Columns = k.columns()
	if !k.empty() {
		joined := func(plan join.Plan) ([]*join.Row, error) { return k.rows(plan), nil }
		if res.Rows, err = topRows(req.Query.Top, k.rowPlan(), res.Columns, joined); err != nil {
			return nil, err
		}
		res.Buckets = bucketsOf(res)
		k.sayEnds(res, k.directRead, req.Query.Format)
	}
	k.cover(res)
	return res, nil
}

// caches is one kvcache query on its way.
type caches struct {
	*study
	query  models.Query
	fields []kvField
	// direct are operands that are joined as they are, figures those that rows' figures are made of, gateway what gateways
	// know of tenants.
	direct, figures, gateway []*spec
	// watched are what verdicts are made of.
	watched []*spec

	directRead, figureRead, gatewayRead []*reading
	// windows are the instants that verdicts are made at, nil where none is asked for; seen is what was read at them.
	windows *join.Grid
	seen    []*windowRead
	bill    *billing

	// judged are the replicas' verdicts, settled the rows'; members are the replicas behind a row.
	judged  []*kvcache.Judged
	settled map[*join.Row]*kvcache.Judged
	members map[*join.Row]map[ownership.Replica]bool
	// reporters are the replicas that have series of a signal.
	reporters map[string]map[ownership.Replica]bool
	// unequal are the quantiles that are undefined somewhere for unequal buckets; estimate says that tokens are estimated.
	unequal  []string
	estimate bool
}

func newCaches(env Env, q models.Query) (*caches, error) {
	k := &caches{query: q, fields: kvFieldsOf(q.Fields)}
	for _, f := range k.fields {
		if f.signal == "" {
			continue
		}
		sp, err := f.spec(env.Catalog, q.Format)
		if err != nil {
			return nil, err
		}
		sp.index = len(k.direct)
		k.direct = append(k.direct, sp)
	}
	for _, x := range cacheFigures {
		if !k.needs(x.signal) {
			continue
		}
		sp, err := x.spec(env.Catalog, q.Format)
		if err != nil {
			return nil, err
		}
		sp.index = len(k.figures)
		k.figures = append(k.figures, sp)
	}
	for _, signal := range k.gatewaySignals() {
		sp := &spec{Operand: models.Operand{As: signal, Signal: signal, Stat: countedAs(q.Format)}, field: "fields", index: len(k.gateway)}
		if err := sp.useSignal(env.Catalog); err != nil {
			return nil, err
		}
		k.gateway = append(k.gateway, sp)
	}
	if k.judges() {
		var err error
		if k.watched, err = watchedSpecs(env.Catalog); err != nil {
			return nil, err
		}
	}
	if k.saves() {
		var err error
		if k.bill, err = newBilling(env, k.billQuery()); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// needs tells whether a field is made of a signal.
func (k *caches) needs(signal string) bool {
	return slices.ContainsFunc(k.fields, func(f kvField) bool { return slices.Contains(f.needs, signal) })
}

// saves tells whether a field follows from the bill.
func (k *caches) saves() bool {
	return slices.ContainsFunc(k.fields, func(f kvField) bool { return f.saved })
}

// judges tells whether verdicts are made: a table always has them, a graph where it shows one.
func (k *caches) judges() bool {
	return k.query.Format == models.FormatTable || slices.ContainsFunc(k.fields, func(f kvField) bool { return f.verdict != "" })
}

// ofClients tells whether rows are of those who ask, of whom only gateways know.
func (k *caches) ofClients() bool {
	return slices.ContainsFunc(whoLabels, func(l string) bool { return slices.Contains(k.query.By, l) })
}

// gatewaySignals are what gateways know of tenants' caches.
func (k *caches) gatewaySignals() []string {
	if !k.ofClients() {
		return nil
	}
	var out []string
	for _, id := range []string{signalPrompt, signalCached} {
		if k.needs(id) {
			out = append(out, "gateway_"+id)
		}
	}
	return out
}

// specs are all operands, so that all names are looked for at once.
func (k *caches) specs() []*spec {
	return slices.Concat(k.direct, k.figures, k.gateway, k.watched)
}

// rowPlan is the plan of the answer's own rows.
func (k *caches) rowPlan() join.Plan {
	p := k.plan(nil, k.query.By)
	p.Owner, p.Model = false, false // a key without a model is a key like others here
	return p
}

// partPlan has a row for each replica within each of the answer's own.
func (k *caches) partPlan() join.Plan {
	p := k.plan(cacheKey, k.query.By)
	p.Owner, p.Model = false, false
	return p
}

// ofDevices tells whether rows depend on who held which device.
func (k *caches) ofDevices() bool {
	plan := k.rowPlan()
	return slices.ContainsFunc(slices.Concat(plan.Key, plan.Filtered), join.OfDevice)
}

// load reads figures, verdicts' windows and the bill side by side.
func (k *caches) load(ctx context.Context) error {
	if !k.ofDevices() && k.query.Format != models.FormatTimeSeries {
		k.coarsen()
	}
	k.directRead, k.figureRead, k.gatewayRead = k.toRead(k.direct), k.toRead(k.figures), k.toRead(k.gateway)
	all := slices.Concat(k.directRead, k.figureRead, k.gatewayRead)
	if k.judges() {
		k.watch()
	}
	n, m := len(all), len(all)+len(k.seen)
	err := each(ctx, m+1, func(ctx context.Context, i int) error {
		switch {
		case i < n:
			return k.fetch(ctx, all[i])
		case i < m:
			return k.fetchWindows(ctx, k.seen[i-n])
		case k.bill != nil:
			return k.loadBill(ctx)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, rd := range all {
		k.place(rd)
	}
	for _, w := range k.seen {
		if w.signal != signalRouterHit {
			k.place(w.reading)
		}
	}
	k.findReporters()
	k.judge()
	return nil
}

// place drops what two systems report of one replica, and places the rest.
func (k *caches) place(rd *reading) {
	k.ownFirst(rd)
	k.read.place(rd)
}

// coarseCells is how many cells a table's range is read in where no device changes hands within it.
const coarseCells = 240

// coarsen reads a table in fewer cells: engines' figures only need to tell when a name was replaced by another.
func (k *caches) coarsen() {
	from, to := k.grid.Edges[0], k.grid.Edges[k.grid.Cells()]
	k.grid = join.WholeGrid(from, to, max(k.grid.Step(), (to-from)/coarseCells))
	k.read = k.reader()
}

func (k *caches) toRead(sps []*spec) []*reading {
	out := make([]*reading, len(sps))
	for i, sp := range sps {
		out[i] = k.read.reading(sp)
	}
	return out
}

// fetch reads an operand; parts of a ratio only where it is one of two counters.
func (k *caches) fetch(ctx context.Context, rd *reading) error {
	if rd.spec.part != "" && rd.spec.signal.Kind == catalog.KindRatio {
		return k.fetchParts(ctx, rd)
	}
	return k.read.fetch(ctx, rd)
}

func (k *caches) fetchParts(ctx context.Context, rd *reading) error {
	for group, rivals := range k.env.Catalog.Rivals(rd.spec.Signal) {
		for i, a := range rivals {
			if a.Numerator != "" && k.have.readable(a, models.StatAvg) {
				rd.alts, rd.order, rd.group = append(rd.alts, a), append(rd.order, i), append(rd.group, group)
			}
		}
	}
	rd.found = make([][]column, len(rd.alts))
	err := each(ctx, len(rd.alts), func(ctx context.Context, i int) (err error) {
		rd.found[i], err = k.read.alternative(ctx, rd.spec, rd.alts[i])
		return err
	})
	if err != nil {
		return err
	}
	return k.read.countOver(ctx, rd)
}

// ownFirst leaves out what a cache beside an engine reports of a replica that reports it itself: the same tokens twice.
func (k *caches) ownFirst(rd *reading) {
	own := map[string]bool{}
	ofCache := func(i int) bool {
		sys, _ := k.env.Catalog.System(rd.alts[i].System)
		return sys.Role == catalog.RoleCache
	}
	for i, cs := range rd.found {
		for _, c := range cs {
			if !ofCache(i) {
				own[k.read.replica(c).String()] = true
			}
		}
	}
	for i := range rd.found {
		if ofCache(i) {
			rd.found[i] = slices.DeleteFunc(slices.Clone(rd.found[i]), func(c column) bool { return own[k.read.replica(c).String()] })
		}
	}
}
