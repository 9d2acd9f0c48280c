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
	models.GrainNode:    {catalog.LabelCluster, catalog.LabelNode},
	models.GrainCluster: {catalog.LabelCluster},
}

// Correlate answers a correlate query.
func Correlate(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Answer, error) {
	s := &session{env: env, memo: memo}
	sps, err := specs(env.Catalog, req.Query)
	if err != nil {
		return nil, err
	}
	sequence, err := order(sps)
	if err != nil {
		return nil, err
	}
	conds, err := compileFilters(req.Query.Filters)
	if err != nil {
		return nil, err
	}
	have, err := s.discover(ctx, s.candidates(sps), s.pushed(conds), req.From-lookAround, req.To)
	if err != nil {
		return nil, err
	}
	w, err := s.loadWorld(ctx, have, conds, req.From, req.To)
	if err != nil {
		return nil, err
	}
	m := s.measure(w, sps)
	grid, err := s.grid(req, m)
	if err != nil {
		return nil, err
	}
	if req.Query.Format == models.FormatTimeSeries {
		grid = m.refined(grid, w)
	}
	res := &frames.Answer{Grid: grid, KeyNames: grainKeys[req.Query.Grain]}
	plan := join.NewPlan(grainKeys[req.Query.Grain], req.Query.By, keep(conds))
	for _, c := range conds {
		plan.Filtered = append(plan.Filtered, c.Label)
	}
	res.KeyNames = plan.Key
	r := &reader{s: s, w: w, have: have, extra: s.pushed(conds), grid: grid, steps: grid.PerStep(),
		table: req.Query.Format != models.FormatTimeSeries, native: max(m.native, second), scrape: s.scrape(w)}
	if grid.Cells() == 0 {
		describe(res, s, sps, nil)
		cover(res, s, w, sps, nil, join.Answer{}, req)
		return res, nil
	}
	readings, currencies, err := r.readAll(ctx, sps, req.Query.Format)
	if err != nil {
		return nil, err
	}
	ops := make([]join.Operand, len(readings))
	for i, rd := range readings {
		ops[i] = rd.op
	}
	answer := join.Run(join.Input{Grid: grid, World: w.World, Plan: plan, Operands: ops})
	if err := compute(sps, sequence, answer.Rows, grid.Steps()); err != nil {
		return nil, err
	}
	describe(res, s, sps, currencies)
	res.Rows = visible(answer.Rows, res.Columns)
	cover(res, s, w, sps, readings, answer, req)
	return res, nil
}

// candidates are all metric names that the query may need.
func (s *session) candidates(sps []*spec) []string {
	var out []string
	for _, sp := range sps {
		if sp.signal != nil {
			out = append(out, s.env.Catalog.Names(sp.Signal)...)
		}
		if sp.ofMoney() {
			out = append(out, s.env.Catalog.Names(signalPrice)...)
		}
	}
	return append(out, s.worldNames()...)
}

// worldNames are the metric names by which devices, replicas and pods are seen.
func (s *session) worldNames() []string {
	out := append(s.env.Catalog.Names(signalPodInfo), s.env.Catalog.Names(signalRequests)...)
	out = append(out, s.env.Catalog.Names(signalFinished)...)
	for _, sys := range s.env.Catalog.Systems() {
		if sys.Role == catalog.RoleGPU || sys.Role == catalog.RoleEngine {
			out = append(out, sys.Presence...)
		}
	}
	return out
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
		rd := &reading{spec: sps[i], op: sps[i].operand(format)}
		readings[i] = rd
		switch {
		case sps[i].formula != nil || sps[i].derived != derivedNone:
			return nil
		case sps[i].Expr != "":
			return r.expression(ctx, rd)
		}
		return r.fetch(ctx, rd)
	})
	if err != nil {
		return nil, nil, err
	}
	var currencies []string
	for _, rd := range readings {
		switch {
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

// visible drops rows in which no shown column has a value, unless they are an engine's: a replica without a device, or
// without traffic, keeps its row.
func visible(rows []*join.Row, columns []frames.Column) []*join.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r *join.Row) bool {
		if r.Engine && r.Kind == join.KindValue {
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
