package acceptance_test

import "testing"

// shownTrust are the cases in which a source tells only half, or nothing.
func shownTrust() []shown {
	return []shown{
		{n: 15, title: "Prefill on one pod, decode on another",
			setup: "A prefill pod (0.4 s of prefill a request) hands its KV cache to a decode pod in 0.06 s; the request ends after 3.9 s. The prefill pod's own record of the request is 0.5 s long, and the decode pod counts 0.01 s of prefill.",
			wrong: "Each half writes a full set of histograms. A mean over both is of neither, and the time between them is nobody's.",
			right: "Roles come from labels or settings, never from a pod's name. Prefill is the prefill role's, decode the decode role's, the transfer a phase of its own, and a request is counted once.",
			world: func(t *testing.T) *world {
				return newWorld(t, disaggregated("chat/llama-prefill-0", "chat/llama-decode-0")...)
			},
			figures: []figure{
				{what: "mean end-to-end time", unit: "s", truth: 3.9, source: "k8s-ai-observability, rule `llm:e2e:mean5m`", gives: 2.2,
					promql: `sum by (model_name) (rate(vllm:e2e_request_latency_seconds_sum[5m]))
  / clamp_min(sum by (model_name) (rate(vllm:e2e_request_latency_seconds_count[5m])), 1e-9)`,
					ask: latency("table", "llm_model"), read: cell("e2e", "llm_model", "llama")},
				{what: "mean prefill time", unit: "s", truth: 0.4, source: "k8s-ai-observability, rule `llm:prefill:mean5m`", gives: 0.205,
					promql: `sum by (model_name) (rate(vllm:request_prefill_time_seconds_sum[5m]))
  / clamp_min(sum by (model_name) (rate(vllm:request_prefill_time_seconds_count[5m])), 1e-9)`,
					ask: latency("table", "llm_model"), read: cell("prefill", "llm_model", "llama")},
			}},
		{n: 21, title: "Nothing completes any more",
			setup: "From minute 10 on an engine completes nothing. 40 requests wait and 8 run; it answers every scrape. The range is minute 11 to 20.",
			wrong: "The mean latency is that of the past, and green. A rule on the p95 has no data, so it is silent. The rate of tokens looks like an idle replica's.",
			right: "Without completed requests there is no latency. What waits stands beside it, and an alert on both speaks.",
			world: func(t *testing.T) *world { return newWorld(t, hung("chat/llama-0", 600)) },
			figures: []figure{
				{what: "mean latency", unit: "s", truth: undefined{}, source: psLatency, promql: lifetime, gives: 1.4,
					ask: table("replica", waiting, meanE2E).between(660, 1200), read: cell("e2e", "pod", "llama-0")},
				{what: "an alert that it hangs (1 is on)", truth: 1.0, source: "k8s-ai-observability, alert `LLMHighTTFT`", promql: kaoTTFT + ` > 2`, gives: nothing{},
					ask: table("replica", hidden(waiting), hidden(finished), operand{As: "hangs", Formula: "waiting > 0 && finished == 0 ? 1 : 0"}).between(660, 1200), read: cell("hangs", "pod", "llama-0")},
			}},
		{n: 22, title: "Exemplars that lead nowhere",
			setup: "Five requests left an exemplar: one before the range, three in it, one after it. Others name no trace, or lie on native histograms.",
			wrong: "A point outside of the range, without a trace, or whose trace the sampler dropped, is a dead link. Boards that read exemplars from classic buckets alone find none on a native histogram.",
			right: "Points of the range at their own instant, once, from classic and native histograms; a link only where the exemplar names a trace. Where the settings name a store of traces, each point says whether its trace is there (`found`, `sampled out`, `unknown` with the reason), and one that was sampled out opens the nearest trace of the same replica. Where the store keeps no exemplars the answer says so.",
			world: func(t *testing.T) *world {
				return newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series()).observed(
					observation{-30, "chat/llama-0", e2e, "2.5", 1, "before"}, observation{1, "chat/llama-0", e2e, "2.5", 1, "first"},
					observation{600, "chat/llama-0", e2e, "2.5", 2, "middle"}, observation{1199, "chat/llama-0", e2e, "2.5", 1, "last"},
					observation{1230, "chat/llama-0", e2e, "2.5", 60, "after"})
			},
			figures: []figure{{what: "exemplars in the range", truth: 3.0, ask: traces("e2e_latency"), read: func(a answer) any { return float64(a.frame.Rows()) }}}},
	}
}
