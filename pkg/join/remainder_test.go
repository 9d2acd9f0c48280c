package join

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// cutCard is a card of which one slice is there all the time and a second one from the middle on. The card's reading
// stands on the first slice only.
func cutCard(parts ...float64) Input {
	card := ownership.Device{Cluster: "eu", Node: "n1", UUID: "GPU-m"}
	one, two := card, card
	one.MIG, two.MIG = "1", "2"
	all, late := ownership.Spans{{From: 0, To: 1200_000}}, ownership.Spans{{From: 600_000, To: 1200_000}}
	a := ownership.Replica{Cluster: "eu", Namespace: "chat", Pod: "a"}
	watts := make([]float64, 20)
	for i := range watts {
		watts[i] = 700
	}
	return Input{Grid: WholeGrid(0, 1200_000, 60_000),
		World: World{
			Devices:   map[ownership.Device]DeviceInfo{card: {SliceShare: 1}, one: {SliceShare: parts[0]}, two: {SliceShare: parts[1]}},
			Presence:  map[ownership.Device]ownership.Spans{one: all, two: late},
			Intervals: []ownership.Interval{{Device: one, Replica: a, From: 0, To: 1200_000, Method: ownership.MethodGPULabels, Share: 1}}},
		Plan: NewPlan([]string{"cluster", "mig_id", "pod"}, nil, nil),
		Operands: []Operand{
			{Name: "power", Level: LevelDevice, PerSecond: true, CardLevel: true, Repeats: true, Sources: []Source{{Device: one, V: watts}}},
			{Name: "heat", Space: Intensive, Level: LevelDevice, CardLevel: true, Repeats: true, Sources: []Source{{Device: one, V: watts}}},
			{Name: "own", Space: Intensive, Level: LevelDevice, Sources: []Source{{Device: one, V: watts}}}}}
}

func TestWhatSlicesLeaveOver(t *testing.T) {
	got := Run(cutCard(3.0/7, 2.0/7))
	want := map[string]float64{"1": 300, "2": 100, "": (400*600 + 200*600) / 1200.0}
	sum := 0.0
	for _, r := range got.Rows {
		id := r.Key[1]
		sum += r.Values[0][0]
		if math.Abs(r.Values[0][0]-want[id]) > 1e-9 {
			t.Errorf("power of %q is %g, want %g", id, r.Values[0][0], want[id])
		}
		if r.Values[1][0] != 700 {
			t.Errorf("the card's reading on %q is %g", id, r.Values[1][0])
		}
		if id == "" && (r.Kind != KindUnmatched || r.Values[2] != nil || r.GPUs != 0) {
			t.Errorf("the remainder: %+v", r)
		}
	}
	if len(got.Rows) != 3 || math.Abs(sum-700) > 1e-9 {
		t.Errorf("%d rows, Σ %g", len(got.Rows), sum)
	}
	if got.Coverage.DevicesTotal != 2 {
		t.Errorf("%d devices; what slices leave over is none", got.Coverage.DevicesTotal)
	}
	if len(got.Shared) != 1 || got.Shared[0] != "heat" {
		t.Errorf("shared: %v", got.Shared)
	}
}

// Slices that make up the whole card leave nothing, also where their parts are no round numbers.
func TestSlicesThatLeaveNothing(t *testing.T) {
	in := cutCard(3.0/7, 4.0/7)
	for d := range in.World.Presence {
		in.World.Presence[d] = ownership.Spans{{From: 0, To: 1200_000}}
	}
	got := Run(in)
	if len(got.Rows) != 2 {
		t.Errorf("%d rows, want the two slices", len(got.Rows))
	}
}
