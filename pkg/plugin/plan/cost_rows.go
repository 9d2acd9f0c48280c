package plan

import (
	"cmp"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// labelKind tells rows apart that have no key of their own.
const labelKind = "row_kind"

// ofClients tells whether a query's rows depend on who asked.
func ofClients(q models.Query) bool {
	return slices.ContainsFunc(whoLabels, func(l string) bool {
		return slices.Contains(q.By, l) || slices.ContainsFunc(q.Filters, func(f models.Filter) bool { return f.Label == l })
	})
}

// show makes the answer's columns and rows.
func (c *billing) show(res *frames.Answer, q models.Query) {
	currencies := c.quotes.currencies()
	for _, f := range c.fields {
		col := frames.Column{Name: f.id, Unit: f.unit, Description: f.text}
		if f.money {
			moneyColumn(&col, currencies)
		}
		res.Columns = append(res.Columns, col)
	}
	rows := c.largest(c.result.Rows, q)
	labelled := q.Format != models.FormatTable
	kinds := labelled && len(c.by) == 0
	several := labelled && len(currencies) > 1
	res.KeyNames = slices.Clone(c.by)
	if kinds {
		res.KeyNames = append(res.KeyNames, labelKind)
	}
	if several {
		res.KeyNames = append(res.KeyNames, catalog.LabelCurrency)
	}
	for _, r := range rows {
		row := &join.Row{Kind: join.RowKind(r.Kind), Key: slices.Clone(r.Key), Unit: r.Currency, Values: make([][]float64, len(c.fields))}
		if kinds {
			row.Key = append(row.Key, string(r.Kind))
		}
		if several {
			row.Key = append(row.Key, r.Currency)
		}
		for i, f := range c.fields {
			row.Values[i] = f.of(r)
		}
		if slices.ContainsFunc(row.Values, anyDefined) {
			res.Rows = append(res.Rows, row)
		}
	}
	res.Grid = c.grid.PerStep()
}

// largest keeps the rows that a query's top asks for, and of tenants no more than an answer may have: the rest is one
// row of each currency. Rows are sums, so they can be added.
func (c *billing) largest(rows []*cost.Row, q models.Query) []*cost.Row {
	values := slices.DeleteFunc(slices.Clone(rows), func(r *cost.Row) bool { return r.Kind != cost.Value })
	by, keep, other := (*cost.Row).GPUHours, len(values), true
	by = c.fields[0].of
	if q.Top != nil {
		keep, other = min(keep, q.Top.N), q.Top.Other
		if i := slices.IndexFunc(c.fields, func(f costField) bool { return f.id == q.Top.By }); i >= 0 {
			by = c.fields[i].of
		}
	}
	if most := c.most(q) - (len(rows) - len(values)) - max(1, len(c.quotes.currencies())); keep > most && len(c.who) > 0 {
		keep = max(1, most)
		if q.Top == nil {
			by = func(r *cost.Row) []float64 { return r.Money }
		}
	}
	if keep == len(values) {
		return rows
	}
	slices.SortStableFunc(values, func(a, b *cost.Row) int {
		return cmp.Or(-cmp.Compare(meanOf(by(a)), meanOf(by(b))), cost.Compare(a, b))
	})
	out := slices.DeleteFunc(slices.Clone(rows), func(r *cost.Row) bool { return r.Kind == cost.Value })
	out = append(out, values[:keep]...)
	if other {
		out = append(out, others(values[keep:])...)
	}
	slices.SortFunc(out, cost.Compare)
	return out
}

// others add rows, a currency each.
func others(rows []*cost.Row) []*cost.Row {
	var out []*cost.Row
	at := map[string]*cost.Row{}
	for _, r := range rows {
		x := at[r.Currency]
		if x == nil {
			x = &cost.Row{Kind: cost.Other, Key: make([]string, len(r.Key)), Currency: r.Currency}
			if len(x.Key) > 0 {
				x.Key[0] = string(cost.Other)
			}
			at[r.Currency] = x
			out = append(out, x)
		}
		x.Add(r)
	}
	return out
}

// most is how many rows an answer may have.
func (c *billing) most(q models.Query) int {
	if q.Format == models.FormatTimeSeries {
		return c.env.Settings.Limits.MaxOutputSeries() / len(c.fields)
	}
	return c.env.Settings.Limits.MaxOutputRows()
}

// savedGPUHours is what caches saved in all rows, undefined where no row knows.
func (c *billing) savedGPUHours() *float64 {
	sum, any := 0.0, false
	for _, r := range c.result.Rows {
		for _, v := range r.SavedGPU() {
			if v == v && !math.IsInf(v, 0) {
				sum, any = sum+v/3600, true
			}
		}
	}
	if !any {
		return nil
	}
	return &sum
}
