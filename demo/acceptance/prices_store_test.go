package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// ownPrice is a price series of the user's own.
func ownPrice(perHour fn, labels ...string) []storetest.Series {
	all := append([]string{"cluster", "eu", "job", "rules", "instance", "rules"}, labels...)
	return scrape{}.or(60).series(line{"tokenpath_gpu_hourly_price", func(int) []string { return all }, perHour})
}

// A price series counts before OpenCost's list, the most precise first; gaps are filled by what is less precise.
func TestPricePrecedence(t *testing.T) {
	w := priced(t, constant(aCentASecond))
	w.series = append(w.series, price("eu", "n2", scrape{}, constant(aCentASecond))...)
	w.series = append(w.series, ownPrice(constant(2*aCentASecond), "gpu_model", "nvidia-h100-80gb-hbm3")...)
	w.series = append(w.series, ownPrice(constant(3*aCentASecond), "gpu_uuid", "GPU-b")...)
	a := w.ask(table("replica", cost))
	a.near("by its model", a.one("pod", "llama-0")["cost"], 24, 1e-6)
	a.near("by its own", a.one("pod", "llama-1")["cost"], 36, 1e-6)
	w.settings = `{"prices":[{"labels":{"gpu_uuid":"GPU-b"},"per_hour":360,"currency":"EUR"}],"currencies":[{"currency":"EUR"}]}`
	a = w.ask(table("replica", cost))
	a.near("declared", a.one("pod", "llama-1")["cost"], 120, 1e-6)
	a.near("the other as before", a.one("pod", "llama-0")["cost"], 24, 1e-6)
}

// Euros and dollars of one card are never added: what is in the second currency is left out, and said.
func TestTwoCurrenciesOfOneCard(t *testing.T) {
	w := priced(t, constant(aCentASecond))
	w.settings = `{"prices":[{"gpu_model":"NVIDIA H100 80GB HBM3","per_hour":72,"currency":"EUR","to":"2026-11-22T06:05:00Z"}],"currencies":[{"currency":"USD"}]}`
	a := w.ask(table("replica", cost))
	a.near("only euros", a.one("pod", "llama-0")["cost"], 300*0.02, 1e-6)
	if !strings.Contains(noticesOf(a), "two currencies") {
		t.Errorf("no notice: %q", noticesOf(a))
	}
	w.settings = strings.Replace(w.settings, "USD", "EUR", 1)
	a = w.ask(table("replica", cost))
	a.near("with the store's price after it", a.one("pod", "llama-0")["cost"], 300*0.02+900*0.01, 1e-6)
}

// The series may say its currency itself.
func TestACurrencyOnTheSeries(t *testing.T) {
	w := priced(t, nil)
	w.series = append(w.series, ownPrice(constant(aCentASecond), "gpu_model", "NVIDIA H100 80GB HBM3", "currency", "CHF")...)
	a := w.ask(table("replica", cost))
	a.near("cost", a.one("pod", "llama-0")["cost"], 12, 1e-6)
	for _, f := range a.frame.Fields {
		if f.Name == "cost" && (f.Config == nil || f.Config.Unit != "currencyCHF") {
			t.Errorf("the unit is %+v", f.Config)
		}
	}
}

// A signal of the user's own that reads a price counts before every other series.
func TestAnOwnPriceSignal(t *testing.T) {
	w := priced(t, constant(aCentASecond))
	labels := []string{"cluster", "eu", "sku", "NVIDIA H100 80GB HBM3"}
	w.series = append(w.series, scrape{}.or(60).series(line{"site_price_cents", func(int) []string { return labels }, constant(100 * 5 * aCentASecond)})...)
	w.settings = `{"signals":[{"id":"gpu_price","alternatives":[{"metric":"site_price_cents","scale":0.01,"labels":{"gpu_model":["sku"]}}]}]}`
	a := w.ask(table("replica", cost))
	a.near("cost", a.one("pod", "llama-0")["cost"], 60, 1e-6)
}
