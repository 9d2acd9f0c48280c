package fleet

// What kube-state-metrics shows of workloads, quotas, claims and limits.
var (
	ksmDeploymentWanted         = gauge("kube_deployment_spec_replicas", "Number of desired pods for a deployment.")
	ksmDeploymentReady          = gauge("kube_deployment_status_replicas_ready", "The number of ready replicas per deployment.")
	ksmStatefulWanted           = gauge("kube_statefulset_replicas", "Number of desired pods for a StatefulSet.")
	ksmStatefulReady            = gauge("kube_statefulset_status_replicas_ready", "The number of ready replicas per StatefulSet.")
	ksmAutoscalerMax            = gauge("kube_horizontalpodautoscaler_spec_max_replicas", "Upper limit for the number of pods that can be set by the autoscaler.")
	ksmQuota                    = gauge("kube_resourcequota", "Information about resource quota.")
	ksmClaims                   = gauge("kube_pod_resourceclaim_info", "Information about the resource claims of a pod.")
	ksmClaimDevices             = gauge("kube_resourceclaim_allocation_device_info", "Devices that were allocated to a claim.")
	ksmTerminated               = gauge("kube_pod_container_status_last_terminated_reason", "Describes the last reason the container was in terminated state.")
	ksmLabels                   = gauge("kube_pod_labels", "Kubernetes labels converted to Prometheus labels.")
	gpuQuota            float64 = 40
)

// exposeWorkloads offers what stands behind the staging cluster's pods: each is the only one
// of a StatefulSet. TieredPod was killed once for want of memory.
func exposeWorkloads(x *exposition, w *world) {
	used := 0
	for _, p := range w.pods {
		if p.in() != StagingCluster || p.bare() || !p.exists(w.now) {
			continue
		}
		used += len(p.gpus)
		id := []string{"namespace", p.namespace, "pod", p.name, "uid", p.uid}
		of := []string{"namespace", p.namespace, "statefulset", p.owner}
		if p.leader == "" {
			x.value(ksmStatefulWanted, constant(1), of...)
			x.value(ksmStatefulReady, boolean(func() bool { return p.ready(w.now) }), of...)
		}
		if p.group != "" {
			x.value(ksmLabels, constant(1), append(id, "label_"+GroupLabel, p.group)...)
		}
		own := append(id, "container", p.container())
		for _, r := range []struct {
			resource, unit string
			request, limit float64
		}{{"cpu", "core", p.cores() / 2, p.cores()}, {"memory", "byte", 0, float64(len(p.gpus)) * 32 * gibibyte}} {
			lbls := append(own, "node", p.node, "resource", r.resource, "unit", r.unit)
			if r.request > 0 {
				x.value(ksmRequests, constant(r.request), lbls...)
			}
			x.value(ksmLimits, constant(r.limit), lbls...)
		}
		if p.name == TieredPod && p.madeBefore > 0 {
			x.value(ksmTerminated, constant(1), append(own, "reason", "OOMKilled")...)
		}
		if p.exporterOf() == exporterIntel { // its cards are claimed, and not requested
			claim := p.name + "-gpu"
			x.value(ksmClaims, constant(1), append(id, "claim_name", "gpu", "resourceclaim_name", claim)...)
			for _, d := range p.devices {
				x.value(ksmClaimDevices, constant(1), "namespace", p.namespace, "resourceclaim", claim, "request", "gpu", "driver", "gpu.intel.com", "pool", p.node, "device", d.pci[4:])
			}
		}
	}
	team := []string{"namespace", "try", "resourcequota", "gpus", "resource", "requests.nvidia.com/gpu"}
	x.value(ksmQuota, constant(float64(used)), append(team, "type", "used")...)
	x.value(ksmQuota, constant(gpuQuota), append(team, "type", "hard")...)
	router := []string{"namespace", gatewayNamespace, "deployment", "litellm"}
	x.value(ksmDeploymentWanted, constant(1), router...)
	x.value(ksmDeploymentReady, constant(1), router...)
	x.value(ksmAutoscaleMin, constant(1), "namespace", "try", "horizontalpodautoscaler", "granite-8b")
	x.value(ksmAutoscalerMax, constant(4), "namespace", "try", "horizontalpodautoscaler", "granite-8b")
}

// exporterOf is whose exporter shows the pod's cards.
func (p *podSpec) exporterOf() exporterKind { return nodeNamed(p.on()).exporter }

var (
	tetragonEvents = counter("tetragon_events_total", "The total number of Tetragon events")
	tetragonPolicy = counter("tetragon_policy_events_total", "Policy events calls observed.")
)

// tetragonTarget is Tetragon on the staging cluster's nodes: engines start a process or two,
// and one policy watches what they open.
func (f *Fleet) tetragonTarget() *Target {
	return &Target{
		cluster: StagingCluster, Job: "tetragon", Instance: address(StagingCluster, "9.8:2112"), Interval: stagingInterval, honor: true,
		labels:     []string{"namespace", "kube-system", "endpoint", "metrics"},
		generation: func() int { return f.world.generation },
		fill: func(x *exposition) {
			for i := range stagingNodes {
				if n := &stagingNodes[i]; !n.bare {
					x.value(tetragonLost, constant(0), "node", n.name)
					x.value(tetragonMissed, constant(0), "node", n.name, "msg_op", "5", "error", "ENOSPC")
				}
			}
			for _, p := range f.world.pods {
				if p.in() != StagingCluster || p.bare() || !p.exists(f.world.now) {
					continue
				}
				of := []string{"namespace", p.namespace, "workload", p.owner, "pod", p.name, "binary", "/usr/bin/python3", "node_name", p.node}
				minutes := func() float64 { return float64(int(f.world.now.Sub(p.made).Minutes())) }
				x.value(tetragonEvents, minutes, append(of, "type", "PROCESS_EXEC")...)
				x.value(tetragonEvents, minutes, append(of, "type", "PROCESS_EXIT")...)
				x.value(tetragonPolicy, func() float64 { return float64(int(minutes() / 10)) }, append(of, "policy", "model-files", "hook", "kprobe:security_file_open")...)
			}
		},
	}
}
