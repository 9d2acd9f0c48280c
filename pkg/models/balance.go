package models

import "slices"

// LabelGroup names a parallel group in the answers of a balance query: the replica's pod, or what ties several pods.
const LabelGroup = "group"

// PartRanks is meta.custom.part of the second frame of a balance table: a row for each device of each group.
const PartRanks = "ranks"

// GroupKind tells how the devices of a parallel group are known to belong together.
type GroupKind string

const (
	// GroupReplica is one replica with one engine rank and two devices or more.
	GroupReplica GroupKind = "replica"
	// GroupLabels are pods tied by a label of the settings' groupLabels.
	GroupLabels GroupKind = "labels"
	// GroupBinding are devices tied by a binding.
	GroupBinding GroupKind = "binding"
	// GroupUnknown are devices of several engine ranks without a binding: which of them work together is not known, so
	// their spread is shown, but no straggler and no loss.
	GroupUnknown GroupKind = "unknown"
)

// Cause tells why a rank is the one that the others wait for.
type Cause string

const (
	// CauseClock is a rank that runs at a lower clock than its group.
	CauseClock Cause = "clock"
	// CauseWork is a rank that is busiest at the same clock: it has more to do.
	CauseWork Cause = "work"
	// CauseLink is a rank whose NVLink traffic or errors stand out.
	CauseLink Cause = "link"
	// CauseUnknown is a straggler without any of these.
	CauseUnknown Cause = "unknown"
)

// BalanceFacts are what a balance query's first frame says beside its figures.
type BalanceFacts struct {
	// Groups are the parallel groups behind the rows, the largest loss first; at most 200.
	Groups []BalanceGroup `json:"groups"`
}

// BalanceGroup is one parallel group in the range.
type BalanceGroup struct {
	// Key are the group's canonical labels, `group` among them.
	Key   map[string]string `json:"key"`
	Kind  GroupKind         `json:"kind"`
	Ranks int               `json:"ranks"`
	// Spread is (max - min) ÷ max of the ranks' tensor activity over the time in which requests run, 0 to 1.
	Spread *float64 `json:"spread,omitempty"`
	// LostGPUSeconds is Σ over ranks of (max - own) ÷ max × time; an upper bound where decode is bound by memory.
	LostGPUSeconds *float64 `json:"lost_gpu_seconds,omitempty"`
	// LostMoney is the same at the devices' prices, in Currency.
	LostMoney *float64 `json:"lost_money,omitempty"`
	Currency  string   `json:"currency,omitempty"`
	// Stragglers are the stretches in which one rank held the others up, in time.
	Stragglers []Straggler `json:"stragglers"`
	// BandwidthBound tells that NVLink is saturated while the tensor pipes idle.
	BandwidthBound bool `json:"bandwidth_bound"`
	// Stages are the pipeline's stages where they are known; their bubbles are the time they wait for the busiest stage.
	Stages []PipelineStage `json:"stages,omitempty"`
	// NCCL are the collectives of the group's GPUs, where NCCL Inspector is scraped and bindings say which GPU is meant.
	NCCL []NCCLCollective `json:"nccl,omitempty"`
	// Changes are changes of ownership inside the range.
	Changes []OwnershipChange `json:"changes,omitempty"`
	// Note says why there is no straggler or no loss where there is none to tell: a reason in one sentence.
	Note string `json:"note,omitempty"`
}

// Straggler is a stretch in which one rank held its group up.
type Straggler struct {
	// From and To are epoch milliseconds.
	From int64 `json:"from"`
	To   int64 `json:"to"`
	// Device are the rank's canonical labels: cluster, node, gpu_uuid, mig_id, gpu_index, pod, engine_rank where known.
	Device map[string]string `json:"device"`
	Cause  Cause             `json:"cause"`
	// LostShare is the part of each step that the group loses, 0 to 1.
	LostShare float64 `json:"lost_share"`
	// Evidence are the figures of the rank against its group.
	Evidence []Evidence `json:"evidence"`
}

// PipelineStage is one stage of a pipeline.
type PipelineStage struct {
	Stage string `json:"stage"`
	// Devices are how many GPUs the stage has.
	Devices int `json:"devices"`
	// Tensor is the mean activity of its tensor pipes, 0 to 1.
	Tensor float64 `json:"tensor"`
	// Bubble is (busiest stage - own) ÷ busiest, 0 to 1.
	Bubble float64 `json:"bubble"`
}

// NCCLCollective is one kind of collective in a group. NCCL Inspector keeps the last value it sampled, so quantiles are of
// samples and not of all collectives.
type NCCLCollective struct {
	Collective string `json:"collective"`
	// Samples is how many sampled values the quantiles are over.
	Samples int `json:"samples"`
	// BusbwP50 and BusbwP95 are bytes a second, TimeP50 and TimeP95 seconds; absent where nothing reports them.
	BusbwP50 *float64 `json:"busbw_p50,omitempty"`
	BusbwP95 *float64 `json:"busbw_p95,omitempty"`
	TimeP50  *float64 `json:"time_p50,omitempty"`
	TimeP95  *float64 `json:"time_p95,omitempty"`
}

// OwnershipChange is a device that came to or left a group.
type OwnershipChange struct {
	// At is epoch milliseconds.
	At     int64             `json:"at"`
	Device map[string]string `json:"device"`
	// Joined tells that it came; else it left.
	Joined bool `json:"joined"`
}

// balanceFields are the fields of a balance query, in the order in which they are answered: of the group where the key is
// one, of one GPU where `by` names gpu_uuid.
var balanceFields = []string{"tensor", "tensor_max", "tensor_min", "spread", "lost_gpu_seconds", "lost_money", "straggler",
	"bandwidth_bound", "sm_active", "dram", "clock", "memory_clock", "power", "temperature", "memory_temperature", "throttle",
	"nvlink_tx", "nvlink_rx", "pcie_tx", "pcie_rx", "ecc_errors", "nccl_busbw", "nccl_time", "gpus"}

// BalanceFields lists the fields of a balance query in the order in which they are answered.
func BalanceFields() []string { return slices.Clone(balanceFields) }
