package cost

import (
	"cmp"
	"math"
	"slices"
)

// Kind says what a row stands for.
type Kind string

const (
	// Value rows hold money that became tokens, or that a client's tokens cost.
	Value Kind = "value"
	// Idle rows hold the money of allocation intervals of a known replica in which nothing was made.
	Idle Kind = "idle"
	// Unattributed rows hold the money of devices that nobody held, or a pod without engine series.
	Unattributed Kind = "unattributed"
	// Unlabelled rows hold the money of tokens that no client accounts for.
	Unlabelled Kind = "unlabelled"
	// Other rows hold what is not among the rows asked for.
	Other Kind = "other"
)

// Row is one key of the answer in one currency. Each slice has a value a step, NaN where undefined; nil is undefined
// throughout. All of them are sums, so rows can be added; what is divided is computed last.
type Row struct {
	Kind     Kind
	Key      []string
	Currency string
	// GPU is GPU-seconds, PromptGPU the part of them that went to prompts.
	GPU, PromptGPU []float64
	// Prompt, Cached and Generation are tokens.
	Prompt, Cached, Generation []float64
	// Money is all of the row's, PromptMoney and GenerationMoney what is known to be of either, Undivided the rest.
	Money, PromptMoney, GenerationMoney, Undivided []float64
	// Gateway is the generated tokens that gateways passed on.
	Gateway []float64

	requests []float64
	steps    int
}

func (r *Row) add(to *[]float64, step int, v float64) {
	if v != v {
		return
	}
	if *to == nil {
		*to = slices.Repeat([]float64{math.NaN()}, r.steps)
	}
	if old := (*to)[step]; old == old {
		v += old
	}
	(*to)[step] = v
}

// sums are all slices of the row.
func (r *Row) sums() []*[]float64 {
	return []*[]float64{&r.GPU, &r.PromptGPU, &r.Prompt, &r.Cached, &r.Generation, &r.Money, &r.PromptMoney, &r.GenerationMoney,
		&r.Undivided, &r.Gateway, &r.requests}
}

// Add adds another row, step by step.
func (r *Row) Add(o *Row) {
	r.steps = max(r.steps, o.steps)
	mine := r.sums()
	for i, s := range o.sums() {
		for step, v := range *s {
			r.add(mine[i], step, v)
		}
	}
}

// holds tells whether there is any money, time or token in the row.
func (r *Row) holds() bool {
	return total(r.Money) > 0 || total(r.GPU) > 0 || total(r.Prompt) > 0 || total(r.Generation) > 0 || total(r.Cached) > 0
}

// over divides step by step; by nothing it is undefined.
func over(a, b []float64, scale float64) []float64 {
	if a == nil || b == nil {
		return nil
	}
	out := make([]float64, len(a))
	for i := range out {
		if out[i] = a[i] / b[i] * scale; b[i] == 0 {
			out[i] = math.NaN()
		}
	}
	return out
}

// GPUHours is the time of whole GPUs, in hours.
func (r *Row) GPUHours() []float64 { return over(r.GPU, slices.Repeat([]float64{3600}, len(r.GPU)), 1) }

// Requests finished, never below 0: what no client accounts for is a difference of counters that are not read at once.
func (r *Row) Requests() []float64 {
	if r.requests == nil {
		return nil
	}
	out := make([]float64, len(r.requests))
	for i, v := range r.requests {
		if out[i] = v; v < 0 {
			out[i] = 0
		}
	}
	return out
}

// divided leaves undefined the steps in which not all of the row's money could be divided.
func (r *Row) divided(v []float64) []float64 {
	if v == nil || r.Undivided == nil {
		return v
	}
	out := slices.Clone(v)
	for i, rest := range r.Undivided {
		if rest > 0 {
			out[i] = math.NaN()
		}
	}
	return out
}

// CostPrompt is the money of prompts.
func (r *Row) CostPrompt() []float64 { return r.divided(r.PromptMoney) }

// CostGeneration is the money of generated tokens.
func (r *Row) CostGeneration() []float64 { return r.divided(r.GenerationMoney) }

// PerMillionPrompt is the money of a million prompt tokens, cached ones included.
func (r *Row) PerMillionPrompt() []float64 { return over(r.CostPrompt(), r.Prompt, 1e6) }

// PerMillionGeneration is the money of a million generated tokens.
func (r *Row) PerMillionGeneration() []float64 { return over(r.CostGeneration(), r.Generation, 1e6) }

// PerRequest is the money of a finished request.
func (r *Row) PerRequest() []float64 { return over(r.Money, r.Requests(), 1) }

// UsefulRatio is the part of the generated tokens that passed a gateway.
func (r *Row) UsefulRatio() []float64 { return over(r.Gateway, r.Generation, 1) }

// SavedByCache is the money that cached prompt tokens would have cost.
func (r *Row) SavedByCache() []float64 { return Saved(r.CostPrompt(), r.Prompt, r.Cached) }

// SavedGPU is the same in GPU-seconds.
func (r *Row) SavedGPU() []float64 { return Saved(r.divided(r.PromptGPU), r.Prompt, r.Cached) }

// Saved is what a prefix cache saved: what the uncached prompt tokens cost × cached ÷ (prompt − cached), in money or in
// GPU-seconds. It is undefined where nothing but cached tokens was served.
func Saved(cost, prompt, cached []float64) []float64 {
	if cost == nil || prompt == nil || cached == nil {
		return nil
	}
	out := make([]float64, len(cost))
	for i := range out {
		if out[i] = cost[i] * cached[i] / (prompt[i] - cached[i]); !(prompt[i] > cached[i]) {
			out[i] = math.NaN()
		}
	}
	return out
}

var kinds = []Kind{Value, Unattributed, Unlabelled, Other, Idle}

// Compare orders rows by key and currency, values before the other kinds.
func Compare(a, b *Row) int {
	return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), slices.Compare(a.Key, b.Key),
		cmp.Compare(a.Currency, b.Currency))
}
