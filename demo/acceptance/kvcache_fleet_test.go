package acceptance_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// spellsIn are the verdicts of a pod's spells between two offsets before the end.
func (a answer) spellsIn(cluster, pod string, from, to time.Duration) []string {
	a.t.Helper()
	var out []string
	found := false
	for _, r := range a.caches().Kvcache.Rows {
		if r.Key["pod"] != pod || r.Key["cluster"] != cluster {
			continue
		}
		found = true
		for _, s := range r.Spells {
			if s.From < origin.Add(-to).UnixMilli() && s.To > origin.Add(-from).UnixMilli() {
				out = append(out, s.Verdict)
			}
		}
	}
	if !found {
		a.t.Fatalf("no row of %s in %s", pod, cluster)
	}
	return out
}

// The incidents of the demo are seen for what they are, when they were, and the controls stay quiet.
func TestKVCache_TheFleetsIncidents(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates six hours")
	}
	_, w := simulated(t)
	a := w.ask(caches().between(-6*3600, 0))
	for _, pod := range []string{"mistral-24b-5f7b9c6d8-4hj7w", "mistral-24b-5f7b9c6d8-zp8nc"} {
		if got := a.spellsIn(fleet.Cluster, pod, fleet.ThrashFromBefore, fleet.ThrashToBefore); !slices.Contains(got, "thrash") {
			t.Errorf("%s: %v", pod, got)
		}
		a.is("verdict of "+pod, a.one("pod", pod)["verdict"], "thrash")
		if got := a.spellsIn(fleet.Cluster, pod, 45*time.Minute, 0); len(got) > 0 {
			t.Errorf("%s afterwards: %v", pod, got)
		}
	}
	if got := a.spellsIn(fleet.StagingCluster, fleet.TieredPod, fleet.ColdFromBefore, fleet.ColdToBefore); !slices.Contains(got, "cold") {
		t.Errorf("%s: %v", fleet.TieredPod, got)
	}
	a.is("verdict of the pod that came back", a.one("pod", fleet.TieredPod)["verdict"], "cold")
	if got := a.spellsIn(fleet.StagingCluster, fleet.PressedPod, fleet.PressureFromBefore, fleet.PressureToBefore); !slices.Contains(got, "pressure") {
		t.Errorf("%s: %v", fleet.PressedPod, got)
	}
	for _, pod := range []string{"jamba-mini-0", "llama-1b-vllm-0", "olmo-7b-rocm-0"} {
		if got := a.spellsIn(fleet.StagingCluster, pod, 6*time.Hour, 0); len(got) > 0 {
			t.Errorf("%s is not quiet: %v", pod, got)
		}
		a.is("verdict of "+pod, a.one("pod", pod)["verdict"], "healthy")
	}
	for _, pod := range []string{"qwen-14b-decode-0", "qwen-14b-decode-1"} {
		a.is("the decode half "+pod, a.one("pod", pod)["verdict"], "healthy")
	}
}
