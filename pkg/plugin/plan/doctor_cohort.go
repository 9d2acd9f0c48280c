package plan

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// What the doctor counts.
const (
	ofReplicas = "replicas"
	ofDevices  = "devices"
	ofTargets  = "targets"
)

// cohort is a system's alternatives of things of one sort whose series are told apart by the same conditions. They are
// looked at together.
type cohort struct {
	system   catalog.System
	family   catalog.Family
	of       string
	matchers []catalog.Matcher
	alts     []catalog.Alternative
	// names are the metrics that are looked at, one of each alternative that exists somewhere in the range.
	names []string
	// examples are the labels of one series per name and scrape job; counts are the things that have a name now.
	examples map[string][]map[string]string
	counts   map[string]int
}

// cohorts sorts the alternatives whose names exist.
func (d *examination) cohorts() []*cohort {
	found := map[string]*cohort{}
	for _, sys := range d.env.Catalog.Systems() {
		for _, id := range sys.SignalIDs() {
			for _, a := range sys.Signals[id] {
				if w := d.witness(a); w != "" {
					c := cohortOf(found, sys, d.env.family(a), d.thing(sys, a), a)
					c.alts = append(c.alts, a)
					if !slices.Contains(c.names, w) {
						c.names = append(c.names, w)
					}
				}
			}
		}
	}
	out := make([]*cohort, 0, len(found))
	for _, key := range slices.Sorted(maps.Keys(found)) {
		out = append(out, found[key])
	}
	return out
}

func cohortOf(found map[string]*cohort, sys catalog.System, family catalog.Family, of string, a catalog.Alternative) *cohort {
	key := sys.ID + "\xff" + string(family) + "\xff" + of + "\xff" + conditions(a)
	if found[key] == nil {
		found[key] = &cohort{system: sys, family: family, of: of, matchers: a.Matchers(),
			examples: map[string][]map[string]string{}, counts: map[string]int{}}
	}
	return found[key]
}

// thing is what an alternative's series are of.
func (d *examination) thing(sys catalog.System, a catalog.Alternative) string {
	sig, _ := d.env.Catalog.Signal(a.Signal)
	switch {
	case sig.Family == catalog.FamilyGPU:
		return ofDevices
	case sys.Role == catalog.RoleEngine, sig.Family == catalog.FamilyEngine:
		return ofReplicas
	}
	return ofTargets
}

// witness is the one metric of an alternative by which it is looked at: a histogram has dozens of series of which one
// tells as much. It is empty where the alternative exists nowhere.
func (d *examination) witness(a catalog.Alternative) string {
	candidates := a.ExposedNames()
	switch {
	case a.Kind == catalog.KindDistribution && a.Numerator == "":
		candidates = []string{a.Metric + "_count", a.Metric + "_bucket", a.Metric}
	case a.Numerator != "":
		candidates = []string{a.Denominator}
	}
	for _, n := range candidates {
		if d.have.in(a, n) {
			return n
		}
	}
	return ""
}

func (c *cohort) selector() string { return catalog.SelectorOfAny(c.names, c.matchers...) }

// identity are the labels by which the cohort's things are told apart.
func (c *cohort) identity(clusterLabel string) []string {
	out := []string{clusterLabel}
	add := func(canonical ...string) {
		for _, a := range c.alts {
			for _, l := range canonical {
				out = append(out, a.Labels[l]...)
			}
		}
	}
	switch c.of {
	case ofDevices:
		add(catalog.LabelGPUUUID, catalog.LabelMIGID)
		if !c.all(catalog.LabelGPUUUID) {
			add(catalog.LabelGPUIndex, catalog.LabelNode)
			out = append(out, "instance")
		}
	case ofReplicas:
		add(catalog.LabelNamespace, catalog.LabelPod)
		if !c.all(catalog.LabelPod) {
			out = append(out, "instance")
		}
	default:
		out = append(out, "job", "instance")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// all tells whether every example has a canonical label.
func (c *cohort) all(label string) bool {
	for _, list := range c.examples {
		for _, labels := range list {
			if c.alts[0].Canonical(labels)[label] == "" {
				return false
			}
		}
	}
	return true
}

// live tells whether a name has samples now.
func (c *cohort) live(name string) bool { return len(c.examples[name]) > 0 }
