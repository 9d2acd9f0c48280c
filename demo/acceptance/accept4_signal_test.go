package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

func signals(format string, by []string, ops ...operand) query {
	return query{QueryType: "signal", Format: format, By: by, Operands: ops}
}

// motley is one model on vLLM and SGLang, another on TGI, with cards, one of them nobody's, in two clusters.
func motley(t *testing.T) *world {
	vllm := phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4)
	vllm.tokens = growing(10)
	sg := map[string]fn{"sglang:num_running_reqs|model_name|llama": constant(3), "sglang:generation_tokens_total|model_name|llama": growing(20)}
	observe(sg, "sglang:e2e_request_latency_seconds", "|model_name|llama", []string{"0.5", "2", "8"}, requestsOf{3, growing(0.1)})
	h200 := []string{"modelName", "NVIDIA H200"}
	return newWorld(t, vllm.series(), exposed(pod("chat", "llama-sg"), sg), tgiServer("code", "zephyr-0", 0.5, 0.2, 2),
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(400)}}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.3), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}}.series(),
		card{uuid: "GPU-c", node: "n2", held: []tenure{{always, "chat/llama-sg"}}, tensor: constant(0.8), labels: h200, more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(600)}}.series(),
		card{uuid: "GPU-idle", node: "n2", index: 1, labels: h200, tensor: constant(0), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(70)}}.series(),
		card{cluster: "us", uuid: "GPU-a", naming: unnamed, tensor: constant(0.1), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(90)}}.series())
}

// One signal, whatever engine reports it: counts are added, means weigh by requests.
func TestAccept4_SignalOfAnyEngine(t *testing.T) {
	w := motley(t)
	mean := operand{As: "e2e", Signal: "e2e_latency"}
	a := w.ask(signals("table", nil, running, mean, tokens))
	a.values(1)
	a.near("running", a.rows()[0]["running"], 1+3+2, 1e-9)
	a.near("tokens", a.rows()[0]["tokens"], 36000, 1e-6)
	a.near("e2e by requests", a.rows()[0]["e2e"], (0.3*1.4+0.1*3+0.5*2)/0.9, 1e-9)
	a = w.ask(signals("table", []string{"engine"}, running, mean, tokens))
	a.values(3)
	a.near("sglang", a.one("engine", "sglang")["running"], 3, 0)
	a.near("tgi", a.one("engine", "tgi")["e2e"], 2, 1e-9)
	a.null("tgi's tokens, which it does not report here", a.one("engine", "tgi")["tokens"])
	a = w.ask(signals("table", []string{"llm_model"}, running, mean))
	a.near("llama on two engines", a.one("llm_model", "llama")["e2e"], (0.3*1.4+0.1*3)/0.4, 1e-9)
	g := w.ask(signals("timeseries", []string{"llm_model"}, running, mean).every(time.Minute))
	for s, v := range g.line("e2e", "llm_model", "llama") {
		g.near("e2e at a step", v, 1.8, 1e-9)
		g.near("running at a step", g.line("running", "llm_model", "llama")[s], 4, 1e-9)
	}
}

// Device readings by any label: Σ power is all power, whether or not a card is somebody's.
func TestAccept4_SignalOfDevices(t *testing.T) {
	w := motley(t)
	for _, by := range [][]string{nil, {"cluster"}, {"node"}, {"gpu_model"}, {"pod"}, {"llm_model"}, {"engine"}, {"gpu_uuid"}, {"cluster", "gpu_uuid"}} {
		a := w.ask(signals("table", by, watts))
		a.near("Σ power", a.sum("power"), 1460, 1e-6)
		g := w.ask(signals("timeseries", by, watts).every(time.Minute))
		sum := 0.0
		for _, f := range valueFields(g.frame) {
			if v, ok := f.ConcreteAt(g.frame.Rows() - 1); ok {
				sum += v.(float64)
			}
		}
		g.near("Σ power of a step", sum, 1460, 1e-6)
	}
	a := w.ask(signals("table", []string{"gpu_model"}, watts, tensor))
	h100, h200 := a.where("gpu_model", "NVIDIA H100 80GB HBM3"), a.where("gpu_model", "NVIDIA H200")
	if len(h100) == 0 || len(h200) == 0 {
		t.Fatalf("%s", a)
	}
	a = w.ask(signals("table", []string{"pod"}, watts, tensor))
	a.near("power of llama-0", a.one("pod", "llama-0", "row_kind", "value")["power"], 700, 1e-9)
	a.near("tensor of llama-0 is a mean", a.one("pod", "llama-0", "row_kind", "value")["tensor"], 0.4, 1e-9)
	a.is("nobody's", a.one("row_kind", "unmatched")["pod"], "unmatched")
	a.near("power of nobody", a.one("row_kind", "unmatched")["power"], 160, 1e-9)
	d := w.ask(query{QueryType: "signal", Grain: "device", Format: "table", Operands: []operand{watts}})
	d.near("a card by grain", d.one("cluster", "eu", "gpu_uuid", "GPU-b")["power"], 300, 1e-9)
	d.near("the same UUID elsewhere", d.one("row_kind", "unmatched", "gpu_uuid", "GPU-a")["power"], 90, 1e-9)
	r := w.ask(query{QueryType: "signal", Grain: "replica", By: []string{"engine"}, Format: "table", Operands: []operand{running}})
	r.near("replica and engine", r.one("pod", "llama-sg", "engine", "sglang")["running"], 3, 0)
	if len(r.frame.Fields) < 5 {
		t.Errorf("a grain's key is cluster, namespace, pod: %s", r.fieldNames())
	}
}

