package fleet

import "math"

const (
	// hostBandwidth is what a copy between GPU and host reaches, B/s.
	hostBandwidth = 2.1e10
	// hostTokens is how many tokens the host's part of the cache holds, for each that fits
	// on the GPU.
	hostTokens = 4
	// moveTokens is how many tokens one copy moves.
	moveTokens = 512
)

// moves is what an engine with a cache behind the GPU's has moved: evicted blocks go there,
// and what is found there comes back.
type moves struct{ e *engine }

func (e *engine) moves() moves { return moves{e} }

func (m moves) perToken() float64 { return max(m.e.spec.kvBytes, kvOfSmall) }

// stored are the tokens that were written to the host.
func (m moves) stored() float64 {
	if m.e.blocks == nil {
		return float64(m.e.counters.prompt - m.e.counters.cached)
	}
	return float64(m.e.blocks.evicted)
}

// loaded are the tokens that came back.
func (m moves) loaded() float64 { return float64(m.e.counters.tierHit) }

func (m moves) storedBytes() float64 { return m.stored() * m.perToken() }
func (m moves) loadedBytes() float64 { return m.loaded() * m.perToken() }

// hostUsage is the share of the host's part that is held: it fills and then evicts, too.
func (m moves) hostUsage() float64 {
	return digits(1-math.Exp(-m.stored()/(hostTokens*m.e.spec.kvTokens)), 6)
}

func (m moves) hostHeld() float64 {
	return math.Floor(m.hostUsage() * hostTokens * m.e.spec.kvTokens)
}

// moveEdges are sizes of copies in bytes.
var moveEdges = []float64{1 << 20, 1 << 22, 1 << 24, 1 << 26, 1 << 28, 1 << 30}

// sizes is the histogram of copies, all of one size, that add up to some bytes.
func (m moves) sizes(bytes func() float64) *histogram {
	each := moveTokens * m.perToken()
	return follows(moveEdges, each, func() float64 { return bytes() / each })
}

// times is the same of durations in seconds, or in a unit of which a second has so many.
func (m moves) times(bytes func() float64, unit float64) *histogram {
	each := moveTokens * m.perToken()
	edges := make([]float64, len(shortEdges))
	for i, e := range shortEdges {
		edges[i] = digits(e*unit, 6)
	}
	return follows(edges, each/hostBandwidth*unit, func() float64 { return bytes() / each })
}

// follows is a histogram of equal observations, whose number follows from something else.
func follows(edges []float64, each float64, count func() float64) *histogram {
	h := newHistogram(edges)
	h.refresh = func() {
		clear(h.counts)
		h.sum = 0
		h.observe(each, uint64(count()))
	}
	return h
}
