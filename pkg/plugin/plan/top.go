package plan

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// topRows keeps the rows that a query's top asks for. The rest, where it is wanted, is joined again as one row: means
// and quantiles of several rows follow from what they are made of, never from each other.
func topRows(top *models.Top, plan join.Plan, columns []frames.Column, joined func(join.Plan) ([]*join.Row, error)) ([]*join.Row, error) {
	rows, err := joined(plan)
	if err != nil || top == nil {
		return rows, err
	}
	keep, beyond := ranked(rows, columnOf(top.By, columns), top.N)
	if !beyond {
		return rows, nil
	}
	if top.Other {
		plan.Top = keep
		return joined(plan)
	}
	return slices.DeleteFunc(rows, func(r *join.Row) bool {
		return r.Kind == join.KindValue && !keep[join.TopKey(r.Key)]
	}), nil
}

// mostTenants is how many tenants of a query without a top have rows of their own: who writes the label decides how many
// there are, and a dashboard should not.
const mostTenants = 50

// boundsTenants tells whether a query's tenants are bounded: nothing is said of a top, and tenants have rows. An alert's rows
// stay: a tenant that comes and goes would resolve it.
func boundsTenants(q models.Query, key []string) bool {
	return q.Top == nil && q.Format != models.FormatNumeric && slices.Contains(key, catalog.LabelTenant)
}

// boundRows is topRows, and where tenants are bounded, those beyond the largest by size are one row, other. tenants is
// how many there are, 0 where nothing bounds them.
func boundRows(q models.Query, plan join.Plan, columns []frames.Column, size func(*join.Row) float64, joined func(join.Plan) ([]*join.Row, error)) (rows []*join.Row, tenants int, err error) {
	if !boundsTenants(q, plan.Key) {
		rows, err = topRows(q.Top, plan, columns, joined)
		return rows, 0, err
	}
	if rows, err = joined(plan); err != nil {
		return nil, 0, err
	}
	keep, tenants := largestTenants(rows, slices.Index(plan.Key, catalog.LabelTenant), size)
	if tenants <= mostTenants {
		return rows, tenants, nil
	}
	plan.Top = keep
	rows, err = joined(plan)
	return rows, tenants, err
}

// tenantsRemark says that tenants were bounded; nothing where they were not.
func tenantsRemark(tenants int) []string {
	if tenants <= mostTenants {
		return nil
	}
	return []string{fmt.Sprintf("Of %d tenants the %d largest have rows of their own, the rest is one row, other; top says otherwise.", tenants, mostTenants)}
}

// byColumn is a row's size by the mean of a column.
func byColumn(column int) func(*join.Row) float64 {
	return func(r *join.Row) float64 { return meanOf(r.Values[column]) }
}

// largestTenants are the keys of all rows of the largest tenants, by the sum of their rows' sizes; tenants is how many
// there are.
func largestTenants(rows []*join.Row, at int, size func(*join.Row) float64) (keep map[string]bool, tenants int) {
	sum := map[string]float64{}
	for _, r := range rows {
		if r.Kind == join.KindValue {
			sum[r.Key[at]] += max(size(r), 0)
		}
	}
	names := slices.SortedFunc(maps.Keys(sum), func(a, b string) int {
		return cmp.Or(-cmp.Compare(sum[a], sum[b]), cmp.Compare(a, b))
	})
	largest := names[:min(mostTenants, len(names))]
	keep = map[string]bool{}
	for _, r := range rows {
		if r.Kind == join.KindValue && slices.Contains(largest, r.Key[at]) {
			keep[join.TopKey(r.Key)] = true
		}
	}
	return keep, len(names)
}

// columnOf is the column to compare by: the named one, else the first that is shown.
func columnOf(name string, columns []frames.Column) int {
	i := slices.IndexFunc(columns, func(c frames.Column) bool { return c.Name == name || name == "" && !c.Hidden })
	return max(i, 0)
}

// ranked are the keys of the n largest rows, by their mean over the steps; beyond says that there are more. Rows of
// unmatched or unattributed time are not compared: they stay.
func ranked(rows []*join.Row, column, n int) (keep map[string]bool, beyond bool) {
	values := slices.DeleteFunc(slices.Clone(rows), func(r *join.Row) bool { return r.Kind != join.KindValue })
	slices.SortStableFunc(values, func(a, b *join.Row) int {
		return cmp.Or(-cmp.Compare(meanOf(a.Values[column]), meanOf(b.Values[column])), slices.Compare(a.Key, b.Key))
	})
	keep = map[string]bool{}
	for _, r := range values[:min(n, len(values))] {
		keep[join.TopKey(r.Key)] = true
	}
	return keep, len(values) > n
}

// meanOf is a row's mean over the steps at which it is defined; rows without a value come last.
func meanOf(v []float64) float64 {
	sum, n := 0.0, 0
	for _, x := range v {
		if x == x {
			sum, n = sum+x, n+1
		}
	}
	if n == 0 {
		return math.Inf(-1)
	}
	return sum / float64(n)
}

// folded is a row's key under a plan: its own, or the one of all that is not among the largest.
func folded(plan join.Plan, key []string) []string {
	if plan.Top == nil || plan.Top[join.TopKey(key)] {
		return key
	}
	out := make([]string, len(key))
	if len(out) > 0 {
		out[0] = string(join.KindOther)
	}
	return out
}
