package plan

import (
	"context"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// prices answers what a device costs per hour in each cell.
type prices struct {
	declared []declaredPrice
	// store are the store's prices by what they are of, the sources that count first at first.
	store []map[pricedThing]*storePrice
	// currencies are the settings' words on what the store's prices are in.
	currencies []models.Currency
}

type declaredPrice struct {
	models.Price
	from, to int64
}

// loadPrices reads the store's price series on the grid. A price of 0 is a blank, not a gift.
func (r *reader) loadPrices(ctx context.Context) (*prices, error) {
	p := &prices{currencies: r.s.env.Settings.Currencies}
	for _, x := range r.s.env.Settings.Prices {
		p.declared = append(p.declared, declaredPrice{x, instant(x.From, math.MinInt64), instant(x.To, math.MaxInt64)})
	}
	for _, a := range r.s.env.priceAlternatives() {
		if !r.have.readable(a, models.StatAvg) {
			continue
		}
		found, err := r.price(ctx, a)
		if err != nil {
			return nil, err
		}
		p.store = append(p.store, p.index(r.s, r.w.devices.cluster, a, found))
	}
	return p, nil
}

// pricedSeries is one price series over the grid.
type pricedSeries struct {
	labels map[string]string
	tariff cost.Tariff
}

// price reads price series. A price holds from its sample to the next, so that a change counts from its own instant,
// whatever the grid. Where there are too many samples to read each, the prices at the cells' ends stand for the cells.
func (r *reader) price(ctx context.Context, a catalog.Alternative) ([]pricedSeries, error) {
	src, sel := r.s.of(a), selecting(a, r.extra)
	from, to := r.grid.Edges[0], r.grid.Edges[r.grid.Cells()]
	found, err := src.look(ctx, sel, from-hold, to)
	if err != nil {
		return nil, err
	}
	if found.coarse {
		m, err := r.cells(ctx, src, gaugeExpr(models.StatLast, sel(), hold), r.grid)
		if err != nil {
			return nil, err
		}
		found = newSeen(m)
	}
	out := make([]pricedSeries, len(found.series))
	for i, x := range found.series {
		// The answer may be shared with other queries, so it is not changed in place.
		x.values = slices.Clone(x.values)
		valid(a, x.values)
		out[i] = pricedSeries{x.labels, held(x, max(hold, 3*found.native))}
	}
	return out, nil
}

// held lets each sample of a state hold until the next, for at most a while. A price of 0 is a blank, not a gift.
func held(x sighted, most int64) cost.Tariff {
	var out cost.Tariff
	for i, t := range x.times {
		until := t + most
		if i+1 < len(x.times) {
			until = min(until, x.times[i+1])
		}
		if x.values[i] > 0 {
			out = out.Add(cost.Rate{From: t, To: until, PerHour: x.values[i]})
		}
	}
	return out
}

func instant(text string, otherwise int64) int64 {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UnixMilli()
	}
	return otherwise
}

// of is a device's tariff, nil where no price is known. Declared prices win over the store's, the first that matches
// over the later ones, and each for its own time. A device has one currency: prices in another are left out.
func (p *prices) of(d ownership.Device, info join.DeviceInfo, within ownership.Span) (_ cost.Tariff, currency string, mixed bool) {
	q := quote{within: within, free: ownership.Spans{within}}
	for _, x := range p.declared {
		if (x.GPUModel == "" || sameModel(x.GPUModel, info.Model)) && matchesLabels(x.Labels, d, info) {
			q.declare(x)
		}
	}
	for _, prices := range p.store {
		for _, key := range thingsOf(d, info) {
			if x := prices[key]; x != nil {
				q.take(x)
			}
		}
	}
	return q.tariff, q.currency, q.mixed
}

// level is a tariff as a price per hour in each cell: its mean over the time it is known.
func level(t cost.Tariff, g join.Grid) []float64 {
	out, known := t.Integral(g.Edges)
	for c, ms := range known {
		if out[c] /= float64(ms); ms == 0 {
			out[c] = undefined
		}
	}
	return out
}

func matchesLabels(want map[string]string, d ownership.Device, info join.DeviceInfo) bool {
	have := map[string]string{"cluster": d.Cluster, "node": d.Node, "gpu_uuid": d.UUID, "gpu_model": info.Model,
		"mig_profile": info.Profile, "mig_id": d.MIG, "gpu_index": info.Index}
	for k, v := range want {
		if k == catalog.LabelGPUUUID {
			v = catalog.NormalizeUUID(v)
		}
		if have[k] != v {
			return false
		}
	}
	return true
}

// currency of the store's prices in a cluster, "" where the settings do not say.
func (p *prices) currency(cluster string) string {
	for _, c := range p.currencies {
		if (c.Cluster == "" || c.Cluster == cluster) && (c.Family == "" || c.Family == "cost") {
			return c.Currency
		}
	}
	return ""
}

// priced makes the sources of gpu_price or gpu_cost: a level per device, in currency per hour or per second.
func (r *reader) priced(p *prices, rd *reading) (currencies []string) {
	mixed, unpriced := 0, 0
	for _, d := range r.w.sortedDevices() {
		t, currency, two := p.of(d, r.w.Devices[d], rangeOf(r.grid))
		if two {
			mixed++
		}
		if lacks(t, r.grid, r.w.Presence[d]) {
			unpriced++
		}
		if t == nil {
			continue
		}
		src := join.Source{Device: d, Unit: currency}
		if rd.spec.derived == derivedCost {
			src.Stretches = stretches(t)
		} else {
			src.V = level(t, r.grid)
		}
		rd.op.Sources = append(rd.op.Sources, src)
		if !slices.Contains(currencies, currency) {
			currencies = append(currencies, currency)
		}
	}
	if mixed > 0 {
		r.s.warn(strconv.Itoa(mixed) + " GPUs have prices in two currencies; only those in the first one found count.")
	}
	if unpriced > 0 && (len(currencies) > 0 || p.listed()) {
		r.s.warn(strconv.Itoa(unpriced) + " of " + strconv.Itoa(len(r.w.Devices)) + " GPUs have no price for all of the time they were there; what is without a price is not billed.")
	}
	slices.Sort(currencies)
	return currencies
}

// stretches are a tariff in currency per second.
func stretches(t cost.Tariff) []join.Stretch {
	out := make([]join.Stretch, len(t))
	for i, r := range t {
		out[i] = join.Stretch{From: r.From, To: r.To, PerSecond: r.PerHour / 3600}
	}
	return out
}

// listed tells whether the store has any price series, be they blank.
func (p *prices) listed() bool {
	return slices.ContainsFunc(p.store, func(m map[pricedThing]*storePrice) bool { return len(m) > 0 })
}

// lacks tells whether a device was there for longer than a cell without a price being known.
func lacks(t cost.Tariff, g join.Grid, there ownership.Spans) bool {
	return there.Clip(ownership.Spans{rangeOf(g)}).Without(t.Known()).Total() > g.Step()
}

// rangeOf is all of a grid.
func rangeOf(g join.Grid) ownership.Span {
	return ownership.Span{From: g.Edges[0], To: g.Edges[g.Cells()]}
}

// ofMoney tells whether the operand needs prices.
func (sp *spec) ofMoney() bool { return sp.derived == derivedPrice || sp.derived == derivedCost }

// counted makes the sources of gpu_count: each device counts one for as long as it is there.
func (r *reader) counted(rd *reading) {
	one := slices.Repeat([]float64{1}, r.grid.Cells())
	for _, d := range r.w.sortedDevices() {
		rd.op.Sources = append(rd.op.Sources, join.Source{Device: d, V: one})
	}
}
