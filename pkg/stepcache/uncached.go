package stepcache

import (
	"context"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// Reader evaluates expressions over time and at an instant. Times are ms since 1970.
type Reader interface {
	QueryRange(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error)
	Query(ctx context.Context, expr string, at int64) (*promapi.Matrix, error)
}

// Uncached counts on the context's tally what is read from a source, and keeps nothing.
type Uncached struct{ Source Reader }

// QueryRange evaluates an expression at steps, as Reader does.
func (u Uncached) QueryRange(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error) {
	m, err := u.Source.QueryRange(ctx, q)
	if err == nil && q.Step > 0 {
		TallyOf(ctx).AddSteps((q.End-q.Start)/q.Step+1, 0)
		TallyOf(ctx).AddSamples(m.Samples)
	}
	return m, err
}

// Query evaluates an expression at an instant, as Reader does.
func (u Uncached) Query(ctx context.Context, expr string, at int64) (*promapi.Matrix, error) {
	m, err := u.Source.Query(ctx, expr, at)
	if err == nil {
		TallyOf(ctx).AddSamples(m.Samples)
	}
	return m, err
}
