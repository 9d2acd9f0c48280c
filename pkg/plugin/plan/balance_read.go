package plan

import (
	"context"
	"math"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// device reads a signal of GPUs cell by cell.
func (b *balancing) device(ctx context.Context, r *reader, sp *spec) (*reading, error) {
	rd := r.reading(sp)
	if sp.Signal != signalThrottle {
		return rd, r.fetch(ctx, rd)
	}
	for group, rivals := range b.env.Catalog.Rivals(sp.Signal) {
		for i, a := range rivals {
			if b.have.readable(a, sp.readAs()) {
				rd.alts, rd.order, rd.group = append(rd.alts, a), append(rd.order, i), append(rd.group, group)
			}
		}
	}
	rd.found = make([][]column, len(rd.alts))
	return rd, each(ctx, len(rd.alts), func(ctx context.Context, i int) (err error) {
		rd.found[i], err = r.throttled(ctx, rd.alts[i])
		return err
	})
}

// throttled reads the share of each cell for which a device was throttled. Seconds are counted between samples, so that
// a stretch of throttling ends with it; what counts more than all of the time counts in a smaller unit.
func (r *reader) throttled(ctx context.Context, a catalog.Alternative) ([]column, error) {
	if a.Kind == catalog.KindGauge {
		return r.portion(ctx, a)
	}
	cs, err := r.amounts(ctx, a, meterOf(a.Metric), ofDevice)
	for _, c := range cs {
		scaleBy(c.v, 1000/float64(r.grid.Step()))
		// Two cells together: one may have the increase of two scrapes.
		most := 0.0
		for i := 1; i < len(c.v); i++ {
			if v := (c.v[i-1] + c.v[i]) / 2; v > most {
				most = v
			}
		}
		for ; most > 1.6; most /= 1000 {
			scaleBy(c.v, 1e-3)
		}
		for i, v := range c.v {
			c.v[i] = math.Min(v, 1)
		}
	}
	return cs, err
}

// tracks are what was read of each device while an owner held it.
func (b *balancing) tracks() []join.Track {
	ops := make([]join.Operand, len(b.readings))
	for i, rd := range b.readings {
		ops[i] = rd.op
		ops[i].PerStep = false
	}
	return join.Tracks(join.Input{Grid: b.cells, World: b.world.World, Plan: join.NewPlan(nil, nil, nil), Operands: ops})
}

// rank is a track as the arithmetic needs it.
func (b *balancing) rank(t join.Track) balance.Rank {
	info := b.world.Devices[t.Device]
	out := balance.Rank{Slice: t.Slice, LinkBandwidth: catalog.NVLinkBandwidth(info.Model) * t.Slice}
	for _, s := range t.Spans {
		out.Held = append(out.Held, balance.Span{From: s.From, To: s.To, Share: s.Share})
	}
	for what := range balance.Readings {
		for i, sp := range b.devices {
			if sp.Signal == balanceReadings[what] {
				out.Values[what] = b.valuesOf(t, i, what)
			}
		}
	}
	for i, sp := range b.devices {
		if sp.Signal == signalThrottle {
			out.Reasons = reasonsOf(t, i, b.readings[i])
		}
	}
	if b.prices != nil {
		tariff, currency, _ := b.prices.of(t.Device, info, rangeOf(b.grid))
		out.Tariff, out.Currency = tariff, currency
	}
	return out
}

// valuesOf brings the parts of a breakdown together: counts are added, of shares of time, which overlap, the largest
// counts. A level holds for a cell without a sample between two that have one.
func (b *balancing) valuesOf(t join.Track, operand int, what balance.Reading) []float64 {
	var out []float64
	for _, part := range t.Parts(operand) {
		v := t.Values[operand][part]
		if out == nil {
			out = append(out, v...)
			continue
		}
		for i, x := range v {
			switch {
			case x != x:
			case out[i] != out[i]:
				out[i] = x
			case what.Counted():
				out[i] += x
			default:
				out[i] = max(out[i], x)
			}
		}
	}
	switch {
	case what.Counted():
	case b.devices[operand].ofFabric():
		holdFor(out, b.cellsIn(b.world.fabric.native))
	default:
		bridge(out)
	}
	return out
}

// cellsIn is for how many cells a sample of a source speaks beyond its own.
func (b *balancing) cellsIn(native int64) int {
	return int((native + b.cells.Step() - 1) / b.cells.Step())
}

// bridge fills cells without a sample that lie beside one with a sample: a sample speaks for a native step before and
// after it.
func bridge(v []float64) {
	filled := false
	for i, x := range v {
		was := filled
		filled = false
		switch {
		case x == x:
		case i > 0 && !was && v[i-1] == v[i-1]:
			v[i], filled = v[i-1], true
		case i+1 < len(v) && v[i+1] == v[i+1]:
			v[i], filled = v[i+1], true
		}
	}
}

// reasonsOf are the parts of a throttle reading by their reason.
func reasonsOf(t join.Track, operand int, rd *reading) map[string][]float64 {
	out := map[string][]float64{}
	for _, a := range rd.alts {
		if v := t.Values[operand][a.PartKey()]; v != nil {
			out[a.Const["reason"]] = v
		}
	}
	return out
}

// works tells for each replica and cell whether requests ran: 1, 0, or undefined.
type works map[ownership.Replica][]float64

// whenWorking reads when requests ran: any rank's; of a replica that does not report that, when tokens were made.
func (b *balancing) whenWorking(ctx context.Context, r *reader) (works, error) {
	out, err := b.positive(ctx, r, b.running)
	if err != nil {
		return nil, err
	}
	silent := false
	for p, info := range b.world.Replicas {
		silent = silent || info.Engine != "" && out[p] == nil
	}
	if !silent {
		return out, nil
	}
	made, err := b.positive(ctx, r, b.made)
	for p, v := range made {
		if out[p] == nil {
			out[p] = v
		}
	}
	return out, err
}

// positive tells in which cells a signal of a replica was above 0 on any rank.
func (b *balancing) positive(ctx context.Context, r *reader, sp *spec) (works, error) {
	out := works{}
	for _, a := range b.env.Catalog.Alternatives(sp.Signal) {
		if !b.have.readable(a, sp.Stat) {
			continue
		}
		cs, err := r.alternative(ctx, sp, a)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			p := replicaOf(c.canonical, c.labels, b.env.clusterLabel())
			if out[p] == nil {
				out[p] = filledWith(undefined, b.cells.Cells())
			}
			for i, v := range c.v {
				if v == v {
					out[p][i] = math.Max(orNothing(out[p][i]), above(v))
				}
			}
		}
	}
	// A source slower than the devices speaks for the cells until its next sample.
	for _, v := range out {
		holdFor(v, b.cellsIn(b.world.engine.native)+1)
	}
	return out, nil
}

func above(v float64) float64 {
	if v > 0 {
		return 1
	}
	return 0
}

func orNothing(v float64) float64 {
	if v == v {
		return v
	}
	return 0
}

// holdFor lets values hold for at most some undefined cells after them.
func holdFor(v []float64, most int) {
	last, age := undefined, 0
	for i, x := range v {
		if x == x {
			last, age = x, 0
			continue
		}
		if age++; age <= most {
			v[i] = last
		}
	}
}
