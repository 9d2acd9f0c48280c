package acceptance_test

import (
	"fmt"
	"testing"
	"time"
)

// A price that changes counts from its own instant: 440 s at 0.01 and 760 s at 0.03, at every step and in every cut.
func TestCost_APriceChangeMidWindow(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), earning("chat/llama-0", growing).series(),
		price("eu", "n1", scrape{step: 10}, until(437, aCentASecond, 3*aCentASecond)))
	want := 4.4 + 760*0.03
	w.ask(bill("pod")).addsUp(want)
	for _, step := range []int{30, 45, 60, 240, 300, 600} {
		q := bill("pod")
		q.Format, q.to = "timeseries", 1200/step*step
		q.Fields = []string{"cost_total"}
		g, sum := w.ask(q.every(seconds(step))), 0.0
		for s, v := range g.line("cost_total", "pod", "llama-0") {
			sum += v
			if s == step {
				g.near(fmt.Sprint("the first step of ", step), v, 0.01*float64(min(step, 440))+0.03*float64(max(0, step-440)), 1e-9)
			}
		}
		whole := w.ask(bill("pod").between(0, q.to)).sum("cost_total")
		g.near(fmt.Sprint("Σ at ", step), sum, whole, 1e-6)
	}
	for _, cut := range []int{300, 600, 900} {
		left, right := w.ask(bill("pod").between(0, cut)), w.ask(bill("pod").between(cut, 1200))
		for _, f := range []string{"cost_total", "cost_prompt", "prompt_tokens", "generation_tokens", "requests", "gpu_hours"} {
			whole := w.ask(bill("pod")).sum(f)
			left.near(fmt.Sprint(f, " in two parts at ", cut), left.sum(f)+right.sum(f), whole, 1e-6)
		}
	}
}

// The steps of a graph add up to the table, row by row.
func TestCost_StepsAddUpToTheTable(t *testing.T) {
	w := household(t)
	a := w.ask(bill("tenant"))
	for _, step := range []int{60, 300, 600} {
		q := bill("tenant").every(seconds(step))
		q.Format = "timeseries"
		g := w.ask(q)
		for _, who := range []string{"search", "ads", "idle", "unattributed", "unlabelled"} {
			sum := 0.0
			for _, v := range g.line("cost_total", "tenant", who) {
				sum += v
			}
			g.near(fmt.Sprint(who, " at ", step), sum, a.one("tenant", who)["cost_total"].(float64), 1e-6)
		}
	}
	q := bill().every(seconds(600))
	q.Format, q.Fields = "timeseries", []string{"cost_total"}
	g := w.ask(q)
	g.near("idle in the second half", g.line("cost_total", "row_kind", "idle")[1200], 6, 1e-6)
	g.near("value in the first half", g.line("cost_total", "row_kind", "value")[600], 12, 1e-6)
}

// Days of 25 and 23 hours cost what their hours cost.
func TestCost_DaysOfOtherLengths(t *testing.T) {
	for day, want := range map[[2]string]float64{
		{"2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"}: 50,
		{"2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"}: 46} {
		from, to := instantOf(t, day[0]), instantOf(t, day[1])
		w := calendar(t, from, to)
		w.settings = `{"prices":[{"per_hour":2,"currency":"EUR"}]}`
		w.ask(between(bill("pod"), from, to)).addsUp(want)
		q := between(bill("pod"), from, to).every(time.Hour)
		q.Format, q.Fields = "timeseries", []string{"cost_total"}
		sum := 0.0
		for _, v := range w.ask(q).line("cost_total", "row_kind", "") {
			sum += v
		}
		w.ask(between(bill("pod"), from, to)).near("Σ of the hours", sum, want, 1e-6)
	}
}

// Without a token all is idle, and nothing is divided by 0.
func TestCost_ZeroTraffic(t *testing.T) {
	for _, basis := range []string{"effective", "usage"} {
		e := earning("chat/llama-0", func(float64) fn { return constant(7) })
		e.more["vllm:num_requests_running"] = constant(0)
		w := newWorld(t, heldCard(0, "chat/llama-0"), e.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
		q := bill("cluster", "llm_model")
		q.Basis = basis
		a := w.ask(q)
		a.addsUp(12)
		a.noInfinities()
		a.near("idle", a.one("row_kind", "idle")["cost_total"], 12, 1e-6)
		r := a.one("row_kind", "value")
		a.near("tokens", r["generation_tokens"], 0, 0)
		a.near("money", r["cost_total"], 0, 0)
		for _, f := range []string{"cost_per_mtok_prompt", "cost_per_mtok_generation", "cost_per_request", "useful_ratio", "saved_by_cache"} {
			a.null(f, r[f])
		}
	}
}
