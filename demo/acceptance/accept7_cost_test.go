package acceptance_test

import (
	"fmt"
	"testing"
)

// A household in each of two currencies, by tenant: rows add up to the bill of their currency, whatever is hidden.
func TestAccept7_TenantPanelOfTwoCurrencies(t *testing.T) {
	w := household(t)
	us := newWorld(t)
	for _, s := range w.series {
		s.Labels = overwrite(s.Labels, []string{"cluster", "us"})
		us.series = append(us.series, s)
	}
	w.series = append(w.series, us.series...)
	w.settings = `{"tenantLabels":["team"],"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	fields := []string{"cost_total", "cost_prompt", "cost_generation", "saved_by_cache", "gpu_hours", "requests", "cost_per_request", "useful_ratio"}
	a := w.ask(pick(bill("cluster", "tenant"), fields...))
	bills := map[string]float64{}
	for _, b := range a.bill().Cost.Bill {
		bills[b.Currency] = b.Amount
	}
	for cluster, currency := range map[string]string{"eu": "EUR", "us": "USD"} {
		a.near("bill of "+currency, bills[currency], 36, 1e-6)
		a.near("Σ rows of "+cluster, a.sum("cost_total", "currency", currency), 36, 1e-6)
	}
	for _, kind := range []string{"idle", "unattributed", "unlabelled", "value"} {
		if len(a.where("row_kind", kind)) == 0 {
			t.Errorf("no row of %s in\n%s", kind, a)
		}
	}
	f := w.ask(pick(bill("cluster", "tenant").where("tenant", "=", "search"), fields...))
	f.near("a filter hides rows and leaves the bill", f.bill().Cost.Bill[0].Amount+f.bill().Cost.Bill[1].Amount, 72, 1e-6)
	for _, r := range f.rows() {
		if r["tenant"] != "search" {
			t.Errorf("%v", r)
		}
	}
	q := pick(bill("tenant").where("cluster", "=", "eu"), fields...)
	q.Top = &top{N: 1, By: "cost_total", Other: true}
	o := w.ask(q)
	o.near("with a rest", o.sum("cost_total"), 36, 1e-6)
	o.one("row_kind", "other")
}

// A month in which the price doubles at noon of its twelfth day, read by hours: the range's bill is that of its parts.
func TestAccept7_AMonthOverAPriceChange(t *testing.T) {
	const day, hour = 86400, 3600
	slow := scrape{step: hour, from: -day, to: 31 * day}
	fine := scrape{step: 300, from: -day, to: 31 * day}
	e := earning("chat/llama-0", growing)
	e.scrape = fine
	c := card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}
	c.scrape = fine
	w := newWorld(t, c.series(), e.series(), price("eu", "n1", slow, until(11*day+12*hour-1, 1, 2)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	ask := func(from, to int) float64 { return w.ask(bill("pod").between(from, to)).sum("cost_total") }
	want := (11*24 + 12) + 2*(18*24+12)
	if got := ask(0, 30*day); got < float64(want)-1e-6 || got > float64(want)+1e-6 {
		t.Errorf("%g, want %d", got, want)
	}
	parts := 0.0
	for _, cut := range [][2]int{{0, 7 * day}, {7 * day, 12 * day}, {12 * day, 30 * day}} {
		parts += ask(cut[0], cut[1])
	}
	if parts < float64(want)-1e-6 || parts > float64(want)+1e-6 {
		t.Errorf("in parts %s, want %d", fmt.Sprint(parts), want)
	}
}
