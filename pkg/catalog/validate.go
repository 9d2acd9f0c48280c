package catalog

import (
	"errors"
	"maps"
	"regexp"
	"slices"
)

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

var systemIDForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Validate checks everything the decoder cannot: ids, enums, references between files, numbers and names.
func (src sources) Validate() error {
	var errs []error
	signals := map[string]Signal{}
	for _, s := range src.signals {
		errs = append(errs, validateSignal(s.file, s.value, signals))
		signals[s.value.ID] = s.value
	}
	ids := map[string]bool{}
	for _, s := range src.systems {
		errs = append(errs, validateSystem(s.file, s.value, ids, signals))
		ids[s.value.ID] = true
	}
	return errors.Join(errs...)
}

func validateSignal(file string, s Signal, seen map[string]Signal) error {
	p := &problems{file: file, signal: s.ID}
	_, twice := seen[s.ID]
	p.check(idForm.MatchString(s.ID), "id", "%q is not lower-case words joined by _", s.ID)
	p.check(!twice, "id", "the id is already taken")
	p.check(slices.Contains(Families(), s.Family), "family", "%q is not one of %v", s.Family, Families())
	p.check(alternativeKinds[s.Kind] != nil, "kind", "%q is not one of %v", s.Kind, sortedKinds())
	p.check(slices.Contains(spaces, s.Space), "space", "%q is not one of %v", s.Space, spaces)
	p.check((s.Kind == KindDistribution) == (s.Space == SpaceDistribution), "space",
		"a signal of kind distribution has space distribution, and no other has")
	p.check(s.Kind != KindRatio || s.Space == SpaceIntensive, "space", "a ratio is intensive")
	p.check(s.Unit != "", "unit", "missing; use a Grafana unit id, or none")
	p.check(s.PerSecondUnit == "" || s.Kind == KindCounter, "per_second_unit", "only a counter has a rate")
	p.check(!s.OwnerLevel || s.Family == FamilyGPU, "owner_level", "only a device has owners")
	p.check(!s.ByIndex || len(s.Scope) > 0, "by_index", "say in scope what a series is of where no binding names its GPU")
	for _, name := range s.Scope {
		p.check(slices.Contains(Canonical(), name), "scope", "%q is not a canonical label", name)
	}
	p.check(s.Title != "", "title", "missing")
	p.check(s.Description != "", "description", "missing")
	p.check(s.DefaultStat == "" || slices.Contains(kindStats[s.Kind], s.DefaultStat), "default_stat",
		"%q is not one of %v", s.DefaultStat, kindStats[s.Kind])
	return p.err()
}

var spaces = []Space{SpaceAdditive, SpaceIntensive, SpaceDistribution}

func sortedKinds() []Kind {
	return slices.Sorted(maps.Keys(alternativeKinds))
}
