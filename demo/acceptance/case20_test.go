package acceptance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// team is what a LiteLLM proxy counts for one team from one second to another: requests and generated tokens.
func team(name string, s scrape, perSecond float64) []storetest.Series {
	s = s.or(15)
	labels := []string{"cluster", "eu", "job", "litellm", "instance", "10.0.9.9:4000", "namespace", "edge", "pod", "litellm-0", "requested_model", "llama", "team", name}
	from := s.from
	count := func(each float64) fn { return func(second int) float64 { return each * float64(second-from) } }
	return append(s.series(line{"litellm_proxy_total_requests_metric_total", func(int) []string { return labels }, count(perSecond)}),
		s.series(line{"litellm_output_tokens_metric_total", func(int) []string { return labels }, count(100 * perSecond)})...)
}

var (
	spoken = operand{As: "spoken", Signal: "gateway_generation_tokens", Stat: "total"}
	asked  = operand{As: "requests", Signal: "gateway_requests", Stat: "total"}
)

// tenants asks for the n largest tenants and the rest.
func tenants(format string, n int, ops ...operand) query {
	q := query{QueryType: "signal", Format: format, By: []string{"tenant"}, Operands: ops}
	if n > 0 {
		q.Top = &top{N: n, Other: true}
	}
	return q
}

// Five tenants, some traffic without one, and a tenant that is really called "other": the rows add up to the total.
func fiveTenants(t *testing.T) *world {
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(700)}.series(), team("None", scrape{}, 0.5))
	for name, perSecond := range map[string]float64{"search": 3, "ads": 2, "mail": 1, "other": 0.25, "labs": 0.25} {
		w.series = append(w.series, team(name, scrape{}, perSecond)...)
	}
	return w
}

func TestCase20_TopOtherAndUnlabelled(t *testing.T) {
	w := fiveTenants(t)
	all := w.ask(tenants("table", 0, asked, spoken))
	all.values(5)
	all.near("Σ of all", all.sum("requests"), 8400, 1e-6)
	a := w.ask(tenants("table", 2, asked, spoken))
	a.values(2)
	a.near("search", a.one("tenant", "search")["requests"], 3600, 1e-6)
	a.near("ads", a.one("tenant", "ads")["requests"], 2400, 1e-6)
	a.near("unlabelled", a.one("row_kind", "unlabelled")["requests"], 600, 1e-6)
	a.near("the rest", a.one("row_kind", "other")["requests"], 1800, 1e-6)
	a.near("Σ requests", a.sum("requests"), 8400, 1e-6)
	a.near("Σ tokens", a.sum("spoken"), 840_000, 1e-3)
	// A tenant of that name is a tenant.
	five := w.ask(tenants("table", 5, asked))
	five.near("the tenant other", five.one("tenant", "other", "row_kind", "value")["requests"], 300, 1e-6)

	grain := w.ask(table("tenant", asked, spoken))
	grain.near("by grain", grain.sum("requests"), 8400, 1e-6)
	g := w.ask(tenants("timeseries", 2, operand{As: "rps", Signal: "gateway_requests"}).every(time.Minute))
	for s, v := range g.sumsBySecond() {
		g.near(fmt.Sprint("Σ at ", s), v, 7, 1e-6)
	}
}

// Ids that come and go: forty tenants, each there for four minutes, beside a steady one and one that arrives late. Every
// request is in a row, whoever is shown; who arrives late keeps its history, and has none before.
func churning(t *testing.T) (*world, float64) {
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(10)}.series(), team("steady", scrape{}, 1), team("late", scrape{from: 900}, 4))
	total := 1200.0 + 4*300
	for i := range 40 {
		begin := 15 * (i % 60)
		w.series = append(w.series, team(fmt.Sprintf("user-%02d", i), scrape{from: begin + 15, to: begin + 255}, 0.5)...)
		total += 0.5 * 240
	}
	return w, total
}

func TestCase20_IdsThatComeAndGo(t *testing.T) {
	w, total := churning(t)
	all := w.ask(tenants("table", 0, asked))
	all.values(42)
	all.near("Σ of all", all.sum("requests"), total, 1e-6)
	all.near("a short one", all.one("tenant", "user-07")["requests"], 120, 1e-6)
	for _, n := range []int{1, 3, 20, 60} {
		a := w.ask(tenants("table", n, asked))
		a.values(min(n, 42))
		a.near("Σ with the rest", a.sum("requests"), total, 1e-6)
	}
	a := w.ask(tenants("table", 3, asked))
	a.near("late", a.one("tenant", "late")["requests"], 1200, 1e-6)
	// Split anywhere, also where some have come and others gone.
	for _, cut := range []int{137, 600, 905} {
		left, right := w.ask(tenants("table", 3, asked).split(0, cut)), w.ask(tenants("table", 3, asked).split(cut, 1200))
		a.near("Σ in two parts", left.sum("requests")+right.sum("requests"), total, 1e-6)
	}
	g := w.ask(tenants("timeseries", 2, asked).every(time.Minute))
	for s, v := range g.line("requests", "tenant", "late") {
		if s <= 900 && v != 0 {
			t.Errorf("%g requests of a tenant at %d that comes at 900", v, s)
		}
	}
	sum := 0.0
	for _, f := range valueFields(g.frame) {
		for i := range f.Len() {
			if v, ok := f.ConcreteAt(i); ok {
				sum += v.(float64)
			}
		}
	}
	g.near("Σ of all steps", sum, total, 1e-6)
}

// split is between for a query that a function made.
func (q query) split(from, to int) query { return q.between(from, to) }

// A thousand tenants are too many for a graph: the answer says so and proposes top, which then holds everything.
func TestCase20_TooManyForAnAnswer(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	for i := range 60 {
		w.series = append(w.series, team(fmt.Sprintf("user-%03d", i), scrape{step: 60}, 1)...)
	}
	w.settings = `{"limits":{"outputSeries":50,"outputRows":50}}`
	for _, format := range []string{"table", "timeseries"} {
		r := w.try(tenants(format, 0, asked).every(time.Minute))
		if r.Error == nil {
			t.Fatalf("%s: 60 tenants pass a limit of 50", format)
		}
		if text := r.Error.Error(); !containsAll(text, "top", "50") {
			t.Errorf("%q", text)
		}
	}
	a := w.ask(tenants("table", 10, asked))
	a.values(10)
	a.near("Σ", a.sum("requests"), 60*1200, 1e-6)
}
