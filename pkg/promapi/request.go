package promapi

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// call describes one request to the API.
type call struct {
	path string
	form url.Values
	get  bool // the API offers this path for GET alone

	shared *spent // by the parts of one answer; nil when it has no parts
}

// ask makes the request and hands the answer to decode.
func (c *Client) ask(ctx context.Context, k call, decode func(*body) error) error {
	resp, err := c.send(ctx, k)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	return c.read(ctx, resp, k.shared, decode)
}

// send makes the request and gives back an answer with a success status, or an
// *Error. Parameters travel as a POST form, since selectors outgrow what proxies
// allow in a URL; an endpoint that refuses POST is asked by GET, from then on if
// that works.
func (c *Client) send(ctx context.Context, k call) (*http.Response, error) {
	refused := false
	if !k.get && !c.getOnly.Load() {
		resp, err := c.roundTrip(ctx, http.MethodPost, k)
		if err != nil {
			return nil, err
		}
		if refused = refusedPost(resp); !refused {
			return c.checkStatus(ctx, resp)
		}
		_ = resp.Body.Close()
	}
	resp, err := c.roundTrip(ctx, http.MethodGet, k)
	if err != nil {
		return nil, err
	}
	if refused && resp.StatusCode/100 == 2 && contentType(resp) == "application/json" {
		c.getOnly.Store(true) // not after a passing redirect to a login page
	}
	return c.checkStatus(ctx, resp)
}

// refusedPost also sees a redirect that turned the POST into a GET and dropped
// the form, as 301 and 302 do.
func refusedPost(resp *http.Response) bool {
	lostForm := resp.Request != nil && resp.Request.Method != http.MethodPost
	return lostForm || resp.StatusCode == http.StatusMethodNotAllowed || resp.StatusCode == http.StatusNotImplemented
}

func (c *Client) roundTrip(ctx context.Context, method string, k call) (*http.Response, error) {
	return c.exchange(ctx, func(ctx context.Context) (*http.Request, error) { return c.request(ctx, method, k) })
}

// exchange makes a request. Its answer ends where nothing of it comes for too long.
func (c *Client) exchange(ctx context.Context, build func(context.Context) (*http.Request, error)) (*http.Response, error) {
	watched, cancel := context.WithCancel(ctx)
	req, err := build(watched)
	if err != nil {
		cancel()
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "the request could not be built"})
	}
	resp, err := c.http.Do(req)
	if err != nil {
		cancel()
		return nil, c.transportError(ctx, err)
	}
	resp.Body = watch(resp.Body, c.idle, cancel)
	return resp, nil
}

func (c *Client) request(ctx context.Context, method string, k call) (*http.Request, error) {
	target := c.base.JoinPath(k.path)
	if method == http.MethodGet {
		target.RawQuery = joinQuery(c.extra.Encode(), k.form.Encode())
		req, err := http.NewRequestWithContext(ctx, method, target.String(), nil)
		if err == nil {
			c.accept(req)
		}
		return req, err
	}
	target.RawQuery = c.extra.Encode()
	req, err := http.NewRequestWithContext(ctx, method, target.String(), strings.NewReader(k.form.Encode()))
	if err != nil {
		return nil, err
	}
	c.accept(req)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	// A query changes nothing: this lets net/http repeat it when an idle
	// connection turns out to be closed. A nil value is not sent.
	req.Header["Idempotency-Key"] = nil
	return req, nil
}

// accept says what answers are wanted. A store on this machine need not compress: that costs it more time than the
// loopback takes.
func (c *Client) accept(req *http.Request) {
	req.Header.Set("Accept", "application/json")
	if isLoopback(c.base.Hostname()) {
		req.Header.Set("Accept-Encoding", "identity")
	}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func joinQuery(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "&" + b
}

// fail puts the endpoint's name on an error.
func (c *Client) fail(e *Error) *Error {
	e.Family, e.api = c.family, c.api
	return e
}
