package cost

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Rate is a price that holds in [From, To), ms since the epoch in UTC.
type Rate struct {
	From, To int64
	// PerHour is money for one whole GPU and hour, in the tariff's currency.
	PerHour float64
}

// Tariff is a price over time: disjoint rates, ascending. Time that none of them covers has no known price, which is
// never a price of 0.
type Tariff []Rate

// Add appends a rate that begins no earlier than the last one ends; one that only goes on is made longer.
func (t Tariff) Add(r Rate) Tariff {
	if r.From >= r.To {
		return t
	}
	if n := len(t); n > 0 && t[n-1].To == r.From && t[n-1].PerHour == r.PerHour {
		t[n-1].To = r.To
		return t
	}
	return append(t, r)
}

// Within is what the tariff says of some time.
func (t Tariff) Within(spans ownership.Spans) Tariff {
	var out Tariff
	for i, j := 0, 0; i < len(t) && j < len(spans); {
		from, to := max(t[i].From, spans[j].From), min(t[i].To, spans[j].To)
		if from < to {
			out = out.Add(Rate{from, to, t[i].PerHour})
		}
		if t[i].To < spans[j].To {
			i++
		} else {
			j++
		}
	}
	return out
}

// Known is the time for which there is a price.
func (t Tariff) Known() ownership.Spans {
	out := make(ownership.Spans, 0, len(t))
	for _, r := range t {
		if n := len(out); n > 0 && out[n-1].To == r.From {
			out[n-1].To = r.To
			continue
		}
		out = append(out, ownership.Span{From: r.From, To: r.To})
	}
	return out
}

// Or is this tariff where it knows a price, and the other elsewhere.
func (t Tariff) Or(o Tariff) Tariff {
	if len(t) == 0 || len(o) == 0 {
		return append(slices.Clone(t), o...)
	}
	whole := ownership.Spans{{From: min(t[0].From, o[0].From), To: max(t[len(t)-1].To, o[len(o)-1].To)}}
	all := append(slices.Clone(t), o.Within(whole.Without(t.Known()))...)
	slices.SortFunc(all, func(a, b Rate) int {
		if a.From < b.From {
			return -1
		}
		return 1
	})
	var out Tariff
	for _, r := range all {
		out = out.Add(r)
	}
	return out
}

// Integral gives, for each cell (edges[i], edges[i+1]], the integral of the price over time in money × ms ÷ h, and the
// ms for which a price is known.
func (t Tariff) Integral(edges []int64) (sum []float64, known []int64) {
	n := max(0, len(edges)-1)
	sum, known = make([]float64, n), make([]int64, n)
	for i, c := 0, 0; i < len(t) && c < n; {
		if ms := min(t[i].To, edges[c+1]) - max(t[i].From, edges[c]); ms > 0 {
			sum[c] += t[i].PerHour * float64(ms)
			known[c] += ms
		}
		if t[i].To < edges[c+1] {
			i++
		} else {
			c++
		}
	}
	return sum, known
}
