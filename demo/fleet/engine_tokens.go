package fleet

import "math"

// generate brings one sequence forward to the instant until: its first token
// when its prefill is through, then one every pace seconds.
func (e *engine) generate(r *request, until float64) {
	if r.ready > until {
		return
	}
	from := math.Max(e.now, r.ready)
	switch {
	case r.done == 0:
		e.firstToken(r)
	case r.preempted > 0: // the gap that its client saw
		e.step.decodeSeconds += r.ready - r.preempted
		r.preempted = 0
	}
	e.step.decodeSeconds += until - from
	r.done = math.Min(float64(r.output), r.done+(until-from)/e.pace)
	e.emit(r, int(r.done))
}

func (e *engine) firstToken(r *request) {
	r.first, r.done, r.emitted, r.preempted = r.ready, 1, 1, 0
	e.counters.prompt += r.prompt
	e.counters.cached += r.cached
	e.counters.generation++
	e.step.tokens++
	e.lat.ttft.observe(r.first-r.arrival, 1)
	e.sums.ttft += r.first - r.arrival
	e.sums.begun++
	if r.trip != nil && r.whole == nil {
		r.trip.first = r.first
	}
}

// emit counts whole tokens up to the n-th of a sequence.
func (e *engine) emit(r *request, n int) {
	fresh := n - r.emitted
	if fresh <= 0 {
		return
	}
	r.emitted = n
	r.done = math.Max(r.done, float64(n))
	e.counters.generation += fresh
	e.step.tokens += float64(fresh)
	e.step.gaps += fresh
}

// gapShapes split the gaps between tokens of a tick around their mean: most a
// little shorter, some behind a prefill chunk.
var gapShapes = []struct{ share, factor float64 }{{0.05, 1.9}, {0.15, 1.15}}

// account observes the tick's gaps and steps and derives how the engine's time
// was spent. The gaps' sum is exactly the time that sequences decoded.
func (e *engine) account(end float64) {
	dt := end - e.now
	e.batch = e.step.decodeSeconds / dt
	done := math.Min(e.prefillWork, dt*prefillShare)
	e.prefillWork -= done
	e.prefillBusy = done / dt
	e.observeGaps()
	steps := math.Min(1, e.batch) * (dt - done) / e.stepTime(e.batch)
	if n := uint64(steps); n > 0 {
		e.lat.batchTokens.observe((e.step.tokens+e.step.prefilled)/float64(n), n)
	}
}

func (e *engine) observeGaps() {
	left, seconds := e.step.gaps, e.step.decodeSeconds+e.gapCarry
	if left == 0 {
		e.gapCarry = seconds
		return
	}
	e.gapCarry = 0
	mean := seconds / float64(left)
	for _, s := range gapShapes {
		n := int(s.share * float64(e.step.gaps))
		e.lat.itl.observe(mean*s.factor, uint64(n))
		seconds -= mean * s.factor * float64(n)
		left -= n
	}
	e.lat.itl.observe(seconds/float64(left), uint64(left))
}
