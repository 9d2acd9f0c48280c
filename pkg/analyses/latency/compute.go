package latency

import (
	"slices"
	"strings"
)

// Compute divides each row's mean end-to-end time.
//
// Mean phase = Σ phase_sum ÷ Σ e2e_count over the replicas that report queue, prefill, decode and end to end for the
// same requests; unexplained = e2e − (queue + transfer + prefill + decode), shown as it is, also below zero. Where no
// replica of a row reports all of them, the phases that are reported stand alone and unexplained is undefined.
//
// In a prefill/decode pair prefill comes from the prefill role, decode from the decode role, queue from both (less the
// transfer where the decode role's engine counts it as waiting), and end to end is the gateway's where it counts the same requests, else the decode role's.
func Compute(parts []Part, gateways []Gateway, steps int) Result {
	groups, order := group(parts, gateways)
	var res Result
	var known, all float64
	for _, k := range order {
		g := groups[k]
		row := g.row(steps)
		res.Rows = append(res.Rows, row)
		if !row.Engine {
			continue
		}
		for i, n := range row.Requests {
			if n == n {
				all += n
				known += n * zeroIfNaN(row.Decomposed[i])
			}
		}
	}
	res.Decomposed = over(known, all)
	return res
}

func zeroIfNaN(v float64) float64 {
	if v == v {
		return v
	}
	return 0
}

// rowGroup is everything that belongs to one row.
type rowGroup struct {
	key      []string
	gateways []Gateway
	// alone serve whole requests, pairs share them between two roles.
	alone []Part
	pairs []pair
}

// pair is a model's prefill and decode roles.
type pair struct {
	model           string
	prefill, decode []Part
}

func group(parts []Part, gateways []Gateway) (map[string]*rowGroup, []string) {
	groups := map[string]*rowGroup{}
	var order []string
	at := func(key []string) *rowGroup {
		k := strings.Join(key, "\xff")
		if groups[k] == nil {
			groups[k] = &rowGroup{key: key}
			order = append(order, k)
		}
		return groups[k]
	}
	for _, p := range parts {
		g := at(p.Key)
		g.alone = append(g.alone, p)
	}
	for _, g := range gateways {
		row := at(g.Key)
		row.gateways = append(row.gateways, g)
	}
	for _, g := range groups {
		g.findPairs()
	}
	return groups, order
}

// findPairs takes a model's prefill and decode roles together where both are in the row.
func (g *rowGroup) findPairs() {
	var alone []Part
	index := map[string]int{}
	var pairs []pair
	for _, p := range g.alone {
		if p.Role != "prefill" && p.Role != "decode" {
			alone = append(alone, p)
			continue
		}
		i, ok := index[p.Model]
		if !ok {
			i = len(pairs)
			index[p.Model] = i
			pairs = append(pairs, pair{model: p.Model})
		}
		if p.Role == "prefill" {
			pairs[i].prefill = append(pairs[i].prefill, p)
		} else {
			pairs[i].decode = append(pairs[i].decode, p)
		}
	}
	for _, p := range pairs {
		if len(p.prefill) > 0 && len(p.decode) > 0 {
			g.pairs = append(g.pairs, p)
			continue
		}
		alone = append(alone, slices.Concat(p.prefill, p.decode)...)
	}
	g.alone = alone
}

// whole tells whether a replica reports every phase for the requests that it counts end to end.
func (p Part) whole() bool {
	n := p.E2E.Total()
	for _, s := range []Sums{p.Queue, p.Prefill, p.Decode} {
		if !s.Reported() || !close(s.Total(), n) {
			return false
		}
	}
	return p.E2E.Reported()
}

// gatewayOf is the gateway's view of a model in this row, if it counts the same requests as the given ones.
func (g *rowGroup) gatewayOf(model string, requests float64) (Sums, bool) {
	for _, w := range g.gateways {
		if w.Model == model && w.Latency.Reported() && close(w.Latency.Total(), requests) {
			return w.Latency, true
		}
	}
	return Sums{}, false
}
