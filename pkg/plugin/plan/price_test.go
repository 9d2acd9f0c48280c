package plan

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

func TestHeldPrices(t *testing.T) {
	g := join.StepGrid(0, 40_000, 10_000)
	for name, c := range map[string]struct {
		times  []int64
		values []float64
		want   string
	}{
		"a sample before the range holds into it":    {[]int64{-5_000}, []float64{2}, "[2 2 2 2]"},
		"a change at a cell's end counts after it":   {[]int64{0, 20_000}, []float64{1, 3}, "[1 1 3 3]"},
		"a change within a cell is a time mean":      {[]int64{0, 25_000}, []float64{1, 3}, "[1 1 2 3]"},
		"nothing is known before the first":          {[]int64{25_000}, []float64{3}, "[NaN NaN 3 3]"},
		"a price of 0 is a blank":                    {[]int64{0, 10_000, 30_000}, []float64{1, 0, 2}, "[1 NaN NaN 2]"},
		"a price is not believed for ever":           {[]int64{-90_000}, []float64{2}, "[2 NaN NaN NaN]"},
		"two changes in one cell are both respected": {[]int64{0, 12_000, 16_000}, []float64{1, 2, 4}, "[1 2.6 4 4]"},
	} {
		got := fmt.Sprint(level(held(sighted{times: c.times, values: c.values}, 100_000), g))
		if got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// Time without a price is said, once it is more than rounding and the card was there.
func TestTimeWithoutAPrice(t *testing.T) {
	g := join.StepGrid(0, 40_000, 10_000)
	halfKnown := cost.Tariff{{From: 20_000, To: 40_000, PerHour: 1}}
	for name, c := range map[string]struct {
		t     cost.Tariff
		there ownership.Spans
		want  bool
	}{
		"no price at all":            {nil, ownership.Spans{{From: 0, To: 40_000}}, true},
		"a price for half of it":     {halfKnown, ownership.Spans{{From: 0, To: 40_000}}, true},
		"there only while priced":    {halfKnown, ownership.Spans{{From: 20_000, To: 40_000}}, false},
		"a cell's worth is rounding": {halfKnown, ownership.Spans{{From: 12_000, To: 40_000}}, false},
		"never there":                {nil, nil, false},
	} {
		if got := lacks(c.t, g, c.there); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
