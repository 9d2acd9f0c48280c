package cost

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Result is a divided bill.
type Result struct {
	// Rows are sorted by key, values before the other kinds.
	Rows []*Row
	// Bills are what the rows add up to before any client is hidden, one a currency.
	Bills []Bill
	// Weights are the money by what it was divided from, a currency each; money of rows that are not values is in none.
	Weights []Weight
	// Beyond are the scopes whose gateways counted more than the engines made, Unmet those that no engine has.
	Beyond, Unmet []string
}

// Bill is Σ devices ∫ price dt in one currency.
type Bill struct {
	Currency string
	Money    float64
	// GPUHours are of whole GPUs, Unpriced those of them without a known price, which are not billed.
	GPUHours, Unpriced float64
}

// Weight is the money that was divided between prompt and generation from one source.
type Weight struct {
	Source   Source
	Currency string
	Money    float64
}

// run is the state of one computation.
type run struct {
	*Input
	scopes   map[string]*scope
	rows     map[string]*Row
	buckets  map[string]*bucket
	order    []*bucket
	bills    map[string]*Bill
	weights  map[Weight]float64
	division []division
}

// division is how one replica's money is divided.
type division struct {
	work   work
	phases []phases
	// held is its wall seconds in each cell over all its devices.
	held []float64
}

// Compute divides the bill.
func Compute(in Input) Result {
	r := &run{Input: &in, rows: map[string]*Row{}, buckets: map[string]*bucket{}, bills: map[string]*Bill{}, weights: map[Weight]float64{}}
	r.division = make([]division, len(in.Replicas))
	for i := range in.Replicas {
		d := &r.division[i]
		d.work, d.held = in.workOf(&in.Replicas[i]), make([]float64, in.Cells.Len())
		for k := range in.Replicas[i].Parts {
			d.phases = append(d.phases, in.phasesOf(in.Replicas[i].Role, &in.Replicas[i].Parts[k]))
		}
	}
	replicas := halve(in.Replicas)
	r.scopes = in.scopes(replicas)
	spent := make([]spent, len(in.Holdings))
	for i := range in.Holdings {
		h := &in.Holdings[i]
		spent[i] = h.integrate(in.Cells.Edges)
		if h.Replica != Nobody {
			addTo(r.division[h.Replica].held, spent[i].wall)
		}
	}
	for i := range in.Holdings {
		h := &in.Holdings[i]
		if h.Replica == Nobody {
			r.aside(Unattributed, h.Keys[0], h.Currency, spent[i], nil, 1)
			continue
		}
		r.hold(h, &replicas[h.Replica], spent[i])
	}
	r.divide()
	return r.result()
}

func addTo(to, v []float64) {
	for i, x := range v {
		to[i] += x
	}
}

// aside books money that no tokens explain: all of it, or by interval the part that is not used.
func (r *run) aside(kind Kind, key []string, currency string, s spent, used []float64, part float64) {
	if key == nil {
		return
	}
	if used == nil { // a replica's money is billed as a whole
		all := Bill{}
		for c := range s.gpu {
			all.add(s, c, part)
		}
		r.billed(currency, all)
	}
	if !r.keeps(nil) {
		return
	}
	var row *Row
	for c, gpu := range s.gpu {
		f := part
		if used != nil {
			f *= 1 - used[r.Cells.Interval[c]]
		}
		if gpu*f == 0 {
			continue
		}
		if row == nil {
			row = r.row(kind, key, nil, currency)
		}
		row.add(&row.GPU, r.Cells.Step[c], gpu*f)
		row.add(&row.Money, r.Cells.Step[c], s.money[c]*f)
	}
}

