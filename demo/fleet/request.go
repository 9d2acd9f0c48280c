package fleet

import "cmp"

// Reasons for which a request ends, as vLLM's finished_reason label spells them.
const (
	finishStop = iota
	finishLength
	finishAbort
	finishError
	finishRepetition
	finishReasons
)

var finishNames = [finishReasons]string{"stop", "length", "abort", "error", "repetition"}

// request is one request on its way through an engine. Instants are the world's
// seconds. Its phases are vLLM's: arrival → queued → scheduled → first token →
// finished; time lost to a preemption lies inside decode.
type request struct {
	arrival, queued  float64
	scheduled, first float64
	ready            float64 // when the running prefill is through
	preempted        float64 // when it was preempted; 0 while it was not
	prompt, cached   int     // tokens; cached of them came from the prefix cache
	output           int     // tokens it will generate
	reuse            float64 // share of the prompt that a warm cache holds
	born             float64 // since when its blocks have been in the cache, where that is measured
	done             float64 // tokens generated, with fraction
	emitted          int     // whole tokens counted
	finish           float64 // when it will be done at this tick's pace
	reason           int

	// Between pods of a pair that splits prefill and decode: the KV cache arrives
	// transfer seconds after the request was queued, and only then can it be scheduled.
	transfer float64
	moved    float64  // bytes
	whole    *request // of a request at its prefill pod, what its decode pod will get

	trip *trip // what its gateway knows of it; nil: it came past the gateway
}

// enters is when the request can be scheduled at the earliest.
func (r *request) enters() float64 { return r.queued + r.transfer }

func byArrival(a, b *request) int { return cmp.Compare(a.arrival, b.arrival) }

func byEntry(a, b *request) int { return cmp.Compare(a.enters(), b.enters()) }

// footprint is how many tokens of KV cache the request holds. Blocks of a
// shared prefix are counted once for all who share them; each pays a part.
func (r *request) footprint() float64 { return float64(r.prompt) - 0.7*float64(r.cached) + r.done }

// work is how many tokens the next prefill has to compute; after a preemption
// what was generated is computed again.
func (r *request) work() int { return r.prompt - r.cached + r.emitted }
