package stepcache

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// Source is what is asked where the cache has nothing; *promapi.Client is one.
type Source interface {
	Reader
	// Join puts the answers to consecutive ranges together, within the limits of one.
	Join(parts ...*promapi.Matrix) (*promapi.Matrix, error)
}

// Endpoint answers for one store, from the cache where it can.
type Endpoint struct {
	cache  *Cache
	name   string
	source Source
}

// At is the cache's view of a store. Stores are told apart by name.
func (c *Cache) At(name string, source Source) *Endpoint {
	return &Endpoint{cache: c, name: name, source: source}
}

// stretch is a question about a time, which can be asked of any part of it.
type stretch struct {
	key      string
	from, to int64
	// step is the distance of the instants, 0 for raw samples.
	step    int64
	overlap int64
	ask     func(ctx context.Context, from, to int64) (*promapi.Matrix, error)
}

// QueryRange evaluates an expression over time, as Source does.
func (e *Endpoint) QueryRange(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error) {
	overlap, ok := overlapOf(q.Expr)
	if !ok || q.Step <= 0 || q.End < q.Start {
		return e.counted(ctx, q)
	}
	phase := q.Start % q.Step
	last := q.Start + (q.End-q.Start)/q.Step*q.Step
	return e.answer(ctx, stretch{key: fmt.Sprintf("%s\xffsteps %d+%d\xff%s", e.name, q.Step, phase, q.Expr), from: q.Start - q.Step, to: last,
		step: q.Step, overlap: overlap,
		ask: func(ctx context.Context, from, to int64) (*promapi.Matrix, error) {
			return e.counted(ctx, promapi.RangeQuery{Expr: q.Expr, Start: from + q.Step, End: to, Step: q.Step, Window: q.Window})
		}})
}

func (e *Endpoint) counted(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error) {
	return Uncached{e.source}.QueryRange(ctx, q)
}

// Query evaluates an expression at an instant, as Source does.
func (e *Endpoint) Query(ctx context.Context, expr string, at int64) (*promapi.Matrix, error) {
	if selector, window, ok := rawOf(expr); ok {
		return e.answer(ctx, stretch{key: e.name + "\xffraw\xff" + selector, from: at - window, to: at, overlap: late,
			ask: func(ctx context.Context, from, to int64) (*promapi.Matrix, error) {
				if from == at-window && to == at {
					return e.instant(ctx, expr, at)
				}
				m, err := e.instant(ctx, selector+"["+write(to-from)+"]", to)
				if err == nil {
					m = cut(m, from, to) // some stores give the sample at the very beginning too
				}
				return m, err
			}})
	}
	overlap, ok := overlapOf(expr)
	if !ok {
		return e.instant(ctx, expr, at)
	}
	// An instant says nothing of what is newer, so only the age of a distant one tells that it is final.
	return e.answer(ctx, stretch{key: fmt.Sprintf("%s\xffat %d\xff%s", e.name, at, expr), from: at - 1, to: at, overlap: max(overlap, settled),
		ask: func(ctx context.Context, _, _ int64) (*promapi.Matrix, error) { return e.instant(ctx, expr, at) }})
}

func (e *Endpoint) instant(ctx context.Context, expr string, at int64) (*promapi.Matrix, error) {
	return Uncached{e.source}.Query(ctx, expr, at)
}

// answer gives a stretch, from the cache as far as it has it.
func (e *Endpoint) answer(ctx context.Context, q stretch) (*promapi.Matrix, error) {
	m, shared, err := e.cache.once(ctx, fmt.Sprintf("%d %d %s", q.from, q.to, q.key), func() (*promapi.Matrix, error) {
		now := e.cache.now().UnixMilli()
		have := e.cache.find(q.key, q.from, q.to)
		if have == nil || have.common(q.from, q.to) < (q.to-q.from)/worthwhile {
			m, err := q.ask(ctx, q.from, q.to)
			if err == nil {
				e.keep(q, m, kept{from: q.from, to: q.to, read: now}, now)
			}
			return m, err
		}
		return e.complete(ctx, q, have, now)
	})
	switch {
	case err == nil && shared && q.step > 0:
		TallyOf(ctx).AddSteps(0, (q.to-q.from)/q.step)
	case err != nil && err == ctx.Err(): //nolint:errorlint // as it came from the wait
		return nil, e.gaveUp(err)
	}
	return m, err
}

// gaveUp is the error of a request that ended while it waited for another's answer.
func (e *Endpoint) gaveUp(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return &promapi.Error{Family: e.name, Kind: promapi.KindTimeout, Setting: promapi.SettingTimeout}
	}
	return err
}

// worthwhile: less than this part of a stretch is not worth a second request.
const worthwhile = 5

// complete asks for what the cache lacks on either side.
func (e *Endpoint) complete(ctx context.Context, q stretch, have *segment, now int64) (*promapi.Matrix, error) {
	parts := make([]*promapi.Matrix, 3)
	parts[1] = have.matrix
	if q.from > have.from || q.to < have.to {
		parts[1] = cut(have.matrix, q.from, q.to)
	}
	if q.step > 0 {
		TallyOf(ctx).AddSteps(0, have.common(q.from, q.to)/q.step)
	}
	g, inner := errgroup.WithContext(ctx)
	if q.from < have.from {
		g.Go(func() (err error) { parts[0], err = q.ask(inner, q.from, have.from); return err })
	}
	if q.to > have.to {
		g.Go(func() (err error) { parts[2], err = q.ask(inner, have.to, q.to); return err })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	m, err := e.join(parts)
	if err != nil || q.from >= have.from && q.to <= have.to {
		return m, err
	}
	all := m
	if have.from < q.from || have.to > q.to {
		parts[1] = have.matrix
		if all, err = e.join(parts); err != nil {
			return m, nil //nolint:nilerr // too much to keep, which is no fault of the answer
		}
	}
	e.keep(q, all, kept{from: min(q.from, have.from), to: max(q.to, have.to), final: have.to, read: have.read}, now)
	return m, nil
}

// join puts parts together; those that are nil were not asked for.
func (e *Endpoint) join(parts []*promapi.Matrix) (*promapi.Matrix, error) {
	var there []*promapi.Matrix
	for _, p := range parts {
		if p != nil {
			there = append(there, p)
		}
	}
	if len(there) == 1 {
		return there[0], nil
	}
	return e.source.Join(there...)
}

// kept is the time that an answer is about, (from, to], how much of it is known to be final, and when its oldest part was
// asked for.
type kept struct{ from, to, final, read int64 }

// keep stores the final part of an answer, the newest part of which was asked for now.
func (e *Endpoint) keep(q stretch, m *promapi.Matrix, k kept, now int64) {
	end := max(min(finalTo(m, now, q.overlap), k.to), k.final)
	if q.step > 0 {
		end = k.from + (end-k.from)/q.step*q.step
	}
	if end <= k.from || !whole(m) {
		return
	}
	e.cache.keep(&segment{key: q.key, from: k.from, to: end, matrix: cut(m, k.from, end), read: k.read, bytes: weigh(m)})
}

// whole tells whether a store gave an answer without reservation. What PromQL has to remark on an expression is the
// same each time.
func whole(m *promapi.Matrix) bool {
	for _, w := range m.Warnings {
		if !strings.HasPrefix(w, "PromQL ") {
			return false
		}
	}
	return true
}
