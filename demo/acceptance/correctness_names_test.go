package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// running pods as kube-state-metrics counts them by phase.
func inPhase(pod, instance string) []storetest.Series {
	labels := []string{"cluster", "eu", "job", "kube-state-metrics", "instance", instance, "namespace", "chat", "pod", pod, "phase", "Running"}
	return scrape{}.or(30).series(line{"kube_pod_status_phase", func(int) []string { return labels }, constant(1)})
}

// shownNames are the cases of what things are called.
func shownNames() []shown {
	powered := operand{As: "power", Signal: "gpu_power"}
	const dynamo = "NVIDIA Dynamo dashboard, the join of every panel"
	const onPhase = `sum(vllm:num_requests_running * on(pod, namespace) group_left() kube_pod_status_phase{phase="Running"})`
	return []shown{
		{n: 9, title: "The pod label is the exporter's own",
			setup: "Prometheus scrapes the dcgm-exporter without `honorLabels`. The workload is in `exported_pod`, and `pod` is `nvidia-dcgm-exporter-n1`. The card of `llama-0` draws 300 W.",
			wrong: "A panel by `pod` shows the exporter. With `honorLabels` the same panel is right, so it works for whoever wrote it.",
			right: "`exported_pod` counts where a target has it; `pod` only where it is not the exporter's own; relabelled names such as `k8s_pod_name` too. `match_method` says which evidence was used.",
			world: func(t *testing.T) *world {
				return newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: wholeCard(300)}.series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series())
			},
			figures: []figure{{what: "power of the pod", unit: "W", truth: 300.0, source: "GPU cost attribution dashboard, panel \"DCGM Power Draw by Pod\"", promql: `sum(DCGM_FI_DEV_POWER_USAGE{pod="llama-0"})`, gives: nothing{},
				ask: table("replica", powered), read: cell("power", "pod", "llama-0")}}},
		{n: 10, title: "kube-state-metrics is missing, or there twice",
			setup: "One pod with one running request. First two copies of kube-state-metrics are scraped; then there is none.",
			wrong: "A join on a metric that is there twice is an error, on one that is not there an empty panel. Both without a reason.",
			right: "Copies are one. What needs no Kubernetes is answered without it; what does is left open with a stated reason and a lower confidence.",
			figures: []figure{
				{what: "running requests, two copies", truth: 1.0, source: dynamo, promql: onPhase, gives: refused("many-to-many matching not allowed"),
					world: func(t *testing.T) *world {
						return lone(t, inPhase("llama-0", "ksm-a:8080"), inPhase("llama-0", "ksm-b:8080"),
							relabel(kube{pod: "chat/llama-0", gpus: 1}.series(), "instance", "ksm-a:8080"), relabel(kube{pod: "chat/llama-0", gpus: 1}.series(), "instance", "ksm-b:8080"))
					}, ask: table("replica", running, tensor), read: cell("running", "pod", "llama-0")},
				{what: "running requests, no copy", truth: 1.0, source: dynamo, promql: onPhase, gives: nothing{},
					world: func(t *testing.T) *world { return lone(t) }, ask: table("replica", running, tensor), read: cell("running", "pod", "llama-0")},
			}},
		{n: 11, title: "Many spellings of a UUID, two meanings of model_name",
			setup: "One exporter writes `UUID=\"GPU-604ab0b0-…\"`, another `uuid=\"604AB0B0-…\"` for the same card of 300 W. DCGM's NVLink series have the card's name in `model_name`; vLLM has the language model there.",
			wrong: "An `on (UUID)` match between two spellings is empty for ever. A list of models has \"NVIDIA H100 80GB HBM3\" in it.",
			right: "Labels and UUIDs are normalised in the catalog. `llm_model` is always the language model, `gpu_model` always the card; `model_name` is never passed on.",
			world: func(t *testing.T) *world {
				odd := card{held: []tenure{{always, "chat/llama-0"}}, more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)},
					labels: []string{"UUID", "", "uuid", upperUUID, "Hostname", "", "hostname", "n1", "instance", "10.0.0.9:9835", "job", "other"}}
				gpu := card{uuid: someUUID, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}
				return newWorld(t, gpu.series(), named(odd.series(), "DCGM_FI_DEV_POWER_USAGE"), link(gpu, 7e9), engine{pod: "chat/llama-0", tokens: growing(10)}.series())
			},
			figures: []figure{
				{what: "power of the cards with active tensor cores", unit: "W", truth: 300.0, source: usual, promql: `sum(DCGM_FI_DEV_POWER_USAGE * on (UUID) group_left () (DCGM_FI_PROF_PIPE_TENSOR_ACTIVE > bool 0))`, gives: nothing{},
					ask: table("device", tensor, powered), read: cell("power", "pod", "llama-0")},
				{what: "models that are served", truth: 1.0, source: usual, promql: `count(count by (model_name) ({model_name!=""}))`, gives: 2.0,
					ask: table("model", rate, operand{As: "nvlink", Signal: "gpu_nvlink_tx"}), read: func(a answer) any { return float64(len(a.where("row_kind", "value"))) }},
			}},
		{n: 14, title: "Old and new names at once",
			setup: "A rolling upgrade of vLLM. One replica shows old and new names side by side (3 cached tokens a second, KV cache 60 % used), another only the old ones (KV cache 90 % used).",
			wrong: "\"Old plus new\" counts a replica twice; \"new\" alone loses those that have not been upgraded.",
			right: "Names are alternatives for each replica and instant, the newest first, and never a sum. A replica that changes in the middle of the range has both halves.",
			world: func(t *testing.T) *world {
				dual := map[string]fn{"vllm:kv_cache_usage_perc": constant(0.6), "vllm:gpu_cache_usage_perc": constant(0.6), "vllm:prompt_tokens_cached_total": growing(3), "vllm:prefix_cache_hits_total": growing(3)}
				return newWorld(t, engine{pod: "chat/both-0", tokens: growing(10), more: dual}.series(),
					engine{pod: "chat/old-0", tokens: growing(10), more: map[string]fn{"vllm:gpu_cache_usage_perc": constant(0.9)}}.series())
			},
			figures: []figure{
				{what: "cached tokens a second", truth: 3.0, source: usual, promql: `sum(rate(vllm:prompt_tokens_cached_total[5m])) + sum(rate(vllm:prefix_cache_hits_total[5m]))`, gives: 6.0,
					ask: table("model", operand{As: "cached", Signal: "cached_tokens"}), read: cell("cached", "llm_model", "llama")},
				{what: "KV cache in use, mean of the replicas", truth: 0.75, source: "vLLM production-stack dashboard, panel \"GPU KV Usage Percentage\", averaged", promql: `avg(vllm:kv_cache_usage_perc)`, gives: 0.6,
					ask: table("model", usage), read: cell("usage", "llm_model", "llama")},
			}},
	}
}
