package fleet

// engine is the pod's first rank, which for most is the only one; nil where none runs.
func (p *pod) engine() *engine {
	if len(p.engines) == 0 {
		return nil
	}
	return p.engines[0]
}

// rank is the i-th rank's part of the pod's cards: a tensor-parallel group.
func (p *pod) rank(i int) []*device {
	each := len(p.devices) / max(1, p.ranks)
	return p.devices[i*each : (i+1)*each]
}

// engineOn is the rank that computes on a card.
func (p *pod) engineOn(d *device) *engine {
	for i, e := range p.engines {
		for _, own := range p.rank(i) {
			if own == d {
				return e
			}
		}
	}
	return p.engine()
}

// part is what the pod has of one of its devices, as a part of a whole card.
func (p *pod) part(d *device) float64 { return p.share() * d.part() }

// entry is the account of one engine now.
func (e *engine) entry() engineEntry {
	c := e.counters
	finished := 0
	for _, n := range c.finished {
		finished += n
	}
	return engineEntry{c.prompt, c.generation, c.cached, finished, c.preemptions, e.sums}
}

// plus adds the accounts of two ranks.
func (a engineEntry) plus(b engineEntry) engineEntry {
	return engineEntry{a.prompt + b.prompt, a.generation + b.generation, a.cached + b.cached, a.finished + b.finished, a.preemptions + b.preemptions, a.phases.plus(b.phases)}
}

func (s phaseSums) plus(o phaseSums) phaseSums {
	return phaseSums{
		s.ttft + o.ttft, s.queue + o.queue, s.transfer + o.transfer, s.prefill + o.prefill, s.decode + o.decode, s.e2e + o.e2e,
		s.begun + o.begun, s.ended + o.ended, s.prompt + o.prompt, s.output + o.output,
	}
}
