package fleet

// engineSpec is one LLM on one kind of hardware: how fast it is and what fits.
type engineSpec struct {
	model       string  // served name, the model_name label
	tp          int     // GPUs of one replica
	itlBase     float64 // s, a decode step of one sequence
	itlEach     float64 // s, added for each further sequence of the batch
	prefillRate float64 // prompt tokens per second with nothing else to do
	maxSeqs     int     // sequences that run at once
	kvTokens    float64 // tokens that fit into the KV cache
	linkBytes   float64 // NVLink bytes each GPU sends for one token
	weightsMiB  float64 // per GPU
	maxLen      int     // tokens of context
	uncached    bool    // it looks nothing up in a prefix cache
	kvBytes     float64 // of the KV cache for one token, where it is moved between pods
}

// linkPerToken is what one rank sends for one token: two all-reduces a layer of
// hidden × 2 bytes, each 2(n−1)/n times its size in a ring of n.
func linkPerToken(layers, hidden, tp int) float64 {
	n := float64(tp)
	return float64(layers) * 2 * float64(hidden) * 2 * 2 * (n - 1) / n
}

const (
	modelLlama70 = "meta-llama/Llama-3.3-70B-Instruct"
	modelLlama8  = "meta-llama/Llama-3.1-8B-Instruct"
	modelQwen32  = "Qwen/Qwen3-32B"
	modelMistral = "mistralai/Mistral-Small-3.2-24B-Instruct-2506"
	modelCoder   = "Qwen/Qwen2.5-Coder-7B-Instruct"
	modelLegacy  = "meta-llama/Llama-2-13b-chat-hf"
	modelBatch   = "Qwen/Qwen2.5-72B-Instruct-AWQ"

	modelLlama405 = "meta-llama/Llama-3.1-405B-Instruct-FP8"
	modelQwen14   = "Qwen/Qwen3-14B"
	modelGemma    = "google/gemma-3-27b-it"
	modelFalcon   = "tiiuae/falcon-7b-instruct"
	modelPhi      = "microsoft/phi-4"
	modelQwen30   = "Qwen/Qwen3-30B-A3B"
	modelPhiMini  = "microsoft/Phi-4-mini-instruct"
	modelQwen4    = "Qwen/Qwen3-4B"
	modelLlama3B  = "meta-llama/Llama-3.2-3B-Instruct"
	modelSmol     = "HuggingFaceTB/SmolLM2-1.7B-Instruct"
	modelQwen8    = "Qwen/Qwen3-8B"
	modelInternLM = "internlm/internlm2_5-7b-chat"
	modelNano     = "nvidia/Llama-3.1-Nemotron-Nano-4B-v1.1"
	modelMistral7 = "mistralai/Mistral-7B-Instruct-v0.3"
	modelQwen7    = "Qwen/Qwen2.5-7B-Instruct"
	modelNemotron = "nvidia/Llama-3_3-Nemotron-Super-49B-v1_5"
)

