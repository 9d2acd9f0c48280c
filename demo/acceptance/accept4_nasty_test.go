package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A replica on several cards, models of card or nodes: its requests are split among them, never repeated.
func TestAccept4_LatencyByCard(t *testing.T) {
	const a100 = "NVIDIA A100"
	w := newWorld(t, phased("chat/tp-0", "llama", 0.4, 0.1, 0.2, 1, 1.4).series(), phased("chat/one-0", "llama", 0.1, 0.5, 0.4, 2, 3.1).series(),
		card{uuid: "GPU-a", held: []tenure{{always, "chat/tp-0"}}}.series(), card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/tp-0"}}}.series(),
		card{uuid: "GPU-c", node: "n2", held: []tenure{{always, "chat/tp-0"}}, labels: []string{"modelName", a100}}.series(),
		card{uuid: "GPU-d", node: "n2", index: 1, held: []tenure{{always, "chat/tp-0"}}, labels: []string{"modelName", a100}}.series(),
		card{uuid: "GPU-e", node: "n3", held: []tenure{{always, "chat/one-0"}}}.series())
	for _, by := range []string{"gpu_uuid", "gpu_model", "node", "pod", "cluster"} {
		a := w.ask(latency("table", by))
		a.near("Σ requests by "+by, a.sum("requests"), 600, 1e-6)
		for _, r := range a.rows() {
			a.conserved(r)
		}
		g := w.ask(pick(latency("timeseries", by).every(time.Minute), "requests"))
		sum := 0.0
		for _, f := range valueFields(g.frame) {
			if v, ok := f.ConcreteAt(g.frame.Rows() - 1); ok {
				sum += v.(float64)
			}
		}
		g.near("Σ requests of a step by "+by, sum, 0.5, 1e-9)
	}
	a := w.ask(latency("table", "node"))
	a.near("half of the requests", a.one("node", "n2")["requests"], 240, 1e-6)
	a.near("e2e is not split", a.one("node", "n2")["e2e"], 1.4, 1e-9)
	a = w.ask(latency("table", "gpu_model"))
	a.near("A100", a.one("gpu_model", a100)["requests"], 240, 1e-6)
}

// A rollout under new pod names: the model's requests are those of the old and of the new pod.
func TestAccept4_LatencyOfARollout(t *testing.T) {
	old, young := phased("chat/llama-old", "llama", 0.4, 0.1, 0.2, 1, 1.4), phased("chat/llama-new", "llama", 0.4, 0.2, 0.4, 2, 2.9)
	old.scrape, young.scrape = scrape{to: 600}, scrape{from: 630}
	for name, f := range young.more {
		young.more[name] = begunAgain(f, 630)
	}
	w := newWorld(t, old.series(), young.series())
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	n, m := 0.4*600, 0.4*570
	a.near("requests", r["requests"], n+m, 1e-6)
	a.near("e2e", r["e2e"], (n*1.4+m*2.9)/(n+m), 1e-6)
	a.conserved(r)
	left, right := w.ask(latency("table", "llm_model").between(0, 607)), w.ask(latency("table", "llm_model").between(607, 1200))
	a.near("in two parts", left.sum("requests")+right.sum("requests"), n+m, 1e-6)
	a.near("of the old alone", left.one("llm_model", "llama")["e2e"], 1.4, 1e-9)
	a.near("of the new alone", right.one("llm_model", "llama")["e2e"], 2.9, 1e-9)
}

// Where a pod runs, without any card: kube-state-metrics knows its node.
func TestAccept4_LatencyByNodeWithoutCards(t *testing.T) {
	w := newWorld(t, phased("chat/a-0", "llama", 0.4, 0.1, 0.2, 1, 1.4).series(), kube{pod: "chat/a-0", node: "cpu-1"}.series(),
		phased("chat/b-0", "llama", 0.1, 0.5, 0.4, 2, 3.1).series())
	a := w.ask(latency("table", "node"))
	a.near("of the node", a.one("node", "cpu-1")["e2e"], 1.4, 1e-9)
	a.near("Σ requests", a.sum("requests"), 600, 1e-6)
}

