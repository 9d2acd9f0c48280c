package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// deviceNames are the metrics by which devices are seen, engineNames those by which replicas are.
func (s *session) deviceNames() []wanted {
	var out []wanted
	for _, sys := range s.env.Catalog.Systems() {
		seen := sys.DevicePresence
		if sys.Role == catalog.RoleGPU {
			seen = sys.Presence
		}
		for _, n := range seen {
			out = append(out, wanted{roleFamilies[sys.Role], n})
		}
	}
	return out
}

func (s *session) engineNames() []wanted {
	var out []wanted
	for _, sys := range s.env.Catalog.SystemsOf(catalog.RoleEngine) {
		for _, n := range sys.Presence {
			out = append(out, wanted{catalog.FamilyEngine, n})
		}
	}
	return out
}

// emptySide says why something that was asked for has nothing. samples tells that there was something to look at.
func (l *listing) emptySide(what string, looked []wanted, samples bool) models.EmptySide {
	e := models.EmptySide{Operand: what}
	switch {
	case slices.ContainsFunc(looked, func(w wanted) bool { return l.env.outFor(w.family) != nil }):
		e.Reason = models.EmptyUnreachable
	case samples:
		e.Reason = models.EmptyNoMatch
	case l.have.any(looked):
		e.Reason = models.EmptyNoSamples
	default:
		e.Reason = models.EmptyNoSeries
		for _, w := range looked {
			if !slices.Contains(e.LookedFor, w.name) {
				e.LookedFor = append(e.LookedFor, w.name)
			}
		}
	}
	return e
}
