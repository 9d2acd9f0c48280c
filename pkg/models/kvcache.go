package models

import "slices"

// Verdict is what a KV cache's figures say together.
type Verdict string

// Verdicts, the severest first. A row over a range has the severest of its windows.
const (
	// VerdictThrash is a full cache that preempts requests while more and more of them wait.
	VerdictThrash Verdict = "thrash"
	// VerdictPressure is a cache that is nearly full or preempts, without more requests waiting.
	VerdictPressure Verdict = "pressure"
	// VerdictCold is a local cache that misses what an external tier or a router's index has.
	VerdictCold Verdict = "cold"
	// VerdictComputeBound is a queue that grows while the cache is well.
	VerdictComputeBound Verdict = "compute-bound"
	// VerdictTokenBudget is a long queue before a batch that is not full.
	VerdictTokenBudget Verdict = "token-budget"
	// VerdictHealthy is a cache whose figures are there and none of the above.
	VerdictHealthy Verdict = "healthy"
	// VerdictUnknown is a cache of which too little is reported.
	VerdictUnknown Verdict = "unknown"
)

// Verdicts lists all verdicts, the severest first.
func Verdicts() []Verdict {
	return []Verdict{VerdictThrash, VerdictPressure, VerdictCold, VerdictComputeBound, VerdictTokenBudget, VerdictHealthy, VerdictUnknown}
}

// KVCacheFacts are what a kvcache query's frame says beside its figures.
type KVCacheFacts struct {
	// WindowS is the length of the windows that verdicts are made over, seconds.
	WindowS float64 `json:"window_s"`
	// Rows are the verdicts, one entry a row of the answer, in its order.
	Rows []KVCacheRow `json:"rows"`
	// Replicas are the verdicts of the replicas behind the rows, the severest first; at most 200.
	Replicas []KVCacheRow `json:"replicas"`
}

// KVCacheRow is one verdict with what led to it.
type KVCacheRow struct {
	// Key are the values of the row's key labels.
	Key map[string]string `json:"key"`
	// Verdict is the severest of the range, Now that of its newest window.
	Verdict Verdict `json:"verdict"`
	Now     Verdict `json:"now"`
	// Spells are the stretches of the verdicts other than healthy and unknown, in time.
	Spells []KVCacheSpell `json:"spells"`
	// Evidence are the figures that led to the verdict, of its newest window.
	Evidence []Evidence `json:"evidence"`
	// Refute are the figures that would have spoken against it.
	Refute []Evidence `json:"refute"`
	// NotReported are the fields that the row's engines do not report.
	NotReported []string `json:"not_reported"`
}

// KVCacheSpell is a stretch of one verdict.
type KVCacheSpell struct {
	Verdict Verdict `json:"verdict"`
	// From and To are epoch milliseconds.
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// Evidence is one figure that a verdict or a cause rests on.
type Evidence struct {
	// Field is the field of the answer that the figure is of.
	Field string `json:"field"`
	// Value is the figure in the field's unit; absent where nothing reports it.
	Value *float64 `json:"value,omitempty"`
	// Unit is a Grafana unit id.
	Unit string `json:"unit,omitempty"`
	// Op compares the value with Against: one of >=, >, <=, <, =.
	Op string `json:"op,omitempty"`
	// Against is what the value is compared with, in the same unit.
	Against *float64 `json:"against,omitempty"`
	// AgainstWhat tells what Against is: threshold, median (of the group), first half (of the window).
	AgainstWhat string `json:"against_what,omitempty"`
	// Label tells which one the figure is of, such as the reason of a throttle.
	Label string `json:"label,omitempty"`
	// Holds tells whether the comparison holds.
	Holds bool `json:"holds"`
}

// kvcacheFields are the fields of a kvcache query, in the order in which they are answered. Those of verdicts are 0 or 1.
var kvcacheFields = []string{"usage", "usage_max", "hit_ratio", "hit_external", "preemptions", "evicted_tokens",
	"recomputed_tokens", "waiting", "running", "lifetime_p50", "lifetime_p95", "idle_before_evict_p50", "idle_before_evict_p95",
	"reuse_gap_p50", "reuse_gap_p95", "host_usage", "transfer_time_mean", "transfer_time_p95", "transfer_bytes",
	"transfer_failures", "offload_read_bytes", "offload_write_bytes", "prompt_tokens", "cached_tokens", "external_cached_tokens",
	"saved_gpu_hours", "saved_by_cache",
	"thrash", "pressure", "cold", "compute_bound", "token_budget", "healthy", "unknown"}

// KVCacheFields lists the fields of a kvcache query in the order in which they are answered.
func KVCacheFields() []string { return slices.Clone(kvcacheFields) }
