package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

func priced(t *testing.T, perHour fn) *world {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", node: "n2", held: []tenure{{always, "chat/llama-1"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		engine{pod: "chat/llama-1", tokens: growing(10)}.series())
	if perHour != nil {
		w.series = append(w.series, price("eu", "n1", scrape{}, perHour)...)
	}
	return w
}

// 0 or no price is a missing price, never a free card.
func TestAMissingPriceIsNotFree(t *testing.T) {
	for name, f := range map[string]fn{"zero": constant(0), "no_series": nil} {
		t.Run(name, func(t *testing.T) {
			a := priced(t, f).ask(table("replica", tokens, cost, operand{As: "per_mtok", Formula: "cost / tokens * 1e6"}))
			for _, pod := range []string{"llama-0", "llama-1"} {
				a.null("cost", a.one("pod", pod)["cost"])
				a.null("per_mtok", a.one("pod", pod)["per_mtok"])
			}
		})
	}
	t.Run("only_one_node_has_one", func(t *testing.T) {
		a := priced(t, constant(aCentASecond)).ask(table("replica", cost))
		a.near("cost", a.one("pod", "llama-0")["cost"], 12, 1e-9)
		if r := a.where("pod", "llama-1"); len(r) > 0 {
			a.null("cost without a price", r[0]["cost"])
		}
	})
}

// Declared prices win over the store's and change at their own instants.
func TestDeclaredPrices(t *testing.T) {
	w := priced(t, constant(aCentASecond))
	w.settings = `{"prices":[
		{"gpu_model":"NVIDIA H100 80GB HBM3","per_hour":72,"currency":"EUR","to":"2026-11-22T06:05:00Z"},
		{"gpu_model":"NVIDIA H100 80GB HBM3","per_hour":144,"currency":"EUR","from":"2026-11-22T06:05:00Z"}]}`
	a := w.ask(table("replica", cost))
	for _, pod := range []string{"llama-0", "llama-1"} {
		a.near("cost of "+pod, a.one("pod", pod)["cost"], 300*0.02+900*0.04, 1e-6)
	}
	for _, cut := range []int{299, 300, 307} {
		left, right := w.ask(table("replica", cost).between(0, cut)), w.ask(table("replica", cost).between(cut, 1200))
		a.near("cost in two parts", left.sum("cost")+right.sum("cost"), 84, 1e-6)
	}
}

// A price that changes every few minutes is a step function, whatever the step of the query.
func TestAChangingPrice(t *testing.T) {
	w := priced(t, func(s int) float64 {
		if s < 300 {
			return aCentASecond
		}
		return 3 * aCentASecond
	})
	a := w.ask(table("replica", cost))
	a.near("cost", a.one("pod", "llama-0")["cost"], 300*0.01+900*0.03, 1e-6)
	rate := w.ask(table("replica", operand{As: "spend", Signal: "gpu_cost"}))
	rate.near("a rate is the total ÷ the range", rate.one("pod", "llama-0")["spend"], 30.0/1200, 1e-9)
}

// Two currencies are never added: rows within one keep their money, a row of both has none.
func TestTwoCurrenciesAreNeverAdded(t *testing.T) {
	w := newWorld(t, [][]storetest.Series{
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}}.series(), engine{pod: "chat/llama-0"}.series(),
		card{uuid: "GPU-idle", index: 1, naming: ownPod}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)),
		card{cluster: "us", uuid: "GPU-b", held: []tenure{{always, "chat/llama-0"}}}.series(), engine{cluster: "us", pod: "chat/llama-0"}.series(),
		card{cluster: "us", uuid: "GPU-c", index: 1, naming: ownPod}.series(), price("us", "n1", scrape{}, constant(aCentASecond)),
	}...)
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	a := w.ask(table("replica", cost))
	a.near("one cluster's", a.one("cluster", "eu")["cost"], 12, 1e-9)
	a.near("the other's", a.one("cluster", "us")["cost"], 12, 1e-9)
	if v := a.one("row_kind", "unmatched")["cost"]; v != nil {
		t.Errorf("the idle cards of both clusters cost %v, euros and dollars", v)
	}
	if a.one("cluster", "us")["currency"] != "USD" {
		t.Errorf("the table does not say the currency of a row:\n%s", a)
	}
	for _, f := range valueFields(w.ask(graph("cluster", cost).every(time.Minute)).frame) {
		if want := map[string]string{"eu": "currencyEUR", "us": "currencyUSD"}[f.Labels["cluster"]]; f.Config.Unit != want {
			t.Errorf("%s is in %q, want %q", f.Labels, f.Config.Unit, want)
		}
	}
	one := w.ask(table("replica", cost).where("cluster", "=", "eu"))
	one.near("idle in one currency", one.one("row_kind", "unmatched")["cost"], 12, 1e-9)
}
