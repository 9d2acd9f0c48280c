package events

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Pod is what is known of a replica's existence.
type Pod struct {
	Replica ownership.Replica
	// Incarnations come from kube_pod_info, one for each uid; Engine from the engine's own series.
	Incarnations []ownership.Evidence
	Engine       *ownership.Evidence
}

// Starts finds replicas that began to be there in (from, to]. A pod that was there as long as its source was begins
// nowhere that can be known.
func Starts(pods []Pod, from, to int64) []Event {
	var out []Event
	for _, p := range pods {
		infos := slices.DeleteFunc(slices.Clone(p.Incarnations), func(e ownership.Evidence) bool { return len(e.Times) == 0 })
		slices.SortFunc(infos, func(a, b ownership.Evidence) int { return cmp.Compare(a.Times[0], b.Times[0]) })
		for i, e := range infos {
			if at, ok := begins(e, from, to); ok {
				again := ""
				if i > 0 {
					again = "a new pod under the name of an older one"
				}
				out = append(out, p.started(at, sentence(again, "seen by kube-state-metrics", p.answers(at, e.Times[len(e.Times)-1]))))
			}
		}
		if len(infos) > 0 || p.Engine == nil || len(p.Engine.Times) == 0 {
			continue
		}
		if at, ok := begins(*p.Engine, from, to); ok {
			out = append(out, p.started(at, "its engine's first series"))
		}
	}
	return out
}

// begins is the first sample of a thing whose source was there before it.
func begins(e ownership.Evidence, from, to int64) (int64, bool) {
	first := e.Times[0]
	return first, first-e.SourceFrom > 2*e.Native && first > from && first <= to
}

func (p Pod) started(at int64, how string) Event {
	title := p.Replica.String() + " starts"
	return Event{Kind: models.EventPodStart, From: at, To: at, Title: title, Text: sentence(how),
		Places: []Place{{Replica: p.Replica}}}
}

// answers says how long the engine of an incarnation took to report: weights are loaded in that time, and the GPU is
// held without a token.
func (p Pod) answers(from, to int64) string {
	if p.Engine == nil {
		return ""
	}
	for _, t := range p.Engine.Times {
		if t >= from && t <= to {
			return fmt.Sprintf("its engine reports %s later", length(t-from))
		}
	}
	return ""
}
