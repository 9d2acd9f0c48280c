package join

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// roundingOfParts is what sevenths that add up to a card may differ from 1 by.
const roundingOfParts = 1e-9

// slice is a device's part of its card.
func (w *World) slice(d ownership.Device) float64 { return cmp.Or(w.Devices[d].SliceShare, 1) }

// slicesByCard lists the MIG slices of every card that has some, in a stable order.
func slicesByCard(w World) map[ownership.Device][]ownership.Device {
	out := map[ownership.Device][]ownership.Device{}
	for d := range w.Devices {
		if d.MIG != "" {
			out[d.Card()] = append(out[d.Card()], d)
		}
	}
	for _, ds := range out {
		slices.SortFunc(ds, ownership.CompareDevices)
	}
	return out
}

// remainders are what the slices of a card leave over while there are some, one tenure for each size of it.
func remainders(w World, g Grid, card ownership.Device, cut []ownership.Device) []*tenure {
	found := map[float64]*tenure{}
	for _, s := range spansByPart(w, cut) {
		left := 1 - s.part
		if left <= roundingOfParts {
			continue
		}
		if found[left] == nil {
			found[left] = &tenure{device: card, slice: left, rest: true}
		}
		t := found[left]
		t.add(g, s.span, 1)
		t.spans = append(t.spans, s.span)
	}
	var out []*tenure
	for _, left := range slices.Sorted(maps.Keys(found)) {
		if len(found[left].runs) > 0 {
			out = append(out, found[left])
		}
	}
	return out
}

// partSpan is a stretch of time in which slices held a part of their card.
type partSpan struct {
	span ownership.Span
	part float64
}

// spansByPart walks through the time in which any of the slices was there.
func spansByPart(w World, cut []ownership.Device) []partSpan {
	var edges []int64
	for _, d := range cut {
		for _, s := range w.Presence[d] {
			edges = append(edges, s.From, s.To)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out []partSpan
	for i := 1; i < len(edges); i++ {
		part := 0.0
		for _, d := range cut {
			if w.Presence[d].Contains(edges[i-1]) {
				part += w.slice(d)
			}
		}
		if part == 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].part == part && out[n-1].span.To == edges[i-1] {
			out[n-1].span.To = edges[i]
			continue
		}
		out = append(out, partSpan{ownership.Span{From: edges[i-1], To: edges[i]}, part})
	}
	return out
}
