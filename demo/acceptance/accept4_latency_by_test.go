package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// everywhere is one model name in two clusters that share pod, node and card names, beside another model.
func everywhere(t *testing.T) *world {
	a, b, c, d := phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4), phased("chat/llama-1", "llama", 0.1, 0.5, 0.4, 2, 3.1),
		phased("chat/llama-0", "llama", 0.6, 0.2, 0.3, 0.5, 1.1), phased("code/qwen-0", "qwen", 1, 0.01, 0.05, 0.4, 0.4)
	c.cluster = "us"
	return newWorld(t, [][]storetest.Series{a.series(), b.series(), c.series(), d.series(),
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}}.series(),
		card{uuid: "GPU-b", node: "n2", held: []tenure{{always, "chat/llama-1"}}}.series(),
		card{uuid: "GPU-c", node: "n2", index: 1, held: []tenure{{always, "code/qwen-0"}}}.series(),
		card{cluster: "us", uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}}.series(),
	}...)
}

// Each row's mean is by requests over the replicas that it holds, whatever the key is.
func TestAccept4_LatencyByEveryLabel(t *testing.T) {
	w := everywhere(t)
	for _, c := range []struct {
		by   []string
		rows map[string][2]float64 // values of the key → e2e, requests a second
	}{
		{nil, map[string][2]float64{"": {(0.3*1.4 + 0.1*3.1 + 0.6*1.1 + 0.4) / 2, 2}}},
		{[]string{"llm_model"}, map[string][2]float64{"llama": {(0.3*1.4 + 0.1*3.1 + 0.6*1.1) / 1, 1}, "qwen": {0.4, 1}}},
		{[]string{"cluster"}, map[string][2]float64{"eu": {(0.3*1.4 + 0.1*3.1 + 0.4) / 1.4, 1.4}, "us": {1.1, 0.6}}},
		{[]string{"cluster", "llm_model"}, map[string][2]float64{"eu/llama": {(0.3*1.4 + 0.1*3.1) / 0.4, 0.4}, "us/llama": {1.1, 0.6}, "eu/qwen": {0.4, 1}}},
		{[]string{"pod"}, map[string][2]float64{"llama-0": {(0.3*1.4 + 0.6*1.1) / 0.9, 0.9}, "llama-1": {3.1, 0.1}, "qwen-0": {0.4, 1}}},
		{[]string{"cluster", "pod"}, map[string][2]float64{"eu/llama-0": {1.4, 0.3}, "us/llama-0": {1.1, 0.6}, "eu/llama-1": {3.1, 0.1}, "eu/qwen-0": {0.4, 1}}},
		{[]string{"namespace"}, map[string][2]float64{"chat": {(0.3*1.4 + 0.1*3.1 + 0.6*1.1) / 1, 1}, "code": {0.4, 1}}},
		{[]string{"node"}, map[string][2]float64{"n1": {(0.3*1.4 + 0.6*1.1) / 0.9, 0.9}, "n2": {(0.1*3.1 + 0.4) / 1.1, 1.1}}},
		{[]string{"engine"}, map[string][2]float64{"vllm": {(0.3*1.4 + 0.1*3.1 + 0.6*1.1 + 0.4) / 2, 2}}},
	} {
		key := func(label func(string) string) string {
			out := ""
			for i, l := range c.by {
				if i > 0 {
					out += "/"
				}
				out += label(l)
			}
			return out
		}
		for _, format := range []string{"table", "numeric", "timeseries"} {
			q := latency(format, c.by...).every(time.Minute)
			if format == "numeric" {
				q = pick(q, "e2e")
			}
			a := w.ask(q)
			what := format + " by " + key(func(l string) string { return l })
			if format == "timeseries" {
				seen := 0
				for _, f := range valueFields(a.frame) {
					want, ok := c.rows[key(func(l string) string { return f.Labels[l] })]
					if !ok {
						t.Errorf("%s: an unknown row %v", what, f.Labels)
					}
					for i := range f.Len() {
						v, ok := f.ConcreteAt(i)
						switch {
						case f.Name == "e2e" && ok:
							seen++
							a.near(what+" e2e", v, want[0], 1e-9)
						case f.Name == "requests" && ok:
							a.near(what+" requests", v, want[1], 1e-9)
						}
					}
				}
				if seen != 20*len(c.rows) {
					t.Errorf("%s: %d values, want %d", what, seen, 20*len(c.rows))
				}
				continue
			}
			if n := len(a.rows()); n != len(c.rows) {
				t.Errorf("%s: %d rows, want %d in\n%s", what, n, len(c.rows), a)
			}
			for _, r := range a.rows() {
				want := c.rows[key(func(l string) string { return r[l].(string) })]
				a.near(what+" e2e", r["e2e"], want[0], 1e-9)
				if format == "table" {
					a.near(what+" requests", r["requests"], want[1]*1200, 1e-6)
					a.conserved(r)
				}
			}
		}
	}
}

