package catalog_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

func TestVLLMNewestNameFirst(t *testing.T) {
	for signal, want := range map[string][]string{
		"kv_cache_usage": {"vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"},
		"itl": {
			"vllm:inter_token_latency_seconds_bucket", "vllm:inter_token_latency_seconds_sum",
			"vllm:inter_token_latency_seconds_count", "vllm:time_per_output_token_seconds_bucket",
			"vllm:time_per_output_token_seconds_sum", "vllm:time_per_output_token_seconds_count",
		},
		"prefix_hit_ratio": {
			"vllm:prefix_cache_hits_total", "vllm:prefix_cache_queries_total",
			"vllm:gpu_prefix_cache_hits_total", "vllm:gpu_prefix_cache_queries_total",
			"vllm:gpu_prefix_cache_hit_rate",
		},
		"cached_tokens": {
			"vllm:prompt_tokens_cached_total", "vllm:prompt_tokens_by_source_total",
			"vllm:prefix_cache_hits_total",
		},
		// A histogram whose own name ends in _total.
		"batch_tokens": {
			"vllm:iteration_tokens_total_bucket", "vllm:iteration_tokens_total_sum",
			"vllm:iteration_tokens_total_count",
		},
	} {
		native := slices.DeleteFunc(namesOf(of(t, "vllm", signal)), func(n string) bool { return strings.HasPrefix(n, "ray_") })
		if !reflect.DeepEqual(native, want) {
			t.Errorf("%s: %v", signal, native)
		}
	}
}

// Ray's agent writes an underscore for the colon today and kept it before; both are rivals of vLLM's own name.
func TestVLLMOnRay(t *testing.T) {
	got := namesOf(of(t, "vllm", "requests_running"))
	want := []string{"vllm:num_requests_running", "ray_vllm_num_requests_running", "ray_vllm:num_requests_running"}
	if !reflect.DeepEqual(got, want) {
		t.Error(got)
	}
	for _, group := range mustDefault(t).Rivals("requests_running") {
		if group[0].System == "vllm" && len(group) != 3 {
			t.Errorf("%d rivals", len(group))
		}
	}
}

// Names that look right and that no version of the engine exposes must not creep in.
func TestVLLMHasNoInventedNames(t *testing.T) {
	invented := map[string]bool{
		"vllm:request_num_preemptions_total": true, "vllm:num_requests_success_total": true,
		"vllm:tokens_total": true, "vllm:request_failure_total": true, "vllm:http_requests_total": true,
	}
	for _, a := range allAlternatives(t, "vllm") {
		for _, name := range a.ExposedNames() {
			if invented[name] {
				t.Errorf("%s: %s", a.Signal, name)
			}
		}
	}
}

func TestVLLMTakesNoOtherEmitter(t *testing.T) {
	running := of(t, "vllm", "requests_running")[0]
	for _, tc := range []struct {
		name   string
		labels map[string]string
		want   bool
	}{
		{"engine", map[string]string{"model_name": "llama", "engine": "0"}, true},
		{"engine before data-parallel ranks", map[string]string{"model_name": "llama"}, true},
		{"engine with a copied pod label", map[string]string{"model_name": "llama", "version": "v1"}, true},
		{"production-stack router", map[string]string{"server": "http://10.0.0.1:8000"}, false},
		{"router that learned the model", map[string]string{"server": "x", "model_name": "llama"}, false},
		{"Triton's backend", map[string]string{"model": "llama", "version": "1"}, false},
	} {
		tc.labels["__name__"] = "vllm:num_requests_running"
		if got := running.Accepts(tc.labels); got != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
	if running.Accepts(map[string]string{"__name__": "vllm:num_requests_waiting", "model_name": "llama"}) {
		t.Error("accepts another metric")
	}
}

func TestVLLMSelectors(t *testing.T) {
	for signal, want := range map[string]string{
		"requests_running": `{__name__="vllm:num_requests_running",model_name!="",server=""}`,
		"ttft":             `{__name__="vllm:time_to_first_token_seconds_bucket",model_name!="",server=""}`,
		"prefix_hit_ratio": `{__name__=~"vllm:prefix_cache_hits_total|vllm:prefix_cache_queries_total",model_name!="",server=""}`,
	} {
		if got := of(t, "vllm", signal)[0].Selector(); got != want {
			t.Errorf("%s: %s", signal, got)
		}
	}
	all := of(t, "vllm", "cached_tokens")
	bySource := all[slices.IndexFunc(all, func(a catalog.Alternative) bool { return len(a.MatchRegex) > 0 })]
	want := `{__name__="vllm:prompt_tokens_by_source_total",source=~"local_cache_hit|external_kv_transfer",model_name!="",server="",pod="p"}`
	if got := bySource.Selector(catalog.OneOf("pod", "p")); got != want {
		t.Error(got)
	}
}

func TestVLLMLabels(t *testing.T) {
	a := of(t, "vllm", "ttft")[0]
	got := a.Canonical(map[string]string{
		"model_name": "llama", "engine": "1", "pod": "llama-0", "namespace": "prod", "job": "x", "priority": "0",
	})
	want := map[string]string{"llm_model": "llama", "engine_rank": "1", "pod": "llama-0", "namespace": "prod"}
	if !reflect.DeepEqual(got, want) {
		t.Error(got)
	}
	if a.Dims["engine"] != catalog.DimRank || a.Dims["priority"] != catalog.DimSum {
		t.Error(a.Dims)
	}
	vllm, _ := mustDefault(t).System("vllm")
	if vllm.Engine != "vllm" {
		t.Error(vllm.Engine)
	}
}

func TestVLLMRunningMeanWithoutValue(t *testing.T) {
	alternatives := of(t, "vllm", "prefix_hit_ratio")
	v0 := alternatives[len(alternatives)-1]
	if v0.Kind != catalog.KindGauge || v0.Valid(-1) || !v0.Valid(0) {
		t.Errorf("%+v", v0)
	}
}

func TestVLLMFirstBuckets(t *testing.T) {
	for signal, want := range map[string]float64{
		"ttft": 0.001, "itl": 0.01, "tpot": 0.01, "e2e_latency": 0.3, "queue_time": 0.3,
		"prefill_time": 0.3, "decode_time": 0.3,
	} {
		if got := of(t, "vllm", signal)[0].FirstBucket; got != want {
			t.Errorf("%s: %v", signal, got)
		}
	}
}
