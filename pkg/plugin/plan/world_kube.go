package plan

import (
	"cmp"
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// kube is what kube-state-metrics shows: when pods existed, where, and how many GPUs they requested.
type kube struct {
	pods     map[ownership.Replica][]ownership.Evidence
	nodes    map[ownership.Replica]string
	uids     map[ownership.UID]ownership.Pod
	requests []ownership.Request
	claims   claims
	side     side
	steps    medianSteps
}

const (
	signalPodInfo  = "pod_info"
	signalRequests = "pod_gpu_requests"
	signalFinished = "pod_finished"
)

func (s *session) loadKube(ctx context.Context, have names, extra []catalog.Matcher, from, to int64) (kube, error) {
	k := kube{pods: map[ownership.Replica][]ownership.Evidence{}, nodes: map[ownership.Replica]string{},
		uids: map[ownership.UID]ownership.Pod{}}
	info, err := s.kubeSeries(ctx, signalPodInfo, have, extra, from, to)
	if err != nil {
		return k, err
	}
	requests, err := s.kubeSeries(ctx, signalRequests, have, extra, from, to)
	if err != nil {
		return k, err
	}
	finished, err := s.finished(ctx, have, extra, from, to)
	if err != nil {
		return k, err
	}
	for _, p := range append(slices.Clone(info), requests...) {
		k.side.add(p.seen)
	}
	clusters := sources(s.env.clusterLabel(), append(slices.Clone(info), requests...))
	k.addPods(s.env.clusterLabel(), info, clusters)
	k.addRequests(s.env.clusterLabel(), requests, clusters, s.env.Now)
	if err := s.loadClaims(ctx, &k, have, extra, from, to); err != nil {
		return k, err
	}
	k.requests = append(k.requests, k.claims.requests(&k, clusters, s.env.Now)...)
	for i, r := range k.requests {
		k.requests[i].Spans = r.Spans.Without(finished[r.Replica])
	}
	return k, nil
}

func (s *session) kubeSeries(ctx context.Context, signal string, have names, extra []catalog.Matcher, from, to int64) ([]presence, error) {
	var out []presence
	for _, a := range s.env.Catalog.Alternatives(signal) {
		if have.readable(a, models.StatLast) {
			out = append(out, presence{alt: a})
		}
	}
	err := each(ctx, len(out), func(ctx context.Context, i int) (err error) {
		out[i].seen, err = s.of(out[i].alt).appear(ctx, selecting(out[i].alt, extra), from-lookAround, to+lookAround, silencesIgnored)
		return err
	})
	return out, err
}

// addPods gathers one piece of evidence for each incarnation of a pod; a second kube-state-metrics, or a second shard,
// adds samples to it and no second pod.
func (k *kube) addPods(clusterLabel string, info []presence, clusters map[string]ownership.Span) {
	type incarnation struct {
		r   ownership.Replica
		uid string
	}
	times := map[incarnation][]int64{}
	for _, p := range info {
		for _, x := range p.seen.series {
			labels := p.alt.Canonical(x.labels)
			r := replicaOf(labels, x.labels, clusterLabel)
			key := incarnation{r, labels[catalog.LabelPodUID]}
			times[key] = mergeTimes(times[key], x.times)
			k.nodes[r] = cmp.Or(labels[catalog.LabelNode], k.nodes[r])
		}
	}
	for key, ts := range times {
		c := clusters[key.r.Cluster]
		there := ownership.Evidence{Times: ts, Native: k.step(ts), SourceFrom: c.From, SourceTo: c.To}
		k.pods[key.r] = append(k.pods[key.r], there)
		if key.uid != "" {
			k.uids[ownership.UID{Cluster: key.r.Cluster, ID: key.uid}] = ownership.Pod{Replica: key.r, Evidence: there}
		}
	}
}

// step is the scrape interval of some samples, or of the source where they are too few.
func (k *kube) step(times []int64) int64 {
	if k.steps == nil {
		k.steps = medianSteps{}
	}
	if n := k.steps.of(times); n > 0 {
		return n
	}
	if k.side.native > 0 {
		return k.side.native
	}
	return guessedNative
}

// sources is how long kube-state-metrics itself was there, in each cluster.
func sources(clusterLabel string, found []presence) map[string]ownership.Span {
	out := map[string]ownership.Span{}
	for _, p := range found {
		for _, x := range p.seen.series {
			first, last := x.times[0], x.times[len(x.times)-1]
			s, ok := out[x.labels[clusterLabel]]
			if !ok {
				s = ownership.Span{From: first, To: last}
			}
			out[x.labels[clusterLabel]] = ownership.Span{From: min(s.From, first), To: max(s.To, last)}
		}
	}
	return out
}

// addRequests adds up containers and resources within one kube-state-metrics and takes the largest of several; limits
// stand in for pods without requests.
func (k *kube) addRequests(clusterLabel string, found []presence, clusters map[string]ownership.Span, now int64) {
	type holder struct {
		r         ownership.Replica
		node, uid string
	}
	type pod struct {
		byInstance map[string]float64
		times      []int64
	}
	done := map[holder]bool{}
	for _, p := range found {
		pods := map[holder]*pod{}
		for _, x := range p.seen.series {
			labels := p.alt.Canonical(x.labels)
			r := replicaOf(labels, x.labels, clusterLabel)
			h := holder{r, cmp.Or(labels[catalog.LabelNode], k.nodes[r]), labels[catalog.LabelPodUID]}
			if pods[h] == nil {
				pods[h] = &pod{byInstance: map[string]float64{}}
			}
			if n := len(x.values); n > 0 {
				pods[h].byInstance[x.labels["instance"]] += x.values[n-1]
			}
			pods[h].times = mergeTimes(pods[h].times, x.times)
		}
		for h, p := range pods {
			if done[h] {
				continue
			}
			done[h] = true
			k.requests = append(k.requests, ownership.Request{Cluster: h.r.Cluster, Node: h.node, Replica: h.r,
				GPUs: largest(p.byInstance), Spans: k.heldSpans(p.times, clusters[h.r.Cluster], now)})
		}
	}
}

// heldSpans is when a request held: from one step before its first sample, and across silences until the next one. Past
// the last sample it holds for a step more, or, where the whole source is merely late, until that speaks again.
func (k *kube) heldSpans(times []int64, source ownership.Span, now int64) ownership.Spans {
	native, last := k.step(times), times[len(times)-1]
	span := ownership.Span{From: times[0] - native, To: last + native}
	if source.To-last <= 2*native && now-source.To <= max(lateBound, 4*native) {
		span.To = max(span.To, now+native)
	}
	return ownership.Spans{span}
}

func largest(m map[string]float64) int {
	best := 0.0
	for _, v := range m {
		best = max(best, v)
	}
	return int(best)
}
