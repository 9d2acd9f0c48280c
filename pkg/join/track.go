package join

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Track is what operands read of a device while one owner held it, cell by cell: for analyses that compare devices
// instant by instant, which rows of means cannot.
type Track struct {
	Device  ownership.Device
	Replica ownership.Replica
	// Slice is the part of the card that the device is: a MIG slice's, else 1.
	Slice float64
	// Spans ascend.
	Spans []HeldSpan
	// Values are, for each operand, its values by part of a breakdown (a throttle reason), or by "" where there is none.
	// An additive reading of the whole card is the device's part of it; owners who share a device each have it whole.
	Values []map[string][]float64
}

// Tracks are those of all owned devices within the grid, sorted by device, then owner. Operands are of devices.
func Tracks(in Input) []Track {
	e := newEngine(in)
	var out []Track
	at := map[*tenure]int{}
	for _, t := range e.tenures {
		if t.replica.Zero() || t.rest {
			continue
		}
		at[t] = len(out)
		x := Track{Device: t.device, Replica: t.replica, Slice: t.slice, Spans: t.held, Values: make([]map[string][]float64, len(in.Operands))}
		for i := range x.Values {
			x.Values[i] = map[string][]float64{}
		}
		out = append(out, x)
	}
	for i := range in.Operands {
		for part, op := range byPart(in.Operands[i]) {
			e.track(&op, func(t *tenure, values []float64) { out[at[t]].Values[i][part] = values })
		}
	}
	return out
}

// byPart are operands of one part of a breakdown each.
func byPart(op Operand) map[string]Operand {
	out := map[string]Operand{}
	for _, s := range op.Sources {
		one, ok := out[s.Part]
		if !ok {
			one = op
			one.Sources = nil
		}
		one.Sources = append(one.Sources, s)
		out[s.Part] = one
	}
	return out
}

// track reads an operand for each owner of each device, its owner's own series first.
func (e *engine) track(op *Operand, put func(*tenure, []float64)) {
	sources := map[ownership.Device][]*Source{}
	for i := range op.Sources {
		s := &op.Sources[i]
		sources[s.Device] = append(sources[s.Device], s)
	}
	cut := map[ownership.Device][]ownership.Device{}
	if op.Repeats {
		cut = slicesByCard(*e.world)
	}
	for d, ts := range e.byDevice {
		groups := byClaim(op, sources[d])
		if siblings := cut[d.Card()]; len(siblings) > 0 {
			groups = append(groups, ofCard(op, d, siblings, sources)...)
		}
		for _, t := range ts {
			if t.replica.Zero() || t.rest {
				continue
			}
			if src := forOwner(groups, t, ts); src != nil {
				put(t, scaledTo(op, t, src.V))
			}
		}
	}
}

// scaledTo is a device's part of what is read of its card.
func scaledTo(op *Operand, t *tenure, v []float64) []float64 {
	if !op.CardLevel || op.Space != Additive || t.slice == 1 {
		return v
	}
	out := slices.Clone(v)
	for i := range out {
		out[i] *= t.slice
	}
	return out
}

// Parts are the parts of a breakdown that a track has of an operand, sorted.
func (t Track) Parts(operand int) []string { return slices.Sorted(maps.Keys(t.Values[operand])) }
