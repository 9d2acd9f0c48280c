package promapi

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Client speaks to one endpoint. It is safe for concurrent use.
type Client struct {
	http    *http.Client
	family  string
	api     string
	base    *url.URL
	extra   url.Values
	limits  Limits
	idle    time.Duration
	redact  *redactor
	getOnly atomic.Bool // the endpoint does not take POST

	bounds bounds        // what one request may ask for, as far as known
	parts  chan struct{} // places for parts of split ranges

	samples sampleUse // whether the store is read by samples
}

// New makes a client. The HTTP client carries authentication, headers, TLS and
// time-outs. Errors: KindConfig for an unusable URL, KindInvalid without hc.
func New(hc *http.Client, o Options) (*Client, error) {
	if hc == nil {
		return nil, &Error{Family: o.Family, Kind: KindInvalid, Message: "no HTTP client was given"}
	}
	base, problem := parseBase(o.URL)
	if problem != "" {
		return nil, &Error{Family: o.Family, Kind: KindConfig, Message: problem, Setting: SettingURL}
	}
	extra := url.Values{}
	for name, values := range base.Query() {
		extra[name] = values
	}
	for name, values := range o.CustomQueryParameters {
		extra[name] = values
	}
	o = o.withDefaults()
	c := &Client{http: hc, family: o.Family, api: o.API, extra: extra, limits: o.Limits, idle: o.IdleTimeout}
	c.redact = newRedactor(base.User, extra, o.Secrets)
	c.bounds.points.Store(int64(o.MaxPoints))
	c.parts = make(chan struct{}, o.Parallel)
	base.RawQuery, base.Fragment = "", ""
	c.base = base
	return c, nil
}

// parseBase returns the problem in words: the error of url.Parse quotes the
// whole address, user information included.
func parseBase(text string) (*url.URL, string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, "the URL is empty"
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, "the URL cannot be read"
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, "the URL must start with http:// or https://"
	}
	if u.Hostname() == "" {
		return nil, "the URL has no host"
	}
	return u, ""
}
