package acceptance_test

import (
	"fmt"
	"testing"
)

// Where a gateway says which pod a request went to, shares are the pod's own: search was on the cheap card only. Its own
// pod's name is no such word.
func TestCost_SharesByPodWhereTheGatewayKnowsIt(t *testing.T) {
	to := func(pod string) []string { return []string{"exported_pod", pod, "exported_namespace", "chat"} }
	w := newWorld(t, heldCard(0, "chat/llama-0"), card{uuid: "GPU-z", node: "n2", held: []tenure{{always, "chat/llama-1"}}, tensor: constant(0.5)}.series(),
		earning("chat/llama-0", growing).series(), earning("chat/llama-1", growing).series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), price("eu", "n2", scrape{}, constant(2*aCentASecond)),
		teamOf("search", map[string]fn{"output_tokens": growing(10), "input_tokens": growing(40)}, to("llama-0")...),
		teamOf("ads", map[string]fn{"output_tokens": growing(5), "input_tokens": growing(20)}, to("llama-1")...))
	w.settings = `{"tenantLabels":["team"]}`
	a := w.ask(bill("tenant"))
	a.addsUp(36)
	a.near("search", a.one("tenant", "search")["cost_total"], 12, 1e-6)
	a.near("ads", a.one("tenant", "ads")["cost_total"], 12, 1e-6)
	a.near("unlabelled", a.one("row_kind", "unlabelled")["cost_total"], 12, 1e-6)
}

// A gateway that does not say its cluster shares what its model's engines made, under a filter by cluster, too.
func TestCost_AGatewayWithoutACluster(t *testing.T) {
	for _, filtered := range []bool{false, true} {
		w := newWorld(t, heldCard(0, "chat/llama-0"), earning("chat/llama-0", growing).series(), price("eu", "n1", scrape{}, constant(aCentASecond)),
			teamOf("search", map[string]fn{"output_tokens": growing(6), "input_tokens": growing(30)}, "cluster", ""),
			teamOf("None", map[string]fn{"output_tokens": growing(4), "input_tokens": growing(10)}, "cluster", ""))
		w.settings = `{"tenantLabels":["team"]}`
		q := bill("tenant")
		if filtered {
			q = q.where("cluster", "=", "eu")
		}
		a := w.ask(q)
		a.addsUp(12)
		a.near("search", a.one("tenant", "search")["cost_total"], 3*0.75+9*0.6, 1e-6)
		a.near("no name", a.one("row_kind", "unlabelled")["cost_total"], 3*0.25+9*0.4, 1e-6)
	}
}

// More tenants than an answer may have: the largest stay, the rest is one row, and nothing is lost.
func TestCost_TenantsAreBounded(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), earning("chat/llama-0", growing).series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	for i := range 20 {
		w.series = append(w.series, teamOf(fmt.Sprintf("t%02d", i), map[string]fn{"output_tokens": growing(float64(i) * 10 / 190), "input_tokens": growing(float64(i) * 40 / 190)})...)
	}
	w.settings = `{"tenantLabels":["team"],"limits":{"outputRows":6,"outputSeries":8}}`
	a := w.ask(bill("tenant"))
	a.addsUp(12)
	if n := len(a.rows()); n > 6 {
		t.Errorf("%d rows", n)
	}
	a.near("the largest", a.one("tenant", "t19")["cost_total"], 12*19./190, 1e-5)
	a.one("row_kind", "other")
	q := bill("tenant").every(seconds(300))
	q.Format, q.Fields = "timeseries", []string{"cost_total"}
	if g := w.ask(q); len(g.frame.Fields) > 9 {
		t.Errorf("%d fields", len(g.frame.Fields))
	}
}

// A replica that serves no gateway's model, no tokens counter and no device: rows say what is known, and why not the rest.
func TestCost_WhatIsMissing(t *testing.T) {
	w := newWorld(t, earning("chat/alone-0", growing).series(), heldCard(0, "chat/llama-0"), engine{pod: "chat/llama-0"}.series())
	a := w.ask(bill("pod"))
	r := a.one("pod", "alone-0")
	a.near("its GPU-hours", r["gpu_hours"], 0, 0)
	a.near("its tokens", r["generation_tokens"], 12_000, 1e-6)
	a.null("its cost", r["cost_total"])
	a.noInfinities()
	reasons := map[string]string{}
	for _, e := range a.cover.Empty {
		reasons[e.Operand] = e.Reason
	}
	if reasons["cost_total"] != "no-series" || reasons["useful_ratio"] != "no-series" || reasons["cached_tokens"] != "no-series" {
		t.Errorf("%v", reasons)
	}
	tenants := w.ask(bill("tenant"))
	tenants.near("unlabelled", tenants.one("row_kind", "unlabelled")["generation_tokens"], 12_000, 1e-6)
	tenants.notes("No gateway says who asked")
}
