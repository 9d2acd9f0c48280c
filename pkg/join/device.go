package join

import (
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// devicesRead brings device series to rows, those that were read once a step on a grid of steps.
func (e *engine) devicesRead(op *Operand, index int) {
	var coarse, single []Source
	for i, s := range op.Sources {
		switch {
		case s.Group:
			e.perStep().groupSource(op, index, &op.Sources[i])
			continue
		case s.PerStep:
			coarse = append(coarse, s)
		}
		single = append(single, s)
	}
	if len(single) < len(op.Sources) {
		alone := *op
		alone.Sources, op = single, &alone
	}
	if op.PerStep || len(coarse) == 0 || e.grid.Cells() == e.grid.Steps() {
		e.deviceOperand(op, index)
		return
	}
	fine := *op
	fine.Sources = slices.DeleteFunc(slices.Clone(op.Sources), func(s Source) bool { return s.PerStep })
	e.deviceOperand(&fine, index)
	fine.Sources = coarse
	e.perStep().deviceOperand(&fine, index)
}

// deviceOperand brings device series to rows: each tenure reads its device's series, its owner's own first.
func (e *engine) deviceOperand(op *Operand, index int) {
	sources := map[ownership.Device][]*Source{}
	for i := range op.Sources {
		s := &op.Sources[i]
		sources[s.Device] = append(sources[s.Device], s)
	}
	cut := map[ownership.Device][]ownership.Device{}
	if op.Repeats {
		cut = slicesByCard(*e.world)
	}
	for _, d := range e.devices() {
		groups := byClaim(op, sources[d])
		if siblings := cut[d.Card()]; len(siblings) > 0 {
			groups = append(groups, ofCard(op, d, siblings, sources)...)
		}
		if op.Owned {
			e.ownedTenures(op, index, e.byDevice[d], groups)
		} else if len(groups) > 0 {
			e.deviceTenures(op, index, e.byDevice[d], groups, e.partsOf(op, d, cut[d.Card()]))
		}
	}
	if op.Space == Intensive && !op.Owned && e.sharedReading(op, index) {
		e.flagged = append(e.flagged, op.Name)
	}
}

// ofCard are the series on which a card's own reading may stand when a slice, or what slices leave over, has none: the
// card's own, and any slice's.
func ofCard(op *Operand, d ownership.Device, siblings []ownership.Device, sources map[ownership.Device][]*Source) []claimGroup {
	var out []claimGroup
	if own := sources[d.Card()]; d.MIG != "" && len(own) > 0 {
		out = append(out, claimGroup{source: chooseParts(op, own), ofCard: true})
	}
	var others []*Source
	for _, s := range siblings {
		if s != d {
			others = append(others, sources[s]...)
		}
	}
	if len(others) > 0 {
		out = append(out, claimGroup{source: chooseParts(op, others), ofCard: true})
	}
	return out
}

func (e *engine) deviceTenures(op *Operand, index int, ts []*tenure, groups []claimGroup, parts map[*tenure][]weight) {
	for _, t := range ts {
		if len(e.shares[t]) == 0 || t.rest && !op.CardLevel {
			continue
		}
		weights := t.sharedWeights()
		switch {
		case parts != nil:
			weights = parts[t]
		case op.CardLevel && op.Space == Additive && !amountless(op.Time):
			weights = scaled(weights, t.slice)
		}
		src := forOwner(groups, t, ts)
		if src == nil {
			continue
		}
		for _, sh := range e.shares[t] {
			if src.Stretches != nil {
				e.addStretches(sh.row, op, index, t, src, t.slice*sh.part)
				continue
			}
			ws := weights
			if op.Space != Intensive {
				ws = scaled(weights, sh.part)
			}
			e.addUnit(sh.row, op, index, unit{src, ws})
		}
	}
}

// partsOf divides each cell's amount among those who held a device in it; nil where the operand is no amount. What is
// counted for a whole card is divided among all who held a part of it, so that a card which is cut anew within a cell
// counts once in it. siblings are the slices that the card was ever cut into.
func (e *engine) partsOf(op *Operand, d ownership.Device, siblings []ownership.Device) map[*tenure][]weight {
	if op.Time != TimeAmount {
		return nil
	}
	ts, part := e.byDevice[d], func(*tenure) float64 { return 1 }
	if len(siblings) > 0 {
		ts, part = slices.Clone(e.byDevice[d.Card()]), func(t *tenure) float64 { return t.slice }
		for _, s := range siblings {
			ts = append(ts, e.byDevice[s]...)
		}
	}
	parts, _ := fractionsBy(ts, e.grid.Cells(), part)
	out := make(map[*tenure][]weight, len(ts))
	for i, t := range ts {
		out[t] = parts[i]
	}
	return out
}

// ownedTenures give each owner the series that names it. What owners report of themselves is not the device's, so it is
// neither split nor lent to others.
func (e *engine) ownedTenures(op *Operand, index int, ts []*tenure, groups []claimGroup) {
	for _, t := range ts {
		for _, g := range groups {
			if t.replica.Zero() || g.owner != t.replica {
				continue
			}
			for _, sh := range e.shares[t] {
				ws := t.wallWeights()
				if op.Space != Intensive {
					ws = scaled(ws, sh.part)
				}
				e.addUnit(sh.row, op, index, unit{g.source, ws})
			}
		}
	}
}

// amountless rules choose one reading, which weights cannot scale.
func amountless(r TimeRule) bool { return r == TimeMin || r == TimeMax || r == TimeLast }

// claimGroup is a device's series that name one owner, merged.
type claimGroup struct {
	owner  ownership.Replica
	source *Source
	// ofCard says that the series are of another device of the same card.
	ofCard bool
}

// byClaim merges a device's series by the owner they name, those that name none first.
func byClaim(op *Operand, ss []*Source) []claimGroup {
	byOwner := map[ownership.Replica][]*Source{}
	var order []ownership.Replica
	for _, s := range ss {
		if byOwner[s.Replica] == nil {
			order = append(order, s.Replica)
		}
		byOwner[s.Replica] = append(byOwner[s.Replica], s)
	}
	var out []claimGroup
	for _, o := range order {
		g := claimGroup{owner: o, source: chooseParts(op, byOwner[o])}
		if o.Zero() {
			out = append([]claimGroup{g}, out...)
			continue
		}
		out = append(out, g)
	}
	return out
}

// forOwner is the series to read for a tenure. A sample belongs to who holds the device at its time, so each cell reads
// the series that names the owner, else one that names nobody (an interval outlasts its last label by a native step),
// else one that names somebody who does not hold the device then: a dead pod's label is wrong, the reading is not.
func forOwner(groups []claimGroup, t *tenure, all []*tenure) *Source {
	if groups = t.readable(groups); len(groups) == 0 {
		return nil
	}
	if len(groups) == 1 {
		return groups[0].source
	}
	ordered := slices.Clone(groups)
	slices.SortStableFunc(ordered, func(a, b claimGroup) int { return rankFor(a, t) - rankFor(b, t) })
	out := *ordered[0].source
	out.V = slices.Clone(out.V)
	for _, g := range ordered[1:] {
		held := heldCells(g.owner, all, len(out.V))
		for cell, v := range g.source.V {
			if math.IsNaN(out.V[cell]) && !held[cell] {
				out.V[cell] = v
			}
		}
	}
	return &out
}

// readable leaves out the readings of other devices of the card for a tenure of the whole card: it was not cut then.
func (t *tenure) readable(groups []claimGroup) []claimGroup {
	if t.device.MIG != "" || t.rest || !slices.ContainsFunc(groups, func(g claimGroup) bool { return g.ofCard }) {
		return groups
	}
	return slices.DeleteFunc(slices.Clone(groups), func(g claimGroup) bool { return g.ofCard })
}

// rankFor orders series for a tenure: its owner's own, then those that name nobody, then the rest.
func rankFor(g claimGroup, t *tenure) int {
	switch {
	case g.ofCard:
		return 3
	case g.owner == t.replica:
		return 0
	case g.owner.Zero():
		return 1
	}
	return 2
}

// heldCells tells in which cells an owner holds the device; nobody holds nothing.
func heldCells(owner ownership.Replica, all []*tenure, cells int) []bool {
	out := make([]bool, cells)
	for _, t := range all {
		if owner.Zero() || t.replica != owner {
			continue
		}
		for _, r := range t.runs {
			for c := r.lo; c < r.hi; c++ {
				out[c] = true
			}
		}
	}
	return out
}
