package fleet

import "time"

const stagingInterval = 30 * time.Second

// stagingNodes are the machines on which every exporter is tried out.
var stagingNodes = []nodeSpec{
	{cluster: StagingCluster, name: "n1", gpu: &l40s, gpus: 8, era: dcgm49, labels: podLabelsHonoured, interval: stagingInterval, driver: "580.95.05", instanceType: "g6e.48xlarge", cpus: 192, ramGB: 1536, gpuPrice: 0.98, everyField: true},
	{cluster: StagingCluster, name: "n2", gpu: &l40s, gpus: 8, era: dcgmAzure, labels: podLabelsHonoured, interval: stagingInterval, driver: "570.172.08", instanceType: "g6e.48xlarge", cpus: 192, ramGB: 1536, gpuPrice: 0.98},
	{cluster: StagingCluster, name: "n3", gpu: &mi300x, gpus: 2, exporter: exporterAMD, labels: podLabelsHonoured, interval: stagingInterval, driver: "6.12.12", instanceType: "mi300x-2", cpus: 64, ramGB: 768, gpuPrice: 2.3},
	{cluster: StagingCluster, name: "n4", gpu: &l40s, gpus: 2, era: dcgm1, labels: podLabelsNone, evidence: MethodGPULabels, hami: true, interval: stagingInterval, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
	{cluster: StagingCluster, name: "n5", gpu: &max1550, gpus: 2, exporter: exporterIntel, labels: podLabelsNone, evidence: MethodExclusiveNode, interval: stagingInterval, driver: "1.6.32567", instanceType: "max1550-2", cpus: 64, ramGB: 512, gpuPrice: 1.2},
	{cluster: StagingCluster, name: "n7", gpu: &h100, gpus: 2, era: dcgm48, labels: podLabelsHonoured, interval: stagingInterval, driver: "570.172.08", instanceType: "p5.12xlarge", cpus: 48, ramGB: 512, gpuPrice: 3.1, infiniband: true},
	{cluster: StagingCluster, name: "n8", gpu: &h100, gpus: 2, era: dcgm48, labels: podLabelsHonoured, interval: stagingInterval, driver: "570.172.08", instanceType: "p5.12xlarge", cpus: 48, ramGB: 512, gpuPrice: 3.1, infiniband: true},
	{cluster: StagingCluster, name: "n9", gpu: &h100, gpus: 8, era: dcgm48, labels: podLabelsHonoured, interval: stagingInterval, driver: "570.172.08", instanceType: "p5.48xlarge", cpus: 192, ramGB: 2048, gpuPrice: 3.1, infiniband: true, inspector: true, switches: 4},
	{cluster: StagingCluster, name: "b2", gpu: &h100, gpus: 2, exporter: exporterNvidiaSMI, labels: podLabelsNone, bare: true, evidence: MethodDeclared, interval: stagingInterval, driver: "570.172.08", gpuPrice: 2.6, slices: slicesOfH100},
}

// stagingPods are small replicas, one at least for every engine and every gateway that the plugin knows.
var stagingPods = []podSpec{
	staged("try", "qwen-1-7b-lmcache", "n1", 0, small(modelQwen17, 24000), surfaceCurrent).plus(withLMCache | withTier | withResidency).until(ColdFromBefore),
	staged("try", "qwen-1-7b-lmcache", "n1", 0, small(modelQwen17, 24000), surfaceCurrent).plus(withLMCache | withTier | withResidency).since(ColdFromBefore - ColdGap),
	staged("try", "llama-1b-vllm", "n1", 1, small(modelLlama1B, 30000), surfaceCurrent).plus(withSpeculation | withTier | withResidency | withFLOPs | withEverything),
	staged("try", "granite-8b", "n1", 2, &graniteOnL40S, surfaceCurrent).plus(withResidency),
	staged("try", "phi-3-llamacpp", "n1", 3, small(modelPhi3, 40000), surfaceLlamaCpp).plus(withSpeculation),
	staged("try", "tinyllama-llamacpp", "n1", 4, small(modelTiny, 40000), surfaceLlamaCpp).plus(withOldBuild),
	staged("try", "llama-2-7b-trtllm", "n1", 5, small(modelLlama27, 40000), surfaceTRTOld),
	staged("try", "gemma-2b-triton", "n1", 6, small(modelGemma2, 40000), surfaceTritonVLLM),
	staged("try", "flan-t5-kserve", "n1", 7, small(modelFlan, 40000), surfaceKServe),
	staged("try", "qwen-4b-sglang-prefill", "n2", 0, &qwen35Prefill, surfaceSGLang).as(rolePrefill).plus(withEverything | withTier | withSpeculation | withFLOPs),
	staged("try", "qwen-4b-sglang-decode", "n2", 1, &qwen35Decode, surfaceSGLang).as(roleDecode).plus(withEverything | withTier | withSpeculation | withFLOPs | withResidency),
	staged("try", "nemotron-8b-dynamo-prefill", "n2", 2, &nemotron8Prefill, surfaceDynamo).as(rolePrefill).plus(withEverything | withTier),
	staged("try", "nemotron-8b-dynamo-decode", "n2", 3, &nemotron8Decode, surfaceDynamo).as(roleDecode).plus(withEverything | withTier | withSpeculation | withResidency),
	staged("try", "internlm-1-8b-lmdeploy", "n2", 4, small(modelInternLM18, 40000), surfaceLMDeploy).plus(withSpeculation | withEverything),
	staged("try", "stablelm-mlc", "n2", 5, small(modelStable, 40000), surfaceMLC),
	staged("try", "qwen-3b-ray", "n2", 6, small(modelQwen3B, 40000), surfaceRay).plus(withEverything | withOldBuild),
	staged("try", "olmo-7b-rocm", "n3", 0, small(modelOLMo, 90000), surfaceCurrent),
	staged("try", "gemma-1b-hami-a", "n4", 0, small(modelGemma1B, 20000), surfaceCurrent).shared(2),
	staged("try", "gemma-1b-hami-b", "n4", 0, small(modelGemma1B, 20000), surfaceCurrent).shared(2),
	staged("try", "starcoder-xpu", "n5", 0, small(modelStarCoder, 60000), surfaceCurrent).cards(0, 1),
	staged("group", "llama-33-lws", "n7", 0, &llama33OnH100, surfaceCurrent).cards(0, 1).tied("llama-33-lws-0", ""),
	staged("group", "llama-33-lws-0", "n8", 0, nil, surfaceCurrent).cards(0, 1).tied("llama-33-lws-0", "llama-33-lws-0").numbered(1),
	staged("group", "mixtral-8x7b", "n9", 0, &mixtralOnH100, surfaceCurrent).cards(0, 1, 2, 3),
	staged("group", "jamba-mini", "n9", 4, &jambaOnH100, surfaceCurrent).cards(4, 5, 6, 7),
	{cluster: StagingCluster, name: "b2.metal:8000", node: "b2", gpus: []int{1}, serves: small(modelCommandR, 60000)},
	{cluster: StagingCluster, name: "b2.metal:8001", node: "b2", gpus: []int{0}, slice: "1", serves: small(modelCommandR, 60000)},
}
