package fleet

import (
	"fmt"
	"time"
)

const ksmInterval = 30 * time.Second

// ksmTarget is kube-state-metrics.
func (f *Fleet) ksmTarget(cluster string) *Target {
	return &Target{
		cluster: cluster, Job: "kube-state-metrics", Instance: address(cluster, "9.3:8080"), Interval: ksmInterval, honor: true,
		labels:     []string{"namespace", "monitoring", "pod", "kube-state-metrics-6f5b8d9c7-h2vqk", "container", "kube-state-metrics", "service", "kube-state-metrics", "endpoint", "http"},
		generation: func() int { return f.world.generation },
		fill:       func(x *exposition) { exposeKubernetes(x, f.world, cluster) },
	}
}

var (
	ksmPodInfo     = gauge("kube_pod_info", "Information about pod.")
	ksmPodCreated  = gauge("kube_pod_created", "Unix creation timestamp")
	ksmPhase       = gauge("kube_pod_status_phase", "The pods current phase.")
	ksmReady       = gauge("kube_pod_status_ready", "Describes whether the pod is ready to serve requests.")
	ksmRequests    = gauge("kube_pod_container_resource_requests", "The number of requested request resource by a container.")
	ksmLimits      = gauge("kube_pod_container_resource_limits", "The number of requested limit resource by a container.")
	ksmRestarts    = counter("kube_pod_container_status_restarts_total", "The number of container restarts per container.")
	ksmNodeInfo    = gauge("kube_node_info", "Information about a cluster node.")
	ksmAllocatable = gauge("kube_node_status_allocatable", "The allocatable for different resources of a node that are available for scheduling.")
	ksmCapacity    = gauge("kube_node_status_capacity", "The capacity for different resources of a node.")
)

// gpuResource is nvidia.com/gpu as kube-state-metrics spells it in a label.
const gpuResource = "nvidia_com_gpu"

var podPhases = []string{"Pending", "Running", "Succeeded", "Failed", "Unknown"}

func exposeKubernetes(x *exposition, w *world, cluster string) {
	for _, p := range w.pods {
		if p.in() == cluster && !p.bare() && p.exists(w.now) {
			exposePod(x, w, p)
		}
	}
	if cluster == StagingCluster {
		exposeWorkloads(x, w)
	}
	for i := range nodeSpecs {
		if n := &nodeSpecs[i]; n.in() == cluster && !n.bare {
			exposeNode(x, n)
		}
	}
}

func exposePod(x *exposition, w *world, p *pod) {
	id := []string{"namespace", p.namespace, "pod", p.name, "uid", p.uid}
	with := func(more ...string) []string { return append(append([]string{}, id...), more...) }
	x.value(ksmPodInfo, constant(1), with("node", p.node, "host_ip", hostIP(p.on()), "pod_ip", p.ip, "created_by_kind", p.ownerKind, "created_by_name", p.owner, "priority_class", "", "host_network", "false")...)
	x.value(ksmPodCreated, constant(float64(p.made.Unix())), id...)
	for _, phase := range podPhases {
		x.value(ksmPhase, boolean(func() bool { return phase == "Running" }), with("phase", phase)...)
	}
	ready := func() bool { return p.ready(w.now) }
	x.value(ksmReady, boolean(ready), with("condition", "true")...)
	x.value(ksmReady, boolean(func() bool { return !ready() }), with("condition", "false")...)
	resource := with("container", p.container(), "node", p.node, "resource", p.resource(), "unit", "integer")
	x.value(ksmRequests, constant(float64(len(p.gpus))), resource...)
	x.value(ksmLimits, constant(float64(len(p.gpus))), resource...)
	x.value(ksmRestarts, constant(0), with("container", p.container())...)
}

func exposeNode(x *exposition, n *nodeSpec) {
	x.value(ksmNodeInfo, constant(1), "node", n.name, "internal_ip", hostIP(n.key()), "kubelet_version", "v1.33.4", "container_runtime_version", "containerd://2.1.4", "os_image", "Ubuntu 24.04.3 LTS", "provider_id", providerID(n))
	x.value(ksmCondition, constant(1), "node", n.name, "condition", "Ready", "status", "true")
	x.value(ksmCondition, constant(0), "node", n.name, "condition", "Ready", "status", "false")
	for _, f := range []*Family{ksmAllocatable, ksmCapacity} {
		whole := n.gpus
		for _, s := range n.slices {
			x.value(f, constant(1), "node", n.name, "resource", s.resource(), "unit", "integer")
			whole = n.gpus - 1
		}
		x.value(f, constant(float64(whole)), "node", n.name, "resource", n.resource(), "unit", "integer")
		x.value(f, constant(n.cpus), "node", n.name, "resource", "cpu", "unit", "core")
		x.value(f, constant(n.ramGB*(1<<30)), "node", n.name, "resource", "memory", "unit", "byte")
	}
}

// hostIP is the address of a node.
func hostIP(k nodeKey) string {
	switch k.cluster {
	case SecondCluster:
		return "10.2.0." + k.node[1:]
	case StagingCluster:
		return "10.3.0." + k.node[1:]
	}
	return "10.1.0." + k.node[1:]
}

func providerID(n *nodeSpec) string {
	return fmt.Sprintf("aws:///%sa/i-%s", region(n.in()), uuid(0, append([]string{"instance"}, n.key().seedName()...)...)[24:])
}
