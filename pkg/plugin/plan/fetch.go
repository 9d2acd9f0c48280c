package plan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// parallel bounds the requests that one query has under way.
const parallel = 8

// Memo answers equal requests of one dashboard request once. It lives no longer than that.
type Memo struct {
	// ctx is the whole request's: a query that gives up must not fail another that waits for the same answer.
	ctx    context.Context
	store  Store
	flight singleflight.Group
	mu     sync.Mutex
	done   map[string]*promapi.Matrix
	slots  chan struct{}
}

// NewMemo wraps a store for the time of one request, which ctx bounds.
func NewMemo(ctx context.Context, s Store) *Memo {
	return &Memo{ctx: ctx, store: s, done: map[string]*promapi.Matrix{}, slots: make(chan struct{}, parallel)}
}

func (m *Memo) get(ctx context.Context, key string, ask func(context.Context) (*promapi.Matrix, error)) (*promapi.Matrix, error) {
	m.mu.Lock()
	hit := m.done[key]
	m.mu.Unlock()
	if hit != nil {
		return hit, nil
	}
	ch := m.flight.DoChan(key, func() (any, error) { return m.ask(key, ask) })
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-ch:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*promapi.Matrix), nil
	}
}

func (m *Memo) ask(key string, ask func(context.Context) (*promapi.Matrix, error)) (*promapi.Matrix, error) {
	select {
	case m.slots <- struct{}{}:
	case <-m.ctx.Done():
		return nil, m.ctx.Err()
	}
	defer func() { <-m.slots }()
	got, err := ask(m.ctx)
	if err == nil {
		m.mu.Lock()
		m.done[key] = got
		m.mu.Unlock()
	}
	return got, err
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

func (s *session) instant(ctx context.Context, expr string, at int64) (*promapi.Matrix, error) {
	m, err := s.memo.get(ctx, fmt.Sprintf("i %d %s", at, expr), func(ctx context.Context) (*promapi.Matrix, error) {
		return s.memo.store.Query(ctx, expr, at)
	})
	if err == nil {
		s.note(expr, m)
	}
	return m, err
}

func (s *session) over(ctx context.Context, expr string, from, to, step int64) (*promapi.Matrix, error) {
	m, err := s.memo.get(ctx, fmt.Sprintf("r %d %d %d %s", from, to, step, expr), func(ctx context.Context) (*promapi.Matrix, error) {
		return s.memo.store.QueryRange(ctx, promapi.RangeQuery{Expr: expr, Start: from, End: to, Step: step})
	})
	if err == nil {
		s.note(expr, m)
	}
	return m, err
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
