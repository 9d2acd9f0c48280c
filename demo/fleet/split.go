package fleet

import "math"

const (
	// nixlBandwidth is what one transfer of a KV cache between two pods reaches, B/s.
	nixlBandwidth = 3.2e9
	// nixlLatency is the handshake and the posting of a transfer, seconds.
	nixlLatency = 0.004
	// routerGap is what the router needs from a prefill's answer to the decode pod, seconds.
	routerGap = 0.003
	// kvBlock is how many tokens one block of the KV cache holds.
	kvBlock = 16
)

// forPrefill is the part of a request that its prefill pod gets: one token of
// output, as a router that splits prefill and decode asks for.
func (r *request) forPrefill() *request {
	first := *r
	first.output, first.reason = 1, finishLength
	first.whole = r
	return &first
}

// handOver gives a request whose prefill is through to a decode pod, which fetches
// the KV cache while the request waits there.
func (w *world) handOver(p *pod, first *request) {
	ready := w.replicas(p.in(), p.serves.model, roleDecode)
	if len(ready) == 0 {
		if first.trip != nil {
			first.trip.giveUp(hop)
		}
		return
	}
	r := first.whole
	r.arrival = first.finish + routerGap
	r.queued = r.arrival + 0.004
	r.moved = float64(r.prompt) * p.serves.kvBytes
	r.transfer = nixlLatency + r.moved/nixlBandwidth
	e := ready[pick(w.balancer, ready)]
	if p.in() == Cluster && w.line.within(w.now, TransferFailFromBefore, TransferFailToBefore) && w.links.Float64() < TransferFailShare {
		// What did not arrive is computed anew.
		e.counters.failedTransfers++
		r.moved, r.transfer = 0, 0
	}
	e.receive(r)
}

// fetch observes the transfer that brought a request's KV cache.
func (e *engine) fetch(r *request) {
	if r.transfer == 0 {
		return
	}
	e.lat.transfer.observe(r.transfer-nixlLatency, 1)
	e.lat.posted.observe(nixlLatency, 1)
	e.lat.moved.observe(r.moved, 1)
	e.lat.descriptors.observe(math.Ceil(float64(r.prompt)/kvBlock), 1)
}

// splits says whether a model's prefill and decode happen on different pods.
func splits(cluster, model string) bool {
	for i := range podSpecs {
		p := &podSpecs[i]
		if p.role == rolePrefill && p.in() == cluster && p.serves.model == model {
			return true
		}
	}
	return false
}
