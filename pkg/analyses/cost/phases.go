package cost

import (
	"math"
	"strings"
)

// Source says from what money was divided between prompt and generation.
type Source string

const (
	// FromTime is the request time that engines report: Σ prefill ÷ Σ (prefill + decode).
	FromTime Source = "time"
	// FromRole is a pod that does only one of the two.
	FromRole Source = "role"
	// FromRatio is the declared ratio, where an engine reports no such time.
	FromRatio Source = "ratio"
	// FromNothing is money that cannot be divided.
	FromNothing Source = "none"
)

// phases are the prompt's share of a part's money, an allocation interval each; NaN where it is not known.
type phases struct {
	prompt []float64
	source Source
}

// phasesOf weighs a part's phases by the time of the requests that finished in an interval; where none did, by that of
// the whole range.
func (in *Input) phasesOf(role string, p *Part) phases {
	n := in.Cells.Intervals
	out := phases{prompt: make([]float64, n), source: FromRole}
	fill := func(v float64) phases {
		for i := range out.prompt {
			out.prompt[i] = v
		}
		return out
	}
	switch strings.ToLower(role) {
	case "prefill":
		return fill(1)
	case "decode":
		return fill(0)
	}
	prefill, decode := in.Cells.perInterval(p.Prefill), in.Cells.perInterval(p.Decode)
	a, b := total(prefill), total(decode)
	if p.Prefill == nil || p.Decode == nil || a+b <= 0 {
		out.source = FromRatio
		if in.Ratio != in.Ratio {
			out.source = FromNothing
		}
		return fill(in.Ratio)
	}
	out.source = FromTime
	for i := range out.prompt {
		if out.prompt[i] = prefill[i] / (prefill[i] + decode[i]); prefill[i]+decode[i] <= 0 {
			out.prompt[i] = a / (a + b)
		}
	}
	return out
}

func total(v []float64) (sum float64) {
	for _, x := range v {
		if x == x {
			sum += x
		}
	}
	return sum
}

// halve leaves out what the halves of a prefill/decode pair report twice: both see the whole prompt, and the prefill pod
// generates a token that nobody receives.
func halve(replicas []Replica) []Replica {
	roles := map[string]map[string]bool{}
	for _, r := range replicas {
		for _, p := range r.Parts {
			if roles[p.Model] == nil {
				roles[p.Model] = map[string]bool{}
			}
			roles[p.Model][strings.ToLower(r.Role)] = true
		}
	}
	out := make([]Replica, len(replicas))
	for i, r := range replicas {
		out[i] = r
		out[i].Parts = make([]Part, len(r.Parts))
		for k, p := range r.Parts {
			switch role := strings.ToLower(r.Role); {
			case role == "decode" && roles[p.Model]["prefill"]:
				p.Prompt, p.Cached = nil, nil
			case role == "prefill" && roles[p.Model]["decode"]:
				p.Generation, p.Requests = nil, nil
			}
			out[i].Parts[k] = p
		}
	}
	return out
}

// work is how an allocation interval of a replica is used.
type work struct {
	// used is the part that is not idle, parts how it is divided among the replica's parts.
	used  []float64
	parts [][]float64
}

// workOf finds out which intervals made tokens, and of which model.
func (in *Input) workOf(r *Replica) work {
	n := in.Cells.Intervals
	w := work{used: make([]float64, n), parts: make([][]float64, len(r.Parts))}
	all := make([]float64, n)
	for k, p := range r.Parts {
		w.parts[k] = in.Cells.perInterval(p.Prompt)
		for i, v := range in.Cells.perInterval(p.Generation) {
			w.parts[k][i] += v
			all[i] += w.parts[k][i]
		}
	}
	for i := range n {
		if all[i] > 0 {
			w.used[i] = 1
		}
		if in.Usage && r.Running != nil && r.Running[i] == r.Running[i] {
			w.used[i] = math.Min(1, math.Max(0, r.Running[i]))
		}
		for k := range w.parts {
			if w.parts[k][i] /= all[i]; all[i] <= 0 {
				w.parts[k][i] = 1 / float64(len(w.parts))
			}
		}
	}
	return w
}
