package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// mostReplicas bounds the replicas whose verdicts an answer names.
const mostReplicas = 200

// judge makes the verdicts of all replicas.
func (k *caches) judge() {
	if k.windows == nil {
		return
	}
	plan, g := k.partPlan(), *k.windows
	ops := make([]join.Operand, len(k.seen))
	for i, w := range k.seen {
		ops[i] = w.op
	}
	routers := k.routers()
	for _, r := range join.Run(join.Input{Grid: g, World: k.world.World, Plan: plan, Operands: ops}).Rows {
		get := getter(plan.Key, r.Key)
		replica := replicaAt(get)
		info := k.world.Replicas[replica]
		if info.Engine == "" || k.leftToGateways(get) {
			continue
		}
		part := kvcache.Part{Key: project(k.query.By, get), Windows: k.windowsOf(r, strings.ToLower(get(catalog.LabelRole)))}
		part.Replica = map[string]string{catalog.LabelCluster: replica.Cluster, catalog.LabelNamespace: replica.Namespace, catalog.LabelPod: replica.Pod}
		expected := k.expectedBy(routers, replica)
		for i := range part.Windows {
			if expected != nil {
				part.Windows[i].RouterHit = expected[i]
			}
			part.Windows[i].There = present(info.Presence, g.Edges[i], g.Edges[i+1])
		}
		k.judged = append(k.judged, kvcache.Judge(part))
	}
}

// present tells whether a replica's series were there in a part of (from, to]; one of which nothing more is known was.
func present(presence ownership.Spans, from, to int64) bool {
	return len(presence) == 0 || len(presence.Clip(ownership.Spans{{From: from, To: to}})) > 0
}

// windowsOf are a replica's windows.
func (k *caches) windowsOf(r *join.Row, role string) []kvcache.Window {
	f := kvcache.Figures{Role: role}
	values := map[string][]float64{}
	for i, w := range k.seen {
		values[w.id] = r.Values[i]
	}
	f.Hits, f.Queries, f.Prompt, f.Cached, f.External = values["hits"], values["queries"], values["prompt"], values["cached"], values["external"]
	local, external := f.LocalHit(), f.ExternalHit()
	out := make([]kvcache.Window, k.windows.Cells())
	for i := range out {
		at := func(v []float64) float64 {
			if v == nil {
				return undefined
			}
			return v[i]
		}
		out[i] = kvcache.Window{Usage: at(values["usage"]), Preemptions: at(values["preemptions"]), WaitingBefore: at(values["before"]),
			Waiting: at(values["waiting"]), Running: at(values["running"]), LocalHit: at(local), ExternalHit: at(external), RouterHit: undefined,
			BatchTokens: at(values["batch"]), BatchLimit: at(values["limit"])}
	}
	return out
}

// facts are what an answer says of verdicts beside its figures; nil where it makes none.
func (k *caches) facts(rows []*join.Row) *models.KVCacheFacts {
	if !k.judges() {
		return nil
	}
	out := &models.KVCacheFacts{WindowS: kvcache.WindowMS / 1000, Rows: []models.KVCacheRow{}, Replicas: []models.KVCacheRow{}}
	for _, r := range rows {
		j := k.settled[r]
		if j == nil {
			j = kvcache.Together(nil)
		}
		fact := k.fact(j, labelsOf(k.query.By, r.Key))
		fact.NotReported = k.notReported(r)
		out.Rows = append(out.Rows, fact)
	}
	for _, j := range k.worst() {
		fact := k.fact(j, j.Replica)
		fact.NotReported = k.notReportedBy(replicaAt(func(l string) string { return j.Replica[l] }))
		out.Replicas = append(out.Replicas, fact)
	}
	return out
}

func (k *caches) fact(j *kvcache.Judged, key map[string]string) models.KVCacheRow {
	out := models.KVCacheRow{Key: key, Verdict: j.Verdict, Now: j.Now, Spells: j.Spells(k.windows.Edges), Evidence: j.Evidence, Refute: j.Refute}
	if out.Evidence == nil {
		out.Evidence = []models.Evidence{}
	}
	if out.Refute == nil {
		out.Refute = []models.Evidence{}
	}
	return out
}

// worst are the verdicts of the replicas, the severest first, one each.
func (k *caches) worst() []*kvcache.Judged {
	all := slices.Clone(k.judged)
	name := func(j *kvcache.Judged) string {
		return scopeName(j.Replica[catalog.LabelCluster], j.Replica[catalog.LabelNamespace], j.Replica[catalog.LabelPod])
	}
	slices.SortStableFunc(all, func(a, b *kvcache.Judged) int {
		switch {
		case kvcache.Severer(a.Verdict, b.Verdict):
			return -1
		case kvcache.Severer(b.Verdict, a.Verdict):
			return 1
		}
		return cmp.Compare(name(a), name(b))
	})
	seen := map[string]bool{}
	var out []*kvcache.Judged
	for _, j := range all {
		if n := name(j); !seen[n] && len(out) < mostReplicas {
			seen[n] = true
			out = append(out, j)
		}
	}
	return out
}
