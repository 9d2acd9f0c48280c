package cost

import (
	"math"
	"slices"
)

// bucket is what falls into one row of one scope before it is divided among clients. Slices have a value a cell, NaN
// where undefined; nil is undefined throughout.
type bucket struct {
	key             []string
	scope, currency string
	// The part of time and money that is known to be of prompts or of generation, and what is not known.
	promptGPU, generationGPU, restGPU       []float64
	promptMoney, generationMoney, restMoney []float64
	prompt, cached, generation, requests    []float64
	// kept has a row even with nothing in it: of a device, or of a replica that is not known to hold any.
	kept bool
}

// empty tells whether a bucket is only where a replica would stand if it had not been on its devices all the time.
func (b *bucket) empty() bool {
	return !b.kept && total(b.prompt) == 0 && total(b.cached) == 0 && total(b.generation) == 0 && total(b.requests) == 0
}

func (r *run) bucket(key []string, p *Part, currency string) *bucket {
	id := joined(key, p.Scope, currency)
	if b := r.buckets[id]; b != nil {
		return b
	}
	b := &bucket{key: key, scope: p.Scope, currency: currency}
	r.buckets[id] = b
	r.order = append(r.order, b)
	return b
}

// put adds to a cell that may be undefined.
func put(to *[]float64, cell, cells int, v float64) {
	if v != v {
		return
	}
	if *to == nil {
		*to = slices.Repeat([]float64{math.NaN()}, cells)
	}
	if old := (*to)[cell]; old == old {
		v += old
	}
	(*to)[cell] = v
}

// spend books time and money of which some part is known to be the prompt's.
func (b *bucket) spend(cell, cells int, gpu, money, prompt float64) {
	if prompt != prompt && (gpu > 0 || money > 0) {
		put(&b.restGPU, cell, cells, gpu)
		put(&b.restMoney, cell, cells, money)
		return
	}
	if prompt != prompt {
		prompt = 0 // nothing to divide
	}
	put(&b.promptGPU, cell, cells, gpu*prompt)
	put(&b.generationGPU, cell, cells, gpu*(1-prompt))
	put(&b.promptMoney, cell, cells, money*prompt)
	put(&b.generationMoney, cell, cells, money*(1-prompt))
}

// count books what a part made, as far as it made it here.
func (b *bucket) count(cell, cells int, p *Part, here float64) {
	for _, x := range []struct {
		to *[]float64
		v  []float64
	}{{&b.prompt, p.Prompt}, {&b.cached, p.Cached}, {&b.generation, p.Generation}, {&b.requests, p.Requests}} {
		if x.v != nil {
			put(x.to, cell, cells, x.v[cell]*here)
		}
	}
}

// cell is a value that may be missing.
func cell(v []float64, c int) float64 {
	if v == nil {
		return math.NaN()
	}
	return v[c]
}

// zero is a value, 0 where it is undefined.
func zero(v []float64, c int) float64 {
	if v == nil || v[c] != v[c] {
		return 0
	}
	return v[c]
}

// divide brings the buckets to rows: as they are, or divided among the clients of their scope.
func (r *run) divide() {
	for _, b := range r.order {
		if b.empty() {
			continue
		}
		s := r.scopes[b.scope]
		mine := r.partOf(b, s)
		if len(r.WhoAt) == 0 {
			row := r.row(Value, b.key, nil, b.currency)
			r.whole(row, b)
			for _, client := range s.clients {
				r.useful(row, r.Clients[client].Generation, mine)
			}
			continue
		}
		r.amongClients(b, s, mine)
	}
}

// whole books a bucket that is not divided.
func (r *run) whole(row *Row, b *bucket) {
	for c := range r.Cells.Len() {
		r.book(row, b, c, shareOf{1, 1, 1, 1, 1})
		row.add(&row.requests, r.Cells.Step[c], cell(b.requests, c))
	}
}

// shareOf is a client's part of a cell.
type shareOf struct{ prompt, cached, generation, paid, rest float64 }

