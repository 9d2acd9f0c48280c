package plan

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// describe sets the columns.
func describe(res *frames.Answer, s *session, sps []*spec, currencies []string) {
	for _, sp := range sps {
		c := frames.Column{Name: sp.As, Unit: inCurrency(sp.Operand.Unit, currencies), Hidden: sp.Hide}
		if sp.signal != nil {
			c.Description = sp.signal.Description
			if c.Unit == "" {
				c.Unit = sp.unit(currencies)
			}
		}
		if len(currencies) > 1 && (sp.ofMoney() || strings.Contains(sp.Operand.Unit, currencyMark)) {
			c.In = sp.unitIn
		}
		res.Columns = append(res.Columns, c)
	}
	s.sayCurrencies(currencies, noSum)
}

// unitIn is the operand's unit in one currency.
func (sp *spec) unitIn(currency string) string {
	if sp.Operand.Unit != "" || sp.signal == nil {
		return inCurrency(sp.Operand.Unit, []string{currency})
	}
	return sp.unit([]string{currency})
}

// unit of a signal's column. Money carries its currency, and a rate of it says per what.
func (sp *spec) unit(currencies []string) string {
	if !sp.ofMoney() {
		return sp.signal.StatUnit(string(sp.Stat))
	}
	if len(currencies) != 1 || currencies[0] == "" {
		return "none"
	}
	switch {
	case sp.derived == derivedPrice:
		return "suffix: " + currencies[0] + "/h"
	case sp.Stat == models.StatRate:
		return "suffix: " + currencies[0] + "/s"
	}
	return "currency" + currencies[0]
}

// cover says how much was matched and why a side is empty.
func cover(res *frames.Answer, s *session, w *world, sps []*spec, readings []*reading, a join.Answer, req Request) {
	c := &res.Coverage
	if req.Query.Format == models.FormatTimeSeries {
		c.StepS = float64(res.Grid.PerStep().Step()) / 1000
	}
	c.Devices = models.MatchCount{Matched: a.Coverage.DevicesMatched, Total: a.Coverage.DevicesTotal}
	c.Replicas = models.MatchCount{Matched: a.Coverage.ReplicasMatched, Total: a.Coverage.ReplicasTotal}
	c.Methods = map[string]int{}
	for m, n := range a.Coverage.Methods {
		c.Methods[string(m)] = n
	}
	for _, x := range []struct {
		family catalog.Family
		side   side
	}{{catalog.FamilyGPU, w.gpu}, {catalog.FamilyEngine, w.engine}, {catalog.FamilyKubernetes, w.kube.side}, {catalog.FamilyGateway, w.gateway}, {catalog.FamilyFabric, w.fabric}} {
		if x.side.series > 0 {
			c.Sources = append(c.Sources, models.SourceCoverage{Family: string(x.family), Series: x.side.series,
				NativeStepS:    float64(x.side.native) / 1000,
				LastSampleAgeS: math.Max(0, float64(min(req.To, s.env.Now)-x.side.newest)/1000)})
		}
	}
	c.Unmatched = unmatched(a.Coverage, unserved(w, readings))
	for _, rd := range readings {
		if e, empty := rd.empty(s, w, a); empty {
			c.Empty = append(c.Empty, e)
		}
	}
	c.Shared = slices.Clone(a.Shared)
	slices.Sort(c.Shared)
	c.Missing = s.env.missing()
	unreachableFormulas(c, sps)
	notices(res, s, c, a)
	res.Executed = s.executed()
}

// matched says how much of the range met under a plan.
func (st *study) matched(plan join.Plan) join.Coverage {
	from, to := st.req.From, st.req.To
	return join.Run(join.Input{Grid: join.WholeGrid(from, to, max(1, to-from)), World: st.world.World, Plan: plan}).Coverage
}

