package acceptance_test

import (
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

func simple(t *testing.T) *world {
	return newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.3)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"my_pods_total": growing(2)}}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
}

func hidden(o operand) operand {
	o.Hide = true
	return o
}

func TestFormulas(t *testing.T) {
	w := simple(t)
	ops := []operand{hidden(cost), hidden(tokens), {As: "per_mtok", Formula: "cost / tokens * 1e6"}, {As: "twice", Formula: "per_mtok * 2"},
		{As: "by_zero", Formula: "cost / (tokens - tokens)"}, {As: "nothing", Formula: "gone + 1"}, hidden(operand{As: "gone", Signal: "gpu_temperature"})}
	a := w.ask(table("replica", ops...))
	r := a.one("pod", "llama-0")
	a.near("per_mtok", r["per_mtok"], 24.0/12000*1e6, 1e-6)
	a.near("a formula over a formula", r["twice"], 48.0/12000*1e6, 1e-6)
	a.null("a division by zero", r["by_zero"])
	a.null("an operand without values", r["nothing"])
	for _, name := range []string{"cost", "tokens", "gone"} {
		if _, ok := r[name]; ok {
			t.Errorf("%s is hidden and shown", name)
		}
	}
	g := w.ask(graph("device", hidden(rate), operand{As: "per_hour", Formula: "rate * 3600"}))
	for _, v := range g.line("per_hour", "gpu_uuid", "GPU-a") {
		g.near("per_hour", v, 18000, 1e-6)
	}
	for _, c := range []struct{ name, formula, says string }{
		{"unknown_name", "tokenz * 2", "tokenz"}, {"no_expression", "tokens *", "formula"}, {"itself", "f + 1", "f"},
	} {
		t.Run(c.name, func(t *testing.T) {
			resp := w.try(table("replica", tokens, operand{As: "f", Formula: c.formula}))
			wantPluginError(t, resp, "operands[1].formula", c.says)
		})
	}
}

func TestOwnPromQL(t *testing.T) {
	w := simple(t)
	mine := operand{As: "mine", Expr: `sum by (cluster, namespace, pod) (rate(my_pods_total[$__rate_interval]))`, Keys: map[string]string{"pod": "pod", "namespace": "namespace", "cluster": "cluster"}, Additive: true}
	a := w.ask(table("replica", tokens, mine))
	a.near("mine", a.one("pod", "llama-0")["mine"], 2, 1e-6)
	d := w.ask(table("device", mine))
	d.near("an additive one is split", d.one("gpu_uuid", "GPU-a")["mine"], 1, 1e-6)
	partial := operand{As: "mine", Expr: `sum by (pod) (rate(my_pods_total[1m]))`, Keys: map[string]string{"pod": "pod"}, Additive: true}
	for _, v := range w.ask(graph("replica", partial)).line("mine", "pod", "llama-0") {
		a.near("a partial key that is unique", v, 2, 1e-6)
	}
}

// wantPluginError asserts an error of the plugin's own that names these words.
func wantPluginError(t *testing.T, r backend.DataResponse, words ...string) {
	t.Helper()
	if r.Error == nil {
		t.Fatalf("no error, want one that says %v", words)
	}
	if r.ErrorSource != backend.ErrorSourcePlugin && r.ErrorSource != "" {
		t.Errorf("source %s of %v", r.ErrorSource, r.Error)
	}
	for _, word := range words {
		if !strings.Contains(r.Error.Error(), word) {
			t.Errorf("%q does not say %q", r.Error, word)
		}
	}
}

func TestNumericForAlerts(t *testing.T) {
	w := simple(t)
	alert := map[string]string{"FromAlert": "true"}
	q := query{Grain: "replica", Format: "numeric", Operands: []operand{hidden(cost), hidden(tokens), {As: "per_mtok", Formula: "cost / tokens * 1e6"}}, headers: alert}
	a := w.ask(q)
	if a.frame.Meta.Type != data.FrameTypeNumericLong || a.frame.Meta.TypeVersion.IsZero() {
		t.Errorf("frame is a %s %v", a.frame.Meta.Type, a.frame.Meta.TypeVersion)
	}
	var names []string
	for _, f := range a.frame.Fields {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "cluster namespace pod per_mtok" {
		t.Errorf("fields %q: key columns and one value, no diagnostics", got)
	}
	a.near("value", a.one("pod", "llama-0")["per_mtok"], 24.0/12000*1e6, 1e-6)
	series := q
	series.Format = "timeseries"
	if resp := w.try(series); resp.Error != nil {
		t.Error(resp.Error)
	}
	two := q
	two.Operands = []operand{tokens, cost}
	wantPluginError(t, w.try(two), "operands", "exactly one visible")
	none := q
	none.Operands = []operand{hidden(tokens)}
	wantPluginError(t, w.try(none), "operands", "exactly one visible")
}

func TestFrameTypes(t *testing.T) {
	w := simple(t)
	a := w.ask(graph("replica", rate, tensor))
	if a.frame.Meta.Type != data.FrameTypeTimeSeriesWide || a.frame.Meta.PreferredVisualization != data.VisTypeGraph || a.frame.Meta.ExecutedQueryString == "" {
		t.Errorf("meta %+v", a.frame.Meta)
	}
	if strings.Contains(a.frame.Meta.ExecutedQueryString, "http") {
		t.Error("the executed queries name a URL")
	}
	for _, f := range valueFields(a.frame) {
		if _, ok := f.Labels["match_method"]; ok {
			t.Error("match_method is never a label of a series")
		}
		if f.Labels["pod"] != "llama-0" || f.Labels["cluster"] != "eu" || f.Labels["namespace"] != "chat" {
			t.Errorf("labels %v", f.Labels)
		}
	}
	tbl := w.ask(query{Grain: "replica", By: []string{"llm_model"}, Format: "table", Operands: []operand{tokens}})
	tbl.is("by", tbl.one("pod", "llama-0")["llm_model"], "llama")
}
