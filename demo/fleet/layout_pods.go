package fleet

import (
	"slices"
	"time"
)

// surface is whose metric names an engine exposes, and of which release.
type surface int

const (
	surfaceCurrent    surface = iota // 0.33: kv_cache_usage_perc, inter_token_latency_seconds
	surfaceBoth                      // 0.10.2 with hidden metrics shown: old and new names
	surfaceOld                       // 0.9.1: gpu_cache_usage_perc, time_per_output_token_seconds
	surfaceSGLang                    // SGLang 0.5.23
	surfaceTGI                       // Hugging Face TGI 3
	surfaceTriton                    // Triton with the TensorRT-LLM backend
	surfaceLlamaCpp                  // llama.cpp's server
	surfaceLMDeploy                  // LMDeploy 0.18
	surfaceNIM                       // NVIDIA NIM for LLMs 1.x, names without a prefix
	surfaceTRTLLM                    // trtllm-serve, with return_perf_metrics
	surfaceRay                       // vLLM in Ray Serve LLM, read through Ray's agent
	surfaceTRTOld                    // trtllm-serve of 2025, names without a prefix
	surfaceTritonVLLM                // Triton with the vLLM backend
	surfaceKServe                    // KServe's Python model server
	surfaceMLC                       // MLC-LLM
	surfaceDynamo                    // NVIDIA Dynamo's worker, which passes TensorRT-LLM's series on
)

// features are what an operator has switched on for an engine.
type features int

const (
	withResidency   features = 1 << iota // --kv-cache-metrics
	withSpeculation                      // a draft model
	withTier                             // a cache behind the GPU's: LMCache, HiCache, an offloading connector
	withLMCache                          // LMCache inside the process
	withFLOPs                            // --enable-mfu-metrics
	withEverything                       // all that the catalog knows of the surface
	withOldBuild                         // a release of early 2025
)

func (f features) has(one features) bool { return f&one != 0 }

// podSpec is one life of a pod, or of a process on bare metal, whose namespace is
// empty and whose name is the address at which it is scraped.
type podSpec struct {
	cluster         string // "" is Cluster
	namespace, name string
	owner           string // name of the StatefulSet, ReplicaSet or Job
	ownerKind       string
	node            string
	gpus            []int
	slice           string      // GPU instance of its first GPU; "" is the whole card
	ranks           int         // data-parallel engines, each with its part of the cards; 0 is 1
	sharers         int         // pods that hold its cards together, in time slices; 0 is 1
	serves          *engineSpec // nil: the pod trains and exposes no engine series
	surface         surface
	role            string // prefill or decode of a disaggregated pair; "" does both
	with            features
	group           string // ties pods of several nodes to one engine
	leader          string // of the pod whose engine computes on its cards, in the same namespace
	// Before the end of the history; zero: there from the beginning, and no
	// end planned.
	madeBefore, goneBefore time.Duration
}

const (
	kindStatefulSet = "StatefulSet"
	kindReplicaSet  = "ReplicaSet"
	kindJob         = "Job"
)

// Roles of a pair that splits prefill and decode, as the role label spells them.
const (
	rolePrefill = "prefill"
	roleDecode  = "decode"
)

// podSpecs are the pods of all clusters.
var podSpecs = slices.Concat(productionPods, stagingPods)

