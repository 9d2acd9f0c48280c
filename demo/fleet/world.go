package fleet

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// world is the state of everything at one instant.
type world struct {
	begin      time.Time // of the warm-up; the world's second 0
	line       timeline
	seed       uint64
	pods       []*pod
	devices    []*device
	byNode     map[nodeKey][]*device
	streams    []*arrivals
	gateways   map[string]*gateway // by cluster
	fabrics    map[nodeKey]*fabric // of nodes with InfiniBand
	balancer   *rand.Rand
	journeys   func(Journey) // who keeps traces; may be nil
	links      *rand.Rand    // which transfers of KV caches fail
	generation int           // grows with every change of pods or owners
	entries    int           // of the ledgers
	now        time.Time
}

func newWorld(cfg Config, begin time.Time) *world {
	w := &world{begin: begin, line: timeline{cfg.End}, seed: cfg.Seed, byNode: map[nodeKey][]*device{}, gateways: map[string]*gateway{}, fabrics: map[nodeKey]*fabric{}, journeys: cfg.Journeys, balancer: newRand(cfg.Seed, "balancer"), links: newRand(cfg.Seed, "links")}
	for i := range nodeSpecs {
		spec := &nodeSpecs[i]
		if spec.infiniband {
			w.fabrics[spec.key()] = &fabric{}
		}
		for g := range spec.gpus {
			d := newDevice(cfg.Seed, spec, g)
			w.devices = append(w.devices, d)
			w.byNode[spec.key()] = append(w.byNode[spec.key()], d)
			if g == 0 { // slices come after their card, whose readings they repeat
				w.devices = append(w.devices, d.cut(cfg.Seed, spec.slices)...)
			}
		}
	}
	for i := range podSpecs {
		p := newPod(cfg, i, &podSpecs[i], begin)
		for _, g := range p.gpus {
			d := w.byNode[p.on()][g]
			if p.sliced() {
				d = d.sliceNamed(p.slice)
			}
			p.devices = append(p.devices, d)
		}
		w.pods = append(w.pods, p)
	}
	w.follow()
	for _, c := range Clusters() {
		w.gateways[c] = newGateway(w, c, gatewayKinds[c])
	}
	for _, s := range streams {
		a := newArrivals(cfg.Seed, s, w.balancer)
		a.route = w.gateways[s.in()].routeOf(&s)
		w.streams = append(w.streams, a)
	}
	return w
}

// seconds is t in the world's own time.
func (w *world) seconds(t time.Time) float64 { return t.Sub(w.begin).Seconds() }

// step advances the world by the tick that ends at t.
func (w *world) step(t time.Time) {
	w.now = t
	w.place(t)
	w.send(t)
	end, dt := w.seconds(t), tick.Seconds()
	for _, p := range w.pods {
		for i, e := range p.engines {
			e.slow = slowest(slices.Concat(p.rank(i), p.led))
			e.advance(end)
		}
		if p.exists(t) {
			p.compute(dt)
		}
	}
	for _, d := range w.devices {
		d.fault = w.line.fault(d, t)
		d.advance(d.work(dt), dt)
		d.ledger.tensor += d.now.tensor * dt
	}
	for key, ports := range w.fabrics {
		ports.move(w.byNode[key], dt)
	}
	if t.Sub(w.begin)%ledgerStep == 0 {
		w.enter()
		w.entries++
	}
}

// place starts and ends pods and engines as planned.
func (w *world) place(t time.Time) {
	for _, p := range w.pods {
		held := len(p.devices) > 0 && slices.Contains(p.devices[0].owners, p)
		if exists := p.exists(t); exists != held {
			w.generation++
			for _, d := range p.devices {
				d.hand(p, exists)
			}
		}
		switch ready := p.serves != nil && p.ready(t); {
		case ready && p.engines == nil:
			w.start(p, t)
		case !ready && p.engines != nil:
			p.last, p.engines = p.entry(), nil
		}
	}
}

