package fleet_test

import (
	"slices"
	"testing"

	"github.com/prometheus/common/model"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// pods lists the pods that carry a metric, sorted.
func (r *recorder) pods(name string) []string {
	var out []string
	for _, key := range r.find(name) {
		if pod := r.labels[key].Get("pod"); !slices.Contains(out, pod) {
			out = append(out, pod)
		}
	}
	slices.Sort(out)
	return out
}

func TestOldNamesOnlyWhereTheyBelong(t *testing.T) {
	f, r := history()
	vllm := 0
	for _, rep := range f.Truth(f.Begin(), f.End()).In(fleet.Cluster).Replicas {
		if rep.Engine == "vllm" {
			vllm++
		}
	}
	old := []string{"llama2-13b-0", "mistral-24b-5f7b9c6d8-zp8nc"}
	for _, name := range []string{"vllm:gpu_cache_usage_perc", "vllm:gpu_prefix_cache_hits_total", "vllm:gpu_prefix_cache_queries_total", "vllm:time_per_output_token_seconds_count"} {
		if got := r.pods(name); !slices.Equal(got, old) {
			t.Errorf("%s on %v, want %v", name, got, old)
		}
	}
	for _, name := range []string{"vllm:kv_cache_usage_perc", "vllm:inter_token_latency_seconds_count", "vllm:prefix_cache_hits_total"} {
		if got := r.pods(name); len(got) != vllm-2 || slices.Contains(got, "llama2-13b-0") {
			t.Errorf("%s on %d pods: %v, want all %d but llama2-13b-0 and the one in Ray", name, len(got), got, vllm)
		}
	}
	if n := len(r.find("vllm:generation_tokens_total", "pod", "llama2-13b-0", "engine", "")); n != 1 {
		t.Errorf("%d series of the old engine without an engine label, want 1", n)
	}
}

func TestEachExporterHasItsNamesAndLabels(t *testing.T) {
	_, r := history()
	nodes := func(name, label string) []string {
		var out []string
		for _, key := range r.find(name) {
			if n := r.labels[key].Get(label); !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
		slices.Sort(out)
		return out
	}
	if got := nodes("DCGM_FI_DEV_GPU_UTIL", "Hostname"); !slices.Equal(got, []string{"", "n1", "n3", "n4", "n6", "n7", "n9"}) {
		t.Errorf("3.x names on %v", got)
	}
	if got := nodes("DCGM_FI_DEV_GPU_UTIL", "hostname"); !slices.Equal(got, []string{"", "n5", "n8"}) {
		t.Errorf("4.8 names on %v", got)
	}
	if got := nodes("DCGM_FI_DEV_GPU_UTIL_RATIO", "hostname"); !slices.Equal(got, []string{"n2"}) {
		t.Errorf("4.9 names on %v", got)
	}
	for _, c := range []struct {
		name  string
		match []string
		has   map[string]string
	}{
		{"DCGM_FI_DEV_POWER_USAGE", []string{"Hostname", "n1", "gpu", "0"}, map[string]string{"exported_pod": "llama-70b-0", "exported_namespace": "chat", "namespace": "gpu-operator", "container": "nvidia-dcgm-exporter"}},
		{"DCGM_FI_DEV_POWER_USAGE", []string{"Hostname", "n1", "gpu", "7"}, map[string]string{"exported_pod": "", "namespace": "gpu-operator"}},
		{"DCGM_FI_DEV_BOARD_POWER_WATTS", []string{"hostname", "n2", "gpu", "4"}, map[string]string{"exported_pod": "", "pod": "mistral-24b-5f7b9c6d8-4hj7w", "namespace": "reason"}},
		{"DCGM_FI_DEV_BOARD_POWER_WATTS", []string{"hostname", "n2", "gpu", "7"}, map[string]string{"pod": "", "namespace": ""}},
		{"DCGM_FI_DEV_POWER_USAGE", []string{"Hostname", "n3", "gpu", "2"}, map[string]string{"pod": "", "exported_pod": ""}},
		{"DCGM_FI_DEV_POWER_USAGE", []string{"hostname", "n5", "gpu", "7"}, map[string]string{"pod": "llama-405b-0", "namespace": "chat", "exported_pod": ""}},
		{"DCGM_FI_DEV_BOARD_POWER_WATTS", []string{"cluster", "prod-us", "hostname", "n1", "gpu", "0"}, map[string]string{"pod": "llama-70b-0", "namespace": "chat"}},
		{"node_gpu_hourly_cost", []string{"node", "n1"}, map[string]string{"instance": "n1", "namespace": "opencost"}},
		{"kube_pod_info", []string{"pod", "llama-70b-0"}, map[string]string{"node": "n1", "namespace": "chat"}},
		{"kube_pod_container_resource_requests", []string{"pod", "qwen-72b-awq-0"}, map[string]string{"node": "n3", "resource": "nvidia_com_gpu"}},
	} {
		l := r.labels[r.only(t, c.name, c.match...)]
		for name, want := range c.has {
			if got := l.Get(name); got != want {
				t.Errorf("%s %v: %s=%q, want %q", c.name, c.match, name, got, want)
			}
		}
	}
	for key, l := range r.labels {
		if !slices.Contains(fleet.Clusters(), l.Get("cluster")) || l.Get("job") == "" || l.Get("instance") == "" {
			t.Fatalf("%s lacks cluster, job or instance", key)
		}
	}
}

func TestSizeOfTheFleet(t *testing.T) {
	_, r := history()
	if n := len(r.find(model.MetricNameLabel)); n != 0 {
		t.Errorf("%d series named __name__", n)
	}
	if len(r.series) < 15000 || len(r.series) > 25000 {
		t.Errorf("%d series, want 15,000 to 25,000", len(r.series))
	}
	for cluster, want := range map[string]int{fleet.Cluster: 54, fleet.SecondCluster: 17, fleet.StagingCluster: 65} {
		if n := len(r.find("up", "cluster", cluster)); n != want {
			t.Errorf("%d targets in %s, want %d", n, cluster, want)
		}
	}
}
