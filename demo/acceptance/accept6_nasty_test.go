package acceptance_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// scrapedAs is a target with the labels of an unusual scrape.
func scrapedAs(page string, labels ...string) target { return target{scraped: labels, page: page} }

// The same replica, however it was scraped, relabelled, federated or written through another store.
func TestAccept6_HoweverItIsScraped(t *testing.T) {
	few := wanted{"prompt_tokens/total": 600_000, "requests_running": 3, "kv_cache_usage": 0.42, "ttft": 0.4, "ttft/p50": 0.25 + 0.25*0.25/0.4, "prefix_hit_ratio": 0.3}
	own := strings.NewReplacer(`{engine="0"`, `{namespace="chat",pod="llama-0",job="vllm",instance="10.2.0.1:8000",engine="0"`).Replace(vllm033)
	where := []string{"namespace", "chat", "pod", "llama-0", "llm_model", "llama"}
	federated := scrapedAs(own, "job", "federate", "instance", "prom:9090")
	honoured := federated
	honoured.honour = true
	prefixed := scrapedAs(own, "job", "scraper", "instance", "otel:8889", "namespace", "monitoring", "pod", "otel-0", "container", "otel")
	for name, c := range map[string]struct {
		x   target
		key []string
	}{
		"external labels":     {scrapedAs(vllm033, "job", "x", "instance", "10.2.0.1:8000", "namespace", "chat", "pod", "llama-0", "prometheus", "monitoring/k8s", "prometheus_replica", "p-0", "region", "eu-1", "env", "prod"), where},
		"Thanos Receive":      {scrapedAs(vllm033, "job", "x", "instance", "10.2.0.1:8000", "namespace", "chat", "pod", "llama-0", "receive", "true", "tenant_id", "default-tenant", "replica", "r-0"), where},
		"renamed job":         {scrapedAs(vllm033, "job", "monitoring/my-podmonitor", "instance", "llama", "namespace", "chat", "pod", "llama-0", "endpoint", "http", "container", "server"), where},
		"pod_name":            {scrapedAs(vllm033, "job", "x", "instance", "10.2.0.1:8000", "namespace", "chat", "pod_name", "llama-0", "container_name", "vllm"), where},
		"no namespace":        {scrapedAs(vllm033, "job", "x", "instance", "10.2.0.1:8000", "pod", "llama-0"), where[2:]},
		"bare metal":          {scrapedAs(vllm033, "job", "x", "instance", "10.2.0.1:8000"), where[4:]},
		"federated":           {federated, where},
		"federated, honoured": {honoured, where},
		"exported_":           {prefixed, where},
		"k8s_":                {scrapedAs(vllm033, "job", "x", "instance", "10.2.0.1:8000", "k8s_namespace_name", "chat", "k8s_pod_name", "llama-0", "service_name", "vllm"), where},
	} {
		t.Run(name, func(t *testing.T) {
			w := printed(t, c.x)
			w.tells(c.key, few)
			w.recognised("engine", map[string]int{"vllm": 1})
		})
	}
}

// Two monitors scrape the same port, or a pair of servers does: one replica, counted once.
func TestAccept6_ScrapedTwice(t *testing.T) {
	at := func(more ...string) target {
		return scrapedAs(vllm033, append([]string{"instance", "10.2.0.1:8000", "namespace", "chat", "pod", "llama-0"}, more...)...)
	}
	for name, pair := range map[string][2]target{
		"two monitors": {at("job", "podmonitor"), at("job", "servicemonitor", "service", "llama", "endpoint", "http")},
		"HA pair":      {at("job", "vllm", "prometheus_replica", "p-0"), at("job", "vllm", "prometheus_replica", "p-1")},
		"Cortex pair":  {at("job", "vllm", "__replica__", "a"), at("job", "vllm", "__replica__", "b")},
	} {
		t.Run(name, func(t *testing.T) {
			pair[1].phase = 7
			w := printed(t, pair[0], pair[1])
			w.tells([]string{"pod", "llama-0"}, wanted{"prompt_tokens": 500, "requests_running": 3, "requests_finished/total": 600, "e2e_latency": 2.5, "kv_cache_usage": 0.42})
			w.tells(nil, wanted{"prompt_tokens": 500})
		})
	}
}

