package fleet

import "time"

// dcgmEra is the naming of a dcgm-exporter's fields.
type dcgmEra int

const (
	dcgm3  dcgmEra = iota // 3.x: MHz, MiB, mJ, percent; label Hostname
	dcgm49                // 4.9: Hz, bytes, J, ratios; label hostname
)

// podLabels is how a GPU series comes to name the pod that holds the GPU.
type podLabels int

const (
	// podLabelsExported: the exporter names the pod, Prometheus adds the
	// exporter's own pod and renames the first to exported_pod (honorLabels false).
	podLabelsExported podLabels = iota
	// podLabelsHonoured: the exporter names the pod and nothing overwrites it.
	podLabelsHonoured
	// podLabelsNone: the exporter knows nothing of Kubernetes.
	podLabelsNone
)

// nodeSpec is one machine, its exporter and its price.
type nodeSpec struct {
	name         string
	gpu          *gpuModel
	gpus         int
	era          dcgmEra
	labels       podLabels
	interval     time.Duration // of the exporter's scrapes and of its own watch
	driver       string
	instanceType string
	cpus, ramGB  float64
	gpuPrice     float64 // currency per GPU-hour
	newGPUPrice  float64 // from PriceChangeBefore on; 0 means unchanged
}

const (
	cpuPrice = 0.031 // currency per vCPU-hour
	ramPrice = 0.004 // currency per GB-hour
	region   = "eu-central-1"
)

var nodeSpecs = []nodeSpec{
	{name: "n1", gpu: &h100, gpus: 8, era: dcgm3, labels: podLabelsExported, interval: 30 * time.Second, driver: "550.144.03", instanceType: "p5.48xlarge", cpus: 192, ramGB: 2048, gpuPrice: 2.95, newGPUPrice: 3.1},
	{name: "n2", gpu: &a100, gpus: 8, era: dcgm49, labels: podLabelsHonoured, interval: 15 * time.Second, driver: "580.95.05", instanceType: "p4de.24xlarge", cpus: 96, ramGB: 1152, gpuPrice: 1.64},
	{name: "n3", gpu: &l40s, gpus: 4, era: dcgm3, labels: podLabelsNone, interval: 30 * time.Second, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
	{name: "n4", gpu: &l40s, gpus: 4, era: dcgm3, labels: podLabelsExported, interval: 30 * time.Second, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
}

// surface is which of vLLM's metric names a build exposes.
type surface int

const (
	surfaceCurrent surface = iota // 0.33: kv_cache_usage_perc, inter_token_latency_seconds
	surfaceBoth                   // 0.10.2 with hidden metrics shown: old and new names
	surfaceOld                    // 0.9.1: gpu_cache_usage_perc, time_per_output_token_seconds
)

// podSpec is one life of a pod.
type podSpec struct {
	namespace, name string
	owner           string // name of the StatefulSet, ReplicaSet or Job
	ownerKind       string
	node            string
	gpus            []int
	serves          *engineSpec // nil: the pod trains and exposes no engine series
	surface         surface
	// Before the end of the history; zero: there from the beginning, and no
	// end planned.
	madeBefore, goneBefore time.Duration
}

const (
	kindStatefulSet = "StatefulSet"
	kindReplicaSet  = "ReplicaSet"
	kindJob         = "Job"
)

var podSpecs = []podSpec{
	{namespace: "chat", name: "llama-70b-0", owner: "llama-70b", ownerKind: kindStatefulSet, node: "n1", gpus: []int{0, 1, 2, 3}, serves: &llama70OnH100},
	{namespace: "chat", name: "chat-small-0", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{4}, serves: &llama8OnH100, goneBefore: MoveBefore},
	{namespace: "chat", name: "chat-small-0", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{5}, serves: &llama8OnH100, madeBefore: MoveBefore - MoveGap},
	{namespace: "chat", name: "chat-small-1", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{6}, serves: &llama8OnH100},
	{namespace: "chat", name: "chat-small-2", owner: "chat-small", ownerKind: kindStatefulSet, node: "n4", gpus: []int{0}, serves: &llama8OnL40S},
	{namespace: "chat", name: "chat-small-3", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{4}, serves: &llama8OnH100, madeBefore: ScaleUpBefore},
	{namespace: "reason", name: "qwen-32b-6c9fd7b84-m2xkq", owner: "qwen-32b-6c9fd7b84", ownerKind: kindReplicaSet, node: "n2", gpus: []int{0, 1}, serves: &qwen32OnA100},
	{namespace: "reason", name: "qwen-32b-6c9fd7b84-t9v5z", owner: "qwen-32b-6c9fd7b84", ownerKind: kindReplicaSet, node: "n2", gpus: []int{2, 3}, serves: &qwen32OnA100},
	{namespace: "reason", name: "mistral-24b-5f7b9c6d8-4hj7w", owner: "mistral-24b-5f7b9c6d8", ownerKind: kindReplicaSet, node: "n2", gpus: []int{4}, serves: &mistralOnA100},
	{namespace: "reason", name: "mistral-24b-5f7b9c6d8-zp8nc", owner: "mistral-24b-5f7b9c6d8", ownerKind: kindReplicaSet, node: "n2", gpus: []int{5}, serves: &mistralOnA100, surface: surfaceBoth},
	{namespace: "code", name: "coder-7b-7d8f6b5c9-kq2rt", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n2", gpus: []int{6}, serves: &coderOnA100, goneBefore: RestartBefore},
	{namespace: "code", name: "coder-7b-7d8f6b5c9-w7g4x", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n2", gpus: []int{6}, serves: &coderOnA100, madeBefore: RestartBefore - RestartGap},
	{namespace: "code", name: "coder-7b-7d8f6b5c9-c5m8b", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n4", gpus: []int{1}, serves: &coderOnL40S},
	{namespace: "legacy", name: "llama2-13b-0", owner: "llama2-13b", ownerKind: kindStatefulSet, node: "n4", gpus: []int{2}, serves: &legacyOnL40S, surface: surfaceOld},
	{namespace: "batch", name: "qwen-72b-awq-0", owner: "qwen-72b-awq", ownerKind: kindStatefulSet, node: "n3", gpus: []int{0, 1, 2, 3}, serves: &batchOnL40S},
	{namespace: "batch", name: "finetune-lora-x7k2p", owner: "finetune-lora", ownerKind: kindJob, node: "n4", gpus: []int{3}},
}
