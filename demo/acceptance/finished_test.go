package acceptance_test

import (
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// A job that has run to its end is still listed with its request; it does not stand in the way of the pod that runs
// (§2 exclusive-node: one GPU-*holding* pod on the node).
func TestAFinishedPodHoldsNoGPU(t *testing.T) {
	fixture := [][]storetest.Series{
		card{uuid: "GPU-a", tensor: constant(0.5)}.series(),
		engine{pod: "chat/llm-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llm-0", gpus: 1}.series(),
		kube{pod: "batch/job-1", gpus: 1}.series(),
	}
	both := newWorld(t, fixture...).ask(table("replica", tensor))
	both.unmatched("GPU-a", "ambiguous")

	labels := []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", "batch", "pod", "job-1", "uid", "uid-job-1"}
	for phase, value := range map[string]float64{"Running": 0, "Succeeded": 1, "Failed": 0} {
		all := slices.Concat(labels, []string{"phase", phase})
		fixture = append(fixture, scrape{}.or(30).series(line{"kube_pod_status_phase", func(int) []string { return all }, constant(value)}))
	}
	a := newWorld(t, fixture...).ask(table("replica", tensor))
	r := a.one("pod", "llm-0")
	a.near("gpus", r["gpus"], 1, 0.05)
	a.is("method", r["match_method"], "exclusive-node")
}
