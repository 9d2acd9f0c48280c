package plan

import (
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

const (
	// maxPoints is what Prometheus evaluates in one range query.
	maxPoints = 11_000
	// lateBound is how far behind the present a source may be and still be waited for; one that is further behind has
	// stopped, and does not hold up the others.
	lateBound = 5 * minute
	// cellBudget bounds the samples that one operand of a table is read with.
	cellBudget = 4_000_000
)

// measured is what the selected rows' sources allow.
type measured struct {
	// native is the slowest one's scrape interval, newest the last sample of the one furthest behind, in ms.
	native, newest int64
	series         int
}

// measure looks at the families that operands are read from. State sources never bound the grid.
func (s *session) measure(w *world, specs []*spec) measured {
	m := measured{native: 0, series: 1}
	use := func(x side) {
		m.native = max(m.native, x.native)
		m.series = max(m.series, x.series)
		if x.newest == 0 || s.env.Now-x.newest > max(lateBound, 4*x.native) {
			return
		}
		if m.newest == 0 || x.newest < m.newest {
			m.newest = x.newest
		}
	}
	for _, sp := range specs {
		switch {
		case sp.level == join.LevelDevice && sp.derived == derivedNone && !sp.ofFabric():
			use(w.gpu)
		case sp.level == join.LevelReplica && sp.signal != nil:
			use(w.engine)
		case sp.level == join.LevelRow && sp.signal != nil:
			use(w.gateway)
		case sp.ofFabric():
			use(w.fabric)
		}
	}
	return m
}

// complete is the last instant up to which every operand has its samples: one native step before the newest sample of
// the one furthest behind. What is wholly in the past is complete.
func (m measured) complete(to, now int64) int64 {
	if m.newest == 0 || to <= m.newest-m.native || now-to > lateBound {
		return to
	}
	return min(to, max(m.newest-m.native, now-lateBound))
}

// step follows the contract: the largest of what is asked for and what the sources and bounds allow.
func (s *session) step(req Request, m measured) (int64, error) {
	step := max(req.Interval, m.native, (req.To-req.From+maxPoints-1)/maxPoints, second)
	for field, text := range map[string]string{"minStep": req.Query.MinStep, "timeInterval": s.env.Settings.TimeInterval} {
		if text == "" {
			continue
		}
		d, err := models.ParseDuration(field, text)
		if err != nil {
			return 0, err
		}
		step = max(step, d.Milliseconds())
	}
	return step, nil
}

// grid chooses cells and steps for the query's format.
func (s *session) grid(req Request, m measured) (join.Grid, error) {
	end := m.complete(req.To, s.env.Now)
	step, err := s.step(req, m)
	if err != nil {
		return join.Grid{}, err
	}
	if req.Query.Format == models.FormatTimeSeries {
		return join.StepGrid(req.From, max(end, req.From), step), nil
	}
	cell := max(m.native, 15*second, (end-req.From)/maxPoints+1, (end-req.From)*int64(m.series)/cellBudget)
	return join.WholeGrid(req.From, max(end, req.From), cell), nil
}

// refined divides steps into cells of about a native step where devices changed hands, as far as that is affordable.
func (m measured) refined(g join.Grid, w *world) join.Grid {
	n := g.Step() / max(m.native, second)
	if m.native == 0 || n < 2 || len(w.unsettled()) == 0 || int64(g.Cells())*n > maxPoints || int64(g.Cells())*n*int64(m.series) > cellBudget {
		return g
	}
	return g.Refined(int(n))
}
