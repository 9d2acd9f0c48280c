package plan

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// sortedDevices lists the known devices in a stable order.
func (w *world) sortedDevices() []ownership.Device {
	out := make([]ownership.Device, 0, len(w.Devices))
	for d := range w.Devices {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b ownership.Device) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Node, b.Node), cmp.Compare(a.UUID, b.UUID), cmp.Compare(a.MIG, b.MIG))
	})
	return out
}

// allReplicas lists engines and GPU owners in a stable order.
func (w *world) allReplicas() []ownership.Replica {
	seen := map[ownership.Replica]bool{}
	for r := range w.Replicas {
		seen[r] = true
	}
	for _, iv := range w.Intervals {
		seen[iv.Replica] = true
	}
	out := make([]ownership.Replica, 0, len(seen))
	for r := range seen {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b ownership.Replica) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Pod, b.Pod))
	})
	return out
}
