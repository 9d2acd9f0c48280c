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

// inquire finds that out for a request; candidates are the names that may be asked for, and how says how silences are
// found.
func inquire(ctx context.Context, s *session, req Request, candidates []wanted, how watch) (inquiry, error) {
	q := inquiry{session: s, req: req}
	how.q = &q
	var err error
	if q.conds, err = compileFilters(req.Query.Filters); err != nil {
		return q, err
	}
	if q.have, err = q.discover(ctx, candidates, q.pushed(q.conds), req.From-lookAround, req.To); err != nil {
		return q, err
	}
	q.world, err = q.loadWorld(ctx, q.have, q.conds, req.From, req.To, how)
	return q, err
}

// plan is the join's plan for a key under the query's filters.
func (q *inquiry) plan(grainKey, by []string) join.Plan {
	p := join.NewPlan(grainKey, by, keep(q.conds))
	for _, c := range q.conds {
		p.Filtered = append(p.Filtered, c.Label)
	}
	return p
}
