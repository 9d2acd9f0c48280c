package acceptance_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// observation is a request that left an exemplar on a bucket of a replica's histogram.
type observation struct {
	second      int
	pod, metric string
	le          string
	value       float64
	trace       string
}

// observed serves a fixture with exemplars; they hang on bucket series of their own.
func (w *world) observed(obs ...observation) *world {
	w.t.Helper()
	s := storetest.Open(w.t)
	s.Load(origin, w.series...)
	batch := s.Appender(w.t.Context())
	series := map[string]*store.Series{}
	for i, o := range obs {
		namespace, pod, _ := strings.Cut(o.pod, "/")
		ls := labels.FromStrings("__name__", o.metric+"_bucket", "le", o.le, "cluster", "eu", "job", "vllm", "instance", pod+":8000",
			"namespace", namespace, "pod", pod, "container", "vllm", "model_name", "llama", "engine", "0")
		if series[ls.String()] == nil {
			series[ls.String()] = &store.Series{Labels: ls}
		}
		at := at(o.second).UnixMilli()
		e := exemplar.Exemplar{Labels: labels.FromStrings("trace_id", o.trace, "span_id", "s"+o.trace), Value: o.value, Ts: at, HasTs: true}
		if err := batch.AppendTo(series[ls.String()], at, float64(i+1), e); err != nil {
			w.t.Fatal(err)
		}
	}
	if err := batch.Commit(); err != nil {
		w.t.Fatal(err)
	}
	w.url = s.Serve()
	return w
}

const e2e = "vllm:e2e_request_latency_seconds"

func traces(signal string) query {
	return query{QueryType: "exemplars", Operands: []operand{{As: "latency", Signal: signal, Stat: "p95"}}}
}

func tracedReplicas(t *testing.T) *world {
	return newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}}.series(),
		card{uuid: "GPU-b", index: 1, node: "n2", held: []tenure{{always, "chat/llama-1"}}}.series(),
		engine{pod: "chat/llama-0", tokens: growing(1)}.series(), engine{pod: "chat/llama-1", tokens: growing(1)}.series()).observed(
		observation{60, "chat/llama-0", e2e, "2.5", 1.9, "a1"},
		observation{120, "chat/llama-1", e2e, "2.5", 2.1, "b1"},
		observation{600, "chat/llama-0", e2e, "+Inf", 61, "a2"},
		observation{900, "chat/llama-1", e2e, "2.5", 2.2, "b2"},
		observation{1500, "chat/llama-0", e2e, "2.5", 1.7, "late"})
}

// traceIDs are the shown exemplars' trace ids in their order.
func (a answer) traceIDs() string {
	var out []string
	for _, r := range a.rows() {
		out = append(out, r["trace_id"].(string))
	}
	return strings.Join(out, " ")
}

func TestExemplarsLeadToTraces(t *testing.T) {
	w := tracedReplicas(t)
	w.settings = `{"exemplarTraceIdDestinations":[{"name":"trace_id","datasourceUid":"tempo"},{"name":"span_id","url":"https://traces.example/${__value.raw}","urlDisplayLabel":"Span"}]}`
	a := w.ask(traces("e2e_latency").every(seconds(15)))
	a.is("traces", a.traceIDs(), "a1 b1 a2 b2")
	if a.frame.Name != "exemplar" || a.frame.Fields[0].Name != "Time" || a.frame.Fields[1].Name != "Value" || a.frame.Fields[2].Name != "trace_id" {
		t.Errorf("frame %q with %s", a.frame.Name, a.fields())
	}
	slow := a.one("trace_id", "a2")
	a.near("value", slow["Value"], 61, 0)
	for name, want := range map[string]string{"cluster": "eu", "pod": "llama-0", "namespace": "chat", "llm_model": "llama", "engine": "vllm", "engine_rank": "0", "le": "+Inf", "job": "vllm"} {
		a.is(name, slow[name], want)
	}
	if f, _ := a.frame.FieldByName("model_name"); f != nil {
		t.Error("model_name is passed through")
	}
	raw, err := json.Marshal(a.frame)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"dataTopic":"annotations"`, `"resultType":"exemplar"`, `"queryType":"exemplars"`, `"datasourceUid":"tempo"`,
		`"queryType":"traceql"`, `${__value.raw}`, `https://traces.example/`, `"unit":"s"`} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in %s", part, raw)
		}
	}
}

