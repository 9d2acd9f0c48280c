package fleet

import (
	"math"
	"math/rand/v2"
	"slices"
)

// engine is one running inference process: a queue, a batch, a KV cache and the
// counters that it exposes. It advances tick by tick; within a tick arrivals,
// admissions and completions happen at their own instants.
type engine struct {
	spec    *engineSpec
	rng     *rand.Rand
	started float64 // the world's second at which it became ready

	inbox   []*request // on their way from the front end, by instant of queueing
	queue   []*request // first come, first served
	running []*request // in order of admission
	soon    finishing  // those that finish within this tick

	prefillFree float64 // when the running prefill ends
	prefillWork float64 // seconds of prefill admitted and not yet done
	prefillBusy float64 // share of the last tick spent on prefill
	batch       float64 // mean sequences that decoded in the last tick
	kv          float64 // tokens held in the KV cache
	slow        float64 // how many times slower than with healthy GPUs
	now         float64 // end of the last tick
	pace        float64 // s per token of one sequence in this tick
	gapCarry    float64 // s decoded towards a token that is not out yet

	counters engineCounters
	lat      engineHistograms
	sums     phaseSums
	step     tickSums
	onEnd    func(*request) // called for every request that finishes; may be nil
	blocks   *blockPool     // what its prefix cache keeps; nil where nothing measures that
	idle     float64        // seconds without a request
	tier     bool           // a cache behind the GPU's answers what that one misses
}

// phaseSums add up the phases of finished requests, in seconds. They are the
// world's account and not what a histogram holds.
type phaseSums struct {
	ttft, queue, transfer, prefill, decode, e2e float64
	begun, ended                                int // requests with a first token; finished ones
	prompt, output                              int // tokens of the finished ones
}

func (s *phaseSums) add(r *request) {
	s.queue += r.scheduled - r.enters()
	s.transfer += r.transfer
	s.prefill += r.first - r.scheduled
	s.decode += r.finish - r.first
	s.e2e += r.finish - r.arrival
	s.ended++
	s.prompt += r.prompt
	s.output += r.output
}

// engineCounters only grow; a new process begins at zero.
type engineCounters struct {
	prompt, generation, cached int // tokens
	queried, hit               int // tokens looked up and found in the prefix cache
	fetched                    int // tokens whose KV cache came from a prefill pod
	failedTransfers            int // of KV caches from a prefill pod
	tierQueried, tierHit       int // tokens looked up and found in the cache behind the GPU's
	recomputed                 int // tokens that were computed again after a preemption
	givenUp                    int // requests whose client left before they were scheduled
	preemptions                int
	finished                   [finishReasons]int
}

// engineHistograms are the latencies as vLLM measures them.
type engineHistograms struct {
	ttft, itl, tpot, e2e, queue, prefill, decode, inference *histogram
	promptLen, outputLen, batchTokens                       *histogram
	accepted, computed                                      *histogram // prompt tokens of every request that came in, and those of each ended one that no cache had
	transfer, posted, moved, descriptors                    *histogram // of KV caches from a prefill pod
}

// tickSums are what one tick adds up for the figures derived at its end.
type tickSums struct {
	decodeSeconds float64 // Σ over sequences of the time they decoded
	gaps          int     // tokens that followed another one
	tokens        float64 // tokens generated, with the first ones
	prefilled     float64 // prompt tokens computed
}

const (
	// prefillShare is how much of an engine's time a prefill may take while
	// others decode (chunked prefill).
	prefillShare = 0.8
	// watermark of the KV cache above which nothing new is admitted.
	watermark = 0.97
	// patience is how long a client waits in the queue, seconds.
	patience = 45
	// throttleWeight is how much of a step scales with the SM clock.
	throttleWeight = 0.9
	// cacheFill is the time constant with which a cold prefix cache fills, s.
	cacheFill = 400
)

func newEngine(spec *engineSpec, edges *edgeSet, rng *rand.Rand, now float64) *engine {
	e := &engine{spec: spec, rng: rng, started: now, now: now, slow: 1}
	h := newHistogram
	e.lat = engineHistograms{
		ttft: h(edges.ttft), itl: h(edges.itl), tpot: h(edges.tpot),
		e2e: h(edges.request), queue: h(edges.queue), prefill: h(edges.phase), decode: h(edges.phase), inference: h(edges.request),
		promptLen: h(edges.length(spec.maxLen)), outputLen: h(edges.length(spec.maxLen)), batchTokens: h(batchEdges),
		accepted: h(edges.length(spec.maxLen)), computed: h(edges.length(spec.maxLen)),
		transfer: h(nixlTimeEdges), posted: h(nixlTimeEdges), moved: h(nixlByteEdges), descriptors: h(nixlDescriptorEdges),
	}
	return e
}

// usage is the share of the KV cache that is held, 0 to 1.
func (e *engine) usage() float64 { return clamp01(e.kv / e.spec.kvTokens) }

// stepTime is the duration of one decode step of a batch, without prefill.
func (e *engine) stepTime(batch float64) float64 {
	return (e.spec.itlBase + e.spec.itlEach*math.Max(0, batch-1)) * e.slow
}

// load is how busy the engine is to a load balancer.
func (e *engine) load() float64 {
	return float64(len(e.queue)+len(e.running)) * e.stepTime(float64(len(e.running)))
}

// receive hands a request to the engine's front end.
func (e *engine) receive(r *request) { e.inbox = append(e.inbox, r) }

// advance simulates the tick that ends at end.
func (e *engine) advance(end float64) {
	slices.SortStableFunc(e.inbox, byEntry)
	e.step = tickSums{}
	e.pace = e.stepTime(float64(len(e.running))) / (1 - e.prefillBusy)
	e.soon = e.soon[:0]
	for _, r := range e.running {
		e.foresee(r, end)
	}
	now := e.now
	for {
		at, what := e.nextEvent(end)
		if what == eventNone {
			break
		}
		now = max(now, at)
		switch what {
		case eventArrival:
			e.fetch(e.inbox[0])
			e.lat.accepted.observe(float64(e.inbox[0].prompt), 1)
			e.queue = append(e.queue, e.inbox[0])
			e.inbox = e.inbox[1:]
		case eventFinish:
			e.finish(e.soon.pop())
		case eventNone, eventPrefillFree: // admission follows below
		}
		e.admit(now, end)
	}
	e.settle(end)
	if len(e.running)+len(e.queue) == 0 {
		e.idle += end - e.now
	}
	e.now = end
}

// settle brings every sequence to the end of the tick and derives its figures.
func (e *engine) settle(end float64) {
	for _, r := range e.running {
		e.generate(r, end)
	}
	e.kv = 0
	for _, r := range e.running {
		e.kv += r.footprint()
	}
	e.preempt(end)
	e.dropImpatient(end)
	e.account(end)
	if e.blocks != nil {
		e.blocks.trim(e.spec.kvTokens-e.kv, end)
	}
}
