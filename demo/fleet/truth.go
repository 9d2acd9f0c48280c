package fleet

import "time"

// Truth is the world's own account of (From, To]. No metric takes part in it,
// so that an answer computed from series can be held against it. Counters are
// exact at multiples of 15 s, which From and To are cut to; ownership and prices
// are exact to the tick of 5 s.
type Truth struct {
	From, To time.Time
	Replicas []ReplicaTruth
	Devices  []DeviceTruth
	// Routes are what the gateways let through, per tenant and model.
	Routes []RouteTruth
	// Clients are what the instrumented application measured, per model.
	Clients []ClientTruth
}

// In is the part of the account that belongs to one cluster.
func (t Truth) In(cluster string) Truth {
	out := Truth{From: t.From, To: t.To}
	for _, r := range t.Replicas {
		if r.Cluster == cluster {
			out.Replicas = append(out.Replicas, r)
		}
	}
	for _, d := range t.Devices {
		if d.Cluster == cluster {
			out.Devices = append(out.Devices, d)
		}
	}
	for _, r := range t.Routes {
		if r.Cluster == cluster {
			out.Routes = append(out.Routes, r)
		}
	}
	for _, c := range t.Clients {
		if c.Cluster == cluster {
			out.Clients = append(out.Clients, c)
		}
	}
	return out
}

// Bill is Σ devices ∫ price dt of one cluster in its Currency, owned or not.
func (t Truth) Bill(cluster string) float64 {
	total := 0.0
	for _, d := range t.Devices {
		if d.Cluster == cluster {
			total += d.Cost
		}
	}
	return total
}

// ReplicaTruth is one pod that served requests in the window. A pod that came
// back under its name is one replica.
type ReplicaTruth struct {
	Cluster, Namespace, Pod string
	// Model is the served name; the label is llm_model in answers.
	Model string
	// Engine is vllm, sglang, tgi, triton or llamacpp.
	Engine string
	// Role is prefill or decode, empty where the replica does both.
	Role string
	// PromptTokens, GenerationTokens and CachedTokens were counted in the window;
	// cached ones are a part of the prompt's.
	PromptTokens, GenerationTokens, CachedTokens float64
	// Requests finished, for whatever reason.
	Requests float64
	// Preemptions of running requests.
	Preemptions float64
	// Phases of its requests.
	Phases Phases
	// Holds are the GPUs it held, cut to the window.
	Holds []Hold
	// Cost is ∫ price dt over its holds.
	Cost float64
}

// Phases are sums over requests, in seconds. Queue to E2E are of the requests that
// finished in the window, and Queue + Transfer + Prefill + Decode is E2E but for the
// front end's few milliseconds. What a decode pod's own queue histogram holds is
// Queue + Transfer: vLLM fetches the KV cache while a request waits.
type Phases struct {
	Queue, Transfer, Prefill, Decode, E2E float64
	// Finished is how many requests the sums are of; those whose client left the queue
	// are not among them.
	Finished float64
	// TTFT is the sum of the times to first token, FirstTokens how many there were.
	TTFT, FirstTokens float64
}

// RouteTruth is what a gateway saw of one tenant and one model. Tenant is empty for
// traffic without a label.
type RouteTruth struct {
	Cluster, Tenant, Model string
	// Requests ended; Errors of them had no answer.
	Requests, Errors float64
	// CachedTokens are a part of PromptTokens.
	PromptTokens, GenerationTokens, CachedTokens float64
	// TTFT and Latency are sums in seconds over the requests with an answer.
	TTFT, Latency float64
}

// ClientTruth is what the instrumented application measured of one model.
type ClientTruth struct {
	Cluster, Model string
	Requests       float64
	// TTFT is a sum in seconds.
	TTFT float64
}

// Hold is a GPU held from From on and before To; Share is below 1 where others
// hold it at the same time.
type Hold struct {
	Node, UUID string
	From, To   time.Time
	Share      float64
}

// DeviceTruth is one GPU.
type DeviceTruth struct {
	Cluster, Node, UUID, Model string
	Index                      int
	// MIG is the GPU instance id of a slice; empty for a card and for what its slices leave over.
	MIG string
	// Part of a card: 1, a slice's compute slices of seven, or what the slices leave over.
	Part float64
	// TensorMean is the mean share of cycles the tensor pipe was active.
	TensorMean float64
	// EnergyJ is the energy used, joules: of a slice its part of the card's.
	EnergyJ float64
	// Cost is ∫ price dt.
	Cost float64
	// Method is the best evidence of who held it, as answers spell it.
	Method string
	// Owners are who held it, in order; what is missing belonged to nobody.
	Owners []Owner
}

