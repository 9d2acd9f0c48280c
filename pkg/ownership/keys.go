// Package ownership turns presence samples into intervals that say which replica held which device, when,
// and how that is known. It is pure: no HTTP, no SDK and no clock.
package ownership

import "slices"

// Device is the key of a GPU or MIG slice. A UUID alone is not a key: clusters may share every name, and the
// slices of a card share its UUID.
type Device struct {
	Cluster, Node, UUID string
	// MIG is the GPU instance id of a slice; empty for a whole card.
	MIG string
}

// Replica is the key of a pod that serves a model.
type Replica struct {
	Cluster, Namespace, Pod string
}

// Zero tells whether no replica is meant.
func (r Replica) Zero() bool { return r == Replica{} }

// String is the replica as people write it.
func (r Replica) String() string { return r.Namespace + "/" + r.Pod }

// String is the device as people write it.
func (d Device) String() string {
	if d.MIG != "" {
		return d.Node + "/" + d.UUID + "/" + d.MIG
	}
	return d.Node + "/" + d.UUID
}

// Method names the evidence for an interval.
type Method string

const (
	// MethodGPULabels means that the GPU series itself names the pod.
	MethodGPULabels Method = "gpu-labels"
	// MethodPodUID means that the GPU series carries a pod's uid, and kube_pod_info says whose it is.
	MethodPodUID Method = "pod-uid"
	// MethodNative means that the engine's own series names the device.
	MethodNative Method = "native"
	// MethodDeclared means that the settings or a binding series say so.
	MethodDeclared Method = "declared"
	// MethodExclusiveNode means that the only GPU-holding pod of the node requested all of its devices.
	MethodExclusiveNode Method = "exclusive-node"
)

// Methods lists all methods, the best first. Of those that answer for a device and instant, the first one counts.
func Methods() []Method {
	return []Method{MethodGPULabels, MethodPodUID, MethodNative, MethodDeclared, MethodExclusiveNode}
}

// Confidence of a method: exact, strong or inferred.
func (m Method) Confidence() string {
	switch m {
	case MethodDeclared:
		return "strong"
	case MethodExclusiveNode:
		return "inferred"
	}
	return "exact"
}

// rank orders methods, the best first.
func (m Method) rank() int { return slices.Index(methods, m) }

var methods = Methods()

// Interval says that a replica held a device in [From, To), in ms since the epoch.
type Interval struct {
	Device  Device
	Replica Replica
	From    int64
	To      int64
	Method  Method
	// Share is the part of the device that is the replica's: 1/n of a card held by n replicas at once.
	Share float64
}