// Engines that report no phases: their end-to-end time stands, their phases are null with the reason.
func TestAccept4_LatencyWithoutPhases(t *testing.T) {
	w := newWorld(t, tgiServer("chat", "zephyr-0", 0.5, 0.2, 2))
	a := w.ask(latency("table", "engine"))
	r := a.one("engine", "tgi")
	a.near("e2e", r["e2e"], 2, 1e-9)
	a.near("requests", r["requests"], 600, 1e-6)
	for _, f := range []string{"prefill", "decode", "unexplained", "ttft_mean", "ttft_p95", "gateway_gap"} {
		a.null(f, r[f])
	}
	a.near("decomposed", r["decomposed"], 0, 0)
	for _, f := range []string{"prefill", "decode"} {
		if reason := a.reason(f); reason != "not-reported" {
			t.Errorf("%s is empty because of %q: %+v", f, reason, a.cover.Empty)
		}
	}
	// A series of nothing is no field, and has its reason.
	g := w.ask(latency("timeseries", "engine").every(time.Minute))
	for _, f := range g.frame.Fields {
		if f.Name == "prefill" || f.Name == "unexplained" {
			t.Errorf("a field %s without values", f.Name)
		}
	}
	if g.reason("prefill") != "not-reported" {
		t.Errorf("%+v", g.cover.Empty)
	}
	if len(g.line("e2e", "engine", "tgi")) != 20 {
		t.Errorf("%d steps", len(g.line("e2e")))
	}
}

// One model served by vLLM and by TGI: the phases are of those that report them, and of the same requests.
func TestAccept4_LatencyOfAMixedGroup(t *testing.T) {
	w := newWorld(t, phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4).series(), tgiServer("chat", "tgi-0", 0.1, 0.3, 5, "served", "llama"))
	w.settings = `{"modelLabels":["served"]}`
	for _, by := range [][]string{{"llm_model"}, nil} {
		a := w.ask(latency("table", by...))
		a.values(1)
		r := a.rows()[0]
		a.near("queue", r["queue"], 0.1, 1e-9)
		a.near("prefill", r["prefill"], 0.2, 1e-9)
		a.near("decode", r["decode"], 1, 1e-9)
		a.near("requests are all", r["requests"], 480, 1e-6)
		a.near("decomposed", r["decomposed"], 0.75, 1e-9)
		a.near("decomposed in coverage", *a.cover.Decomposed, 0.75, 1e-9)
		a.near("unexplained", r["unexplained"], 0.1, 1e-9)
		a.conserved(r)
	}
	a := w.ask(latency("table", "engine"))
	a.near("vllm", a.one("engine", "vllm")["decomposed"], 1, 1e-9)
	a.near("tgi", a.one("engine", "tgi")["e2e"], 5, 1e-9)
	a.null("tgi's decode", a.one("engine", "tgi")["decode"])
}

