package cost_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
)

// byHand integrates a fleet's prices a second time, span by span and rate by rate.
func byHand(in cost.Input) map[string]float64 {
	out := map[string]float64{}
	for _, h := range in.Holdings {
		for _, s := range h.Spans {
			for _, r := range h.Tariff {
				from, to := max(s.From, r.From, begin), min(s.To, r.To, end)
				if from < to {
					out[h.Currency] += float64(to-from) / 3.6e6 * s.Share * h.Slice * r.PerHour
				}
			}
		}
	}
	return out
}

func TestLaw_RowsAddUpToTheBill(t *testing.T) {
	each(t, func(t *testing.T, rng *rand.Rand) {
		f := random(rng, "eu", table())
		for _, usage := range []bool{false, true} {
			for _, who := range [][]int{nil, {1}, {-1}} {
				f.in.Usage, f.in.WhoAt = usage, who
				r := cost.Compute(f.in)
				want := byHand(f.in)
				got := map[string]float64{}
				for _, row := range r.Rows {
					for _, v := range row.Money {
						if v == v {
							got[row.Currency] += v
						}
					}
				}
				for _, b := range r.Bills {
					if math.Abs(b.Money-want[b.Currency]) > 1e-9*want[b.Currency] || math.Abs(got[b.Currency]-b.Money) > 1e-9*b.Money {
						t.Errorf("usage %v, who %v: rows %v, bill %v, by hand %v", usage, who, got[b.Currency], b.Money, want[b.Currency])
					}
				}
			}
		}
	})
}

// cut is a fleet's input over a part of its cells.
func cut(in cost.Input, from, to int) cost.Input {
	out := in
	out.Cells = cost.NewCells([]int64{in.Cells.Edges[from], in.Cells.Edges[to]}, interval)
	of := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		return v[from:to]
	}
	out.Replicas, out.Clients = slices.Clone(in.Replicas), slices.Clone(in.Clients)
	for i, r := range in.Replicas {
		out.Replicas[i].Running = of(r.Running)
		out.Replicas[i].Parts = slices.Clone(r.Parts)
		for k, p := range r.Parts {
			out.Replicas[i].Parts[k] = cost.Part{Model: p.Model, Scope: p.Scope, Prompt: of(p.Prompt), Cached: of(p.Cached), Generation: of(p.Generation),
				Requests: of(p.Requests), Prefill: of(p.Prefill), Decode: of(p.Decode)}
		}
	}
	for i, c := range in.Clients {
		out.Clients[i] = cost.Client{Scope: c.Scope, Who: c.Who, Prompt: of(c.Prompt), Cached: of(c.Cached), Generation: of(c.Generation), Requests: of(c.Requests)}
	}
	return out
}

// Allocation intervals stand by themselves: a range that is cut at their borders adds up, row by row.
func TestLaw_CutsAtAllocationBordersAddUp(t *testing.T) {
	each(t, func(t *testing.T, rng *rand.Rand) {
		in := random(rng, "eu", table()).in
		at := 1 + rng.IntN(in.Cells.Len()-1)
		both := sums(cost.Compute(cut(in, 0, at)))
		for k, v := range sums(cost.Compute(cut(in, at, in.Cells.Len()))) {
			if both[k] == nil {
				both[k] = make([]float64, len(v))
			}
			for i := range v {
				both[k][i] += v[i]
			}
		}
		same(t, "cut", sums(cost.Compute(in)), both)
	})
}

// join puts two fleets into one input.
func join(a, b cost.Input) cost.Input {
	out := a
	out.Replicas = slices.Concat(a.Replicas, b.Replicas)
	out.Clients = slices.Concat(a.Clients, b.Clients)
	out.Holdings = slices.Clone(a.Holdings)
	for _, h := range b.Holdings {
		if h.Replica != cost.Nobody {
			h.Replica += len(a.Replicas)
		}
		out.Holdings = append(out.Holdings, h)
	}
	return out
}

func TestLaw_AnotherClusterChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, rng *rand.Rand) {
		a, b := random(rng, "eu", table()).in, random(rng, "us", table()).in
		alone, beside := sums(cost.Compute(a)), sums(cost.Compute(join(a, b)))
		for k := range beside {
			if k[len(k)-3:] == "USD" {
				delete(beside, k)
			}
		}
		same(t, "beside another", alone, beside)
	})
}

func TestLaw_OrderChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, rng *rand.Rand) {
		in := random(rng, "eu", table()).in
		want := sums(cost.Compute(in))
		turned := in
		turned.Holdings, turned.Clients = slices.Clone(in.Holdings), slices.Clone(in.Clients)
		slices.Reverse(turned.Clients)
		rng.Shuffle(len(turned.Holdings), func(i, k int) {
			turned.Holdings[i], turned.Holdings[k] = turned.Holdings[k], turned.Holdings[i]
		})
		same(t, "in another order", want, sums(cost.Compute(turned)))
	})
}

// What is divided among tenants is what there was, by pod: money, time and tokens.
func TestLaw_TenantsAreConserved(t *testing.T) {
	each(t, func(t *testing.T, rng *rand.Rand) {
		in := random(rng, "eu", table()).in
		divided := map[string][]float64{}
		r := cost.Compute(in)
		for _, row := range r.Rows {
			row.Key[0], row.Key[1] = "eu", ""
			if row.Kind == cost.Unlabelled {
				row.Kind = cost.Value
			}
			part := sums(cost.Result{Rows: []*cost.Row{row}})
			for k, v := range part {
				if divided[k] == nil {
					divided[k] = make([]float64, len(v))
				}
				for i := range v {
					divided[k][i] += v[i]
				}
			}
		}
		in.WhoAt = nil
		whole := cost.Compute(in)
		for _, row := range whole.Rows {
			row.Key[0] = "eu"
		}
		same(t, "divided", sums(whole), divided)
	})
}

// Finer steps change nothing but where the money is drawn, whether they fit into an allocation interval or not.
func TestLaw_StepsAddUp(t *testing.T) {
	each(t, func(t *testing.T, rng *rand.Rand) {
		step := []int64{60_000, 45_000, 100_000, 900_000}[rng.IntN(4)]
		var edges []int64
		for at := begin / step * step; at <= end; at += step {
			edges = append(edges, at)
		}
		in := random(rng, "eu", edges).in
		whole := in
		whole.Cells = cost.Cells{Edges: in.Cells.Edges, Interval: in.Cells.Interval, Intervals: in.Cells.Intervals,
			Step: make([]int, in.Cells.Len()), Steps: 1}
		same(t, "in steps", sums(cost.Compute(whole)), sums(cost.Compute(in)))
	})
}
