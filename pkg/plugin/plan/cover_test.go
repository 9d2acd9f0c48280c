package plan

import "testing"

func TestUnitsCarryTheCurrency(t *testing.T) {
	for _, c := range []struct {
		unit       string
		currencies []string
		want       string
	}{
		{"bytes", []string{"EUR"}, "bytes"},
		{"currency{{currency}}", []string{"EUR"}, "currencyEUR"},
		{"suffix: {{currency}}/h", []string{"USD"}, "suffix: USD/h"},
		{"currency{{currency}}", []string{"EUR", "USD"}, "none"},
		{"currency{{currency}}", []string{""}, "none"},
		{"currency{{currency}}", nil, "none"},
	} {
		if got := inCurrency(c.unit, c.currencies); got != c.want {
			t.Errorf("%s with %v: %s, want %s", c.unit, c.currencies, got, c.want)
		}
	}
}