// Edges written as 1 and as 1.0 are the same edge: by two replicas, and by one of which the spelling changes.
func TestAccept6_SpellingsOfAnEdge(t *testing.T) {
	page := func(le string) string {
		return "vllm:num_requests_running{model_name=\"llama\",engine=\"0\"} 1\n~ vllm:time_to_first_token_seconds{model_name=\"llama\",engine=\"0\"} " + le + " 1@1.5\n"
	}
	w := printed(t, on("chat", "a-0", page("0.5,1,2,4")), on("chat", "b-0", page("0.5,1.0,2.0,4.0")))
	w.tells([]string{"llm_model", "llama"}, wanted{"ttft/p50": 1.5, "ttft": 1.5})
	older, newer := on("chat", "a-0", page("0.5,1,2,4")), on("chat", "a-0", page("0.5,1.0,2.0,4.0"))
	older.to, newer.from = 600, 615
	w = printed(t, older, newer)
	w.tells([]string{"llm_model", "llama"}, wanted{"ttft/p50": 1.5})
}

// A rolling upgrade from 0.10 to 0.33 over three pods, one after the other: neither a dip nor a doubling at any step.
func TestAccept6_RollingUpgrade(t *testing.T) {
	old := strings.NewReplacer("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc", "vllm:inter_token_latency_seconds", "vllm:time_per_output_token_seconds",
		"vllm:prefix_cache_", "vllm:gpu_prefix_cache_").Replace(vllm033)
	var all []target
	for i := range 3 {
		was, is := python("chat", fmt.Sprintf("llama-%d", i), old), python("chat", fmt.Sprintf("llama-%d", i), vllm033)
		was.to, was.silent = 300*(i+1), true
		is.from = was.to + 15
		all = append(all, was, is)
	}
	w := printed(t, all...)
	w.tells([]string{"llm_model", "llama"}, wanted{"itl": 0.02, "kv_cache_usage": 0.42, "prefix_hit_ratio": 0.3, "requests_running": 9, "prompt_tokens/total": 1_800_000, "itl/p50": 0.01 + 0.015*0.5})
	g := w.ask(signals("timeseries", []string{"llm_model"}, operand{As: "itl", Signal: "itl"}, kvUsage, running, operand{As: "p", Signal: "prompt_tokens"}).every(seconds(60)))
	for operandOf, want := range map[string]float64{"itl": 0.02, "kv": 0.42, "running": 9, "p": 1500} {
		line := g.line(operandOf, "llm_model", "llama")
		if len(line) != 20 {
			t.Errorf("%s has %d of 20 steps", operandOf, len(line))
		}
		for s, v := range line {
			if math.Abs(v-want) > 0.002*want {
				t.Errorf("%s at %d is %g, want %g", operandOf, s, v, want)
			}
		}
	}
}

// A site's own signal is a signal like any other: asked for, joined, and in the doctor's report.
func TestAccept6_OwnSignals(t *testing.T) {
	w := printed(t, on("chat", "llama-0", vllm033+"acme_words_total{model_name=\"llama\"} +40\n"), exporterOn("h100", dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")))
	w.settings = `{"signals":[{"id":"acme_words","title":"Words","family":"engine","kind":"counter","unit":"short","description":"Words in answers.","alternatives":[{"metric":"acme_words_total","labels":{"llm_model":["model_name"]}}]}]}`
	w.tells([]string{"llm_model", "llama", "pod", "llama-0"}, wanted{"acme_words/total": 48_000, "prompt_tokens": 500})
	a := w.ask(table("replica", operand{As: "words", Signal: "acme_words", Stat: "total"}, energy, operand{As: "each", Formula: "energy / words"}))
	a.near("joules a word", a.one("pod", "llama-0")["each"], 402.5*1200/48_000, 1e-6)
	_, _, r := w.doctor("Editor")
	for _, s := range r.Signals {
		if s.Signal == "acme_words" && len(s.Names) == 1 && s.On == 1 {
			return
		}
	}
	t.Error("the doctor does not know the site's own signal")
}
