package plan

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// parallelGroup are the devices of replicas that work together.
type parallelGroup struct {
	cluster, namespace, name string
	kind                     models.GroupKind
	tracks                   []join.Track
	pods                     []ownership.Replica
	// engines are the pods that an engine reports from, ranks the engine ranks of each, models what they serve.
	engines []ownership.Replica
	ranks   []string
	models  []string
}

// groupID tells groups apart: the pods tied by a value may share it with the name of a pod that is not.
type groupID struct {
	cluster, namespace, name string
	tied                     bool
}

// divide puts devices into groups: those of tied pods, of a replica with one engine rank, or of a binding.
func (b *balancing) divide(tracks []join.Track, tied map[ownership.Replica]string) []*parallelGroup {
	pods := map[string]int{}
	for p, value := range tied {
		pods[p.Cluster+"\xff"+p.Namespace+"\xff"+value]++
	}
	ranks := b.valuesByPod(catalog.LabelEngineRank)
	found := map[groupID]*parallelGroup{}
	for _, t := range tracks {
		p := t.Replica
		id, kind := groupID{cluster: p.Cluster, namespace: p.Namespace, name: p.Pod}, models.GroupReplica
		if value := tied[p]; value != "" && pods[p.Cluster+"\xff"+p.Namespace+"\xff"+value] > 1 {
			id.name, id.tied, kind = value, true, models.GroupLabels
		}
		if kind == models.GroupReplica && b.world.Replicas[p].Engine == "" {
			kind = models.GroupUnknown // nothing says what runs in it
		}
		if len(ranks[p]) > 1 {
			if name, ok := b.boundAs(t); ok {
				id.name, kind = name, models.GroupBinding
			} else {
				kind = models.GroupUnknown
			}
		}
		g := found[id]
		if g == nil {
			g = &parallelGroup{cluster: id.cluster, namespace: id.namespace, name: id.name, kind: kind}
			found[id] = g
		}
		if kind == models.GroupUnknown {
			g.kind = kind
		}
		g.tracks = append(g.tracks, t)
		if !slices.Contains(g.pods, p) {
			g.pods = append(g.pods, p)
		}
	}
	b.addSilentPods(found, tied)
	var out []*parallelGroup
	for _, g := range found {
		if g.together(b.nativeStep()) {
			b.describeGroup(g, ranks)
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(x, y *parallelGroup) int {
		return cmp.Or(cmp.Compare(x.cluster, y.cluster), cmp.Compare(x.namespace, y.namespace), cmp.Compare(x.name, y.name))
	})
	return out
}

// addSilentPods adds to groups the tied pods that hold no device that is seen: an engine's may say when requests run.
func (b *balancing) addSilentPods(found map[groupID]*parallelGroup, tied map[ownership.Replica]string) {
	for p, value := range tied {
		if g := found[groupID{p.Cluster, p.Namespace, value, true}]; g != nil && !slices.Contains(g.pods, p) {
			g.pods = append(g.pods, p)
		}
	}
}

func (b *balancing) describeGroup(g *parallelGroup, ranks map[ownership.Replica][]string) {
	slices.SortFunc(g.pods, ownership.CompareReplicas)
	for _, p := range g.pods {
		info := b.world.Replicas[p]
		if info.Engine != "" {
			g.engines = append(g.engines, p)
		}
		g.ranks, g.models = append(g.ranks, ranks[p]...), append(g.models, info.Models...)
	}
	for _, list := range []*[]string{&g.ranks, &g.models} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// together tells whether two devices or more were held at once, for longer than an old owner's last sample and a new
// one's first overlap, or for most of the time.
func (g *parallelGroup) together(native int64) bool {
	type edge struct {
		at   int64
		come int
	}
	var edges []edge
	for _, t := range g.tracks {
		for _, s := range t.Spans {
			edges = append(edges, edge{s.From, 1}, edge{s.To, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.come, b.come)) })
	held, n, alone, several := 0, 0, int64(0), int64(0)
	for i, e := range edges {
		if i > 0 {
			switch long := e.at - edges[i-1].at; {
			case held > 1:
				several += long
			case held == 1:
				alone += long
			}
		}
		held += e.come
		n = max(n, held)
	}
	return n > 1 && (several > 2*native || several >= alone)
}

// valuesByPod are the values of a label that engines' series have in each pod: its ranks, or its stages.
func (b *balancing) valuesByPod(label string) map[ownership.Replica][]string {
	out := map[ownership.Replica][]string{}
	for _, p := range b.world.seen.engines {
		for _, x := range p.seen.series {
			labels := p.alt.Canonical(x.labels)
			r := replicaOf(labels, x.labels, b.env.clusterLabel())
			if v := labels[label]; v != "" && !slices.Contains(out[r], v) {
				out[r] = append(out[r], v)
			}
		}
	}
	return out
}

// boundAs is the name of the settings' binding that ties a device to others of its replica.
func (b *balancing) boundAs(t join.Track) (string, bool) {
	n, at := 0, -1
	for _, x := range b.env.Settings.Bindings {
		if len(x.GPUUUIDs) < 2 || !b.binds(x, t.Replica) {
			continue
		}
		for i, uuid := range x.GPUUUIDs {
			if catalog.NormalizeUUID(uuid) == t.Device.UUID && (i >= len(x.MIGIDs) || x.MIGIDs[i] == t.Device.MIG) {
				at = n
			}
		}
		n++
	}
	switch {
	case at < 0:
		return "", false
	case n == 1:
		return t.Replica.Pod, true
	}
	return fmt.Sprintf("%s #%d", t.Replica.Pod, at+1), true
}

// binds tells whether a binding is of a replica.
func (b *balancing) binds(x models.Binding, r ownership.Replica) bool {
	if x.Cluster != "" && x.Cluster != r.Cluster {
		return false
	}
	if x.Pod != "" {
		return x.Pod == r.Pod && x.Namespace == r.Namespace
	}
	return r.Pod == x.Instance || slices.Contains(b.world.instances.at(x.Instance, x.Cluster, x.Cluster == ""), r)
}

// signalPodLabels are the labels of pods as kube-state-metrics shows them.
const signalPodLabels = "pod_labels"

// tiedPods are the values of groupLabels by which pods are tied; the first label that a pod has counts.
func (b *balancing) tiedPods(ctx context.Context) (map[ownership.Replica]string, error) {
	names := b.env.Settings.GroupLabels
	best := map[ownership.Replica]int{}
	out := map[ownership.Replica]string{}
	learn := func(r ownership.Replica, labels map[string]string, prefix string) {
		for i, name := range names {
			v := labels[prefix+name]
			if old, ok := best[r]; v != "" && r.Pod != "" && (!ok || i < old) {
				best[r], out[r] = i, v
			}
		}
	}
	if len(names) == 0 {
		return out, nil
	}
	for _, p := range b.world.seen.engines {
		for _, x := range p.seen.series {
			learn(replicaOf(p.alt.Canonical(x.labels), x.labels, b.env.clusterLabel()), x.labels, "")
		}
	}
	for _, p := range b.world.seen.gpus {
		for _, x := range p.seen.series {
			_, r := b.world.devices.claimant(p.alt, p.alt.Canonical(x.labels), x.labels)
			learn(r, x.labels, "")
		}
	}
	for _, signal := range []string{signalPodInfo, signalPodLabels} {
		found, err := b.kubeSeries(ctx, signal, b.have, b.pushed(b.conds), b.req.From, b.req.To)
		if err != nil {
			return nil, err
		}
		for _, p := range found {
			for _, x := range p.seen.series {
				r := replicaOf(p.alt.Canonical(x.labels), x.labels, b.env.clusterLabel())
				learn(r, x.labels, "")
				learn(r, x.labels, podLabelPrefix)
			}
		}
	}
	return out, nil
}

// podLabelPrefix is what kube-state-metrics writes before the names of pods' own labels.
const podLabelPrefix = "label_"

// inputOf is what the arithmetic needs of the groups.
func (b *balancing) inputOf(groups []*parallelGroup) balance.Input {
	in := balance.Input{Edges: b.cells.Edges, Steps: b.grid.PerStep().Edges, Native: b.nativeStep()}
	stages := b.valuesByPod(catalog.LabelStage)
	for _, g := range groups {
		x := balance.Group{Kind: g.kind, Running: b.runningOf(g)}
		if g.spansNodes() {
			x.Every = nodesApart
		}
		for _, t := range g.tracks {
			rank := b.rank(t)
			if of := stages[t.Replica]; len(of) == 1 {
				rank.Stage = of[0] // a pod of several stages does not say which of its devices are of which
			}
			x.Ranks = append(x.Ranks, rank)
		}
		in.Groups = append(in.Groups, x)
	}
	return in
}

// spansNodes tells whether a group's devices are on several nodes.
func (g *parallelGroup) spansNodes() bool {
	return slices.ContainsFunc(g.tracks, func(t join.Track) bool { return t.Device.Node != g.tracks[0].Device.Node })
}

// runningOf tells when requests ran in a group: in any of its pods.
func (b *balancing) runningOf(g *parallelGroup) []float64 {
	out := filledWith(undefined, b.cells.Cells())
	for _, p := range g.pods {
		for i, v := range b.works[p] {
			if v == v && !(v <= out[i]) {
				out[i] = v
			}
		}
	}
	return out
}

// own are the labels that a device has from its group.
func (g *parallelGroup) own(r ownership.Replica, w *world) map[string]string {
	out := map[string]string{models.LabelGroup: g.name}
	if len(g.ranks) == 1 {
		out[catalog.LabelEngineRank] = g.ranks[0]
	}
	if w.Replicas[r].Engine == "" && len(g.engines) > 0 {
		// What runs in a pod that no engine reports from is what runs in those that it is tied to.
		first := w.Replicas[g.engines[0]]
		maps.Copy(out, map[string]string{catalog.LabelEngine: first.Engine, catalog.LabelRole: first.Role})
	}
	return out
}
