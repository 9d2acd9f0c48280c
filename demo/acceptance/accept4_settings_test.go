package acceptance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// twin is the same series as another Prometheus of an HA pair saw them.
func twin(name string, parts ...[]storetest.Series) []storetest.Series {
	var out []storetest.Series
	for _, p := range parts {
		for _, s := range p {
			s.Labels = append(slices.Clone(s.Labels), "prometheus_replica", name)
			out = append(out, s)
		}
	}
	return out
}

// The series of two Prometheus servers are one fleet; where one was down, the other counts.
func TestAccept4_HATwins(t *testing.T) {
	fleet := func(s scrape) [][]storetest.Series {
		r := phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4)
		r.tokens, r.scrape = growing(10), s
		return [][]storetest.Series{r.series(),
			card{scrape: s, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(400)}}.series(),
			kube{scrape: s, pod: "chat/llama-0", gpus: 1}.series(), price("eu", "n1", s, constant(aCentASecond))}
	}
	for name, other := range map[string]scrape{"both well": {phase: 7}, "one was down": {phase: 7, outage: [2]int{300, 700}}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, twin("a", fleet(scrape{})...), twin("b", fleet(other)...))
			w.settings = `{"replicaLabels":["prometheus_replica"]}`
			a := w.ask(latency("table", "llm_model"))
			a.values(1)
			r := a.one("llm_model", "llama")
			a.near("requests", r["requests"], 360, 0.3*15)
			a.near("e2e", r["e2e"], 1.4, 1e-9)
			c := w.ask(table("replica", tokens, tensor, watts, cost))
			c.values(1)
			row := c.one("pod", "llama-0")
			c.near("tokens", row["tokens"], 12000, 150)
			c.near("gpus", row["gpus"], 1, 0.001)
			c.near("power", row["power"], 400, 1e-6)
			c.near("tensor", row["tensor"], 0.5, 1e-9)
			c.near("cost", row["cost"], 12, 0.05)
			if name == "both well" && strings.Contains(noticesOf(c)+noticesOf(a), "disagree") {
				t.Errorf("twins that agree are said to disagree: %q, %q", noticesOf(c), noticesOf(a))
			}
			g := w.ask(latency("timeseries", "llm_model").every(time.Minute))
			for s, v := range g.line("requests", "llm_model", "llama") {
				g.near(fmt.Sprint("requests a second at ", s), v, 0.3, 0.02)
			}
			if n := len(g.line("requests", "llm_model", "llama")); n != 20 {
				t.Errorf("%d steps", n)
			}
			s := w.ask(signals("timeseries", nil, running, operand{As: "rate", Signal: "generation_tokens"}).every(time.Minute))
			for at, v := range s.line("running") {
				s.near(fmt.Sprint("running at ", at), v, 1, 1e-9)
				s.near(fmt.Sprint("tokens a second at ", at), s.line("rate")[at], 10, 0.5)
			}
			o := w.ask(intervals())
			if len(o.rows()) != 1 {
				t.Errorf("ownership\n%s", o)
			}
		})
	}
}

func TestAccept4_TenantLabels(t *testing.T) {
	w := newWorld(t, proxied("llama", "search", 0.3, 0.5, 1.8, "org", "acme"), proxied("llama", "ads", 0.1, 0.9, 2.2, "org", "acme"), proxied("llama", "", 0.2, 1, 2, "org", "globex"))
	w.settings = `{"tenantLabels":["org"]}`
	a := w.ask(latency("table", "tenant"))
	a.near("acme", a.one("tenant", "acme")["e2e"], (0.3*1.8+0.1*2.2)/0.4, 1e-9)
	a.near("globex", a.one("tenant", "globex")["requests"], 240, 1e-6)
	w.settings = `{"tenantLabels":["team","org"]}`
	a = w.ask(latency("table", "tenant"))
	a.near("search", a.one("tenant", "search")["e2e"], 1.8, 1e-9)
	a.near("who has no team goes by the next label", a.one("tenant", "globex")["e2e"], 2, 1e-9)
}

