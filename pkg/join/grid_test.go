package join_test

import (
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
)

func TestStepGridEndsOnMultiples(t *testing.T) {
	g := join.StepGrid(95, 432, 100)
	if want := []int64{0, 100, 200, 300, 400}; !slices.Equal(g.Edges, want) {
		t.Errorf("edges %v, want %v", g.Edges, want)
	}
	if g.Steps() != 4 || g.Stamp(0) != 100 || g.Stamp(3) != 400 || g.Seconds(0) != 0.1 {
		t.Errorf("%d steps, the first at %d, the last at %d", g.Steps(), g.Stamp(0), g.Stamp(3))
	}
	if empty := join.StepGrid(110, 150, 100); empty.Cells() != 0 || empty.Steps() != 0 {
		t.Errorf("a range without a whole step has %d", empty.Steps())
	}
}

func TestWholeGridCoversExactlyTheRange(t *testing.T) {
	for _, c := range []struct{ from, to, cell int64 }{{0, 100, 30}, {7, 1007, 15}, {5, 9, 100}, {0, 3_600_001, 15_000}} {
		g := join.WholeGrid(c.from, c.to, c.cell)
		if g.Edges[0] != c.from || g.Edges[g.Cells()] != c.to || g.Steps() != 1 {
			t.Errorf("%v: from %d to %d in %d steps", c, g.Edges[0], g.Edges[g.Cells()], g.Steps())
		}
		for i := 2; i < g.Cells(); i++ {
			if g.Edges[i+1]-g.Edges[i] != g.Step() {
				t.Errorf("%v: cell %d is %d wide, others %d", c, i, g.Edges[i+1]-g.Edges[i], g.Step())
			}
		}
	}
}

func TestRefinedKeepsSteps(t *testing.T) {
	g := join.StepGrid(0, 200, 100).Refined(4)
	if want := []int64{0, 25, 50, 75, 100, 125, 150, 175, 200}; !slices.Equal(g.Edges, want) || g.Steps() != 2 {
		t.Errorf("edges %v in %d steps", g.Edges, g.Steps())
	}
	if p := g.PerStep(); !slices.Equal(p.Edges, []int64{0, 100, 200}) {
		t.Errorf("per step %v", p.Edges)
	}
}
