package traceapi

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// APIName is what error texts call what the endpoint should speak.
const APIName = "Tempo HTTP API"

// margin is how far around an instant a trace is looked for by its id, in seconds: a store that is told a range reads
// only the blocks that overlap it.
const margin = 3600

// Client speaks to one store of traces. It is safe for concurrent use.
type Client struct{ http *promapi.Client }

// New makes a client over one of promapi, which carries authentication, limits and the endpoint's name.
func New(c *promapi.Client) *Client { return &Client{http: c} }

// Has tells whether the store has a trace, some of whose spans are near an instant (ms since the epoch). A 404 is a no,
// unless it comes as a page; whether it is a store of traces that says so is for Answers to find out. A trace that is too
// large for the store to show is there.
func (c *Client) Has(ctx context.Context, id ID, at int64) (bool, error) {
	form := url.Values{"start": {strconv.FormatInt(max(0, at/1000-margin), 10)}, "end": {strconv.FormatInt(at/1000+margin, 10)}}
	found := false
	err := c.http.Fetch(ctx, "/api/traces/"+id.String(), form, func(r io.Reader) (err error) {
		found, err = hasSpan(r)
		return err
	})
	var e *promapi.Error
	if errors.As(err, &e) {
		switch {
		case e.Status == http.StatusNotFound && !strings.Contains(e.Snippet, "<"):
			return false, nil
		case e.Status == http.StatusUnprocessableEntity:
			return true, nil
		}
	}
	return found, err
}

// Answers tells by /api/echo whether a store of traces is at the address; nil where it is.
func (c *Client) Answers(ctx context.Context) error {
	return c.http.Fetch(ctx, "/api/echo", nil, func(r io.Reader) error {
		text, err := io.ReadAll(io.LimitReader(r, snippetBytes))
		if err != nil {
			return err
		}
		if strings.TrimSpace(string(text)) != "echo" {
			return &promapi.DecodeError{NotJSON: true, Message: "it does not echo", Near: string(text)}
		}
		return nil
	})
}

// Version is what the store says of itself in /api/status/buildinfo; empty where it does not.
func (c *Client) Version(ctx context.Context) (string, error) {
	var info struct {
		Version string `json:"version"`
	}
	err := c.http.Fetch(ctx, "/api/status/buildinfo", nil, func(r io.Reader) error { return decode(r, &info) })
	return info.Version, err
}

// snippetBytes is how much of an answer is kept to quote its beginning.
const snippetBytes = 1 << 10

// decode reads a small JSON answer.
func decode(r io.Reader, into any) error {
	head := &beginning{source: r}
	d := json.NewDecoder(head)
	if err := d.Decode(into); err != nil {
		return head.problem(err)
	}
	return nil
}

// beginning keeps the first bytes that were read, to quote them.
type beginning struct {
	source io.Reader
	kept   []byte
}

func (b *beginning) Read(p []byte) (int, error) {
	n, err := b.source.Read(p)
	b.kept = append(b.kept, p[:min(n, snippetBytes-len(b.kept))]...)
	return n, err
}

// problem is a decoder's error as promapi explains it: what broke off and what the connection did stay what they are.
func (b *beginning) problem(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	text := strings.TrimSpace(string(b.kept))
	isJSON := strings.HasPrefix(text, "{")
	switch {
	case !isJSON && (text != "" || errors.Is(err, io.EOF)):
		return &promapi.DecodeError{NotJSON: true, Message: "it is no JSON object", Near: text}
	case errors.As(err, &syntax), errors.As(err, &kind), errors.Is(err, errShape):
		return &promapi.DecodeError{Message: "its JSON does not fit", Near: text}
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	}
	return err
}
