package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// exposed is what a scrape target writes: series as name|label|value|…, with the labels that the scrape adds.
func exposed(scraped []string, metrics map[string]fn) []storetest.Series {
	var out []storetest.Series
	for name, f := range metrics {
		parts := strings.Split(name, "|")
		labels := append(append([]string{"cluster", "eu"}, scraped...), parts[1:]...)
		out = append(out, scrape{}.or(15).series(line{parts[0], func(int) []string { return labels }, f})...)
	}
	return out
}

func pod(namespace, name string) []string {
	return []string{"job", "engines", "instance", name + ":8000", "namespace", namespace, "pod", name}
}

var (
	running = operand{As: "running", Signal: "requests_running"}
	waiting = operand{As: "waiting", Signal: "requests_waiting"}
	kvUsage = operand{As: "kv", Signal: "kv_cache_usage"}
	cached  = operand{As: "cached", Signal: "cached_tokens", Stat: "total"}
)

// SGLang with two data-parallel ranks of two tensor-parallel ranks each, all of which report, with priorities, and both
// spellings of the prefix in one store.
func TestSGLangRanks(t *testing.T) {
	for _, prefix := range []string{"sglang:", "sglang_"} {
		t.Run(prefix, func(t *testing.T) {
			m := map[string]fn{}
			const model = "|model_name|llama|engine_type|unified"
			for dp, n := range map[string]float64{"0": 4, "1": 6} {
				for _, tp := range []string{"0", "1"} {
					rank := model + "|dp_rank|" + dp + "|tp_rank|" + tp + "|pp_rank|0"
					m[prefix+"num_running_reqs"+rank] = constant(n)
					m[prefix+"num_running_reqs"+rank+"|priority|1"] = constant(n)
					m[prefix+"num_queue_reqs"+rank] = constant(n / 2)
					m[prefix+"num_grammar_queue_reqs"+rank] = constant(1)
					m[prefix+"token_usage"+rank] = constant(n / 10)
				}
			}
			for _, streaming := range []string{"true", "false"} {
				more := model + "|is_streaming|" + streaming
				m[prefix+"generation_tokens_total"+more] = growing(5)
				histogram(m, prefix+"time_to_first_token_seconds"+more, 1, 0.5, 0.4, 0.6)
			}
			for source, perSecond := range map[string]float64{"device": 2, "host": 1, "total": 3} {
				m[prefix+"cached_tokens_total"+model+"|cache_source|"+source] = growing(perSecond)
			}
			fixed := map[string]fn{}
			for name, f := range m {
				fixed[afterName(name)] = f
			}
			w := newWorld(t, exposed(pod("chat", "llama-0"), fixed))
			a := w.ask(table("replica", tokens, running, waiting, kvUsage, cached, operand{As: "ttft", Signal: "ttft"}, operand{As: "p95", Signal: "ttft", Stat: "p95"}))
			a.values(1)
			r := a.one("pod", "llama-0")
			a.near("tokens of streamed and other answers", r["tokens"], 12000, 0)
			a.near("running over the data-parallel ranks", r["running"], 10, 0)
			a.near("waiting with those that wait for a grammar", r["waiting"], 7, 0)
			a.near("usage is a mean over ranks", r["kv"], 0.5, 0)
			a.near("cached without the total beside its parts", r["cached"], 3600, 0)
			a.near("mean of ttft", r["ttft"], 0.5, 0)
			a.between("p95 of ttft", r["p95"], 0.4, 0.6)
		})
	}
}

// afterName puts a histogram's suffix, which the fixture appends, back onto the metric's name.
func afterName(name string) string {
	for _, suffix := range []string{"_bucket", "_sum", "_count"} {
		if i := strings.Index(name, suffix+"|le|"); i > 0 && suffix == "_bucket" {
			head, rest, _ := strings.Cut(name[:i], "|")
			return head + suffix + "|" + rest + name[i+len(suffix):]
		}
		if base, ok := strings.CutSuffix(name, suffix); ok {
			head, rest, _ := strings.Cut(base, "|")
			return head + suffix + "|" + rest
		}
	}
	return name
}

// TGI does not say what it serves: its replicas go by their deployment, or by a label that the settings name.
func TestModelsOfEnginesThatNameNone(t *testing.T) {
	tgi := map[string]fn{"tgi_queue_size": constant(3), "tgi_batch_current_size": constant(4),
		"tgi_request_generated_tokens_sum": growing(10), "tgi_request_success": growing(1), "tgi_request_failure|err|overloaded": growing(0.5)}
	w := newWorld(t, exposed(append(pod("chat", "zephyr-6d5f8c9b7d-x2k4p"), "served", "zephyr-7b"), tgi))
	finished := operand{As: "finished", Signal: "requests_finished", Stat: "total"}
	a := w.ask(table("model", tokens, running, waiting, finished))
	r := a.one("llm_model", "zephyr")
	a.near("tokens", r["tokens"], 12000, 0)
	a.near("running", r["running"], 4, 0)
	a.near("waiting", r["waiting"], 3, 0)
	a.near("finished, failed ones too", r["finished"], 1800, 0)
	if !strings.Contains(noticesOf(a), "modelLabels") {
		t.Errorf("the answer does not say that it guessed the model: %q", noticesOf(a))
	}
	w.settings = `{"modelLabels":["served"]}`
	a = w.ask(table("model", tokens))
	a.near("by the label", a.one("llm_model", "zephyr-7b")["tokens"], 12000, 0)
	if strings.Contains(noticesOf(a), "modelLabels") {
		t.Errorf("it guessed nothing, and says so: %q", noticesOf(a))
	}
}

