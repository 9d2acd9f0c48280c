package balance_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// anyGroup is a group of a few ranks that come and go, with gaps in what they report.
func anyGroup(r *rand.Rand, n int) balance.Group {
	g := balance.Group{Kind: models.GroupReplica, Running: make([]float64, n)}
	for i := range g.Running {
		g.Running[i] = float64(r.IntN(2))
		if r.IntN(10) > 0 {
			g.Running[i] = 1
		}
	}
	g.Every = 1 + 2*r.IntN(2)
	base := r.Float64()
	for range 2 + r.IntN(4) {
		v := make([]float64, n)
		for i := range v {
			v[i] = base * (0.8 + 0.4*r.Float64())
			if r.IntN(20) == 0 {
				v[i] = math.NaN()
			}
		}
		x := rank(v, 1e9*(1+0.1*r.Float64()))
		if r.IntN(3) == 0 {
			from := r.Int64N(int64(n) * cell / 2)
			x.Held = []balance.Span{{From: from, To: from + r.Int64N(int64(n)*cell/2) + 1, Share: 0.5}}
		}
		g.Ranks = append(g.Ranks, x)
	}
	return g
}

// What a range loses is what its steps lose, however it is cut; the order of the ranks is of no account; nobody loses
// more than the time that was held; the busiest loses nothing at its time.
func TestLaws(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 12 * (1 + r.IntN(4))
		g := anyGroup(r, n)
		whole := of(n, n, g)
		a := balance.Compute(whole)[0]
		lost, money := row(whole, a).LostGPUSeconds()[0], row(whole, a).LostMoney()[0]
		if math.IsNaN(lost) {
			continue
		}
		for _, each := range []int{1, 3, 4, 12} {
			in := of(n, each, g)
			b := balance.Compute(in)[0]
			near(t, "Σ of steps", definedSum(row(in, b).LostGPUSeconds()), lost)
			near(t, "Σ of money", definedSum(row(in, b).LostMoney()), money)
			near(t, "Σ of GPUs", sum(row(in, b).GPUs())*float64(each)/float64(n), row(whole, a).GPUs()[0])
			if !slices.EqualFunc(a.Stretches, b.Stretches, func(x, y balance.Stretch) bool {
				return x.From == y.From && x.To == y.To && x.Rank == y.Rank && x.Cause == y.Cause
			}) {
				t.Fatalf("seed %d: stretches depend on the step: %+v, %+v", seed, a.Stretches, b.Stretches)
			}
		}
		turned := g
		turned.Ranks = slices.Clone(g.Ranks)
		slices.Reverse(turned.Ranks)
		in := of(n, n, turned)
		c := balance.Compute(in)[0]
		near(t, "turned round", row(in, c).LostGPUSeconds()[0], lost)
		held := 0.0
		for i, f := range a.Figures {
			held += f.Shared[0]
			if f.Lost[0] < 0 || f.Lost[0] > f.Shared[0]+1e-9 {
				t.Fatalf("seed %d: rank %d loses %g of %g", seed, i, f.Lost[0], f.Shared[0])
			}
		}
		if lost > held {
			t.Fatalf("seed %d: %g of %g lost", seed, lost, held)
		}
		for _, s := range a.Stretches {
			if s.LostShare < 0 || s.LostShare > 1 || s.To-s.From < (balance.LeastSamples*cell-2*cell)*int64(g.Every) {
				t.Fatalf("seed %d: %+v", seed, s)
			}
		}
	}
}

// A group beside another changes nothing in it, and scaling all activities alike changes no loss.
func TestLaws_Scale(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 2))
		g := anyGroup(r, 24)
		in := of(24, 24, g)
		a := balance.Compute(in)[0]
		other := in
		other.Groups = []balance.Group{anyGroup(r, 24), g}
		b := balance.Compute(other)[1]
		same(t, row(in, a).LostGPUSeconds()[0], row(in, b).LostGPUSeconds()[0])
		half := g
		half.Ranks = slices.Clone(g.Ranks)
		dim := false
		for i := range half.Ranks {
			v := slices.Clone(g.Ranks[i].Values[balance.Tensor])
			for k := range v {
				v[k] /= 2
				dim = dim || v[k] < 2*balance.LeastActivity
			}
			half.Ranks[i].Values[balance.Tensor] = v
		}
		if in.Groups = []balance.Group{half}; !dim {
			same(t, row(in, a).LostGPUSeconds()[0], row(in, balance.Compute(in)[0]).LostGPUSeconds()[0])
		}
	}
}

func same(t *testing.T, a, b float64) {
	t.Helper()
	if !(math.IsNaN(a) && math.IsNaN(b)) {
		near(t, "the same", a, b)
	}
}

func definedSum(v []float64) float64 {
	return sum(slices.DeleteFunc(slices.Clone(v), math.IsNaN))
}