func TestExemplarsTakeFilters(t *testing.T) {
	w := tracedReplicas(t)
	for _, c := range []struct {
		q    query
		want string
	}{
		{traces("e2e_latency").where("pod", "=", "llama-1"), "b1 b2"},
		{traces("e2e_latency").where("llm_model", "!=", "llama"), ""},
		{traces("e2e_latency").where("gpu_uuid", "=", "GPU-a"), "a1 a2"},
		{traces("e2e_latency").where("node", "=~", "n2"), "b1 b2"},
		{traces("e2e_latency").where("cluster", "=", "eu"), "a1 b1 a2 b2"},
		{traces("e2e_latency").between(100, 700), "b1 a2"},
	} {
		a := w.ask(c.q.every(seconds(15)))
		a.is(fmt.Sprint(c.q.Filters), a.traceIDs(), c.want)
	}
}

func TestExemplarsOfOwnPromQL(t *testing.T) {
	w := tracedReplicas(t)
	own := operand{As: "mine", Expr: `histogram_quantile(0.95, sum by (le, pod) (rate(` + e2e + `_bucket{engine="0"}[$__rate_interval])))`, Keys: map[string]string{"pod": "pod", "namespace": "namespace"}}
	q := query{QueryType: "exemplars", Operands: []operand{own}}.every(seconds(15))
	a := w.ask(q)
	a.is("traces", a.traceIDs(), "a1 b1 a2 b2")
	a.is("traces of a pod", w.ask(q.where("pod", "=", "llama-0")).traceIDs(), "a1 a2")
	a.is("traces of a card", w.ask(q.where("gpu_uuid", "=", "GPU-b")).traceIDs(), "b1 b2")
}

// Old and new names of one observation are one exemplar, and a crowd is thinned out with the slowest kept.
func TestExemplarsAreThinnedOut(t *testing.T) {
	var obs []observation
	for i := range 600 {
		value := 1 + float64(i%7)/100
		if i == 300 {
			value = 9
		}
		obs = append(obs, observation{i * 2, "chat/llama-0", e2e, "2.5", value, fmt.Sprint("t", i)})
	}
	w := newWorld(t, engine{pod: "chat/llama-0"}.series()).observed(obs...)
	a := w.ask(traces("e2e_latency").every(seconds(60)))
	if n := len(a.rows()); n < 20 || n > 60 {
		t.Errorf("%d exemplars", n)
	}
	a.near("the slowest", a.one("trace_id", "t300")["Value"], 9, 0)

	w = newWorld(t, engine{pod: "chat/llama-0"}.series()).observed(
		observation{60, "chat/llama-0", "vllm:inter_token_latency_seconds", "0.1", 0.08, "a1"},
		observation{60, "chat/llama-0", "vllm:time_per_output_token_seconds", "0.1", 0.08, "a1"})
	if a := w.ask(traces("itl")); a.traceIDs() != "a1" {
		t.Errorf("%s", a)
	}
}

func TestExemplarsThatAreNotThere(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/llama-0", more: histogram(map[string]fn{}, e2e, 1, 1, 0.5, 2.5)}.series())
	a := w.ask(traces("e2e_latency"))
	if a.frame.Name != "exemplar" || a.frame.Rows() != 0 || len(a.cover.Empty) != 1 || a.cover.Empty[0].Reason != "no-exemplars" {
		t.Errorf("%s", a)
	}
	if n := a.frame.Meta.Notices; len(n) == 0 || !strings.Contains(n[len(n)-1].Text, "exemplar-storage") {
		t.Errorf("notices %v", n)
	}
	a = w.ask(traces("ttft"))
	if len(a.cover.Empty) != 1 || a.cover.Empty[0].Reason != "no-series" {
		t.Errorf("%s", a)
	}
}

func TestExemplarsAreOfDistributions(t *testing.T) {
	w := simple(t)
	wantPluginError(t, w.try(traces("gpu_power")), "operands[0].signal", "gpu_power", "ttft", "e2e_latency")
	wantPluginError(t, w.try(traces("nonsense")), "operands[0].signal", "nonsense", "ttft")
	q := traces("ttft")
	q.Operands = append(q.Operands, tokens)
	wantPluginError(t, w.try(q), "exactly one")
	q = traces("ttft")
	q.headers = map[string]string{"FromAlert": "true"}
	wantPluginError(t, w.try(q), "queryType", "exemplars")
}
