package join

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Labels lists the values that a canonical label has over every device and replica that passes keep, sorted and
// without the empty one.
func Labels(w World, g Grid, label string, keep func(func(string) string) bool) []string {
	found := map[string]bool{}
	look := func(p place) {
		for _, m := range w.models(p.replica) {
			p.model = m
			if keep(p.label) {
				found[p.label(label)] = true
			}
		}
	}
	held := map[ownership.Replica]bool{}
	for _, t := range tenures(w, g) {
		held[t.replica] = true
		look(place{world: &w, device: t.device, replica: t.replica})
	}
	for r := range w.Replicas {
		if !held[r] {
			look(place{world: &w, replica: r})
		}
	}
	delete(found, "")
	return slices.Sorted(maps.Keys(found))
}
