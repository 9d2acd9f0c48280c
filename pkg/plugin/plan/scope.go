package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// checkScope refuses rows that are finer than what a signal's series tell apart: a node's traffic has no part that is
// a pod's, and repeating it would add it up several times. A signal whose GPUs are known by index becomes the devices'
// where rows are finer than its scope.
func (sp *spec) checkScope(q models.Query) error {
	if sp.level != join.LevelScope {
		return nil
	}
	grainKey, by := rowKey(q)
	outside := func(l string) bool { return !slices.Contains(sp.signal.Scope, l) }
	finer := slices.IndexFunc(slices.Concat(grainKey, by), outside)
	if finer < 0 {
		return nil
	}
	if sp.signal.ByIndex {
		sp.level = join.LevelDevice
		return nil
	}
	label := slices.Concat(grainKey, by)[finer]
	return &models.FieldError{Field: sp.field + ".signal", Allowed: sp.scopeGrains(),
		Problem: fmt.Sprintf("%s is known by %s and not by %s: finer rows would repeat it, or share it out without a reason. Choose a coarser grain for it, if need be in a query of its own",
			sp.Signal, listed(sp.signal.Scope), label)}
}

// listed writes names as people do: a, b and c.
func listed(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// scopeGrains are the grains whose rows are not finer than the signal's scope.
func (sp *spec) scopeGrains() []string {
	var out []string
	for _, g := range []models.Grain{models.GrainModel, models.GrainNode, models.GrainCluster} {
		if !slices.ContainsFunc(grainKeys[g], func(l string) bool { return !slices.Contains(sp.signal.Scope, l) }) {
			out = append(out, string(g))
		}
	}
	return out
}

// scoped places a column that is of a node, a namespace or a workload. ok is false for what no filter keeps, and for
// workloads that have nothing to do with GPUs or models.
func (r *reader) scoped(sp *spec, src join.Source, c column) (join.Source, bool) {
	c.canonical[catalog.LabelCluster] = c.labels[r.w.devices.cluster]
	if slices.Contains(sp.signal.Scope, catalog.LabelNode) {
		c.canonical[catalog.LabelNode] = cmp.Or(c.canonical[catalog.LabelNode], host(c.labels["instance"]))
	}
	if slices.Contains(sp.signal.Scope, catalog.LabelLLMModel) {
		known, ok := r.workloads()[workload{c.canonical[catalog.LabelCluster], c.canonical[catalog.LabelNamespace], workloadOf(c.canonical)}]
		if !ok {
			return src, false
		}
		for l, v := range known {
			c.canonical[l] = v
		}
	}
	src.Labels = map[string]string{}
	for _, l := range sp.signal.Scope {
		src.Labels[l] = c.canonical[l]
	}
	delete(c.labels, "__name__")
	src.Thing = mapIdentity(src.Labels) + cmp.Or(c.canonical[catalog.LabelWorkload], c.canonical[catalog.LabelPod], mapIdentity(withoutScrape(c.labels)))
	return src, r.keep(func(l string) string { return src.Labels[l] })
}

// withoutScrape are a series' labels without those by which a scraper tells targets apart: two scrapes of one port are
// one port.
func withoutScrape(labels map[string]string) map[string]string {
	out := map[string]string{}
	for l, v := range labels {
		switch l {
		case "job", "instance", "pod", "namespace", "container", "endpoint", "service":
		default:
			out[l] = v
		}
	}
	return out
}

// workload is what made some pods: a deployment, a stateful set.
type workload struct{ cluster, namespace, name string }

func workloadOf(canonical map[string]string) string {
	if w := canonical[catalog.LabelWorkload]; w != "" {
		return w
	}
	if pod := canonical[catalog.LabelPod]; pod != "" {
		return catalog.Workload(pod)
	}
	return ""
}

// workloads are those whose pods serve a model or hold a GPU, and what their pods have in common.
func (r *reader) workloads() map[workload]map[string]string {
	if r.made != nil {
		return r.made
	}
	r.made = map[workload]map[string]string{}
	for _, p := range r.w.allReplicas() {
		k := workload{p.Cluster, p.Namespace, catalog.Workload(p.Pod)}
		info := r.w.Replicas[p]
		labels := map[string]string{catalog.LabelEngine: info.Engine, catalog.LabelRole: info.Role}
		if len(info.Models) == 1 {
			labels[catalog.LabelLLMModel] = info.Models[0]
		}
		if r.made[k] == nil {
			r.made[k] = labels
			continue
		}
		// What pods do not agree on is not the workload's.
		for l, v := range r.made[k] {
			if v != "" && labels[l] != "" && v != labels[l] {
				r.made[k][l] = ""
			} else if v == "" {
				r.made[k][l] = labels[l]
			}
		}
	}
	return r.made
}

// indexed is the device that a series means which knows its GPU by an index on its node, where a binding says which.
func (r *reader) indexed(c column) ownership.Device {
	cluster := c.labels[r.w.devices.cluster]
	node := cmp.Or(c.canonical[catalog.LabelNode], host(c.labels["instance"]))
	want := r.w.indexes[onNode{cluster, node, c.canonical[catalog.LabelGPUIndex]}]
	if want == "" {
		return ownership.Device{}
	}
	for d := range r.w.Devices {
		if d.Cluster == cluster && d.UUID == want && d.MIG == "" {
			return d
		}
	}
	return ownership.Device{}
}

// onNode is a GPU by its index on a node.
type onNode struct{ cluster, node, index string }

// indexesOf are the cards that binding series name by index.
func indexesOf(bound []boundSeries) map[onNode]string {
	out := map[onNode]string{}
	for _, b := range bound {
		if b.index.index != "" {
			out[b.index] = b.Device.UUID
		}
	}
	return out
}

// ofFabric tells whether the operand is read from a network or its collectives.
func (sp *spec) ofFabric() bool { return sp.signal != nil && sp.signal.Family == catalog.FamilyFabric }
