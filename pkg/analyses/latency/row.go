package latency

// sum gathers one row's requests at one step.
type sum struct {
	// requests with an end-to-end time, and the seconds they took.
	requests, seconds float64
	// seen says that somebody counted, be it nothing.
	seen bool
	// known are those whose phases are all known, knownSeconds what they took end to end.
	known, knownSeconds              float64
	queue, transfer, prefill, decode float64
	transferred                      bool
	// blind says that a pair's transfer is not reported, so that nothing can be said of what is left.
	blind bool
}

// row computes all steps of a row.
func (g *rowGroup) row(steps int) *Row {
	r := &Row{Key: g.key, Pair: len(g.pairs) > 0, Engine: len(g.alone)+len(g.pairs) > 0}
	for _, s := range r.slots() {
		*s = make([]float64, steps)
		for i := range *s {
			(*s)[i] = undefined
		}
	}
	whole := make([]bool, len(g.alone))
	any := len(g.pairs) > 0
	for i, p := range g.alone {
		whole[i] = p.whole()
		any = any || whole[i]
	}
	ends := g.ends()
	for step := range steps {
		s := g.gather(step, whole, ends)
		r.phases(step, s)
		if !any {
			g.single(r, step)
		}
		g.firstTokens(r, step)
		if !r.Engine {
			g.fromGateway(r, step)
		}
	}
	return r
}

// slots are all of a row's values.
func (r *Row) slots() []*[]float64 {
	return []*[]float64{&r.Queue, &r.Transfer, &r.Prefill, &r.Decode, &r.Unexplained, &r.E2E, &r.Requests, &r.Decomposed,
		&r.TTFT, &r.GatewayTTFT, &r.ClientTTFT, &r.GatewayGap}
}

// ends are the end-to-end times of each pair: the gateway's, else those of the decode role.
func (g *rowGroup) ends() [][]Sums {
	out := make([][]Sums, len(g.pairs))
	for i, p := range g.pairs {
		n := 0.0
		for _, d := range p.decode {
			out[i] = append(out[i], d.E2E)
			n += d.E2E.Total()
		}
		if gw, ok := g.gatewayOf(p.model, n); ok && !g.alsoAlone(p.model) {
			out[i] = []Sums{gw}
		}
	}
	return out
}

// alsoAlone tells whether replicas beside a pair serve its model too; a gateway cannot tell their requests apart.
func (g *rowGroup) alsoAlone(model string) bool {
	for _, p := range g.alone {
		if p.Model == model {
			return true
		}
	}
	return false
}

func (g *rowGroup) gather(step int, whole []bool, ends [][]Sums) sum {
	var s sum
	for i, p := range g.alone {
		seconds, n, ok := p.E2E.at(step)
		if !ok {
			continue
		}
		s.seen = true
		s.requests += n
		s.seconds += seconds
		if whole[i] {
			s.add(step, seconds, n, p)
		}
	}
	for i, p := range g.pairs {
		s.addPair(step, p, ends[i])
	}
	return s
}

// add counts a replica that serves whole requests.
func (s *sum) add(step int, seconds, n float64, p Part) {
	q, _, okQ := p.Queue.at(step)
	f, _, okF := p.Prefill.at(step)
	d, _, okD := p.Decode.at(step)
	if !okQ || !okF || !okD {
		return
	}
	s.known += n
	s.knownSeconds += seconds
	s.queue, s.prefill, s.decode = s.queue+q, s.prefill+f, s.decode+d
	if t, _, ok := p.Transfer.at(step); ok {
		s.transfer, s.transferred = s.transfer+t, true
	}
}

// addPair counts the requests that two roles serve together, once.
func (s *sum) addPair(step int, p pair, ends []Sums) {
	seconds, n := both(step, ends)
	s.seen = s.seen || len(ends) > 0
	if !(n > 0) {
		return
	}
	s.requests += n
	s.seconds += seconds
	var waits, arrivals, transfer, prefill, decode []Sums
	inQueue := false
	for _, x := range p.prefill {
		waits, transfer, prefill = append(waits, x.Queue), append(transfer, x.Transfer), append(prefill, x.Prefill)
	}
	for _, x := range p.decode {
		arrivals, transfer, decode = append(arrivals, x.Queue), append(transfer, x.Transfer), append(decode, x.Decode)
		inQueue = inQueue || x.TransferInQueue
	}
	q, nq := both(step, waits)
	a, _ := both(step, arrivals)
	f, nf := both(step, prefill)
	d, nd := both(step, decode)
	if !(nq > 0) || !(nf > 0) || !(nd > 0) {
		return
	}
	t, nt := both(step, transfer)
	if inQueue {
		a = max(0, a-t) // the decode pod's queue holds the transfer, which is a phase of its own
	}
	s.known += n
	s.knownSeconds += seconds
	s.queue, s.prefill, s.decode = s.queue+q+a, s.prefill+f, s.decode+d
	if nt > 0 {
		s.transfer, s.transferred = s.transfer+t, true
	} else {
		s.blind = true
	}
}

// both adds what several replicas report at a step.
func both(step int, all []Sums) (seconds, n float64) {
	for _, s := range all {
		if v, c, ok := s.at(step); ok {
			seconds, n = seconds+v, n+c
		}
	}
	return seconds, n
}

// phases turns sums into means.
func (r *Row) phases(step int, s sum) {
	if s.seen {
		r.Requests[step] = s.requests
	}
	r.E2E[step] = over(s.seconds, s.requests)
	r.Decomposed[step] = over(s.known, s.requests)
	if !(s.known > 0) {
		return
	}
	e2e := s.knownSeconds / s.known
	r.E2E[step] = e2e
	r.Queue[step], r.Prefill[step], r.Decode[step] = s.queue/s.known, s.prefill/s.known, s.decode/s.known
	if s.transferred {
		r.Transfer[step] = s.transfer / s.known
	}
	if !s.blind {
		r.Unexplained[step] = e2e - (s.queue+s.transfer+s.prefill+s.decode)/s.known
	}
}
