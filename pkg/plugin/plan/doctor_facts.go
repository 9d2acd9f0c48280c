package plan

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/doctor"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// facts puts what was read into the terms of the judgement.
func (d *examination) facts(found models.HealthDetails, w *world) doctor.Facts {
	f := doctor.Facts{Devices: found.Devices, Replicas: found.Replicas, Nodes: w.gpuNodes(), Methods: found.Methods,
		ClusterLabel: d.env.clusterLabel(), Traces: d.traces, Labels: d.costs, Unreachable: map[string]string{}, Notices: slices.Clone(d.warnings)}
	for _, sig := range d.env.Catalog.Signals() {
		f.Signals = append(f.Signals, doctor.Signal{ID: sig.ID, Title: sig.Title, Family: string(sig.Family), Derived: sig.Derived,
			Names: d.env.Catalog.Names(sig.ID), Systems: d.env.Catalog.Reporting(sig.ID)})
	}
	for _, m := range d.env.missing() {
		f.Unreachable[m.Family] = m.Why
	}
	f.Traces.Replicas = d.tracedReplicas(w)
	d.podless = w.podless()
	d.ownerless = len(w.Replicas) > 0 && len(w.Intervals) == 0
	f.Clusters, f.Clusterless = d.clusters()
	f.Owners = d.owners()
	f.Owners.Bindings = len(d.env.Settings.Bindings) > 0 || d.have.any(d.wanted(signalBinding))
	f.Owners.Requests = d.have.any(d.wanted(signalRequests))
	f.Money = doctor.Money{Declared: len(d.env.Settings.Prices) > 0, Currency: len(d.env.Settings.Currencies) > 0 || d.pricesSayCurrency()}
	for _, sys := range d.env.Catalog.Systems() {
		if x, there := d.recognised(sys, w, f.Clusters > 0); there {
			f.Systems = append(f.Systems, x)
		}
	}
	return f
}

// tracedReplicas counts the replicas that the newest traces passed through.
func (d *examination) tracedReplicas(w *world) (n int) {
	for _, r := range w.allReplicas() {
		if r.Pod != "" && slices.Contains(d.tracedPods, r.Pod) {
			n++
		}
	}
	return n
}

// each example of every cohort.
func (d *examination) examples(visit func(c *cohort, name string, labels map[string]string)) {
	for _, c := range d.all {
		for _, name := range c.names {
			for _, labels := range c.examples[name] {
				visit(c, name, labels)
			}
		}
	}
}

// clusters counts the clusters seen in examples, and tells whether some have none.
func (d *examination) clusters() (n int, without bool) {
	seen := map[string]bool{}
	d.examples(func(_ *cohort, _ string, labels map[string]string) {
		if v := labels[d.env.clusterLabel()]; v != "" {
			seen[v] = true
		} else {
			without = true
		}
	})
	return len(seen), without
}

// owners sorts the scrape jobs of GPU exporters by what their series say of pods.
func (d *examination) owners() doctor.Owners {
	jobs := map[string]string{}
	d.examples(func(c *cohort, _ string, labels map[string]string) {
		if c.system.Role != catalog.RoleGPU {
			return
		}
		job := labels["job"]
		for _, set := range catalog.OwnerLabelSets() {
			switch {
			case labels[set.Pod] == "":
			case set.Pod == catalog.LabelPod:
				if jobs[job] == "" {
					jobs[job] = set.Pod
				}
			default:
				jobs[job] = "workload"
			}
		}
		if _, seen := jobs[job]; !seen {
			jobs[job] = ""
		}
	})
	var out doctor.Owners
	for kind := range maps.Values(jobs) {
		switch kind {
		case "workload":
			out.Workload++
		case "":
			out.None++
		default:
			out.Plain++
		}
	}
	return out
}

// pricesSayCurrency tells whether price series carry their currency.
func (d *examination) pricesSayCurrency() bool {
	says := false
	d.examples(func(c *cohort, _ string, labels map[string]string) {
		for _, a := range c.alts {
			says = says || a.Signal == signalPrice && catalog.FirstOf(labels, a.Labels[catalog.LabelCurrency]) != ""
		}
	})
	return says
}

// recognised describes a system of which something was seen.
func (d *examination) recognised(sys catalog.System, w *world, clustered bool) (doctor.System, bool) {
	out := doctor.System{ID: sys.ID, Title: sys.Title, Role: string(sys.Role), Note: sys.Unusable, Command: sys.Command, Kernel: sys.Kernel, CadenceS: d.cadences[sys.ID], AgeS: -1}
	out.Of = thingOfRole(sys.Role)
	if sys.Unusable != "" {
		out.Targets = w.running(sys)
		return out, out.Targets > 0
	}
	there := false
	for _, c := range d.all {
		if c.system.ID != sys.ID {
			continue
		}
		there = there || len(c.examples) > 0
		for _, n := range c.names {
			if age, ok := d.gone[goneKey{c, n}]; ok {
				there = true
				if out.AgeS < 0 || age < out.AgeS {
					out.AgeS = age
				}
			}
		}
	}
	if !there {
		return out, false
	}
	if age, ok := d.ages[sys.ID]; ok {
		out.AgeS = age
	}
	out.Targets = d.things[thingKey{sys.ID, out.Of}]
	for _, id := range sys.SignalIDs() {
		out.Readings = append(out.Readings, d.reading(sys, id, clustered))
	}
	return out, true
}

