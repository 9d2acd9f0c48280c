package join

import "github.com/tokenpath/tokenpath/pkg/ownership"

// LabelsOf answers the canonical labels of a device, a replica or both, "" where there is none. own are labels that a
// series has by itself; they come first.
func (w *World) LabelsOf(d ownership.Device, r ownership.Replica, model string, own map[string]string) func(label string) string {
	return place{world: w, device: d, replica: r, model: model, own: own}.label
}

// ModelsOf are the LLMs that a replica serves; one empty name where none is known.
func (w *World) ModelsOf(r ownership.Replica) []string { return w.models(r) }