// llama.cpp does not say it either: its pod's workload names the model, whatever kind of workload that is.
func TestModelsByWorkload(t *testing.T) {
	llama := map[string]fn{"llamacpp:requests_processing": constant(1), "llamacpp:tokens_predicted_total": growing(10)}
	for pods, want := range map[string]string{"phi-4-0": "phi-4", "phi-4-6d5f8c9b7d-x2k4p": "phi-4"} {
		w := newWorld(t, exposed(pod("edge", pods), llama))
		a := w.ask(table("model", tokens))
		a.near(pods, a.one("llm_model", want)["tokens"], 12000, 0)
		if !strings.Contains(noticesOf(a), "modelLabels") {
			t.Errorf("%s: the answer does not say that it guessed the model: %q", pods, noticesOf(a))
		}
	}
}

// An engine without histograms has means and no quantiles, and the answer says why.
func TestMeansWithoutHistograms(t *testing.T) {
	w := newWorld(t, exposed(pod("edge", "phi-0"), map[string]fn{"llamacpp:requests_processing": constant(2),
		"llamacpp:tokens_predicted_total": growing(10), "llamacpp:tokens_predicted_seconds_total": growing(0.2)}))
	a := w.ask(table("replica", tokens, operand{As: "itl", Signal: "itl"}, operand{As: "p95", Signal: "itl", Stat: "p95"}))
	r := a.one("pod", "phi-0")
	a.near("itl", r["itl"], 0.02, 1e-9)
	a.null("p95", r["p95"])
	if len(a.cover.Empty) != 1 || a.cover.Empty[0].Operand != "p95" {
		t.Errorf("empty sides: %+v", a.cover.Empty)
	}
}

// Triton counts microseconds; its failed requests have finished too.
func TestTritonMeans(t *testing.T) {
	const model = "|model|llama|version|"
	w := newWorld(t, exposed(pod("chat", "triton-0"), map[string]fn{
		"nv_inference_request_success" + model + "1": growing(2), "nv_inference_request_success" + model + "2": growing(2),
		"nv_inference_queue_duration_us" + model + "1": growing(200_000), "nv_inference_queue_duration_us" + model + "2": growing(600_000),
		"nv_inference_request_failure" + model + "1|reason|REJECTED":                         growing(1),
		"nv_trt_llm_request_metrics" + model + "1|request_type|scheduled":                    constant(4),
		"nv_trt_llm_request_metrics" + model + "1|request_type|waiting":                      constant(5),
		"nv_trt_llm_kv_cache_block_metrics" + model + "1|kv_cache_block_type|fraction":       constant(0.42),
		"nv_llm_output_token_len_sum" + model + "1|response_metric_type|total_output_tokens": growing(10)}))
	a := w.ask(table("replica", tokens, running, waiting, kvUsage, operand{As: "queue", Signal: "queue_time"}, operand{As: "finished", Signal: "requests_finished", Stat: "total"}))
	r := a.one("pod", "triton-0")
	a.near("tokens", r["tokens"], 12000, 0)
	a.near("running", r["running"], 4, 0)
	a.near("waiting", r["waiting"], 5, 0)
	a.near("kv", r["kv"], 0.42, 0)
	a.near("queue over both versions", r["queue"], 0.2, 1e-9)
	a.near("finished", r["finished"], 6000, 0)
}

// Replicas of five engines and two eras of vLLM answer one query.
func TestAFleetOfEngines(t *testing.T) {
	w := newWorld(t, engine{pod: "a/vllm-0", tokens: growing(1)}.series(),
		exposed(pod("b", "sglang-0"), map[string]fn{"sglang:num_running_reqs|model_name|m": constant(1), "sglang:generation_tokens_total|model_name|m": growing(2)}),
		exposed(pod("c", "tgi-0"), map[string]fn{"tgi_batch_current_size": constant(1), "tgi_queue_size": constant(0), "tgi_request_generated_tokens_sum": growing(3)}),
		exposed(pod("d", "trt-0"), map[string]fn{"trtllm_num_requests_running|model_name|m": constant(1), "trtllm_generation_tokens_total|model_name|m": growing(4)}),
		exposed(pod("e", "phi-0"), map[string]fn{"llamacpp:requests_processing": constant(1), "llamacpp:tokens_predicted_total": growing(5)}),
		exposed(pod("f", "lmd-0"), map[string]fn{"lmdeploy:num_requests_running|model_name|m|engine|0": constant(1), "lmdeploy:generation_tokens_total|model_name|m|engine|0": growing(6)}))
	q := table("replica", tokens, running)
	q.By = []string{"engine"}
	a := w.ask(q)
	a.values(6)
	for i, engine := range []string{"vllm", "sglang", "tgi", "trtllm", "llamacpp", "lmdeploy"} {
		r := a.one("engine", engine)
		a.near(engine, r["tokens"], 1200*float64(i+1), 0)
		a.near("running on "+engine, r["running"], 1, 0)
	}
}
