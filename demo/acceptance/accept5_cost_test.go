package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// The price doubles at the sample at 660, in the middle of an allocation interval, and the range is odd: (100, 1100] is
// 560 s × 0.01 + 440 s × 0.02 = 14.4. A quarter of it is the prompts': 3.6. Tokens are the difference of the samples at
// 90 and at 1095: 10,050 generated, 40,200 of prompts, of which 10,050 cached; 201 requests.
func TestAccept5_ABillByHand(t *testing.T) {
	e := earning("chat/llama-0", growing)
	e.more["vllm:prefix_cache_hits_total"] = growing(10)
	w := newWorld(t, heldCard(0, "chat/llama-0"), e.series(), price("eu", "n1", scrape{}, until(600, aCentASecond, 2*aCentASecond)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(bill("pod").between(100, 1100))
	a.addsUp(14.4)
	r := a.one("pod", "llama-0")
	for field, want := range map[string]float64{"gpu_hours": 1000.0 / 3600, "prompt_tokens": 40200, "generation_tokens": 10050, "cached_tokens": 10050,
		"requests": 201, "cost_prompt": 3.6, "cost_generation": 10.8, "cost_total": 14.4, "saved_by_cache": 3.6 * 10050 / (40200 - 10050),
		"cost_per_mtok_prompt": 3.6 / 40200 * 1e6, "cost_per_mtok_generation": 10.8 / 10050 * 1e6, "cost_per_request": 14.4 / 201} {
		a.near(field, r[field], want, 1e-6*want)
	}
	a.null("useful_ratio without a gateway", r["useful_ratio"])
	for _, f := range a.frame.Fields {
		if f.Name == "cost_per_request" && f.Config.Unit != "currencyEUR" {
			t.Errorf("unit %q", f.Config.Unit)
		}
	}
	// At borders of the intervals the parts add up, column by column.
	parts := map[string]float64{}
	for _, span := range [][2]int{{0, 300}, {300, 900}, {900, 1200}} {
		p := w.ask(bill("pod").between(span[0], span[1])).one("pod", "llama-0")
		for _, c := range []string{"cost_prompt", "cost_total", "generation_tokens", "requests", "cached_tokens"} {
			parts[c] += p[c].(float64)
		}
	}
	all := w.ask(bill("pod"))
	for c, sum := range parts {
		all.near(c+" in three parts", sum, all.one("pod", "llama-0")[c].(float64), 1e-6)
	}
	for _, cut := range []int{301, 613, 659, 661} {
		left, right := w.ask(bill().between(0, cut)), w.ask(bill().between(cut, 1200))
		all.near(fmt.Sprint("bill in two parts at ", cut), left.sum("cost_total")+right.sum("cost_total"), 660*0.01+540*0.02, 1e-9)
	}
}

// Weights are of an interval: a quarter is prefill up to 600, half of it after. Of 6 each that is 1.5 + 3.
func TestAccept5_WeightsOfIntervals(t *testing.T) {
	e := earning("chat/llama-0", growing)
	e.more["vllm:request_prefill_time_seconds_sum"] = then(600, 0.1, 0.3)
	w := newWorld(t, heldCard(0, "chat/llama-0"), e.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(bill("llm_model"))
	a.near("cost_prompt", a.one("llm_model", "llama")["cost_prompt"], 4.5, 1e-6)
	a.near("cost_generation", a.one("llm_model", "llama")["cost_generation"], 7.5, 1e-6)
}

// Usage: rank 0 runs to 600, rank 1 from 600 to 900, and tokens come all the time. The maximum over ranks runs for three
// quarters, so 9 of 12 is used and 3 is idle; effective, all of it is.
func TestAccept5_UsageOfRanks(t *testing.T) {
	first, second := earning("chat/llama-0", growing), earning("chat/llama-0", growing)
	second.rank = "1"
	first.more["vllm:num_requests_running"] = until(600, 3, 0)
	second.more["vllm:num_requests_running"] = func(s int) float64 {
		if s > 600 && s <= 900 {
			return 2
		}
		return 0
	}
	w := newWorld(t, heldCard(0, "chat/llama-0"), first.series(), second.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	for basis, want := range map[string]float64{"": 12, "effective": 12, "usage": 9} {
		q := bill("pod")
		q.Basis = basis
		a := w.ask(q)
		a.addsUp(12)
		r := a.one("row_kind", "value")
		a.near(basis+" value", r["cost_total"], want, 1e-6)
		a.near(basis+" prompt", r["cost_prompt"], want/4, 1e-6)
		a.near(basis+" idle", a.sum("cost_total", "row_kind", "idle"), 12-want, 1e-6)
		a.near(basis+" tokens", a.sum("generation_tokens"), 24000, 1e-6)
	}
}

// Engines: r0 makes 10 a second, r1 10 up to 600. Tenants: blue 6, red 4 up to 600; of prompts 80 and 40 a second blue
// has 20 throughout and red 20 up to 600. Up to 600: 12, a quarter prompts: blue 9 × 0.3 + 3 × 0.25, red 9 × 0.2 + 3 ×
// 0.25, nobody's 9 × 0.5 + 3 × 0.5 = 6. After it r0's 6: blue 4.5 × 0.6 + 1.5 × 0.5, nobody's 1.8 + 0.75; r1 is idle, 6.
func tenancy(t *testing.T) *world {
	blue := map[string]fn{"output_tokens": growing(6), "input_tokens": growing(20), "proxy_total_requests": growing(0.1), "proxy_failed_requests": growing(0.02)}
	red := map[string]fn{"output_tokens": stopping(4), "input_tokens": stopping(20), "proxy_total_requests": stopping(0.05)}
	w := newWorld(t, heldCard(0, "chat/llama-0"), heldCard(1, "chat/llama-1"), earning("chat/llama-0", growing).series(), earning("chat/llama-1", stopping).series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), teamOf("blue", blue), teamOf("red", red))
	w.settings = `{"tenantLabels":["team"],"currencies":[{"currency":"EUR"}]}`
	return w
}

func TestAccept5_Tenants(t *testing.T) {
	w := tenancy(t)
	a := w.ask(bill("tenant"))
	a.addsUp(24)
	blue, red := a.one("tenant", "blue"), a.one("tenant", "red")
	a.near("blue", blue["cost_total"], 2.7+0.75+2.7+0.75, 1e-6)
	a.near("blue's prompts", blue["cost_prompt"], 1.5, 1e-6)
	a.near("red", red["cost_total"], 1.8+0.75, 1e-6)
	a.near("unlabelled", a.one("row_kind", "unlabelled")["cost_total"], 6+2.55, 1e-6)
	a.near("idle", a.one("row_kind", "idle")["cost_total"], 6, 1e-6)
	a.near("blue's requests", blue["requests"], 1200*(0.1-0.02), 1e-6)
	a.near("a request of blue's", blue["cost_per_request"], 6.9/96, 1e-6)
	a.near("red's requests", red["requests"], 30, 1e-6)
	a.near("blue's tokens", blue["generation_tokens"], 7200, 1e-6)
	m := w.ask(bill("llm_model"))
	m.near("useful", m.one("row_kind", "value")["useful_ratio"], (7200+2400)/18000.0, 1e-9)
	// Every row of the finer answer is in the coarser one.
	both := w.ask(bill("tenant", "pod"))
	both.addsUp(24)
	both.near("blue over pods", both.sum("cost_total", "tenant", "blue"), 6.9, 1e-6)
	both.near("blue on llama-1", both.one("tenant", "blue", "pod", "llama-1")["cost_total"], (2.7+0.75)/2, 1e-6)
	// A filter hides rows, the bill stays; a rest keeps the sum.
	f := w.ask(bill("tenant").where("tenant", "=", "red"))
	f.near("bill", f.bill().Cost.Bill[0].Amount, 24, 1e-6)
	f.near("red alone", f.sum("cost_total"), 2.55, 1e-6)
	q := bill("tenant")
	q.Top = &top{N: 1, By: "cost_total", Other: true}
	o := w.ask(q)
	o.addsUp(24)
	o.near("rest", o.one("row_kind", "other")["cost_total"], 2.55, 1e-6)
	o.is("key of the rest", o.one("row_kind", "other")["tenant"], "other")
}

// A world of everything: slices, a shared card, a stranger's, nobody's, one without a price (n2), one whose price is 0
// (n3), tenants. Whatever the rows are, they add up to (3 + 1 + 1) × 12 = 60; 2 cards × 1200 s have no price.
func TestAccept5_RowsAddUpHoweverTheyAreKeyed(t *testing.T) {
	w := sortsOfCards(t)
	add := func(parts ...[]storetest.Series) {
		for _, p := range parts {
			w.series = append(w.series, p...)
		}
	}
	add(heldCard(5, "batch/stranger-0"), heldCard(6, ""),
		card{node: "n2", uuid: "GPU-x", held: []tenure{{always, "chat/x-0"}}, tensor: constant(0.5)}.series(), earning("chat/x-0", growing).series(),
		card{node: "n3", uuid: "GPU-y", held: []tenure{{always, "chat/y-0"}}, tensor: constant(0.5)}.series(), earning("chat/y-0", stopping).series(),
		price("eu", "n3", scrape{}, constant(0)),
		teamOf("blue", map[string]fn{"output_tokens": growing(3), "input_tokens": growing(10), "proxy_total_requests": growing(1)}))
	w.settings = `{"tenantLabels":["team"],"currencies":[{"currency":"EUR"}],"phaseWeight":"0.25"}`
	labels := []string{"cluster", "node", "gpu_uuid", "mig_id", "mig_profile", "gpu_index", "gpu_model", "namespace", "pod", "engine", "llm_model", "role", "tenant", "route"}
	for _, l := range labels {
		for _, by := range [][]string{{l}, {l, "tenant"}, {"pod", l}} {
			if len(by) == 2 && by[0] == by[1] {
				continue
			}
			a := w.ask(bill(by...))
			a.addsUp(60)
			if u := a.bill().Cost.Bill[0].Unpriced; u < 2400.0/3600-1e-9 || u > 2400.0/3600+1e-9 {
				t.Errorf("by %v: %g h without a price", by, u)
			}
			usage := bill(by...)
			usage.Basis = "usage"
			w.ask(usage).addsUp(60)
		}
	}
	a := w.ask(bill("pod"))
	for _, pod := range []string{"x-0", "y-0"} {
		r := a.one("pod", pod, "row_kind", "value")
		a.null("cost of "+pod, r["cost_total"])
		a.null("price of a token of "+pod, r["cost_per_mtok_generation"])
		if r["generation_tokens"].(float64) <= 0 {
			t.Errorf("%v", r)
		}
	}
	a.near("nobody's and the stranger's", a.sum("cost_total", "row_kind", "unattributed"), 12+12+12*4.0/7, 1e-6)
	a.unmatched("stranger-0", "")
	for _, d := range []time.Duration{15 * time.Second, time.Minute, 7 * time.Minute} {
		g := w.ask(pick(query{QueryType: "cost", Format: "timeseries", By: []string{"pod"}}, "cost_total").every(d))
		sum := 0.0
		for _, f := range valueFields(g.frame) {
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok {
					sum += v.(float64)
				}
			}
		}
		// Steps on UTC multiples of seven minutes do not fill the range.
		length := 1200.0
		if s := g.stamps(); len(s) > 1 {
			length = float64(len(s)) * float64(s[1]-s[0])
		}
		g.near(fmt.Sprint("Σ of steps of ", d), sum, 60*length/1200, 60*length/1200*1e-9)
	}
	n := w.ask(pick(query{QueryType: "cost", Format: "numeric", By: []string{"pod"}}, "cost_total"))
	if names := n.fieldNames(); strings.Contains(names, "row_kind") || strings.Contains(names, "match") {
		t.Errorf("a number has diagnostics: %s", names)
	}
}