func (r *run) book(row *Row, b *bucket, c int, f shareOf) {
	step := r.Cells.Step[c]
	row.add(&row.Prompt, step, cell(b.prompt, c)*f.prompt)
	row.add(&row.Cached, step, cell(b.cached, c)*f.cached)
	row.add(&row.Generation, step, cell(b.generation, c)*f.generation)
	for _, x := range []struct {
		v    []float64
		f    float64
		all  *[]float64
		into *[]float64
	}{{b.promptGPU, f.paid, &row.GPU, &row.PromptGPU}, {b.generationGPU, f.generation, &row.GPU, nil}, {b.restGPU, f.rest, &row.GPU, nil},
		{b.promptMoney, f.paid, &row.Money, &row.PromptMoney}, {b.generationMoney, f.generation, &row.Money, &row.GenerationMoney},
		{b.restMoney, f.rest, &row.Money, &row.Undivided}} {
		v := cell(x.v, c) * x.f
		row.add(x.all, step, v)
		if x.into != nil {
			row.add(x.into, step, v)
		}
	}
}

// partOf is the bucket's part of what its scope made, an interval each: tokens of both kinds.
func (r *run) partOf(b *bucket, s *scope) []float64 {
	out := r.Cells.perInterval(b.prompt)
	addTo(out, r.Cells.perInterval(b.generation))
	all := make([]float64, r.Cells.Intervals)
	for i := range all {
		all[i] = at(s.engine.prompt, i) + at(s.engine.generation, i)
	}
	whole := total(out) / total(all)
	for i := range out {
		if out[i] /= all[i]; all[i] <= 0 {
			out[i] = whole
		}
		if out[i] != out[i] {
			out[i] = 0
		}
	}
	return out
}

// useful books what gateways passed on of the bucket's tokens.
func (r *run) useful(row *Row, generation, mine []float64) {
	for c, v := range generation {
		row.add(&row.Gateway, r.Cells.Step[c], v*mine[r.Cells.Interval[c]])
	}
}

// amongClients divides a bucket by the shares of its scope.
func (r *run) amongClients(b *bucket, s *scope, mine []float64) {
	named := make([]float64, r.Cells.Len())
	for k, client := range s.clients {
		x := &r.Clients[client]
		kind := Value
		if x.Who[0] == "" {
			kind = Unlabelled
		} else {
			for c := range named {
				named[c] += zero(x.Requests, c) * mine[r.Cells.Interval[c]]
			}
		}
		if !r.keeps(x.Who) || !x.any() {
			continue
		}
		row := r.row(kind, b.key, x.Who, b.currency)
		r.share(row, b, s, k)
		r.useful(row, x.Generation, mine)
		if kind == Value || b.requests == nil {
			for c, v := range x.Requests {
				row.add(&row.requests, r.Cells.Step[c], v*mine[r.Cells.Interval[c]])
			}
		}
	}
	if !r.keeps(nil) {
		return
	}
	row := r.row(Unlabelled, b.key, make([]string, len(r.WhoAt)), b.currency)
	r.share(row, b, s, len(s.clients))
	for c, n := range named {
		row.add(&row.requests, r.Cells.Step[c], cell(b.requests, c)-n)
		if len(s.clients) > 0 {
			row.add(&row.Gateway, r.Cells.Step[c], 0)
		}
	}
}

// any tells whether a client asked for anything in the range.
func (x *Client) any() bool {
	return total(x.Prompt) > 0 || total(x.Generation) > 0 || total(x.Requests) > 0
}

// share books one client's part of a bucket, or what is nobody's.
func (r *run) share(row *Row, b *bucket, s *scope, k int) {
	f := s.shares[k]
	for c := range r.Cells.Len() {
		i := r.Cells.Interval[c]
		computed, made := math.Max(0, at(s.engine.prompt, i)-at(s.engine.cached, i)), at(s.engine.generation, i)
		rest := f.generation[i]
		if computed+made > 0 {
			rest = (computed*f.paid[i] + made*f.generation[i]) / (computed + made)
		}
		r.book(row, b, c, shareOf{f.prompt[i], f.cached[i], f.generation[i], f.paid[i], rest})
	}
}
