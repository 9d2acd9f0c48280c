package catalog_test

import (
	"reflect"
	"testing"
)

func TestKubeStateMetricsLabels(t *testing.T) {
	a := mustDefault(t).Alternatives("pod_info")[0]
	for _, tc := range []struct {
		name         string
		series, want map[string]string
	}{
		{
			"labels honoured",
			map[string]string{"pod": "llama-0", "namespace": "prod", "uid": "u1", "node": "n1"},
			map[string]string{"pod": "llama-0", "namespace": "prod", "pod_uid": "u1", "node": "n1"},
		},
		{
			"the scraper kept its own",
			map[string]string{
				"pod": "ksm-0", "namespace": "monitoring", "exported_pod": "llama-0",
				"exported_namespace": "prod", "uid": "u1", "node": "n1",
			},
			map[string]string{"pod": "llama-0", "namespace": "prod", "pod_uid": "u1", "node": "n1"},
		},
	} {
		if got := a.Canonical(tc.series); !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}

func TestGPURequests(t *testing.T) {
	a := mustDefault(t).Alternatives("pod_gpu_requests")[0]
	for resource, want := range map[string]bool{
		"nvidia_com_gpu": true, "nvidia_com_gpu_shared": true, "nvidia_com_mig_1g_10gb": true,
		"amd_com_gpu": true, "cpu": false, "memory": false, "nvidia_com_gpu_memory": false, "": false,
	} {
		labels := map[string]string{"__name__": "kube_pod_container_resource_requests", "resource": resource}
		if got := a.Accepts(labels); got != want {
			t.Errorf("%q: %v", resource, got)
		}
	}
	quota := mustDefault(t).Alternatives("quota_used")[0]
	for resource, want := range map[string]bool{
		"requests.nvidia.com/gpu": true, "requests.nvidia.com/mig-1g.10gb": true, "requests.cpu": false,
	} {
		labels := map[string]string{"__name__": "kube_resourcequota", "type": "used", "resource": resource}
		if got := quota.Accepts(labels); got != want {
			t.Errorf("%q: %v", resource, got)
		}
	}
}

func TestWorkloadKindsAreParts(t *testing.T) {
	groups := mustDefault(t).Rivals("replicas_wanted")
	if len(groups) != 3 || len(groups[0]) != 1 {
		t.Errorf("%d groups", len(groups))
	}
}

func TestOpenCostNode(t *testing.T) {
	a := mustDefault(t).Alternatives("gpu_price")[0]
	for _, tc := range []struct {
		series map[string]string
		want   string
	}{
		{map[string]string{"node": "n1", "instance": "10.0.0.1:9003"}, "n1"},
		{map[string]string{"exported_node": "n1", "node": "n2"}, "n1"},
		{map[string]string{"exported_instance": "n1", "instance": "10.0.0.1:9003"}, "n1"},
		{map[string]string{"instance": "n1"}, "n1"},
	} {
		if got := a.Canonical(tc.series)["node"]; got != tc.want {
			t.Errorf("%v: %q", tc.series, got)
		}
	}
}
