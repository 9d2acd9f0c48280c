package fleet_test

import (
	"math"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// near compares with a relative tolerance.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %g, want %g within %g", what, got, want, tolerance)
	}
}

func TestCountersAddUpToTheTruth(t *testing.T) {
	f, r := history()
	from, to := end.Add(-225*time.Minute), end.Add(-time.Minute)
	truth := f.Truth(from, to)
	if len(truth.Replicas) != 62 || len(truth.Devices) != 107 {
		t.Fatalf("%d replicas and %d devices", len(truth.Replicas), len(truth.Devices))
	}
	for _, rep := range truth.Replicas {
		// A scrape is up to 15 s late, and what a process counted after its last
		// scrape is lost with it; some engines count when a request ends.
		id := []string{"cluster", rep.Cluster, "namespace", rep.Namespace, "pod", rep.Pod}
		if rep.Namespace == "" { // on bare metal it goes by its address
			id = []string{"cluster", rep.Cluster, "instance", rep.Pod}
		}
		names, known := counted[rep.Engine]
		if !known {
			continue // it counts no tokens
		}
		switch rep.Pod {
		case "qwen-7b-ray-0":
			names = counted["ray"]
		case "qwen-3b-ray-0":
			names = counted["ray-colon"]
		case "gemma-2b-triton-0":
			names = counted["triton-vllm"]
		case "llama-2-7b-trtllm-0": // a build that counts no tokens
			continue
		}
		near(t, rep.Pod+" generation", r.ranks(from, to, names.generation, id...), rep.GenerationTokens, 0.01)
		near(t, rep.Pod+" prompt", r.ranks(from, to, names.prompt, id...), rep.PromptTokens, 0.01)
		requests := 0.0
		for _, name := range names.requests {
			for _, key := range r.find(name, id...) {
				requests += r.increase(key, from, to)
			}
		}
		if len(names.requests) > 0 {
			near(t, rep.Pod+" requests", requests, rep.Requests, 0.01)
		}
	}
}

// counted is how each engine counts tokens and finished requests.
var counted = map[string]struct {
	prompt, generation string
	requests           []string
}{
	"vllm":        {"vllm:prompt_tokens_total", "vllm:generation_tokens_total", []string{"vllm:request_success_total"}},
	"sglang":      {"sglang:prompt_tokens_total", "sglang:generation_tokens_total", []string{"sglang:num_requests_total"}},
	"tgi":         {"tgi_request_input_length_sum", "tgi_request_generated_tokens_sum", []string{"tgi_request_success", "tgi_request_failure"}},
	"triton":      {"nv_llm_input_token_len_sum", "nv_llm_output_token_len_sum", []string{"nv_inference_request_success", "nv_inference_request_failure"}},
	"triton-vllm": {"vllm:prompt_tokens_total", "vllm:generation_tokens_total", nil},
	"lmdeploy":    {"lmdeploy:prompt_tokens_total", "lmdeploy:generation_tokens_total", []string{"lmdeploy:request_success_total"}},
	"nim":         {"prompt_tokens_total", "generation_tokens_total", []string{"request_success_total"}},
	"trtllm":      {"trtllm_prompt_tokens_total", "trtllm_generation_tokens_total", []string{"trtllm_request_success_total"}},
	"ray":         {"ray_vllm_prompt_tokens_total", "ray_vllm_generation_tokens_total", []string{"ray_vllm_request_success_total"}},
	"ray-colon":   {"ray_vllm:prompt_tokens_total", "ray_vllm:generation_tokens_total", []string{"ray_vllm:request_success_total"}},
	"llamacpp":    {"llamacpp:prompt_tokens_total", "llamacpp:tokens_predicted_total", nil},
}

