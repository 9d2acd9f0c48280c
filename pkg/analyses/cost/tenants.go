package cost

import "math"

// beyondBy is how much more gateways may count than engines before it is worth a word: they are not read at once.
const beyondBy = 1.01

// scope is what clients asked for and engines made under one key that both know.
type scope struct {
	clients []int
	// engine is what all parts made, asked what each client was answered, an allocation interval each.
	engine sums
	asked  []sums
	// shares are each client's, then those of nobody in particular: what engines made beyond the gateways' tokens.
	shares []shares
}

type sums struct{ prompt, cached, generation []float64 }

// shares of a scope's tokens and of the money of prompts and generation.
type shares struct{ prompt, cached, generation, paid []float64 }

// scopes divide the tokens of each scope among its clients.
func (in *Input) scopes(replicas []Replica) map[string]*scope {
	out := map[string]*scope{}
	for _, r := range replicas {
		for _, p := range r.Parts {
			s := out[p.Scope]
			if s == nil {
				s = &scope{engine: in.sumsOf(nil, nil, nil)}
				out[p.Scope] = s
			}
			s.engine.add(in.sumsOf(p.Prompt, p.Cached, p.Generation))
		}
	}
	for i, c := range in.Clients {
		if s := out[c.Scope]; s != nil && c.Scope != "" {
			s.clients = append(s.clients, i)
			s.asked = append(s.asked, in.sumsOf(c.Prompt, c.Cached, c.Generation))
		}
	}
	for _, s := range out {
		s.divide(in.Cells.Intervals)
	}
	return out
}

// sumsOf adds by interval; what is not reported is nil.
func (in *Input) sumsOf(prompt, cached, generation []float64) sums {
	of := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		return in.Cells.perInterval(v)
	}
	return sums{of(prompt), of(cached), of(generation)}
}

func (s *sums) add(o sums) {
	for _, x := range []struct {
		to *[]float64
		v  []float64
	}{{&s.prompt, o.prompt}, {&s.cached, o.cached}, {&s.generation, o.generation}} {
		if x.v == nil {
			continue
		}
		if *x.to == nil {
			*x.to = make([]float64, len(x.v))
		}
		for i, v := range x.v {
			(*x.to)[i] += v
		}
	}
}

func at(v []float64, i int) float64 {
	if v == nil {
		return 0
	}
	return v[i]
}

// divide works out the shares, interval by interval.
func (s *scope) divide(intervals int) {
	n := len(s.clients) + 1
	s.shares = make([]shares, n)
	for k := range s.shares {
		s.shares[k] = shares{make([]float64, intervals), make([]float64, intervals), make([]float64, intervals), make([]float64, intervals)}
	}
	var reported sums
	for _, a := range s.asked {
		reported.add(a)
	}
	x := make([]float64, n)
	for i := range intervals {
		pick := func(of func(sums) float64) []float64 {
			for k, a := range s.asked {
				x[k] = math.Max(0, of(a))
			}
			return x[:n-1]
		}
		generation := part(pick(func(a sums) float64 { return at(a.generation, i) }), at(s.engine.generation, i))
		prompt := part(pick(func(a sums) float64 { return at(a.prompt, i) }), at(s.engine.prompt, i))
		if reported.prompt == nil || prompt == nil {
			prompt = orElse(prompt, generation, reported.prompt == nil)
		}
		if reported.generation == nil || generation == nil {
			generation = orElse(generation, prompt, reported.generation == nil)
		}
		cached, paid := prompt, prompt
		if reported.cached != nil {
			cached = orElse(part(pick(func(a sums) float64 { return at(a.cached, i) }), at(s.engine.cached, i)), prompt, false)
			computed := at(s.engine.prompt, i) - at(s.engine.cached, i)
			if s.engine.cached == nil {
				// What the gateways did not see is taken to have been computed.
				computed = at(s.engine.prompt, i) - at(reported.cached, i)
			}
			paid = orElse(part(pick(func(a sums) float64 { return at(a.prompt, i) - at(a.cached, i) }), computed), prompt, false)
		}
		for k := range s.shares {
			s.shares[k].prompt[i], s.shares[k].cached[i] = share(prompt, k, n), share(cached, k, n)
			s.shares[k].generation[i], s.shares[k].paid[i] = share(generation, k, n), share(paid, k, n)
		}
	}
}

// part divides what engines made among what each client was answered; the last is what is left. Where clients were
// answered more than was made, theirs add up to 1. It is nil where there is nothing to divide.
func part(asked []float64, made float64) []float64 {
	sum := total(asked)
	whole := math.Max(sum, made)
	if whole <= 0 {
		return nil
	}
	out := make([]float64, len(asked)+1)
	for k, v := range asked {
		out[k] = v / whole
	}
	out[len(asked)] = math.Max(0, made-sum) / whole
	return out
}

func orElse(a, b []float64, unreported bool) []float64 {
	if a == nil || unreported && b != nil {
		return b
	}
	return a
}

// share is the k-th of n; where there is nothing to divide, all of it is nobody's.
func share(all []float64, k, n int) float64 {
	switch {
	case all != nil:
		return all[k]
	case k == n-1:
		return 1
	}
	return 0
}

// beyond tells whether gateways counted more than the engines made, over the whole range.
func (s *scope) beyond() bool {
	var asked sums
	for _, a := range s.asked {
		asked.add(a)
	}
	more := func(a, b []float64) bool { return b != nil && total(a) > beyondBy*total(b) }
	return more(asked.prompt, s.engine.prompt) || more(asked.generation, s.engine.generation)
}
