package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// roleGPUs and roleEngines are the systems whose presence shows devices and replicas.
var (
	roleGPUs    = []catalog.Role{catalog.RoleGPU}
	roleEngines = []catalog.Role{catalog.RoleEngine}
)

// presenceNames lists the metrics by which systems of some roles are seen.
func (s *session) presenceNames(roles []catalog.Role) []wanted {
	var out []wanted
	for _, sys := range s.env.Catalog.Systems() {
		if slices.Contains(roles, sys.Role) {
			for _, n := range sys.Presence {
				out = append(out, wanted{roleFamilies[sys.Role], n})
			}
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
