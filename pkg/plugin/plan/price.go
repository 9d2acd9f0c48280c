package plan

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// prices answers what a device costs per hour in each cell.
type prices struct {
	declared []declaredPrice
	// byNode are the store's prices, per node.
	byNode map[nodeKey]*tariff
	// currencies are the settings' words on what the store's prices are in.
	currencies []models.Currency
}

// tariff is a price over time, cell by cell: the integral of price per hour over the ms in which it is known.
type tariff struct {
	sum   []float64
	known []int64
}

func newTariff(cells int) *tariff {
	return &tariff{sum: make([]float64, cells), known: make([]int64, cells)}
}

// add books a price that holds in [from, to).
func (t *tariff) add(g join.Grid, from, to int64, price float64) {
	for c := g.CellAfter(from); c < g.Cells() && g.Edges[c] < to; c++ {
		if ms := min(to, g.Edges[c+1]) - max(from, g.Edges[c]); ms > 0 {
			t.sum[c] += price * float64(ms)
			t.known[c] += ms
		}
	}
}

type nodeKey struct{ cluster, node string }

type declaredPrice struct {
	models.Price
	from, to int64
}

// loadPrices reads the store's price series on the grid. A price of 0 is a blank, not a gift.
func (r *reader) loadPrices(ctx context.Context) (*prices, error) {
	p := &prices{byNode: map[nodeKey]*tariff{}, currencies: r.s.env.Settings.Currencies}
	for _, x := range r.s.env.Settings.Prices {
		p.declared = append(p.declared, declaredPrice{x, instant(x.From, math.MinInt64), instant(x.To, math.MaxInt64)})
	}
	for _, a := range r.s.env.Catalog.Alternatives(signalPrice) {
		if !r.have.readable(a, models.StatAvg) {
			continue
		}
		found, err := r.price(ctx, r.s.of(a), selecting(a, r.extra))
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			k := nodeKey{x.labels[r.w.devices.cluster], a.Canonical(x.labels)["node"]}
			if p.byNode[k] == nil {
				p.byNode[k] = x.tariff
				continue
			}
			p.byNode[k].fill(x.tariff)
		}
	}
	return p, nil
}

// pricedSeries is one price series over the grid.
type pricedSeries struct {
	labels map[string]string
	tariff *tariff
}

// price reads price series. A price holds from its sample to the next, so that a change counts from its own instant,
// whatever the grid. Where there are too many samples to read each, the prices at the cells' ends stand for the cells.
func (r *reader) price(ctx context.Context, src source, sel selector) ([]pricedSeries, error) {
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
		out[i] = pricedSeries{x.labels, held(x, r.grid, max(hold, 3*found.native))}
	}
	return out, nil
}

// held books each sample of a state until the next, for at most a while. A price of 0 is a blank, not a gift.
func held(x sighted, g join.Grid, most int64) *tariff {
	out := newTariff(g.Cells())
	for i, t := range x.times {
		until := t + most
		if i+1 < len(x.times) {
			until = min(until, x.times[i+1])
		}
		if x.values[i] > 0 {
			out.add(g, t, until, x.values[i])
		}
	}
	return out
}

// fill takes another series' word where this one has none.
func (t *tariff) fill(o *tariff) {
	for c := range t.sum {
		if t.known[c] == 0 {
			t.sum[c], t.known[c] = o.sum[c], o.known[c]
		}
	}
}

func instant(text string, otherwise int64) int64 {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UnixMilli()
	}
	return otherwise
}

// of is a device's tariff, nil where no price is known. Declared prices win over the store's, the first that matches
// over the later ones, and each for its own time.
func (p *prices) of(d ownership.Device, info join.DeviceInfo, g join.Grid) (out *tariff, currency string) {
	store := p.byNode[nodeKey{d.Cluster, d.Node}]
	if store == nil {
		store = p.byNode[nodeKey{"", d.Node}]
	}
	free := ownership.Spans{{From: g.Edges[0], To: g.Edges[g.Cells()]}}
	for _, x := range p.declared {
		if x.GPUModel != "" && x.GPUModel != info.Model || !matchesLabels(x.Labels, d, info) {
			continue
		}
		if out == nil {
			out = newTariff(g.Cells())
		}
		for _, s := range free.Clip(ownership.Spans{{From: x.from, To: x.to}}) {
			out.add(g, s.From, s.To, x.PerHour)
			currency = x.Currency
		}
		free = free.Without(ownership.Spans{{From: x.from, To: x.to}})
	}
	if store == nil {
		return out, currency
	}
	if out == nil {
		return store, p.currency(d.Cluster)
	}
	if currency == "" {
		currency = p.currency(d.Cluster)
	}
	out.addPart(store, free, g)
	return out, currency
}

// addPart adds what another tariff says of the given time.
func (t *tariff) addPart(o *tariff, spans ownership.Spans, g join.Grid) {
	for _, s := range spans {
		for c := g.CellAfter(s.From); c < g.Cells() && g.Edges[c] < s.To; c++ {
			ms := min(s.To, g.Edges[c+1]) - max(s.From, g.Edges[c])
			if ms <= 0 || o.known[c] == 0 {
				continue
			}
			t.sum[c] += o.sum[c] / float64(o.known[c]) * float64(min(ms, o.known[c]))
			t.known[c] += min(ms, o.known[c])
		}
	}
}

// level is the tariff as a price per hour in each cell: its mean over the time it is known, or, for money, over the
// whole cell, because unknown time costs nothing that could be billed.
func (t *tariff) level(g join.Grid, money bool) []float64 {
	out := make([]float64, len(t.sum))
	for c := range out {
		ms := t.known[c]
		if ms > 0 && money {
			ms = g.Edges[c+1] - g.Edges[c]
		}
		if out[c] = t.sum[c] / float64(ms); ms == 0 {
			out[c] = undefined
		}
	}
	return out
}

func matchesLabels(want map[string]string, d ownership.Device, info join.DeviceInfo) bool {
	have := map[string]string{"cluster": d.Cluster, "node": d.Node, "gpu_uuid": d.UUID, "gpu_model": info.Model,
		"mig_profile": info.Profile, "mig_id": d.MIG, "gpu_index": info.Index}
	for k, v := range want {
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
	perHour := 1.0
	if rd.spec.derived == derivedCost {
		perHour = 1.0 / 3600
	}
	for _, d := range r.w.sortedDevices() {
		t, currency := p.of(d, r.w.Devices[d], r.grid)
		if t == nil {
			continue
		}
		v := t.level(r.grid, rd.spec.derived == derivedCost)
		scaleBy(v, perHour)
		rd.op.Sources = append(rd.op.Sources, join.Source{Device: d, V: v})
		if !slices.Contains(currencies, currency) {
			currencies = append(currencies, currency)
		}
	}
	slices.Sort(currencies)
	return currencies
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
