package acceptance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

const (
	psLatency = "vLLM production-stack dashboard, panel \"Average Latency\""
	lifetime  = `avg(vllm:e2e_request_latency_seconds_sum) / avg(vllm:e2e_request_latency_seconds_count)`
	kaoTokens = `sum by (model_name) (rate(vllm:generation_tokens_total[5m]))`
	kaoRule   = "k8s-ai-observability, rule `llm:tokens:generation_rate5m`"
	kaoTTFT   = `histogram_quantile(0.95, sum by (model_name, le) (rate(vllm:time_to_first_token_seconds_bucket[5m])))`
)

var meanE2E = operand{As: "e2e", Signal: "e2e_latency"}

// shownTime are the cases of rhythms, resets, units, buckets and copies.
func shownTime() []shown {
	powered := operand{As: "power", Signal: "gpu_power"}
	now := lately()
	return []shown{
		{n: 7, title: "Every source has its own rhythm",
			setup: "The GPU is read every 30 seconds, the engine every 5, the price once an hour: 36 an hour until minute 10, 72 after it.",
			wrong: "PromQL looks back five minutes, so ten minutes after its last reading an hourly price is gone. A mean over the window knows only the one reading inside it.",
			right: "Each source is reduced in its own time first. The step is that of the slowest source that is measured; a price or an owner holds until its next reading and slows nothing.",
			world: func(t *testing.T) *world { return rhythms(t) },
			figures: []figure{
				{what: "cost of 20 minutes", truth: 18.0, source: usual, promql: `sum(avg_over_time(node_gpu_hourly_cost[20m])) * 20 / 60`, gives: 24.0,
					ask: table("replica", cost), read: cell("cost", "pod", "llama-0")},
				{what: "price in force at minute 20", unit: "an hour", truth: 72.0, source: "OpenCost's metric as it is", promql: `sum(node_gpu_hourly_cost)`, gives: nothing{},
					ask: graph("replica", operand{As: "spend", Signal: "gpu_cost", Hide: true}, operand{As: "hourly", Formula: "spend * 3600"}).every(30 * time.Second), read: largest("hourly")},
			}},
		{n: 8, title: "A counter starts anew",
			setup: "A replica makes 10 tokens a second; its process restarts at minute 15. Another's requests took 10 seconds each until minute 10, and 1 second since.",
			wrong: "`delta` of a counter goes below zero at a restart. A quotient of lifetime counters is the mean since the process began: it lags for hours, and jumps at a restart.",
			right: "Increases are corrected for resets in each series before anything is added, and belong to the range. Restarts are events for annotations.",
			figures: []figure{
				{what: "tokens in 20 minutes", truth: 12000.0, source: "Ray Serve LLM dashboard, panel \"Tokens Last 24 Hours\"", promql: `sum by (model_name) (delta(vllm:generation_tokens_total[20m]))`, gives: -3190.0,
					world: func(t *testing.T) *world {
						return newWorld(t, engine{pod: "chat/llama-0", tokens: func(s int) float64 {
							if s <= 900 {
								return growing(10)(s)
							}
							return 10 * float64(s-900)
						}}.series())
					}, ask: table("model", tokens), read: cell("tokens", "llm_model", "llama")},
				{what: "mean latency of the last 5 minutes", unit: "s", truth: 1.0, source: psLatency, promql: lifetime, gives: 7.0,
					world: func(t *testing.T) *world {
						return newWorld(t, engine{pod: "chat/llama-0", more: observe(map[string]fn{}, e2e, "", []string{"0.5", "2.5", "10"},
							requestsOf{10, func(s int) float64 { return growing(0.5)(min(s, 600)) }}, requestsOf{1, func(s int) float64 { return 0.5 * float64(max(0, s-600)) }})}.series())
					}, ask: table("model", meanE2E).between(900, 1200), read: cell("e2e", "llm_model", "llama")},
			}},
		{n: 12, title: "Units, kinds and sentinels",
			setup: "A card sends 7 GB a second over NVLink, which DCGM writes as a gauge named `…_TX_BYTES`. It draws 300 W; every fourth reading is DCGM's mark for \"blank\", 9223372036854775794.",
			wrong: "A gauge is taken for a counter because of its name. A blank is drawn as a value of 10¹⁸ watts.",
			right: "The catalog holds kind, unit and valid range of every name of every era. Blanks are no values, and weigh on no mean.",
			world: func(t *testing.T) *world {
				return newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, more: map[string]fn{"DCGM_FI_PROF_NVLINK_TX_BYTES": constant(7e9),
					"DCGM_FI_DEV_POWER_USAGE": func(s int) float64 {
						if (s/30)%4 == 0 {
							return 9223372036854775794
						}
						return 300
					}}}.series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series())
			},
			figures: []figure{
				{what: "NVLink traffic", unit: "GB/s", truth: 7.0, source: usual, promql: `sum(rate(DCGM_FI_PROF_NVLINK_TX_BYTES[5m])) / 1e9`, gives: 0.0,
					ask: table("replica", operand{As: "nvlink", Signal: "gpu_nvlink_tx", Hide: true}, operand{As: "gb", Formula: "nvlink / 1e9"}), read: cell("gb", "pod", "llama-0")},
				{what: "highest power", unit: "W", truth: 300.0, source: usual, promql: `max(max_over_time(DCGM_FI_DEV_POWER_USAGE[20m]))`, gives: 9.223372036854776e18,
					ask: table("replica", operand{As: "peak", Signal: "gpu_power", Stat: "max"}), read: cell("peak", "pod", "llama-0")},
			}},
		{n: 16, title: "A threshold between two buckets, and buckets that differ",
			setup: "Of ten first tokens six take 0.3 s, three 2.2 s and one 4 s, on buckets up to 0.5, 1, 2.5 and 5 s; the objective is 2 s. Then two versions of the engine with different buckets: one answers in 0.3 s, the other in 4 s.",
			wrong: "No bucket ends at 2 s, so the rule matches nothing and stays silent. Buckets of unequal edges that are added give a quantile that nobody measured.",
			right: "A share below a threshold is taken at the next edge at or above it, with a notice, and `bounds` gives the two shares between which it lies. Unequal buckets have no common quantile: undefined, with a notice, while each replica has its own.",
			figures: []figure{
				{what: "first tokens within 2 s", truth: 0.6, expect: "0.6 to 0.9", source: "k8s-ai-observability, rule `llm:ttft:slo_ratio5m`, for 2 s", gives: nothing{},
					promql: `sum by (model_name) (rate(vllm:time_to_first_token_seconds_bucket{le="2"}[5m]))
  / clamp_min(sum by (model_name) (rate(vllm:time_to_first_token_seconds_count[5m])), 1e-9)`,
					world: func(t *testing.T) *world {
						return newWorld(t, firstTokens("chat/llama-0", "0.5", "1", "2.5", "5"))
					}, ask: table("model", bounded(fractionBelow(2))), read: func(a answer) any {
						r := a.one("llm_model", "llama")
						return fmt.Sprintf("%.3g to %.3g", r["below_lo"], r["below_hi"])
					}},
				{what: "p95 of first tokens over both versions", unit: "s", truth: 4.0, expect: undefined{}, source: "k8s-ai-observability, rule `llm:ttft:p95_5m`", promql: kaoTTFT, gives: 6.0,
					world: func(t *testing.T) *world {
						one := func(pod string, takes float64, edges ...string) []storetest.Series {
							return engine{pod: pod, more: observe(map[string]fn{}, ttftMetric, "", edges, requestsOf{takes, growing(10)})}.series()
						}
						return newWorld(t, one("chat/old-0", 0.3, "0.5", "1", "2.5", "5"), one("chat/new-0", 4, "0.5", "1", "3", "6"))
					}, ask: table("model", p95, ttft), read: cell("p95", "llm_model", "llama")},
			}},
		{n: 17, title: "Late samples and skewed clocks",
			setup: "A replica makes a steady 10 tokens a second. Remote write brings its samples two minutes late; its GPU's come in time. The question is what happens now.",
			wrong: "The window reaches into time of which nothing is known yet, and the rate falls at the right edge of every panel, until the samples come.",
			right: "A step that is not complete is left out: the answer ends one scrape before the newest sample of the source that is furthest behind. In the past nothing is left out, and a source that stopped holds up nobody.",
			figures: []figure{{what: "tokens a second, newest", truth: 10.0, source: kaoRule, promql: kaoTokens, gives: 6.25, at: now,
				world: func(t *testing.T) *world { return fresh(t, now, 0, -120) },
				ask:   graph("replica", rate, tensor).between(now-900, now).every(30 * time.Second), read: largest("rate", "pod", "llama-0")}}},
		{n: 23, title: "Two Prometheus servers scrape the same targets",
			setup: "A highly available pair writes everything twice into one store, told apart by `prometheus_replica`. One replica makes 10 tokens a second on a card of 300 W.",
			wrong: "Everything that is added is doubled.",
			right: "Series that differ only in the labels of the servers are one thing: common names of such labels are known, others are a setting. Where the copies disagree, a notice says so.",
			world: func(t *testing.T) *world {
				return newWorld(t, copies("prometheus_replica", map[string]scrape{"a": {}, "b": {phase: 7}}, watched))
			},
			figures: []figure{
				{what: "tokens a second", truth: 10.0, source: kaoRule, promql: kaoTokens, gives: 20.0,
					ask: table("model", rate), read: cell("rate", "llm_model", "llama")},
				{what: "power", unit: "W", truth: 300.0, source: powerNV, promql: `sum(DCGM_FI_DEV_POWER_USAGE)`, gives: 600.0,
					ask: table("cluster", powered), read: total("power")},
			}},
	}
}

// bounded asks for the edges beside a quantile or a share.
func bounded(o operand) operand {
	o.Bounds = true
	return o
}
