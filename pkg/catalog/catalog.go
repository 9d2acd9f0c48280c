package catalog

import (
	"cmp"
	"slices"
)

// Catalog is a checked set of signals and source systems. It is read-only and safe to share.
type Catalog struct {
	signals []Signal
	byID    map[string]Signal
	systems []System
	// src and labels are what it was made of.
	src    sources
	labels settingLabels
}

// Signal looks up a canonical signal by its id.
func (c *Catalog) Signal(id string) (Signal, bool) {
	s, ok := c.byID[id]
	return s, ok
}

// Signals lists all signals by family, in the order of Families, then by id.
func (c *Catalog) Signals() []Signal {
	return slices.Clone(c.signals)
}

// Systems lists all source systems by id. Their maps are shared and must not be changed.
func (c *Catalog) Systems() []System {
	return slices.Clone(c.systems)
}

// System looks up a source system by its id.
func (c *Catalog) System(id string) (System, bool) {
	i := slices.IndexFunc(c.systems, func(s System) bool { return s.ID == id })
	if i < 0 {
		return System{}, false
	}
	return c.systems[i], true
}

// SystemsOf lists the systems of a role by id, those last that are read only where no other answers.
func (c *Catalog) SystemsOf(role Role) []System {
	out := slices.DeleteFunc(c.Systems(), func(s System) bool { return s.Role != role })
	slices.SortStableFunc(out, func(a, b System) int { return cmp.Compare(last(a), last(b)) })
	return out
}

// last is 1 for a system that others come before.
func last(s System) int {
	if s.Fallback {
		return 1
	}
	return 0
}

// RelayLabels lists the labels by which series that are passed on are known, sorted.
func (c *Catalog) RelayLabels() []string {
	var out []string
	for _, s := range c.systems {
		out = append(out, s.Relays...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Alternatives lists every way in which a signal may be exposed: by system, newest name first within one.
// It is empty for a derived signal and for one that no system of the catalog reports. Maps
// and slices inside are shared and must not be changed.
func (c *Catalog) Alternatives(signal string) []Alternative {
	var out []Alternative
	for _, s := range c.systems {
		out = append(out, s.Signals[signal]...)
	}
	return out
}

// Rivals groups the alternatives of a signal so that each group holds names for the same thing, best first: one group
// per system and part of a breakdown. Devices are what several systems may report on, so of a GPU's signal there is one
// group per part, in which exporters come before engines that report on their own cards.
func (c *Catalog) Rivals(signal string) [][]Alternative {
	var out [][]Alternative
	index := map[[2]string]int{}
	all := c.Alternatives(signal)
	devices := c.byID[signal].Family == FamilyGPU
	if devices {
		slices.SortStableFunc(all, func(a, b Alternative) int { return cmp.Compare(c.deviceRank(a), c.deviceRank(b)) })
	}
	for _, a := range all {
		key := [2]string{a.System, a.PartKey()}
		if devices {
			key[0] = ""
		}
		i, seen := index[key]
		if !seen {
			i = len(out)
			index[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], a)
	}
	return out
}

// deviceRank orders who reports on a device: exporters, the user's own series, the engine itself.
func (c *Catalog) deviceRank(a Alternative) int {
	sys, _ := c.System(a.System)
	return slices.Index([]Role{RoleGPU, RoleOwn, RoleEngine}, sys.Role)
}

// Names lists every exposed metric name that could carry the signal, in the order of Alternatives: what to
// look for, and what was looked for when nothing was found.
func (c *Catalog) Names(signal string) []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range c.Alternatives(signal) {
		for _, n := range a.ExposedNames() {
			if !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// Reporting lists the ids of the systems that report a signal, sorted.
func (c *Catalog) Reporting(signal string) []string {
	var out []string
	for _, s := range c.systems {
		if len(s.Signals[signal]) > 0 {
			out = append(out, s.ID)
		}
	}
	return out
}

// build indexes and orders signals and systems that passed Validate.
func build(signals []Signal, systems []System) *Catalog {
	order := Families()
	slices.SortFunc(signals, func(a, b Signal) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Family), slices.Index(order, b.Family)),
			cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(systems, func(a, b System) int { return cmp.Compare(a.ID, b.ID) })
	byID := make(map[string]Signal, len(signals))
	for _, s := range signals {
		byID[s.ID] = s
	}
	return &Catalog{signals: signals, byID: byID, systems: systems}
}
