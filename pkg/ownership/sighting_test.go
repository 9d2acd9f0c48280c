package ownership_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

func TestClaims(t *testing.T) {
	exporter := ownership.Replica{Cluster: "c", Namespace: "gpu-operator", Pod: "nvidia-dcgm-exporter-x7k2p"}
	plain := func(target, node string, r ownership.Replica, container string) ownership.Sighting {
		return ownership.Sighting{Device: ownership.Device{Cluster: "c", Node: node, UUID: "A"}, Target: target, Job: "dcgm",
			Plain: r, PlainContainer: container}
	}
	exported := plain("t1", "n1", exporter, "nvidia-dcgm-exporter")
	exported.Exported = podX
	for name, c := range map[string]struct {
		seen []ownership.Sighting
		want []ownership.Replica
	}{
		"exported labels are the workload":           {[]ownership.Sighting{exported}, []ownership.Replica{podX}},
		"honoured labels are the workload":           {[]ownership.Sighting{plain("t1", "n1", podX, "vllm")}, []ownership.Replica{podX}},
		"the exporter's container is no evidence":    {[]ownership.Sighting{plain("t1", "n1", exporter, "nvidia-dcgm-exporter")}, []ownership.Replica{{}}},
		"nor its pod's name without a container":     {[]ownership.Sighting{plain("t1", "n1", exporter, "")}, []ownership.Replica{{}}},
		"nor a container named after the job":        {[]ownership.Sighting{plain("t1", "n1", podX, "dcgm")}, []ownership.Replica{{}}},
		"nor plain labels where others are exported": {[]ownership.Sighting{exported, plain("t1", "n1", podY, "vllm")}, []ownership.Replica{podX, {}}},
		"other targets are judged on their own":      {[]ownership.Sighting{exported, plain("t2", "n2", podY, "vllm")}, []ownership.Replica{podX, podY}},
		"nor one pod on several nodes":               {[]ownership.Sighting{plain("t1", "n1", podX, "vllm"), plain("t2", "n2", podX, "vllm")}, []ownership.Replica{{}, {}}},
	} {
		t.Run(name, func(t *testing.T) {
			for i, got := range ownership.Build(ownership.Input{Sightings: c.seen}).Claims {
				if got != c.want[i] {
					t.Errorf("series %d: got %v, want %v", i, got, c.want[i])
				}
			}
		})
	}
}
