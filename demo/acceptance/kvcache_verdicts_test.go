package acceptance_test

import (
	"strings"
	"testing"
	"time"
)

// A tier that answers more of the prompts than the local cache makes it cold; one that answers less does not, and neither
// does the decode half of a pair, whose cache comes from the prefill half.
func TestKVCache_ColdIsWhatIsCachedElsewhere(t *testing.T) {
	decode := caching("chat/decode", constant(0.3), constant(0), 0, prefixes(100, 0, 95, 100, 95))
	decode.model, decode.labels = "pair", []string{"llm_d_ai_role", "decode"}
	prefill := caching("chat/prefill", constant(0.3), constant(0), 0, prefixes(100, 40, 0, 100, 40))
	prefill.model, prefill.labels = "pair", []string{"llm_d_ai_role", "prefill"}
	w := newWorld(t,
		caching("chat/cold", constant(0.3), constant(0), 0, prefixes(100, 10, 60, 100, 70)).series(),
		caching("chat/warm", constant(0.3), constant(0), 0, prefixes(100, 60, 30, 100, 90)).series(),
		caching("chat/missed", constant(0.3), constant(0), 0, prefixes(100, 1, 0, 100, 1)).series(),
		caching("chat/both", constant(0.93), constant(0), 0, prefixes(100, 10, 60, 100, 70)).series(),
		decode.series(), prefill.series())
	a := w.ask(caches())
	cold := a.verdictOf("cold", "cold")
	a.verdictOf("warm", "healthy")
	a.verdictOf("missed", "healthy")
	a.verdictOf("both", "pressure")
	a.verdictOf("decode", "healthy")
	a.verdictOf("prefill", "healthy")
	if e := cold.Evidence[0]; e.Field != "hit_external" || *e.Value != 0.6 && !close6(*e.Value, 0.6) || !close6(*e.Against, 0.1) || !e.Holds {
		t.Errorf("evidence %+v", e)
	}
	a.near("part of the prompts that the tier answered", a.one("pod", "cold")["hit_external"], 0.6, 1e-9)
	m := w.ask(caches("llm_model"))
	pair := m.one("llm_model", "pair")
	m.near("the pair's prompts once", pair["prompt_tokens"], 120000, 1e-6)
	m.near("the pair's hit ratio", pair["hit_ratio"], 0.4, 1e-9)
	m.near("no tier in a pair", pair["hit_external"], 0, 1e-9)
}

func close6(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 }

// A router whose index expects far more than the replica finds tells of a cold cache as well.
func TestKVCache_ColdByTheRoutersIndex(t *testing.T) {
	router := exposed([]string{"job", "epp", "instance", "10.0.0.9:9090", "namespace", "edge", "pod", "epp-0"}, map[string]fn{
		"llm_d_epp_prefix_indexer_hit_ratio_sum": growing(0.7), "llm_d_epp_prefix_indexer_hit_ratio_count": growing(1)})
	cold := caching("chat/cold", constant(0.3), constant(0), 0, prefixes(100, 10, 0, 100, 10))
	warm := caching("chat/warm", constant(0.3), constant(0), 0, prefixes(100, 60, 0, 100, 60))
	w := newWorld(t, router, cold.series(), warm.series())
	a := w.ask(caches())
	fact := a.verdictOf("cold", "cold")
	a.verdictOf("warm", "healthy")
	if fact.Evidence[0].Label != "router index" {
		t.Errorf("evidence %+v", fact.Evidence[0])
	}
	// With two models, an index without a model speaks of neither.
	warm.model = "other"
	newWorld(t, router, cold.series(), warm.series()).ask(caches()).verdictOf("cold", "healthy")
}

// tgi is a replica of TGI with a queue, a batch, and how far the batch is from its token budget.
func tgi(name string, queue, batch, reserved, budget fn) map[string]fn {
	return map[string]fn{"tgi_queue_size": queue, "tgi_batch_current_size": batch, "tgi_request_count": growing(1),
		"tgi_batch_current_max_tokens": reserved, "tgi_batch_max_total_tokens": budget}
}

