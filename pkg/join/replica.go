package join

import (
	"maps"
	"math"
	"slices"
	"sort"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// replicaOperand brings engine series to rows: to the replica's own row, or split among the devices it holds where
// the key needs a device.
func (e *engine) replicaOperand(op *Operand, index int) {
	sources := map[ownership.Replica][]*Source{}
	for i := range op.Sources {
		s := &op.Sources[i]
		sources[s.Replica] = append(sources[s.Replica], s)
	}
	for _, r := range sortedReplicas(maps.Keys(sources)) {
		units := unitsOf(op, mask(sources[r]))
		if op.Space == Additive && op.Time == TimeAmount {
			units = e.whilePresent(units, r)
		}
		present := e.presentWeights(op, r)
		if op.Space == Additive && op.Time == TimeMean && !op.Gaps {
			units = e.withoutGaps(units, present)
		}
		if !e.plan.needsDevice() {
			for _, u := range units {
				e.addPlaced(op, index, u, place{world: e.world, replica: r}, present)
			}
			continue
		}
		ts := e.byReplica[r]
		parts, rest := fractions(ts, e.grid.Cells())
		for _, u := range units {
			for i, t := range ts {
				e.addPlaced(op, index, u, place{world: e.world, device: t.device, replica: r}, times(present, parts[i]))
			}
			if outside := times(present, rest); len(ts) == 0 || matters(op, u, outside, present) {
				e.addPlaced(op, index, u, place{world: e.world, replica: r}, outside)
			}
		}
	}
}

// matters tells whether what a replica did outside of its devices' tenures is worth a row: any amount is, as totals
// must add up, but not the level of a few seconds between a pod's first sample and its device's.
func matters(op *Operand, u *Source, outside, present []weight) bool {
	if op.Space == Additive {
		for _, w := range outside {
			for cell := w.lo; cell < w.hi; cell++ {
				if v := u.V[cell]; v == v && v != 0 {
					return true
				}
			}
		}
		return false
	}
	return seconds(outside) > seconds(present)/20
}

func seconds(ws []weight) (sum float64) {
	for _, w := range ws {
		sum += w.secs * float64(w.hi-w.lo)
	}
	return sum
}

// withoutGaps gives the cells in which a replica was there and a gauge was not read the mean of the step: so it counts
// for the replica as a whole, and must not be another one for each of its devices.
func (e *engine) withoutGaps(units []*Source, present []weight) []*Source {
	out := slices.Clone(units)
	for i, u := range units {
		if !slices.ContainsFunc(u.V, math.IsNaN) {
			continue
		}
		c := *u
		c.V = slices.Clone(u.V)
		for step := range e.grid.Steps() {
			lo, hi := e.grid.First[step], e.grid.First[step+1]
			sum, secs := 0.0, 0.0
			within(present, lo, hi, func(cell int, s float64) {
				if v := u.V[cell]; v == v {
					sum, secs = sum+v*s, secs+s
				}
			})
			if secs == 0 {
				continue
			}
			within(present, lo, hi, func(cell int, _ float64) {
				if math.IsNaN(c.V[cell]) {
					c.V[cell] = sum / secs
				}
			})
		}
		out[i] = &c
	}
	return out
}

// within calls f for the cells from lo to hi-1 that have a weight.
func within(ws []weight, lo, hi int, f func(cell int, secs float64)) {
	for _, w := range ws {
		for cell := max(lo, w.lo); cell < min(hi, w.hi); cell++ {
			if w.secs > 0 {
				f(cell, w.secs)
			}
		}
	}
}

// whilePresent leaves undefined that a replica which is not there made nothing: a store goes on answering with the
// last value of a counter for a while.
func (e *engine) whilePresent(units []*Source, r ownership.Replica) []*Source {
	spans := e.world.Replicas[r].Presence
	if len(spans) == 0 {
		return units
	}
	there := make([]bool, e.grid.Cells())
	for _, s := range spans {
		for _, w := range runsOf(e.grid, s) {
			for c := w.lo; c < w.hi; c++ {
				there[c] = true
			}
		}
	}
	if !slices.Contains(there, false) {
		return units
	}
	out := make([]*Source, len(units))
	for i, u := range units {
		c := *u
		c.V = slices.Clone(u.V)
		for cell, v := range c.V {
			if v == 0 && !there[cell] {
				c.V[cell] = nan
			}
		}
		out[i] = &c
	}
	return out
}

// presentWeights are the weights of a replica's cells: seconds of presence for gauges, 1 for what is an amount.
func (e *engine) presentWeights(op *Operand, r ownership.Replica) []weight {
	n := e.grid.Cells()
	if op.Time == TimeAmount || op.Space == Quotient || op.Space == Histogram {
		return wholeWeight(n, 1)
	}
	spans := e.world.Replicas[r].Presence
	if len(spans) == 0 {
		return wholeWeight(n, float64(e.grid.Step())/1000)
	}
	t := tenure{}
	for _, s := range spans {
		t.add(e.grid, s, 1)
	}
	return t.sharedWeights()
}

// addPlaced adds a unit to the row of a place, splitting equally among the replica's models where the series itself
// names none.
func (e *engine) addPlaced(op *Operand, index int, u *Source, p place, ws []weight) {
	if len(ws) == 0 {
		return
	}
	p.own = u.Labels
	models := []string{u.Labels["llm_model"]}
	if models[0] == "" {
		models = e.world.models(p.replica)
	}
	for _, m := range models {
		p.model = m
		row := e.rows.at(p)
		if row == nil {
			continue
		}
		part := 1 / float64(len(models))
		if op.Space == Intensive {
			part = 1
		}
		e.addUnit(row, op, index, unit{u, scaled(ws, part)})
	}
}

// unitsOf merges what is one unit (a rank, a model within a replica) and was reported by several series. Counters
// and quotients of one unit are added (they break a total down by a reason or a priority), gauges are read once. Parts of
// a breakdown that have names of their own (queues, tiers) are added, or the largest counts where they are intensive.
func unitsOf(op *Operand, ss []*Source) []*Source {
	if op.Space == Histogram {
		return ss
	}
	groups := map[string][]*Source{}
	var order []string
	for _, s := range ss {
		k := labelKey(s.Labels)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], s)
	}
	out := make([]*Source, 0, len(order))
	for _, k := range order {
		if op.Space == Quotient {
			out = append(out, choose(groups[k], true))
			continue
		}
		amount := op.Time == TimeAmount
		out = append(out, joinParts(groups[k], amount, amount || op.Space == Additive))
	}
	return out
}

func labelKey(m map[string]string) string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(k + "\xff" + m[k] + "\xff")
	}
	return b.String()
}