// The settings' own signals are signals: by the catalog's rules, under every query type that takes one.
func TestAccept4_OwnSignals(t *testing.T) {
	r := engine{pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"my_queue_depth": constant(7), "my_images_total": growing(2)}}
	w := newWorld(t, r.series(), card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series())
	w.settings = `{"signals":[
		{"id":"queue_depth","family":"engine","kind":"gauge","space":"additive","unit":"short","alternatives":[{"metric":"my_queue_depth","scale":0.5}]},
		{"id":"images","family":"engine","kind":"counter","unit":"short","alternatives":[{"metric":"my_images_total"}]}]}`
	depth, images := operand{As: "depth", Signal: "queue_depth"}, operand{As: "images", Signal: "images", Stat: "total"}
	for _, q := range []query{table("replica", tokens, depth, images), signals("table", []string{"pod"}, depth, images)} {
		a := w.ask(q)
		a.near("depth, scaled", a.one("pod", "llama-0")["depth"], 3.5, 1e-9)
		a.near("images", a.one("pod", "llama-0")["images"], 2400, 1e-6)
	}
	n := w.ask(alert(signals("numeric", []string{"llm_model"}, depth)))
	n.near("in an alert", n.one("llm_model", "llama")["depth"], 3.5, 1e-9)
	w.settings = `{"signals":[{"id":"bad","family":"engine","kind":"gouge","alternatives":[{"metric":"x"}]}]}`
	if resp := w.try(table("replica", tokens)); resp.Error == nil || !strings.Contains(resp.Error.Error(), "kind") {
		t.Errorf("%v", resp.Error)
	}
}

// Two currencies: each row's money is in one, a row of both has none; declared prices come before the store's.
func TestAccept4_Currencies(t *testing.T) {
	w := newWorld(t, [][]storetest.Series{
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}}.series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)),
		card{cluster: "us", uuid: "GPU-b", held: []tenure{{always, "chat/llama-0"}}}.series(), engine{cluster: "us", pod: "chat/llama-0", tokens: growing(10)}.series(),
		price("us", "n1", scrape{}, constant(2*aCentASecond)),
	}...)
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	m := w.ask(table("model", tokens, cost))
	m.near("a model in eu", m.one("cluster", "eu")["cost"], 12, 1e-9)
	m.near("a model in us", m.one("cluster", "us")["cost"], 24, 1e-9)
	for _, by := range [][]string{nil, {"llm_model"}, {"pod"}, {"node"}} {
		a := w.ask(signals("table", by, cost, tokens))
		a.null(fmt.Sprintf("euros and dollars by %v", by), a.rows()[0]["cost"])
		a.near("tokens go on", a.rows()[0]["tokens"], 24000, 1e-6)
		if !strings.Contains(noticesOf(a), "EUR") || !strings.Contains(noticesOf(a), "USD") {
			t.Errorf("by %v: no notice of two currencies: %q", by, noticesOf(a))
		}
		g := w.ask(signals("timeseries", by, operand{As: "spend", Signal: "gpu_cost"}).every(time.Minute))
		for _, f := range valueFields(g.frame) {
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok && f.Name == "spend" {
					t.Fatalf("by %v: euros and dollars in a series: %v", by, v)
				}
			}
		}
	}
	c := w.ask(signals("table", []string{"cluster"}, cost))
	c.near("us by cluster", c.one("cluster", "us")["cost"], 24, 1e-9)
	one := w.ask(signals("table", []string{"llm_model"}, cost).where("cluster", "=", "us"))
	one.near("one currency is left", one.one("llm_model", "llama")["cost"], 24, 1e-9)
	// Precedence: the settings before the store, in their order; a label of the price series picks nothing else.
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}],
		"prices":[{"labels":{"cluster":"us"},"per_hour":108,"currency":"EUR"},{"gpu_model":"NVIDIA H100 80GB HBM3","per_hour":72,"currency":"EUR"}]}`
	p := w.ask(signals("table", []string{"llm_model"}, cost))
	p.near("one currency of both", p.one("llm_model", "llama")["cost"], 1200*0.03+1200*0.02, 1e-6)
}
