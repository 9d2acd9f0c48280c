package promapi

import (
	"github.com/tokenpath/tokenpath/pkg/overtime"
	"github.com/tokenpath/tokenpath/pkg/remoteread"
)

// Window says in parts what a range query's Expr says: one function of each series' own samples over a window that ends
// at the instant, such as rate(x[1m]). With it the client may read the samples and evaluate the function itself, where
// the store is known to answer the same that way and sooner.
type Window struct {
	Func overtime.Func
	// Length of the window, ms.
	Length int64
	// Matchers select the series.
	Matchers []remoteread.Matcher
}

// fewPoints are instants for which the store's own evaluation is cheap: samples travel in whole chunks of about 120.
const fewPoints = 60

// windowed tells whether a query can be evaluated from samples, and is long enough to be worth it.
func (q RangeQuery) windowed() bool {
	return q.Window != nil && q.Window.Func.Known() && q.Window.Length > 0 && q.points() >= fewPoints
}