// withoutValue says of the fields that have no value in any row why.
func withoutValue[F any](rows []*join.Row, fields []F, why func(F) models.EmptySide) []models.EmptySide {
	var out []models.EmptySide
	for i, f := range fields {
		if !slices.ContainsFunc(rows, func(r *join.Row) bool { return anyDefined(r.Values[i]) }) {
			out = append(out, why(f))
		}
	}
	return out
}

// valued tells whether an operand has a value: in a row of the join, or in those of what met nothing where there are
// no others. Values of devices that nobody holds beside blank rows of replicas are a side that did not match.
func (rd *reading) valued(a join.Answer) bool {
	apart, joined := false, false
	for _, r := range a.Rows {
		defined := slices.ContainsFunc(r.Values[rd.spec.index], func(v float64) bool { return v == v })
		switch {
		case r.Kind != join.KindUnmatched && defined:
			return true
		case r.Kind != join.KindUnmatched:
			joined = true
		default:
			apart = apart || defined
		}
	}
	return apart && !joined
}

// empty says why an operand has no value in any row.
func (rd *reading) empty(s *session, w *world, a join.Answer) (models.EmptySide, bool) {
	e := models.EmptySide{Operand: rd.spec.As}
	if rd.spec.formula != nil || rd.valued(a) {
		return e, false
	}
	samples := slices.ContainsFunc(rd.found, func(cs []column) bool { return len(cs) > 0 }) || len(rd.op.Sources) > 0
	switch {
	case rd.notOnMIG > 0 && len(rd.op.Sources) == 0:
		e.Reason = models.EmptyNotOnMIG
	case samples && slices.Contains(a.Unequal, rd.spec.As):
		e.Reason = models.EmptyUnequalBuckets
	case samples:
		e.Reason = models.EmptyNoMatch
	case rd.spec.outOfReach(s.env):
		e.Reason = models.EmptyUnreachable
	case rd.spec.signal == nil || len(rd.alts) > 0:
		e.Reason = models.EmptyNoSamples
	default:
		e.Reason = models.EmptyNoSeries
		e.LookedFor = s.env.Catalog.Names(rd.spec.Signal)
		if rd.spec.ofMoney() {
			e.LookedFor = s.env.Catalog.Names(signalPrice)
		}
		if rd.spec.stateful() {
			for _, w := range s.stateCandidates(rd.spec.Signal) {
				e.LookedFor = append(e.LookedFor, w.name)
			}
			slices.Sort(e.LookedFor)
			e.LookedFor = slices.Compact(e.LookedFor)
		}
	}
	return e, true
}

// notices are what the user should see above the panel.
func notices(res *frames.Answer, s *session, c *models.Coverage, a join.Answer) {
	for _, e := range c.Empty {
		text := e.Operand + " is empty: "
		switch e.Reason {
		case models.EmptyUnreachable, models.EmptyUnequalBuckets:
			continue // a notice of its own says so
		case models.EmptyNoSeries:
			text += "no source reports it. Looked for " + firstFew(e.LookedFor, 4) + "."
			if len(e.LookedFor) == 0 {
				text = e.Operand + " is empty: no engine or exporter of the catalog reports it."
			}
		case models.EmptyNotOnMIG:
			text += "it is not available on MIG slices."
		case models.EmptyNoSamples:
			text += "its series have no samples in this range."
		default:
			text += "its series match no row; see the unmatched keys in the coverage and the filters."
		}
		res.Notices = append(res.Notices, text)
	}
	for _, name := range a.Unequal {
		res.Notices = append(res.Notices, name+": bucket layouts differ within a row, so its quantile is undefined there; choose a finer grain.")
	}
	for name, n := range a.Unplaced {
		res.Notices = append(res.Notices, fmt.Sprintf("%s: %d series meet no row or more than one.", name, n))
	}
	slices.Sort(res.Notices)
	res.Notices = append(res.Notices, s.warnings...)
	res.Remarks = append(res.Remarks, s.remarks...)
}

func firstFew(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, ", ")
	}
	return strings.Join(list[:n], ", ") + fmt.Sprintf(" and %d more", len(list)-n)
}
