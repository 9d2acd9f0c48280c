package join_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
)

// lawSeeds is how many random fleets each law is tried on.
const lawSeeds = 60

func eachFleet(t *testing.T, law func(t *testing.T, f *fleet, r *rand.Rand)) {
	t.Helper()
	for seed := range uint64(lawSeeds) {
		grid := join.StepGrid(0, rangeEnd, 60_000)
		if seed%2 == 1 {
			grid = join.WholeGrid(0, rangeEnd, 47_000)
		}
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			law(t, randomFleet(r, "a", grid), r)
		})
	}
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

func TestAdditiveTotalsAreTheSameAtEveryGrain(t *testing.T) {
	eachFleet(t, func(t *testing.T, f *fleet, _ *rand.Rand) {
		want := f.run("cluster")
		for grain := range grains {
			got := f.run(grain)
			for operand, name := range []string{"tokens", "power"} {
				if a, b := total(got, operand), total(want, operand); !near(a, b) {
					t.Errorf("%s at %s grain: %v, at cluster grain %v", name, grain, a, b)
				}
			}
		}
	})
}

func TestRowsNeverHoldMoreGPUsThanThereAre(t *testing.T) {
	eachFleet(t, func(t *testing.T, f *fleet, _ *rand.Rand) {
		cards := 0.0
		for _, d := range f.world.Devices {
			cards += d.SliceShare
		}
		for grain := range grains {
			sum := 0.0
			for _, r := range f.run(grain).Rows {
				sum += r.GPUs
				if r.OwnedShare < 0 || r.OwnedShare > 1+1e-9 {
					t.Errorf("%s: owned share %v", grain, r.OwnedShare)
				}
			}
			if sum > cards+1e-9 {
				t.Errorf("%s: rows hold %v GPUs of %v", grain, sum, cards)
			}
		}
	})
}

func TestIntensiveMeansStayWithinTheirParts(t *testing.T) {
	eachFleet(t, func(t *testing.T, f *fleet, _ *rand.Rand) {
		for grain := range grains {
			for _, r := range f.run(grain).Rows {
				for _, v := range r.Values[2] {
					if v < 0 || v > 1 {
						t.Errorf("%s %v: mean tensor activity %v", grain, r.Key, v)
					}
				}
			}
		}
	})
}

func TestTheAnswerDoesNotDependOnTheOrderOfSeries(t *testing.T) {
	eachFleet(t, func(t *testing.T, f *fleet, r *rand.Rand) {
		want := f.run("device")
		r.Shuffle(len(f.tokens), func(i, j int) { f.tokens[i], f.tokens[j] = f.tokens[j], f.tokens[i] })
		r.Shuffle(len(f.power), func(i, j int) { f.power[i], f.power[j] = f.power[j], f.power[i] })
		equalRows(t, f.run("device"), want)
	})
}

func TestAnUnrelatedClusterChangesNothing(t *testing.T) {
	eachFleet(t, func(t *testing.T, f *fleet, r *rand.Rand) {
		for _, grain := range []string{"device", "replica", "model", "node", "cluster"} {
			alone := f.run(grain)
			other := randomFleet(r, "b", f.grid)
			both := merge(f, other).run(grain)
			byKey := map[string]*join.Row{}
			for _, row := range both.Rows {
				byKey[fmt.Sprint(row.Kind, row.Key)] = row
			}
			for _, row := range alone.Rows {
				if row.Kind == join.KindValue {
					equalRow(t, byKey[fmt.Sprint(row.Kind, row.Key)], row)
				}
			}
		}
	})
}

func merge(a, b *fleet) *fleet {
	out := *a
	out.world.Intervals = append(append(out.world.Intervals[:0:0], a.world.Intervals...), b.world.Intervals...)
	out.world.Devices, out.world.Replicas, out.world.Presence = union(a.world.Devices, b.world.Devices),
		union(a.world.Replicas, b.world.Replicas), union(a.world.Presence, b.world.Presence)
	out.tokens = append(out.tokens[:0:0], append(a.tokens, b.tokens...)...)
	out.power = append(out.power[:0:0], append(a.power, b.power...)...)
	out.tensor = append(out.tensor[:0:0], append(a.tensor, b.tensor...)...)
	return &out
}

func union[K comparable, V any](a, b map[K]V) map[K]V {
	out := map[K]V{}
	for _, m := range []map[K]V{a, b} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

func equalRows(t *testing.T, got, want join.Answer) {
	t.Helper()
	if len(got.Rows) != len(want.Rows) {
		t.Fatalf("%d rows, want %d", len(got.Rows), len(want.Rows))
	}
	for i := range want.Rows {
		equalRow(t, got.Rows[i], want.Rows[i])
	}
}

func equalRow(t *testing.T, got, want *join.Row) {
	t.Helper()
	if got == nil {
		t.Fatalf("row %v is missing", want.Key)
	}
	if fmt.Sprint(got.Key) != fmt.Sprint(want.Key) || !near(got.GPUs, want.GPUs) {
		t.Errorf("row %v with %v GPUs, want %v with %v", got.Key, got.GPUs, want.Key, want.GPUs)
	}
	for op := range want.Values {
		for i, w := range want.Values[op] {
			if g := got.Values[op][i]; !near(g, w) && !(math.IsNaN(g) && math.IsNaN(w)) {
				t.Errorf("row %v operand %d step %d: %v, want %v", want.Key, op, i, g, w)
			}
		}
	}
}
