package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// Exemplars answers an exemplars query: single observations of a distribution with the ids of their traces.
func Exemplars(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Exemplars, error) {
	op, err := req.Query.ExemplarOperand()
	if err != nil {
		return nil, err
	}
	x := &exemplars{op: op}
	var names []wanted
	out := &frames.Exemplars{Destinations: env.Settings.ExemplarTraceIDDestinations, Unit: op.Unit}
	if op.Signal != "" {
		if out.Unit, err = x.useSignal(env, req.Query); err != nil {
			return nil, err
		}
		names = x.names(env)
	}
	if x.listing, err = list(ctx, env, memo, req, names); err != nil {
		return nil, err
	}
	if err := x.read(ctx); err != nil {
		return nil, err
	}
	out.Exemplars = sampled(distinct(x.seen), req.From, req.Interval, maxExemplarSteps)
	traces, remarks := x.checkTraces(ctx, out.Exemplars)
	if err := ctx.Err(); errors.Is(err, context.Canceled) {
		return nil, err
	}
	told, quiet := x.explain(names, len(out.Exemplars))
	out.Found = x.found(told, quiet)
	out.Coverage.Traces, out.Remarks = traces, append(out.Remarks, remarks...)
	return out, nil
}

// exemplars is one exemplars query on its way.
type exemplars struct {
	*listing
	op   models.Operand
	alts []catalog.Alternative

	mu sync.Mutex
	// seen are the exemplars that pass; series tells that there were some at all, absent that a store keeps none.
	seen           []frames.Exemplar
	series, absent bool
}

// useSignal checks that the operand's signal is a distribution, and answers its unit.
func (x *exemplars) useSignal(env Env, q models.Query) (string, error) {
	field := fmt.Sprintf("operands[%d]", slices.IndexFunc(q.Operands, func(o models.Operand) bool { return o.As == x.op.As }))
	sig, known := env.Catalog.Signal(x.op.Signal)
	if !known || sig.Kind != catalog.KindDistribution {
		problem := "is no signal of the catalog"
		if known {
			problem = "is a " + string(sig.Kind) + ", and only distributions have exemplars"
		}
		var ids []string
		for _, s := range env.Catalog.Signals() {
			if s.Kind == catalog.KindDistribution {
				ids = append(ids, s.ID)
			}
		}
		return "", &models.FieldError{Field: field + ".signal", Problem: fmt.Sprintf("%q %s", x.op.Signal, problem), Allowed: ids}
	}
	for _, a := range env.Catalog.Alternatives(sig.ID) {
		if a.Kind == catalog.KindDistribution {
			x.alts = append(x.alts, a)
		}
	}
	if x.op.Unit != "" {
		return x.op.Unit, nil
	}
	return sig.Unit, nil
}

// exemplarNames are the series of a distribution that exemplars hang on: the buckets, or the native histogram.
func exemplarNames(a catalog.Alternative) []string { return []string{a.Metric + "_bucket", a.Metric} }

func (x *exemplars) names(env Env) []wanted {
	var out []wanted
	for _, a := range x.alts {
		for _, n := range exemplarNames(a) {
			out = append(out, wanted{env.family(a), n})
		}
	}
	return out
}

// read asks for the exemplars of every alternative that exists, or of the user's own expression.
func (x *exemplars) read(ctx context.Context) error {
	if x.op.Expr != "" {
		return x.from(ctx, x.at(ownPromQL), x.ownExpr(), x.placeOwn)
	}
	alts := slices.DeleteFunc(slices.Clone(x.alts), func(a catalog.Alternative) bool {
		return !slices.ContainsFunc(exemplarNames(a), func(n string) bool { return x.have.in(a, n) })
	})
	return each(ctx, len(alts), func(ctx context.Context, i int) error {
		a := alts[i]
		expr := catalog.SelectorOfAny(exemplarNames(a), append(a.Matchers(), x.pushed(x.conds)...)...)
		return x.from(ctx, x.of(a), expr, func(labels map[string]string) placed { return x.placeSignal(a, labels) })
	})
}

// ownExpr is the user's expression with its intervals filled in. Only its selectors matter to exemplars.
func (x *exemplars) ownExpr() string {
	grid := join.WholeGrid(x.req.From, max(x.req.To, x.req.From+second), max(x.req.Interval, second))
	r := &reader{s: x.session, w: x.world, grid: grid, steps: grid.PerStep(), table: true, scrape: x.scrape(x.world)}
	return r.macros(x.op.Expr)
}

// from reads the exemplars of an expression and keeps those in the range that pass the filters.
func (x *exemplars) from(ctx context.Context, src source, expr string, place func(labels map[string]string) placed) error {
	got, err := src.exemplars(ctx, expr, x.req.From, x.req.To)
	if errors.Is(err, promapi.ErrNotOffered) {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.absent = true
		return nil
	}
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, s := range got.Series {
		p := place(labelMap(s.Labels))
		for _, e := range s.Exemplars {
			x.series = true
			if e.Time < x.req.From || e.Time > x.req.To || !p.keeps(e.Time) {
				continue
			}
			x.seen = append(x.seen, frames.Exemplar{At: e.Time, Value: e.Value * p.scale, Trace: labelMap(e.Labels),
				Canonical: p.canonical, Labels: p.rest})
		}
	}
	return nil
}

// exemplars asks the family's endpoint for the exemplars of an expression's series.
func (s source) exemplars(ctx context.Context, expr string, from, to int64) (*promapi.Exemplars, error) {
	got, err := asked(ctx, s, &promapi.Exemplars{}, fmt.Sprintf("e %d %d %s", from, to, expr), func(ctx context.Context, store Store) (*promapi.Exemplars, error) {
		return store.Exemplars(ctx, expr, from, to)
	})
	if err != nil {
		return nil, err
	}
	s.note(expr, &promapi.Matrix{Warnings: got.Warnings})
	return got, nil
}

// explain says why there is nothing to see, with a notice of its own where the usual one would mislead: there are
// samples, but no exemplars.
func (x *exemplars) explain(names []wanted, shown int) (told, quiet []models.EmptySide) {
	if shown > 0 {
		return nil, nil
	}
	e := x.emptySide(x.op.As, names, x.series)
	if e.Reason == models.EmptyNoSamples || e.Reason == models.EmptyNoSeries && len(names) == 0 {
		e.Reason = models.EmptyNoExemplars // series are there, or an expression names none to look for
	}
	switch {
	case x.absent:
		x.warn("This store keeps no exemplars: it has no query_exemplars.")
	case e.Reason == models.EmptyNoExemplars:
		x.warn(x.op.As + " has no exemplars in this range. Engines send them with OpenMetrics while tracing is on, and Prometheus keeps them with --enable-feature=exemplar-storage.")
	default:
		return []models.EmptySide{e}, nil
	}
	return nil, []models.EmptySide{e}
}