// start starts the engine of every rank.
func (w *world) start(p *pod, t time.Time) {
	for i := range max(1, p.ranks) {
		name := []string{"engine", p.uid}
		if i > 0 {
			name = append(name, fmt.Sprint(i))
		}
		e := newEngine(p.serves, p.surface.edges(), newRand(w.seed, name...), w.seconds(t)-tick.Seconds())
		e.onEnd = func(r *request) { w.ended(p, r) }
		e.tier = p.with.has(withTier)
		if p.with.has(withResidency) {
			e.blocks = newBlockPool(newRand(w.seed, append([]string{"blocks"}, name...)...))
		}
		p.engines = append(p.engines, e)
	}
	p.starts, p.startedAt = p.starts+1, t
}

// hand gives the card to a pod or takes it back.
func (d *device) hand(p *pod, given bool) {
	if i := slices.Index(d.owners, p); given {
		d.owners = append(d.owners, p)
	} else if i >= 0 {
		d.owners = slices.Delete(d.owners, i, i+1)
	}
}

// send draws the tick's requests and gives each to the less busy of two ready
// replicas of its model.
func (w *world) send(t time.Time) {
	for _, s := range w.streams {
		ready := w.replicas(s.in(), s.model, rolePrefill)
		split := splits(s.in(), s.model)
		arrived := s.draw(t, w.seconds(t))
		if !s.sends(w.line, t) {
			continue
		}
		for _, r := range arrived {
			if s.route != nil {
				r.trip = s.route.gateway.newTrip(s.route, r, w.line.buffered(t) && s.in() == Cluster && s.model == BufferedModel)
			}
			switch {
			case len(ready) > 0 && split:
				ready[pick(s.balancer, ready)].receive(r.forPrefill())
			case len(ready) > 0:
				ready[pick(s.balancer, ready)].receive(r)
			case r.trip != nil:
				r.trip.giveUp(hop) // the gateway turns it away
			}
		}
	}
}

// pick is the less busy of two engines drawn at random.
func pick(rng *rand.Rand, ready []*engine) int {
	a, b := rng.IntN(len(ready)), rng.IntN(len(ready))
	if ready[b].load() < ready[a].load() {
		return b
	}
	return a
}

// replicas are the engines of a cluster that serve a model now, in one role or in both.
func (w *world) replicas(cluster, model, role string) []*engine {
	var out []*engine
	for _, p := range w.pods {
		if p.engines != nil && p.in() == cluster && p.serves.model == model && (p.role == "" || p.role == role) {
			out = append(out, p.engines...)
		}
	}
	return out
}

// ended passes on a request that an engine has finished: from prefill to decode,
// or back to the gateway.
func (w *world) ended(p *pod, r *request) {
	if r.trip != nil && w.journeys != nil {
		r.trip.legs = append(r.trip.legs, w.leg(p, r))
	}
	switch {
	case r.whole != nil:
		w.handOver(p, r)
	case r.trip != nil:
		r.trip.end(r)
	}
}

// slowest is the slowdown of a tensor-parallel group's slowest rank, for which all wait. On a
// shared card each process gets its slices of the time.
func slowest(group []*device) float64 {
	worst := 1.0
	for _, d := range group {
		worst = max(worst, d.slowdown()*float64(len(d.owners)))
	}
	return worst
}

// work is what the card's owners ask of it now, one after the other.
func (d *device) work(dt float64) workload {
	if d.parts != nil {
		return d.workOfParts(dt)
	}
	if len(d.owners) == 0 {
		return idleWork
	}
	var sum workload
	for _, p := range d.owners {
		sum.add(d.workOf(p, dt), p.share())
	}
	return sum
}

func (d *device) workOf(p *pod, dt float64) workload {
	switch {
	case p.lead != nil && p.lead.engines != nil:
		return engineWork(p.lead.engine(), d.gpuModel, d.stretch(), dt)
	case p.lead != nil:
		return loadingWork(p.lead.serves, d.gpuModel)
	case p.serves == nil:
		return trainingWork(d.gpuModel)
	case p.engines == nil:
		return loadingWork(p.serves, d.gpuModel)
	}
	return engineWork(p.engineOn(d), d.gpuModel, d.stretch(), dt)
}
