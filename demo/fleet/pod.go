package fleet

import (
	"fmt"
	"time"
)

// pod is one life of a pod, from the kubelet's allocation of its GPUs to their
// release.
type pod struct {
	*podSpec
	uid, ip    string
	made, gone time.Time // gone is zero while no end is planned
	devices    []*device
	engines    []*engine   // one for each data-parallel rank; nil while it loads, after its end and for a job
	starts     int         // of its engine
	startedAt  time.Time   // the last of them
	last       engineEntry // the account of an engine that has ended
	ledger     *engineLedger
	cpu        cpuCounts
	lead       *pod      // whose engine computes on its cards
	led        []*device // of pods that it leads
}

func newPod(cfg Config, n int, spec *podSpec, begin time.Time) *pod {
	line := timeline{cfg.End}
	life := fmt.Sprint(n)
	p := &pod{podSpec: spec, uid: uuid(cfg.Seed, "pod", spec.name, life), ip: address(spec.in(), fmt.Sprintf("%s.%d", spec.node[1:], 20+n)), made: begin, ledger: &engineLedger{}}
	if spec.madeBefore > 0 {
		p.made = line.before(spec.madeBefore)
	}
	if spec.goneBefore > 0 {
		p.gone = line.before(spec.goneBefore)
	}
	return p
}

// in is the cluster of the pod.
func (p *podSpec) in() string {
	if p.cluster == "" {
		return Cluster
	}
	return p.cluster
}

// share is what the pod has of each of its cards.
func (p *podSpec) share() float64 { return 1 / float64(max(1, p.sharers)) }

// follow ties pods of several nodes to the one whose engine computes on their cards.
func (w *world) follow() {
	for _, p := range w.pods {
		for _, l := range w.pods {
			if p.leader != "" && l.name == p.leader && l.namespace == p.namespace && l.in() == p.in() {
				p.lead = l
				l.led = append(l.led, p.devices...)
			}
		}
	}
}

// bare says whether it is a process on bare metal.
func (p *podSpec) bare() bool { return p.namespace == "" }

// on is the node of the pod.
func (p *podSpec) on() nodeKey { return nodeKey{p.in(), p.node} }

// exists says whether the pod holds its GPUs at t.
func (p *pod) exists(t time.Time) bool {
	return !t.Before(p.made) && (p.gone.IsZero() || t.Before(p.gone))
}

// readyAt is when its engine answers. Pods of the beginning were there before.
func (p *pod) readyAt() time.Time {
	if p.madeBefore == 0 {
		return p.made
	}
	return p.made.Add(loadTime)
}

// ready says whether the pod serves requests at t.
func (p *pod) ready(t time.Time) bool { return p.exists(t) && !t.Before(p.readyAt()) }

// instance is the scraped address. Members of a StatefulSet are scraped by
// their stable name, so that a counter begins anew within one series when the
// pod is replaced; others by address, so that each pod has its own series.
func (p *pod) instance() string {
	if p.bare() {
		return p.name
	}
	if p.ownerKind == kindStatefulSet {
		return fmt.Sprintf("%s.%s.%s.svc:%d", p.name, p.owner, p.namespace, p.surface.port())
	}
	return fmt.Sprintf("%s:%d", p.ip, p.surface.port())
}

// uuid is a version-4 shaped identifier that depends on nothing but its parts.
func uuid(seed uint64, parts ...string) string {
	rng := newRand(seed, parts...)
	hi, lo := rng.Uint64(), rng.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", hi>>32, hi>>16&0xffff, hi&0xfff, lo>>48&0x3fff|0x8000, lo&0xffffffffffff)
}
