package promapi

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
)

// body is an answer on its way in.
type body struct {
	reader io.Reader
	// length is what the store announced, -1 when unknown or compressed.
	length int64
	shared *spent // as in call
}

// contentOf undoes gzip where the transport has not: it does so only when it
// asked for gzip itself.
func contentOf(resp *http.Response) io.Reader {
	if resp.Uncompressed || !strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		return resp.Body
	}
	return &lazyGzip{source: resp.Body}
}

// lazyGzip reads the gzip header with the first Read, so that its errors take
// the same way as all others.
type lazyGzip struct {
	source io.Reader
	reader *gzip.Reader
}

func (g *lazyGzip) Read(p []byte) (int, error) {
	if g.reader == nil {
		r, err := gzip.NewReader(g.source)
		if err != nil {
			return 0, err
		}
		g.reader = r
	}
	return g.reader.Read(p)
}

// read hands the answer to decode and explains its errors.
func (c *Client) read(ctx context.Context, resp *http.Response, shared *spent, decode func(*body) error) error {
	b := &body{reader: contentOf(resp), length: -1, shared: shared}
	if resp.Header.Get("Content-Encoding") == "" && !resp.Uncompressed {
		b.length = resp.ContentLength
	}
	if over := b.length - c.limits.Bytes; over > 0 {
		return c.fail(limitFailure(&LimitError{Limit: limitBytes, Max: c.limits.Bytes, Seen: b.length}))
	}
	err := decode(b)
	if err == nil {
		return nil
	}
	return c.fail(c.explain(ctx, resp, err))
}

// explain turns an error of the decoder or of the connection into an *Error.
func (c *Client) explain(ctx context.Context, resp *http.Response, err error) *Error {
	var (
		limit  *LimitError
		syntax *syntaxError
		said   *storeError
	)
	switch {
	case errors.As(err, &limit):
		return limitFailure(limit)
	case errors.As(err, &said):
		return c.storeFailure(resp, said)
	case errors.As(err, &syntax):
		return c.syntaxFailure(resp, syntax)
	}
	if e := interrupted(ctx, err); e != nil {
		return e
	}
	if strings.Contains(err.Error(), "response body too large") { // a cap in the HTTP client
		return &Error{Kind: KindLimit, Message: "the answer is larger than the server's response limit", Setting: SettingLimits, cause: err}
	}
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) {
		return &Error{Kind: KindMalformed, Status: resp.StatusCode, Message: "it is called gzip and is not", Setting: SettingURL, cause: err}
	}
	return &Error{Kind: KindTruncated, Status: resp.StatusCode, Message: c.redact.message(err.Error()), cause: err}
}

func limitFailure(limit *LimitError) *Error {
	return &Error{Kind: KindLimit, Message: limit.Error(), Setting: SettingLimits, cause: limit}
}

// storeFailure is for stores that report an error with a success status.
func (c *Client) storeFailure(resp *http.Response, said *storeError) *Error {
	e := &Error{Status: resp.StatusCode, ErrorType: said.errorType, Message: c.redact.message(said.message), bound: boundIn(said.message)}
	e.Kind, e.Setting = classify(resp.StatusCode, said.errorType)
	if e.Kind == KindHTTP {
		e.Kind, e.Setting = KindQuery, SettingQuery
	}
	return e
}

func (c *Client) syntaxFailure(resp *http.Response, s *syntaxError) *Error {
	e := &Error{Kind: KindMalformed, Status: resp.StatusCode, Message: s.Error(), Snippet: c.redact.snippet(s.near), Setting: SettingURL, cause: s}
	switch {
	case s.atStart && !s.looksLikeJSON:
		e.Kind, e.Message = KindNotJSON, "it sent "+contentType(resp)
		if s.near == "" {
			e.Message = "it sent an empty body"
		}
	case s.truncated:
		e.Kind, e.Snippet, e.Setting = KindTruncated, "", SettingNoneHere
	}
	return e
}