// Owner is a pod that held a GPU from From on and before To, or a share of it. Engine is false
// for a pod that serves no requests.
type Owner struct {
	Namespace, Pod string
	Engine         bool
	From, To       time.Time
	Share          float64
}

// GPUSeconds is how long the replica held GPUs, summed over them, each by its share.
func (r ReplicaTruth) GPUSeconds() float64 {
	total := 0.0
	for _, h := range r.Holds {
		total += h.Share * h.To.Sub(h.From).Seconds()
	}
	return total
}

// OwnedSeconds is how long anybody held the GPU.
func (d DeviceTruth) OwnedSeconds() float64 {
	total := 0.0
	for _, o := range d.Owners {
		total += o.Share * o.To.Sub(o.From).Seconds()
	}
	return total
}

// Truth is the account of (from, to], cut to what has been simulated: right
// after a backfill that ends a quarter of a minute before End.
func (f *Fleet) Truth(from, to time.Time) Truth {
	f.mu.Lock()
	defer f.mu.Unlock()
	from, to = f.world.booked(from), f.world.booked(to)
	t := Truth{From: from, To: to}
	for _, d := range f.world.devices {
		t.Devices = append(t.Devices, f.world.deviceTruth(d, from, to))
	}
	t.Routes, t.Clients = f.world.gatewayTruth(from, to)
	seen := map[string]int{}
	for _, p := range f.world.pods {
		if _, _, held := p.held(from, to); p.serves == nil || !held {
			continue
		}
		key := p.in() + "/" + p.namespace + "/" + p.name
		if _, ok := seen[key]; !ok {
			seen[key] = len(t.Replicas)
			t.Replicas = append(t.Replicas, ReplicaTruth{Cluster: p.in(), Namespace: p.namespace, Pod: p.name, Model: p.serves.model, Engine: p.surface.engine(), Role: p.role})
		}
		f.world.account(&t.Replicas[seen[key]], p, from, to)
	}
	return t
}

// held is the part of the window in which the pod held its GPUs.
func (p *pod) held(from, to time.Time) (time.Time, time.Time, bool) {
	if p.made.After(from) {
		from = p.made
	}
	if !p.gone.IsZero() && p.gone.Before(to) {
		to = p.gone
	}
	return from, to, from.Before(to)
}

// account adds one life of a pod to its replica.
func (w *world) account(r *ReplicaTruth, p *pod, from, to time.Time) {
	a, b := p.ledger.entries[w.at(from)], p.ledger.entries[w.at(to)]
	r.PromptTokens += float64(b.prompt - a.prompt)
	r.GenerationTokens += float64(b.generation - a.generation)
	r.CachedTokens += float64(b.cached - a.cached)
	r.Requests += float64(b.finished - a.finished)
	r.Preemptions += float64(b.preemptions - a.preemptions)
	r.Phases.add(a.phases, -1)
	r.Phases.add(b.phases, 1)
	start, end, _ := p.held(from, to)
	for _, d := range p.devices {
		r.Holds = append(r.Holds, Hold{Node: d.node.node, UUID: d.uuid, From: start, To: end, Share: p.part(d)})
		r.Cost += p.part(d) * w.cost(d.node, start, end)
	}
}

func (w *world) deviceTruth(d *device, from, to time.Time) DeviceTruth {
	a, b := d.ledger.entries[w.at(from)], d.ledger.entries[w.at(to)]
	part := d.part()
	if d.parts != nil {
		part = d.rest()
	}
	out := DeviceTruth{
		MIG: d.instance(), Part: part,
		Cluster: d.node.cluster, Node: d.node.node, UUID: d.uuid, Model: d.name, Index: d.index, Method: nodeNamed(d.node).method(),
		TensorMean: (b.tensorSeconds - a.tensorSeconds) / max(1, to.Sub(from).Seconds()),
		EnergyJ:    part * (b.energyJ - a.energyJ),
		Cost:       part * w.cost(d.node, from, to),
	}
	if d.parts != nil { // what no slice covers computes nothing
		out.TensorMean = 0
	}
	for _, p := range w.pods {
		start, end, held := p.held(from, to)
		if held && p.holds(d) {
			out.Owners = append(out.Owners, Owner{Namespace: p.namespace, Pod: p.name, Engine: p.serves != nil, From: start, To: end, Share: p.part(d)})
		}
	}
	return out
}

// instance is the GPU instance id of a slice.
func (d *device) instance() string {
	if d.slice == nil {
		return ""
	}
	return d.slice.id
}

func (p *pod) holds(d *device) bool {
	for _, own := range p.devices {
		if own == d {
			return true
		}
	}
	return false
}
