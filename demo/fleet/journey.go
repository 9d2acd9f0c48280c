package fleet

import (
	"fmt"
	"time"
)

// Journey is a finished request that was traced, as its client, its gateway and its engines know it. Exemplars name its
// TraceID and SpanID.
type Journey struct {
	// TraceID is 32 hexadecimal digits, SpanID the 16 of the gateway's span.
	TraceID, SpanID string
	Cluster, Tenant string
	Model           string
	// Gateway is the proxy that it went through, Client the instrumented application that sent it, if it is one.
	Gateway, Client Service
	// Sent, Received and Called are when the client sent it, the gateway had it and passed it on; First is when the gateway
	// had the first token, Last when it had everything.
	Sent, Received, Called, First, Last time.Time
	// Back is how long an answer took from the gateway to the client.
	Back time.Duration
	// Prompt, Output and Cached count tokens.
	Prompt, Output, Cached int
	// Finish is the reason why generation ended, as vLLM spells it.
	Finish string
	// Legs are the engines that worked on it, one after the other.
	Legs []Leg
}

// Service is a pod in front of the engines.
type Service struct{ Name, Namespace, Pod string }

// Leg is what one engine did of a request.
type Leg struct {
	Namespace, Pod, Node, System string
	// Role is prefill or decode of a pair that splits them, or empty.
	Role string
	// GPUs are the UUIDs of the cards that it ran on.
	GPUs []string
	// Arrival, Queued, Scheduled, First and Finish are vLLM's instants of a request. Transfer is how long its KV cache was
	// on the way, which begins with Queued.
	Arrival, Queued, Scheduled, First, Finish time.Time
	Transfer                                  time.Duration
}

// instant is when a second of the world is.
func (w *world) instant(second float64) time.Time {
	return w.begin.Add(time.Duration(second * float64(time.Second)))
}

// leg is what a pod did of a request that it has finished.
func (w *world) leg(p *pod, r *request) Leg {
	l := Leg{Namespace: p.namespace, Pod: p.name, Node: p.node, System: p.surface.system(), Role: p.role,
		Arrival: w.instant(r.arrival), Queued: w.instant(r.queued), Scheduled: w.instant(r.scheduled), First: w.instant(r.first), Finish: w.instant(r.finish),
		Transfer: time.Duration(r.transfer * float64(time.Second))}
	for _, d := range p.devices {
		l.GPUs = append(l.GPUs, d.uuid)
	}
	return l
}

// system is how engines call themselves on their spans.
func (s surface) system() string {
	switch s {
	case surfaceSGLang:
		return "sglang"
	case surfaceTGI:
		return "tgi"
	case surfaceTriton, surfaceTRTLLM:
		return "tensorrt_llm"
	case surfaceLlamaCpp:
		return "llama_cpp"
	case surfaceLMDeploy:
		return "lmdeploy"
	case surfaceNIM:
		return "nim"
	}
	return "vllm"
}

// tell hands a traced request to whoever keeps traces.
func (t *trip) tell(r *request, kept traceID, last, back float64) {
	g := t.route.gateway
	if g.world.journeys == nil {
		return
	}
	via, client := Service{liteLLM.name, gatewayNamespace, liteLLM.pod}, Service{}
	if t.route.in() == SecondCluster {
		via = Service{envoy.name, gatewayNamespace, envoy.pod}
	}
	if g.client[t.route.model] != nil {
		client = Service{assistant.name, gatewayNamespace, assistant.pod}
	}
	first := t.first + hop
	if t.buffered {
		first = last
	}
	w := g.world
	g.world.journeys(Journey{TraceID: kept.trace, SpanID: kept.span, Cluster: t.route.in(), Tenant: t.route.tenant, Model: t.route.model,
		Gateway: via, Client: client, Sent: w.instant(t.sent), Received: w.instant(t.received), Called: w.instant(t.called), First: w.instant(first),
		Last: w.instant(last), Back: time.Duration(back * float64(time.Second)), Prompt: r.prompt, Output: r.output, Cached: r.cached,
		Finish: finishNames[r.reason], Legs: t.legs})
}

// traceID are the ids of a traced request.
type traceID struct{ trace, span string }

func (g *gateway) newTraceID() traceID {
	trace := fmt.Sprintf("%016x%016x", g.rng.Uint64(), g.rng.Uint64())
	return traceID{trace, fmt.Sprintf("%016x", g.rng.Uint64())}
}
