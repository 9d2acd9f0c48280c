package plan

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/catalog"
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
