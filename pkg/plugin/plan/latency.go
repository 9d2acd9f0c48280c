package plan

import (
	"context"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/latency"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// partKey tells replicas apart, beside a latency query's own key.
var partKey = []string{catalog.LabelCluster, catalog.LabelNamespace, catalog.LabelPod, catalog.LabelLLMModel, catalog.LabelRole, catalog.LabelEngine}

// gatewayKey tells the models apart that gateways pass requests on to.
var gatewayKey = []string{catalog.LabelCluster, catalog.LabelLLMModel}

// Latency answers a latency query: mean phases and what is beside them, a row for each value of `by`.
func Latency(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Answer, error) {
	l, err := newLatency(env, req.Query)
	if err != nil {
		return nil, err
	}
	if l.study, err = beginToRead(ctx, &session{env: env, memo: memo}, req, l.specs(), nil, false); err != nil {
		return nil, err
	}
	res := l.answer(req.Query.By)
	res.Columns, res.Bare = l.columns(), true
	if !l.empty() {
		if err := l.load(ctx); err != nil {
			return nil, err
		}
		joined := func(plan join.Plan) ([]*join.Row, error) { return l.rows(plan), nil }
		size := func(r *join.Row) float64 { return l.traffic[join.TopKey(r.Key)] }
		var tenants int
		if res.Rows, tenants, err = boundRows(req.Query, l.rowPlan(), res.Columns, size, joined); err != nil {
			return nil, err
		}
		res.Remarks = append(res.Remarks, tenantsRemark(tenants)...)
		res.Buckets = bucketsOf(res)
		l.sayEnds(res, l.quantileRead, req.Query.Format)
	}
	l.cover(res)
	return res, nil
}

// analysis is one latency query on its way.
type analysis struct {
	*study
	by     []string
	format models.Format
	fields []latencyField
	// engine and gateway are read as sums and counts, quantile as buckets.
	engine, gateway, quantile []*spec

	engineRead, gatewayRead, quantileRead []*reading
	engines, gateways, quantiles          join.Answer
	// firstTokens are quantiles without the halves of pairs.
	firstTokens join.Answer
	result      latency.Result
	// traffic is how many requests the parts of each row count, by join.TopKey, before any are folded.
	traffic map[string]float64
}

func newLatency(env Env, q models.Query) (*analysis, error) {
	l := &analysis{by: q.By, format: q.Format, fields: chosen(q.Fields)}
	for _, id := range phaseSignals {
		if err := l.addParts(env, &l.engine, id, false); err != nil {
			return nil, err
		}
	}
	for _, id := range besideSignals {
		// The largest tenants are those with most requests, whatever fields are shown.
		if err := l.addParts(env, &l.gateway, id, id == "gateway_latency" && boundsTenants(q, q.By)); err != nil {
			return nil, err
		}
	}
	for _, f := range l.fields {
		if f.stat == "" {
			continue
		}
		sp := &spec{Operand: models.Operand{As: f.id, Signal: f.signal, Stat: f.stat}, field: "fields", bound: f.bound}
		if err := sp.useSignal(env.Catalog); err != nil {
			return nil, err
		}
		sp.index = len(l.quantile)
		l.quantile = append(l.quantile, sp)
	}
	return l, nil
}

// addParts adds a signal's sum and count, if a field or the caller needs the signal.
func (l *analysis) addParts(env Env, to *[]*spec, id string, needed bool) error {
	if !needed && !slices.ContainsFunc(l.fields, func(f latencyField) bool { return slices.Contains(f.needs, id) }) {
		return nil
	}
	for _, p := range []part{partSum, partCount} {
		sp, err := partSpec(env.Catalog, id, p, l.format)
		if err != nil {
			return err
		}
		sp.index = len(*to)
		*to = append(*to, sp)
	}
	return nil
}

func (l *analysis) specs() []*spec { return slices.Concat(l.engine, l.gateway, l.quantile) }

// load reads everything side by side, and joins engines by replica and gateways by model.
func (l *analysis) load(ctx context.Context) error {
	readings, _, err := l.read.readAll(ctx, l.specs(), l.format)
	if err != nil {
		return err
	}
	n, m := len(l.engine), len(l.engine)+len(l.gateway)
	l.engineRead, l.gatewayRead, l.quantileRead = readings[:n], readings[n:m], readings[m:]
	l.engines = l.join(l.partPlan(), l.engineRead)
	l.gateways = l.join(l.gatewayPlan(), l.gatewayRead)
	return nil
}

// partPlan has a row for each replica within each of the answer's own.
func (l *analysis) partPlan() join.Plan { return l.plan(partKey, l.by) }

// gatewayPlan has a row for each model within each of the answer's own. A request without a model belongs to its cluster
// all the same.
func (l *analysis) gatewayPlan() join.Plan {
	p := l.plan(gatewayKey, l.by)
	p.Owner, p.Model = false, false
	return p
}

// rowPlan is the plan of the answer's own rows.
func (l *analysis) rowPlan() join.Plan {
	p := l.plan(nil, l.by)
	p.Owner, p.Model = false, false // a key without a model is a key like others here
	return p
}

// rows are the answer's under a plan, which may fold all but the largest into one.
func (l *analysis) rows(plan join.Plan) []*join.Row {
	parts := l.parts()
	gateways := l.gatewayParts(parts)
	plan = l.keepUnlabelled(plan)
	l.quantiles = l.join(plan, l.quantileRead)
	l.firstTokens = l.quantiles
	if halves := l.halves(); len(halves) > 0 {
		l.firstTokens = l.join(leavingOut(plan, halves), l.quantileRead)
	}
	l.traffic = trafficOf(parts, gateways)
	for i := range parts {
		parts[i].Key = withKind(l.rowOf(plan, parts[i].Key))
	}
	for i := range gateways {
		gateways[i].Key = withKind(l.rowOf(plan, gateways[i].Key))
	}
	l.result = latency.Compute(parts, gateways, l.grid.Steps())
	return l.fill(plan)
}

// halves are the pods that share their requests with another role's within a row. Each sees a part of the time to first
// token only, and no quantile of the whole follows from those of the parts.
func (l *analysis) halves() map[ownership.Replica]bool {
	key := l.partPlan().Key
	roles := map[string]map[string][]ownership.Replica{}
	for _, r := range l.engines.Rows {
		get := getter(key, r.Key)
		role := get(catalog.LabelRole)
		if role != "prefill" && role != "decode" {
			continue
		}
		k := join.TopKey(append(project(l.by, get), modelKey(get)))
		if roles[k] == nil {
			roles[k] = map[string][]ownership.Replica{}
		}
		roles[k][role] = append(roles[k][role], replicaAt(get))
	}
	out := map[ownership.Replica]bool{}
	for _, byRole := range roles {
		if len(byRole) < 2 {
			continue
		}
		for _, p := range slices.Concat(byRole["prefill"], byRole["decode"]) {
			out[p] = true
		}
	}
	return out
}

func replicaAt(get func(string) string) ownership.Replica {
	return ownership.Replica{Cluster: get(catalog.LabelCluster), Namespace: get(catalog.LabelNamespace), Pod: get(catalog.LabelPod)}
}

// leavingOut is a plan that leaves some replicas out.
func leavingOut(plan join.Plan, pods map[ownership.Replica]bool) join.Plan {
	keep := plan.Keep
	plan.Keep = func(get func(string) string) bool { return keep(get) && !pods[replicaAt(get)] }
	return plan
}

// parts are the engines' rows as the analysis knows them. Where rows are of tenants and gateways know them, engines,
// which do not, have no part in them.
func (l *analysis) parts() []latency.Part {
	key := l.partPlan().Key
	var out []latency.Part
	for _, r := range l.engines.Rows {
		get := getter(key, r.Key)
		if l.leftToGateways(get) {
			continue
		}
		p := latency.Part{Key: project(l.by, get), Model: modelKey(get), Role: get(catalog.LabelRole), Engine: get(catalog.LabelEngine)}
		p.TransferInQueue = l.transferInQueue(p.Engine)
		to := map[string]*latency.Sums{"queue_time": &p.Queue, "kv_transfer_time": &p.Transfer, "prefill_time": &p.Prefill,
			"decode_time": &p.Decode, "e2e_latency": &p.E2E, "ttft": &p.TTFT}
		if fillSums(to, l.engine, r) {
			out = append(out, p)
		}
	}
	return out
}

// transferInQueue tells whether an engine counts the wait for the KV cache as queue time.
func (l *analysis) transferInQueue(engine string) bool {
	return slices.ContainsFunc(l.env.Catalog.SystemsOf(catalog.RoleEngine), func(s catalog.System) bool {
		return s.Engine == engine && s.TransferInQueue
	})
}

// leftToGateways tells whether an engine's row has no place in a key that only gateways know.
func (l *analysis) leftToGateways(get func(string) string) bool {
	if !slices.ContainsFunc(l.gatewayRead, func(rd *reading) bool { return len(rd.op.Sources) > 0 }) {
		return false
	}
	return slices.ContainsFunc(l.by, func(label string) bool {
		return (label == catalog.LabelTenant || label == catalog.LabelRoute) && get(label) == ""
	})
}

// gatewaysKnow tells whether gateways can say which row a request belongs to. They know no pod, and a pod that happens
// to be its model's only one is no reason to give it what passed the gateway.
func (l *analysis) gatewaysKnow() bool {
	return !slices.ContainsFunc(l.by, func(label string) bool { return !slices.Contains(gatewayLabelNames, label) })
}

func (l *analysis) gatewayParts(parts []latency.Part) []latency.Gateway {
	if !l.gatewaysKnow() {
		return nil
	}
	key := l.gatewayPlan().Key
	var out []latency.Gateway
	for _, r := range l.gateways.Rows {
		values := slices.Clone(r.Key)
		adoptCluster(key, values, parts)
		get := getter(key, values)
		g := latency.Gateway{Key: project(l.by, get), Model: modelKey(get)}
		to := map[string]*latency.Sums{"gateway_latency": &g.Latency, "gateway_ttft": &g.TTFT, "client_ttft": &g.ClientTTFT}
		if fillSums(to, l.gateway, r) {
			out = append(out, g)
		}
	}
	return out
}

// adoptCluster gives a gateway that does not say its cluster that of the engines of its model, if they are in one.
func adoptCluster(key, values []string, parts []latency.Part) {
	get := getter(key, values)
	if get(catalog.LabelCluster) != "" {
		return
	}
	var found []string
	for _, p := range parts {
		cluster, model, _ := strings.Cut(p.Model, "\xff")
		if model == get(catalog.LabelLLMModel) && !slices.Contains(found, cluster) {
			found = append(found, cluster)
		}
	}
	if len(found) == 1 {
		values[slices.Index(key, catalog.LabelCluster)] = found[0]
	}
}

// fillSums puts a row's sums and counts where they belong; it answers whether there was any.
func fillSums(to map[string]*latency.Sums, sps []*spec, r *join.Row) bool {
	any := false
	for _, sp := range sps {
		s := to[sp.Signal]
		v := r.Values[sp.index]
		if s == nil || v == nil {
			continue
		}
		any = true
		if sp.part == partSum {
			s.Sum = v
		} else {
			s.Count = v
		}
	}
	return any
}

func getter(key, values []string) func(string) string {
	return func(label string) string {
		if i := slices.Index(key, label); i >= 0 {
			return values[i]
		}
		return ""
	}
}

func project(labels []string, get func(string) string) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = get(l)
	}
	return out
}

func modelKey(get func(string) string) string {
	return get(catalog.LabelCluster) + "\xff" + get(catalog.LabelLLMModel)
}
