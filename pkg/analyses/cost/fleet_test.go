package cost_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
)

const (
	interval = int64(300_000)
	// begin is no multiple of an interval.
	begin = 1_000*interval + 77_000
	end   = begin + 11*interval + 13_000
)

// fleet is a random input over (begin, end], its vectors cell by cell of a table. Rows are keyed by cluster, tenant and pod.
type fleet struct{ in cost.Input }

func random(rng *rand.Rand, cluster string, steps []int64) fleet {
	in := cost.Input{Cells: cost.NewCells(steps, interval), Usage: rng.IntN(2) == 0, Ratio: math.NaN(), WhoAt: []int{1}}
	if rng.IntN(3) == 0 {
		in.Ratio = rng.Float64()
	}
	for i := range 1 + rng.IntN(4) {
		in.Replicas = append(in.Replicas, replica(rng, cluster, &in))
		in.Holdings = append(in.Holdings, cost.Holding{Replica: i, Slice: 1, Keys: keys(cluster, i, &in), Currency: currency(cluster)})
	}
	for range 1 + rng.IntN(8) {
		h := cost.Holding{Replica: rng.IntN(len(in.Replicas)+1) - 1, Slice: []float64{1, 1, 3. / 7, 1. / 7}[rng.IntN(4)], Currency: currency(cluster)}
		h.Keys = [][]string{{cluster, "", "stranger"}}
		if h.Replica >= 0 {
			h.Keys = keys(cluster, h.Replica, &in)
		}
		at := begin - rng.Int64N(3*interval)
		for at < end {
			to := at + 1 + rng.Int64N(6*interval)
			h.Spans = append(h.Spans, cost.Span{From: at, To: to, Share: []float64{1, 0.5, 1. / 3}[rng.IntN(3)]})
			at = to + rng.Int64N(2)*rng.Int64N(2*interval)
		}
		for at = begin - rng.Int64N(interval); at < end; {
			to := at + 1 + rng.Int64N(8*interval)
			h.Tariff = h.Tariff.Add(cost.Rate{From: at, To: to, PerHour: 0.1 + 5*rng.Float64()})
			at = to + rng.Int64N(2)*rng.Int64N(interval)
		}
		in.Holdings = append(in.Holdings, h)
	}
	for m := range 2 {
		for who := range rng.IntN(4) {
			name := fmt.Sprint("t", who)
			if who == 3 {
				name = ""
			}
			c := cost.Client{Scope: fmt.Sprint(cluster, m), Who: []string{name}, Prompt: counts(rng, &in), Generation: counts(rng, &in), Requests: counts(rng, &in)}
			if rng.IntN(2) == 0 {
				c.Cached = part(c.Prompt, rng)
			}
			in.Clients = append(in.Clients, c)
		}
	}
	return fleet{in}
}

func currency(cluster string) string { return map[string]string{"us": "USD"}[cluster] }

func keys(cluster string, i int, in *cost.Input) (out [][]string) {
	for k := range in.Replicas[i].Parts {
		out = append(out, []string{cluster, "", fmt.Sprintf("pod-%d/%d", i, k)})
	}
	return out
}

func replica(rng *rand.Rand, cluster string, in *cost.Input) cost.Replica {
	r := cost.Replica{Role: []string{"", "", "prefill", "decode"}[rng.IntN(4)]}
	asleep := rng.IntN(in.Cells.Intervals + 1)
	for range 1 + rng.IntN(2) {
		scope := fmt.Sprint(cluster, rng.IntN(2))
		p := cost.Part{Model: scope, Scope: scope, Prompt: counts(rng, in), Generation: counts(rng, in), Requests: counts(rng, in)}
		p.Cached = part(p.Prompt, rng)
		if rng.IntN(3) > 0 {
			p.Prefill, p.Decode = counts(rng, in), counts(rng, in)
		}
		for c, i := range in.Cells.Interval {
			if i == asleep {
				p.Prompt[c], p.Generation[c], p.Cached[c] = 0, 0, 0
			}
		}
		r.Parts = append(r.Parts, p)
	}
	if rng.IntN(2) == 0 {
		r.Running = make([]float64, in.Cells.Intervals)
		for i := range r.Running {
			r.Running[i] = rng.Float64()
		}
	}
	return r
}

func counts(rng *rand.Rand, in *cost.Input) []float64 {
	out := make([]float64, in.Cells.Len())
	for i := range out {
		out[i] = float64(1 + rng.IntN(1000))
	}
	return out
}

func part(of []float64, rng *rand.Rand) []float64 {
	out := slices.Clone(of)
	for i := range out {
		out[i] = math.Floor(out[i] * rng.Float64())
	}
	return out
}

// sums are a result's rows by kind, key and currency: money, GPU-seconds, tokens and requests over all steps.
func sums(r cost.Result) map[string][]float64 {
	out := map[string][]float64{}
	for _, row := range r.Rows {
		k := string(row.Kind) + " " + strings.Join(row.Key, "/") + " " + row.Currency
		v := make([]float64, 7)
		for i, s := range [][]float64{row.Money, row.GPU, row.PromptMoney, row.Undivided, row.Prompt, row.Generation, row.Cached} {
			for _, x := range s {
				if x == x {
					v[i] += x
				}
			}
		}
		out[k] = v
	}
	return out
}

// same asserts that two results have the same sums, but for rounding. A row of nothing is as good as none.
func same(t *testing.T, what string, a, b map[string][]float64) {
	t.Helper()
	for k := range b {
		if a[k] == nil {
			a[k] = make([]float64, 7)
		}
	}
	for k, v := range a {
		for i, x := range v {
			y := 0.0
			if b[k] != nil {
				y = b[k][i]
			}
			if math.Abs(x-y) > 1e-9*math.Max(1, math.Abs(x)) {
				t.Errorf("%s: %s has %v, not %v", what, k, b[k], v)
				break
			}
		}
	}
}

// each runs a law on many random fleets and prints the seed of one that fails.
func each(t *testing.T, law func(t *testing.T, rng *rand.Rand)) {
	for seed := range uint64(300) {
		ok := t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { law(t, rand.New(rand.NewPCG(seed, 7))) })
		if !ok {
			t.Fatalf("seed %d fails", seed)
		}
	}
}

func table() []int64 { return []int64{begin, end} }
