package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// sortedDevices lists the known devices in a stable order.
func (w *world) sortedDevices() []ownership.Device {
	out := make([]ownership.Device, 0, len(w.Devices))
	for d := range w.Devices {
		out = append(out, d)
	}
	slices.SortFunc(out, ownership.CompareDevices)
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
	slices.SortFunc(out, ownership.CompareReplicas)
	return out
}
