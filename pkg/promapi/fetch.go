package promapi

import (
	"context"
	"errors"
	"io"
	"net/url"
)

// DecodeError is what a reader given to Fetch fails with when it does not
// understand the answer.
type DecodeError struct {
	// NotJSON says that the answer is something else altogether, such as a page.
	NotJSON bool
	// Message says what was expected, Near is the beginning of what came.
	Message, Near string
}

func (e *DecodeError) Error() string { return e.Message }

// Fetch gets a path below the endpoint's URL and hands the answer to read, of
// which it may read at most Limits.Bytes. It is for APIs other than the
// Prometheus one, with the same redaction, time-outs and errors; a *DecodeError
// of read becomes one of KindMalformed or KindNotJSON.
func (c *Client) Fetch(ctx context.Context, path string, form url.Values, read func(io.Reader) error) error {
	resp, err := c.send(ctx, call{path: path, form: form, get: true})
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	err = read(io.LimitReader(contentOf(resp), c.limits.Bytes))
	var wrong *DecodeError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &wrong):
		return c.fail(c.explain(ctx, resp, err))
	}
	e := &Error{Kind: KindMalformed, Status: resp.StatusCode, Message: wrong.Message, Snippet: c.redact.snippet(wrong.Near), Setting: SettingURL, cause: wrong}
	if wrong.NotJSON {
		e.Kind, e.Message = KindNotJSON, "it sent "+contentType(resp)
	}
	return c.fail(e)
}
