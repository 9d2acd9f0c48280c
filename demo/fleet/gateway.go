package fleet

import (
	"math/rand/v2"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"
)

// gateway stands in front of a cluster's engines and counts per tenant and model.
// It learns of a request when it is over, as a proxy's callbacks do.
type gateway struct {
	world  *world
	rng    *rand.Rand
	routes []*route
	client map[string]*clientRoute // by model, of the instrumented application
}

// route is what the gateway counts of one tenant and one model.
type route struct {
	*stream
	gateway                    *gateway
	requests, errors           int
	prompt, generation, cached int // tokens
	ttft, latency              *histogram
	ttftSum, latencySum        float64 // s, the world's account
	lengths                    [tokenTypes]*histogram
	entries                    []routeEntry

	// What only some gateways tell.
	running                       int // requests under way
	queue, tpot, failed, hitRatio *histogram
}

// routeEntry is the account of a route at an instant.
type routeEntry struct {
	requests, errors, prompt, generation, cached int
	ttft, latency                                float64
}

// clientRoute is what the instrumented application measures of one model.
type clientRoute struct {
	ttft, duration *histogram
	requests       int
	sum            float64 // of its times to first token, s
	entries        []clientEntry
}

type clientEntry struct {
	requests int
	ttft     float64
}

// Kinds of tokens, as gen_ai_token_type spells them. Cached ones are a part of the input.
const (
	tokenInput = iota
	tokenOutput
	tokenCached
	tokenTypes
)

var tokenNames = [tokenTypes]string{"input", "output", "cached_input"}

// trip is one request as its client and its gateway see it, in the world's seconds.
type trip struct {
	route    *route
	sent     float64 // the client has sent it
	received float64 // the gateway has it
	called   float64 // the gateway has passed it on
	first    float64 // the engine has its first token
	buffered bool    // a proxy on the way holds the stream back until its end
	legs     []Leg   // what engines did of it
}

const (
	// hop is one way between gateway and engine, seconds.
	hop = 0.0015
	// traced is the share of requests that are traced. Whether a trace is kept is decided at its end, by who keeps it.
	traced = 0.04
)

// newTrip puts the gateway in front of a request, whose instant of arrival at the
// engine stands.
func (g *gateway) newTrip(s *route, r *request, buffered bool) *trip {
	t := &trip{route: s, buffered: buffered}
	t.called = r.arrival - hop
	t.received = t.called - 0.004 - 0.006*g.rng.Float64()
	t.sent = t.received - 0.008 - 0.03*g.rng.Float64()
	s.running++
	return t
}

// giveUp ends a trip without an answer, seconds after the gateway had the request.
func (t *trip) giveUp(after float64) {
	t.route.requests, t.route.errors, t.route.running = t.route.requests+1, t.route.errors+1, t.route.running-1
	t.route.failed.observe(after, 1)
}

// end is the completion of the request at its engine.
func (t *trip) end(r *request) {
	g, s := t.route.gateway, t.route
	first, last := t.first+hop, r.finish+hop
	if t.buffered {
		first = last
	}
	s.requests, s.running = s.requests+1, s.running-1
	s.queue.observe(t.called-t.received, 1)
	if r.output > 1 {
		s.tpot.observe((r.finish-t.first)/float64(r.output-1), 1)
	}
	s.prompt, s.generation = s.prompt+r.prompt, s.generation+r.output
	cached := r.cached
	if r.transfer > 0 {
		cached = 0 // the decode pod's cache is no cache of earlier prompts
	}
	s.cached += cached
	s.hitRatio.observe(float64(cached)/float64(r.prompt), 1)
	for kind, n := range [tokenTypes]int{r.prompt, r.output, cached} {
		s.lengths[kind].observe(float64(n), 1)
	}
	s.ttftSum += first - t.called
	s.latencySum += last - t.received
	s.latency.observe(last-t.received, 1)
	kept, trace := g.sample(last)
	s.ttft.observeWith(first-t.called, trace)
	back := 0.0
	if c := g.client[s.model]; c != nil {
		back = 0.008 + 0.03*g.rng.Float64()
		c.requests++
		c.sum += first + back - t.sent
		c.ttft.observeWith(first+back-t.sent, trace)
		c.duration.observe(last+back-t.sent, 1)
	}
	if trace != nil {
		t.tell(r, kept, last, back)
	}
}

// sample is the exemplar of a request that is traced, without its value, and the ids it names; nil for all others.
func (g *gateway) sample(at float64) (traceID, *exemplar.Exemplar) {
	if g.rng.Float64() >= traced {
		return traceID{}, nil
	}
	id := g.newTraceID()
	return id, &exemplar.Exemplar{Labels: labels.FromStrings("span_id", id.span, "trace_id", id.trace), Ts: g.world.instant(at).UnixMilli(), HasTs: true}
}

// newGateway is the gateway of a cluster with its routes.
func newGateway(w *world, cluster string, kind *gatewayKind) *gateway {
	g := &gateway{world: w, rng: newRand(w.seed, "gateway", cluster), client: map[string]*clientRoute{}}
	for i := range streams {
		s := &streams[i]
		if s.in() != cluster || s.direct {
			continue
		}
		r := &route{stream: s, gateway: g, ttft: newHistogram(kind.ttft), latency: newHistogram(kind.latency)}
		r.queue, r.tpot, r.failed, r.hitRatio = newHistogram(shortEdges), newHistogram(itlEdges), newHistogram(kind.latency), newHistogram(ratioEdges)
		for k := range r.lengths {
			r.lengths[k] = newHistogram(genAITokenEdges)
		}
		g.routes = append(g.routes, r)
		if kind.client && (clientModels[s.model] || s.spanned()) && g.client[s.model] == nil {
			g.client[s.model] = &clientRoute{ttft: newHistogram(genAITTFTEdges), duration: newHistogram(genAIDurationEdges)}
		}
	}
	return g
}

// routeOf is the route of a stream; nil where it goes past the gateway.
func (g *gateway) routeOf(s *stream) *route {
	for _, r := range g.routes {
		if r.tenant == s.tenant && r.model == s.model {
			return r
		}
	}
	return nil
}

// gatewayKind is whose names a gateway exposes, and with which buckets.
type gatewayKind struct {
	ttft, latency []float64
	client        bool // an application in front of it is instrumented
}

// clientModels are those that the instrumented application uses.
var clientModels = map[string]bool{modelLlama70: true, modelLlama8: true}

var gatewayKinds = map[string]*gatewayKind{
	Cluster:        {ttft: litellmEdges, latency: litellmEdges, client: true},
	SecondCluster:  {ttft: envoyTTFTEdges, latency: genAIDurationEdges},
	StagingCluster: {ttft: litellmEdges, latency: litellmEdges, client: true},
}

// Bucket edges of LiteLLM (types/integrations/prometheus.py, 1.109), of Envoy AI
// Gateway (internal/metrics/genai.go) and of OpenTelemetry's GenAI conventions.
var (
	shortEdges         = []float64{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5}
	ratioEdges         = []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}
	litellmEdges       = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 420, 600}
	envoyTTFTEdges     = []float64{0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60}
	genAITTFTEdges     = []float64{0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}
	genAIDurationEdges = []float64{0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92}
	genAITokenEdges    = []float64{1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864}
)
