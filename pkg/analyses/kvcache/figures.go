package kvcache

import "math"

var undefined = math.NaN()

// Figures are what one replica did, in a row. Slices have a value a step, NaN where undefined; nil is not reported.
// Counters are amounts, or amounts per second: only their ratios and sums are taken.
type Figures struct {
	Key []string
	// Model names cluster and model: the halves of a prefill/decode pair have it in common. Role is prefill, decode, both
	// or empty.
	Model, Role string
	// Hits and Queries are tokens of the local prefix cache; nil for an engine that does not count them.
	Hits, Queries []float64
	// Prompt, Cached and External are prompt tokens: all, those that any cache answered, and those an external tier did.
	Prompt, Cached, External []float64
	// Preemptions, PromptLength (the mean tokens of a prompt) and Recomputed (tokens, where an engine counts them).
	Preemptions, PromptLength, Recomputed []float64
	// HostUsed and HostMax are tokens of the cache in host memory; HostUsage is its usage, where it is reported as such.
	HostUsed, HostMax, HostUsage []float64
}

// Row is what the replicas of a row did together.
type Row struct {
	Prompt, Cached, External, Recomputed, HitRatio, HitExternal, HostUsage []float64
	// Estimated says that recomputed tokens follow, in part at least, from preemptions.
	Estimated bool
}

// Combine adds the replicas of one row and then divides. Of a prefill/decode pair both halves report the same prompts, so
// the decode half's are left out where the row has the prefill half of the same model.
func Combine(parts []Figures, steps int) Row {
	var hits, queries, external, asked, used, room, usage []float64
	out := Row{}
	capacities := 0
	for _, p := range parts {
		recomputed, estimated := p.recomputed()
		add(&out.Recomputed, recomputed)
		out.Estimated = out.Estimated || estimated
		if p.HostUsed != nil && p.HostMax != nil {
			capacities++
			add(&used, p.HostUsed)
			add(&room, p.HostMax)
		}
		if repeats(p, parts) {
			continue
		}
		add(&out.Prompt, p.Prompt)
		add(&out.Cached, p.Cached)
		add(&out.External, p.External)
		if h, q := p.lookups(); h != nil {
			add(&hits, h)
			add(&queries, q)
		}
		if p.External != nil && p.Prompt != nil {
			add(&external, p.External)
			add(&asked, p.Prompt)
		}
	}
	out.HitRatio, out.HitExternal = Ratio(hits, queries), Ratio(external, asked)
	if usage = hostUsages(parts, steps); capacities > 0 && usage == nil {
		usage = Ratio(used, room)
	}
	out.HostUsage = usage
	return out
}

// repeats tells whether a part is the decode half of a pair whose prefill half is in the row as well.
func repeats(p Figures, parts []Figures) bool {
	if p.Role != "decode" {
		return false
	}
	for _, o := range parts {
		if o.Role == "prefill" && o.Model == p.Model {
			return true
		}
	}
	return false
}

// lookups are the tokens found in the local cache and those looked for, as the engine counts them; else the cached prompt
// tokens that no external tier answered, of all prompt tokens.
func (f Figures) lookups() (hits, queries []float64) {
	if f.Hits != nil && f.Queries != nil {
		return f.Hits, f.Queries
	}
	if f.Cached == nil || f.Prompt == nil {
		return nil, nil
	}
	hits = make([]float64, len(f.Cached))
	for i, v := range f.Cached {
		hits[i] = v
		if f.External != nil && defined(f.External[i]) {
			hits[i] = math.Max(0, v-f.External[i])
		}
	}
	return hits, f.Prompt
}

// LocalHit is the part of the prompt tokens looked up in the local prefix cache that was found there.
func (f Figures) LocalHit() []float64 {
	h, q := f.lookups()
	return Ratio(h, q)
}

// ExternalHit is the part of the prompt tokens that an external tier answered. What the decode half of a pair receives
// from the prefill half is a transfer and no tier's.
func (f Figures) ExternalHit() []float64 {
	if f.Role == "decode" {
		return nil
	}
	return Ratio(f.External, f.Prompt)
}

// recomputed are the tokens that the engine counted as computed again; else, as an estimate, each preempted request's
// prompt.
func (f Figures) recomputed() (tokens []float64, estimated bool) {
	if f.Recomputed != nil || f.Preemptions == nil {
		return f.Recomputed, false
	}
	out := make([]float64, len(f.Preemptions))
	for i, n := range f.Preemptions {
		switch {
		case n == 0:
			out[i] = 0
		case f.PromptLength == nil:
			out[i] = undefined
		default:
			out[i] = n * f.PromptLength[i]
		}
	}
	return out, true
}

// hostUsages is the mean of the replicas' host caches where any reports its usage as such; nil where none does.
func hostUsages(parts []Figures, steps int) []float64 {
	var out, n []float64
	one := func(v []float64) {
		count := make([]float64, len(v))
		for i, x := range v {
			if count[i] = undefined; defined(x) {
				count[i] = 1
			}
		}
		add(&out, v)
		add(&n, count)
	}
	any := false
	for _, p := range parts {
		any = any || p.HostUsage != nil
	}
	if !any || steps == 0 {
		return nil
	}
	for _, p := range parts {
		if p.HostUsage != nil {
			one(p.HostUsage)
		} else if r := Ratio(p.HostUsed, p.HostMax); r != nil {
			one(r)
		}
	}
	return Ratio(out, n)
}

// Ratio divides step by step; by nothing it is undefined. nil where either is.
func Ratio(a, b []float64) []float64 {
	if a == nil || b == nil {
		return nil
	}
	out := make([]float64, len(a))
	for i := range out {
		if out[i] = a[i] / b[i]; !(b[i] > 0) {
			out[i] = undefined
		}
	}
	return out
}

// add adds step by step; what is undefined adds nothing.
func add(to *[]float64, v []float64) {
	if v == nil {
		return
	}
	if *to == nil {
		*to = make([]float64, len(v))
		for i := range *to {
			(*to)[i] = undefined
		}
	}
	for i, x := range v {
		switch {
		case !defined(x):
		case defined((*to)[i]):
			(*to)[i] += x
		default:
			(*to)[i] = x
		}
	}
}
