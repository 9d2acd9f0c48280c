package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// billQuery asks for the bill of the same rows.
func (k *caches) billQuery() models.Query {
	q := k.query
	q.QueryType, q.Fields, q.Top, q.Basis = models.QueryTypeCost, []string{savedMoney}, nil, models.BasisEffective
	return q
}

// neededByCaches adds the families without which a kvcache query's values would be others.
func neededByCaches(q models.Query, out map[catalog.Family]bool) {
	byClients := slices.ContainsFunc(q.By, func(l string) bool { return slices.Contains(whoLabels, l) })
	for _, f := range kvFieldsOf(q.Fields) {
		switch {
		case f.saved:
			owners(out)
			out[catalog.FamilyCost] = true
			if !byClients {
				continue
			}
		case f.verdict == models.VerdictThrash, f.verdict == models.VerdictPressure, !byClients && f.verdict == "":
			continue
		}
		out[catalog.FamilyGateway] = true // a router's index tells of cold caches, gateways of tenants
	}
}

// loadBill divides the bill: what caches saved is a part of it, and follows from the same formula.
func (k *caches) loadBill(ctx context.Context) error {
	req := k.req
	req.Query = k.billQuery()
	return k.bill.divide(ctx, k.session, req)
}

// currencies of the prices, none where nothing is priced.
func (k *caches) currencies() []string {
	if k.bill == nil {
		return nil
	}
	return k.bill.quotes.currencies()
}

// saving is what caches saved in one row.
type saving struct {
	// all is the whole row's, by is each currency's, which are never added.
	all *cost.Row
	by  map[string]*cost.Row
}

// savings are the bill's rows under a plan, by key.
func (k *caches) savings(plan join.Plan) map[string]*saving {
	out := map[string]*saving{}
	for _, r := range k.bill.result.Rows {
		if r.Kind != cost.Value && r.Kind != cost.Unlabelled {
			continue
		}
		name := join.TopKey(folded(plan, r.Key))
		s := out[name]
		if s == nil {
			s = &saving{all: &cost.Row{}, by: map[string]*cost.Row{}}
			out[name] = s
		}
		if s.by[r.Currency] == nil {
			s.by[r.Currency] = &cost.Row{}
		}
		s.all.Add(r)
		s.by[r.Currency].Add(r)
	}
	return out
}

// fillSaved adds what caches saved to the rows that are there.
func (k *caches) fillSaved(plan join.Plan, set *cacheRows) {
	if k.bill == nil || k.bill.study == nil || k.bill.empty() {
		return
	}
	for name, s := range k.savings(plan) {
		row := set.at[name]
		if row == nil {
			continue
		}
		for i, f := range k.fields {
			if !f.saved {
				continue
			}
			if f.id != savedMoney {
				row.Values[i] = k.onGrid(hours(s.all.SavedGPU()))
				continue
			}
			if row.Mixed = len(s.by) > 1; row.Mixed {
				continue
			}
			for currency, r := range s.by {
				row.Unit, row.Values[i] = currency, k.onGrid(r.SavedByCache())
			}
		}
	}
}

func hours(seconds []float64) []float64 {
	out := slices.Clone(seconds)
	for i := range out {
		out[i] /= 3600
	}
	return out
}

// onGrid puts the bill's steps on those of the answer.
func (k *caches) onGrid(v []float64) []float64 {
	mine, theirs := k.grid.PerStep(), k.bill.grid.PerStep()
	if v == nil || slices.Equal(mine.Edges, theirs.Edges) || k.query.Format != models.FormatTimeSeries {
		return v
	}
	at := map[int64]float64{}
	for i, x := range v {
		at[theirs.Stamp(i)] = x
	}
	out := make([]float64, mine.Cells())
	for i := range out {
		x, ok := at[mine.Stamp(i)]
		if out[i] = x; !ok {
			out[i] = undefined
		}
	}
	return out
}
