package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// study is what every analysis knows before it reads its operands: what exists, who held what, and the grid.
type study struct {
	inquiry
	m    measured
	grid join.Grid
	read *reader
}

// begin discovers what exists, works out who held what and chooses the grid for the operands.
func begin(ctx context.Context, s *session, req Request, sps []*spec) (*study, error) {
	found, err := inquire(ctx, s, req, s.candidates(sps), watching(req.Query, sps))
	if err != nil {
		return nil, err
	}
	st := &study{inquiry: found}
	extra := st.pushed(st.conds)
	if st.world.gateway, err = st.gateways(ctx, sps, extra); err != nil {
		return nil, err
	}
	st.world.sayGuessed(st.session, req.Query)
	st.m = st.measure(st.world, sps)
	if st.grid, err = st.session.grid(req, st.m); err != nil {
		return nil, err
	}
	series := req.Query.Format == models.FormatTimeSeries
	if series {
		st.grid = st.m.refined(st.grid, st.world)
	}
	st.read = &reader{s: st.session, w: st.world, have: st.have, conds: st.conds, extra: extra, from: req.From, to: req.To, grid: st.grid, steps: st.grid.PerStep(),
		table: !series, native: max(st.m.native, second), scrape: st.scrape(st.world), keep: keep(st.conds)}
	return st, nil
}

// gateways finds out how often the gateways that operands are read from are scraped, from one metric of each.
func (st *study) gateways(ctx context.Context, sps []*spec, extra []catalog.Matcher) (side, error) {
	var out side
	asked := map[string]bool{}
	for _, sp := range sps {
		if sp.level != join.LevelRow || sp.signal == nil {
			continue
		}
		for _, a := range st.env.Catalog.Alternatives(sp.Signal) {
			if asked[a.System] || !st.have.readable(a, sp.readAs()) {
				continue
			}
			asked[a.System] = true
			name := a.ExposedNames()[0]
			if a.Kind == catalog.KindDistribution && a.Numerator == "" {
				name = a.Metric + "_count"
			}
			sel := func(more ...catalog.Matcher) string {
				return a.SelectorFor(name, append(slices.Clone(extra), more...)...)
			}
			// Samples just after the range show that it is complete.
			found, err := st.of(a).probe(ctx, sel, st.req.From, st.req.To+lookAround)
			if err != nil {
				return out, err
			}
			out.add(found)
		}
	}
	out.native = st.declaredOr(catalog.FamilyGateway, out.native)
	return out, nil
}

// join brings the readings together under a plan.
func (st *study) join(plan join.Plan, readings []*reading) join.Answer {
	ops := make([]join.Operand, len(readings))
	for i, rd := range readings {
		ops[i] = rd.op
	}
	return join.Run(join.Input{Grid: st.grid, World: st.world.World, Plan: plan, Operands: ops})
}

// empty tells whether the range has no complete step.
func (st *study) empty() bool { return st.grid.Cells() == 0 }

// answer is an answer without rows yet.
func (st *study) answer(key []string) *frames.Answer {
	return &frames.Answer{Grid: st.grid, KeyNames: key}
}
