package models

import "slices"

// CostFacts are what a cost query's frame says beside its rows.
type CostFacts struct {
	// Bill is what all rows add up to, those that a tenant filter hides included; one entry a currency.
	Bill []CostBill `json:"bill"`
	// Basis is the one that the rows follow.
	Basis Basis `json:"basis"`
	// AllocationIntervalS is the length of an allocation interval, seconds.
	AllocationIntervalS float64 `json:"allocation_interval_s"`
	// Weights tell how much money was divided between prompt and generation, and from what.
	Weights []CostWeight `json:"weights"`
	// SavedGPUHours is what prefix caches saved, in hours of whole GPUs; absent where it is not known.
	SavedGPUHours *float64 `json:"saved_gpu_hours,omitempty"`
}

// CostBill is Σ devices ∫ price dt over the time the devices were present.
type CostBill struct {
	// Currency is empty where no source says it.
	Currency string  `json:"currency"`
	Amount   float64 `json:"amount"`
	GPUHours float64 `json:"gpu_hours"`
	// UnpricedGPUHours are those without a known price: they are not billed.
	UnpricedGPUHours float64 `json:"unpriced_gpu_hours"`
}

// CostWeight is money that was divided between prompt and generation.
type CostWeight struct {
	// Source is time (of requests in prefill and decode, an estimate), role (a pod that does one of them), ratio (as
	// declared) or none: not divided.
	Source   string  `json:"source"`
	Currency string  `json:"currency"`
	Amount   float64 `json:"amount"`
}

// UnbilledGPUs are GPUs that only a price source counts: no exporter shows them, and no row has their money.
type UnbilledGPUs struct {
	// Key is cluster/node, or cluster/node/GPU.
	Key      string  `json:"key"`
	GPUHours float64 `json:"gpu_hours"`
	// Amount is absent where their price is not known.
	Amount   *float64 `json:"amount,omitempty"`
	Currency string   `json:"currency,omitempty"`
}

// costFields are the fields of a cost query, in the order in which they are answered.
var costFields = []string{"gpu_hours", "prompt_tokens", "generation_tokens", "cached_tokens", "requests", "cost_prompt",
	"cost_generation", "cost_total", "saved_by_cache", "cost_per_mtok_prompt", "cost_per_mtok_generation", "cost_per_request",
	"useful_ratio"}

// CostFields lists the fields of a cost query in the order in which they are answered.
func CostFields() []string { return slices.Clone(costFields) }