func TestDevicesAgreeWithTheTruth(t *testing.T) {
	f, r := history()
	from, to := end.Add(-3*time.Hour), end.Add(-time.Hour) // before an exporter freezes
	bill := 0.0
	for _, d := range f.Truth(from, to).Devices {
		if d.Cluster == fleet.StagingCluster {
			continue // of other exporters: staging_test.go
		}
		if d.Cluster == fleet.Cluster {
			bill += d.Cost
		}
		tensor, energy, scale := "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", 1000.0
		if d.Node == "n2" && d.Cluster == fleet.Cluster || d.Node == "n1" && d.Cluster != fleet.Cluster { // 4.9 names
			tensor, energy, scale = "DCGM_FI_PROF_TENSOR_UTIL_RATIO", "DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", 1
		}
		id := []string{"cluster", d.Cluster, "UUID", d.UUID}
		switch {
		case d.MIG != "":
			id = append(id, "GPU_I_ID", d.MIG)
		case d.Part < 1: // what slices leave over is in no series
			continue
		}
		sum, n, joules := 0.0, 0, 0.0
		for _, key := range r.find(tensor, id...) { // one series per owner
			for _, s := range r.series[key] {
				if s.tMs > from.UnixMilli() && s.tMs <= to.UnixMilli() && !s.stale {
					sum += s.v
					n++
				}
			}
		}
		first, last := math.Inf(1), 0.0
		for _, key := range r.find(energy, id...) {
			for _, s := range r.series[key] {
				if s.tMs > from.UnixMilli() && s.tMs <= to.UnixMilli() && !s.stale {
					first, last = math.Min(first, s.v), math.Max(last, s.v)
				}
			}
		}
		joules = (last - first) / scale
		near(t, d.UUID+" tensor", sum/float64(n), d.TensorMean, 0.01)
		near(t, d.UUID+" energy", d.Part*joules, d.EnergyJ, 0.01)
	}
	near(t, "bill", bill, f.Truth(from, to).Bill(fleet.Cluster), 1e-9)
}

func TestTruthTelescopes(t *testing.T) {
	f, _ := history()
	a, m, b := end.Add(-200*time.Minute), end.Add(-118*time.Minute), end.Add(-40*time.Minute)
	sum := func(tr fleet.Truth) (tokens, gpuSeconds float64) {
		for _, r := range tr.Replicas {
			tokens += r.GenerationTokens
			gpuSeconds += r.GPUSeconds()
		}
		return tokens, gpuSeconds
	}
	left, leftGPU := sum(f.Truth(a, m))
	right, rightGPU := sum(f.Truth(m, b))
	whole, wholeGPU := sum(f.Truth(a, b))
	near(t, "tokens", left+right, whole, 1e-12)
	near(t, "GPU-seconds", leftGPU+rightGPU, wholeGPU, 1e-12)
	for _, c := range fleet.Clusters() {
		near(t, "bill of "+c, f.Truth(a, m).Bill(c)+f.Truth(m, b).Bill(c), f.Truth(a, b).Bill(c), 1e-12)
	}
}

func TestHistogramsAreConsistent(t *testing.T) {
	_, r := history()
	last := func(name, pod string) float64 {
		list := r.series[r.only(t, name, "pod", pod)]
		return list[len(list)-1].v
	}
	for _, pod := range []string{"llama-70b-0", "qwen-72b-awq-0", "chat-small-2"} {
		count := last("vllm:e2e_request_latency_seconds_count", pod)
		phases := last("vllm:request_queue_time_seconds_sum", pod) + last("vllm:request_prefill_time_seconds_sum", pod) + last("vllm:request_decode_time_seconds_sum", pod)
		overhead := (last("vllm:e2e_request_latency_seconds_sum", pod) - phases) / count
		if overhead < 0.003 || overhead > 0.009 {
			t.Errorf("%s: %g s of a request belong to no phase, want the front end's 3 to 9 ms", pod, overhead)
		}
		near(t, pod+" gaps between tokens", last("vllm:inter_token_latency_seconds_count", pod), last("vllm:generation_tokens_total", pod)-last("vllm:time_to_first_token_seconds_count", pod), 0)
		previous, buckets := 0.0, r.find("vllm:time_to_first_token_seconds_bucket", "pod", pod)
		if len(buckets) != 23 {
			t.Errorf("%s: %d buckets of TTFT, want 22 and +Inf", pod, len(buckets))
		}
		for _, le := range []string{"0.001", "0.1", "1.0", "10.0", "2560.0", "+Inf"} {
			list := r.series[r.only(t, "vllm:time_to_first_token_seconds_bucket", "pod", pod, labels.BucketLabel, le)]
			v := list[len(list)-1].v
			if v < previous {
				t.Errorf("%s: bucket %s falls from %g to %g", pod, le, previous, v)
			}
			previous = v
		}
		near(t, pod+" +Inf", previous, last("vllm:time_to_first_token_seconds_count", pod), 0)
	}
}
