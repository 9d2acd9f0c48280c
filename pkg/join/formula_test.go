package join_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
)

func TestFormula(t *testing.T) {
	nan := math.NaN()
	values := map[string]float64{"cost": 6, "tokens": 3, "zero": 0, "gone": nan}
	names := []string{"cost", "tokens", "zero", "gone"}
	for text, want := range map[string]float64{
		"cost / tokens * 1e6":      2e6,
		"cost / zero":              nan,
		"zero / zero":              nan,
		"cost + gone":              nan,
		"cost > tokens":            1,
		"cost < tokens":            0,
		"max(cost, tokens)":        6,
		"zero > 0 ? cost : tokens": 3,
		"7":                        7,
	} {
		f, err := join.Compile(text, names)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := f.Eval(func(n string) float64 { return values[n] })
		if err != nil || !near(got, want) && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s = %v (%v), want %v", text, got, err, want)
		}
	}
}

func TestFormulaErrors(t *testing.T) {
	for text, part := range map[string]string{
		"cost / tokn": `no operand named "tokn"`,
		"cost /":      "formula",
		`"text"`:      "a number is needed",
	} {
		f, err := join.Compile(text, []string{"cost", "tokens"})
		if err == nil {
			_, err = f.Eval(func(string) float64 { return 1 })
		}
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v, want %q", text, err, part)
		}
	}
}

func TestFormulaUses(t *testing.T) {
	f, err := join.Compile("max(b, a) + b", []string{"a", "b", "c"})
	if err != nil || !slices.Equal(f.Uses, []string{"a", "b"}) {
		t.Errorf("uses %v (%v)", f.Uses, err)
	}
}
