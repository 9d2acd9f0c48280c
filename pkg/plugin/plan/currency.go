package plan

import (
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// currencyMark stands for the prices' currency in a unit that a user chose: "currency{{currency}}" on a formula of
// money becomes currencyEUR where prices are in EUR.
const currencyMark = "{{currency}}"

// inCurrency fills the mark. Where there is no one currency, the value has no unit.
func inCurrency(unit string, currencies []string) string {
	if !strings.Contains(unit, currencyMark) {
		return unit
	}
	if len(currencies) != 1 || currencies[0] == "" {
		return "none"
	}
	return strings.ReplaceAll(unit, currencyMark, currencies[0])
}

// moneyColumn gives a column of amounts its unit: the currency, or, of several, that of each row.
func moneyColumn(c *frames.Column, currencies []string) {
	const amount = "currency" + currencyMark
	c.Unit = inCurrency(amount, currencies)
	if len(currencies) > 1 {
		c.In = func(currency string) string { return inCurrency(amount, []string{currency}) }
	}
}

// What becomes of amounts in several currencies, which are never added.
const (
	noSum   = "a row of several has no sum"
	ownRows = "each has rows of its own"
)

// sayCurrencies tells of prices that cannot be added, and of those of which nobody says what they are in.
func (s *session) sayCurrencies(currencies []string, several string) {
	if len(currencies) > 1 {
		s.remark("Prices are in several currencies (" + strings.Join(named(currencies), ", ") + "), which are never added: " + several + ".")
	} else if len(currencies) == 1 && currencies[0] == "" {
		s.warn("No source says what currency prices are in; set it under currencies in the data source's settings.")
	}
}

func named(currencies []string) []string {
	out := slices.Clone(currencies)
	for i, c := range out {
		if c == "" {
			out[i] = "not declared"
		}
	}
	return out
}

// unpriced says why a field of money has no value where nothing has a price.
func (s *session) unpriced(field string, p *prices) models.EmptySide {
	e := models.EmptySide{Operand: field, Reason: models.EmptyNoSeries, LookedFor: s.env.Catalog.Names(signalPrice)}
	if s.env.outForSignal(signalPrice) {
		e.Reason, e.LookedFor = models.EmptyUnreachable, nil
	} else if p.listed() {
		e.Reason, e.LookedFor = models.EmptyNoSamples, nil
	}
	return e
}
