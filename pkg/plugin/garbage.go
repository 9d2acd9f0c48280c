package plugin

import (
	"math"
	"runtime/debug"
	"sync"
)

// Go's own settings of the garbage collector, which say that nobody set others by GOGC or GOMEMLIMIT.
const (
	usualGrowth    = 100
	usualMostBytes = math.MaxInt64
)

// growth is by how many percent the heap may grow before garbage is collected. Answers are large and soon done with: at
// Go's usual 100 % a sixth of a large query's time goes into looking for garbage between its own buffers.
const growth = 400

// garbage is how often the process looks for garbage.
type garbage struct {
	mu sync.Mutex
	// most is what the heap may reach before garbage is collected at every opportunity; 0 while nothing was set.
	most int64
}

var collector garbage

// within lets the heap grow further than usual, as long as it stays within twice what queries may hold. The largest
// budget of the process's instances counts. What the environment sets is left alone.
func (g *garbage) within(budget int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.most == 0 {
		if was := debug.SetGCPercent(growth); was != usualGrowth {
			debug.SetGCPercent(was)
		}
		if debug.SetMemoryLimit(-1) != usualMostBytes {
			g.most = usualMostBytes
		}
	}
	if budget <= math.MaxInt64/2 && 2*budget > g.most {
		g.most = 2 * budget
		debug.SetMemoryLimit(g.most)
	}
}
