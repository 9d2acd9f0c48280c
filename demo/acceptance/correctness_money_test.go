package acceptance_test

import (
	"math"
	"testing"
)

// shownMoney are the cases of prices, currencies and tenants.
func shownMoney() []shown {
	return []shown{
		{n: 13, title: "No traffic",
			setup: "A replica holds a card and serves nothing for 20 minutes.",
			wrong: "A price divided by no tokens is infinite. A guard that divides by a tiny number instead makes of no requests at all a hundredfold burn of the error budget.",
			right: "Undefined is not zero: no tokens have no price and no requests no latency, in tables, graphs and alerts. The card's money is there all the same.",
			world: func(t *testing.T) *world {
				still := clock(before, after)
				return newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0)}.series(),
					engine{pod: "chat/llama-0", tokens: still, more: serving(still)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
			},
			figures: []figure{
				{what: "price of a million tokens", truth: undefined{}, source: usual, promql: pricePerMtok, gives: math.Inf(1),
					ask: table("model", cost, hidden(tokens), perMtok), read: cell("per_mtok", "llm_model", "llama")},
				{what: "burn of the error budget", truth: undefined{}, source: "k8s-ai-observability, its burn-rate panel with the rule `llm:ttft:slo_ratio5m`, for 0.5 s", gives: 100.0,
					promql: `(1 - sum by (model_name) (rate(vllm:time_to_first_token_seconds_bucket{le="0.5"}[5m]))
  / clamp_min(sum by (model_name) (rate(vllm:time_to_first_token_seconds_count[5m])), 1e-9)) / 0.01`,
					ask: table("model", rate, hidden(fractionBelow(0.5)), operand{As: "burn", Formula: "(1 - below) / 0.01"}), read: cell("burn", "llm_model", "llama")},
			}},
		{n: 18, title: "The price changes",
			setup: "A card costs 0.01 a second until minute 5 and 0.03 after it. On another, OpenCost begins to know a price, 0.01 a second, only at minute 10.",
			wrong: "The price of now times the hours of the window is the bill of a window that never was. A mean over known readings bills time whose price nobody knows.",
			right: "Money is the integral of the price over instants, stepwise where it changes, in a day of 23, 24 or 25 hours. Time without a price is not billed, and a notice says so.",
			figures: []figure{
				{what: "cost of 20 minutes", truth: 30.0, source: usual, promql: `sum(node_gpu_hourly_cost) * 20 / 60`, gives: 36.0,
					world: func(t *testing.T) *world { return priced(t, until(299, aCentASecond, 3*aCentASecond)) }, ask: table("replica", cost), read: cell("cost", "pod", "llama-0")},
				{what: "cost of the time with a known price", truth: 6.0, source: usual, promql: `sum(avg_over_time(node_gpu_hourly_cost[20m])) * 20 / 60`, gives: 12.0,
					world: func(t *testing.T) *world {
						w := priced(t, nil)
						w.series = append(w.series, price("eu", "n1", scrape{step: 60, from: 600}, constant(aCentASecond))...)
						return w
					}, ask: table("replica", cost), read: cell("cost", "pod", "llama-0")},
			}},
		{n: 19, title: "Euros and dollars",
			setup: "Two clusters, one billed in euros and one in dollars, two cards in each.",
			wrong: "Numbers are added whatever they are of.",
			right: "Two currencies are never added. A row of both has no money, and a notice says why; rows of one keep theirs, with a column `currency`.",
			world: twoCurrencies,
			figures: []figure{
				{what: "cost of both clusters", truth: undefined{}, source: usual, promql: `sum(node_gpu_hourly_cost) * 20 / 60`, gives: 72.0,
					ask: bySignal([]string{"llm_model"}, rate, cost), read: cell("cost", "llm_model", "llama")},
			}},
		{n: 20, title: "More tenants than a panel can show",
			setup: "Forty tenants come and go, each there for four minutes; one is steady, one arrives at minute 15. Together they send 7,200 requests.",
			wrong: "The five largest are shown, and everything else is gone, without a word.",
			right: "`top` keeps the largest rows and joins the rest in the row `other`; traffic without a tenant is `unlabelled`. The rows add up to the total.",
			world: func(t *testing.T) *world {
				w, _ := churning(t)
				return w
			},
			figures: []figure{{what: "requests in all rows", truth: 7200.0, source: usual, promql: `sum(topk(5, sum by (team) (increase(litellm_proxy_total_requests_metric_total[20m]))))`, gives: 2771.0,
				ask: tenants("table", 5, asked), read: total("requests")}}},
	}
}
