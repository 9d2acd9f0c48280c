package acceptance_test

import (
	"strings"
	"testing"
)

// The first key column of idle cards repeats the word in the cluster's place, so cards of two clusters that share node and
// UUID are one row: sums are right, money of two currencies is not added, and a filter tells the clusters apart.
func TestIdleCardsOfTwoClustersWithTheSameNames(t *testing.T) {
	w := newWorld(t,
		card{cluster: "eu", uuid: "GPU-a", tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}}.series(),
		card{cluster: "us", uuid: "GPU-a", tensor: constant(0.1), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(100)}}.series(),
		engine{cluster: "eu", pod: "chat/llama-0", tokens: growing(1)}.series(), engine{cluster: "us", pod: "chat/llama-0", tokens: growing(1)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), price("us", "n1", scrape{}, constant(2*aCentASecond)))
	q := table("device", operand{As: "power", Signal: "gpu_power"}, cost)
	a := w.ask(q)
	r := a.one("row_kind", "unmatched")
	a.is("cluster", r["cluster"], "unmatched")
	a.near("power", r["power"], 400, 1e-9)
	a.near("cost", r["cost"], 36, 1e-9)
	for cluster, watts := range map[string]float64{"eu": 300, "us": 100} {
		one := w.ask(q.where("cluster", "=", cluster))
		one.near("power in "+cluster, one.one("row_kind", "unmatched")["power"], watts, 1e-9)
	}
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	a = w.ask(q)
	a.null("cost in two currencies", a.one("row_kind", "unmatched")["cost"])
	if !strings.Contains(noticesOf(a), "currenc") {
		t.Errorf("notices %q", noticesOf(a))
	}
	one := w.ask(q.where("cluster", "=", "us"))
	one.near("cost in us", one.one("row_kind", "unmatched")["cost"], 24, 1e-9)
}
