package fleet

import (
	"math"
	"testing"
)

// drain gives an engine n requests at once and runs it until it is idle.
func drain(t *testing.T, spec *engineSpec, n int) (*engine, []*request) {
	t.Helper()
	rng := newRand(1, t.Name())
	e := newEngine(spec, &vllmEdges, rng, 0)
	var all []*request
	for i := range n {
		r := &request{arrival: 0.01 * float64(i), queued: 0.01*float64(i) + 0.005, prompt: 100 + rng.IntN(900), output: 1 + rng.IntN(300), reuse: 0.5}
		all = append(all, r)
		e.receive(r)
	}
	for end := 5.0; end < 4000; end += 5 {
		e.advance(end)
		if u := e.usage(); u < 0 || u > 1 {
			t.Fatalf("KV usage %g", u)
		}
		if len(e.inbox)+len(e.queue)+len(e.running) == 0 {
			return e, all
		}
	}
	t.Fatalf("%d waiting and %d running after more than an hour", len(e.queue), len(e.running))
	return nil, nil
}

func TestEngineCountsEveryTokenOnce(t *testing.T) {
	spec := llama8OnL40S
	spec.kvTokens = 9000 // so small that sequences are preempted
	e, all := drain(t, &spec, 60)
	prompt, output, cached, multiple := 0, 0, 0, 0
	decode := 0.0
	for _, r := range all {
		prompt, output, cached = prompt+r.prompt, output+r.output, cached+r.cached
		decode += r.finish - r.first
		if r.output > 1 {
			multiple++
		}
		if r.emitted != r.output || r.scheduled < r.queued || r.first < r.scheduled || r.finish < r.first {
			t.Fatalf("request %+v", *r)
		}
	}
	c := e.counters
	if c.prompt != prompt || c.generation != output || c.cached != cached || c.hit != cached || c.queried != prompt {
		t.Errorf("counted %+v, want prompt %d, generation %d, cached %d", c, prompt, output, cached)
	}
	if c.preemptions == 0 {
		t.Error("nothing was preempted")
	}
	if got := e.lat.itl.sum + e.gapCarry; math.Abs(got-decode) > 0.01*decode {
		t.Errorf("the gaps between tokens add up to %g s, the decode times to %g s", got, decode)
	}
	if c.finished[finishStop] != len(all) {
		t.Errorf("finished %v of %d", c.finished, len(all))
	}
}

func TestImpatientClientsLeaveTheQueue(t *testing.T) {
	spec := legacyOnL40S
	spec.maxSeqs = 2
	e := newEngine(&spec, &vllmEdges, newRand(1, t.Name()), 0)
	for range 40 {
		e.receive(&request{prompt: 500, output: 400})
	}
	for end := 5.0; end <= 60; end += 5 {
		e.advance(end)
	}
	if len(e.queue) != 0 || e.counters.finished[finishAbort] < 30 {
		t.Errorf("%d still wait, %d left", len(e.queue), e.counters.finished[finishAbort])
	}
}

func TestSlowGroupGeneratesLess(t *testing.T) {
	tokens := func(slow float64) int {
		e := newEngine(&llama70OnH100, &vllmEdges, newRand(1, t.Name()), 0)
		e.slow = slow
		for range 300 {
			e.receive(&request{prompt: 1500, output: 400})
		}
		for end := 5.0; end <= 60; end += 5 {
			e.advance(end)
		}
		return e.counters.generation
	}
	if healthy, slow := tokens(1), tokens(1.55); float64(slow) > 0.75*float64(healthy) {
		t.Errorf("%d tokens at a low clock, %d at full", slow, healthy)
	}
}
