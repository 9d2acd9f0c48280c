package fleet

import "strings"

// rayFamilies are vLLM's families under the names that Ray's agent writes.
var rayFamilies, rayColons = map[*Family]*Family{}, map[*Family]*Family{}

func init() {
	for _, f := range []*Family{
		vllmRunning, vllmWaiting, vllmPrompt, vllmGeneration, vllmPreempted, vllmSuccess, vllmTTFT, vllmE2E, vllmQueue, vllmInference, vllmPrefill,
		vllmDecode, vllmPromptLen, vllmOutputLen, vllmBatch, vllmKV, vllmPrefixQueries, vllmPrefixHits, vllmPromptCached, vllmByReason, vllmITL, vllmTPOT,
	} {
		rayColons[f] = &Family{"ray_" + f.Name, f.Type, f.Help}
		rayFamilies[f] = &Family{"ray_" + strings.ReplaceAll(f.Name, ":", "_"), f.Type, f.Help}
	}
}

var (
	rayTTFT     = histo("ray_serve_llm_time_to_first_token_seconds", "Time to first token of a streamed answer.")
	rayDuration = histo("ray_serve_llm_request_duration_seconds", "Duration of a request.")
	rayGap      = histo("ray_serve_llm_inter_token_latency_seconds", "Time between two tokens of a streamed answer.")
	rayErrors   = counter("ray_serve_deployment_error_counter_total", "The number of exceptions that have occurred in this replica.")
	rayOngoing  = gauge("ray_serve_replica_processing_queries", "The current number of queries being processed.")
)

// rayFamily is a family as Ray's agent writes it: before 2026 it kept the colon.
func rayFamily(f *Family, colon bool) *Family {
	if colon {
		return rayColons[f]
	}
	return rayFamilies[f]
}

// exposeRay offers what Ray's agent exposes of a replica of Ray Serve LLM with direct streaming: vLLM's metrics under other names,
// and what Ray Serve measured around it.
func exposeRay(x *exposition, p *pod) {
	const application, deployment = "llm", "LLMServer"
	own := &exposition{}
	v := engineView{own, p.engine(), []string{"model_name", p.serves.model, "engine", "0", "WorkerId", p.uid[:8], "ReplicaId", p.uid[9:13]}}
	v.common()
	v.current()
	for _, one := range own.probes {
		x.probes = append(x.probes, one.renamed(rayFamily(one.family, p.with.has(withOldBuild))))
	}
	serve := []string{"model_name", p.serves.model, "application", application, "deployment", deployment, "WorkerId", p.uid[:8]}
	x.histogram(rayTTFT, v.e.lat.ttft, serve...)
	x.histogram(rayDuration, v.e.lat.e2e, serve...)
	if p.with.has(withEverything) {
		x.histogram(rayGap, v.e.lat.itl, serve...)
		x.value(rayErrors, whole(&v.e.counters.givenUp), append(serve, "replica", p.uid[9:13], "route", "/v1/chat/completions")...)
	}
	x.value(rayHealthy, constant(1), append(serve, "replica", p.uid[9:13])...)
	x.histogram(rayOverhead, follows(lookupEdges, choice, func() float64 { return float64(v.e.sums.begun) }), serve...)
	x.value(rayOngoing, func() float64 { return v.running() + v.waiting() }, append(serve, "replica", p.uid[9:13])...)
}
