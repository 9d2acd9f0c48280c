package catalog_test

import (
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// Whatever labels a series has, they come to canonical names only, to values that are not empty, and to the same again.
func FuzzLabelMapping(f *testing.F) {
	for _, text := range corpus {
		f.Add("pod", text, "model_name", text)
		f.Add(text, "x", "UUID", text)
	}
	known := append(catalog.Canonical(), catalog.LabelContainer, catalog.LabelPodUID, catalog.LabelInstance, catalog.LabelCurrency,
		catalog.LabelWorkload, catalog.LabelClaim, catalog.LabelClaimNamespace, catalog.LabelMIGClaim)
	systems := mustDefault(f).Systems()
	f.Fuzz(func(t *testing.T, name, value, name2, value2 string) {
		labels := map[string]string{name: value, name2: value2}
		for _, s := range systems {
			for _, id := range s.SignalIDs()[:min(1, len(s.Signals))] {
				a := s.Signals[id][0]
				for k, v := range a.Canonical(labels) {
					if v == "" || !slices.Contains(known, k) && a.Const[k] == "" {
						t.Fatalf("%s: %q is %q", s.ID, k, v)
					}
					if k == catalog.LabelGPUUUID && catalog.NormalizeUUID(v) != v {
						t.Fatalf("%q has another spelling still", v)
					}
				}
				a.Accepts(labels)
				a.GuessesModel(labels)
			}
		}
		if w := catalog.Workload(value); len(w) > len(value) || value != "" && w == "" {
			t.Fatalf("%q is of %q", value, w)
		}
	})
}
