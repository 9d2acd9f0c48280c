package fleet

import (
	"math/rand/v2"
	"slices"
)

// blockPool is what an engine's prefix cache keeps of prompts that nobody works on: the
// least recently used goes first when sequences need the room. It measures how long blocks
// lived, how long they lay idle before they went, and after how long one was used again.
type blockPool struct {
	rng                 *rand.Rand
	idle                []idlePrefix // the least recently used first
	tokens              float64
	evicted             int // tokens
	lifetime, wait, gap *histogram
}

// idlePrefix are the blocks of one prompt; instants are the world's seconds.
type idlePrefix struct{ tokens, born, last float64 }

// Bucket edges of vLLM's residency histograms (vllm/v1/metrics/loggers.py).
var residencyEdges = []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800}

func newBlockPool(rng *rand.Rand) *blockPool {
	return &blockPool{rng: rng, lifetime: newHistogram(residencyEdges), wait: newHistogram(residencyEdges), gap: newHistogram(residencyEdges)}
}

// take gives a request the blocks that it found; recent ones are asked for more often.
func (b *blockPool) take(r *request, now float64) {
	r.born = now
	if r.cached == 0 || len(b.idle) == 0 {
		return
	}
	u := b.rng.Float64()
	i := len(b.idle) - 1 - int(u*u*float64(len(b.idle)))
	found := b.idle[i]
	b.gap.observe(max(0, now-found.last), 1)
	r.born = found.born
	b.idle = slices.Delete(b.idle, i, i+1)
	b.tokens -= found.tokens
}

// leave keeps the blocks of a prompt whose request has ended.
func (b *blockPool) leave(r *request, now float64) {
	p := idlePrefix{float64(r.prompt), r.born, now}
	b.idle = append(b.idle, p)
	b.tokens += p.tokens
}

// trim evicts what no longer fits beside the running sequences.
func (b *blockPool) trim(room, now float64) {
	for len(b.idle) > 0 && b.tokens > room {
		old := b.idle[0]
		b.idle = b.idle[1:]
		b.tokens -= old.tokens
		b.evicted += int(old.tokens)
		b.lifetime.observe(now-old.born, 1)
		b.wait.observe(now-old.last, 1)
	}
}
