package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"time"
)

// slowLink is the pace of a link between two data centres, bytes a second.
const slowLink = 100e6 / 8

// compression times one operand with and without gzip, over loopback and over a slow link.
func (b *bench) compression(ctx context.Context, w io.Writer) error {
	if !b.wires {
		return nil
	}
	front, err := b.slow()
	if err != nil {
		return err
	}
	defer front.Close()
	fmt.Fprintln(w, "\n| link | gzip off | gzip on |")
	fmt.Fprintln(w, "|---|---|---|")
	direct := b.url
	defer func() { b.url = direct }()
	for _, link := range []struct{ name, url string }{{"loopback", direct}, {"100 Mbit/s", front.URL}} {
		b.url = link.url
		var ways []*way
		for _, encoding := range []string{"identity", "gzip"} {
			ways = append(ways, &way{name: encoding, run: func() error { return b.encoded(ctx, encoding) }})
		}
		if err := b.race(ways); err != nil {
			return err
		}
		fmt.Fprintf(w, "| %s | %s | %s |\n", link.name, ways[0].time, ways[1].time)
	}
	return nil
}

// encoded reads the answer to an operand in an encoding; gzip is undone.
func (b *bench) encoded(ctx context.Context, encoding string) error {
	client := plain
	if encoding == "gzip" {
		client = zipped
	}
	saved := plain
	plain = client
	defer func() { plain = saved }()
	return b.rangeQuery(ctx, b.operands(time.Minute, "replica")[0], time.Minute, io.Discard)
}

// zipped asks for gzip and undoes it, as Go's client does by default.
var zipped = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}

// slow is the store behind a slow link.
func (b *bench) slow() (*httptest.Server, error) {
	target, err := url.Parse(b.url)
	if err != nil {
		return nil, err
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.Transport = &http.Transport{DisableCompression: true}
	server := httptest.NewUnstartedServer(proxy)
	server.Listener = paced{server.Listener}
	server.Start()
	return server, nil
}

// paced is a listener whose connections send no faster than the slow link.
type paced struct{ net.Listener }

func (p paced) Accept() (net.Conn, error) {
	c, err := p.Listener.Accept()
	return &pacedConn{Conn: c}, err
}

type pacedConn struct {
	net.Conn
	free time.Time
}

func (c *pacedConn) Write(p []byte) (int, error) {
	if now := time.Now(); c.free.Before(now) {
		c.free = now
	}
	n, err := c.Conn.Write(p)
	c.free = c.free.Add(time.Duration(float64(n) / slowLink * float64(time.Second)))
	time.Sleep(time.Until(c.free))
	return n, err
}
