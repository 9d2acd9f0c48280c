package acceptance_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// A range that ends now is told up to the newest sample less a scrape: of an engine that is 45 s late that is 60 s ago,
// 10 × 540; a card's exporter whose clock is 20 s ahead is not in the future, and says 0.8.
func TestAccept5_ARangeThatEndsNow(t *testing.T) {
	now := lately()
	late := fresh(t, now, 0, -45).ask(table("replica", tokens).between(now-600, now))
	late.between("tokens of a late engine", late.one("pod", "llama-0")["tokens"], 5400, 5550)
	ahead := fresh(t, now, 20, 0).ask(table("replica", tokens, tensor).between(now-600, now))
	ahead.between("tokens beside a clock ahead", ahead.one("pod", "llama-0")["tokens"], 5700, 6000)
	ahead.near("tensor", ahead.one("pod", "llama-0")["tensor"], 0.8, 1e-9)
	ahead.near("match_share", ahead.one("pod", "llama-0")["match_share"], 1, 1e-9)
	for _, a := range []answer{late, ahead} {
		for _, s := range a.cover.Sources {
			if s.LastSampleAgeS < 0 || s.LastSampleAgeS > 60 {
				t.Errorf("age %+v", s)
			}
		}
	}
	// A graph's last step is complete for both: nothing falls off at its end.
	g := fresh(t, now, -40, -10).ask(graph("replica", rate, tensor).between(now-600, now).every(30 * time.Second))
	for name, want := range map[string]float64{"rate": 10, "tensor": 0.8} {
		l := g.line(name, "pod", "llama-0")
		for s, v := range l {
			g.near(name, v, want, 1e-6)
			if s > now-40-30 {
				t.Errorf("%s at %d s before now is not complete", name, now-s)
			}
		}
		if len(l) < 15 {
			t.Errorf("%d steps of %s", len(l), name)
		}
	}
}

// Replica a is upgraded at 600 (3 cached tokens a second under the old name, then 6 under the new one and, beside it,
// the old one going on), b is not (3 a second). A new series may cost one scrape of 15 s × 6.
func TestAccept5_AnUpgradeInTheRange(t *testing.T) {
	next := newNames(600)
	next["vllm:prefix_cache_hits_total"] = since(600, 3)
	w := newWorld(t, upgraded(600, oldNames(before), next), engine{pod: "chat/llama-1", more: oldNames(before)}.series())
	cached := operand{As: "cached", Signal: "cached_tokens", Stat: "total"}
	usage := operand{As: "usage", Signal: "kv_cache_usage"}
	for _, c := range []struct {
		from, to int
		a, b     float64
	}{{0, 600, 1800, 1800}, {300, 600, 900, 900}, {630, 1200, 3420, 1710}, {900, 1200, 1800, 900}, {0, 1200, 1800 + 3600, 3600}, {300, 1200, 900 + 3600, 2700}} {
		slack := 0.0
		if c.from < 600 && c.to > 600 {
			slack = 90
		}
		a := w.ask(table("replica", cached, usage).between(c.from, c.to))
		a.between("upgraded", a.one("pod", "llama-0")["cached"], c.a-slack, c.a)
		a.near("not upgraded", a.one("pod", "llama-1")["cached"], c.b, 1e-6)
		m := w.ask(table("model", cached).between(c.from, c.to))
		m.near("Σ", m.sum("cached"), a.sum("cached"), 1e-6)
		s := w.ask(signals("table", []string{"llm_model"}, cached).between(c.from, c.to))
		s.near("Σ of the signal", s.sum("cached"), a.sum("cached"), 1e-6)
		old := float64(max(0, 600-c.from)) / float64(c.to-c.from)
		a.near("usage", a.one("pod", "llama-0")["usage"], 0.9*old+0.5*(1-old), 0.4*30/float64(c.to-c.from))
	}
}

// A pod lives from 300 to 900 and makes 10 tokens a second: 6,000, which is 5 a second of the range; its card is its for
// half of the range, and the 0.8 of that time is not diluted by the 0.1 of the rest.
func TestAccept5_HalfOfTheRange(t *testing.T) {
	w := newWorld(t, engine{scrape: scrape{from: 300, to: 900}, pod: "chat/llama-0", tokens: since(300, 10)}.series(),
		card{uuid: "GPU-a", held: []tenure{{299, ""}, {900, "chat/llama-0"}, {always, ""}}, tensor: func(s int) float64 {
			if s >= 300 && s <= 900 {
				return 0.8
			}
			return 0.1
		}}.series())
	running := operand{As: "running", Signal: "requests_running"}
	for _, grain := range []string{"replica", "device", "model"} {
		a := w.ask(table(grain, tokens, rate, tensor, running))
		r := a.one("row_kind", "value")
		a.near("tokens", r["tokens"], 6000, 1e-6)
		a.near("rate", r["rate"], 5, 1e-6)
		a.near("tensor", r["tensor"], 0.8, 0.02)
		a.between("gpus", r["gpus"], 600.0/1200, 660.0/1200)
		a.between("owned_share", r["owned_share"], 600.0/1200, 660.0/1200)
		a.between("running, of the range", r["running"], 600.0/1200, 660.0/1200)
		a.near("unmatched", a.one("row_kind", "unmatched")["tensor"], 0.1, 0.04)
	}
}

