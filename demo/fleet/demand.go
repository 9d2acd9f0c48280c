package fleet

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// stream is the traffic of one tenant to one model.
type stream struct {
	tenant, model  string
	rps            float64 // mean requests per second
	prompt, output float64 // mean tokens
	cached         float64 // share of a prompt that a warm prefix cache holds
	swing          float64 // amplitude of the daily wave, share of rps
	phase          float64 // its phase, hours
	cluster        string  // "" is Cluster
	direct         bool    // goes past the gateway
	apart          bool    // has a balancer of its own, so that the draws of other streams stay
	bursts         bool    // a noisy tenant: now and then much more of it
	via            string  // which of the cluster's gateways it passes; "" where there is one

	fromBefore, toBefore time.Duration // before the end; zero: always
}

// sends says whether there is such traffic at t.
func (s *stream) sends(l timeline, t time.Time) bool {
	return s.fromBefore == 0 || !t.Before(l.before(s.fromBefore)) && t.Before(l.before(s.toBefore))
}

// in is the cluster of the stream.
func (s *stream) in() string {
	if s.cluster == "" {
		return Cluster
	}
	return s.cluster
}

const (
	// A noisy tenant sends burstFactor times as much for burstLength out of every
	// burstEvery.
	burstEvery  = 40 * time.Minute
	burstLength = 5 * time.Minute
	burstFactor = 2.2
)

// maxOutput is the max_tokens that clients ask for, as a multiple of the mean
// output; answers cut there finish with reason length.
const maxOutput = 3

// streams is the traffic of all clusters.
var streams = slices.Concat(productionStreams, stagingStreams)

var productionStreams = []stream{
	{tenant: "acme", model: modelLlama70, rps: 1.95, prompt: 2300, output: 330, cached: 0.38, swing: 0.28, phase: 2},
	{tenant: "globex", model: modelLlama70, rps: 1.2, prompt: 2050, output: 300, cached: 0.32, swing: 0.22, phase: 5},
	{tenant: "acme", model: modelLlama8, rps: 9, prompt: 900, output: 280, cached: 0.46, swing: 0.35, phase: 1},
	{tenant: "initech", model: modelLlama8, rps: 5, prompt: 700, output: 210, cached: 0.40, swing: 0.30, phase: 4, bursts: true},
	{tenant: "umbrella", model: modelLlama8, rps: 3, prompt: 1300, output: 190, cached: 0.55, swing: 0.25, phase: 9},
	{tenant: "globex", model: modelQwen32, rps: 1.5, prompt: 1700, output: 430, cached: 0.30, swing: 0.30, phase: 3},
	{tenant: "initech", model: modelQwen32, rps: 0.8, prompt: 1400, output: 390, cached: 0.25, swing: 0.25, phase: 7},
	{tenant: "umbrella", model: modelMistral, rps: 1.9, prompt: 1150, output: 260, cached: 0.28, swing: 0.30, phase: 6},
	{tenant: "initech", model: ThrashedModel, rps: 0.9, prompt: 900, output: 1500, cached: 0.05, fromBefore: ThrashFromBefore, toBefore: ThrashToBefore},
	{tenant: "acme", model: modelCoder, rps: 5, prompt: 2600, output: 70, cached: 0.62, swing: 0.40, phase: 2},
	{tenant: "internal", model: modelCoder, rps: 3.5, prompt: 2200, output: 60, cached: 0.58, swing: 0.35, phase: 3},
	{tenant: "internal", model: modelLegacy, rps: 0.8, prompt: 720, output: 190, cached: 0.20, swing: 0.20},
	{tenant: "internal", model: modelBatch, rps: 0.62, prompt: 1500, output: 560, cached: 0.10, swing: 0.05, direct: true},
	{tenant: "", model: modelLlama8, rps: 0.7, prompt: 800, output: 240, cached: 0.35, swing: 0.20, phase: 8},
	{tenant: "globex", model: modelLlama405, rps: 0.8, prompt: 2600, output: 380, cached: 0.30, swing: 0.25, phase: 4},
	{tenant: "acme", model: modelLlama405, rps: 0.5, prompt: 3100, output: 420, cached: 0.34, swing: 0.20, phase: 1},
	{tenant: "umbrella", model: modelQwen14, rps: 2.2, prompt: 1900, output: 260, cached: 0.25, swing: 0.25, phase: 5},
	{tenant: "initech", model: modelQwen14, rps: 1.1, prompt: 1500, output: 220, cached: 0.20, swing: 0.20, phase: 2},
	{tenant: "globex", model: modelGemma, rps: 1.1, prompt: 1300, output: 300, cached: 0.35, swing: 0.25, phase: 6},
	{tenant: "internal", model: modelFalcon, rps: 1.3, prompt: 640, output: 170, swing: 0.20, phase: 3},
	{tenant: "internal", model: modelPhi, rps: 0.5, prompt: 500, output: 180, swing: 0.20, phase: 7, direct: true},
	{tenant: "umbrella", model: modelNemotron, rps: 0.6, prompt: 1000, output: 260, swing: 0.20, phase: 1},
	{cluster: SecondCluster, tenant: "acme", model: modelLlama70, rps: 0.9, prompt: 2200, output: 310, cached: 0.36, swing: 0.30, phase: 8},
	{cluster: SecondCluster, tenant: "acme", model: modelLlama8, rps: 4, prompt: 900, output: 260, cached: 0.45, swing: 0.30, phase: 7},
	{cluster: SecondCluster, tenant: "initech", model: modelLlama8, rps: 2, prompt: 700, output: 200, cached: 0.40, swing: 0.30, phase: 10},
	{cluster: SecondCluster, tenant: "umbrella", model: modelQwen30, rps: 0.8, prompt: 1200, output: 350, cached: 0.25, swing: 0.25, phase: 8},
	{cluster: SecondCluster, tenant: "umbrella", model: modelQwen32, rps: 0.8, prompt: 1500, output: 400, cached: 0.28, swing: 0.25, phase: 9},
	{cluster: SecondCluster, tenant: "internal", model: modelPhiMini, rps: 2.4, prompt: 700, output: 150, cached: 0.30, swing: 0.25, phase: 6},
	{cluster: SecondCluster, tenant: "globex", model: modelCoder, rps: 3, prompt: 2300, output: 65, cached: 0.60, swing: 0.35, phase: 9},
	{tenant: "internal", model: modelQwen4, rps: 1.6, prompt: 620, output: 190, cached: 0.30, swing: 0.25, phase: 2, direct: true, apart: true},
	{tenant: "internal", model: modelLlama3B, rps: 0.9, prompt: 540, output: 160, cached: 0.30, swing: 0.25, phase: 5, direct: true, apart: true},
	{tenant: "internal", model: modelSmol, rps: 0.5, prompt: 380, output: 120, cached: 0.25, swing: 0.25, phase: 7, direct: true, apart: true},
	{tenant: "internal", model: modelInternLM, rps: 0.9, prompt: 700, output: 180, cached: 0.25, swing: 0.25, phase: 4, direct: true, apart: true},
	{tenant: "internal", model: modelNano, rps: 1.1, prompt: 600, output: 160, cached: 0.25, swing: 0.25, phase: 1, direct: true, apart: true},
	{tenant: "internal", model: modelMistral7, rps: 0.9, prompt: 650, output: 190, cached: 0.25, swing: 0.25, phase: 6, direct: true, apart: true},
	{tenant: "internal", model: modelQwen7, rps: 1.0, prompt: 750, output: 200, cached: 0.30, swing: 0.25, phase: 8, direct: true, apart: true},
	{tenant: "internal", model: modelQwen8, rps: 5, prompt: 900, output: 240, cached: 0.35, swing: 0.30, phase: 3, direct: true, apart: true},
}

