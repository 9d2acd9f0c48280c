package plan

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/events"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// ownKeys are labels that series bring and devices and replicas do not have.
var ownKeys = []string{catalog.LabelEngineRank, catalog.LabelTenant, catalog.LabelRoute}

// suggestable are the canonical labels that a mapping is proposed for, the keys first.
var suggestable = []string{catalog.LabelGPUUUID, catalog.LabelMIGID, catalog.LabelPod, catalog.LabelNamespace, catalog.LabelNode,
	catalog.LabelCluster, catalog.LabelLLMModel, catalog.LabelTenant}

// suggest proposes labels for keys: by their names, as exporters and engines write them, and where several or none fit
// by name, by their values, which are those of known devices and replicas.
func (c *keyCheck) suggest(values map[string][]string) map[string]string {
	known := c.known()
	out := map[string]string{}
	taken := map[string]bool{}
	for _, canonical := range suggestable {
		best, most := "", -1
		for _, own := range c.spellings(canonical) {
			if values[own] == nil || taken[own] {
				continue
			}
			if n := overlap(known[canonical], canonical, values[own]); n > most {
				best, most = own, n
			}
		}
		if best == "" && len(known[canonical]) > 0 {
			for _, own := range sortedNames(values) {
				if n := overlap(known[canonical], canonical, values[own]); !taken[own] && n > 0 && n > most {
					best, most = own, n
				}
			}
		}
		if best != "" {
			out[canonical], taken[best] = best, true
		}
	}
	return out
}

// spellings are the names under which a canonical label is known to be written, the most trustworthy first.
func (c *keyCheck) spellings(canonical string) []string {
	var out []string
	for _, set := range catalog.OwnerLabelSets() {
		switch canonical {
		case catalog.LabelPod:
			out = append(out, set.Pod)
		case catalog.LabelNamespace:
			out = append(out, set.Namespace)
		}
	}
	if canonical == catalog.LabelCluster {
		out = append(out, c.env.clusterLabel())
	}
	out = append(out, canonical)
	for _, sys := range c.env.Catalog.Systems() {
		out = append(out, sys.Labels[canonical]...)
	}
	return out
}

// known are the values that canonical labels have on devices and replicas.
func (c *keyCheck) known() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, p := range c.places() {
		for _, model := range c.world.ModelsOf(p.Replica) {
			get := c.world.LabelsOf(p.Device, p.Replica, model, nil)
			for _, name := range suggestable {
				if v := get(name); v != "" {
					if out[name] == nil {
						out[name] = map[string]bool{}
					}
					out[name][v] = true
				}
			}
		}
	}
	return out
}

// places are all devices with their owners, and all replicas.
func (c *keyCheck) places() []events.Place {
	var out []events.Place
	for _, d := range c.world.sortedDevices() {
		out = append(out, events.Place{Device: d})
	}
	for _, r := range c.world.allReplicas() {
		out = append(out, events.Place{Replica: r})
	}
	for _, iv := range c.world.Intervals {
		out = append(out, events.Place{Device: iv.Device, Replica: iv.Replica})
	}
	return out
}

func overlap(known map[string]bool, canonical string, values []string) int {
	n := 0
	for _, v := range values {
		if canonical == catalog.LabelGPUUUID {
			v = catalog.NormalizeUUID(v)
		}
		if known[v] {
			n++
		}
	}
	return n
}

// seriesLabels are the labels of all series with their distinct values, in the order of the series.
func seriesLabels(m *promapi.Matrix) map[string][]string {
	out := map[string][]string{}
	seen := map[promapi.Label]bool{}
	for _, x := range m.Series {
		for _, l := range x.Labels {
			if l.Name == "__name__" || seen[l] || len(out[l.Name]) >= maxCheckedValues {
				continue
			}
			seen[l] = true
			out[l.Name] = append(out[l.Name], l.Value)
		}
	}
	return out
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
