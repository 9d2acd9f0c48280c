package fleet

import "time"

// add adds a process's sums, or takes them away.
func (p *Phases) add(s phaseSums, sign float64) {
	p.Queue += sign * s.queue
	p.Transfer += sign * s.transfer
	p.Prefill += sign * s.prefill
	p.Decode += sign * s.decode
	p.E2E += sign * s.e2e
	p.Finished += sign * float64(s.ended)
	p.TTFT += sign * s.ttft
	p.FirstTokens += sign * float64(s.begun)
}

// enter books the gateway's account.
func (g *gateway) enter() {
	for _, r := range g.routes {
		r.entries = append(r.entries, routeEntry{r.requests, r.errors, r.prompt, r.generation, r.cached, r.ttftSum, r.latencySum})
	}
	for _, c := range g.client {
		c.entries = append(c.entries, clientEntry{c.requests, c.sum})
	}
}

// gatewayTruth is what went through the gateways between two booked instants.
func (w *world) gatewayTruth(from, to time.Time) (routes []RouteTruth, clients []ClientTruth) {
	i, j := w.at(from), w.at(to)
	for _, cluster := range Clusters() {
		g := w.gateways[cluster]
		seen := map[string]bool{}
		for _, r := range g.routes {
			routes = append(routes, r.truth(r.entries[i], r.entries[j]))
			c := g.client[r.model]
			if c == nil || seen[r.model] {
				continue
			}
			seen[r.model] = true
			a, b := c.entries[i], c.entries[j]
			clients = append(clients, ClientTruth{Cluster: cluster, Model: r.model, Requests: float64(b.requests - a.requests), TTFT: b.ttft - a.ttft})
		}
	}
	return routes, clients
}

func (r *route) truth(a, b routeEntry) RouteTruth {
	return RouteTruth{
		Cluster: r.in(), Tenant: r.tenant, Model: r.model,
		Requests: float64(b.requests - a.requests), Errors: float64(b.errors - a.errors),
		PromptTokens: float64(b.prompt - a.prompt), GenerationTokens: float64(b.generation - a.generation), CachedTokens: float64(b.cached - a.cached),
		TTFT: b.ttft - a.ttft, Latency: b.latency - a.latency,
	}
}
