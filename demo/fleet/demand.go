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
}

// maxOutput is the max_tokens that clients ask for, as a multiple of the mean
// output; answers cut there finish with reason length.
const maxOutput = 3

var streams = []stream{
	{"acme", modelLlama70, 1.95, 2300, 330, 0.38, 0.28, 2},
	{"globex", modelLlama70, 1.2, 2050, 300, 0.32, 0.22, 5},
	{"acme", modelLlama8, 9, 900, 280, 0.46, 0.35, 1},
	{"initech", modelLlama8, 6, 700, 210, 0.40, 0.30, 4},
	{"umbrella", modelLlama8, 3, 1300, 190, 0.55, 0.25, 9},
	{"globex", modelQwen32, 1.5, 1700, 430, 0.30, 0.30, 3},
	{"initech", modelQwen32, 0.8, 1400, 390, 0.25, 0.25, 7},
	{"umbrella", modelMistral, 1.9, 1150, 260, 0.28, 0.30, 6},
	{"acme", modelCoder, 5, 2600, 70, 0.62, 0.40, 2},
	{"internal", modelCoder, 3.5, 2200, 60, 0.58, 0.35, 3},
	{"internal", modelLegacy, 0.8, 720, 190, 0.20, 0.20, 0},
	{"internal", modelBatch, 0.62, 1500, 560, 0.10, 0.05, 0},
}

// arrivals draws the requests of one stream.
type arrivals struct {
	stream
	rng  *rand.Rand
	mood float64 // slow noise of the load, a first-order autoregression
}

func newArrivals(seed uint64, s stream) *arrivals {
	return &arrivals{stream: s, rng: newRand(seed, "stream", s.tenant, s.model)}
}

// rate is the expected number of requests per second at t: a wave of 24 h, a
// smaller one of 2 h and slow noise, never negative.
func (a *arrivals) rate(t time.Time) float64 {
	hours := float64(t.Unix()) / 3600
	day := math.Sin(2 * math.Pi * (hours - a.phase) / 24)
	short := math.Sin(2 * math.Pi * (hours + a.phase) / 2)
	return a.rps * math.Max(0, 1+a.swing*day+0.12*short+a.mood)
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
