package acceptance_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// twoCurrencies are the same fleet in two clusters, one billed in euros and one in dollars.
func twoCurrencies(t *testing.T) *world {
	w := newWorld(t, site("eu", 10, 0.5, aCentASecond), site("us", 10, 0.5, 2*aCentASecond),
		card{cluster: "eu", uuid: "GPU-i", node: "n2", naming: ownPod}.series(), price("eu", "n2", scrape{}, constant(aCentASecond)),
		card{cluster: "us", uuid: "GPU-i", node: "n2", naming: ownPod}.series(), price("us", "n2", scrape{}, constant(2*aCentASecond)))
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	return w
}

func unitOf(f *data.Field) string {
	if f == nil || f.Config == nil {
		return ""
	}
	return f.Config.Unit
}

// Rows within one currency have their money and say which it is; a row of both has none, and says why. Nothing else of the
// row is lost.
func TestCase19_TwoCurrencies(t *testing.T) {
	w := twoCurrencies(t)
	perMtok := operand{As: "per_mtok", Formula: "cost / tokens * 1e6"}
	for _, grain := range []string{"device", "node", "model", "cluster"} {
		a := w.ask(table(grain, tokens, cost, perMtok).where("cluster", "=", "eu", "us"))
		for cluster, want := range map[string]struct {
			cost     float64
			currency string
		}{"eu": {12, "EUR"}, "us": {24, "USD"}} {
			if grain == "device" {
				r := a.one("cluster", cluster, "gpu_uuid", "GPU-a", "row_kind", "value")
				a.near("cost", r["cost"], want.cost, 1e-6)
				a.is("currency", r["currency"], want.currency)
				continue
			}
			for _, r := range a.where("cluster", cluster, "row_kind", "value") {
				a.is("currency", r["currency"], want.currency)
			}
		}
	}
	// Everything in one row: euros and dollars have no sum.
	all := w.ask(bySignal(nil, tokens, cost, perMtok))
	r := all.rows()[0]
	all.near("tokens", r["tokens"], 24_000, 1e-6)
	all.null("cost of both currencies", r["cost"])
	all.null("its price per token", r["per_mtok"])
	all.notes("currenc")
	model := w.ask(bySignal([]string{"llm_model"}, cost))
	model.null("cost of a model in both", model.one("llm_model", "llama")["cost"])
	g := w.ask(query{QueryType: "signal", Format: "timeseries", By: []string{"llm_model"}, Operands: []operand{rate, {As: "spend", Signal: "gpu_cost"}}}.every(time.Minute))
	for _, f := range g.frame.Fields {
		if f.Name == "spend" && f.Labels["llm_model"] == "llama" {
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok {
					t.Fatalf("euros and dollars added to %v", v)
				}
			}
		}
	}
}

// The rest of a list, and an alert's value, are sums as well.
func TestCase19_NeitherInARestNorInAnAlert(t *testing.T) {
	w := twoCurrencies(t)
	q := table("cluster", tokens, cost)
	q.Top = &top{N: 1, By: "tokens", Other: true}
	a := w.ask(q)
	for _, r := range a.where("row_kind", "value") {
		if r["cost"] == nil {
			t.Errorf("a row of one currency has no cost in\n%s", a)
		}
	}

	n := w.ask(query{QueryType: "signal", Format: "numeric", Operands: []operand{cost}})
	if rows := n.rows(); len(rows) > 0 && rows[0]["cost"] != nil {
		t.Errorf("an alert on euros and dollars: %v", rows[0])
	}
	one := w.ask(query{QueryType: "signal", Format: "numeric", Operands: []operand{cost}}.where("cluster", "=", "us"))
	// The card of the pod and the idle one.
	one.near("in dollars alone", one.rows()[0]["cost"], 48, 1e-6)
	f, _ := one.frame.FieldByName("cost")
	one.is("unit", unitOf(f), "currencyUSD")
}

// One cluster says its currency and the other does not: what is unknown is not taken for the other's.
func TestCase19_OneCurrencyIsUnknown(t *testing.T) {
	w := twoCurrencies(t)
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"}]}`
	all := w.ask(bySignal(nil, cost))
	all.null("euros and something", all.rows()[0]["cost"])
	a := w.ask(table("replica", cost))
	a.near("euros", a.one("cluster", "eu", "row_kind", "value")["cost"], 12, 1e-6)
	us := a.one("cluster", "us", "row_kind", "value")
	a.near("something", us["cost"], 24, 1e-6)
	if us["currency"] == "EUR" {
		t.Errorf("a cluster without a currency is billed in euros:\n%s", a)
	}
}

// A card whose declared price changes its currency in the middle: only one of them is billed, and the answer says so.
func TestCase19_ACurrencyThatChanges(t *testing.T) {
	w := priced(t, nil)
	w.settings = `{"prices":[{"per_hour":36,"currency":"EUR","to":"2026-11-22T06:10:00Z"},{"per_hour":72,"currency":"USD","from":"2026-11-22T06:10:00Z"}]}`
	a := w.ask(table("replica", cost))
	for _, pod := range []string{"llama-0", "llama-1"} {
		if v, _ := a.one("pod", pod)["cost"].(float64); math.Abs(v-6) > 1e-6 && math.Abs(v-12) > 1e-6 {
			t.Errorf("%s costs %v: half of its time is 6 euros, the other 12 dollars", pod, v)
		}
	}
	if !strings.Contains(noticesOf(a), "currenc") {
		t.Errorf("no notice: %q", noticesOf(a))
	}
	for _, r := range [][2]int{{0, 600}, {600, 1200}} {
		b := w.ask(table("replica", cost).between(r[0], r[1]))
		b.near("its own half", b.one("pod", "llama-0")["cost"], map[int]float64{0: 6, 600: 12}[r[0]], 1e-6)
	}
}
