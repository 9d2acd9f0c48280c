package acceptance_test

import (
	"fmt"
	"testing"
)

// A card costs 0.01 a second, so 12 in the range and 36 for three. llama-1 idles from 600 on: 6. Of the 18 that made
// tokens a quarter is the prompts'. Prompts are search's to three quarters, the rest ads'; of what was generated search
// had 60 %, ads 30 %.
func TestCost_TwoTenants(t *testing.T) {
	a := household(t).ask(bill("tenant"))
	a.addsUp(36)
	a.values(2)
	s := a.one("tenant", "search")
	a.near("search's prompts", s["cost_prompt"], 4.5*0.75, 1e-6)
	a.near("search's generation", s["cost_generation"], 13.5*0.6, 1e-6)
	a.near("search", s["cost_total"], 11.475, 1e-6)
	a.near("search's tokens", s["generation_tokens"], 10_800, 1e-6)
	a.near("search's prompt tokens", s["prompt_tokens"], 54_000, 1e-6)
	a.near("search's requests without errors", s["requests"], 0.08*1800, 1e-6)
	a.near("per request", s["cost_per_request"], 11.475/144, 1e-6)
	a.near("per million generated", s["cost_per_mtok_generation"], 8.1/0.0108, 1e-6)
	a.near("useful", s["useful_ratio"], 1, 1e-9)
	a.near("ads", a.one("tenant", "ads")["cost_total"], 1.125+4.05, 1e-6)
	u := a.one("row_kind", "unlabelled")
	a.is("its first column", u["tenant"], "unlabelled")
	a.near("unlabelled", u["cost_total"], 1.35, 1e-6)
	a.near("unlabelled tokens", u["generation_tokens"], 1800, 1e-6)
	a.near("nothing of it passed a gateway", u["useful_ratio"], 0, 0)
	a.near("unlabelled requests", u["requests"], (0.2-0.13)*1800, 1e-6)
	i := a.one("row_kind", "idle")
	a.is("its first column", i["tenant"], "idle")
	a.near("idle", i["cost_total"], 6, 1e-6)
	a.near("idle GPU-hours", i["gpu_hours"], 600./3600, 1e-9)
	a.null("idle prompts", i["cost_prompt"])
	a.near("unattributed", a.one("row_kind", "unattributed")["cost_total"], 12, 1e-6)
	a.near("Σ tokens", a.sum("generation_tokens"), 18_000, 1e-6)
	if f := a.bill(); f.Cost.Basis != "effective" || len(f.Cost.Weights) != 1 || f.Cost.Weights[0].Source != "time" || f.Estimates["cost_prompt"] == "" {
		t.Errorf("%+v", f)
	}
	for _, f := range a.frame.Fields {
		if f.Name == "cost_total" && f.Config.Unit != "currencyEUR" {
			t.Errorf("unit %q", f.Config.Unit)
		}
	}
}

// Whatever rows are keyed by, they add up to the bill; labels of devices, replicas and tenants go together.
func TestCost_ByAnyLabel(t *testing.T) {
	w := household(t)
	for _, by := range [][]string{{}, {"cluster"}, {"llm_model"}, {"pod"}, {"cluster", "namespace", "pod"}, {"node"}, {"gpu_model"}, {"gpu_uuid"},
		{"role"}, {"engine"}, {"tenant", "llm_model"}, {"llm_model", "tenant", "gpu_uuid"}, {"route"}, {"mig_id", "tenant"}} {
		a := w.ask(bill(by...))
		a.addsUp(36)
		a.near(fmt.Sprint("tokens by ", by), a.sum("generation_tokens"), 18_000, 1e-6)
		a.near(fmt.Sprint("value by ", by), a.sum("cost_total")-a.sum("cost_total", "row_kind", "idle")-a.sum("cost_total", "row_kind", "unattributed"), 18, 1e-6)
	}
	p := w.ask(bill("cluster", "pod"))
	p.near("llama-1", p.one("pod", "llama-1", "row_kind", "value")["cost_total"], 6, 1e-6)
	p.near("llama-1 idle", p.one("pod", "llama-1", "row_kind", "idle")["cost_total"], 6, 1e-6)
	p.near("useful ratio of what gateways know no better", p.one("pod", "llama-0", "row_kind", "value")["useful_ratio"], 0.9, 1e-6)
	g := w.ask(bill("gpu_uuid", "tenant"))
	g.near("search on a card", g.one("gpu_uuid", "GPU-b", "tenant", "search")["cost_total"], 11.475/3, 1e-6)
}

