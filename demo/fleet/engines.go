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
)
