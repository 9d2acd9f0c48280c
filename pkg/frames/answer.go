// Package frames turns joined rows into typed data frames: time-series-wide for graphs, a table for people and
// numeric-long for alert rules and expressions.
package frames

import (
	"math"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Column is one operand of an answer.
type Column struct {
	Name string
	// Unit is a Grafana unit id.
	Unit string
	// In is the unit of a row whose money is in a currency; nil for what is no money, or where all of it is in one.
	In func(currency string) string
	// Hidden columns are computed, but not shown.
	Hidden bool
	// Description is the signal's, for the field's tooltip.
	Description string
}

// Answer is a computed query.
type Answer struct {
	Grid     join.Grid
	Rows     []*join.Row
	KeyNames []string
	Columns  []Column
	Coverage models.Coverage
	// Bare answers have no devices behind their rows, and no columns that tell of them.
	Bare bool
	// Buckets are the edges behind quantile columns, Estimates say of columns what they are estimated from.
	Buckets   []models.FieldBuckets
	Estimates map[string]string
	// Cost is what a cost query's answer says beside its rows.
	Cost *models.CostFacts
	// KVCache and Balance are what answers of those query types say beside their rows.
	KVCache *models.KVCacheFacts
	Balance *models.BalanceFacts
	// Parts are further frames of a table, after the first.
	Parts []Part
	// Executed is the PromQL that was sent.
	Executed []string
	// Notices are sentences that the user should see.
	Notices []string
	// Remarks explain an answer in which nothing is missing or doubtful.
	Remarks []string
}

// Part is a frame beside an answer's first. Its rows are told apart by the answer's key and more.
type Part struct {
	Name string
	*Answer
}

// Of makes the frames of an answer; there is always one, which carries the coverage.
func Of(a *Answer, q models.Query) data.Frames {
	var f *data.Frame
	switch q.Format {
	case models.FormatTable:
		f = table(a)
	case models.FormatNumeric:
		f = numeric(a)
	default:
		f = timeSeries(a, q.Legend)
	}
	f.RefID = q.RefID
	f.Meta.Custom = Custom(a.Coverage, models.FrameFacts{QueryType: q.QueryType, Format: q.Format, By: keyNames(a), Buckets: a.Buckets, Estimates: a.Estimates, Cost: a.Cost, KVCache: a.KVCache, Balance: a.Balance})
	for i, e := range a.Executed {
		if i > 0 {
			f.Meta.ExecutedQueryString += "\n"
		}
		f.Meta.ExecutedQueryString += e
	}
	for _, n := range a.Notices {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: n})
	}
	for _, n := range a.Remarks {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: n})
	}
	out := data.Frames{f}
	for _, p := range a.Parts {
		part := table(p.Answer)
		part.Name, part.RefID = p.Name, q.RefID
		part.Meta.Custom = models.FrameFacts{QueryType: q.QueryType, Format: q.Format, By: keyNames(a), Part: p.Name}
		out = append(out, part)
	}
	return out
}

// custom is what a frame's meta.custom holds: the coverage, and beside it what a panel needs to recognise the frame.
type custom struct {
	Coverage models.Coverage `json:"coverage"`
	models.FrameFacts
}

// Custom is a frame's meta.custom.
func Custom(c models.Coverage, facts models.FrameFacts) any { return custom{c, facts} }

func keyNames(a *Answer) []string {
	if a.KeyNames == nil {
		return []string{}
	}
	return a.KeyNames
}

// optionals are pointers to defined values, nil for undefined ones: undefined is not zero. They share one array, since
// an allocation a value would cost more than the join.
func optionals(n int, get func(i int) float64) (out []*float64, any bool) {
	values := make([]float64, n)
	out = make([]*float64, n)
	for i := range values {
		if values[i] = get(i); defined(values[i]) {
			out[i], any = &values[i], true
		}
	}
	return out, any
}

func defined(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func config(c Column) *data.FieldConfig {
	return &data.FieldConfig{Unit: c.Unit, Description: c.Description}
}

// configOf is a row's own configuration of a column: its money is in its own currency.
func configOf(c Column, r *join.Row) *data.FieldConfig {
	out := config(c)
	if c.In != nil && r.Unit != "" && !r.Mixed {
		out.Unit = c.In(r.Unit)
	}
	return out
}

// value is a row's value of an operand at a step, NaN where there is none.
func value(r *join.Row, operand, step int) float64 {
	if v := r.Values[operand]; v != nil && step < len(v) {
		return v[step]
	}
	return math.NaN()
}

func meta(kind data.FrameType, vis data.VisType) *data.FrameMeta {
	return &data.FrameMeta{Type: kind, TypeVersion: data.FrameTypeVersion{0, 1}, PreferredVisualization: vis}
}
