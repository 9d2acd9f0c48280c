package fleet

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"
)

// newRand gives every part of the world its own stream of random numbers, so
// that a change in one part leaves the draws of the others alone.
func newRand(seed uint64, name ...string) *rand.Rand {
	return rand.New(rand.NewPCG(seed, hash(name...)))
}

func hash(name ...string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(name, "\x00"))) // never fails
	return h.Sum64()
}

// poisson draws a count with the given mean: Knuth's product for small means,
// the rounded normal approximation above 30.
func poisson(rng *rand.Rand, mean float64) int {
	if mean > 30 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*rng.NormFloat64())))
	}
	limit, n := math.Exp(-mean), 0
	for p := rng.Float64(); p > limit; p *= rng.Float64() {
		n++
	}
	return n
}

// logNormal draws with the given arithmetic mean and log-scale sigma.
func logNormal(rng *rand.Rand, mean, sigma float64) float64 {
	return mean * math.Exp(sigma*rng.NormFloat64()-sigma*sigma/2)
}

// clamp01 keeps a ratio a ratio.
func clamp01(v float64) float64 { return min(1, max(0, v)) }
