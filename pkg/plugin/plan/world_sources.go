package plan

import (
	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// reporters are the engines that write GPU series of their own, by system.
func (e Env) reporters() map[string]bool {
	out := map[string]bool{}
	for _, sys := range e.Catalog.SystemsOf(catalog.RoleEngine) {
		if len(sys.DevicePresence) > 0 {
			out[sys.ID] = true
		}
	}
	return out
}

// enginePresence are the metrics by which replicas are seen.
func (s *session) enginePresence(have names) []presence {
	return s.presenceOf(have, s.env.Catalog.SystemsOf(catalog.RoleEngine))
}

// devicePresence are the metrics by which devices are seen: exporters' first, then those of engines that report on the
// cards they use.
func (s *session) devicePresence(have names) []presence {
	out := s.presenceOf(have, s.env.Catalog.SystemsOf(catalog.RoleGPU))
	engines := s.env.Catalog.SystemsOf(catalog.RoleEngine)
	for i, sys := range engines {
		engines[i].Presence = sys.DevicePresence
	}
	return append(out, s.presenceOf(have, engines)...)
}

func (s *session) presenceOf(have names, systems []catalog.System) []presence {
	var out []presence
	for _, sys := range systems {
		for _, n := range presenceNames(sys, have) {
			out = append(out, presence{system: sys, alt: sys.PresenceAlternative(n)})
		}
	}
	return out
}

// presenceWanted are the names of all presence metrics.
func (s *session) presenceWanted() []wanted {
	var out []wanted
	for _, sys := range s.env.Catalog.Systems() {
		if sys.Role != catalog.RoleGPU && sys.Role != catalog.RoleEngine {
			continue
		}
		for _, names := range [][]string{sys.Presence, sys.DevicePresence} {
			for _, name := range names {
				out = append(out, wanted{roleFamilies[sys.Role], name})
			}
		}
	}
	return out
}
