package catalog

import "github.com/tokenpath/tokenpath/pkg/models"

// The canonical label names, used in every frame whatever the source called them.
const (
	LabelCluster    = "cluster"
	LabelNode       = "node"
	LabelNamespace  = "namespace"
	LabelPod        = "pod"
	LabelGPUUUID    = "gpu_uuid"
	LabelGPUIndex   = "gpu_index"
	LabelGPUModel   = "gpu_model"
	LabelMIGProfile = "mig_profile"
	LabelMIGID      = "mig_id"
	LabelEngine     = "engine"
	LabelEngineRank = "engine_rank"
	LabelLLMModel   = "llm_model"
	LabelRole       = "role"
	LabelTenant     = "tenant"
	LabelRoute      = "route"
)

// Canonical lists the canonical label names, keys of devices and replicas first.
func Canonical() []string { return models.CanonicalLabels() }

// These labels are read from sources to place devices, replicas and money, and are never shown as keys.
const (
	LabelContainer = "container"
	LabelPodUID    = "pod_uid"
	// LabelInstance is an engine's scrape address, in series of others that speak of it.
	LabelInstance = "instance"
	// LabelWorkload is what made a pod: a deployment, a stateful set, an autoscaler that bears their name.
	LabelWorkload = "workload"
	// LabelClaim and LabelClaimNamespace are a resource claim's name and where it lives.
	LabelClaim          = "claim"
	LabelClaimNamespace = "claim_namespace"
	// LabelMIGClaim is the MIG slice that a resource claim was given, on a series of the whole card.
	LabelMIGClaim = "mig_claim"
	// LabelCurrency is what a price is in.
	LabelCurrency = "currency"
	// LabelCollective is the operation that GPUs do together, such as AllReduce.
	LabelCollective = "collective"
	// LabelStage is the stage of a pipeline that a process is.
	LabelStage = "stage"
)

// internalLabels are those of a source that only the data source itself looks at.
func internalLabels() []string {
	return []string{LabelContainer, LabelPodUID, LabelInstance, LabelWorkload, LabelClaim, LabelClaimNamespace, LabelMIGClaim, LabelCurrency, LabelCollective, LabelStage}
}

// OwnerLabels names the labels of a GPU series that may say which pod holds the GPU.
type OwnerLabels struct {
	Pod, Namespace, Container string
	// UID names the label with the pod's uid; empty where the spelling has none.
	UID string
}

// OwnerLabelSets lists the spellings of the owner on a GPU series, most trustworthy first. Where a scraper
// had to keep its own pod label, the exporter's became exported_pod; plain pod is then the exporter itself.
func OwnerLabelSets() []OwnerLabels {
	return []OwnerLabels{
		{"exported_pod", "exported_namespace", "exported_container", "exported_pod_uid"},
		{"pod", "namespace", "container", "pod_uid"},
		{"pod_name", "pod_namespace", "container_name", ""},
		{"k8s_pod_name", "k8s_namespace_name", "k8s_container_name", "k8s_pod_uid"},
		{"podname", "podnamespace", "containername", ""},
	}
}
