package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

func ksm(metric string, value float64, labels ...string) []storetest.Series {
	all := append([]string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080"}, labels...)
	return exporter(scrape{}, all, map[string]fn{metric: constant(value)})
}

// Replicas wanted and ready are a workload's: of its model, its namespace and its cluster, and never a pod's. Workloads
// that serve nothing are left out.
func TestPlatform_Replicas(t *testing.T) {
	const pod1, pod2, other = "llama-7d9f8b6c5-x2x4z", "llama-7d9f8b6c5-b5n6m", "mistral-0"
	w := newWorld(t,
		engine{pod: "chat/" + pod1, tokens: growing(1)}.series(), engine{pod: "chat/" + pod2, tokens: growing(1)}.series(),
		engine{pod: "chat/" + other, model: "mistral", tokens: growing(1)}.series(),
		ksm("kube_deployment_spec_replicas", 4, "namespace", "chat", "deployment", "llama"),
		ksm("kube_deployment_status_replicas_ready", 2, "namespace", "chat", "deployment", "llama"),
		ksm("kube_statefulset_replicas", 1, "namespace", "chat", "statefulset", "mistral"),
		ksm("kube_deployment_spec_replicas", 9, "namespace", "chat", "deployment", "web"),
		ksm("kube_horizontalpodautoscaler_spec_max_replicas", 6, "namespace", "chat", "horizontalpodautoscaler", "llama"),
		ksm("kube_pod_status_phase", 1, "namespace", "chat", "pod", "llama-7d9f8b6c5-q2w4z", "phase", "Pending"),
		ksm("kube_pod_status_phase", 1, "namespace", "chat", "pod", "llama-7d9f8b6c5-t7v9k", "phase", "Pending"))
	wanted, ready := operand{As: "wanted", Signal: "replicas_wanted"}, operand{As: "ready", Signal: "replicas_ready"}
	most, pending := operand{As: "most", Signal: "replicas_max"}, operand{As: "pending", Signal: "pod_pending"}
	a := w.ask(table("model", wanted, ready, most, pending))
	r := a.one("llm_model", "llama")
	a.near("wanted", r["wanted"], 4, 0)
	a.near("ready", r["ready"], 2, 0)
	a.near("at most", r["most"], 6, 0)
	a.near("pending pods, both", r["pending"], 2, 0)
	a.near("a stateful set", a.one("llm_model", "mistral")["wanted"], 1, 0)
	a.near("of the cluster", w.ask(table("cluster", wanted)).sum("wanted"), 5, 0)
	if resp := w.try(table("replica", wanted)); resp.Error == nil {
		t.Error("a pod has no replicas")
	}
}

// Quotas are a namespace's.
func TestPlatform_Quota(t *testing.T) {
	w := newWorld(t,
		ksm("kube_resourcequota", 6, "namespace", "chat", "resourcequota", "q", "resource", "requests.nvidia.com/gpu", "type", "used"),
		ksm("kube_resourcequota", 8, "namespace", "chat", "resourcequota", "q", "resource", "requests.nvidia.com/gpu", "type", "hard"),
		ksm("kube_resourcequota", 2, "namespace", "batch", "resourcequota", "q", "resource", "requests.amd.com/gpu", "type", "used"),
		ksm("kube_resourcequota", 64, "namespace", "chat", "resourcequota", "q", "resource", "requests.cpu", "type", "used"),
		engine{pod: "chat/a", tokens: growing(1)}.series())
	used, limit := operand{As: "used", Signal: "quota_used"}, operand{As: "limit", Signal: "quota_limit"}
	a := w.ask(query{QueryType: "signal", Operands: []operand{used, limit}, By: []string{"namespace"}, Format: "table"})
	a.near("used", a.one("namespace", "chat")["used"], 6, 0)
	a.near("limit", a.one("namespace", "chat")["limit"], 8, 0)
	a.near("AMD's", a.one("namespace", "batch")["used"], 2, 0)
	a.near("cluster", w.ask(table("cluster", used)).sum("used"), 8, 0)
}

// Restarts, readiness, throttling, memory and kernel events are a pod's, in any container of it.
func TestPlatform_Pods(t *testing.T) {
	of := func(metric string, f fn, more ...string) []storetest.Series {
		labels := append([]string{"cluster", "eu", "job", "kubelet", "instance", "n1:10250", "namespace", "chat", "pod", "a", "container", "vllm"}, more...)
		return exporter(scrape{}, labels, map[string]fn{metric: f})
	}
	w := newWorld(t, engine{pod: "chat/a", tokens: growing(1)}.series(), kube{pod: "chat/a", gpus: 1}.series(),
		of("kube_pod_container_status_restarts_total", until(600, 1, 3)),
		of("kube_pod_status_ready", constant(1), "condition", "true"),
		of("kube_pod_container_status_last_terminated_reason", constant(1), "reason", "OOMKilled"),
		of("container_cpu_cfs_periods_total", growing(10), "id", "/x", "image", "i", "name", "k"),
		of("container_cpu_cfs_throttled_periods_total", growing(2), "id", "/x", "image", "i", "name", "k"),
		of("container_memory_working_set_bytes", constant(5e9), "id", "/x", "image", "i", "name", "k"),
		of("kube_pod_container_resource_limits", constant(8e9), "resource", "memory", "unit", "byte"),
		of("kube_pod_container_resource_requests", constant(12), "resource", "cpu", "unit", "core"),
		of("tetragon_events_total", growing(3), "type", "PROCESS_EXEC", "workload", "a", "binary", "/bin/sh", "node_name", "n1"))
	for signal, want := range map[string]float64{"pod_restarts": 2, "pod_ready": 1, "pod_oom": 1, "cpu_throttled": 0.2, "memory_working_set": 5e9,
		"memory_limit": 8e9, "cpu_requests": 12, "security_events": 3600} {
		op := operand{As: "x", Signal: signal}
		if signal == "pod_restarts" || signal == "security_events" {
			op.Stat = "total"
		}
		a := w.ask(table("replica", op))
		a.near(signal, a.one("pod", "a")["x"], want, 1e-6*want)
	}
}