// A filter by tenant hides rows, and nothing else: shares, and the bill, are those of all.
func TestCost_AFilterByTenantLeavesTheBill(t *testing.T) {
	a := household(t).ask(bill("llm_model").where("tenant", "=", "search"))
	a.values(1)
	if n := len(a.rows()); n != 1 {
		t.Errorf("%d rows", n)
	}
	a.near("search", a.one("llm_model", "llama")["cost_total"], 11.475, 1e-6)
	a.near("the bill", a.bill().Cost.Bill[0].Amount, 36, 1e-6)
	p := household(t).ask(bill("tenant").where("pod", "=", "llama-1"))
	p.near("search on one pod", p.one("tenant", "search")["cost_total"], 11.475/3, 1e-6)
	p.near("its bill", p.bill().Cost.Bill[0].Amount, 12, 1e-6)
	p.near("Σ rows", p.sum("cost_total"), 12, 1e-6)
	n := household(t).ask(bill("tenant").where("tenant", "!=", "search"))
	n.near("all but one", n.sum("cost_total"), 36-11.475, 1e-6)
}

// Half of the samples show work: the other half is idle.
func TestCost_UsageBasis(t *testing.T) {
	e := earning("chat/llama-0", growing)
	e.more["vllm:num_requests_running"] = func(s int) float64 { return float64((s - before) / 30 % 2) }
	w := newWorld(t, heldCard(0, "chat/llama-0"), e.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	q := bill("pod")
	q.Basis = "usage"
	a := w.ask(q)
	a.addsUp(12)
	a.near("used", a.one("row_kind", "value")["cost_total"], 6, 1e-6)
	a.near("prompts", a.one("row_kind", "value")["cost_prompt"], 1.5, 1e-6)
	a.near("idle", a.one("row_kind", "idle")["cost_total"], 6, 1e-6)
	e1 := w.ask(bill("pod"))
	e1.near("effective", e1.one("row_kind", "value")["cost_total"], 12, 1e-6)
}

// Gateways counted half as much again as the engine: shares, not tokens, are theirs.
func TestCost_TheGatewayBeyondTheEngine(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), earning("chat/llama-0", growing).series(), price("eu", "n1", scrape{}, constant(aCentASecond)),
		teamOf("search", map[string]fn{"output_tokens": growing(9), "input_tokens": growing(30)}),
		teamOf("ads", map[string]fn{"output_tokens": growing(6), "input_tokens": growing(10)}))
	w.settings = `{"tenantLabels":["team"]}`
	a := w.ask(bill("tenant"))
	a.addsUp(12)
	a.near("search", a.one("tenant", "search")["cost_total"], 3*0.75+9*0.6, 1e-6)
	a.near("ads", a.one("tenant", "ads")["cost_total"], 3*0.25+9*0.4, 1e-6)
	a.near("Σ tokens", a.sum("generation_tokens"), 12_000, 1e-6)
	a.notes("Gateways counted more tokens than the engines made of eu/llama")
	if n := len(a.where("row_kind", "unlabelled")); n > 0 {
		t.Errorf("%d unlabelled rows", n)
	}
}

// Prompts are shared by what was computed of them: search's were cached to two thirds, so both computed 10 a second.
func TestCost_SharesOfPromptsByUncachedTokens(t *testing.T) {
	e := earning("chat/llama-0", growing)
	e.more["vllm:prompt_tokens_cached_total"] = growing(20)
	w := newWorld(t, heldCard(0, "chat/llama-0"), e.series(), price("eu", "n1", scrape{}, constant(aCentASecond)),
		teamOf("search", map[string]fn{"output_tokens": growing(5), "input_tokens": growing(30), "input_cached_tokens": growing(20)}),
		teamOf("ads", map[string]fn{"output_tokens": growing(5), "input_tokens": growing(10), "input_cached_tokens": growing(0)}))
	w.settings = `{"tenantLabels":["team"]}`
	a := w.ask(bill("tenant"))
	a.addsUp(12)
	s, d := a.one("tenant", "search"), a.one("tenant", "ads")
	a.near("search's prompts", s["cost_prompt"], 1.5, 1e-6)
	a.near("ads' prompts", d["cost_prompt"], 1.5, 1e-6)
	a.near("search's cached tokens", s["cached_tokens"], 24_000, 1e-6)
	a.near("saved for search", s["saved_by_cache"], 1.5*20/10, 1e-6)
	a.near("saved for ads", d["saved_by_cache"], 0, 1e-9)
	m := w.ask(bill("llm_model"))
	m.near("saved", m.one("llm_model", "llama")["saved_by_cache"], 3*20./20, 1e-6)
}
