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
	byNode map[nodeKey][]float64
	// currency is the store's, as far as the settings name it.
	currencies []models.Currency
}

type nodeKey struct{ cluster, node string }

type declaredPrice struct {
	models.Price
	from, to int64
}

// loadPrices reads the store's price series on the grid. A price of 0 is a blank, not a gift.
func (r *reader) loadPrices(ctx context.Context) (*prices, error) {
	p := &prices{byNode: map[nodeKey][]float64{}, currencies: r.s.env.Settings.Currencies}
	for _, x := range r.s.env.Settings.Prices {
		p.declared = append(p.declared, declaredPrice{x, instant(x.From, math.MinInt64), instant(x.To, math.MaxInt64)})
	}
	for _, a := range r.s.env.Catalog.Alternatives(signalPrice) {
		if !r.have.readable(a, models.StatAvg) {
			continue
		}
		cs, err := r.price(ctx, a.SelectorFor(a.Metric, r.extra...))
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			canonical := a.Canonical(c.labels)
			k := nodeKey{c.labels[r.w.devices.cluster], canonical["node"]}
			if p.byNode[k] == nil {
				p.byNode[k] = c.v
				continue
			}
			fillBlanks(p.byNode[k], c.v)
		}
	}
	return p, nil
}

// price reads the mean price over each cell. A price holds from its sample to the next, so that a change counts from
// its own instant, whatever the grid.
func (r *reader) price(ctx context.Context, selector string) ([]column, error) {
	from, to := r.grid.Edges[0], r.grid.Edges[r.grid.Cells()]
	found, err := r.s.look(ctx, selector, from-hold, to)
	if err != nil || found.coarse {
		return r.coarsePrice(ctx, selector, err)
	}
	out := make([]column, len(found.series))
	for i, x := range found.series {
		out[i] = column{labels: x.labels, v: held(x, r.grid, max(hold, 3*found.native))}
	}
	return out, nil
}

// coarsePrice reads prices at the cells' ends, where there are too many samples to read each.
func (r *reader) coarsePrice(ctx context.Context, selector string, err error) ([]column, error) {
	if err != nil {
		return nil, err
	}
	m, err := r.cells(ctx, gaugeExpr(models.StatLast, selector, hold), r.grid)
	if err != nil {
		return nil, err
	}
	var out []column
	for _, x := range m.Series {
		c := column{labels: labelMap(x.Labels), v: alignTo(x, r.grid)}
		for i, v := range c.v {
			if v <= 0 {
				c.v[i] = undefined
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// held is a state's time mean over the part of each cell in which it is known: each sample holds until the next, for
// at most a while. A price of 0 is a blank.
func held(x sighted, g join.Grid, most int64) []float64 {
	sums, known := make([]float64, g.Cells()), make([]int64, g.Cells())
	cell := 0
	for i, t := range x.times {
		until := t + most
		if i+1 < len(x.times) {
			until = min(until, x.times[i+1])
		}
		if x.values[i] <= 0 || math.IsNaN(x.values[i]) {
			continue
		}
		for cell < g.Cells() && g.Edges[cell+1] <= t {
			cell++
		}
		for c := cell; c < g.Cells() && g.Edges[c] < until; c++ {
			ms := min(until, g.Edges[c+1]) - max(t, g.Edges[c])
			sums[c] += x.values[i] * float64(ms)
			known[c] += ms
		}
	}
	for c := range sums {
		if sums[c] /= float64(known[c]); known[c] == 0 {
			sums[c] = undefined
		}
	}
	return sums
}

func fillBlanks(to, v []float64) {
	for i := range to {
		if math.IsNaN(to[i]) {
			to[i] = v[i]
		}
	}
}

func instant(text string, otherwise int64) int64 {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t.UnixMilli()
	}
	return otherwise
}

// of is a device's price in each cell, nil where none is known. A declared price wins over the store's.
func (p *prices) of(d ownership.Device, info join.DeviceInfo, g join.Grid) (v []float64, currency string) {
	store := p.byNode[nodeKey{d.Cluster, d.Node}]
	if store == nil {
		store = p.byNode[nodeKey{"", d.Node}]
	}
	if store != nil {
		v, currency = slices.Clone(store), p.currency(d.Cluster)
	}
	for cell := range g.Cells() {
		x, ok := p.declaredAt(d, info, g.Edges[cell+1])
		if !ok {
			continue
		}
		if v == nil {
			v = slices.Repeat([]float64{undefined}, g.Cells())
		}
		v[cell], currency = x.PerHour, x.Currency
	}
	return v, currency
}

func (p *prices) declaredAt(d ownership.Device, info join.DeviceInfo, t int64) (declaredPrice, bool) {
	for _, x := range p.declared {
		if t <= x.from || t > x.to || x.PerHour <= 0 || x.GPUModel != "" && x.GPUModel != info.Model {
			continue
		}
		if matchesLabels(x.Labels, d, info) {
			return x, true
		}
	}
	return declaredPrice{}, false
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
		v, currency := p.of(d, r.w.Devices[d], r.grid)
		if v == nil {
			continue
		}
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
