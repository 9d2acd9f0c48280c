package fleet

import (
	"slices"
	"time"
)

// dcgmEra is the naming of a dcgm-exporter's fields.
type dcgmEra int

const (
	dcgm3     dcgmEra = iota // 3.x: MHz, MiB, mJ, percent; label Hostname
	dcgm48                   // 4.8: the same names; label hostname
	dcgm49                   // 4.9: Hz, bytes, J, ratios; label hostname
	dcgm1                    // 1.x: names of its own, and no label of a host
	dcgmAzure                // as managed by Azure: the names of 4.8 in lower case, labels too
)

// podLabels is how a GPU series comes to name the pod that holds the GPU.
type podLabels int

const (
	// podLabelsExported: the exporter names the pod, Prometheus adds the
	// exporter's own pod and renames the first to exported_pod (honorLabels false).
	podLabelsExported podLabels = iota
	// podLabelsHonoured: the exporter names the pod and nothing overwrites it.
	podLabelsHonoured
	// podLabelsNone: the exporter knows nothing of Kubernetes.
	podLabelsNone
	// podLabelsUID: only pod_uid is left of what the exporter knows; a relabelling
	// rule drops the names.
	podLabelsUID
)

// nodeSpec is one machine, its exporter and its price.
type nodeSpec struct {
	cluster      string // "" is Cluster
	name         string
	gpu          *gpuModel
	gpus         int
	era          dcgmEra
	labels       podLabels
	bare         bool          // no Kubernetes: who holds a card is declared by a series
	evidence     string        // who holds a card, where no label of the exporter says so
	interval     time.Duration // of the exporter's scrapes and of its own watch
	driver       string
	instanceType string
	cpus, ramGB  float64
	gpuPrice     float64     // currency per GPU-hour
	newGPUPrice  float64     // from PriceChangeBefore on; 0 means unchanged
	infiniband   bool        // its node_exporter shows two ports
	slices       []sliceSpec // of its first GPU, which is then no device of its own
	exporter     exporterKind
	hami         bool // HAMi divides its cards
	everyField   bool // its exporter's list has all fields that are read
	switches     int  // NVSwitches that its exporter shows
	inspector    bool // NCCL Inspector writes text files there
}

// exporterKind is whose exporter shows a node's cards.
type exporterKind int

const (
	exporterDCGM      exporterKind = iota
	exporterAMD                    // AMD device-metrics-exporter
	exporterNvidiaSMI              // nvidia_gpu_exporter
	exporterIntel                  // Intel XPU Manager 2
)

const (
	cpuPrice = 0.031 // currency per vCPU-hour
	ramPrice = 0.004 // currency per GB-hour
)

// nodeSpecs are the machines of all clusters.
var nodeSpecs = slices.Concat(productionNodes, stagingNodes)

var productionNodes = []nodeSpec{
	{name: "n1", gpu: &h100, gpus: 8, era: dcgm3, labels: podLabelsExported, interval: 30 * time.Second, driver: "550.144.03", instanceType: "p5.48xlarge", cpus: 192, ramGB: 2048, gpuPrice: 2.95, newGPUPrice: 3.1, infiniband: true},
	{name: "n2", gpu: &a100, gpus: 8, era: dcgm49, labels: podLabelsHonoured, interval: 15 * time.Second, driver: "580.95.05", instanceType: "p4de.24xlarge", cpus: 96, ramGB: 1152, gpuPrice: 1.64},
	{name: "n3", gpu: &l40s, gpus: 4, era: dcgm3, labels: podLabelsNone, evidence: MethodExclusiveNode, interval: 30 * time.Second, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
	{name: "n4", gpu: &l40s, gpus: 4, era: dcgm3, labels: podLabelsExported, interval: 30 * time.Second, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
	{name: "n5", gpu: &h100, gpus: 8, era: dcgm48, labels: podLabelsHonoured, interval: 15 * time.Second, driver: "570.172.08", instanceType: "p5.48xlarge", cpus: 192, ramGB: 2048, gpuPrice: 3.1, infiniband: true, inspector: true},
	{name: "n6", gpu: &a100, gpus: 8, era: dcgm3, labels: podLabelsExported, interval: 30 * time.Second, driver: "550.144.03", instanceType: "p4de.24xlarge", cpus: 96, ramGB: 1152, gpuPrice: 1.64},
	{name: "n7", gpu: &l40s, gpus: 4, era: dcgm3, labels: podLabelsNone, evidence: MethodNative, interval: 30 * time.Second, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
	{name: "n8", gpu: &a100, gpus: 4, era: dcgm48, labels: podLabelsHonoured, interval: 30 * time.Second, driver: "570.172.08", instanceType: "p4de.12xlarge", cpus: 48, ramGB: 576, gpuPrice: 1.64, slices: slicesOfA100},
	{name: "n9", gpu: &l40s, gpus: 4, era: dcgm3, labels: podLabelsExported, interval: 30 * time.Second, driver: "550.144.03", instanceType: "g6e.12xlarge", cpus: 48, ramGB: 384, gpuPrice: 0.98},
	{cluster: SecondCluster, name: "n1", gpu: &a100, gpus: 8, era: dcgm49, labels: podLabelsHonoured, interval: 15 * time.Second, driver: "580.95.05", instanceType: "p4de.24xlarge", cpus: 96, ramGB: 1152, gpuPrice: 2.05},
	{cluster: SecondCluster, name: "n2", gpu: &a100, gpus: 4, era: dcgm48, labels: podLabelsUID, interval: 30 * time.Second, driver: "570.172.08", instanceType: "p4de.12xlarge", cpus: 48, ramGB: 576, gpuPrice: 1.89},
	{cluster: SecondCluster, name: "b1", gpu: &h100, gpus: 2, era: dcgm48, labels: podLabelsNone, bare: true, evidence: MethodDeclared, interval: 15 * time.Second, driver: "570.172.08", gpuPrice: 2.4},
}

// The methods by which who holds a card can be found out, best first, as the
// plugin's answers spell them.
const (
	MethodGPULabels     = "gpu-labels"
	MethodPodUID        = "pod-uid"
	MethodNative        = "native"
	MethodDeclared      = "declared"
	MethodExclusiveNode = "exclusive-node"
)

// method is the best evidence of who holds the node's cards.
func (n *nodeSpec) method() string {
	switch n.labels {
	case podLabelsExported, podLabelsHonoured:
		return MethodGPULabels
	case podLabelsUID:
		return MethodPodUID
	case podLabelsNone:
	}
	return n.evidence
}

// in is the cluster of the node.
func (n *nodeSpec) in() string {
	if n.cluster == "" {
		return Cluster
	}
	return n.cluster
}

// key tells nodes of one name in different clusters apart.
func (n *nodeSpec) key() nodeKey { return nodeKey{n.in(), n.name} }

type nodeKey struct{ cluster, node string }

// seedName is what the node's random draws depend on; those of the first cluster
// are as they were when there was only one.
func (k nodeKey) seedName() []string {
	if k.cluster == Cluster {
		return []string{k.node}
	}
	return []string{k.cluster, k.node}
}

// region is where the cloud runs the cluster.
func region(cluster string) string {
	if cluster == SecondCluster {
		return "us-east-2"
	}
	return "eu-central-1"
}

// address is an address in the pod network of a cluster.
func address(cluster, rest string) string {
	switch cluster {
	case SecondCluster:
		return "10.52." + rest
	case StagingCluster:
		return "10.62." + rest
	}
	return "10.42." + rest
}
