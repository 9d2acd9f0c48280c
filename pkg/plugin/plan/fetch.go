package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
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
		return m.ask(endpoint, key, func(ctx context.Context) (any, error) { return ask(ctx) })
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

// session is one query's use of the store: it remembers what was asked and what the store warned of.
type session struct {
	env  Env
	memo *Memo

	mu       sync.Mutex
	asked    []string
	warnings []string
}

// warn adds a notice, once.
func (s *session) warn(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.warnings, text) {
		s.warnings = append(s.warnings, text)
	}
}

func (s *session) note(expr string, m *promapi.Matrix) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, expr)
	for _, w := range m.Warnings {
		// Infos are hints for the author of an expression; the catalog's own are not the user's.
		if !strings.HasPrefix(w, "PromQL info:") && !slices.Contains(s.warnings, w) {
			s.warnings = append(s.warnings, w)
		}
	}
}

func (s source) instant(ctx context.Context, expr string, at int64) (*promapi.Matrix, error) {
	m, err := asked(ctx, s, &promapi.Matrix{}, fmt.Sprintf("i %d %s", at, expr), func(ctx context.Context, store Store) (*promapi.Matrix, error) {
		return s.once(store.Query(ctx, expr, at))
	})
	if err != nil {
		return nil, err
	}
	s.note(expr, m)
	return m, nil
}

func (s source) over(ctx context.Context, expr string, from, to, step int64) (*promapi.Matrix, error) {
	m, err := asked(ctx, s, &promapi.Matrix{}, fmt.Sprintf("r %d %d %d %s", from, to, step, expr), func(ctx context.Context, store Store) (*promapi.Matrix, error) {
		return s.once(store.QueryRange(ctx, promapi.RangeQuery{Expr: expr, Start: from, End: to, Step: step}))
	})
	if err != nil {
		return nil, err
	}
	s.note(expr, m)
	return m, nil
}

func (s source) labelValues(ctx context.Context, label, match string, from, to int64) ([]string, error) {
	return asked(ctx, s, []string(nil), fmt.Sprintf("l %d %d %s %s", from, to, label, match), func(ctx context.Context, store Store) ([]string, error) {
		return store.LabelValues(ctx, label, []string{match}, from, to)
	})
}

// asked puts a request to the family's endpoint, once. none is the answer of an endpoint that is out.
func asked[T any](ctx context.Context, s source, none T, request string, ask func(context.Context, Store) (T, error)) (T, error) {
	endpoint := s.env.endpoint(s.family)
	if s.out(s.family) {
		return none, nil
	}
	at := s.env.Stores[endpoint]
	if at.Problem != nil {
		return none, s.ofSide(ctx, endpoint, misconfigured(endpoint, at.Problem))
	}
	got, err := remembered(ctx, s.memo, endpoint, request, func(ctx context.Context) (T, error) { return ask(ctx, at.Store) })
	if err != nil {
		return none, s.ofSide(ctx, endpoint, err)
	}
	return got, nil
}

// misconfigured is what an endpoint with unusable settings answers to everything.
func misconfigured(endpoint string, problem error) error {
	var already *promapi.Error
	if errors.As(problem, &already) {
		return problem
	}
	return &promapi.Error{Family: endpoint, Kind: promapi.KindConfig, Message: problem.Error()}
}

// out notes that a family is looked for. Where its endpoint is out, the family is empty and the user is told.
func (s *session) out(f catalog.Family) bool {
	err := s.env.sides.look(f, s.env.endpoint(f))
	if err != nil {
		s.warn(s.env.sideMissing(f, err))
	}
	return err != nil
}

// each runs f for every index at once and returns the first error; the rest is cancelled then.
func each(ctx context.Context, n int, f func(ctx context.Context, i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	for i := range n {
		g.Go(func() error { return f(ctx, i) })
	}
	return g.Wait()
}

// executed is what was asked, each once, sorted so that answers are stable.
func (s *session) executed() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.asked)
	slices.Sort(out)
	return slices.Compact(out)
}
