package plugin

import (
	"context"
	"io"
	"net/http"
	"sync"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/tokenpath/tokenpath/pkg/stepcache"
)

type accountKey struct{}

// withAccount lets the HTTP clients below know on whose account answers are read.
func withAccount(ctx context.Context, a *account) context.Context {
	return context.WithValue(ctx, accountKey{}, a)
}

// Memory is asked for in blocks while an answer is read; most answers fit into the first.
const firstBlock, nextBlock = 64 << 10, 1 << 20

// meteredBodies counts requests and charges answers to the request's account while they are read: what is decoded from them is at no time
// larger. What is kept in the end is charged when it is there.
func meteredBodies() httpclient.Middleware {
	return httpclient.NamedMiddlewareFunc("memory-budget", func(_ httpclient.Options, next http.RoundTripper) http.RoundTripper {
		return httpclient.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
			tally := stepcache.TallyOf(req.Context())
			tally.AddRequest()
			resp, err := next.RoundTrip(req)
			if a, ok := req.Context().Value(accountKey{}).(*account); ok && err == nil && resp.Body != nil {
				a.begin()
				resp.Body = &meteredBody{ReadCloser: resp.Body, ctx: req.Context(), account: a, tally: tally}
			}
			return resp, err
		})
	})
}

type meteredBody struct {
	io.ReadCloser
	ctx         context.Context
	account     *account
	tally       *stepcache.Tally
	taken, read int64
	closed      sync.Once
}

func (b *meteredBody) Read(p []byte) (int, error) {
	if b.read >= b.taken && len(p) > 0 {
		if err := b.more(); err != nil {
			return 0, err
		}
	}
	p = p[:min(int64(len(p)), b.taken-b.read)]
	n, err := b.ReadCloser.Read(p)
	b.read += int64(n)
	b.tally.AddBytes(int64(n))
	return n, err
}

// more takes the next block. While it waits it counts as waiting only.
func (b *meteredBody) more() error {
	block := int64(nextBlock)
	if b.taken == 0 {
		block = firstBlock
	}
	b.account.end()
	defer b.account.begin()
	if err := b.account.take(b.ctx, block); err != nil {
		return err
	}
	b.taken += block
	return nil
}

func (b *meteredBody) Close() error {
	b.closed.Do(func() {
		b.account.give(b.taken)
		b.account.end()
	})
	return b.ReadCloser.Close()
}
