package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
)

// costField is one field of a cost query.
type costField struct {
	id, unit, text string
	// money says that the unit is a currency's.
	money bool
	// needs are the counters that it is made of, beside those that are always read.
	needs []string
	of    func(*cost.Row) []float64
	// estimate says that it depends on how money is divided between prompt and generation.
	estimate bool
}

var ofPhases = []string{"prefill", "decode"}

// costFields are all fields, in the order of the answer.
var costFields = []costField{
	{id: "gpu_hours", unit: "suffix: GPU-h", of: (*cost.Row).GPUHours, text: "Hours of whole GPUs: time × share, a MIG slice as its part of the card."},
	{id: "prompt_tokens", unit: "short", of: func(r *cost.Row) []float64 { return r.Prompt }, text: "Prompt tokens, cached ones included; a tenant's are its share of the engines'."},
	{id: "generation_tokens", unit: "short", of: func(r *cost.Row) []float64 { return r.Generation }, text: "Generated tokens; a tenant's are its share of the engines'."},
	{id: "cached_tokens", unit: "short", needs: []string{"cached"}, of: func(r *cost.Row) []float64 { return r.Cached }, text: "Prompt tokens that a prefix cache answered."},
	{id: "requests", unit: "short", needs: []string{"requests", "gateway_requests", "gateway_errors"}, of: (*cost.Row).Requests, text: "Finished requests; a tenant's are the gateway's without errors."},
	{id: "cost_prompt", money: true, needs: ofPhases, of: (*cost.Row).CostPrompt, estimate: true, text: "Money of prompts."},
	{id: "cost_generation", money: true, needs: ofPhases, of: (*cost.Row).CostGeneration, estimate: true, text: "Money of generated tokens."},
	{id: "cost_total", money: true, of: func(r *cost.Row) []float64 { return r.Money }, text: "Money of the row's GPU time. All rows add up to the bill."},
	{id: "saved_by_cache", money: true, needs: append([]string{"cached"}, ofPhases...), of: (*cost.Row).SavedByCache, estimate: true,
		text: "What cached prompt tokens would have cost: cost_prompt × cached ÷ (prompt − cached)."},
	{id: "cost_per_mtok_prompt", money: true, needs: ofPhases, of: (*cost.Row).PerMillionPrompt, estimate: true, text: "Money of a million prompt tokens, cached ones included."},
	{id: "cost_per_mtok_generation", money: true, needs: ofPhases, of: (*cost.Row).PerMillionGeneration, estimate: true, text: "Money of a million generated tokens."},
	{id: "cost_per_request", money: true, needs: []string{"requests", "gateway_requests", "gateway_errors"}, of: (*cost.Row).PerRequest, text: "Money of a finished request."},
	{id: "useful_ratio", unit: "percentunit", needs: []string{"gateway_generation"}, of: (*cost.Row).UsefulRatio,
		text: "Generated tokens that passed a gateway ÷ those that engines generated."},
}

// costFieldsOf are the fields that a query selects; all when it selects none.
func costFieldsOf(ids []string) []costField {
	if len(ids) == 0 {
		return costFields
	}
	return slices.DeleteFunc(slices.Clone(costFields), func(f costField) bool { return !slices.Contains(ids, f.id) })
}
