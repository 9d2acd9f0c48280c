package plugin

import (
	"math"
	"runtime/debug"
	"testing"
)

// The heap may grow to twice the largest budget, and not past what the environment says.
func TestGarbage_StaysWithinTheBudgets(t *testing.T) {
	percent, limit := debug.SetGCPercent(usualGrowth), debug.SetMemoryLimit(usualMostBytes)
	defer func() { debug.SetGCPercent(percent); debug.SetMemoryLimit(limit) }()
	g := &garbage{}
	for _, step := range []struct{ budget, want int64 }{{1 << 30, 2 << 30}, {1 << 20, 2 << 30}, {3 << 30, 6 << 30}, {math.MaxInt64, 6 << 30}} {
		g.within(step.budget)
		if got := debug.SetMemoryLimit(-1); got != step.want {
			t.Errorf("with a budget of %d the heap may reach %d, want %d", step.budget, got, step.want)
		}
	}
	if got := debug.SetGCPercent(usualGrowth); got != growth {
		t.Errorf("the heap grows by %d %%, want %d", got, growth)
	}
	debug.SetGCPercent(50)
	debug.SetMemoryLimit(5 << 30)
	(&garbage{}).within(4 << 30)
	if p, l := debug.SetGCPercent(50), debug.SetMemoryLimit(-1); p != 50 || l != 5<<30 {
		t.Errorf("GOGC=50 and a limit of 5 GiB became %d and %d", p, l)
	}
}
