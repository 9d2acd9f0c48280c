package join

import (
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// DeviceInfo are a device's attributes.
type DeviceInfo struct {
	Index, Model, Profile string
	// SliceShare is a MIG slice's part of its card, g ÷ 7 (4 on A30); 1 for a whole card.
	SliceShare float64
}

// ReplicaInfo are a replica's attributes.
type ReplicaInfo struct {
	Engine, Role string
	// Models are the LLMs it serves; empty when no engine series shows the pod.
	Models []string
	// Node is where the pod runs according to kube_pod_info, for replicas without a known device.
	Node string
	// Presence is when its engine series were there.
	Presence ownership.Spans
}

// World is what is known of devices, replicas and who held what over the range.
type World struct {
	Devices   map[ownership.Device]DeviceInfo
	Replicas  map[ownership.Replica]ReplicaInfo
	Presence  map[ownership.Device]ownership.Spans
	Intervals []ownership.Interval
	// Why says per device why its unowned time has no owner.
	Why map[ownership.Device]string
}