// SGLang reports queue and prefill and no decode: what it reports is shown, what is missing has its reason.
func TestAccept4_LatencyOfSGLang(t *testing.T) {
	m := map[string]fn{"sglang:num_running_reqs|model_name|qwen": constant(1)}
	edges := []string{"0.1", "1", "10"}
	observe(m, "sglang:e2e_request_latency_seconds", "|model_name|qwen", edges, requestsOf{2, growing(0.5)})
	observe(m, "sglang:queue_time_seconds", "|model_name|qwen", edges, requestsOf{0.2, growing(0.5)})
	observe(m, "sglang:time_to_first_token_seconds", "|model_name|qwen", edges, requestsOf{0.6, growing(0.5)})
	observe(m, "sglang:per_stage_req_latency_seconds", "|model_name|qwen|stage|prefill_forward", edges, requestsOf{0.4, growing(0.5)})
	w := newWorld(t, exposed(pod("code", "qwen-0"), m))
	a := w.ask(latency("table", "engine"))
	r := a.one("engine", "sglang")
	a.near("e2e", r["e2e"], 2, 1e-9)
	a.near("ttft_mean", r["ttft_mean"], 0.6, 1e-9)
	a.null("decode", r["decode"])
	a.null("unexplained", r["unexplained"])
	a.near("decomposed", r["decomposed"], 0, 0)
	if a.reason("decode") != "not-reported" {
		t.Errorf("%+v", a.cover.Empty)
	}
}

// Traffic without a tenant is a row of its own kind; a tenant of that very name is a tenant.
func TestAccept4_UnlabelledTraffic(t *testing.T) {
	w := newWorld(t, proxied("llama", "", 0.2, 1, 2), proxied("llama", "unlabelled", 0.1, 0.5, 3), proxied("llama", "ads", 0.3, 0.5, 4))
	a := w.ask(latency("table", "tenant"))
	a.near("without a tenant", a.one("row_kind", "unlabelled")["requests"], 240, 1e-6)
	a.is("its key", a.one("row_kind", "unlabelled")["tenant"], "unlabelled")
	a.near("a tenant of that name", a.one("row_kind", "value", "tenant", "unlabelled")["requests"], 120, 1e-6)
	a.near("Σ", a.sum("requests"), 720, 1e-6)
	s := w.ask(signals("table", []string{"tenant"}, operand{As: "n", Signal: "gateway_requests", Stat: "total"}))
	s.near("Σ of a signal", s.sum("n"), 720, 1e-6)
	s.near("a tenant of that name", s.one("row_kind", "value", "tenant", "unlabelled")["n"], 120, 1e-6)
	q := latency("table", "tenant")
	q.Top = &top{N: 1, By: "requests", Other: true}
	a = w.ask(q)
	a.near("largest", a.one("tenant", "ads")["e2e"], 4, 1e-9)
	a.near("Σ with the rest", a.sum("requests"), 720, 1e-6)
}

// Ranges of all sizes: shorter than a scrape, before the data, of no length.
func TestAccept4_LatencyOfOddRanges(t *testing.T) {
	w := everywhere(t)
	for _, span := range [][2]int{{0, 15}, {7, 22}, {600, 601}, {598, 602}} {
		for _, format := range []string{"table", "timeseries"} {
			a := w.ask(latency(format, "cluster", "pod").between(span[0], span[1]))
			if format == "table" {
				for _, r := range a.rows() {
					if v, ok := r["requests"].(float64); ok && (v < 0 || v > 15.0001) {
						t.Errorf("%v: %g requests", span, v)
					}
				}
			}
		}
	}
	long := w.ask(latency("table", "llm_model").between(-7200, -3600))
	for _, r := range long.rows() {
		long.null("before all data", r["e2e"])
	}
	if len(long.cover.Empty) == 0 {
		t.Errorf("no reason: %+v", long.cover)
	}
	q := latency("timeseries", "llm_model")
	q.MinStep = "1h"
	if r := w.try(q); r.Error != nil {
		t.Errorf("a step longer than the range: %v", r.Error)
	}
	if r := w.try(latency("table").between(600, 600)); r.Error == nil && len(r.Frames) == 0 {
		t.Error("a range of no length answers nothing at all")
	}
}

