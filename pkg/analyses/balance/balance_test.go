package balance_test

import (
	"math"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/models"
)

const cell = 30_000

// flat is n cells of one value.
func flat(v float64, n int) []float64 { return slices.Repeat([]float64{v}, n) }

// rank holds a whole device all the time, at one unit of money an hour.
func rank(tensor []float64, clock float64) balance.Rank {
	n := len(tensor)
	r := balance.Rank{Slice: 1, Held: []balance.Span{{From: 0, To: int64(n) * cell, Share: 1}}, Currency: "EUR",
		Tariff: cost.Tariff{{From: 0, To: int64(n) * cell, PerHour: 1}}}
	r.Values[balance.Tensor] = tensor
	if clock > 0 {
		r.Values[balance.Clock] = flat(clock, n)
	}
	return r
}

// of is an input with one group over n cells; steps of as many cells each.
func of(n, each int, g balance.Group) balance.Input {
	in := balance.Input{Native: cell, Groups: []balance.Group{g}}
	for i := range n + 1 {
		in.Edges = append(in.Edges, int64(i)*cell)
		if i%each == 0 {
			in.Steps = append(in.Steps, int64(i)*cell)
		}
	}
	return in
}

func group(running []float64, ranks ...balance.Rank) balance.Group {
	return balance.Group{Kind: models.GroupReplica, Running: running, Ranks: ranks}
}

// row is all ranks of a result.
func row(in balance.Input, r *balance.Result) balance.Row {
	out := balance.Row{}
	for i := range len(in.Steps) - 1 {
		out.Seconds = append(out.Seconds, float64(in.Steps[i+1]-in.Steps[i])/1000)
	}
	for i := range r.Ranks {
		out.Members = append(out.Members, balance.Member{Result: r, Rank: i, Part: 1})
	}
	return out
}

func sum(v []float64) float64 {
	out := 0.0
	for _, x := range v {
		out += x
	}
	return out
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want))) {
		t.Errorf("%s is %g, want %g", what, got, want)
	}
}

func TestLoss(t *testing.T) {
	for name, c := range map[string]struct {
		kind    models.GroupKind
		running float64
		tensor  []float64 // of each rank
		want    float64   // of ten cells
	}{
		"a third of two ranks":    {models.GroupReplica, 1, []float64{0.6, 0.4, 0.4}, 200},
		"spread below 5 %":        {models.GroupReplica, 1, []float64{0.5, 0.4755}, 0},
		"spread of 5 %":           {models.GroupReplica, 1, []float64{0.5, 0.475}, 15},
		"next to nothing":         {models.GroupReplica, 1, []float64{0.0199, 0.01}, 0},
		"just enough":             {models.GroupReplica, 1, []float64{0.02, 0.01}, 150},
		"no requests":             {models.GroupReplica, 0, []float64{0.6, 0.3}, 0},
		"nobody says whether":     {models.GroupReplica, math.NaN(), []float64{0.6, 0.3}, math.NaN()},
		"nobody knows together":   {models.GroupUnknown, 1, []float64{0.6, 0.3}, math.NaN()},
		"pods tied":               {models.GroupLabels, 1, []float64{0.6, 0.3}, 150},
		"a rank does not say":     {models.GroupReplica, 1, []float64{0.6, 0.3, math.NaN()}, 150},
		"only one rank says":      {models.GroupReplica, 1, []float64{0.6, math.NaN()}, math.NaN()},
		"one that does not work":  {models.GroupReplica, 1, []float64{0.6, 0}, 300},
		"all of them do the same": {models.GroupReplica, 1, []float64{0.6, 0.6, 0.6}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			g := balance.Group{Kind: c.kind, Running: flat(c.running, 10)}
			for _, v := range c.tensor {
				g.Ranks = append(g.Ranks, rank(flat(v, 10), 0))
			}
			in := of(10, 10, g)
			r := balance.Compute(in)[0]
			got := row(in, r).LostGPUSeconds()[0]
			if math.IsNaN(c.want) {
				if !math.IsNaN(got) {
					t.Errorf("%g lost", got)
				}
				return
			}
			near(t, "lost", got, c.want)
			near(t, "money", row(in, r).LostMoney()[0], c.want/3600)
		})
	}
}

// Over time: rank 0 is busiest for some cells of 20.
func TestStretches(t *testing.T) {
	busy := func(cells ...int) []float64 {
		v := flat(0.4, 20)
		for _, c := range cells {
			v[c] = 0.8
		}
		return v
	}
	for name, c := range map[string]struct {
		cells []int
		want  [][2]int64
	}{
		"never":                         {nil, nil},
		"two samples":                   {[]int{4, 5}, nil},
		"three samples":                 {[]int{4, 5, 6}, [][2]int64{{4, 7}}},
		"two stretches":                 {[]int{1, 2, 3, 10, 11, 12}, [][2]int64{{1, 4}, {10, 13}}},
		"a short interruption is noise": {[]int{1, 2, 3, 5, 6, 7}, [][2]int64{{1, 8}}},
		"to the end":                    {[]int{17, 18, 19}, [][2]int64{{17, 20}}},
	} {
		t.Run(name, func(t *testing.T) {
			in := of(20, 20, group(flat(1, 20), rank(busy(c.cells...), 1e9), rank(flat(0.4, 20), 1e9), rank(flat(0.4, 20), 1e9)))
			r := balance.Compute(in)[0]
			var got [][2]int64
			for _, s := range r.Stretches {
				got = append(got, [2]int64{s.From / cell, s.To / cell})
				if s.Rank != 0 || s.Cause != models.CauseWork {
					t.Errorf("%+v", s)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// Noise of a hundredth between two busy ranks does not hide that one of them is the straggler.
func TestStretch_OfTwoNearlyEqual(t *testing.T) {
	a, b := flat(0.8, 12), flat(0.8, 12)
	for i := range a {
		a[i] += 0.005 * float64(i%2)
		b[i] += 0.003 * float64((i+1)%2)
	}
	in := of(12, 12, group(flat(1, 12), rank(flat(0.4, 12), 1e9), rank(a, 1e9), rank(b, 1e9)))
	r := balance.Compute(in)[0]
	if len(r.Stretches) != 1 || r.Stretches[0].Rank != 1 || r.Stretches[0].To != 12*cell {
		t.Errorf("%+v", r.Stretches)
	}
}

// A stage waits for the busiest one.
func TestStages(t *testing.T) {
	g := group(flat(1, 4), rank(flat(0.5, 4), 1e9), rank(flat(0.5, 4), 1e9), rank(flat(0.2, 4), 1e9))
	for i, s := range []string{"0", "0", "1"} {
		g.Ranks[i].Stage = s
	}
	r := balance.Compute(of(4, 4, g))[0]
	if len(r.Stages) != 2 || r.Stages[0].Devices != 2 {
		t.Fatalf("%+v", r.Stages)
	}
	near(t, "bubble of the busiest", r.Stages[0].Bubble, 0)
	near(t, "bubble of the other", r.Stages[1].Bubble, 0.6)
}

func TestQuantile(t *testing.T) {
	for q, want := range map[float64]float64{0: 1, 0.5: 3, 0.75: 4, 1: 5, 0.875: 4.5} {
		near(t, "quantile", balance.Quantile(q, []float64{5, 3, 1, 2, 4}), want)
	}
	if !math.IsNaN(balance.Quantile(0.5, nil)) {
		t.Error("a quantile of nothing")
	}
}
