package promapi

import (
	"context"
	"net/url"
	"strconv"
)

// QueryRange evaluates an expression over time. Series without a sample in the
// range are not part of the answer.
func (c *Client) QueryRange(ctx context.Context, q RangeQuery) (*Matrix, error) {
	if problem := c.checkRange(q); problem != nil {
		return nil, c.fail(problem)
	}
	form := url.Values{
		"query": {q.Expr},
		"start": {seconds(q.Start)},
		"end":   {seconds(q.End)},
		"step":  {seconds(q.Step)},
	}
	return c.matrix(ctx, call{path: "/api/v1/query_range", form: form})
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
	points := (q.End-q.Start)/q.Step + 1
	if points > int64(c.limits.Samples) {
		return limitFailure(&LimitError{Limit: limitSamples, Max: int64(c.limits.Samples), Seen: points})
	}
	return nil
}

func (c *Client) matrix(ctx context.Context, k call) (*Matrix, error) {
	resp, err := c.send(ctx, k)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var m *Matrix
	err = c.read(ctx, resp, func(b *body) error {
		m, err = decodeMatrix(b, c.limits)
		return err
	})
	if err != nil {
		return nil, err
	}
	return m, nil
}