func thingOfRole(r catalog.Role) string {
	switch r {
	case catalog.RoleEngine, catalog.RoleCache:
		return ofReplicas
	case catalog.RoleGPU:
		return ofDevices
	}
	return ofTargets
}

// reading is one of a system's signals as it is here.
func (d *examination) reading(sys catalog.System, signal string, clustered bool) doctor.Reading {
	r := doctor.Reading{Signal: signal, AgeS: -1, Keys: []string{}, Missing: []string{}}
	sig, _ := d.env.Catalog.Signal(signal)
	keys, lacks := map[string]bool{}, map[string]bool{}
	for _, a := range sys.Signals[signal] {
		r.OfWhat = d.thing(sys, a)
		way := doctor.Way{Names: a.ExposedNames(), Era: a.Era, EnabledBy: a.EnabledBy, Counter: d.counts(sig, a)}
		w := d.witness(a)
		for _, c := range d.all {
			if w == "" || !c.has(a) {
				continue
			}
			if age, ok := d.gone[goneKey{c, w}]; ok && (r.AgeS < 0 || age < r.AgeS) {
				r.AgeS = age
			}
			if c.live(w) {
				way.Found = []string{w}
				way.On = max(way.On, c.counts[w], 1)
				r.On = max(r.On, way.On)
				d.keyed(a, c, w, clustered, keys, lacks)
			}
		}
		r.Ways = append(r.Ways, way)
	}
	r.On = max(r.On, d.unions[unionKey{sys.ID, signal}])
	r.Of = max(r.On, d.things[thingKey{sys.ID, r.OfWhat}])
	r.Unkeyed = r.On
	if r.OfWhat == ofReplicas {
		r.Unkeyed = min(r.On, d.podless[sys.Engine])
	}
	if r.On > 0 {
		r.AgeS = -1
	}
	for _, l := range catalog.Canonical() {
		if keys[l] {
			r.Keys = append(r.Keys, l)
		}
		if lacks[l] {
			r.Missing = append(r.Missing, l)
		}
	}
	return r
}

// counts tells whether an alternative's metrics are counters.
func (d *examination) counts(sig catalog.Signal, a catalog.Alternative) bool {
	kind := a.Kind
	if kind == "" {
		kind = sig.Kind
	}
	return kind == catalog.KindCounter
}

func (c *cohort) has(a catalog.Alternative) bool {
	return slices.ContainsFunc(c.alts, func(b catalog.Alternative) bool {
		return a.System == b.System && a.Signal == b.Signal && slices.Equal(a.ExposedNames(), b.ExposedNames()) && conditions(a) == conditions(b)
	})
}

// keyed notes which canonical labels a name's series carry, and which a match needs and some series lack.
func (d *examination) keyed(a catalog.Alternative, c *cohort, name string, clustered bool, keys, lacks map[string]bool) {
	for _, labels := range c.examples[name] {
		if !a.Accepts(labels) {
			continue
		}
		canonical := a.Canonical(labels)
		for l := range canonical {
			keys[l] = true
		}
		cluster := labels[d.env.clusterLabel()] != ""
		keys[catalog.LabelCluster] = keys[catalog.LabelCluster] || cluster
		if clustered && !cluster {
			lacks[catalog.LabelCluster] = true
		}
		for _, l := range d.matchKeys(c, a) {
			if canonical[l] == "" {
				lacks[l] = true
			}
		}
	}
}

// matchKeys are the labels without which series of a sort cannot be joined. Replicas without a pod may be found by a
// binding all the same, and devices without one by their node; an idle device names no pod where others do.
func (d *examination) matchKeys(c *cohort, a catalog.Alternative) []string {
	switch {
	case c.of == ofDevices && d.ownerless:
		return []string{catalog.LabelGPUUUID, catalog.LabelNamespace, catalog.LabelPod}
	case c.of == ofDevices:
		return []string{catalog.LabelGPUUUID}
	case c.of == ofReplicas && d.podless[c.system.Engine] > 0:
		return []string{catalog.LabelNamespace, catalog.LabelPod}
	case c.system.Role == catalog.RoleGateway && len(a.Labels[catalog.LabelLLMModel]) > 0:
		return []string{catalog.LabelLLMModel}
	case c.system.Role == catalog.RoleCost:
		return []string{catalog.LabelNode}
	}
	return nil
}

// podless counts by engine the replicas that are known by their address alone and hold no known GPU.
func (w *world) podless() map[string]int {
	holds := map[ownership.Replica]bool{}
	for _, iv := range w.Intervals {
		holds[iv.Replica] = true
	}
	out := map[string]int{}
	for r, info := range w.Replicas {
		if r.Namespace == "" && len(w.instances[r.Pod]) > 0 && !holds[r] {
			out[info.Engine]++
		}
	}
	return out
}

// gpuNodes counts the nodes that devices were seen on.
func (w *world) gpuNodes() int {
	nodes := map[[2]string]bool{}
	for d := range w.Presence {
		nodes[[2]string{d.Cluster, d.Node}] = true
	}
	return len(nodes)
}
