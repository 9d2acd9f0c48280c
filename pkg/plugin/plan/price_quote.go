package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// quote is a device's price as it is put together from several sources.
type quote struct {
	grid     join.Grid
	tariff   *tariff
	currency string
	// free is the time for which nothing was declared.
	free ownership.Spans
	// shared says that the tariff is a source's own, which others use too.
	shared bool
	// mixed says that a price in another currency was left out.
	mixed bool
}

// declare books a declared price for the time that is still free.
func (q *quote) declare(x declaredPrice) {
	spans := q.free.Clip(ownership.Spans{{From: x.from, To: x.to}})
	if len(spans) == 0 {
		return
	}
	if q.tariff != nil && q.currency != x.Currency {
		q.mixed = true
		return
	}
	if q.tariff == nil {
		q.tariff, q.currency = newTariff(q.grid.Cells()), x.Currency
	}
	for _, s := range spans {
		q.tariff.add(q.grid, s.From, s.To, x.PerHour)
	}
	q.free = q.free.Without(spans)
}

// take adds what a store's price says of the time that nothing before it speaks for.
func (q *quote) take(x *storePrice) {
	switch {
	case q.tariff == nil:
		q.tariff, q.currency, q.shared = x.tariff, x.currency, true
		q.free = nil
		return
	case q.complete():
		return
	case q.currency != x.currency:
		q.mixed = true
		return
	}
	if q.shared {
		q.tariff, q.shared = &tariff{slices.Clone(q.tariff.sum), slices.Clone(q.tariff.known)}, false
	}
	if len(q.free) > 0 {
		q.tariff.addPart(x.tariff, q.free, q.grid)
		q.free = nil
		return
	}
	q.tariff.fill(x.tariff)
}

// complete tells whether a price is known all the time.
func (q *quote) complete() bool {
	for c, ms := range q.tariff.known {
		if ms < q.grid.Edges[c+1]-q.grid.Edges[c] {
			return false
		}
	}
	return true
}
