package fleet

import "time"

const (
	// TransferFailFromBefore and TransferFailToBefore bound the time in which some of the
	// KV caches that the decode pods of Qwen3-14B fetch do not arrive; these prompts are
	// computed anew.
	TransferFailFromBefore = 75 * time.Minute
	// TransferFailToBefore is its end.
	TransferFailToBefore = 60 * time.Minute
	// TransferFailShare is the part of the transfers that fail then.
	TransferFailShare = 0.08
)

const (
	// ColdFromBefore is when TieredPod comes back with an empty cache on its GPU; LMCache,
	// which outlives it, still has the prompts.
	ColdFromBefore = 55 * time.Minute
	// ColdGap is how long the pod is away.
	ColdGap = 30 * time.Second
	// ColdToBefore is when its own cache is warm again.
	ColdToBefore = 45 * time.Minute
	// TieredPod is the pod in the staging cluster with LMCache in its process.
	TieredPod = "qwen-1-7b-lmcache-0"
)

const (
	// PressureFromBefore and PressureToBefore bound the time in which the KV cache of
	// PressedPod is nearly full, and not over full.
	PressureFromBefore = 60 * time.Minute
	// PressureToBefore is its end.
	PressureToBefore = 45 * time.Minute
	// PressedPod is that pod, in the staging cluster.
	PressedPod = "granite-8b-0"
)

const (
	// UnevenFromBefore and UnevenToBefore bound the time in which one rank of UnevenPod has
	// the experts that most tokens ask for: it computes longer than the others at the same clock.
	UnevenFromBefore = 50 * time.Minute
	// UnevenToBefore is its end.
	UnevenToBefore = 20 * time.Minute
	// UnevenPod is that replica, in the staging cluster.
	UnevenPod = "mixtral-8x7b-0"
	// UnevenNode and UnevenIndex name the GPU of that rank.
	UnevenNode = "n9"
	// UnevenIndex is its index on the node.
	UnevenIndex = 1
)

// GroupLabel is the label that ties the pods of one engine on several nodes, as
// LeaderWorkerSet's pod label reads in Prometheus.
const GroupLabel = "leaderworkerset_sigs_k8s_io_group_key"
