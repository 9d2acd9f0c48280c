package acceptance_test

import (
	"math"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// edges of vLLM's request time histograms, as far as the fixtures need them.
var requestEdges = []float64{0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10}

// phased is a vLLM replica whose requests all take the same times, perSecond of them.
func phased(pod, model string, perSecond, queue, prefill, decode, e2e float64, labels ...string) engine {
	m := map[string]fn{}
	histogram(m, "vllm:request_queue_time_seconds", perSecond, queue, requestEdges...)
	histogram(m, "vllm:request_prefill_time_seconds", perSecond, prefill, requestEdges...)
	histogram(m, "vllm:request_decode_time_seconds", perSecond, decode, requestEdges...)
	histogram(m, "vllm:e2e_request_latency_seconds", perSecond, e2e, requestEdges...)
	histogram(m, "vllm:time_to_first_token_seconds", perSecond, queue+prefill, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5)
	return engine{pod: pod, model: model, more: m, labels: labels}
}

func latency(format string, by ...string) query {
	return query{QueryType: "latency", Format: format, By: by, Operands: []operand{}}
}

func twoReplicas(t *testing.T) *world {
	return newWorld(t, [][]storetest.Series{
		phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series(),
		phased("chat/llama-1", "llama", 0.1, 0.5, 0.4, 2, 3.1).series(),
		phased("chat/qwen-0", "qwen", 1, 0.01, 0.05, 0.4, 0.4).series(),
	}...)
}

func TestLatency_PhasesAreMeansByRequests(t *testing.T) {
	w := twoReplicas(t)
	a := w.ask(latency("table", "llm_model"))
	a.values(2)
	r := a.one("llm_model", "llama")
	for field, want := range map[string]float64{"queue": 0.2, "prefill": 0.25, "decode": 1.25, "e2e": 1.825, "unexplained": 0.125,
		"decomposed": 1, "ttft_mean": 0.45} {
		a.near(field, r[field], want, 1e-9)
	}
	a.near("requests", r["requests"], 0.4*1200, 0.4*15+0.5)
	if r["transfer"] != nil {
		t.Errorf("transfer is %v where nothing is transferred", r["transfer"])
	}
	q := a.one("llm_model", "qwen")
	a.near("below zero", q["unexplained"], -0.06, 1e-9)
	a.near("decomposed", *a.cover.Decomposed, 1, 1e-9)
}

func TestLatency_OneRowOfEverything(t *testing.T) {
	a := twoReplicas(t).ask(latency("table"))
	a.values(1)
	a.near("e2e", a.rows()[0]["e2e"], (0.3*1.4+0.1*3.1+1*0.4)/1.4, 1e-9)
}

func TestLatency_SeriesAddUpAtEveryStep(t *testing.T) {
	g := twoReplicas(t).ask(latency("timeseries", "pod").every(time.Minute))
	for _, pod := range []string{"llama-0", "llama-1", "qwen-0"} {
		e2e, queue, prefill := g.line("e2e", "pod", pod), g.line("queue", "pod", pod), g.line("prefill", "pod", pod)
		decode, rest := g.line("decode", "pod", pod), g.line("unexplained", "pod", pod)
		if len(e2e) < 19 {
			t.Fatalf("%s has %d steps", pod, len(e2e))
		}
		for s, v := range e2e {
			if sum := queue[s] + prefill[s] + decode[s] + rest[s]; math.Abs(sum-v) > 1e-9 {
				t.Errorf("%s at %d: the phases make %g of %g", pod, s, sum, v)
			}
		}
		for s, v := range g.line("requests", "pod", pod) {
			g.near("requests a second at "+pod, v, map[string]float64{"llama-0": 0.3, "llama-1": 0.1, "qwen-0": 1}[pod], 1e-6)
			_ = s
		}
	}
}

// A prefill and a decode pod serve each request together: it is counted once, and its transfer, which vLLM's decode pod
// counts as queue time too, is a phase.
func TestLatency_APairSharesItsRequests(t *testing.T) {
	prefill := phased("chat/p-0", "llama", 0.2, 0.05, 0.4, 0.001, 0.5, "llm_d_ai_role", "prefill")
	decode := phased("chat/d-0", "llama", 0.2, 0.08, 0.01, 3, 3.9, "llm_d_ai_role", "decode")
	histogram(decode.more, "vllm:nixl_xfer_time_seconds", 0.2, 0.06, 0.005, 0.01, 0.1, 1)
	w := newWorld(t, prefill.series(), decode.series())
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	for field, want := range map[string]float64{"queue": 0.07, "transfer": 0.06, "prefill": 0.4, "decode": 3, "e2e": 3.9, "unexplained": 0.37} {
		a.near(field, r[field], want, 1e-9)
	}
	a.near("requests", r["requests"], 0.2*1200, 4)
	if r["ttft_p95"] != nil || r["ttft_mean"] != nil {
		t.Errorf("a half's time to first token is shown as the whole's: %v, %v", r["ttft_mean"], r["ttft_p95"])
	}
	quantile := latency("table")
	quantile.Fields = []string{"ttft_p95"}
	w.series = append(w.series, phased("chat/qwen-0", "qwen", 1, 0.01, 0.05, 0.4, 0.5).series()...)
	w.url = ""
	all := w.ask(quantile).rows()[0]
	w.ask(quantile).near("p95 of the fleet is of whole replicas", all["ttft_p95"], 0.076, 1e-9)
	w.ask(quantile).near("mean too", w.ask(latency("table")).rows()[0]["ttft_mean"], 0.06, 1e-9)
	roles := w.ask(latency("table", "role"))
	roles.near("prefill alone", roles.one("role", "prefill")["e2e"], 0.5, 1e-9)
}

func TestLatency_AnAlertHasOneField(t *testing.T) {
	w := twoReplicas(t)
	q := latency("numeric", "llm_model")
	q.headers = map[string]string{"FromAlert": "true"}
	if resp := w.try(q); resp.Error == nil {
		t.Error("all fields at once passed as an alert's query")
	}
	q.Fields = []string{"e2e"}
	a := w.ask(q)
	if len(a.frame.Fields) != 2 || a.frame.Fields[1].Name != "e2e" {
		t.Errorf("fields of the alert's frame:\n%s", a)
	}
}

func TestLatency_AQuantileSaysItsBuckets(t *testing.T) {
	q := latency("table", "llm_model")
	q.Fields = []string{"ttft_p95"}
	a := twoReplicas(t).ask(q)
	// All of qwen's first tokens take 0.06 s, in the bucket up to 0.08 s: interpolation gives 0.95 of it.
	a.near("p95", a.one("llm_model", "qwen")["ttft_p95"], 0.076, 1e-9)
	facts := factsOf(t, a.frame)
	if len(facts.Buckets) != 1 || facts.Buckets[0].Field != "ttft_p95" || len(facts.Buckets[0].Le) != 7 {
		t.Errorf("bucket edges: %+v", facts.Buckets)
	}
	if facts.QueryType != "latency" || len(facts.By) != 1 {
		t.Errorf("facts: %+v", facts)
	}
}

func TestSignal_ByChosenLabels(t *testing.T) {
	w := twoReplicas(t)
	q := query{QueryType: "signal", Format: "table", Operands: []operand{{As: "requests", Signal: "e2e_latency", Stat: "mean"}}}
	a := w.ask(q)
	a.values(1)
	q.By = []string{"engine", "llm_model"}
	a = w.ask(q)
	a.near("mean of llama", a.one("llm_model", "llama", "engine", "vllm")["requests"], 1.825, 1e-9)
}

func TestTop_TheRestIsOneRow(t *testing.T) {
	w := twoReplicas(t)
	q := table("replica", operand{As: "mean", Signal: "e2e_latency"})
	q.Top = &top{N: 1, By: "mean", Other: true}
	a := w.ask(q)
	a.near("largest", a.one("pod", "llama-1", "row_kind", "value")["mean"], 3.1, 1e-6)
	a.near("others' mean", a.one("row_kind", "other")["mean"], (0.3*1.4+1*0.4)/1.3, 1e-6)
	q.Top.Other = false
	if n := len(w.ask(q).rows()); n != 1 {
		t.Errorf("%d rows, want the largest alone", n)
	}
	l := latency("table", "pod")
	l.Top = &top{N: 1, By: "requests", Other: true}
	b := w.ask(l)
	b.near("busiest", b.one("pod", "qwen-0")["e2e"], 0.4, 1e-9)
	b.near("the others' end to end", b.one("row_kind", "other")["e2e"], 1.825, 1e-9)
}
