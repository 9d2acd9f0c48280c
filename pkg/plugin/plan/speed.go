package plan

import (
	"context"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// speed reads a counter as the level that its rate is: bytes counted where others report bytes per second.
func (r *reader) speed(ctx context.Context, a catalog.Alternative, g join.Grid) ([]column, error) {
	native := r.nativeOf(a)
	m, err := r.cells(ctx, r.s.of(a), rateExpr(a.SelectorFor(a.Metric, r.extra...), max(g.Step(), 4*native)), g)
	if err != nil {
		return nil, err
	}
	a.MaxValid = 0 // a bound of the counter's value, not of its rate
	out, _ := r.columns(a, m, g)
	return out, nil
}

// portion reads a share of time that a source reports itself where others count seconds.
func (r *reader) portion(ctx context.Context, a catalog.Alternative) ([]column, error) {
	return r.gauge(ctx, a, a.Metric, models.StatAvg, r.steps)
}
