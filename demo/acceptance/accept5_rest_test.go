package acceptance_test

import (
	"strings"
	"testing"
)

// A rest is one of each currency: what top leaves out of euros and of dollars is never added.
func TestAccept5_ARestOfEachCurrency(t *testing.T) {
	w := namesakes(t)
	for _, c := range []string{"eu", "us"} {
		w.series = append(w.series, card{cluster: c, uuid: "GPU-c", index: 2, held: []tenure{{always, "chat/small-0"}}, tensor: constant(0.5)}.series()...)
		w.series = append(w.series, engine{cluster: c, pod: "chat/small-0", model: "small", tokens: growing(1)}.series()...)
	}
	q := bill("cluster", "pod")
	q.Top = &top{N: 1, By: "generation_tokens", Other: true}
	a := w.ask(q)
	a.near("kept", a.one("row_kind", "value")["generation_tokens"], 24000, 1e-6)
	a.near("euros of the rest", a.one("row_kind", "other", "currency", "EUR")["cost_total"], 24, 1e-6)
	a.near("dollars of the rest", a.one("row_kind", "other", "currency", "USD")["cost_total"], 24, 1e-6)
	a.near("tokens of the rest", a.sum("generation_tokens", "row_kind", "other"), 12000+1200+1200, 1e-6)
	sums := map[string]float64{}
	for _, r := range a.rows() {
		sums[r["currency"].(string)] += r["cost_total"].(float64)
	}
	a.near("Σ euros", sums["EUR"], 36, 1e-6)
	a.near("Σ dollars", sums["USD"], 72, 1e-6)
}

// An alert has exactly one field; a share of a second currency does not slip in as a number without a unit.
func TestAccept5_AlertsOnCost(t *testing.T) {
	w := tenancy(t)
	two := pick(query{QueryType: "cost", Format: "numeric", By: []string{"tenant"}}, "cost_total", "cost_prompt")
	if r := w.try(alert(two)); r.Error == nil || !strings.Contains(r.Error.Error(), "one") {
		t.Errorf("two fields in an alert: %v", r.Error)
	}
	a := w.ask(alert(pick(query{QueryType: "cost", Format: "numeric", By: []string{"tenant"}}, "cost_total")))
	a.near("blue", a.one("tenant", "blue")["cost_total"], 6.9, 1e-6)
	a.near("Σ", a.sum("cost_total"), 24, 1e-6)
}