// TGI reports nothing of its cache; a long queue before a batch with room is the token budget's.
func TestKVCache_TokenBudget(t *testing.T) {
	w := newWorld(t,
		exposed(pod("chat", "starved"), tgi("", constant(20), constant(8), constant(12000), constant(16000))),
		exposed(pod("chat", "full"), tgi("", constant(20), constant(8), constant(16000), constant(16000))),
		exposed(pod("chat", "short"), tgi("", constant(1), constant(8), constant(12000), constant(16000))),
		exposed(pod("chat", "burst"), tgi("", until(1125, 0, 30), constant(8), constant(12000), constant(16000))))
	a := w.ask(caches())
	starved := a.verdictOf("starved", "token-budget")
	a.verdictOf("full", "unknown")
	a.verdictOf("short", "unknown")
	a.verdictOf("burst", "unknown")
	r := a.one("pod", "starved")
	for _, f := range []string{"usage", "usage_max", "hit_ratio", "preemptions", "recomputed_tokens", "saved_by_cache"} {
		a.null(f, r[f])
		if !has(starved.NotReported, f) {
			t.Errorf("%s is not said to be unreported: %v", f, starved.NotReported)
		}
	}
	a.near("waiting", r["waiting"], 20, 1e-9)
	for _, e := range a.cover.Empty {
		if e.Operand == "usage" && (e.Reason != "not-reported" || strings.Join(e.Systems, "") != "tgi") {
			t.Errorf("usage is empty because of %+v", e)
		}
	}
}

// What an engine does not report is null and named, and no verdict is made of what is not known.
func TestKVCache_Engines(t *testing.T) {
	sglang := "|model_name|llama|tp_rank|0"
	w := newWorld(t,
		exposed(pod("chat", "sglang"), map[string]fn{"sglang:num_running_reqs" + sglang: constant(4), "sglang:num_queue_reqs" + sglang: constant(1),
			"sglang:token_usage" + sglang: constant(0.96), "sglang:num_retracted_requests_total" + sglang: growing(0.05),
			"sglang:prompt_tokens_total" + sglang: growing(100), "sglang:cached_tokens_total" + sglang + "|cache_source|device": growing(20),
			"sglang:cached_tokens_total" + sglang + "|cache_source|host": growing(30), "sglang:cached_tokens_total" + sglang + "|cache_source|total": growing(50),
			"sglang:num_requests_total" + sglang: growing(0.5), "sglang:evicted_tokens_total" + sglang: growing(3), "sglang:cache_hit_rate" + sglang: constant(0.99),
			"sglang:hicache_host_used_tokens" + sglang: constant(250), "sglang:hicache_host_total_tokens" + sglang: constant(1000)}),
		exposed(pod("chat", "trt"), map[string]fn{"trtllm_num_requests_running|model_name|llama|engine_type|trtllm": constant(4), "trtllm_num_requests_waiting|model_name|llama|engine_type|trtllm": constant(0),
			"trtllm_kv_cache_utilization|model_name|llama|engine_type|trtllm": constant(0.5), "trtllm_prompt_tokens_total|model_name|llama|engine_type|trtllm": growing(100),
			"trtllm_prompt_cached_tokens_total|model_name|llama|engine_type|trtllm": growing(25), "trtllm_generation_tokens_total|model_name|llama|engine_type|trtllm": growing(10),
			"trtllm_kv_cache_host_utilization|model_name|llama|engine_type|trtllm": constant(0.1)}),
		exposed(pod("chat", "trt-full"), map[string]fn{"trtllm_num_requests_running|model_name|llama|engine_type|trtllm": constant(4), "trtllm_num_requests_waiting|model_name|llama|engine_type|trtllm": constant(0),
			"trtllm_kv_cache_utilization|model_name|llama|engine_type|trtllm": constant(0.95), "trtllm_generation_tokens_total|model_name|llama|engine_type|trtllm": growing(10)}),
		exposed(pod("edge", "phi"), map[string]fn{"llamacpp:requests_processing": constant(2), "llamacpp:requests_deferred": constant(0),
			"llamacpp:tokens_predicted_total": growing(10)}))
	a := w.ask(caches())
	a.values(4)
	s := a.verdictOf("sglang", "pressure")
	r := a.one("pod", "sglang")
	a.near("local hits in tokens, not the last batch's", r["hit_ratio"], 0.2, 1e-9)
	a.near("hits of host memory", r["hit_external"], 0.3, 1e-9)
	a.near("cached without the total beside its parts", r["cached_tokens"], 60000, 1e-6)
	a.near("retracted", r["preemptions"], 60, 1e-9)
	a.near("recomputed by the mean prompt", r["recomputed_tokens"], 60*200, 1e-6)
	a.near("evicted", r["evicted_tokens"], 3600, 1e-9)
	a.near("host usage in tokens", r["host_usage"], 0.25, 1e-9)
	if !has(s.NotReported, "lifetime_p50") || has(s.NotReported, "hit_external") {
		t.Errorf("SGLang does not report %v", s.NotReported)
	}
	trt := a.verdictOf("trt", "unknown")
	a.verdictOf("trt-full", "pressure")
	r = a.one("pod", "trt")
	a.near("TensorRT-LLM's hit ratio", r["hit_ratio"], 0.25, 1e-9)
	a.near("its host cache", r["host_usage"], 0.1, 1e-9)
	a.null("preemptions", r["preemptions"])
	a.null("hits outside", r["hit_external"])
	if !has(trt.NotReported, "preemptions") || trt.Evidence[1].Field != "preemptions" || trt.Evidence[1].Value != nil {
		t.Errorf("not reported %v, evidence %+v", trt.NotReported, trt.Evidence)
	}
	phi := a.verdictOf("phi", "unknown")
	if !has(phi.NotReported, "usage") || !has(phi.NotReported, "hit_ratio") {
		t.Errorf("llama.cpp does not report %v", phi.NotReported)
	}
}

