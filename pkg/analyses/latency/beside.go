package latency

// single gives the phases of a row in which no replica reports all of them: each over the requests of those that do.
func (g *rowGroup) single(r *Row, step int) {
	for _, x := range []struct {
		of func(Part) Sums
		to []float64
	}{
		{func(p Part) Sums { return p.Queue }, r.Queue},
		{func(p Part) Sums { return p.Transfer }, r.Transfer},
		{func(p Part) Sums { return p.Prefill }, r.Prefill},
		{func(p Part) Sums { return p.Decode }, r.Decode},
	} {
		var seconds, requests float64
		for _, p := range g.alone {
			v, n, ok := x.of(p).at(step)
			if !ok {
				continue
			}
			// A phase may be observed several times a request, in chunks; where fewer requests report it than end, its
			// mean is over its own.
			if _, c, ends := p.E2E.at(step); ends && n >= (1-near)*c {
				n = c
			}
			seconds, requests = seconds+v, requests+n
		}
		x.to[step] = over(seconds, requests)
	}
}

// firstTokens gives the means of the time to first token as engine, gateway and client saw it, and the gap between
// gateway and engine over the models that both report. The gap is undefined where their requests differ in number by
// more than a tenth: the difference of two means says something only of the same requests. Each half of a pair sees a
// part of the time to first token only: pairs are left out of the engine's.
func (g *rowGroup) firstTokens(r *Row, step int) {
	engine := map[string]tally{}
	var all tally
	for _, p := range g.alone {
		v, n, ok := p.TTFT.at(step)
		if !ok {
			continue
		}
		engine[p.Model] = engine[p.Model].plus(v, n)
		all = all.plus(v, n)
	}
	r.TTFT[step] = over(all.sum, all.count)
	gateway := map[string]tally{}
	var seen, client tally
	for _, w := range g.gateways {
		if v, n, ok := w.TTFT.at(step); ok {
			gateway[w.Model] = gateway[w.Model].plus(v, n)
			seen = seen.plus(v, n)
		}
		if v, n, ok := w.ClientTTFT.at(step); ok {
			client = client.plus(v, n)
		}
	}
	r.GatewayTTFT[step] = over(seen.sum, seen.count)
	r.ClientTTFT[step] = over(client.sum, client.count)
	var outside, inside tally
	for model, w := range gateway {
		if e, ok := engine[model]; ok {
			outside, inside = outside.plus(w.sum, w.count), inside.plus(e.sum, e.count)
		}
	}
	if inside.count > 0 && outside.count > 0 && close(inside.count, outside.count) {
		r.GatewayGap[step] = outside.sum/outside.count - inside.sum/inside.count
	}
}

// fromGateway stands in where no engine reports on a row, as with tenants: the gateway's own end to end.
func (g *rowGroup) fromGateway(r *Row, step int) {
	var all []Sums
	for _, w := range g.gateways {
		all = append(all, w.Latency)
	}
	seconds, n := both(step, all)
	r.E2E[step] = over(seconds, n)
	if len(all) > 0 {
		r.Requests[step] = n
	}
}

// tally is a sum and a count at one step.
type tally struct{ sum, count float64 }

func (s tally) plus(sum, count float64) tally { return tally{s.sum + sum, s.count + count} }
