package ownership

// UID is a pod's uid in a cluster. Static pods take theirs from their manifest, so that clusters may share it.
type UID struct{ Cluster, ID string }

// Pod is one incarnation of a pod: kube_pod_info shows a new uid when it is created again under its name.
type Pod struct {
	Replica  Replica
	Evidence Evidence
}

// Existence is when this incarnation was there.
func (p Pod) Existence() Existence { return Existence{Incarnations: []Evidence{p.Evidence}} }
