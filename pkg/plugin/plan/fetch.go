package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// session is one query's use of the store: it remembers what was asked and what the store warned of.
type session struct {
	env  Env
	memo *Memo

	mu       sync.Mutex
	asked    []string
	warnings []string
	// remarks explain an answer that is right.
	remarks []string
}

// warn adds a notice, once.
func (s *session) warn(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.warnings, text) {
		s.warnings = append(s.warnings, text)
	}
}

// remark adds a sentence that explains an answer in which nothing is missing or doubtful, once.
func (s *session) remark(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.remarks, text) {
		s.remarks = append(s.remarks, text)
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
	m, err := asked(ctx, s, &promapi.Matrix{}, fmt.Sprintf("i %d %t %s", at, s.counter, expr), func(ctx context.Context, store Store) (*promapi.Matrix, error) {
		return s.once(store.Query(ctx, expr, at))
	})
	if err != nil {
		return nil, err
	}
	s.note(expr, m)
	return m, nil
}

func (s source) over(ctx context.Context, expr string, from, to, step int64) (*promapi.Matrix, error) {
	return s.overWindow(ctx, expr, nil, from, to, step)
}

// overWindow is over for an expression that w says in parts; nil where it cannot be said so.
func (s source) overWindow(ctx context.Context, expr string, w *promapi.Window, from, to, step int64) (*promapi.Matrix, error) {
	m, err := asked(ctx, s, &promapi.Matrix{}, fmt.Sprintf("r %d %d %d %t %s", from, to, step, s.counter, expr), func(ctx context.Context, store Store) (*promapi.Matrix, error) {
		return s.once(store.QueryRange(ctx, promapi.RangeQuery{Expr: expr, Start: from, End: to, Step: step, Window: w}))
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

// known is what the store's index says, once; false where it does not say, which only keeps from a shortcut.
func known[T any](ctx context.Context, s source, request string, ask func(context.Context, Store) (T, error)) (T, bool) {
	endpoint := s.env.endpoint(s.family)
	at := s.env.Stores[endpoint]
	if at.Problem != nil {
		var none T
		return none, false
	}
	got, err := remembered(ctx, s.memo, endpoint, request, func(ctx context.Context) (T, error) { return ask(ctx, at.Store) })
	return got, err == nil
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
