package plan

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// sideError is an endpoint's failure that the other families need not share.
type sideError struct {
	endpoint string
	err      error
}

func (e *sideError) Error() string { return e.err.Error() }
func (e *sideError) Unwrap() error { return e.err }

// sides are the endpoints that failed while a query ran, and which families were looked for.
type sides struct {
	down map[string]error

	mu   sync.Mutex
	used map[catalog.Family]bool
}

// look notes that a family was looked for, and tells whether its endpoint is out.
func (x *sides) look(f catalog.Family, endpoint string) (out error) {
	if x == nil {
		return nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.used[f] = true
	return x.down[endpoint]
}

// Partial runs a query. Where an endpoint fails, the query runs again as if that store were empty, so that its side is
// blank as a whole: numbers of which only some parts could be read are never shown. What other endpoints answered is
// remembered and not asked again. The query fails where every endpoint that it looked at does, and where the instance has
// but one.
func Partial[T any](ctx context.Context, env Env, memo *Memo, run func(Env) (T, error)) (T, error) {
	down := map[string]error{}
	for {
		env.sides = &sides{down: maps.Clone(down), used: map[catalog.Family]bool{}}
		out, err := run(env)
		failed := sidesOf(err)
		if len(failed) == 0 {
			if err == nil && env.allOut() {
				err = env.outage()
			}
			return out, err
		}
		for _, f := range failed {
			down[f.endpoint] = f.err
		}
		if len(down) >= len(env.Stores) || env.Whole || ctx.Err() != nil {
			return out, err
		}
	}
}

// Answered is Partial for an answer of frames. It fails too where nothing that would be shown could be read.
func Answered(ctx context.Context, env Env, memo *Memo, run func(Env) (*frames.Answer, error)) (*frames.Answer, error) {
	return Partial(ctx, env, memo, func(env Env) (*frames.Answer, error) {
		res, err := run(env)
		if err == nil && hollow(res) {
			return nil, env.outage()
		}
		return res, err
	})
}

// hollow tells whether every visible column is empty, and some of them because an endpoint is out.
func hollow(a *frames.Answer) bool {
	out := false
	for _, c := range a.Columns {
		if c.Hidden {
			continue
		}
		i := slices.IndexFunc(a.Coverage.Empty, func(e models.EmptySide) bool { return e.Operand == c.Name })
		if i < 0 {
			return false
		}
		out = out || a.Coverage.Empty[i].Reason == models.EmptyUnreachable
	}
	return out
}

func unreachable(c models.Coverage, operand string) bool {
	return slices.ContainsFunc(c.Empty, func(e models.EmptySide) bool {
		return e.Operand == operand && e.Reason == models.EmptyUnreachable
	})
}

// sidesOf finds all endpoints' failures in an error.
func sidesOf(err error) []*sideError {
	var out []*sideError
	switch x := err.(type) {
	case *sideError:
		out = append(out, x)
	case interface{ Unwrap() []error }:
		for _, e := range x.Unwrap() {
			out = append(out, sidesOf(e)...)
		}
	case interface{ Unwrap() error }:
		out = sidesOf(x.Unwrap())
	}
	return out
}

// ofSide marks an endpoint's own failure. What the user's query or the limits cause is no such failure, and neither is
// the end of the whole request.
func (s source) ofSide(ctx context.Context, endpoint string, err error) error {
	var e *promapi.Error
	var memory *models.MemoryError
	if s.env.sides == nil || ctx.Err() != nil || errors.As(err, &memory) || !errors.As(err, &e) {
		return err
	}
	switch e.Kind {
	case promapi.KindLimit, promapi.KindCancelled, promapi.KindInvalid:
		return err
	case promapi.KindQuery:
		if s.family == ownPromQL {
			return err
		}
	}
	return &sideError{endpoint, err}
}

// outFor is why a family cannot be read; nil where it can, or where nobody knows yet.
func (e Env) outFor(f catalog.Family) error {
	if e.sides == nil {
		return nil
	}
	return e.sides.down[e.endpoint(f)]
}

// outForSignal tells whether a signal may be empty only because an endpoint is out.
func (e Env) outForSignal(id string) bool {
	return slices.ContainsFunc(e.Catalog.Alternatives(id), func(a catalog.Alternative) bool { return e.outFor(e.family(a)) != nil })
}

// allOut tells whether all endpoints that were looked at are out.
func (e Env) allOut() bool {
	for f := range e.sides.used {
		if e.outFor(f) == nil {
			return false
		}
	}
	return len(e.sides.used) > 0
}

// outage is what all endpoints that are out came back with.
func (e Env) outage() error {
	var err error
	for _, name := range slices.Sorted(maps.Keys(e.sides.down)) {
		if err == nil {
			err = e.sides.down[name]
			continue
		}
		err = fmt.Errorf("%w %w", err, e.sides.down[name])
	}
	return err
}

// missing lists the families that were looked for and could not be read. It names no address: coverage is public.
func (e Env) missing() []models.MissingSide {
	if e.sides == nil {
		return nil
	}
	e.sides.mu.Lock()
	defer e.sides.mu.Unlock()
	var out []models.MissingSide
	for _, f := range slices.Sorted(maps.Keys(e.sides.used)) {
		if err := e.outFor(f); err != nil {
			out = append(out, models.MissingSide{Family: familyName(f), Why: faultOf(err)})
		}
	}
	return out
}

// familyName is a family's name in coverage. The user's own PromQL has the endpoint's.
func familyName(f catalog.Family) string {
	if f == ownPromQL {
		return DefaultEndpoint
	}
	return string(f)
}
