package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// cover says what the bill is, how it was divided, and what is not in it.
func (c *billing) cover(res *frames.Answer, req Request) {
	counts := c.matched(filtered(nil, c.by, c.keeps, c.filters))
	facts := &models.CostFacts{Bill: []models.CostBill{}, Basis: c.query.Basis, AllocationIntervalS: float64(c.interval()) / 1000, Weights: []models.CostWeight{}}
	for _, b := range c.result.Bills {
		facts.Bill = append(facts.Bill, models.CostBill{Currency: b.Currency, Amount: b.Money, GPUHours: b.GPUHours, UnpricedGPUHours: b.Unpriced})
	}
	for _, w := range c.result.Weights {
		facts.Weights = append(facts.Weights, models.CostWeight{Source: string(w.Source), Currency: w.Currency, Amount: w.Money})
	}
	facts.SavedGPUHours = c.savedGPUHours()
	res.Cost, res.Estimates = facts, c.estimates()
	if !c.empty() {
		c.sayMoney(res)
	}
	cover(res, c.session, c.world, nil, nil, join.Answer{Coverage: counts}, req)
	for _, key := range slices.Sorted(maps.Keys(c.foreign)) {
		if len(res.Coverage.Unmatched) < maxUnmatched {
			res.Coverage.Unmatched = append(res.Coverage.Unmatched, models.UnmatchedKey{Key: key, Why: c.foreign[key]})
		}
	}
	res.Coverage.Empty = c.reasons(res)
	if !c.empty() {
		c.sayUnbilled(res)
	}
}

// estimates tell of the fields that follow from how money is divided between prompt and generation.
func (c *billing) estimates() map[string]string {
	words := map[cost.Source]string{
		cost.FromTime:  "the time that requests spent in prefill and decode",
		cost.FromRole:  "the role of a pod that does one of them",
		cost.FromRatio: "the declared ratio " + c.env.Settings.PhaseWeight,
	}
	var from []string
	for _, w := range c.result.Weights {
		if text := words[w.Source]; text != "" && !slices.Contains(from, text) {
			from = append(from, text)
		}
	}
	out := map[string]string{}
	for _, f := range c.fields {
		if f.estimate && len(from) > 0 {
			out[f.id] = "Money is divided between prompt and generation by " + strings.Join(from, ", ") + "."
		}
	}
	return out
}

// sayMoney tells what is odd about prices and shares.
func (c *billing) sayMoney(res *frames.Answer) {
	c.sayCurrencies(c.quotes.currencies(), ownRows)
	hours, unpriced := 0.0, 0.0
	for _, b := range c.result.Bills {
		hours, unpriced = hours+b.GPUHours, unpriced+b.Unpriced
	}
	if unpriced > 1e-3*hours {
		c.warn(fmt.Sprintf("%.3g of %.3g GPU-hours have no price; what is without a price is not billed.", unpriced, hours))
	}
	if len(c.result.Beyond) > 0 {
		c.warn("Gateways counted more tokens than the engines made of " + firstFew(scopesSaid(c.result.Beyond), 4) + "; the shares of those who asked were scaled so that they add up to what was made.")
	}
	if len(c.result.Unmet) > 0 {
		c.warn("Gateways passed on requests for " + firstFew(scopesSaid(c.result.Unmet), 4) + ", which no engine here serves; they are in no row.")
	}
	for _, w := range c.result.Weights {
		if w.Source == cost.FromNothing && slices.ContainsFunc(c.fields, func(f costField) bool { return f.estimate }) {
			c.warn("Not all engines report prefill and decode times, so part of the money is divided between neither; declare a ratio as phaseWeight in the data source's settings.")
		}
	}
}

func scopesSaid(ids []string) []string {
	var out []string
	for _, id := range ids {
		if text := sayScope(id); text != "" {
			out = append(out, text)
		} else {
			out = append(out, "no model")
		}
	}
	return out
}

// sayUnbilled names the GPUs that only the price source counts.
func (c *billing) sayUnbilled(res *frames.Answer) {
	all := c.unbilled()
	if len(all) == 0 {
		return
	}
	hours := 0.0
	for _, u := range all {
		hours += u.GPUHours
	}
	res.Notices = append(res.Notices, fmt.Sprintf("The price source counts GPUs that no exporter shows, %.3g GPU-hours on %s; they are not billed.", hours,
		firstFew(unbilledKeys(all), 3)))
	res.Coverage.Unbilled = all[:min(maxUnbilled, len(all))]
}

func unbilledKeys(all []models.UnbilledGPUs) []string {
	out := make([]string, len(all))
	for i, u := range all {
		out[i] = u.Key
	}
	return out
}

func someGPUs(n int) string {
	if n == 1 {
		return "1 GPU"
	}
	return fmt.Sprint(n, " GPUs")
}

// ownCounter is the counter that a field stands or falls with; fields of money alone stand or fall with prices.
var ownCounter = map[string]string{"prompt_tokens": "prompt", "generation_tokens": "generation", "cached_tokens": "cached",
	"saved_by_cache": "cached", "requests": "requests", "useful_ratio": "gateway_generation",
	"cost_per_mtok_prompt": "prompt", "cost_per_mtok_generation": "generation", "cost_per_request": "requests"}

// reasons say of fields without any value why.
func (c *billing) reasons(res *frames.Answer) []models.EmptySide {
	if c.empty() {
		return nil
	}
	out := withoutValue(res.Rows, c.fields, c.reason)
	if len(c.who) > 0 && !slices.ContainsFunc(c.gatewayRead, func(rd *reading) bool { return len(rd.op.Sources) > 0 }) {
		e := c.readingReason(c.who[0], "gateway_generation")
		out = append(out, e)
		if e.Reason != models.EmptyUnreachable {
			res.Notices = append(res.Notices, "No gateway says who asked, so all that engines made is unlabelled.")
		}
	}
	return out
}

func (c *billing) reason(f costField) models.EmptySide {
	if f.money && len(c.quotes.currencies()) == 0 {
		return c.unpriced(f.id, c.prices)
	}
	if f.estimate && slices.ContainsFunc(c.result.Weights, func(w cost.Weight) bool { return w.Source == cost.FromNothing }) {
		return models.EmptySide{Operand: f.id, Reason: models.EmptyNotReported, Systems: c.enginesPresent()}
	}
	if id := ownCounter[f.id]; id != "" {
		return c.readingReason(f.id, id)
	}
	return models.EmptySide{Operand: f.id, Reason: models.EmptyNoMatch}
}

// readingReason says why a counter has nothing.
func (c *billing) readingReason(operand, id string) models.EmptySide {
	e := models.EmptySide{Operand: operand, Reason: models.EmptyNoMatch}
	for _, rd := range slices.Concat(c.engineRead, c.gatewayRead) {
		if rd.spec.As != id {
			continue
		}
		switch {
		case len(rd.op.Sources) > 0:
		case c.env.outForSignal(rd.spec.Signal):
			e.Reason = models.EmptyUnreachable
		case len(rd.alts) > 0:
			e.Reason = models.EmptyNoSamples
		default:
			e.Reason, e.LookedFor = models.EmptyNoSeries, c.env.Catalog.Names(rd.spec.Signal)
		}
	}
	return e
}
