package plan

import (
	"cmp"
	"net"
	"slices"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// replicaOf is the replica of an engine series. Without a pod label (outside Kubernetes) the scrape target stands in
// for the pod: it is one engine process all the same.
func replicaOf(canonical, labels map[string]string, clusterLabel string) ownership.Replica {
	r := ownership.Replica{Cluster: labels[clusterLabel], Namespace: canonical[catalog.LabelNamespace], Pod: canonical[catalog.LabelPod]}
	if r.Pod == "" {
		r.Pod = labels["instance"]
	}
	return r
}

// addEngines learns which replicas there were, what they serve and when they were seen.
func (w *world) addEngines(s *session, conds []condition, found []presence) {
	times, guessed := map[ownership.Replica][]int64{}, map[ownership.Replica]bool{}
	steps := medianSteps{}
	first, last := int64(0), int64(0)
	w.copies = newCopies(s)
	for _, p := range found {
		for _, x := range p.seen.series {
			labels := p.alt.Canonical(x.labels)
			r := replicaOf(labels, x.labels, s.env.clusterLabel())
			if r.Pod == "" {
				continue
			}
			w.Replicas[r] = describeReplica(w.Replicas[r], p.system, labels)
			w.instances.add(r, x.labels["instance"])
			w.copies.learn(r, p.system, x.labels, x.times)
			if p.alt.GuessesModel(x.labels) {
				guessed[r] = true
			}
			times[r] = mergeTimes(times[r], x.times)
			if couldKeep(conds, labels) {
				w.engine.native = max(w.engine.native, steps.of(x.times))
			}
			if from := x.times[0]; first == 0 || from < first {
				first = from
			}
			last = max(last, x.times[len(x.times)-1])
		}
		w.engine.series += len(p.seen.series)
	}
	w.guessed = len(guessed)
	w.copies.settle()
	w.copies.say(s)
	w.sayUnusable(s)
	w.engine.newest = last
	w.devices.engines = map[ownership.Replica]*ownership.Evidence{}
	for r, ts := range times {
		native := steps.of(ts)
		if native == 0 {
			native = s.declaredOr(catalog.FamilyEngine, guessedNative)
		}
		info := w.Replicas[r]
		info.Presence = ownership.SpansOf(ts, native)
		info.Node = cmp.Or(w.kube.nodes[r], info.Node)
		w.Replicas[r] = info
		w.devices.engines[r] = &ownership.Evidence{Times: ts, Native: native, SourceFrom: first, SourceTo: last}
	}
}

// sayGuessed tells that models are guessed, where the query's rows depend on it.
func (w *world) sayGuessed(s *session, q models.Query) {
	filtered := slices.ContainsFunc(q.Filters, func(f models.Filter) bool { return f.Label == catalog.LabelLLMModel })
	if w.guessed == 0 || !filtered && q.Grain != models.GrainModel && !slices.Contains(q.By, catalog.LabelLLMModel) {
		return
	}
	s.remark(strconv.Itoa(w.guessed) + " replicas do not say which model they serve; they are named after their pods' workloads. Put the model in a label of the scrape and name it under modelLabels in the data source's settings.")
}

// mergeTimes joins the instants of series of one thing, ascending. The first is kept as it is: series that are there
// all the time share theirs.
func mergeTimes(have, more []int64) []int64 {
	if len(have) == 0 {
		return more
	}
	if len(more) == 0 || &have[0] == &more[0] && len(have) == len(more) {
		return have
	}
	out := slices.Concat(have, more)
	slices.Sort(out)
	return slices.Compact(out)
}

// medianSteps finds scrape intervals, once for instants that several series share.
type medianSteps map[*int64]int64

func (m medianSteps) of(times []int64) int64 {
	if len(times) < 3 {
		return 0
	}
	if n, ok := m[&times[0]]; ok {
		return n
	}
	n := ownership.MedianStep(times)
	m[&times[0]] = n
	return n
}

func describeReplica(info join.ReplicaInfo, sys catalog.System, labels map[string]string) join.ReplicaInfo {
	info.Engine = cmp.Or(info.Engine, sys.Engine)
	info.Role = cmp.Or(info.Role, labels[catalog.LabelRole])
	info.Node = cmp.Or(info.Node, labels[catalog.LabelNode])
	if m := labels[catalog.LabelLLMModel]; m != "" && !slices.Contains(info.Models, m) {
		info.Models = append(info.Models, m)
		slices.Sort(info.Models)
	}
	return info
}

// host is the part of a scrape address before the port.
func host(instance string) string {
	if h, _, err := net.SplitHostPort(instance); err == nil {
		return h
	}
	return instance
}