// arrivals draws the requests of one stream.
type arrivals struct {
	stream
	route *route // of its gateway; nil: it goes past
	rng   *rand.Rand
	mood  float64 // slow noise of the load, a first-order autoregression

	balancer *rand.Rand
}

func newArrivals(seed uint64, s stream, balancer *rand.Rand) *arrivals {
	name := []string{"stream", s.tenant, s.model}
	if s.cluster != "" {
		name = append(name, s.cluster)
	}
	a := &arrivals{stream: s, rng: newRand(seed, name...), balancer: balancer}
	if s.apart {
		a.balancer = newRand(seed, append([]string{"balancer"}, name...)...)
	}
	return a
}

// rate is the expected number of requests per second at t: a wave of 24 h, a
// smaller one of 2 h and slow noise, never negative.
func (a *arrivals) rate(t time.Time) float64 {
	hours := float64(t.Unix()) / 3600
	day := math.Sin(2 * math.Pi * (hours - a.phase) / 24)
	short := math.Sin(2 * math.Pi * (hours + a.phase) / 2)
	rate := a.rps * math.Max(0, 1+a.swing*day+0.12*short+a.mood)
	if a.bursts && t.Truncate(burstEvery).Add(burstLength).After(t) {
		rate *= burstFactor
	}
	return rate
}

// draw returns the requests that arrive in the tick ending at t, in order of
// arrival; offset is t in the world's seconds.
func (a *arrivals) draw(t time.Time, offset float64) []*request {
	a.mood += -0.01*a.mood + 0.012*a.rng.NormFloat64()
	dt := tick.Seconds()
	out := make([]*request, poisson(a.rng, a.rate(t)*dt))
	for i := range out {
		out[i] = a.request(offset - dt*a.rng.Float64())
	}
	slices.SortFunc(out, byArrival)
	return out
}

func (a *arrivals) request(at float64) *request {
	r := &request{arrival: at, queued: at + 0.003 + 0.006*a.rng.Float64(), reason: finishStop}
	r.prompt = max(8, int(logNormal(a.rng, a.prompt, 0.6)))
	r.reuse = a.cached * (0.4 + 1.2*a.rng.Float64())
	r.output = max(1, int(logNormal(a.rng, a.output, 0.55)))
	if limit := int(maxOutput * a.output); r.output >= limit {
		r.output, r.reason = limit, finishLength
	}
	if a.rng.Float64() < 0.008 { // the client went away in the middle
		r.output, r.reason = 1+int(float64(r.output)*a.rng.Float64()), finishAbort
	}
	return r
}
