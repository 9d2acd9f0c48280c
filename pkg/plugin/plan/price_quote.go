package plan

import (
	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// quote is a device's price as it is put together from several sources.
type quote struct {
	within   ownership.Span
	tariff   cost.Tariff
	currency string
	// free is the time for which nothing was declared.
	free ownership.Spans
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
	var own cost.Tariff
	for _, s := range spans {
		own = own.Add(cost.Rate{From: s.From, To: s.To, PerHour: x.PerHour})
	}
	q.tariff, q.currency = q.tariff.Or(own), x.Currency
	q.free = q.free.Without(spans)
}

// take adds what a store's price says of the time that nothing before it speaks for. Most devices have one source: its
// tariff is theirs, too, and is not copied.
func (q *quote) take(x *storePrice) {
	switch {
	case len(x.tariff) == 0:
	case q.tariff == nil:
		q.tariff, q.currency = x.tariff, x.currency
	case len(ownership.Spans{q.within}.Without(q.tariff.Known())) == 0:
	case q.currency != x.currency:
		q.mixed = true
	default:
		q.tariff = q.tariff.Or(x.tariff)
	}
}