// Signals of kube-state-metrics and cAdvisor, of pods with and without an engine.
func TestAccept4_SignalOfKubernetes(t *testing.T) {
	ready := func(ns, name string, f fn) []storetest.Series {
		labels := []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", ns, "pod", name, "condition", "true"}
		return scrape{}.or(30).series(line{"kube_pod_status_ready", func(int) []string { return labels }, f})
	}
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(10)}.series(), kube{pod: "chat/llama-0", gpus: 1}.series(), kube{pod: "web/shop-0"}.series(),
		restarts("chat/llama-0", until(700, 2, 5)), restarts("web/shop-0", constant(9)), ready("chat", "llama-0", constant(1)), ready("web", "shop-0", constant(0)))
	a := w.ask(signals("table", []string{"namespace", "pod"}, operand{As: "restarts", Signal: "pod_restarts", Stat: "total"}, operand{As: "ready", Signal: "pod_ready", Stat: "last"}))
	a.near("restarts", a.one("pod", "llama-0")["restarts"], 3, 0)
	a.near("ready", a.one("pod", "llama-0")["ready"], 1, 0)
	if r := a.where("pod", "shop-0"); len(r) == 1 {
		a.near("no restart in the range", r[0]["restarts"], 0, 0)
	}
	n := w.ask(signals("table", []string{"namespace"}, operand{As: "restarts", Signal: "pod_restarts", Stat: "total"}))
	n.near("by namespace", n.one("namespace", "chat")["restarts"], 3, 0)
}

// Gateway signals by tenant and model; formulas over signals of two families; shares below a threshold.
func TestAccept4_SignalFormulas(t *testing.T) {
	w := motley(t)
	a := w.ask(signals("table", []string{"llm_model"}, hidden(tokens), hidden(watts), operand{As: "per_watt", Formula: "tokens / power"}))
	a.near("tokens per watt", a.one("llm_model", "llama")["per_watt"], 36000.0/1300, 1e-9)
	edge, off, tiny := 2.0, 1.2, 0.0001
	below := func(as string, at *float64) operand {
		return operand{As: as, Signal: "e2e_latency", Stat: "fraction_below", Threshold: at}
	}
	s := w.ask(signals("table", []string{"engine"}, below("edge", &edge), below("off", &off), below("tiny", &tiny)))
	s.near("all of vLLM's are below 2", s.one("engine", "vllm")["edge"], 1, 1e-9)
	s.near("1.2 is read at 1.5", s.one("engine", "vllm")["off"], 1, 1e-9)
	s.near("SGLang's take 3", s.one("engine", "sglang")["edge"], 0, 1e-9)
	gw := behindAGateway(t)
	two := gw.ask(signals("table", []string{"tenant", "llm_model"}, operand{As: "n", Signal: "gateway_requests", Stat: "total"}, operand{As: "ttft", Signal: "gateway_ttft"}))
	two.near("ads on qwen", two.one("tenant", "ads", "llm_model", "qwen")["n"], 600, 1e-6)
	two.near("its ttft", two.one("tenant", "ads", "llm_model", "qwen")["ttft"], 0.2, 1e-9)
	two.near("Σ", two.sum("n"), 3.9*1200, 1e-6)
	all := gw.ask(signals("table", nil, operand{As: "n", Signal: "gateway_requests", Stat: "total"}))
	all.near("one row of everything", all.rows()[0]["n"], 3.9*1200, 1e-6)
	gone := gw.ask(signals("table", []string{"tenant"}, operand{As: "n", Signal: "gateway_requests", Stat: "total"}).where("tenant", "=", "search"))
	gone.near("a tenant's filter", gone.sum("n"), 360, 1e-6)
}

// Numeric frames for alerts: key columns and one value.
func TestAccept4_SignalForAlerts(t *testing.T) {
	w := motley(t)
	a := w.ask(alert(signals("numeric", []string{"engine"}, operand{As: "e2e", Signal: "e2e_latency"})))
	if a.fieldNames() != "engine e2e" {
		t.Errorf("fields %s", a.fieldNames())
	}
	a.near("vllm", a.one("engine", "vllm")["e2e"], 1.4, 1e-9)
	none := w.ask(alert(signals("numeric", nil, running)))
	if none.fieldNames() != "running" || none.frame.Rows() != 1 {
		t.Errorf("fields %s", none.fieldNames())
	}
	wantPluginError(t, w.try(alert(signals("numeric", nil, running, waiting))), "operands", "one")
	wantPluginError(t, w.try(alert(signals("table", nil, running))), "format", "table")
	wantPluginError(t, w.try(signals("table", nil, operand{As: "x", Signal: "running"})), "operands[0].signal", "running")
}
