package balance_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
)

// noisy is n cells of a value with noise on each.
func noisy(r *rand.Rand, v, size float64, n int) []float64 {
	out := flat(v, n)
	for i := range out {
		out[i] *= 1 + size*r.NormFloat64()
	}
	return out
}

// Whatever the noise and however many ranks, a healthy group of several exporters loses next to nothing, and in 300
// groups of one exporter or several there is at most one straggler by chance.
func TestNoise(t *testing.T) {
	stragglers := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		g, n := group(flat(1, 720)), 720
		g.Every = []int{1, 3}[seed%2]
		size, ranks := 0.01+0.1*r.Float64(), 2+r.IntN(15)
		for range ranks {
			g.Ranks = append(g.Ranks, rank(noisy(r, 0.5, size, n), 1e9))
		}
		in := of(n, n, g)
		res := balance.Compute(in)[0]
		stragglers += len(res.Stretches)
		if lost := row(in, res).LostGPUSeconds()[0]; g.Every > 1 && lost > 0.002*float64(ranks*n*cell/1000) {
			t.Errorf("%d ranks with noise of %g lose %g", ranks, size, lost)
		}
	}
	if stragglers > 1 {
		t.Errorf("%d stragglers by chance", stragglers)
	}
}

// Two exporters that read a jump of the load one sample apart disagree for a sample: that is no loss, while a rank that
// does half as much again is one, from beginning to end.
func TestDrift(t *testing.T) {
	load := func(shift, n int) []float64 {
		v := flat(0.3, n)
		for i := range v {
			if (i+shift)/7%2 == 1 {
				v[i] = 0.5
			}
		}
		return v
	}
	g := group(flat(1, 90), rank(load(0, 90), 1e9), rank(load(0, 90), 1e9), rank(load(1, 90), 1e9), rank(load(1, 90), 1e9))
	g.Every = 3
	in := of(90, 90, g)
	if lost := row(in, balance.Compute(in)[0]).LostGPUSeconds()[0]; lost > 0 {
		t.Errorf("lost %g", lost)
	}
	busy := slices.Clone(g.Ranks[3].Values[balance.Tensor])
	for i := range busy {
		busy[i] *= 1.5
	}
	g.Ranks[3].Values[balance.Tensor] = busy
	in = of(90, 90, g)
	res := balance.Compute(in)[0]
	if len(res.Stretches) != 1 || res.Stretches[0].Rank != 3 || res.Stretches[0].From > 15*cell || res.Stretches[0].To < 75*cell {
		t.Errorf("%+v", res.Stretches)
	}
	if lost := row(in, res).LostGPUSeconds()[0]; lost < 0.8*3*90*30/3 || lost > 1.2*3*90*30/3 {
		t.Errorf("lost %g", lost)
	}
}
