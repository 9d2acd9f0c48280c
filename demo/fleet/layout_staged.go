package fleet

import (
	"fmt"
	"time"
)

// staged is the first pod of a StatefulSet in the staging cluster, on one GPU.
func staged(namespace, name, node string, gpu int, serves *engineSpec, s surface) podSpec {
	return podSpec{cluster: StagingCluster, namespace: namespace, name: name + "-0", owner: name, ownerKind: kindStatefulSet, node: node, gpus: []int{gpu}, serves: serves, surface: s}
}

func (p podSpec) plus(f features) podSpec {
	p.with |= f
	return p
}

func (p podSpec) as(role string) podSpec {
	p.role = role
	return p
}

func (p podSpec) cards(gpus ...int) podSpec {
	p.gpus = gpus
	return p
}

func (p podSpec) shared(by int) podSpec {
	p.sharers = by
	return p
}

func (p podSpec) until(before time.Duration) podSpec {
	p.goneBefore = before
	return p
}

func (p podSpec) since(before time.Duration) podSpec {
	p.madeBefore = before
	return p
}

// tied makes the pod one of a group, whose engine runs in the leader; "" is the leader itself.
func (p podSpec) tied(group, leader string) podSpec {
	p.group, p.leader = group, leader
	return p
}

func (p podSpec) numbered(n int) podSpec {
	p.name = fmt.Sprintf("%s-%d", p.owner, n)
	return p
}

// small is a model that any of the cluster's cards serves with ease.
func small(model string, kvTokens float64) *engineSpec {
	return &engineSpec{model: model, tp: 1, itlBase: 0.0115, itlEach: 0.0001, prefillRate: 21000, maxSeqs: 64, kvTokens: kvTokens, weightsMiB: 6400, maxLen: 8192}
}

const (
	modelQwen17     = "Qwen/Qwen3-1.7B"
	modelLlama1B    = "meta-llama/Llama-3.2-1B-Instruct"
	modelGranite    = "ibm-granite/granite-3.3-8b-instruct"
	modelPhi3       = "microsoft/Phi-3.5-mini-instruct"
	modelTiny       = "TinyLlama/TinyLlama-1.1B-Chat-v1.0"
	modelLlama27    = "meta-llama/Llama-2-7b-chat-hf"
	modelGemma2     = "google/gemma-2-2b-it"
	modelFlan       = "google/flan-t5-large"
	modelQwen35     = "Qwen/Qwen3-4B-Instruct-2507"
	modelNemotron8  = "nvidia/Llama-3.1-Nemotron-Nano-8B-v1"
	modelInternLM18 = "internlm/internlm2_5-1_8b-chat"
	modelStable     = "stabilityai/stablelm-2-1_6b-chat"
	modelQwen3B     = "Qwen/Qwen2.5-3B-Instruct"
	modelOLMo       = "allenai/OLMo-2-1124-7B-Instruct"
	modelGemma1B    = "google/gemma-3-1b-it"
	modelStarCoder  = "bigcode/starcoder2-7b"
	modelLlama33    = "meta-llama/Llama-3.1-70B-Instruct"
	modelMixtral    = "mistralai/Mixtral-8x7B-Instruct-v0.1"
	modelJamba      = "ai21labs/AI21-Jamba-Mini-1.6"
	modelCommandR   = "CohereLabs/c4ai-command-r7b-12-2024"
)

// kvOfSmall is what a token of a small model takes in the KV cache, bytes.
const kvOfSmall = 36 * 8 * 128 * 2 * 2

var (
	graniteOnL40S    = engineSpec{model: modelGranite, tp: 1, itlBase: 0.0194, itlEach: 0.00012, prefillRate: 12400, maxSeqs: 32, kvTokens: 41000, weightsMiB: 16300, maxLen: 16384}
	qwen35Prefill    = engineSpec{model: modelQwen35, tp: 1, itlBase: 0.0115, itlEach: 0.0001, prefillRate: 21000, maxSeqs: 64, kvTokens: 60000, weightsMiB: 7900, maxLen: 16384, kvBytes: kvOfSmall}
	qwen35Decode     = engineSpec{model: modelQwen35, tp: 1, itlBase: 0.0115, itlEach: 0.0001, prefillRate: 21000, maxSeqs: 64, kvTokens: 60000, weightsMiB: 7900, maxLen: 16384, kvBytes: kvOfSmall}
	nemotron8Prefill = engineSpec{model: modelNemotron8, tp: 1, itlBase: 0.0179, itlEach: 0.0001, prefillRate: 13000, maxSeqs: 64, kvTokens: 60000, weightsMiB: 15400, maxLen: 16384, kvBytes: kvOfSmall}
	nemotron8Decode  = engineSpec{model: modelNemotron8, tp: 1, itlBase: 0.0179, itlEach: 0.0001, prefillRate: 13000, maxSeqs: 64, kvTokens: 60000, weightsMiB: 15400, maxLen: 16384, kvBytes: kvOfSmall}
	llama33OnH100    = engineSpec{model: modelLlama33, tp: 4, itlBase: 0.0214, itlEach: 0.00013, prefillRate: 9200, maxSeqs: 128, kvTokens: 190000, linkBytes: linkPerToken(80, 8192, 4), weightsMiB: 33600, maxLen: 32768}
	mixtralOnH100    = engineSpec{model: modelMixtral, tp: 4, itlBase: 0.0121, itlEach: 0.00011, prefillRate: 17800, maxSeqs: 128, kvTokens: 240000, linkBytes: linkPerToken(32, 4096, 4), weightsMiB: 22400, maxLen: 32768}
	jambaOnH100      = engineSpec{model: modelJamba, tp: 4, itlBase: 0.0125, itlEach: 0.00011, prefillRate: 18200, maxSeqs: 128, kvTokens: 260000, linkBytes: linkPerToken(32, 4096, 4), weightsMiB: 24800, maxLen: 32768}
)
