package plan

import (
	"context"

	"github.com/tokenpath/tokenpath/pkg/join"
)

// inquiry is what every query begins with: what passes its filters, which names exist, and who held what.
type inquiry struct {
	*session
	req   Request
	conds []condition
	have  names
	world *world
}

// inquire finds that out for its request; candidates are the names that may be asked for, and how says how silences are
// found.
func (q *inquiry) inquire(ctx context.Context, candidates []wanted, how watch) (err error) {
	if q.conds, err = compileFilters(q.req.Query.Filters); err != nil {
		return err
	}
	if q.have, err = q.discover(ctx, candidates, q.pushed(q.conds), q.req.From-lookAround, q.req.To); err != nil {
		return err
	}
	q.world, err = q.loadWorld(ctx, q.have, q.conds, q.req.From, q.req.To, how)
	return err
}

// plan is the join's plan for a key under the query's filters.
func (q *inquiry) plan(grainKey, by []string) join.Plan {
	return filtered(grainKey, by, keep(q.conds), q.conds)
}