var productionPods = []podSpec{
	{namespace: "chat", name: "llama-70b-0", owner: "llama-70b", ownerKind: kindStatefulSet, node: "n1", gpus: []int{0, 1, 2, 3}, serves: &llama70OnH100, with: withResidency},
	{namespace: "chat", name: "chat-small-0", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{4}, serves: &llama8OnH100, with: withResidency, goneBefore: MoveBefore},
	{namespace: "chat", name: "chat-small-0", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{5}, serves: &llama8OnH100, with: withResidency, madeBefore: MoveBefore - MoveGap},
	{namespace: "chat", name: "chat-small-1", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{6}, serves: &llama8OnH100, with: withResidency},
	{namespace: "chat", name: "chat-small-2", owner: "chat-small", ownerKind: kindStatefulSet, node: "n4", gpus: []int{0}, serves: &llama8OnL40S, with: withResidency},
	{namespace: "chat", name: "chat-small-3", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{4}, serves: &llama8OnH100, with: withResidency, madeBefore: ScaleUpBefore},
	{namespace: "reason", name: "qwen-32b-6c9fd7b84-m2xkq", owner: "qwen-32b-6c9fd7b84", ownerKind: kindReplicaSet, node: "n2", gpus: []int{0, 1}, serves: &qwen32OnA100},
	{namespace: "reason", name: "qwen-32b-6c9fd7b84-t9v5z", owner: "qwen-32b-6c9fd7b84", ownerKind: kindReplicaSet, node: "n2", gpus: []int{2, 3}, serves: &qwen32OnA100},
	{namespace: "reason", name: "mistral-24b-5f7b9c6d8-4hj7w", owner: "mistral-24b-5f7b9c6d8", ownerKind: kindReplicaSet, node: "n2", gpus: []int{4}, serves: &mistralOnA100, with: withResidency},
	{namespace: "reason", name: "mistral-24b-5f7b9c6d8-zp8nc", owner: "mistral-24b-5f7b9c6d8", ownerKind: kindReplicaSet, node: "n2", gpus: []int{5}, serves: &mistralOnA100, with: withResidency, surface: surfaceBoth},
	{namespace: "code", name: "coder-7b-7d8f6b5c9-kq2rt", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n2", gpus: []int{6}, serves: &coderOnA100, goneBefore: RestartBefore},
	{namespace: "code", name: "coder-7b-7d8f6b5c9-w7g4x", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n2", gpus: []int{6}, serves: &coderOnA100, madeBefore: RestartBefore - RestartGap},
	{namespace: "code", name: "coder-7b-7d8f6b5c9-c5m8b", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n4", gpus: []int{1}, serves: &coderOnL40S},
	{namespace: "legacy", name: "llama2-13b-0", owner: "llama2-13b", ownerKind: kindStatefulSet, node: "n4", gpus: []int{2}, serves: &legacyOnL40S, surface: surfaceOld},
	{namespace: "batch", name: "qwen-72b-awq-0", owner: "qwen-72b-awq", ownerKind: kindStatefulSet, node: "n3", gpus: []int{0, 1, 2, 3}, serves: &batchOnL40S},
	{namespace: "batch", name: "finetune-lora-x7k2p", owner: "finetune-lora", ownerKind: kindJob, node: "n4", gpus: []int{3}},
	{namespace: "chat", name: "llama-405b-0", owner: "llama-405b", ownerKind: kindStatefulSet, node: "n5", gpus: []int{0, 1, 2, 3, 4, 5, 6, 7}, serves: &llama405OnH100},
	// The prefill pod stands before those that decode: within a tick it works first.
	{namespace: "split", name: "qwen-14b-prefill-0", owner: "qwen-14b-prefill", ownerKind: kindStatefulSet, node: "n6", gpus: []int{0}, serves: &qwen14Prefill, role: rolePrefill},
	{namespace: "split", name: "qwen-14b-decode-0", owner: "qwen-14b-decode", ownerKind: kindStatefulSet, node: "n6", gpus: []int{1}, serves: &qwen14Decode, role: roleDecode},
	{namespace: "split", name: "qwen-14b-decode-1", owner: "qwen-14b-decode", ownerKind: kindStatefulSet, node: "n6", gpus: []int{2}, serves: &qwen14Decode, role: roleDecode},
	{namespace: "lab", name: "gemma-27b-sglang-0", owner: "gemma-27b-sglang", ownerKind: kindStatefulSet, node: "n6", gpus: []int{3, 4}, serves: &gemmaOnA100, surface: surfaceSGLang},
	{namespace: "lab", name: "falcon-7b-tgi-0", owner: "falcon-7b-tgi", ownerKind: kindStatefulSet, node: "n6", gpus: []int{5}, serves: &falconOnA100, surface: surfaceTGI},
	{namespace: "lab", name: "phi-4-llamacpp-0", owner: "phi-4-llamacpp", ownerKind: kindStatefulSet, node: "n6", gpus: []int{6}, serves: &phiOnA100, surface: surfaceLlamaCpp},
	{namespace: "lab", name: "nemotron-49b-triton-0", owner: "nemotron-49b-triton", ownerKind: kindStatefulSet, node: "n7", gpus: []int{0, 1}, serves: &nemotronOnL40S, surface: surfaceTriton},
	// The second cluster has names of the first, and other machines behind them.
	{cluster: SecondCluster, namespace: "chat", name: "llama-70b-0", owner: "llama-70b", ownerKind: kindStatefulSet, node: "n1", gpus: []int{0, 1, 2, 3}, serves: &llama70OnA100},
	{cluster: SecondCluster, namespace: "chat", name: "chat-small-0", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{4}, serves: &llama8OnA100},
	{cluster: SecondCluster, namespace: "chat", name: "chat-small-1", owner: "chat-small", ownerKind: kindStatefulSet, node: "n1", gpus: []int{6}, serves: &llama8OnA100},
	{cluster: SecondCluster, namespace: "reason", name: "qwen-32b-6c9fd7b84-r8d2n", owner: "qwen-32b-6c9fd7b84", ownerKind: kindReplicaSet, node: "n2", gpus: []int{0, 1}, serves: &qwen32OnA100},
	{cluster: SecondCluster, namespace: "code", name: "coder-7b-7d8f6b5c9-h6s9k", owner: "coder-7b-7d8f6b5c9", ownerKind: kindReplicaSet, node: "n2", gpus: []int{3}, serves: &coderOnA100},
	{cluster: SecondCluster, namespace: "lab", name: "phi-mini-a-0", owner: "phi-mini-a", ownerKind: kindStatefulSet, node: "n1", gpus: []int{5}, sharers: 2, serves: &phiMiniShared},
	{cluster: SecondCluster, namespace: "lab", name: "phi-mini-b-0", owner: "phi-mini-b", ownerKind: kindStatefulSet, node: "n1", gpus: []int{5}, sharers: 2, serves: &phiMiniShared},
	{cluster: SecondCluster, name: "b1.metal:8000", node: "b1", gpus: []int{0, 1}, serves: &qwen30OnH100},
	// Added later: at the end, so that the identifiers of those above stay.
	{namespace: "edge", name: "qwen-4b-mig-0", owner: "qwen-4b-mig", ownerKind: kindStatefulSet, node: "n8", gpus: []int{0}, slice: "2", serves: &qwen4On3g},
	{namespace: "edge", name: "llama-3b-mig-0", owner: "llama-3b-mig", ownerKind: kindStatefulSet, node: "n8", gpus: []int{0}, slice: "3", serves: &llama3On2g},
	{namespace: "edge", name: "smollm-mig-0", owner: "smollm-mig", ownerKind: kindStatefulSet, node: "n8", gpus: []int{0}, slice: "9", serves: &smolOn1g},
	{namespace: "wide", name: "qwen-8b-dp-0", owner: "qwen-8b-dp", ownerKind: kindStatefulSet, node: "n8", gpus: []int{1, 2}, ranks: 2, serves: &qwen8OnA100},
	{namespace: "lab", name: "internlm-7b-lmdeploy-0", owner: "internlm-7b-lmdeploy", ownerKind: kindStatefulSet, node: "n9", gpus: []int{0}, serves: &internlmOnL40S, surface: surfaceLMDeploy},
	{namespace: "lab", name: "nemotron-nano-nim-0", owner: "nemotron-nano-nim", ownerKind: kindStatefulSet, node: "n9", gpus: []int{1}, serves: &nanoOnL40S, surface: surfaceNIM},
	{namespace: "lab", name: "mistral-7b-trtllm-0", owner: "mistral-7b-trtllm", ownerKind: kindStatefulSet, node: "n9", gpus: []int{2}, serves: &mistral7OnL40S, surface: surfaceTRTLLM},
	{namespace: "lab", name: "qwen-7b-ray-0", owner: "qwen-7b-ray", ownerKind: kindStatefulSet, node: "n9", gpus: []int{3}, serves: &qwen7OnL40S, surface: surfaceRay},
}

// engine is the name of the engine, which its container bears too.
func (s surface) engine() string {
	switch s {
	case surfaceSGLang:
		return "sglang"
	case surfaceTGI:
		return "tgi"
	case surfaceTriton:
		return "triton"
	case surfaceLlamaCpp:
		return "llamacpp"
	case surfaceLMDeploy:
		return "lmdeploy"
	case surfaceNIM:
		return "nim"
	case surfaceTRTLLM, surfaceTRTOld, surfaceDynamo:
		return "trtllm"
	case surfaceTritonVLLM:
		return "triton"
	case surfaceKServe:
		return "kserve"
	case surfaceMLC:
		return "mlc-llm"
	case surfaceCurrent, surfaceBoth, surfaceOld, surfaceRay:
	}
	return "vllm"
}

// port of the engine's metrics page.
func (s surface) port() int {
	switch s {
	case surfaceSGLang:
		return 30000
	case surfaceTriton, surfaceTritonVLLM:
		return 8002
	case surfaceTGI, surfaceLlamaCpp, surfaceKServe:
		return 8080
	case surfaceDynamo:
		return 9090
	case surfaceLMDeploy:
		return 23333
	case surfaceCurrent, surfaceBoth, surfaceOld, surfaceNIM, surfaceTRTLLM, surfaceRay, surfaceTRTOld, surfaceMLC:
	}
	return 8000
}
