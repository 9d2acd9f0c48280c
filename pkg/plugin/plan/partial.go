package plan

import (
	"context"
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
)

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
		stopped := false
		for _, f := range failed {
			down[f.endpoint] = f.err
			stopped = stopped || env.stops(f.endpoint)
		}
		if len(down) >= len(env.Stores) || stopped || ctx.Err() != nil {
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
