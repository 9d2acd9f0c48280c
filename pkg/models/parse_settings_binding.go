package models

import (
	"fmt"
	"strings"
)

// validate checks that a binding names one replica, in one way, and the devices it holds.
func (b Binding) validate(field string) error {
	byPod := b.Namespace != "" || b.Pod != ""
	switch {
	case b.Instance == "" && !byPod:
		return Fieldf(field, "names no replica; set instance, or namespace and pod")
	case b.Instance != "" && byPod:
		return Fieldf(field+".instance", "is set beside namespace and pod; one of the two names the replica")
	case byPod && b.Pod == "":
		return Fieldf(field+".pod", "is empty, but namespace is set")
	case byPod && b.Namespace == "":
		return Fieldf(field+".namespace", "is empty, but pod is set")
	case len(b.GPUUUIDs) == 0:
		return Fieldf(field+".gpu_uuids", "is empty; list the UUIDs of the GPUs that the replica holds")
	case len(b.MIGIDs) > 0 && len(b.MIGIDs) != len(b.GPUUUIDs):
		return Fieldf(field+".mig_ids", "has %d entries for %d gpu_uuids; there is one for each, or none at all", len(b.MIGIDs), len(b.GPUUUIDs))
	}
	for i, id := range b.GPUUUIDs {
		if strings.TrimSpace(id) == "" {
			return Fieldf(fmt.Sprintf("%s.gpu_uuids[%d]", field, i), "is empty")
		}
	}
	return validPeriod(field, b.From, b.To)
}
