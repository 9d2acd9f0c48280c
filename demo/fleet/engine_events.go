package fleet

import (
	"container/heap"
	"math"
	"slices"
)

type event int

const (
	eventNone event = iota
	eventArrival
	eventFinish
	eventPrefillFree
)

// nextEvent says what happens next before the end of the tick.
func (e *engine) nextEvent(end float64) (float64, event) {
	at, what := end, eventNone
	if len(e.inbox) > 0 && e.inbox[0].enters() < at {
		at, what = e.inbox[0].enters(), eventArrival
	}
	if len(e.soon) > 0 && e.soon[0].finish < at {
		at, what = e.soon[0].finish, eventFinish
	}
	if e.hasRoom() && e.prefillFree < at {
		at, what = e.prefillFree, eventPrefillFree
	}
	return at, what
}

// hasRoom says whether the head of the queue fits.
func (e *engine) hasRoom() bool {
	if len(e.queue) == 0 || len(e.running) >= e.spec.maxSeqs {
		return false
	}
	need := e.queue[0].footprint()
	return e.kv+need <= watermark*e.spec.kvTokens || len(e.running) == 0
}

// admit schedules the head of the queue if no prefill is under way.
func (e *engine) admit(now, end float64) {
	for e.hasRoom() && e.prefillFree <= now {
		r := e.queue[0]
		e.queue = e.queue[1:]
		if r.scheduled == 0 {
			r.scheduled = now
			e.lookUp(r, now)
		} else {
			e.counters.recomputed += r.work()
		}
		seconds := float64(r.work()) / e.spec.prefillRate * e.slow
		e.prefillWork += seconds
		e.prefillFree = now + seconds/prefillShare
		r.ready = e.prefillFree + e.stepTime(float64(len(e.running)))
		e.step.prefilled += float64(r.work())
		e.kv += r.footprint()
		e.running = append(e.running, r)
		e.foresee(r, end)
	}
}

// lookUp finds how much of a prompt the prefix cache holds, in blocks of 16
// tokens; never all of it, because the last token must be computed.
func (e *engine) lookUp(r *request, now float64) {
	switch {
	case e.spec.uncached:
		return
	case r.transfer > 0: // all but the last token come from the prefill pod
		r.cached = r.prompt - 1
		e.counters.fetched += r.cached
		return
	}
	warm := 1 - math.Exp(-(now-e.started)/cacheFill)
	r.cached = min(int(float64(r.prompt)*clamp01(r.reuse*warm))/16*16, (r.prompt-1)/16*16)
	e.counters.queried += r.prompt
	e.counters.hit += r.cached
	if e.blocks != nil {
		e.blocks.take(r, now)
	}
	if e.tier {
		e.lookBehind(r)
	}
}

// lookBehind finds in the cache behind the GPU's what that one has not: it keeps a prompt longer and survives the process.
func (e *engine) lookBehind(r *request) {
	known := min(int(float64(r.prompt)*clamp01(r.reuse))/16*16, (r.prompt-1)/16*16)
	found := max(0, known-r.cached)
	e.counters.tierQueried += r.prompt - r.cached
	e.counters.tierHit += found
	r.cached += found
}

// foresee notes a sequence that will finish within the tick at this pace.
func (e *engine) foresee(r *request, end float64) {
	done := math.Max(1, r.done)
	r.finish = math.Max(e.now, r.ready) + (float64(r.output)-done)*e.pace
	if r.finish < end {
		heap.Push(&e.soon, r)
	}
}

// finish completes a request and observes its phases.
func (e *engine) finish(r *request) {
	e.generate(r, r.finish)
	e.emit(r, r.output)
	i := slices.Index(e.running, r)
	e.running = slices.Delete(e.running, i, i+1)
	e.kv = math.Max(0, e.kv-r.footprint())
	e.counters.finished[r.reason]++
	if e.blocks != nil {
		e.blocks.leave(r, r.finish)
	}
	decode := r.finish - r.first
	e.lat.e2e.observe(r.finish-r.arrival, 1)
	e.lat.queue.observe(r.scheduled-r.queued, 1)
	e.lat.prefill.observe(r.first-r.scheduled, 1)
	e.lat.decode.observe(decode, 1)
	e.sums.add(r)
	e.lat.inference.observe(r.finish-r.scheduled, 1)
	perToken := 0.0 // what vLLM records for an answer of one token
	if r.output > 1 {
		perToken = decode / float64(r.output-1)
	}
	e.lat.tpot.observe(perToken, 1)
	e.lat.promptLen.observe(float64(r.prompt), 1)
	e.lat.computed.observe(float64(r.prompt-r.cached), 1)
	e.lat.outputLen.observe(float64(r.output), 1)
	e.ended(r)
}

// ended tells whoever sent the request that it is through.
func (e *engine) ended(r *request) {
	if e.onEnd != nil {
		e.onEnd(r)
	}
}

// preempt takes the youngest sequences out of an overfull cache and puts them
// back to the head of the queue; what they generated is computed again.
func (e *engine) preempt(now float64) {
	for e.kv > e.spec.kvTokens && len(e.running) > 1 {
		last := len(e.running) - 1
		r := e.running[last]
		e.running = e.running[:last]
		e.kv -= r.footprint()
		r.preempted = now
		r.ready = math.Inf(1)
		e.queue = slices.Insert(e.queue, 0, r)
		e.counters.preemptions++
	}
}

// dropImpatient removes requests whose client has given up waiting.
func (e *engine) dropImpatient(now float64) {
	e.queue = slices.DeleteFunc(e.queue, func(r *request) bool {
		gone := r.scheduled == 0 && now-r.arrival > patience
		if gone {
			e.counters.finished[finishAbort]++
			e.counters.givenUp++
			if r.trip != nil {
				r.trip.giveUp(now - r.trip.received)
			}
		}
		return gone
	})
}

// finishing is a heap of requests by the instant they finish.
type finishing []*request

func (f finishing) Len() int           { return len(f) }
func (f finishing) Less(i, j int) bool { return f[i].finish < f[j].finish }
func (f finishing) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }

// Push is for container/heap.
func (f *finishing) Push(x any) { *f = append(*f, x.(*request)) }

// Pop is for container/heap.
func (f *finishing) Pop() any {
	old := *f
	r := old[len(old)-1]
	*f = old[:len(old)-1]
	return r
}

func (f *finishing) pop() *request { return heap.Pop(f).(*request) }