var (
	llama70OnH100 = engineSpec{model: modelLlama70, tp: 4, itlBase: 0.017, itlEach: 0.0001, prefillRate: 11000, maxSeqs: 128, kvTokens: 180000, linkBytes: linkPerToken(80, 8192, 4), weightsMiB: 33600, maxLen: 32768}
	llama8OnH100  = engineSpec{model: modelLlama8, tp: 1, itlBase: 0.0072, itlEach: 0.00005, prefillRate: 38000, maxSeqs: 256, kvTokens: 60000, weightsMiB: 15400, maxLen: 16384}
	llama8OnL40S  = engineSpec{model: modelLlama8, tp: 1, itlBase: 0.0195, itlEach: 0.00012, prefillRate: 12500, maxSeqs: 128, kvTokens: 48000, weightsMiB: 15400, maxLen: 16384}
	qwen32OnA100  = engineSpec{model: modelQwen32, tp: 2, itlBase: 0.0235, itlEach: 0.00016, prefillRate: 5200, maxSeqs: 128, kvTokens: 96000, linkBytes: linkPerToken(64, 5120, 2), weightsMiB: 31300, maxLen: 32768}
	mistralOnA100 = engineSpec{model: modelMistral, tp: 1, itlBase: 0.0295, itlEach: 0.0002, prefillRate: 6100, maxSeqs: 64, kvTokens: 42000, weightsMiB: 45800, maxLen: 32768}
	coderOnA100   = engineSpec{model: modelCoder, tp: 1, itlBase: 0.0112, itlEach: 0.00007, prefillRate: 23000, maxSeqs: 128, kvTokens: 44000, weightsMiB: 14600, maxLen: 32768}
	coderOnL40S   = engineSpec{model: modelCoder, tp: 1, itlBase: 0.0187, itlEach: 0.00011, prefillRate: 13500, maxSeqs: 128, kvTokens: 36000, weightsMiB: 14600, maxLen: 32768}
	legacyOnL40S  = engineSpec{model: modelLegacy, tp: 1, itlBase: 0.0335, itlEach: 0.0003, prefillRate: 5600, maxSeqs: 48, kvTokens: 18000, weightsMiB: 24900, maxLen: 4096}
	batchOnL40S   = engineSpec{model: modelBatch, tp: 4, itlBase: 0.0345, itlEach: 0.0003, prefillRate: 2700, maxSeqs: 96, kvTokens: 110000, weightsMiB: 10600, maxLen: 16384}

	llama405OnH100 = engineSpec{model: modelLlama405, tp: 8, itlBase: 0.0285, itlEach: 0.00016, prefillRate: 6400, maxSeqs: 128, kvTokens: 240000, linkBytes: linkPerToken(126, 16384, 8), weightsMiB: 50600, maxLen: 32768}
	qwen14Prefill  = engineSpec{model: modelQwen14, tp: 1, itlBase: 0.0165, itlEach: 0.0001, prefillRate: 11500, maxSeqs: 64, kvTokens: 150000, weightsMiB: 28200, maxLen: 32768, kvBytes: qwen14KV}
	qwen14Decode   = engineSpec{model: modelQwen14, tp: 1, itlBase: 0.0165, itlEach: 0.0001, prefillRate: 11500, maxSeqs: 128, kvTokens: 150000, weightsMiB: 28200, maxLen: 32768, kvBytes: qwen14KV}
	gemmaOnA100    = engineSpec{model: modelGemma, tp: 2, itlBase: 0.0205, itlEach: 0.00014, prefillRate: 6800, maxSeqs: 96, kvTokens: 90000, linkBytes: linkPerToken(62, 5376, 2), weightsMiB: 27400, maxLen: 32768}
	falconOnA100   = engineSpec{model: modelFalcon, tp: 1, itlBase: 0.0125, itlEach: 0.0001, prefillRate: 15500, maxSeqs: 64, kvTokens: 60000, weightsMiB: 14200, maxLen: 8192, uncached: true}
	phiOnA100      = engineSpec{model: modelPhi, tp: 1, itlBase: 0.0185, itlEach: 0.0012, prefillRate: 5200, maxSeqs: 8, kvTokens: 32768, weightsMiB: 15700, maxLen: 16384, uncached: true}
	nemotronOnL40S = engineSpec{model: modelNemotron, tp: 2, itlBase: 0.034, itlEach: 0.0003, prefillRate: 3900, maxSeqs: 64, kvTokens: 64000, weightsMiB: 26200, maxLen: 16384, uncached: true}
	phiMiniShared  = engineSpec{model: modelPhiMini, tp: 1, itlBase: 0.0068, itlEach: 0.00006, prefillRate: 34000, maxSeqs: 128, kvTokens: 60000, weightsMiB: 7900, maxLen: 16384}
	llama70OnA100  = engineSpec{model: modelLlama70, tp: 4, itlBase: 0.0275, itlEach: 0.00017, prefillRate: 5900, maxSeqs: 128, kvTokens: 170000, linkBytes: linkPerToken(80, 8192, 4), weightsMiB: 33600, maxLen: 32768}
	qwen30OnH100   = engineSpec{model: modelQwen30, tp: 2, itlBase: 0.0142, itlEach: 0.0001, prefillRate: 12500, maxSeqs: 128, kvTokens: 98000, linkBytes: linkPerToken(48, 2048, 2), weightsMiB: 31300, maxLen: 32768}
	qwen4On3g      = engineSpec{model: modelQwen4, tp: 1, itlBase: 0.0132, itlEach: 0.00012, prefillRate: 17500, maxSeqs: 64, kvTokens: 120000, weightsMiB: 7900, maxLen: 16384}
	llama3On2g     = engineSpec{model: modelLlama3B, tp: 1, itlBase: 0.0151, itlEach: 0.00016, prefillRate: 14500, maxSeqs: 32, kvTokens: 60000, weightsMiB: 6200, maxLen: 16384}
	smolOn1g       = engineSpec{model: modelSmol, tp: 1, itlBase: 0.0178, itlEach: 0.00025, prefillRate: 12000, maxSeqs: 16, kvTokens: 16000, weightsMiB: 3400, maxLen: 8192}
	qwen8OnA100    = engineSpec{model: modelQwen8, tp: 1, itlBase: 0.0121, itlEach: 0.00008, prefillRate: 20500, maxSeqs: 128, kvTokens: 90000, weightsMiB: 15600, maxLen: 32768}
	internlmOnL40S = engineSpec{model: modelInternLM, tp: 1, itlBase: 0.0184, itlEach: 0.00012, prefillRate: 12800, maxSeqs: 128, kvTokens: 60000, weightsMiB: 14700, maxLen: 16384}
	nanoOnL40S     = engineSpec{model: modelNano, tp: 1, itlBase: 0.0119, itlEach: 0.0001, prefillRate: 21000, maxSeqs: 128, kvTokens: 80000, weightsMiB: 8600, maxLen: 16384}
	mistral7OnL40S = engineSpec{model: modelMistral7, tp: 1, itlBase: 0.0176, itlEach: 0.00011, prefillRate: 14200, maxSeqs: 128, kvTokens: 70000, weightsMiB: 13900, maxLen: 16384}
	qwen7OnL40S    = engineSpec{model: modelQwen7, tp: 1, itlBase: 0.0186, itlEach: 0.00012, prefillRate: 13100, maxSeqs: 128, kvTokens: 80000, weightsMiB: 14500, maxLen: 16384}
	llama8OnA100   = engineSpec{model: modelLlama8, tp: 1, itlBase: 0.0118, itlEach: 0.00008, prefillRate: 21000, maxSeqs: 256, kvTokens: 60000, weightsMiB: 15400, maxLen: 16384}
)

// qwen14KV is what a token of Qwen3-14B takes in the KV cache: 40 layers, 8 heads
// of 128, keys and values of 2 bytes.
const qwen14KV = 40 * 8 * 128 * 2 * 2
