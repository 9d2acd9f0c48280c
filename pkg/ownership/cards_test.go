package ownership

import (
	"reflect"
	"testing"
)

// times of samples from from to to, in steps of 30 s, in ms.
func every30(from, to int64) (out []int64) {
	for t := from; t <= to; t += 30 {
		out = append(out, t*1000)
	}
	return out
}

// A card that is cut at 600 is a device until then; what its own series name afterwards is nobody's.
func TestACutCardIsNoDevice(t *testing.T) {
	card := Device{Cluster: "eu", Node: "n1", UUID: "GPU-m"}
	slice := card
	slice.MIG = "1"
	w, a := Replica{"eu", "chat", "w"}, Replica{"eu", "chat", "a"}
	res := Build(Input{Native: 30_000, Sightings: []Sighting{
		{Device: card, Exported: w, Times: every30(0, 1200)},
		{Device: slice, Exported: a, Times: every30(630, 1200)},
	}})
	if want := (Spans{{-30_000, 600_000}}); !reflect.DeepEqual(res.Presence[card], want) {
		t.Errorf("the card is there in %v, want %v", res.Presence[card], want)
	}
	for _, iv := range res.Intervals {
		if iv.Replica == w && iv.To != 600_000 {
			t.Errorf("w holds the card until %d", iv.To)
		}
		if iv.Replica == a && iv.From != 600_000 {
			t.Errorf("a holds its slice from %d", iv.From)
		}
	}
	if len(res.Intervals) != 2 {
		t.Errorf("intervals: %+v", res.Intervals)
	}
}

// exclusive-node counts slices, not the card they were cut from.
func TestACutCardIsNotCountedOnItsNode(t *testing.T) {
	card := Device{Cluster: "eu", Node: "n1", UUID: "GPU-m"}
	slice := card
	slice.MIG = "1"
	a := Replica{"eu", "chat", "a"}
	res := Build(Input{Native: 30_000,
		Sightings: []Sighting{{Device: card, Times: every30(0, 1200)}, {Device: slice, Times: every30(0, 1200)}},
		Requests:  []Request{{Cluster: "eu", Node: "n1", Replica: a, GPUs: 1, Spans: Spans{{0, 1_200_000}}}}})
	if len(res.Intervals) != 1 || res.Intervals[0].Device != slice || res.Intervals[0].Method != MethodExclusiveNode {
		t.Errorf("intervals: %+v", res.Intervals)
	}
}
