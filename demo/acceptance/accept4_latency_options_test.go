package acceptance_test

import (
	"strings"
	"testing"
	"time"
)

func TestAccept4_LatencyFields(t *testing.T) {
	w := everywhere(t)
	a := w.ask(pick(latency("table", "llm_model"), "e2e", "requests"))
	for _, name := range []string{"llm_model", "e2e", "requests", "row_kind"} {
		if !strings.Contains(" "+a.fieldNames()+" ", " "+name+" ") {
			t.Errorf("no column %s in %s", name, a.fieldNames())
		}
	}
	if strings.Contains(a.fieldNames(), "queue") || strings.Contains(a.fieldNames(), "ttft") {
		t.Errorf("fields that nobody asked for: %s", a.fieldNames())
	}
	g := w.ask(pick(latency("timeseries", "llm_model").every(time.Minute), "e2e"))
	for _, f := range valueFields(g.frame) {
		if f.Name != "e2e" || f.Config == nil || f.Config.Unit != "s" || f.Labels["llm_model"] == "" || len(f.Labels) != 1 {
			t.Errorf("%s %v %+v", f.Name, f.Labels, f.Config)
		}
	}
	if len(g.frame.Fields) != 3 {
		t.Errorf("%s", g.fieldNames())
	}
	all := w.ask(latency("timeseries", "llm_model").every(time.Minute))
	for _, f := range valueFields(all.frame) {
		want := map[string]string{"requests": "reqps", "decomposed": "percentunit"}[f.Name]
		if f.Config == nil || f.Config.Unit != or(want, "s") {
			t.Errorf("unit of %s: %+v", f.Name, f.Config)
		}
	}
	wantPluginError(t, w.try(pick(latency("table"), "e2e", "p95")), "fields[1]", "p95", "ttft_p95")
	wantPluginError(t, w.try(latency("table", "model_name")), "by[0]", "llm_model")
	wantPluginError(t, w.try(latency("heatmap")), "format", "timeseries")
}

func TestAccept4_LatencyFilters(t *testing.T) {
	w := everywhere(t)
	for _, c := range []struct {
		q        query
		e2e      float64
		requests float64
	}{
		{latency("table").where("pod", "=", "llama-1"), 3.1, 120},
		{latency("table").where("llm_model", "!=", "llama"), 0.4, 1200},
		{latency("table").where("cluster", "=", "us"), 1.1, 720},
		{latency("table").where("node", "=", "n2"), (0.1*3.1 + 0.4) / 1.1, 1320},
		{latency("table").where("engine", "=~", "v.*").where("namespace", "=", "chat").where("cluster", "=", "eu"), 1.825, 480},
		{latency("table").where("gpu_uuid", "=", "GPU-b"), 3.1, 120},
	} {
		a := w.ask(c.q)
		a.values(1)
		a.near("e2e", a.rows()[0]["e2e"], c.e2e, 1e-9)
		a.near("requests", a.rows()[0]["requests"], c.requests, 1e-6)
		a.conserved(a.rows()[0])
	}
	none := w.ask(latency("table", "pod").where("pod", "=", `x"} or vector(1)`))
	if len(none.rows()) != 0 || none.reason("e2e") != "no-match" {
		t.Errorf("%s\n%+v", none, none.cover.Empty)
	}
	if r := w.try(latency("table").where("pod", "=~", "(")); r.Error == nil || !strings.Contains(r.Error.Error(), "filters[0].values") {
		t.Errorf("%v", r.Error)
	}
}

func TestAccept4_LatencyLegendAndStep(t *testing.T) {
	w := everywhere(t)
	q := pick(latency("timeseries", "cluster", "pod"), "e2e")
	q.Legend, q.MinStep = "{{cluster}}: {{pod}}", "2m"
	g := w.ask(q)
	if g.cover.StepS != 120 || len(g.line("e2e", "cluster", "us")) != 10 {
		t.Errorf("step %g, %v", g.cover.StepS, g.stamps())
	}
	names := map[string]bool{}
	for _, f := range valueFields(g.frame) {
		names[f.Config.DisplayNameFromDS] = true
	}
	if len(names) != 4 || !names["us: llama-0"] || !names["eu: llama-1"] {
		t.Errorf("names %v", names)
	}
	for _, s := range g.stamps() {
		if s%120 != 0 {
			t.Errorf("a step ends at %d", s)
		}
	}
	q.MinStep = "soon"
	wantPluginError(t, w.try(q), "minStep", "soon")
}

func TestAccept4_LatencyTop(t *testing.T) {
	w := everywhere(t)
	q := latency("table", "cluster", "pod")
	q.Top = &top{N: 2, By: "e2e", Other: true}
	a := w.ask(q)
	a.values(2)
	a.near("slowest", a.one("pod", "llama-1", "row_kind", "value")["e2e"], 3.1, 1e-9)
	a.near("second", a.one("cluster", "eu", "pod", "llama-0", "row_kind", "value")["e2e"], 1.4, 1e-9)
	other := a.one("row_kind", "other")
	a.is("first key column", other["cluster"], "other")
	a.near("the others", other["e2e"], (0.6*1.1+1*0.4)/1.6, 1e-9)
	a.near("their requests", other["requests"], 1920, 1e-6)
	a.conserved(other)
	g := pick(latency("timeseries", "cluster", "pod").every(time.Minute), "e2e", "requests")
	g.Top = &top{N: 1, By: "requests", Other: true}
	l := w.ask(g)
	for s, v := range l.line("e2e", "pod", "qwen-0") {
		l.near("busiest", v, 0.4, 1e-9)
		l.near("the others at the same step", l.line("e2e", "cluster", "other")[s], (0.3*1.4+0.1*3.1+0.6*1.1)/1, 1e-9)
		l.near("their requests", l.line("requests", "cluster", "other")[s], 1, 1e-9)
	}
	if n := len(l.frame.Fields); n != 5 {
		t.Errorf("%d fields: %s", n, l.fields())
	}
	// A pair's halves in the rest are still one request each.
	p := newWorld(t, append(pair(), phased("chat/big-0", "qwen", 2, 0.1, 0.2, 1, 1.4).series())...)
	m := latency("table", "llm_model")
	m.Top = &top{N: 1, By: "requests", Other: true}
	b := p.ask(m)
	b.near("the pair as the rest", b.one("row_kind", "other")["requests"], 240, 1e-6)
	b.near("its e2e", b.one("row_kind", "other")["e2e"], 3.9, 1e-9)
	wantPluginError(t, w.try(query{QueryType: "latency", Format: "table", Top: &top{N: 0, By: "e2e"}}), "top.n")
	wantPluginError(t, w.try(query{QueryType: "latency", Format: "table", Top: &top{N: 3, By: "tokens"}}), "top.by", "tokens")
}
