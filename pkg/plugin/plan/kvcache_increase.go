package plan

import (
	"context"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// endingAt is a grid of n cells, the last of which ends at an instant.
func endingAt(end, n, every int64) join.Grid {
	g := join.StepGrid(0, n*every, every)
	for i := range g.Edges {
		g.Edges[i] += end - n*every
	}
	return g
}

// increase reads a counter's reset-corrected increase a second over every window: the difference of its last values at
// the window's ends, so that nothing is extrapolated.
func (k *caches) increase(ctx context.Context, a catalog.Alternative, counter meter) ([]column, error) {
	back := max(lookAround, 2*k.read.nativeOf(a))
	selector := a.SelectorFor(counter.name, k.read.extra...)
	now, before, err := k.atEnds(ctx, a, func(offset string) string {
		return counter.of("last_over_time(" + selector + "[" + duration(back) + "]" + offset + ")")
	})
	if err != nil {
		return nil, err
	}
	var first map[string]column
	for i, c := range now {
		out, was := make([]float64, len(c.v)), before[mapIdentity(c.labels)]
		for w, v := range c.v {
			out[w] = undefined
			if v != v {
				continue
			}
			from := undefined
			if was != nil {
				from = was[w]
			}
			if from != from && counter.function == "" { // it began within the window
				if first == nil {
					if first, err = k.firstValues(ctx, a, selector); err != nil {
						return nil, err
					}
				}
				if x, ok := first[mapIdentity(c.labels)]; ok {
					from = x.v[w]
				}
			}
			out[w] = since(from, v) / (kvcache.WindowMS / 1000)
		}
		now[i].v = out
	}
	return now, nil
}

// since is what a counter counted between two of its values; after a reset, what it counted since.
func since(from, to float64) float64 {
	if to < from {
		return to
	}
	return to - from
}

// atEnds are a counter's values at the windows' ends and, by series, at their beginnings: of one request where windows
// begin at the ends of others.
func (k *caches) atEnds(ctx context.Context, a catalog.Alternative, expr func(offset string) string) (now []column, before map[string][]float64, err error) {
	g := *k.windows
	before = map[string][]float64{}
	if every, n := g.Step(), g.Cells(); kvcache.WindowMS%every == 0 {
		back := int(kvcache.WindowMS / every)
		all, err := k.valuesOn(ctx, a, expr(""), endingAt(g.Edges[n], int64(n+back), every))
		for i, c := range all {
			before[mapIdentity(c.labels)], all[i].v = c.v[:n], c.v[back:]
		}
		return all, before, err
	}
	if now, err = k.valuesOn(ctx, a, expr(""), g); err != nil {
		return nil, nil, err
	}
	earlier, err := k.valuesOn(ctx, a, expr(" offset "+duration(kvcache.WindowMS)), g)
	for _, c := range earlier {
		before[mapIdentity(c.labels)] = c.v
	}
	return now, before, err
}

// firstValues are the smallest values of counters within each window.
func (k *caches) firstValues(ctx context.Context, a catalog.Alternative, selector string) (map[string]column, error) {
	found, err := k.valuesOn(ctx, a, gaugeExpr(models.StatMin, selector, kvcache.WindowMS), *k.windows)
	out := map[string]column{}
	for _, c := range found {
		out[mapIdentity(c.labels)] = c
	}
	return out, err
}