// Series that two servers scraped have their exemplars once, and their events once.
func TestAccept4_TwinsOfFacts(t *testing.T) {
	w := newWorld(t, twin("a", engine{pod: "chat/llama-0"}.series(), restarts("chat/llama-0", until(700, 2, 3))),
		twin("b", engine{scrape: scrape{phase: 7}, pod: "chat/llama-0"}.series(), restarts("chat/llama-0", until(700, 2, 3))),
		card{uuid: "GPU-a", held: []tenure{{600, "chat/llama-0"}, {always, ""}}, labels: []string{"prometheus_replica", "a"}}.series(),
		card{uuid: "GPU-a", held: []tenure{{600, "chat/llama-0"}, {always, ""}}, labels: []string{"prometheus_replica", "b"}}.series())
	w.settings = `{"replicaLabels":["prometheus_replica"]}`
	a := w.ask(happened())
	if n := len(a.where("title", "vllm in chat/llama-0 restarted")); n != 1 {
		t.Errorf("%d restarts of one: %q", n, a.titles())
	}
	if n := len(a.titles()); n != 2 {
		t.Errorf("%d events: %q", n, a.titles())
	}
	o := w.ask(intervals())
	if len(o.rows()) != 1 {
		t.Errorf("%s", o)
	}
	o.near("share", o.rows()[0]["share"], 1, 0)
}

// Own alternatives of a catalog's signal are read beside its own; an own distribution has quantiles.
func TestAccept4_OwnAlternatives(t *testing.T) {
	m := map[string]fn{"vllm:num_requests_running|model_name|llama": constant(1)}
	observe(m, "my_wait_seconds", "|model_name|llama", []string{"0.5", "1", "2"}, requestsOf{0.7, growing(1)})
	w := newWorld(t, exposed(pod("chat", "llama-0"), m))
	w.settings = `{"signals":[
		{"id":"wait","family":"engine","kind":"distribution","unit":"s","alternatives":[{"metric":"my_wait_seconds"}]},
		{"id":"queue_time","alternatives":[{"metric":"my_wait_seconds"}]}]}`
	below := 1.0
	a := w.ask(signals("table", []string{"llm_model"}, operand{As: "mean", Signal: "wait"}, operand{As: "p50", Signal: "wait", Stat: "p50"},
		operand{As: "below", Signal: "wait", Stat: "fraction_below", Threshold: &below}, operand{As: "queue", Signal: "queue_time"}))
	r := a.one("llm_model", "llama")
	a.near("mean", r["mean"], 0.7, 1e-9)
	a.near("p50", r["p50"], 0.75, 1e-9)
	a.near("share below", r["below"], 1, 1e-9)
	a.near("the catalog's signal by the own metric", r["queue"], 0.7, 1e-9)
}

// The user's identity goes only where the settings say so.
func TestAccept4_IdentityStaysHome(t *testing.T) {
	g, e, _ := apart(t)
	gpu, engines := record(t, g.address()), record(t, e.address())
	for _, family := range []bool{false, true} {
		pc := instance(fmt.Sprint("oauth-", family), engines.URL, endpoints(t, map[string]map[string]any{"gpu": {"url": gpu.URL, "oauthPassThru": family}}, "oauthPassThru", true))
		q := table("replica", tokens, tensor)
		q.headers = map[string]string{"Authorization": fmt.Sprint("Bearer of-", family)}
		if r := request(t, pc, q)["A"]; r.Error != nil {
			t.Fatal(r.Error)
		}
		mine := fmt.Sprint("Bearer of-", family)
		if got := strings.Join(engines.headers("Authorization"), "|"); !strings.Contains(got, mine) {
			t.Errorf("the default store saw %q", got)
		}
		if got := strings.Join(gpu.headers("Authorization"), "|"); strings.Contains(got, mine) != family {
			t.Errorf("passed through %v: the gpu store saw %q", family, got)
		}
	}
}

// Legends name operands, and a legend that names none leaves series apart.
func TestAccept4_LegendOfSignals(t *testing.T) {
	w := motley(t)
	q := signals("timeseries", []string{"engine"}, running, waiting).every(time.Minute)
	q.Legend = "{{engine}} {{operand}} {{nothing}}"
	names := map[string]bool{}
	for _, f := range valueFields(w.ask(q).frame) {
		names[strings.TrimSpace(f.Config.DisplayNameFromDS)] = true
	}
	if !names["vllm running"] || !names["tgi waiting"] || !names["sglang running"] {
		t.Errorf("%v", names)
	}
	top1 := signals("table", []string{"engine"}, running)
	top1.Top = &top{N: 1, By: "running", Other: true}
	a := w.ask(top1)
	a.near("largest", a.one("engine", "sglang")["running"], 3, 0)
	a.near("the rest", a.one("row_kind", "other")["running"], 3, 0)
	a.is("its key", a.one("row_kind", "other")["engine"], "other")
}
