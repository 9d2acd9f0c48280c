package plan

import (
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// source places a column: on its device, or on its replica. ok is false for what belongs to neither.
func (r *reader) source(sp *spec, a catalog.Alternative, c column) (join.Source, bool) {
	if c.pushed {
		return r.addedUp(a, c), true
	}
	if c.of != nil {
		return join.Source{V: c.v, D: c.d, Group: true, Device: c.of.device, Replica: c.of.owner}, true
	}
	src := join.Source{V: c.v, D: c.d, Part: a.PartKey()}
	if c.has {
		src.B = &join.Buckets{Le: []float64{c.le}, Counts: [][]float64{c.v}}
	}
	if sp.level == join.LevelScope {
		return r.scoped(sp, src, c)
	}
	if sp.signal.ByIndex {
		src.Device = r.indexed(c)
		return src, src.Device.UUID != ""
	}
	if sp.level == join.LevelDevice {
		src.Device, src.Replica = r.w.devices.claimant(a, c.canonical, c.labels)
		if ofWholeCard(c.canonical) {
			src.Device, src.Replica = src.Device.Card(), ownership.Replica{}
		}
		_, known := r.w.Devices[src.Device]
		if c.card && known {
			src.Device, src.Replica = src.Device.Card(), ownership.Replica{}
		}
		if !known {
			r.adopt(a, c, src)
		}
		return src, src.Device.UUID != ""
	}
	src.Replica = replicaOf(c.canonical, c.labels, r.w.devices.cluster)
	if sp.level == join.LevelRow {
		src.Labels = gatewayLabels(c, r.w.devices.cluster)
		return src, r.keep(func(l string) string { return src.Labels[l] })
	}
	if sp.signal.Family == catalog.FamilyHealth {
		// Every target of the store has an up; those of engines and of pods with GPUs are meant.
		return src, r.concerns(src.Replica)
	}
	if sp.ofPods() {
		if c.canonical[catalog.LabelPod] == "" || !r.concerns(src.Replica) {
			return src, false
		}
	} else if !r.learn(a, c, src.Replica) {
		return src, false
	}
	src.Labels = ownLabels(c.canonical)
	return src, true
}

// gatewayLabelNames are the canonical labels that a gateway's series may have.
var gatewayLabelNames = []string{catalog.LabelCluster, catalog.LabelLLMModel, catalog.LabelTenant, catalog.LabelRoute}

// gatewayLabels are what a gateway's series says of the requests it passed on. Its own pod is no evidence of theirs.
func gatewayLabels(c column, clusterLabel string) map[string]string {
	out := map[string]string{}
	for _, l := range gatewayLabelNames[1:] {
		out[l] = c.canonical[l]
	}
	if v := c.labels[clusterLabel]; v != "" {
		out[catalog.LabelCluster] = v
	}
	return out
}

// ownLabels are the labels that a replica's series adds to those of the replica itself.
func ownLabels(canonical map[string]string) map[string]string {
	out := map[string]string{}
	for _, l := range []string{catalog.LabelLLMModel, catalog.LabelEngineRank, catalog.LabelTenant, catalog.LabelRoute} {
		if v := canonical[l]; v != "" {
			out[l] = v
		}
	}
	return out
}

// concerns tells whether a pod is an engine or holds a GPU; the platform reports on all others too.
func (r *reader) concerns(p ownership.Replica) bool {
	if _, ok := r.w.Replicas[p]; ok {
		return true
	}
	for _, iv := range r.w.Intervals {
		if iv.Replica == p {
			return true
		}
	}
	return false
}

// learn makes a replica known that no presence metric showed.
func (r *reader) learn(a catalog.Alternative, c column, p ownership.Replica) bool {
	if p.Pod == "" {
		return false
	}
	if _, ok := r.w.Replicas[p]; !ok {
		sys, _ := r.s.env.Catalog.System(a.System)
		r.w.Replicas[p] = describeReplica(join.ReplicaInfo{Node: r.w.kube.nodes[p]}, sys, c.canonical)
	}
	return true
}

// adopt makes a device known that no presence metric showed: it was there where this operand has values.
func (r *reader) adopt(a catalog.Alternative, c column, src join.Source) {
	g := r.grid
	if len(c.v) != g.Cells() {
		g = r.steps
	}
	var times []int64
	for i, v := range c.v {
		if v == v {
			times = append(times, g.Edges[i+1])
		}
	}
	if len(times) == 0 || src.Device.UUID == "" {
		return
	}
	sight, info := r.w.devices.sight(a, sighted{labels: c.labels, times: times})
	built := ownership.Build(ownership.Input{Sightings: []ownership.Sighting{sight}, Native: g.Step(), Pods: r.w.existence()})
	r.w.Devices[src.Device] = info
	r.w.Presence[src.Device] = built.Presence[src.Device]
	r.w.Intervals = append(r.w.Intervals, built.Intervals...)
}
