package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

var grainKeys = map[models.Grain][]string{
	models.GrainDevice: {catalog.LabelCluster, catalog.LabelNode, catalog.LabelGPUUUID, catalog.LabelMIGID,
		catalog.LabelNamespace, catalog.LabelPod},
	models.GrainReplica: {catalog.LabelCluster, catalog.LabelNamespace, catalog.LabelPod},
	models.GrainModel:   {catalog.LabelCluster, catalog.LabelLLMModel},
	models.GrainTenant:  {catalog.LabelCluster, catalog.LabelTenant},
	models.GrainNode:    {catalog.LabelCluster, catalog.LabelNode},
	models.GrainCluster: {catalog.LabelCluster},
}

// Correlate answers a correlate or a signal query.
func Correlate(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Answer, error) {
	sps, err := specs(env.Catalog, req.Query)
	if err != nil {
		return nil, err
	}
	sequence, err := order(sps)
	if err != nil {
		return nil, err
	}
	st, err := beginToRead(ctx, &session{env: env, memo: memo}, req, sps, pushKey(req.Query), true)
	if err != nil {
		return nil, err
	}
	plan := st.plan(rowKey(req.Query))
	st.read.query, st.read.plan, st.read.parts = req.Query, &plan, &lazyGrouping{}
	res := st.answer(plan.Key)
	if st.empty() {
		describe(res, st.session, sps, nil)
		cover(res, st.session, st.world, sps, nil, join.Answer{}, req)
		return res, nil
	}
	readings, currencies, err := st.read.readAll(ctx, sps, req.Query.Format)
	if err != nil {
		return nil, err
	}
	describe(res, st.session, sps, currencies)
	var answer join.Answer
	joined := func(plan join.Plan) ([]*join.Row, error) {
		answer = st.join(plan, readings)
		err := compute(sps, sequence, answer.Rows, st.grid.Steps())
		return visible(answer.Rows, res.Columns), err
	}
	var tenants int
	if res.Rows, tenants, err = boundRows(req.Query, plan, res.Columns, byColumn(columnOf("", res.Columns)), joined); err != nil {
		return nil, err
	}
	res.Remarks = append(res.Remarks, tenantsRemark(tenants)...)
	res.Buckets = bucketsOf(res)
	st.session.saySnapped(sps, res.Buckets)
	st.session.sayEnds(res, readings, req.Query.Format)
	cover(res, st.session, st.world, sps, readings, answer, req)
	return res, nil
}

// rowKey is what a query's rows are keyed by: its grain's labels and those it adds. A signal query without a grain is
// keyed by its labels alone, as PromQL's sum by is.
func rowKey(q models.Query) (grainKey, by []string) {
	return grainKeys[q.Grain], q.By
}

// candidates are all metric names that the query may need.
func (s *session) candidates(sps []*spec) []wanted {
	var out []wanted
	for _, sp := range sps {
		if sp.signal != nil {
			out = append(append(out, s.wanted(sp.Signal)...), s.wantedNative(sp.Signal)...)
		}
		if sp.ofMoney() {
			out = append(out, s.wanted(signalPrice)...)
		}
		if sp.stateful() {
			out = append(out, s.stateCandidates(sp.Signal)...)
		}
	}
	return append(out, s.worldNames()...)
}

// worldNames are the metric names by which devices, replicas and pods are seen.
func (s *session) worldNames() []wanted {
	out := append(s.wanted(signalPodInfo), s.wanted(signalRequests)...)
	for _, signal := range []string{signalFinished, signalClaims, signalClaimDevices} {
		out = append(out, s.wanted(signal)...)
	}
	out = append(out, s.wanted(signalBinding)...)
	return append(out, s.presenceWanted()...)
}

// readAll reads the operands side by side and places them one after the other.
func (r *reader) readAll(ctx context.Context, sps []*spec, format models.Format) ([]*reading, []string, error) {
	readings := make([]*reading, len(sps))
	var money *prices
	needsMoney := slices.ContainsFunc(sps, (*spec).ofMoney)
	err := each(ctx, len(sps)+1, func(ctx context.Context, i int) (err error) {
		if i == len(sps) {
			if needsMoney {
				money, err = r.loadPrices(ctx)
			}
			return err
		}
		rd, err := r.ahead.take(ctx, sps[i])
		if rd == nil {
			rd = r.reading(sps[i])
		} else if err == nil {
			readings[i] = rd
			return nil
		}
		readings[i] = rd
		switch {
		case err != nil:
			return err
		case sps[i].stateful():
			return r.readState(ctx, rd)
		case sps[i].formula != nil || sps[i].derived != derivedNone:
			return nil
		case sps[i].Expr != "":
			return r.expression(ctx, rd)
		}
		return r.fetch(ctx, rd)
	})
	r.ahead.give()
	if err == nil {
		err = r.unpush(ctx, readings)
	}
	if err == nil {
		err = r.verify(ctx, readings)
	}
	if err == nil {
		err = r.refine(ctx, readings)
	}
	if err != nil {
		return nil, nil, err
	}
	var currencies []string
	for _, rd := range readings {
		switch {
		case rd.spec.stateful():
		case rd.spec.derived == derivedCount:
			r.counted(rd)
		case rd.spec.ofMoney():
			currencies = r.priced(money, rd)
		case rd.spec.Expr != "":
			r.placeExpression(rd)
		case rd.spec.formula == nil:
			r.place(rd)
		}
	}
	return readings, currencies, nil
}

// reading is an operand before anything of it is read.
func (r *reader) reading(sp *spec) *reading {
	format := models.FormatTimeSeries
	if r.table {
		format = models.FormatTable
	}
	return &reading{spec: sp, op: sp.operand(format)}
}

// visible drops rows in which no shown column has a value, unless they are an engine's: a replica without a device, or
// without traffic, keeps its row, and so does what cannot be added.
func visible(rows []*join.Row, columns []frames.Column) []*join.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r *join.Row) bool {
		named := slices.ContainsFunc(r.Key, func(v string) bool { return v != "" })
		if r.Engine && r.Kind == join.KindValue && named || r.Mixed {
			return false
		}
		for i, c := range columns {
			if !c.Hidden && slices.ContainsFunc(r.Values[i], func(v float64) bool { return v == v }) {
				return false
			}
		}
		return true
	})
}
