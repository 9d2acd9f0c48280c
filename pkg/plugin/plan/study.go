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
	// push is the key by which the store may add up engines' series.
	push []string
	// ahead is what was asked for before the world was known.
	ahead ahead
}

// begin discovers what exists, works out who held what and chooses the grid for the operands.
func begin(ctx context.Context, s *session, req Request, sps []*spec) (*study, error) {
	st := &study{inquiry: inquiry{session: s, req: req}}
	return st, st.begin(ctx, sps, watch{})
}

// beginToRead is begin for operands that readAll will read: in a large fleet they are asked for at once, and show the
// silences of what they are read from themselves.
// push is the key by which the store may add up engines' series; devices says that it may add up those, too.
func beginToRead(ctx context.Context, s *session, req Request, sps []*spec, push []string, devices bool) (*study, error) {
	st, how := &study{inquiry: inquiry{session: s, req: req}, push: push}, watching(req.Query, sps, devices)
	how.early = func(sides *world) {
		early := slices.DeleteFunc(slices.Clone(sps), func(sp *spec) bool { return devices && sp.groups(req.Query) })
		if slices.ContainsFunc(sps, func(sp *spec) bool { return sp.signal != nil && !sp.early() && sp.derived == derivedNone }) {
			return // what they are read from has a say in the grid
		}
		m := s.measure(sides, sps)
		if g, err := s.grid(req, m); err == nil && g.Cells() > 0 {
			guess := study{inquiry: st.inquiry, m: m, grid: g, push: push}
			guess.world = sides
			st.ahead.set(ctx, guess.reader(), early)
		}
	}
	if err := st.begin(ctx, sps, how); err != nil {
		st.ahead.give()
		return nil, err
	}
	if st.ahead.keepIf(st.read) {
		st.read.ahead = &st.ahead
		st.read.byStep = st.grid.Cells() > st.grid.Steps() && !st.read.table
	}
	return st, nil
}

func (st *study) begin(ctx context.Context, sps []*spec, how watch) (err error) {
	if err = st.inquire(ctx, st.candidates(sps), how); err != nil {
		return err
	}
	extra := st.pushed(st.conds)
	if st.world.gateway, err = st.scraped(ctx, sps, catalog.FamilyGateway, extra); err != nil {
		return err
	}
	if st.world.fabric, err = st.scraped(ctx, sps, catalog.FamilyFabric, extra); err != nil {
		return err
	}
	st.world.sayGuessed(st.session, st.req.Query)
	st.m = st.measure(st.world, sps)
	if st.grid, err = st.session.grid(st.req, st.m); err != nil {
		return err
	}
	if st.req.Query.Format == models.FormatTimeSeries {
		st.grid = st.m.refined(st.grid, st.world)
	}
	st.read = st.reader()
	return nil
}

// reader reads the study's operands.
func (st *study) reader() *reader {
	return &reader{s: st.session, w: st.world, have: st.have, conds: st.conds, extra: st.pushed(st.conds),
		from: st.req.From, to: st.req.To, grid: st.grid, steps: st.grid.PerStep(),
		table:  st.req.Query.Format != models.FormatTimeSeries,
		native: max(st.m.native, second), scrape: st.scrape(st.world), keep: keep(st.conds), push: st.push, ahead: &ahead{}}
}

// scraped finds out how often the gateways or networks that operands are read from are scraped, from one metric of each.
func (st *study) scraped(ctx context.Context, sps []*spec, family catalog.Family, extra []catalog.Matcher) (side, error) {
	var out side
	asked := map[string]bool{}
	for _, sp := range sps {
		if sp.signal == nil || sp.signal.Family != family || sp.level != join.LevelRow && !sp.ofFabric() {
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
	out.native = st.declaredOr(family, out.native)
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
