package fleet

// The gateways of the staging cluster, each in front of models of its own.
const (
	viaLiteLLM         = "litellm"
	viaEnvoy           = "envoy-ai-gateway"
	viaSemanticRouter  = "semantic-router"
	viaAIBrix          = "aibrix"
	viaProductionStack = "production-stack"
	viaPickerOld       = "endpoint-picker-1.0"
	viaPicker          = "endpoint-picker-1.5"
	viaLLMD            = "llm-d"
	viaDynamo          = "dynamo"
	viaSpans           = "spans"
	viaOldSpans        = "old-spans"
	viaTempo           = "tempo"
)

// spanned says whether client and server of a request leave spans.
func (s *stream) spanned() bool {
	return s.via == viaSpans || s.via == viaOldSpans || s.via == viaTempo
}

var stagingStreams = []stream{
	trial("acme", modelLlama1B, 1.2, viaLiteLLM),
	trial("globex", modelLlama1B, 0.6, viaLiteLLM),
	trial("", modelLlama1B, 0.2, viaLiteLLM),
	trial("acme", modelQwen35, 1.1, viaEnvoy),
	trial("initech", modelQwen35, 0.5, viaEnvoy),
	trial("internal", modelGranite, 0.9, viaSemanticRouter),
	{cluster: StagingCluster, apart: true, tenant: "umbrella", model: modelGranite, rps: 2.3, prompt: 900, output: 420, cached: 0.2, via: viaSemanticRouter, fromBefore: PressureFromBefore, toBefore: PressureToBefore},
	trial("internal", modelInternLM18, 0.9, viaAIBrix),
	{cluster: StagingCluster, apart: true, tenant: "internal", model: modelQwen17, rps: 2.2, prompt: 1400, output: 160, cached: 0.55, swing: 0.2, via: viaProductionStack},
	trial("internal", modelLlama27, 0.8, viaPickerOld),
	{cluster: StagingCluster, apart: true, tenant: "globex", model: modelMixtral, rps: 2.4, prompt: 1500, output: 320, cached: 0.2, swing: 0.2, via: viaPicker},
	{cluster: StagingCluster, apart: true, tenant: "globex", model: modelJamba, rps: 2.4, prompt: 1500, output: 320, cached: 0.2, swing: 0.2, via: viaLLMD},
	trial("acme", modelNemotron8, 0.9, viaDynamo),
	trial("internal", modelPhi3, 0.5, viaSpans),
	trial("internal", modelFlan, 0.7, viaOldSpans),
	trial("internal", modelGemma2, 0.7, viaTempo),
	unguarded(modelTiny, 0.4), unguarded(modelStable, 0.4), unguarded(modelQwen3B, 0.8), unguarded(modelOLMo, 1.4), unguarded(modelGemma1B, 1.6),
	unguarded(modelStarCoder, 1.1), unguarded(modelCommandR, 1.2),
	{cluster: StagingCluster, apart: true, tenant: "internal", model: modelLlama33, rps: 1.3, prompt: 1900, output: 300, cached: 0.3, swing: 0.2, direct: true},
}

// trial is a tenant that tries a model through a gateway.
func trial(tenant, model string, rps float64, via string) stream {
	return stream{cluster: StagingCluster, apart: true, tenant: tenant, model: model, rps: rps, prompt: 700, output: 180, cached: 0.35, swing: 0.2, phase: 4, via: via}
}

// unguarded is a trial that goes past the gateways.
func unguarded(model string, rps float64) stream {
	s := trial("internal", model, rps, "")
	s.direct = true
	return s
}