// A window is five minutes back from the end: what happened in one of them is in the range's verdict, and no longer now.
func TestKVCache_WindowsOfARange(t *testing.T) {
	filled := func(s int) float64 {
		if s > 300 && s <= 600 {
			return 0.98
		}
		return 0.4
	}
	preempting := func(s int) float64 { return float64(max(0, min(s, 600)-300)) }
	e := caching("chat/llama-0", filled, sawtooth(0.1, 300), 0, nil)
	e.more["vllm:num_preemptions_total"] = preempting
	w := newWorld(t, e.series())
	a := w.ask(caches())
	r := a.one("pod", "llama-0")
	a.is("verdict of the range", r["verdict"], "thrash")
	a.near("thrash", r["thrash"], 1, 0)
	a.near("compute-bound in the other windows", r["compute_bound"], 1, 0)
	a.near("never healthy", r["healthy"], 0, 0)
	fact := a.caches().Kvcache.Rows[0]
	a.is("now", fact.Now, "compute-bound")
	want := []struct {
		verdict  string
		from, to int
	}{{"compute-bound", 0, 300}, {"thrash", 300, 600}, {"compute-bound", 600, 1200}}
	for i, s := range fact.Spells {
		if s.Verdict != want[i].verdict || s.From != at(want[i].from).UnixMilli() || s.To != at(want[i].to).UnixMilli() {
			t.Errorf("spell %+v, want %+v", s, want[i])
		}
	}
	if e := fact.Evidence[1]; e.Field != "preemptions" || !close6(*e.Value, 1) {
		t.Errorf("evidence of the window in question: %+v", e)
	}
	later := w.ask(caches().between(760, 1190))
	later.is("verdict after it", later.one("pod", "llama-0")["verdict"], "compute-bound")
	short := w.ask(caches().between(540, 600))
	short.is("a range shorter than a window", short.one("pod", "llama-0")["verdict"], "thrash")
	g := w.ask(caches().as("timeseries").every(time.Minute).only("thrash", "pressure", "compute_bound"))
	line := g.line("thrash", "pod", "llama-0")
	for second, v := range map[int]float64{300: 0, 600: 1, 960: 0, 1200: 0} {
		g.near("thrash at a step", line[second], v, 0)
	}
	g.near("pressure while half of the window was full", g.line("pressure")[720], 1, 0)
}

// A replica that is new, or gone, has no verdict for the time in which it was not there.
func TestKVCache_ReplicasThatComeAndGo(t *testing.T) {
	gone, fresh := caching("chat/gone", constant(0.97), sawtooth(0.1, 300), 0.2, nil), caching("chat/fresh", constant(0.4), constant(1), 0, nil)
	gone.scrape, fresh.scrape = scrape{to: 585}, scrape{from: 915}
	w := newWorld(t, gone.series(), fresh.series())
	a := w.ask(caches())
	a.is("verdict of the one that went", a.one("pod", "gone")["verdict"], "thrash")
	for i, r := range a.rows() {
		if r["pod"] == "gone" {
			a.is("which is not there now", a.caches().Kvcache.Rows[i].Now, "unknown")
		}
	}
	a.is("verdict of the new one", a.one("pod", "fresh")["verdict"], "healthy")
	g := w.ask(caches().as("timeseries").every(time.Minute).only("thrash", "healthy"))
	if _, ok := g.line("thrash", "pod", "gone")[900]; ok {
		t.Error("a replica that is gone has a flag")
	}
}
