package catalog

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

var roles = []Role{RoleEngine, RoleGPU, RoleKubernetes, RoleCost, RoleGateway, RoleCache, RoleFabric, RoleHealth, RoleOwn}

// validateSystem checks a system's file against the signals and the systems before it.
func validateSystem(file string, s System, seen map[string]bool, signals map[string]Signal) error {
	p := &problems{file: file}
	p.check(systemIDForm.MatchString(s.ID), "id", "%q is not lower-case words joined by -", s.ID)
	p.check(!seen[s.ID], "id", "the system %q exists already", s.ID)
	p.check(s.Title != "", "title", "missing")
	p.check(slices.Contains(roles, s.Role), "role", "%q is not one of %v", s.Role, roles)
	p.check((s.Role == RoleEngine) == (s.Engine != ""), "engine", "set it where the role is engine, and only there")
	p.check(validLimit(s.MaxValid), "max_valid", "%v is not a finite number above 0", s.MaxValid)
	p.check(len(s.Signals) > 0 == (s.Unusable == ""), "signals", "a system reports at least one signal, or says why it is unusable")
	p.check(len(s.Presence) > 0 || (s.Role != RoleEngine && s.Role != RoleGPU), "presence",
		"an engine or GPU system names at least one metric that shows that a replica or device is there")
	for _, name := range slices.Concat(s.Presence, s.DevicePresence) {
		p.check(validName(name), "presence", "%q is not a metric name", name)
	}
	for _, name := range s.OwnUse {
		p.check(validName(name), "own_use", "%q is not a metric name", name)
	}
	p.check(len(s.OwnUse) == 0 || s.Role == RoleGPU, "own_use", "only a GPU exporter tells what pods use of a device")
	p.check(len(s.DevicePresence) == 0 || s.Role == RoleEngine, "device_presence", "only an engine reports on devices of its own")
	p.check(!s.ModelFromPod || s.Role == RoleEngine, "model_from_pod", "only an engine serves a model")
	p.check((s.Role == RoleGateway) == (s.Hop > 0), "hop", "a gateway, and only a gateway, says where it stands: 1 is next to the client")
	for _, prefix := range s.Prefixes {
		p.check(validName(prefix), "prefixes", "a prefix is empty")
	}
	for _, label := range s.Relays {
		p.check(validName(label), "relays", "%q is not a label name", label)
	}
	p.check(len(s.Prefixes) != 1, "prefixes", "list the prefix that the file uses and at least one more")
	validateLabels(p, s.Labels)
	validateDims(p, s.Dims)
	validateGuards(p, s.Require, s.Forbid)

	errs := []error{p.err()}
	for _, id := range s.SignalIDs() {
		errs = append(errs, validateAlternatives(file, id, s.Signals[id], signals), s.validateBeside(file, id))
	}
	return errors.Join(errs...)
}

func validateAlternatives(file, id string, list []Alternative, signals map[string]Signal) error {
	p := &problems{file: file, signal: id}
	signal, ok := signals[id]
	if !ok {
		p.add("", "no such signal in the catalog")
		return p.err()
	}
	p.check(!signal.Derived, "", "the signal is derived and has no series")
	p.check(len(list) > 0, "", "no alternatives; leave the signal out where the system does not report it")
	seen := map[string]bool{}
	for _, a := range list {
		validateAlternative(p, a, signal)
		series := strings.Join(a.ExposedNames(), ",") + selector(a.Matchers())
		p.check(!seen[series], "metric", "%s is listed twice with the same conditions", a.ExposedNames())
		seen[series] = true
	}
	return p.err()
}

// validateBeside checks that what an alternative stands beside is always looked for.
func (s System) validateBeside(file, id string) error {
	p := &problems{file: file, signal: id}
	for _, a := range s.Signals[id] {
		p.check(a.Beside == "" || slices.Contains(s.Presence, a.Beside), "beside", "%q is not one of the system's presence metrics", a.Beside)
	}
	return p.err()
}

func validateLabels(p *problems, labels map[string][]string) {
	known := append(Canonical(), internalLabels()...)
	for canonical, sources := range labels {
		p.check(slices.Contains(known, canonical), "labels", "%q is not a canonical label", canonical)
		p.check(len(sources) > 0, "labels", "%s has no source label", canonical)
		for _, name := range sources {
			p.check(validName(name), "labels", "%q is not a label name", name)
			p.check(!slices.Contains(forbiddenKeys, name), "labels", "%s has a value for each request or person and can be no key", name)
		}
	}
}

func validateDims(p *problems, dims map[string]Dim) {
	known := []Dim{DimSum, DimOnce, DimRank, DimKeep}
	for label, dim := range dims {
		p.check(validName(label), "dims", "%q is not a label name", label)
		p.check(slices.Contains(known, dim), "dims", "%s: %q is not one of %v", label, dim, known)
	}
}

func validateGuards(p *problems, require, forbid []string) {
	for _, name := range require {
		p.check(validName(name), "require", "%q is not a label name", name)
		p.check(!slices.Contains(forbid, name), "require", "%s is required and forbidden", name)
	}
	for _, name := range forbid {
		p.check(validName(name), "forbid", "%q is not a label name", name)
	}
}

// validName allows what Prometheus allows since names may be UTF-8: any text that is not empty.
func validName(name string) bool {
	return name != "" && utf8.ValidString(name)
}