// A hit ratio of replicas is by their queries: (90 + 1) of (100 + 10), not the mean of 0.9 and 0.1.
func TestAccept5_ARatioByItsDenominator(t *testing.T) {
	w := newWorld(t)
	for pod, n := range map[string][2]float64{"llama-0": {90, 100}, "llama-1": {1, 10}} {
		w.series = append(w.series, engine{pod: "chat/" + pod, more: map[string]fn{"vllm:prefix_cache_hits_total": growing(n[0]), "vllm:prefix_cache_queries_total": growing(n[1])}}.series()...)
	}
	hits := operand{As: "hits", Signal: "prefix_hit_ratio"}
	a := w.ask(table("model", hits))
	a.near("by queries", a.one("llm_model", "llama")["hits"], 91.0/110, 1e-9)
	r := w.ask(table("replica", hits))
	r.near("own", r.one("pod", "llama-1")["hits"], 0.1, 1e-9)
	g := w.ask(graph("model", hits).every(time.Minute))
	for _, v := range g.line("hits") {
		g.near("of a step", v, 91.0/110, 1e-9)
	}
}

// What is joined at the tenants' grain still adds up: 18,000 tokens of engines, 9,600 of them counted by the gateway.
func TestAccept5_TheGrainOfTenants(t *testing.T) {
	w := tenancy(t)
	gateway := operand{As: "gateway", Signal: "gateway_generation_tokens", Stat: "total"}
	a := w.ask(table("tenant", gateway, tokens))
	a.near("blue", a.one("tenant", "blue")["gateway"], 7200, 1e-6)
	a.near("red", a.one("tenant", "red")["gateway"], 2400, 1e-6)
	a.near("Σ gateway", a.sum("gateway"), 9600, 1e-6)
	a.near("Σ engines", a.sum("tokens"), 18000, 1e-6)
}

// Why a side is empty, what is how old, and the step.
func TestAccept5_WhatCoverageSays(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{}}.series(),
		// The exporter stops at 600 and names nobody: its card is in nobody's hands.
		card{scrape: scrape{to: 600, silent: true}, uuid: "GPU-a", naming: unnamed, tensor: constant(0.5)}.series(),
		// Preemptions end long before the range.
		exposed(append(pod("chat", "llama-0"), "model_name", "llama", "engine", "0"), map[string]fn{})) // no series of its own
	w.series = append(w.series, scrape{from: before, to: -400}.or(15).series(line{"vllm:num_preemptions_total", func(int) []string {
		return []string{"cluster", "eu", "job", "vllm", "instance", "llama-0:8000", "namespace", "chat", "pod", "llama-0", "model_name", "llama", "engine", "0"}
	}, growing(1)})...)
	a := w.ask(table("replica", tokens, tensor, operand{As: "nvlink", Signal: "gpu_nvlink_tx"}, operand{As: "preempted", Signal: "preemptions", Stat: "total"}))
	reason, names := a.empty("nvlink")
	if reason != "no-series" || !slices.Contains(names, "DCGM_FI_PROF_NVLINK_TX_BYTES") {
		t.Errorf("nvlink: %s %v", reason, names)
	}
	if reason, _ := a.empty("tensor"); reason != "no-match" {
		t.Errorf("tensor: %q in %s", reason, a)
	}
	if reason, _ := a.empty("preempted"); reason != "no-samples" && reason != "no-series" {
		t.Errorf("preempted: %q in %s", reason, a)
	}
	a.unmatched("GPU-a", "")
	a.unmatched("llama-0", "")
	if a.cover.Devices.Matched != 0 || a.cover.Devices.Total != 1 || a.cover.Replicas.Matched != 0 || a.cover.Replicas.Total != 1 || len(a.cover.Methods) != 0 {
		t.Errorf("%+v", a.cover)
	}
	a.near("gpus of a replica without one", a.one("pod", "llama-0")["gpus"], 0, 0)
	for _, s := range a.cover.Sources {
		switch s.Family {
		case "gpu":
			a.near("age of the cards", s.LastSampleAgeS, 600, 30)
			a.near("step of the cards", s.NativeStepS, 30, 0)
		case "engine":
			a.near("age of the engines", s.LastSampleAgeS, 0, 15)
		}
	}
	g := w.ask(graph("replica", rate, tensor).between(0, 600))
	a.near("step of a graph", g.cover.StepS, 30, 0)
	only := w.ask(graph("replica", rate).between(0, 600))
	a.near("step of engines alone", only.cover.StepS, 15, 0)
	// A notice says it as well.
	if !strings.Contains(strings.ToLower(noticesOf(a)), "nvlink") {
		t.Errorf("no notice: %q", noticesOf(a))
	}
	empty := newWorld(t, []storetest.Series{}).ask(table("replica", tokens))
	if reason, names := empty.empty("tokens"); reason != "no-series" || len(names) == 0 {
		t.Errorf("an empty store: %q %v", reason, names)
	}
}
