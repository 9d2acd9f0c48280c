// Package events finds out what happened to devices and replicas: intervals and samples in, events with words for
// people out. It is pure: no SDK, no HTTP, no clock.
package events

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Event is one thing that happened.
type Event struct {
	Kind models.EventKind
	// From and To bound it in ms since the epoch; they are equal for an instant.
	From, To int64
	// Title says what happened to whom, Text goes on: how much, for how long, by what evidence, and what to do.
	Title, Text string
	// Places are what it happened to, what it is told of first. An event is of all of them: an ownership change concerns
	// the old owner and the new one, and every device that changed hands.
	Places []Place
	// Tags are further words to filter by, such as a reason.
	Tags []string
}

// Place is a device, a replica or both.
type Place struct {
	Device  ownership.Device
	Replica ownership.Replica
}

// Point is a value at an instant.
type Point struct {
	At    int64
	Value float64
}

// Track is what was seen of one thing, in time order.
type Track struct {
	Place Place
	// Name is how people call it ("GPU 3 on n1", "chat/llama-0").
	Name string
	// Part is the part of a breakdown that the points are of: a reason, an error code, a container.
	Part   string
	Points []Point
	// Holder names who held a device at an instant, "" where nobody did; nil where that does not matter.
	Holder func(at int64) string
}

// heldBy says who held the device of a track.
func (t Track) heldBy(at int64) string {
	if t.Holder == nil {
		return ""
	}
	if who := t.Holder(at); who != "" {
		return "held by " + who
	}
	return "held by nobody"
}

// Newest sorts events by time and keeps the newest n; dropped counts the rest.
func Newest(all []Event, n int) (kept []Event, dropped int) {
	slices.SortFunc(all, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Title, b.Title))
	})
	dropped = max(0, len(all)-n)
	return all[dropped:], dropped
}

// stretches divides points into runs without a hole longer than gap.
func stretches(points []Point, gap int64) [][]Point {
	var out [][]Point
	begin := 0
	for i := range points {
		if i+1 == len(points) || points[i+1].At-points[i].At > gap {
			out = append(out, points[begin:i+1])
			begin = i + 1
		}
	}
	return out
}

// sum and highest are over a run of points.
func sum(points []Point) (total, highest float64) {
	for _, p := range points {
		total += p.Value
		highest = max(highest, p.Value)
	}
	return total, highest
}
