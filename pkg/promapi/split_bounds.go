package promapi

import "sync/atomic"

const (
	// mostParts bounds what a small bound of a store may lead to.
	mostParts = 2_000
	// leastRemembered: a store that allows fewer instants than this is taken at
	// its word for one query, but not for all that follow.
	leastRemembered = 500
)

// bounds are what the store allows in one request, as far as it is known. They
// only ever shrink.
type bounds struct {
	points atomic.Int64
	length atomic.Int64 // ms; 0 while no bound is known
}

func (b *bounds) get() allowance {
	return allowance{points: b.points.Load(), length: b.length.Load()}
}

// learn keeps what the store said for the queries to come. Of a bound on the
// length the part that the expression's own window took is kept too, as long as
// it is the smaller part: most expressions of a data source have such a window.
func (b *bounds) learn(said storeBound, a allowance) {
	if said.points >= leastRemembered {
		lower(&b.points, said.points)
	}
	if said.length > 0 {
		if a.length < said.length/2 {
			a.length = said.length
		}
		lower(&b.length, a.length)
	}
}

// lower makes v the value unless a smaller one is there already; 0 is none.
func lower(value *atomic.Int64, v int64) {
	for {
		old := value.Load()
		if old != 0 && old <= v || value.CompareAndSwap(old, v) {
			return
		}
	}
}

// allowance is what one request may ask for.
type allowance struct {
	points int64
	length int64 // ms between first and last instant; 0 is no bound
}

// instants is how many instants of a step fit into one request.
func (a allowance) instants(step int64) int64 {
	n := a.points
	if a.length > 0 {
		n = min(n, a.length/step+1)
	}
	return max(n, 1)
}

// cut divides a query into parts of nearly equal size on the same grid.
func (a allowance) cut(q RangeQuery) []RangeQuery {
	total, most := q.points(), a.instants(q.Step)
	if total <= most {
		return []RangeQuery{q}
	}
	parts := (total + most - 1) / most
	out := make([]RangeQuery, parts)
	first := int64(0)
	for i := range out {
		n := total / parts
		if int64(i) < total%parts {
			n++
		}
		out[i] = RangeQuery{Expr: q.Expr, Step: q.Step, Start: q.Start + first*q.Step, End: q.Start + (first+n-1)*q.Step}
		first += n
	}
	return out
}

// after is the allowance to try once the store has refused what this one led
// to. It says no when smaller parts would not help.
func (a allowance) after(said storeBound, q RangeQuery) (allowance, bool) {
	total, most := q.points(), a.instants(q.Step)
	parts := (total + most - 1) / most
	asked := (total + parts - 1) / parts // instants of the largest part
	switch {
	case asked < 2:
		return a, false
	case said.points > 0 && said.points < asked:
		a.points = said.points
	case said.points > 0: // the points of a subquery, which shrink with the range
		a.points = asked / 2
	default:
		// What the store measured beyond the range is the expression's window.
		window := max(said.asked-(asked-1)*q.Step, 0)
		if a.length = said.length - window; a.length <= 0 {
			return a, false
		}
	}
	if total/a.instants(q.Step) >= mostParts {
		return a, false
	}
	return a, true
}