// hold books what a replica's time on a device came to, and what it made there.
func (r *run) hold(h *Holding, replica *Replica, s spent) {
	d := &r.division[h.Replica]
	home := len(h.Spans) == 0
	for k := range replica.Parts {
		key := h.Keys[min(k, len(h.Keys)-1)]
		if key == nil {
			continue
		}
		p, b := &replica.Parts[k], r.bucket(key, &replica.Parts[k], h.Currency)
		b.kept = b.kept || !home || total(d.held) == 0
		r.aside(Idle, key, h.Currency, s, d.work.used, 1/float64(len(replica.Parts)))
		w := Weight{Source: d.phases[k].source, Currency: h.Currency}
		all := Bill{}
		for c := range r.Cells.Len() {
			i := r.Cells.Interval[c]
			even, used := 1/float64(len(replica.Parts)), d.work.used[i]
			mine := used*d.work.parts[k][i] + (1-used)*even
			all.add(s, c, mine)
			gpu, money := s.gpu[c]*used*d.work.parts[k][i], s.money[c]*used*d.work.parts[k][i]
			if home {
				money = math.NaN() // without a device it is not known what it cost
			}
			if home || s.gpu[c] > 0 {
				b.spend(c, r.Cells.Len(), gpu, money, d.phases[k].prompt[i])
			}
			if money > 0 {
				r.weights[w] += money
			}
			here := 0.0
			switch {
			case d.held[c] > 0:
				here = s.wall[c] / d.held[c]
			case home:
				here = 1
			}
			if here > 0 {
				b.count(c, r.Cells.Len(), p, here)
			}
		}
		r.billed(h.Currency, all)
	}
}

// add books a part of a cell.
func (b *Bill) add(s spent, cell int, part float64) {
	b.GPUHours += s.gpu[cell] * part / 3600
	b.Unpriced += (s.gpu[cell] - s.priced[cell]) * part / 3600
	if m := s.money[cell] * part; m == m {
		b.Money += m
	}
}

func (r *run) billed(currency string, x Bill) {
	if x.GPUHours == 0 {
		return
	}
	b := r.bills[currency]
	if b == nil {
		b = &Bill{Currency: currency}
		r.bills[currency] = b
	}
	b.Money, b.GPUHours, b.Unpriced = b.Money+x.Money, b.GPUHours+x.GPUHours, b.Unpriced+x.Unpriced
}

func joined(key []string, more ...string) string {
	return strings.Join(append(slices.Clone(key), more...), "\xff")
}

func (r *run) keeps(who []string) bool {
	if r.Keep == nil {
		return true
	}
	if who == nil {
		who = make([]string, len(r.WhoAt))
	}
	return r.Keep(who)
}

// row finds or makes a row. For all but values the first key column repeats the kind.
func (r *run) row(kind Kind, key, who []string, currency string) *Row {
	key = slices.Clone(key)
	for j, v := range who {
		if at := r.WhoAt[j]; at >= 0 {
			key[at] = v
		}
	}
	if kind != Value && len(key) > 0 {
		key[0] = string(kind)
	}
	id := joined(key, string(kind), currency)
	if r.rows[id] == nil {
		r.rows[id] = &Row{Kind: kind, Key: key, Currency: currency, steps: r.Cells.Steps}
	}
	return r.rows[id]
}

func (r *run) result() Result {
	var out Result
	for _, row := range r.rows {
		if row.Kind != Unlabelled || row.holds() {
			out.Rows = append(out.Rows, row)
		}
	}
	slices.SortFunc(out.Rows, Compare)
	for _, b := range r.bills {
		out.Bills = append(out.Bills, *b)
	}
	slices.SortFunc(out.Bills, func(a, b Bill) int { return cmp.Compare(a.Currency, b.Currency) })
	for w, money := range r.weights {
		w.Money = money
		out.Weights = append(out.Weights, w)
	}
	slices.SortFunc(out.Weights, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Source, b.Source))
	})
	for id, s := range r.scopes {
		if id != "" && s.beyond() {
			out.Beyond = append(out.Beyond, id)
		}
	}
	for _, c := range r.Clients {
		if r.scopes[c.Scope] == nil && !slices.Contains(out.Unmet, c.Scope) {
			out.Unmet = append(out.Unmet, c.Scope)
		}
	}
	slices.Sort(out.Beyond)
	slices.Sort(out.Unmet)
	return out
}
