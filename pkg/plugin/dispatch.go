package plugin

import (
	"context"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
)

// run answers a query of any type with its frames.
func (d *Datasource) run(ctx context.Context, env plan.Env, memo *plan.Memo, req plan.Request) (data.Frames, error) {
	switch req.Query.QueryType {
	case models.QueryTypeOwnership:
		return list(ctx, env, memo, req, plan.Ownership, frames.OfOwnership)
	case models.QueryTypeExemplars:
		return list(ctx, env, memo, req, plan.Exemplars, frames.OfExemplars)
	case models.QueryTypeEvents:
		return list(ctx, env, memo, req, plan.Events, frames.OfEvents)
	case models.QueryTypeLatency:
		return d.joined(ctx, env, memo, req, plan.Latency)
	case models.QueryTypeCost:
		return d.joined(ctx, env, memo, req, plan.Cost)
	case models.QueryTypeKVCache:
		return d.joined(ctx, env, memo, req, plan.KVCache)
	case models.QueryTypeBalance:
		return d.joined(ctx, env, memo, req, plan.Balance)
	}
	return d.joined(ctx, env, memo, req, plan.Correlate)
}

// joined answers with rows of a join, within what a browser can draw.
func (d *Datasource) joined(ctx context.Context, env plan.Env, memo *plan.Memo, req plan.Request,
	ask func(context.Context, plan.Env, *plan.Memo, plan.Request) (*frames.Answer, error)) (data.Frames, error) {
	result, err := plan.Answered(ctx, env, memo, func(env plan.Env) (*frames.Answer, error) { return ask(ctx, env, memo, req) })
	if err != nil {
		return nil, err
	}
	if err := d.bounded(req.Query, result); err != nil {
		return nil, err
	}
	return frames.Of(result, req.Query), nil
}

// list answers with a list of what was found.
func list[T any](ctx context.Context, env plan.Env, memo *plan.Memo, req plan.Request,
	ask func(context.Context, plan.Env, *plan.Memo, plan.Request) (T, error), show func(T, models.Query) data.Frames) (data.Frames, error) {
	found, err := plan.Partial(ctx, env, memo, func(env plan.Env) (T, error) { return ask(ctx, env, memo, req) })
	if err != nil {
		return nil, err
	}
	return show(found, req.Query), nil
}
