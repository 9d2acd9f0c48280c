package plan

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/events"
	"github.com/tokenpath/tokenpath/pkg/join"
)

func TestPointsGoIntoTheCellsThatEndAtThem(t *testing.T) {
	g := join.StepGrid(0, 300*second, 60*second)
	got := onGrid([]events.Point{{At: 60 * second, Value: 1}, {At: 180 * second, Value: 3}, {At: 300 * second, Value: 5}}, g)
	for i, want := range []float64{1, math.NaN(), 3, math.NaN(), 5} {
		if got[i] != want && !(math.IsNaN(want) && math.IsNaN(got[i])) {
			t.Errorf("%v", got)
		}
	}
}

func TestSharesComeInTheUnitThatIsPossible(t *testing.T) {
	for _, c := range []struct{ in, want float64 }{{0.4, 0.4}, {1.02, 1.02}, {400, 0.4}, {4e8, 0.4}} {
		if got := shares([]events.Point{{Value: c.in}})[0].Value; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%g became %g, want %g", c.in, got, c.want)
		}
	}
}

func TestTracksOfOneThingAreMerged(t *testing.T) {
	at := events.Place{}
	got := merged([]events.Track{
		{Place: at, Part: "a", Points: []events.Point{{At: 1, Value: 1}, {At: 3, Value: 3}}},
		{Place: at, Part: "b", Points: []events.Point{{At: 1, Value: 9}}},
		{Place: at, Part: "a", Points: []events.Point{{At: 2, Value: 2}, {At: 3, Value: 4}}},
	})
	if len(got) != 2 || len(got[0].Points) != 3 || got[0].Points[2].Value != 4 {
		t.Errorf("%+v", got)
	}
}
