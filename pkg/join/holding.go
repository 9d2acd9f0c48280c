package join

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Holding is a device's time with one owner, or with none, to the millisecond: for what must not depend on a grid.
type Holding struct {
	Device ownership.Device
	// Replica is the owner, zero where nobody owned the device.
	Replica ownership.Replica
	// Slice is the part of the card that is meant: a MIG slice's, or what the slices leave over; else 1.
	Slice float64
	// Spans ascend; those of different shares do not touch each other's time.
	Spans []HeldSpan
}

// HeldSpan is a stretch [From, To) in which the owner had a share of the device.
type HeldSpan struct {
	From, To int64
	Share    float64
}

// Holdings divide every device's observed time within (from, to] among its owners and nobody, what the slices of a card
// leave over included. They are sorted by device, then owner.
func Holdings(w World, from, to int64) []Holding {
	window := ownership.Spans{{From: from, To: to}}
	byDevice := map[ownership.Device][]ownership.Interval{}
	for _, iv := range w.Intervals {
		byDevice[iv.Device] = append(byDevice[iv.Device], iv)
	}
	var out []Holding
	add := func(h Holding, spans ownership.Spans, share float64) Holding {
		for _, s := range spans.Clip(window) {
			h.Spans = append(h.Spans, HeldSpan{s.From, s.To, share})
		}
		return h
	}
	cut := slicesByCard(w)
	for d := range w.Devices {
		owned := ownership.Spans{}
		mine := map[ownership.Replica]Holding{}
		for _, iv := range byDevice[d] {
			span := ownership.Spans{{From: iv.From, To: iv.To}}
			mine[iv.Replica] = add(Holding{d, iv.Replica, w.slice(d), mine[iv.Replica].Spans}, span, iv.Share)
			owned = owned.Union(span)
		}
		for _, h := range mine {
			out = append(out, h)
		}
		out = append(out, add(Holding{Device: d, Slice: w.slice(d)}, w.Presence[d].Without(owned), 1))
		for _, s := range spansByPart(w, cut[d]) {
			if left := 1 - s.part; left > roundingOfParts {
				out = append(out, add(Holding{Device: d, Slice: left}, ownership.Spans{s.span}, 1))
			}
		}
	}
	out = slices.DeleteFunc(out, func(h Holding) bool { return len(h.Spans) == 0 })
	for _, h := range out {
		slices.SortFunc(h.Spans, func(a, b HeldSpan) int { return cmp.Compare(a.From, b.From) })
	}
	slices.SortFunc(out, func(a, b Holding) int {
		return cmp.Or(ownership.CompareDevices(a.Device, b.Device), ownership.CompareReplicas(a.Replica, b.Replica),
			cmp.Compare(b.Slice, a.Slice), cmp.Compare(a.Spans[0].From, b.Spans[0].From))
	})
	return out
}
