package promapi

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"
)

// learnRounds bounds how often one query is asked again with smaller parts.
const learnRounds = 8

// QueryRange evaluates an expression over time. Series without a sample in the
// range are not part of the answer.
//
// A range with more instants than the store answers at once is asked in parts
// on the same grid and put together again: the result is that of one request,
// and Limits hold for all parts together. When the store refuses a part for its
// number of instants or its length, smaller ones are asked for, and the client
// remembers what the store allows. An expression whose value depends on the
// range itself, such as one with start() or end(), is never split.
//
// A query with a Window may be answered from the samples themselves instead,
// which Prometheus gives away sooner than it evaluates them: the values are the
// same, to the bit.
func (c *Client) QueryRange(ctx context.Context, q RangeQuery) (*Matrix, error) {
	if problem := c.checkRange(q); problem != nil {
		return nil, c.fail(problem)
	}
	if m, ok := c.fromSamples(ctx, q); ok {
		return m, nil
	}
	if dependsOnRange(q.Expr) {
		return c.queryRange(ctx, q, nil)
	}
	allowed := c.bounds.get()
	for round := 1; ; round++ {
		m, err := c.inParts(ctx, allowed.cut(q))
		var e *Error
		if err == nil || round == learnRounds || !errors.As(err, &e) || e.bound == nil {
			return m, err
		}
		smaller, ok := allowed.after(*e.bound, q)
		if !ok {
			return nil, err
		}
		c.bounds.learn(*e.bound, smaller)
		allowed = smaller
	}
}

// inParts asks for consecutive ranges and joins the answers. The first error
// ends the requests for all others.
func (c *Client) inParts(ctx context.Context, parts []RangeQuery) (*Matrix, error) {
	if len(parts) == 1 {
		return c.queryRange(ctx, parts[0], nil)
	}
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(cap(c.parts))
	answers, shared := make([]*Matrix, len(parts)), &spent{}
	for i, q := range parts {
		g.Go(func() (err error) {
			select {
			case c.parts <- struct{}{}:
			case <-inner.Done():
				return c.fail(interrupted(inner, inner.Err()))
			}
			defer func() { <-c.parts }()
			answers[i], err = c.queryRange(inner, q, shared)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	m, err := stitch(answers, c.limits)
	if err != nil {
		return nil, c.fail(stitchFailure(err))
	}
	return m, nil
}
