package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// watchedSignal is something that a verdict rests on, read over each window.
type watchedSignal struct {
	id, signal string
	part       part
	// of is the function over time, empty for the rate of a counter.
	of models.Stat
	// half reads only the half of a window that ends late ms before it does.
	half bool
	late int64
	// highest takes the largest rank; else ranks are added.
	highest bool
}

const halfWindow = kvcache.WindowMS / 2

var watchedSignals = []watchedSignal{
	{id: "usage", signal: signalUsage, of: models.StatMax, highest: true},
	{id: "preemptions", signal: signalPreemptions},
	{id: "before", signal: signalWaiting, of: models.StatAvg, half: true, late: halfWindow},
	{id: "waiting", signal: signalWaiting, of: models.StatAvg, half: true},
	{id: "running", signal: signalRunning, of: models.StatAvg},
	{id: "hits", signal: signalHits, part: partSum},
	{id: "queries", signal: signalHits, part: partCount},
	{id: "prompt", signal: signalPrompt},
	{id: "cached", signal: signalCached},
	{id: "external", signal: signalExternal},
	{id: "batch", signal: "batch_tokens_reserved", of: models.StatMax},
	{id: "limit", signal: "batch_tokens_max", of: models.StatMax},
	{id: "expected", signal: signalRouterHit, part: partSum},
	{id: "lookups", signal: signalRouterHit, part: partCount},
}

// watchedSpecs are the operands that verdicts are made of.
func watchedSpecs(c *catalog.Catalog) ([]*spec, error) {
	out := make([]*spec, len(watchedSignals))
	for i, x := range watchedSignals {
		sig, ok := c.Signal(x.signal)
		if !ok {
			return nil, models.Fieldf(x.signal, "is no signal of the catalog")
		}
		level := join.LevelReplica
		if sig.Family == catalog.FamilyGateway {
			level = join.LevelScope // it has no say in the grid
		}
		out[i] = &spec{Operand: models.Operand{As: x.id, Signal: x.signal}, field: "fields", signal: &sig, level: level, index: i, part: x.part}
	}
	return out, nil
}

// windowRead is one such signal on its way.
type windowRead struct {
	*reading
	watchedSignal
}

// mostWindows bounds the instants at which caches are judged in a table; a longer range is judged now and then.
const mostWindows = 5000

// watch lays out the instants: the steps of a graph; in a table one window after the other, back from the last complete
// instant.
func (k *caches) watch() {
	g := k.grid.PerStep()
	if k.query.Format != models.FormatTimeSeries {
		end, every := g.Edges[g.Cells()], int64(kvcache.WindowMS)
		// A window that began before the range counts where most of it is within.
		n := max(1, (end-g.Edges[0]+every/2)/every)
		if most := max(1, min(mostWindows, cellBudget/int64(max(1, k.world.engine.series)))); n > most {
			every *= (n + most - 1) / most
			n = max(1, (end-g.Edges[0]+every/2)/every)
			k.remark(fmt.Sprintf("The range is long: caches are judged over five minutes in every %d.", every/minute))
		}
		g = endingAt(end, n, every)
	}
	k.windows = &g
	k.seen = make([]*windowRead, len(k.watched))
	for i, sp := range k.watched {
		op := join.Operand{Name: sp.As, Space: join.Intensive, Reduce: join.ReduceSum, Level: join.LevelReplica, PerStep: true}
		if watchedSignals[i].highest {
			op.Reduce = join.ReduceMax
		}
		k.seen[i] = &windowRead{&reading{spec: sp, op: op}, watchedSignals[i]}
	}
}

// fetchWindows reads all alternatives of a signal at all windows.
func (k *caches) fetchWindows(ctx context.Context, w *windowRead) error {
	for group, rivals := range k.env.Catalog.Rivals(w.signal) {
		for i, a := range rivals {
			if k.readsWindow(w, a) {
				w.alts, w.order, w.group = append(w.alts, a), append(w.order, i), append(w.group, group)
			}
		}
	}
	w.found = make([][]column, len(w.alts))
	return each(ctx, len(w.alts), func(ctx context.Context, i int) (err error) {
		w.found[i], err = k.window(ctx, w, w.alts[i])
		return err
	})
}

// readsWindow tells whether an alternative is there and of the kind that is read.
func (k *caches) readsWindow(w *windowRead, a catalog.Alternative) bool {
	if a.Kind == catalog.KindDistribution && w.part != "" {
		return k.have.readable(a, models.StatMean)
	}
	return k.have.readable(a, models.StatAvg) && (w.part == "" || a.Numerator != "")
}

// window reads one alternative: a gauge over the windows or their halves, or a counter's increase a second.
func (k *caches) window(ctx context.Context, w *windowRead, a catalog.Alternative) ([]column, error) {
	if w.of == "" {
		counter := meterOf(a.Metric)
		if w.part != "" {
			counter = k.read.partMeter(a, w.part)
		}
		if w.part == partCount {
			a.Scale, a.RescaleAbove = 1, 0
		}
		return k.increase(ctx, a, counter)
	}
	if len(a.Sum) == 0 {
		return k.instants(ctx, a, k.gaugeOver(w, a, a.Metric))
	}
	var total []column
	for i, name := range a.Sum {
		if !k.have.in(a, name) {
			continue
		}
		cs, err := k.instants(ctx, a, k.gaugeOver(w, a, name))
		if err != nil {
			return nil, err
		}
		if i == 0 {
			total = cs
			continue
		}
		index := map[string]column{}
		for _, c := range cs {
			index[mapIdentity(c.labels)] = c
		}
		optional := slices.Contains(a.Optional, name)
		for _, c := range total {
			if x, ok := index[mapIdentity(c.labels)]; ok {
				addCells(c.v, x.v, optional)
			}
		}
	}
	return total, nil
}

func (k *caches) gaugeOver(w *windowRead, a catalog.Alternative, name string) string {
	selector, window := a.SelectorFor(name, k.read.extra...), int64(kvcache.WindowMS)
	if w.half {
		window = halfWindow
	}
	expr := fmt.Sprintf("%s(%s[%s]", overTime[w.of], selector, duration(window))
	if w.late > 0 {
		expr += " offset " + duration(w.late)
	}
	return expr + ")"
}

// instants evaluates an expression at the end of every window.
func (k *caches) instants(ctx context.Context, a catalog.Alternative, expr string) ([]column, error) {
	return k.valuesOn(ctx, a, expr, *k.windows)
}

func (k *caches) valuesOn(ctx context.Context, a catalog.Alternative, expr string, g join.Grid) ([]column, error) {
	m, err := k.read.cells(ctx, k.of(a), expr, g)
	if err != nil {
		return nil, err
	}
	out, _ := k.read.columns(a, m, g)
	return out, nil
}
