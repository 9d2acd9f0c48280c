package plan

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

func TestIncreases(t *testing.T) {
	n := math.NaN()
	for name, c := range map[string]struct{ edges, want []float64 }{
		"rises":                                {[]float64{1, 3, 6}, []float64{2, 3}},
		"a reset counts what came after it":    {[]float64{10, 4, 5}, []float64{4, 1}},
		"a missing edge keeps the value":       {[]float64{1, n, 5}, []float64{0, 4}},
		"the first sample is a beginning":      {[]float64{n, 7, 9}, []float64{0, 2}},
		"nothing before the first sample":      {[]float64{n, n, 9}, []float64{n, 0}},
		"a series that ends counts no further": {[]float64{1, 2, n}, []float64{1, 0}},
	} {
		if got := increases(c.edges, nil); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestIncreasesBeginAtTheFirstSample(t *testing.T) {
	n := math.NaN()
	if got, want := increases([]float64{n, n, 9, 12}, []float64{n, 4, 10}), []float64{n, 5, 3}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Splitting a range in two and adding gives the same total, wherever it is split.
func TestIncreasesTelescope(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		edges, v := make([]float64, 40), 0.0
		for i := range edges {
			if v += float64(r.IntN(100)); r.IntN(12) == 0 {
				v = float64(r.IntN(10))
			}
			edges[i] = v
		}
		cut := 1 + r.IntN(len(edges)-2)
		whole, left, right := sum(increases(edges, nil)), sum(increases(edges[:cut+1], nil)), sum(increases(edges[cut:], nil))
		if whole != left+right {
			t.Errorf("seed %d: %v is not %v + %v", seed, whole, left, right)
		}
	}
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

func TestAlignTo(t *testing.T) {
	g := join.StepGrid(0, 40_000, 10_000)
	for name, c := range map[string]struct {
		times []int64
		want  string
	}{
		"whole":               {[]int64{10_000, 20_000, 30_000, 40_000}, "[1 2 3 4]"},
		"with holes":          {[]int64{20_000, 40_000}, "[NaN 1 NaN 2]"},
		"off the grid":        {[]int64{20_001, 40_000}, "[NaN NaN NaN 2]"},
		"outside of the grid": {[]int64{0, 50_000}, "[NaN NaN NaN NaN]"},
	} {
		x := promapi.Series{Times: c.times}
		for i := range c.times {
			x.Values = append(x.Values, float64(i+1))
		}
		if got := fmt.Sprint(alignTo(x, g)); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestCompleteInstant(t *testing.T) {
	const now, native = int64(10_000_000), int64(15_000)
	m := measured{native: native, newest: now - 10_000}
	for name, c := range map[string]struct{ to, want int64 }{
		"now is incomplete":                      {now, now - 25_000},
		"a step behind the newest is complete":   {now - 60_000, now - 60_000},
		"the past is complete, whatever is late": {now - 3_600_000, now - 3_600_000},
	} {
		if got := m.complete(c.to, now); got != c.want {
			t.Errorf("%s: got %d, want %d", name, got, c.want)
		}
	}
}
