package acceptance_test

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// Where published queries come from.
const (
	usual   = "The usual way"
	powerNV = "NVIDIA dcgm-exporter dashboard, panel \"GPU Power Total\""
)

// shownSpace are the cases of who holds what, and how often it counts.
func shownSpace() []shown {
	powered := operand{As: "power", Signal: "gpu_power"}
	return []shown{
		{n: 1, title: "A pod moves to another GPU",
			setup: "`llama-0` works on GPU A until minute 10 (tensor cores 80 % active) and on GPU B after it (40 %). The exporter goes on naming it on A, as [dcgm-exporter#140](https://github.com/NVIDIA/dcgm-exporter/issues/140) describes.",
			wrong: "A label is what the exporter says now. The stale label gives the pod a card that it left, with the zeros of that card's idle time.",
			right: "Ownership is an interval. The pod shows up on B, so it has left A; each sample counts for the pod that held the card then. What is left of A is `unmatched`, and the only uncertainty is one scrape.",
			world: func(t *testing.T) *world { return move(t, "chat/llama-0") },
			figures: []figure{
				{what: "GPUs that the pod held", truth: 1.0, source: usual, promql: `sum(count_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{exported_pod="llama-0"}[20m])) * 30 / 1200`, gives: 1.5,
					ask: table("replica", tensor), read: cell("gpus", "pod", "llama-0")},
				{what: "tensor activity of the pod's GPUs", truth: 0.6, source: usual, promql: `avg(avg_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{exported_pod="llama-0"}[20m]))`, gives: 0.4,
					ask: table("replica", tensor), read: cell("tensor", "pod", "llama-0")},
			}},
		{n: 2, title: "A GPU passes from one pod to another",
			setup: "`x-0` holds a card until minute 10. Nobody has it until minute 15; then `y-0` does. The exporter reads the card every 30 seconds.",
			wrong: "The UUID stays the same, so a query by UUID, or by the label at its end, gives the newcomer the whole window, and the gap to nobody at all.",
			right: "A key of a device is cluster, node, UUID and MIG id, and its owner has an interval. The gap is a row of its own, `unmatched`, so the money adds up.",
			world: func(t *testing.T) *world { return handOver(t, 900) },
			figures: []figure{
				{what: "cost of the new pod", truth: 3.3, source: usual, promql: `count(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{exported_pod="y-0"}) * scalar(sum(node_gpu_hourly_cost)) * 20 / 60`, gives: 12.0,
					ask: table("replica", cost), read: cell("cost", "pod", "y-0")},
				{what: "cost of nobody", truth: 2.4, source: usual, promql: `count(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE{exported_pod=""}) * scalar(sum(node_gpu_hourly_cost)) * 20 / 60`, gives: nothing{},
					ask: table("replica", cost), read: cell("cost", "row_kind", "unmatched")},
			}},
		{n: 3, title: "Seven MIG slices share one UUID",
			setup: "One card that draws 350 W is cut into seven slices of one seventh, a pod on each. The exporter repeats the card's power on every slice, and writes `DCGM_FI_DEV_GPU_UTIL` as 0, because MIG has no such reading.",
			wrong: "A card's reading that stands on seven series is added seven times. A reading that does not exist is passed on as zero: a busy card looks idle.",
			right: "A slice is a device of its own, with the slice's share of what the card reports. What MIG does not measure is undefined, and the coverage says `not-on-mig`.",
			world: sevenSlices,
			figures: []figure{
				{what: "power of the card", unit: "W", truth: 350.0, source: powerNV, promql: `sum(DCGM_FI_DEV_POWER_USAGE)`, gives: 2450.0,
					ask: table("cluster", powered), read: total("power")},
				{what: "GPU_UTIL of the card", truth: undefined{}, source: "NVIDIA Dynamo dashboard, panel \"GPU Compute Utilization\", averaged", promql: `avg(DCGM_FI_DEV_GPU_UTIL)`, gives: 0.0,
					ask: table("cluster", operand{As: "busy", Signal: "gpu_busy"}, powered), read: cell("busy", "cluster", "eu")},
			}},
		{n: 4, title: "One engine on eight GPUs",
			setup: "A tensor-parallel replica makes 10 tokens a second on eight cards. There is one series of tokens and eight of power.",
			wrong: "A match on the pod is refused where the many are on the wrong side; turned round it is accepted, and each card gets all tokens.",
			right: "An additive value of the engine is split among its devices and never repeated; readings of the devices stand beside it as sum, mean, minimum, maximum or spread.",
			world: func(t *testing.T) *world { return newWorld(t, group(before)...) },
			figures: []figure{
				{what: "tokens a second", truth: 10.0, source: "k8s-ai-observability, its panel that binds GPUs to pods, with tokens in place of the binding", gives: refused("many-to-many matching not allowed"),
					promql: `rate(vllm:generation_tokens_total[5m]) * on (namespace, pod) group_left (UUID)
  label_replace(label_replace(DCGM_FI_DEV_POWER_USAGE{exported_pod!=""}, "namespace", "$1", "exported_namespace", "(.*)"), "pod", "$1", "exported_pod", "(.*)")`,
					ask: table("replica", rate, powered), read: cell("rate", "pod", "tp8-0")},
				{what: "tokens a second over the cards", truth: 10.0, source: "The same, turned round and added", gives: 80.0,
					promql: `sum(label_replace(label_replace(DCGM_FI_DEV_POWER_USAGE{exported_pod!=""}, "namespace", "$1", "exported_namespace", "(.*)"), "pod", "$1", "exported_pod", "(.*)") * 0
  + on (namespace, pod) group_left () rate(vllm:generation_tokens_total[5m]))`,
					ask: table("device", rate, powered), read: total("rate")},
			}},
		{n: 5, title: "Several ranks in one pod",
			setup: "An SGLang pod with two data-parallel ranks, which run 4 and 6 requests. Each is seen by two tensor-parallel ranks, and each gauge stands once as a total and once broken down by priority.",
			wrong: "A sum over all series counts a request once for each rank that sees it, and again in the breakdown.",
			right: "The label says what a rank is: data-parallel ranks are added, tensor- and pipeline-parallel ones are one thing seen several times, and a total beside its parts is not added to them.",
			world: ranksOfSGLang,
			figures: []figure{{what: "requests running", truth: 10.0, source: usual, promql: `sum by (model_name) (sglang:num_running_reqs)`, gives: 40.0,
				ask: table("replica", running), read: cell("running", "pod", "llama-0")}}},
		{n: 6, title: "Two pods share a GPU",
			setup: "Two pods share a card of 400 W by time-slicing. The exporter repeats every reading of the card once for each pod.",
			wrong: "Repeated readings are added: a card that draws 800 W and costs twice its price.",
			right: "The card is read once. What adds up is divided by the named rule, in equal parts unless another is set; what does not, such as a temperature, stands in both rows and is listed in the coverage as shared.",
			world: func(t *testing.T) *world {
				parts := append(sharing(card{uuid: "GPU-s", tensor: constant(0.6), more: wholeCard(400)}, "chat/a", "chat/b"),
					engine{pod: "chat/a", tokens: growing(10)}.series(), engine{pod: "chat/b", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
				return newWorld(t, parts...)
			},
			figures: []figure{
				{what: "power of the card", unit: "W", truth: 400.0, source: powerNV, promql: `sum(DCGM_FI_DEV_POWER_USAGE)`, gives: 800.0,
					ask: table("replica", powered), read: total("power")},
				{what: "cost of both pods", truth: 12.0, source: usual, promql: `count(DCGM_FI_DEV_POWER_USAGE{exported_pod!=""}) * scalar(sum(node_gpu_hourly_cost)) * 20 / 60`, gives: 24.0,
					ask: table("replica", cost), read: total("cost")},
			}},
		{n: 24, title: "Two kinds of GPU under one model",
			setup: "A model runs on an H100 (30 tokens a second, 0.02 a second) and on an A100 (10 tokens, 0.01).",
			wrong: "One average over both is the price of neither.",
			right: "`by` divides any row by `gpu_model`; tokens and money go with the cards they were made on.",
			world: mixed,
			figures: []figure{
				{what: "price of a million tokens on the H100", truth: 24 / 0.036, source: usual, promql: pricePerMtok, gives: 750.0,
					ask: perModel("model", tokens, hidden(cost), perMtok), read: cell("per_mtok", "gpu_model", h100)},
				{what: "price of a million tokens on the A100", truth: 1000.0, source: usual, promql: pricePerMtok, gives: 750.0,
					ask: perModel("model", tokens, hidden(cost), perMtok), read: cell("per_mtok", "gpu_model", a100)},
			}},
	}
}

const pricePerMtok = `sum(node_gpu_hourly_cost) / 3600 / sum(rate(vllm:generation_tokens_total[5m])) * 1e6`

func sevenSlices(t *testing.T) *world {
	parts := [][]storetest.Series{price("eu", "n1", scrape{}, constant(aCentASecond))}
	for i := range 7 {
		pod := fmt.Sprintf("chat/s%d", i)
		parts = append(parts, slice(fmt.Sprint(7+i), "1g.10gb", card{uuid: "GPU-m", held: []tenure{{always, pod}}, tensor: constant(0.5), more: wholeCard(350)}).series(),
			engine{pod: pod, tokens: growing(1)}.series())
	}
	return newWorld(t, parts...)
}

func ranksOfSGLang(t *testing.T) *world {
	m := map[string]fn{}
	for dp, n := range []float64{4, 6} {
		for tp := range 2 {
			rank := fmt.Sprintf("|model_name|llama|engine_type|unified|dp_rank|%d|tp_rank|%d|pp_rank|0", dp, tp)
			m["sglang:num_running_reqs"+rank] = constant(n)
			m["sglang:num_running_reqs"+rank+"|priority|1"] = constant(n)
		}
	}
	m["sglang:generation_tokens_total|model_name|llama|engine_type|unified"] = growing(10)
	return newWorld(t, exposed(pod("chat", "llama-0"), m))
}