// Data-parallel ranks of one pod are summed, each with its own weight; tensor-parallel ones are one thing seen often.
func TestAccept4_LatencyOfRanks(t *testing.T) {
	zero, one := phased("chat/llama-0", "llama", 0.3, 0.1, 0.2, 1, 1.4), phased("chat/llama-0", "llama", 0.1, 0.5, 0.4, 2, 3.1)
	one.rank = "1"
	sg := map[string]fn{"sglang:num_running_reqs|model_name|qwen": constant(1)}
	for _, tp := range []string{"0", "1"} {
		labels := "|model_name|qwen|tp_rank|" + tp + "|dp_rank|0"
		observe(sg, "sglang:e2e_request_latency_seconds", labels, []string{"0.1", "1", "10"}, requestsOf{2, growing(0.5)})
		observe(sg, "sglang:queue_time_seconds", labels, []string{"0.1", "1", "10"}, requestsOf{0.2, growing(0.5)})
	}
	w := newWorld(t, zero.series(), one.series(), exposed(pod("code", "qwen-0"), sg))
	a := w.ask(latency("table", "pod"))
	a.values(2)
	r := a.one("pod", "llama-0")
	a.near("e2e", r["e2e"], 1.825, 1e-9)
	a.near("requests", r["requests"], 480, 1e-6)
	a.conserved(r)
	r = a.one("pod", "qwen-0")
	a.near("e2e of qwen", r["e2e"], 2, 1e-9)
	a.near("requests of both tensor-parallel ranks, once", r["requests"], 600, 1e-6)
	a = w.ask(latency("table", "pod", "engine_rank"))
	a.near("rank 0", a.one("pod", "llama-0", "engine_rank", "0")["e2e"], 1.4, 1e-9)
	a.near("rank 1", a.one("pod", "llama-0", "engine_rank", "1")["e2e"], 3.1, 1e-9)
}

// No requests: no latency, and no requests is 0.
func TestAccept4_LatencyWithoutTraffic(t *testing.T) {
	still := phased("chat/idle-0", "idle", 0, 0.1, 0.2, 1, 1.4)
	half := phased("chat/half-0", "half", 0, 0.1, 0.2, 1, 1.4)
	for name := range half.more {
		f := during(0, 600, 1)
		switch name {
		case "vllm:request_queue_time_seconds_sum":
			f = during(0, 600, 0.1)
		case "vllm:request_prefill_time_seconds_sum":
			f = during(0, 600, 0.2)
		case "vllm:e2e_request_latency_seconds_sum":
			f = during(0, 600, 1.4)
		}
		half.more[name] = f
	}
	w := newWorld(t, still.series(), half.series())
	a := w.ask(latency("table", "llm_model"))
	r := a.one("llm_model", "idle")
	a.near("requests", r["requests"], 0, 0)
	for _, f := range []string{"queue", "prefill", "decode", "e2e", "unexplained", "ttft_mean", "ttft_p95", "decomposed"} {
		a.null(f+" without requests", r[f])
	}
	a.near("the other", a.one("llm_model", "half")["e2e"], 1.4, 1e-9)
	a.near("its requests", a.one("llm_model", "half")["requests"], 600, 1e-9)
	g := w.ask(latency("timeseries", "llm_model").every(time.Minute))
	for s, v := range g.line("e2e", "llm_model", "half") {
		g.near("e2e", v, 1.4, 1e-9)
		if s > 600 {
			t.Errorf("a latency at %d, where nothing is asked", s)
		}
	}
	if n := len(g.line("e2e", "llm_model", "half")); n != 10 {
		t.Errorf("%d steps with a latency, want 10", n)
	}
	if n := len(g.line("requests", "llm_model", "half")); n != 20 {
		t.Errorf("%d steps with a count, want 20", n)
	}
	n := w.ask(pick(latency("numeric", "llm_model"), "e2e"))
	for _, r := range n.where("llm_model", "idle") {
		n.null("an alert never sees 0", r["e2e"])
	}
}
