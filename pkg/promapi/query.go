package promapi

import (
	"context"
	"net/url"
	"strconv"
)

// queryRange asks for a range in one request.
func (c *Client) queryRange(ctx context.Context, q RangeQuery, shared *spent) (*Matrix, error) {
	form := url.Values{
		"query": {q.Expr},
		"start": {seconds(q.Start)},
		"end":   {seconds(q.End)},
		"step":  {stepOf(q.Step)},
	}
	if q.Start%q.Step != 0 && !c.extra.Has("nocache") {
		// VictoriaMetrics moves start and end to multiples of the step, for its
		// cache; other stores do not know the parameter.
		form.Set("nocache", "1")
	}
	return c.matrix(ctx, call{path: "/api/v1/query_range", form: form, shared: shared})
}

// Query evaluates an expression at one instant (ms since the epoch). A vector
// gives one sample a series, a range selector its raw samples, a scalar one
// series without labels.
func (c *Client) Query(ctx context.Context, expr string, atMs int64) (*Matrix, error) {
	if expr == "" {
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "the expression is empty"})
	}
	form := url.Values{"query": {expr}, "time": {seconds(atMs)}}
	return c.matrix(ctx, call{path: "/api/v1/query", form: form})
}

// checkRange refuses before asking what could not be kept within the limits.
func (c *Client) checkRange(q RangeQuery) *Error {
	switch {
	case q.Expr == "":
		return &Error{Kind: KindInvalid, Message: "the expression is empty"}
	case q.Step <= 0:
		return &Error{Kind: KindInvalid, Message: "the step is " + strconv.FormatInt(q.Step, 10) + " ms, it must be above 0"}
	case q.End < q.Start:
		return &Error{Kind: KindInvalid, Message: "the range ends before it starts"}
	}
	if points := q.points(); points > int64(c.limits.Samples) {
		return limitFailure(&LimitError{Limit: limitSamples, Max: int64(c.limits.Samples), Seen: points})
	}
	return nil
}

func (c *Client) matrix(ctx context.Context, k call) (*Matrix, error) {
	var m *Matrix
	err := c.ask(ctx, k, func(b *body) (err error) {
		m, err = decodeMatrix(b, c.limits)
		return err
	})
	return m, err
}
