package acceptance_test

import (
	"strings"
	"testing"
	"time"
)

// saver is a replica of which a part of the prompts is cached, and of whose time a quarter is prefill.
func saver(cluster, pod string, prompt, cached float64) engine {
	e := earning(pod, growing)
	e.cluster = cluster
	e.more["vllm:prompt_tokens_total"], e.more["vllm:prompt_tokens_cached_total"] = growing(prompt), growing(cached)
	e.more["vllm:kv_cache_usage_perc"], e.more["vllm:num_preemptions_total"] = constant(0.5), growing(0)
	return e
}

// What caches save is the cost query's figure, at every grain and step, and follows from the bill by hand: 12 a card and
// 1,200 s, a quarter of it for prompts, of which 30 of 40 tokens were computed.
func TestKVCache_SavedIsTheBills(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), heldCard(1, "chat/llama-1"), saver("", "chat/llama-0", 40, 10).series(),
		saver("", "chat/llama-1", 40, 0).series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(caches("pod"))
	r := a.one("pod", "llama-0")
	a.near("saved", r["saved_by_cache"], 12.0/4*10/30, 1e-6)
	a.near("saved GPU-hours", r["saved_gpu_hours"], 1200.0/3600/4*10/30, 1e-9)
	a.near("nothing cached, nothing saved", a.one("pod", "llama-1")["saved_by_cache"], 0, 0)
	if a.caches().Estimates["saved_by_cache"] == "" {
		t.Error("the saving is not said to be an estimate")
	}
	if f, _ := a.frame.FieldByName("saved_by_cache"); f.Config.Unit != "currencyEUR" {
		t.Errorf("unit %q", f.Config.Unit)
	}
	for _, by := range []string{"llm_model", "gpu_model", "cluster"} {
		k, c := w.ask(caches(by).only("saved_by_cache")), w.ask(bill(by))
		for _, r := range c.where("row_kind", "value") {
			k.near("saved by "+by, k.one(by, r[by].(string))["saved_by_cache"], r["saved_by_cache"].(float64), 1e-9)
		}
	}
	k, c := w.ask(caches("pod").as("timeseries").every(time.Minute)), w.ask(query{QueryType: "cost", By: []string{"pod"}}.every(time.Minute))
	want := c.line("saved_by_cache", "pod", "llama-0")
	for second, v := range k.line("saved_by_cache", "pod", "llama-0") {
		k.near("saved at a step", v, want[second], 1e-9)
	}
}

// Two currencies are never added, whatever the row.
func TestKVCache_TwoCurrencies(t *testing.T) {
	us := card{uuid: "GPU-u", cluster: "us", held: []tenure{{always, "chat/llama-0"}}}
	w := newWorld(t, heldCard(0, "chat/llama-0"), us.series(), saver("", "chat/llama-0", 40, 10).series(), saver("us", "chat/llama-0", 40, 10).series(),
		price("eu", "n1", scrape{}, constant(36)), price("us", "n1", scrape{}, constant(72)))
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	a := w.ask(caches())
	a.values(2)
	eu, dollars := a.one("cluster", "eu"), a.one("cluster", "us")
	a.near("euros", eu["saved_by_cache"], 1, 1e-6)
	a.is("their currency", eu["currency"], "EUR")
	a.near("dollars", dollars["saved_by_cache"], 2, 1e-6)
	a.is("their currency", dollars["currency"], "USD")
	m := w.ask(caches("llm_model"))
	r := m.one("llm_model", "llama")
	m.null("a sum of two currencies", r["saved_by_cache"])
	m.near("GPU-hours add", r["saved_gpu_hours"], 2*1200.0/3600/4/3, 1e-9)
}

// Tenants are known to gateways, which say how much of their prompts was cached; the engines' rest is in no such row.
func TestKVCache_Tenants(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), saver("", "chat/llama-0", 40, 10).series(), price("eu", "n1", scrape{}, constant(36)),
		teamOf("search", map[string]fn{"output_tokens": growing(6), "input_tokens": growing(30), "input_cached_tokens": growing(12)}),
		teamOf("ads", map[string]fn{"output_tokens": growing(4), "input_tokens": growing(10), "input_cached_tokens": growing(1)}))
	w.settings = `{"tenantLabels":["team"],"currencies":[{"currency":"EUR"}]}`
	a := w.ask(caches("tenant"))
	a.near("hit ratio of a tenant", a.one("tenant", "search")["hit_ratio"], 0.4, 1e-9)
	a.near("prompts of a tenant", a.one("tenant", "ads")["prompt_tokens"], 12000, 1e-6)
	a.null("usage has no tenant", a.one("tenant", "ads")["usage"])
	a.is("verdict", a.one("tenant", "ads")["verdict"], "unknown")
	c := w.ask(bill("tenant"))
	for _, tenant := range []string{"search", "ads"} {
		a.near("saved for "+tenant, a.one("tenant", tenant)["saved_by_cache"], c.one("tenant", tenant)["saved_by_cache"].(float64), 1e-9)
	}
}

// A saving that cannot be told, because an engine of the row does not report its phases, is nobody's for that reason: not
// for want of replicas, even where nothing else is asked.
func TestKVCache_SavedOfUndivided(t *testing.T) {
	silent := engine{pod: "chat/llama-1", tokens: growing(10), more: map[string]fn{"vllm:prompt_tokens_total": growing(40),
		"vllm:prompt_tokens_cached_total": growing(10), "vllm:request_success_total|finished_reason|stop": growing(0.2)}}
	w := newWorld(t, heldCard(1, "chat/llama-1"), silent.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(caches("cluster").only("saved_gpu_hours"))
	if len(a.cover.Empty) != 1 || a.cover.Empty[0].Reason != "not-reported" || len(a.cover.Empty[0].Systems) == 0 {
		t.Errorf("why there is none: %+v", a.cover.Empty)
	}
	if said := noticesOf(a); strings.Contains(said, "pass the filters") {
		t.Errorf("it is said that no series pass the filters: %s", said)
	}
}
