package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Balance answers a balance query: the GPUs of each parallel group compared, a row for each value of `by`.
func Balance(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Answer, error) {
	b, err := newBalancing(env, req.Query)
	if err != nil {
		return nil, err
	}
	// A GPU is compared with its whole group, so only the cluster's filters narrow what is read.
	if b.study, err = begin(ctx, &session{env: env, memo: memo}, req.ofClusters(), b.specs()); err != nil {
		return nil, err
	}
	if b.filters, err = compileFilters(req.Query.Filters); err != nil {
		return nil, err
	}
	res := b.answer(b.query.By)
	res.Bare = true
	if !b.empty() {
		if err := b.load(ctx); err != nil {
			return nil, err
		}
		b.results = balance.Compute(b.input)
	}
	b.show(res)
	b.cover(res, req)
	return res, nil
}

// balancing is one balance query on its way.
type balancing struct {
	*study
	query   models.Query
	fields  []balanceField
	filters []condition
	// devices are the signals read of GPUs; running and made tell when requests run.
	devices       []*spec
	running, made *spec
	// podLabels is there where pods may be tied by a label.
	podLabels *spec
	money     bool

	cells    join.Grid
	readings []*reading
	prices   *prices
	works    works
	groups   []*parallelGroup
	input    balance.Input
	results  []*balance.Result
}

func newBalancing(env Env, q models.Query) (*balancing, error) {
	b := &balancing{query: q, fields: balanceFieldsOf(q.Fields)}
	b.money = b.shows("lost_money")
	var want []string
	for _, f := range b.fields {
		want = append(want, f.signal)
	}
	want = append(want, signalTensor)
	if b.tells() {
		want = append(want, causeSignals...)
	}
	if b.shows("bandwidth_bound") {
		want = append(want, linkSignals...)
	}
	for what := range balance.Readings {
		id := balanceReadings[what]
		if !slices.Contains(want, id) {
			continue
		}
		sp, err := signalSpec(env.Catalog, id)
		if err != nil {
			return nil, err
		}
		if what.Counted() {
			sp.Stat = models.StatTotal
		}
		if sp.ofFabric() {
			sp.level = join.LevelDevice // where a binding says which GPU an index means
		}
		sp.index = len(b.devices)
		b.devices = append(b.devices, sp)
	}
	var err error
	if b.shows(judging...) {
		if b.running, err = signalSpec(env.Catalog, signalRunning); err != nil {
			return nil, err
		}
		if b.made, err = signalSpec(env.Catalog, signalGeneration); err != nil {
			return nil, err
		}
		b.running.Stat, b.made.Stat = models.StatMax, models.StatTotal
	}
	if len(env.Settings.GroupLabels) > 0 {
		b.podLabels, err = signalSpec(env.Catalog, signalPodLabels)
	}
	return b, err
}

// signalSpec is an operand that reads a signal.
func signalSpec(c *catalog.Catalog, id string) (*spec, error) {
	sp := &spec{Operand: models.Operand{As: id, Signal: id}, field: "fields"}
	return sp, sp.useSignal(c)
}

func (b *balancing) specs() []*spec {
	out := slices.Clone(b.devices)
	for _, sp := range []*spec{b.running, b.made, b.podLabels} {
		if sp != nil {
			out = append(out, sp)
		}
	}
	if b.money {
		out = append(out, &spec{Operand: models.Operand{As: signalPrice, Signal: signalPrice}, level: join.LevelDevice, derived: derivedPrice})
	}
	return out
}

// load reads the devices on cells of their native resolution, when requests run, and prices; and makes the groups.
func (b *balancing) load(ctx context.Context) error {
	b.cells = b.nativeCells()
	r := b.reader()
	r.grid, r.steps, r.table = b.cells, b.cells, false
	b.readings = make([]*reading, len(b.devices))
	n := len(b.devices)
	err := each(ctx, n+2, func(ctx context.Context, i int) (err error) {
		switch {
		case i < n:
			b.readings[i], err = b.device(ctx, r, b.devices[i])
		case i == n && b.running != nil:
			b.works, err = b.whenWorking(ctx, r)
		case i == n+1 && b.money:
			b.prices, err = r.loadPrices(ctx)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, rd := range b.readings {
		r.place(rd)
	}
	tied, err := b.tiedPods(ctx)
	if err != nil {
		return err
	}
	b.groups = b.divide(b.tracks(), tied)
	b.input = b.inputOf(b.groups)
	return nil
}

// nativeCells are cells of the slowest device's native step on UTC multiples, so that the same time is read alike
// whatever the range; longer ones where a fleet has too many devices for that.
func (b *balancing) nativeCells() join.Grid {
	edges := b.grid.PerStep().Edges
	from, to := edges[0], edges[len(edges)-1]
	native := b.nativeStep()
	least := max(native, (to-from)/maxPoints+1, (to-from)*int64(max(1, b.world.gpu.series))/cellBudget)
	cell := (least + native - 1) / native * native
	window := nodesApart * balance.Longer * cell
	return join.StepGrid(from-from%window-cell, ceilTo(to, window)+cell, cell) // a cell more tells how a load changes
}

// nodesApart is over how many cells GPUs of several nodes are compared: their exporters sample at different instants.
const nodesApart = 3

// nativeStep is the time between two samples of the slowest device.
func (b *balancing) nativeStep() int64 {
	if b.world.gpu.native > 0 {
		return max(second, b.world.gpu.native)
	}
	return guessedNative
}
