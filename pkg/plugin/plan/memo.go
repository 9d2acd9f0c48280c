package plan

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/singleflight"

	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/stepcache"
)

// parallel bounds the requests that one dashboard request has under way to an endpoint.
const parallel = 8

// Memo answers equal requests of one dashboard request once. It lives no longer than that, so that nobody is answered
// with what a store gave to somebody else.
type Memo struct {
	// ctx is the whole request's: a query that gives up must not fail another that waits for the same answer.
	ctx    context.Context
	flight singleflight.Group
	mu     sync.Mutex
	done   map[string]any
	slots  map[string]chan struct{}
	// hold asks for the memory that an answer takes.
	hold func(ctx context.Context, bytes int64) error
}

// NewMemo is for the time of one request, which ctx bounds. hold, where given, is asked before an answer is kept; its
// error refuses the answer.
func NewMemo(ctx context.Context, hold func(ctx context.Context, bytes int64) error) *Memo {
	return &Memo{ctx: ctx, done: map[string]any{}, slots: map[string]chan struct{}{}, hold: hold}
}

// remembered is the answer to a request, from the store the first time.
func remembered[T any](ctx context.Context, m *Memo, endpoint, request string, ask func(context.Context) (T, error)) (T, error) {
	key := endpoint + "\xff" + request
	m.mu.Lock()
	hit, ok := m.done[key]
	m.mu.Unlock()
	if ok {
		return hit.(T), nil
	}
	var none T
	ch := m.flight.DoChan(key, func() (any, error) {
		// What it costs counts for the query that came first.
		return m.ask(endpoint, key, func(all context.Context) (any, error) { return ask(stepcache.WithTally(all, stepcache.TallyOf(ctx))) })
	})
	select {
	case <-ctx.Done():
		return none, gaveUp(ctx, endpoint)
	case r := <-ch:
		if r.Err != nil {
			return none, r.Err
		}
		return r.Val.(T), nil
	}
}

// gaveUp names the endpoint that was waited for when the request's time was over.
func gaveUp(ctx context.Context, endpoint string) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return &promapi.Error{Family: endpoint, Kind: promapi.KindTimeout, Setting: promapi.SettingTimeout}
	}
	return ctx.Err()
}

func (m *Memo) ask(endpoint, key string, ask func(context.Context) (any, error)) (any, error) {
	slots := m.slotsOf(endpoint)
	select {
	case slots <- struct{}{}:
	case <-m.ctx.Done():
		return nil, gaveUp(m.ctx, endpoint)
	}
	defer func() { <-slots }()
	got, err := ask(m.ctx)
	if err == nil && m.hold != nil {
		err = m.hold(m.ctx, size(got))
	}
	if err == nil {
		m.mu.Lock()
		m.done[key] = got
		m.mu.Unlock()
	}
	return got, err
}

// size estimates the memory that a decoded answer holds: an instant and a value a sample, and the labels of a series in
// both of the forms in which they are kept.
func size(answer any) int64 {
	const perSample, perSeries = 16, 1 << 10
	switch x := answer.(type) {
	case *promapi.Matrix:
		return int64(x.Samples)*perSample + int64(len(x.Series)+len(x.Histograms))*perSeries
	case *promapi.Exemplars:
		return x.Bytes
	case []promapi.Labels:
		return int64(len(x)) * perSeries
	case []string:
		return int64(len(x)) * 64
	}
	return 0
}

// slotsOf bounds what is under way to an endpoint. Each has its own, so that a slow one holds up no other.
func (m *Memo) slotsOf(endpoint string) chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.slots[endpoint] == nil {
		m.slots[endpoint] = make(chan struct{}, parallel)
	}
	return m.slots[endpoint]
}
