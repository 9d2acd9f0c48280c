package plan

import (
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// replicasLike are the replicas that have every declared key that a replica can have.
func (w *world) replicasLike(keys map[string]string) []ownership.Replica {
	var out []ownership.Replica
	for _, p := range w.allReplicas() {
		if fitting(keys, map[string]string{catalog.LabelPod: p.Pod, catalog.LabelNamespace: p.Namespace, catalog.LabelCluster: p.Cluster}) {
			out = append(out, p)
		}
	}
	return out
}

// devicesLike are the devices that have every declared key that a device can have.
func (w *world) devicesLike(keys map[string]string) []ownership.Device {
	var out []ownership.Device
	for _, d := range w.sortedDevices() {
		// A card that is cut is no device.
		if len(w.Presence[d]) > 0 && fitting(keys, map[string]string{catalog.LabelGPUUUID: d.UUID, catalog.LabelMIGID: d.MIG, catalog.LabelNode: d.Node, catalog.LabelCluster: d.Cluster}) {
			out = append(out, d)
		}
	}
	return out
}

// fitting tells whether every declared key that the candidate has is equal to it.
func fitting(keys, candidate map[string]string) bool {
	for k, v := range candidate {
		if want, ok := keys[k]; ok && want != v {
			return false
		}
	}
	return true
}
