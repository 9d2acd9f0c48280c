package doctor

import (
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// enoughMatched is the part of the replicas whose GPUs must be known before engine and GPU count as correlated.
const enoughMatched = 0.5

// levels climbs the ladder. Each rung says what holds it and what it still lacks, reached or not; the level reached is
// the last one below the first that is not.
func (r *report) levels() []models.MaturityLevel {
	out := []models.MaturityLevel{
		{Level: 0, Title: "Nothing specific", Reached: true, Evidence: []string{"The store answers."}},
		r.engineLevel(), r.correlatedLevel(), r.tracedLevel(), r.deepLevel(),
	}
	for i := range out {
		if out[i].Evidence == nil {
			out[i].Evidence = []string{}
		}
		if out[i].Missing == nil {
			out[i].Missing = []string{}
		}
	}
	return out
}

// engineLevel: engine metrics are scraped.
func (r *report) engineLevel() models.MaturityLevel {
	l := models.MaturityLevel{Level: 1, Title: "Engine metrics"}
	engines := r.systems(layerEngine)
	l.Reached = r.Replicas.Total > 0 && r.has("requests_running") || r.has("generation_tokens") || r.has("ttft")
	for _, e := range engines {
		l.Evidence = append(l.Evidence, fmt.Sprintf("%s: %s", e.Title, count(e.Targets, "replica")))
	}
	if len(engines) == 0 {
		l.Missing = append(l.Missing, "No inference engine is scraped.")
	}
	for _, id := range []string{"ttft", "e2e_latency", "queue_time"} {
		if len(engines) > 0 && !r.has(id) {
			l.Missing = append(l.Missing, "No engine reports "+id+".")
		}
	}
	return l
}

// correlatedLevel: GPUs are scraped and it is known who holds them.
func (r *report) correlatedLevel() models.MaturityLevel {
	l := models.MaturityLevel{Level: 2, Title: "Engine and GPU correlated"}
	matched := r.Replicas.Matched > 0 && float64(r.Replicas.Matched) >= enoughMatched*float64(r.Replicas.Total)
	l.Reached = matched && r.Devices.Matched > 0
	if r.Devices.Total > 0 {
		l.Evidence = append(l.Evidence, fmt.Sprintf("%d of %s have a known owner", r.Devices.Matched, count(r.Devices.Total, "GPU")))
	} else {
		l.Missing = append(l.Missing, "No GPU is scraped.")
	}
	if r.Replicas.Matched > 0 {
		l.Evidence = append(l.Evidence, fmt.Sprintf("%d of %s have known GPUs", r.Replicas.Matched, count(r.Replicas.Total, "replica")))
	}
	if r.has("gpu_tensor_active") {
		l.Evidence = append(l.Evidence, "Tensor activity is measured")
	} else if r.Devices.Total > 0 {
		l.Missing = append(l.Missing, "Tensor activity (gpu_tensor_active) is not measured; gpu_busy only says that something ran.")
	}
	if n := r.Devices.Total - r.Devices.Matched; n > 0 {
		l.Missing = append(l.Missing, fmt.Sprintf("%s without a known owner.", count(n, "GPU")))
	}
	if n := r.Replicas.Total - r.Replicas.Matched; n > 0 {
		l.Missing = append(l.Missing, fmt.Sprintf("%s without known GPUs.", count(n, "replica")))
	}
	return l
}

// tracedLevel: exemplars lead to traces.
func (r *report) tracedLevel() models.MaturityLevel {
	l := models.MaturityLevel{Level: 3, Title: "Distributed tracing"}
	t := r.Traces
	l.Reached = t.WithTrace > 0 && t.Destination && (!t.Set || t.There > 0)
	if r.Traces.WithTrace > 0 {
		l.Evidence = append(l.Evidence, fmt.Sprintf("%d exemplars with a trace id (%s)", r.Traces.WithTrace, r.Traces.TraceLabel))
	} else {
		l.Missing = append(l.Missing, "No exemplars with a trace id.")
	}
	if r.Traces.Destination {
		l.Evidence = append(l.Evidence, "The data source says where traces are")
	} else {
		l.Missing = append(l.Missing, "exemplarTraceIdDestinations is not set in the data source.")
	}
	switch {
	case t.There > 0:
		l.Evidence = append(l.Evidence, fmt.Sprintf("%d of %s looked up are in the store", t.There, count(t.Looked, "trace")))
	case t.Set:
		l.Missing = append(l.Missing, t.lacking())
	}
	if r.has("gateway_requests") || r.has("gateway_generation_tokens") {
		l.Evidence = append(l.Evidence, "A gateway counts requests or tokens")
	} else {
		l.Missing = append(l.Missing, "No gateway is scraped, so that there are no objectives by tenant.")
	}
	return l
}

// deepLevel: the fabric and the kernel are watched.
func (r *report) deepLevel() models.MaturityLevel {
	l := models.MaturityLevel{Level: 4, Title: "Kernel and fabric depth"}
	kernel := r.kernel()
	l.Reached = r.fabricSeen() && len(kernel) > 0
	for _, s := range r.systems(layerFabric) {
		l.Evidence = append(l.Evidence, s.Title+" is scraped")
	}
	if !r.fabricSeen() {
		l.Missing = append(l.Missing, "Neither NCCL nor InfiniBand is observed.")
	}
	for _, s := range kernel {
		l.Evidence = append(l.Evidence, "Kernel events are observed by "+s.Title)
	}
	if len(kernel) == 0 {
		l.Missing = append(l.Missing, "No kernel events are observed.")
	}
	return l
}

func (r *report) fabricSeen() bool {
	return slices.ContainsFunc(layers, func(l layer) bool { return l.id == layerFabric && slices.ContainsFunc(l.needs, r.has) })
}

// kernel are the systems that tell what processes do in the kernel.
func (r *report) kernel() []System {
	return slices.DeleteFunc(slices.Clone(r.Systems), func(s System) bool { return !s.Kernel })
}
