package cost_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

func TestCellsLieInOneStepAndOneInterval(t *testing.T) {
	for name, c := range map[string]struct {
		steps []int64
		want  string
	}{
		"a table, clipped at both ends": {[]int64{130, 350}, "[130 200 300 350] [0 1 2] [0 0 0] 3 1"},
		"steps within intervals":        {[]int64{150, 200, 250}, "[150 200 250] [0 1] [0 1] 2 2"},
		"intervals within steps":        {[]int64{0, 200, 400}, "[0 100 200 300 400] [0 1 2 3] [0 0 1 1] 4 2"},
		"steps across borders":          {[]int64{60, 120, 180}, "[60 100 120 180] [0 1 1] [0 0 1] 2 2"},
		"before the epoch":              {[]int64{-130, 30}, "[-130 -100 0 30] [0 1 2] [0 0 0] 3 1"},
		"nothing":                       {[]int64{5}, "[] [] [] 0 0"},
	} {
		x := cost.NewCells(c.steps, 100)
		if got := fmt.Sprint(x.Edges, x.Interval, x.Step, x.Intervals, x.Steps); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestTariffs(t *testing.T) {
	a := cost.Tariff{}.Add(cost.Rate{From: 0, To: 10, PerHour: 1}).Add(cost.Rate{From: 10, To: 20, PerHour: 1}).Add(cost.Rate{From: 30, To: 40, PerHour: 2})
	if got := fmt.Sprint(a, a.Known()); got != "[{0 20 1} {30 40 2}] [{0 20} {30 40}]" {
		t.Error(got)
	}
	b := cost.Tariff{{From: -5, To: 35, PerHour: 3}}
	if got := fmt.Sprint(a.Or(b)); got != "[{-5 0 3} {0 20 1} {20 30 3} {30 40 2}]" {
		t.Error(got)
	}
	if got := fmt.Sprint(cost.Tariff(nil).Or(b), a.Or(nil)); got != fmt.Sprint(b, a) {
		t.Error(got)
	}
	if got := fmt.Sprint(a.Within(ownership.Spans{{From: 5, To: 33}})); got != "[{5 20 1} {30 33 2}]" {
		t.Error(got)
	}
	sum, known := a.Integral([]int64{-10, 5, 35, 50})
	if got := fmt.Sprint(sum, known); got != "[5 25 10] [5 20 5]" {
		t.Error(got)
	}
	if _, ok := a.At(25); ok {
		t.Error("a price in a gap")
	}
	if v, ok := a.At(30); !ok || v != 2 {
		t.Error(v, ok)
	}
}

// A price source counts two GPUs for an hour; one is seen for half of it, at 2 and then 4 an hour.
func TestUnseen(t *testing.T) {
	hour := int64(3_600_000)
	count, price := cost.Tariff{{From: 0, To: hour, PerHour: 2}}, cost.Tariff{{From: 0, To: hour / 2, PerHour: 2}, {From: hour / 2, To: 2 * hour, PerHour: 4}}
	seconds, priced, money := cost.Unseen(count, price, []ownership.Spans{{{From: 0, To: hour / 2}}}, ownership.Span{From: 0, To: hour})
	if seconds != 1800+3600 || priced != seconds || money != 1+4 {
		t.Error(seconds, priced, money)
	}
	seconds, priced, money = cost.Unseen(count, nil, nil, ownership.Span{From: hour / 2, To: 3 * hour})
	if seconds != 3600 || priced != 0 || money != 0 {
		t.Error(seconds, priced, money)
	}
}

func TestSavedByCache(t *testing.T) {
	got := cost.Saved([]float64{3, 3, 0, 3}, []float64{40, 40, 0, 10}, []float64{20, 0, 0, 10})
	if got[0] != 3 || got[1] != 0 || !math.IsNaN(got[2]) || !math.IsNaN(got[3]) {
		t.Error(got)
	}
	if cost.Saved(nil, []float64{1}, []float64{1}) != nil {
		t.Error("saved without a cost")
	}
}

// A client that comes late has its own intervals' money and no part of those before.
func TestALateClientKeepsItsHistory(t *testing.T) {
	in := cost.Input{Cells: cost.NewCells([]int64{0, 2 * interval}, interval), Ratio: 0.5, WhoAt: []int{0},
		Replicas: []cost.Replica{{Parts: []cost.Part{{Scope: "s", Prompt: []float64{10, 10}, Generation: []float64{10, 10}}}}},
		Holdings: []cost.Holding{
			{Replica: 0, Slice: 1, Keys: [][]string{{""}}},
			{Replica: 0, Slice: 1, Keys: [][]string{{""}}, Spans: []cost.Span{{From: 0, To: 2 * interval, Share: 1}},
				Tariff: cost.Tariff{{From: 0, To: 2 * interval, PerHour: 12}}}},
		Clients: []cost.Client{{Scope: "s", Who: []string{"early"}, Prompt: []float64{10, 5}, Generation: []float64{10, 5}},
			{Scope: "s", Who: []string{"late"}, Prompt: []float64{math.NaN(), 5}, Generation: []float64{math.NaN(), 5}}}}
	got := map[string]float64{}
	for _, r := range cost.Compute(in).Rows {
		got[r.Key[0]] = r.Money[0]
	}
	if math.Abs(got["early"]-1.5) > 1e-12 || math.Abs(got["late"]-0.5) > 1e-12 || len(got) != 2 {
		t.Error(got)
	}
}
