package models

import (
	"fmt"
	"regexp"
	"slices"
)

// latencyFields are the fields of a latency query, in the order in which they are answered.
var latencyFields = []string{"queue", "transfer", "prefill", "decode", "unexplained", "e2e", "requests", "decomposed",
	"ttft_mean", "ttft_p50", "ttft_p95", "ttft_p99", "itl_p50", "itl_p95", "itl_p99", "gateway_ttft_mean", "gateway_ttft_p95",
	"client_ttft_mean", "client_ttft_p95", "gateway_gap"}

// Suffixes of the columns that say in which interval a quantile or a share lies.
const (
	SuffixLow  = "_lo"
	SuffixHigh = "_hi"
)

var quantileField = regexp.MustCompile(`_p[0-9]+$`)

// LatencyFields lists the fields of a latency query in the order in which they are answered, without those that are
// answered only where they are named.
func LatencyFields() []string { return slices.Clone(latencyFields) }

// fieldsOf are the fields of a query type that has several.
func fieldsOf(t QueryType) []string {
	switch t {
	case QueryTypeLatency:
		return LatencyFields()
	case QueryTypeCost:
		return CostFields()
	case QueryTypeKVCache:
		return KVCacheFields()
	case QueryTypeBalance:
		return BalanceFields()
	}
	return nil
}

// namedFields are all that fields may name: each quantile is followed by the edges of its bucket.
func namedFields(t QueryType) []string {
	var out []string
	for _, f := range fieldsOf(t) {
		out = append(out, f)
		if quantileField.MatchString(f) {
			out = append(out, f+SuffixLow, f+SuffixHigh)
		}
	}
	return out
}

// ShownFields are the fields of a query that are answered, in their order.
func (q Query) ShownFields() []string {
	if len(q.Fields) == 0 {
		return fieldsOf(q.QueryType)
	}
	return slices.DeleteFunc(namedFields(q.QueryType), func(f string) bool { return !slices.Contains(q.Fields, f) })
}

// visible are the names that a row can be compared by: those of visible operands, or of fields.
func (q Query) visible() []string {
	if fieldsOf(q.QueryType) != nil {
		return q.ShownFields()
	}
	var out []string
	for _, o := range q.Operands {
		if !o.Hide {
			out = append(out, o.Columns()...)
		}
	}
	return out
}

// Columns are the columns that an operand gives: itself, and the interval that it lies in where that is asked for.
func (o Operand) Columns() []string {
	if !o.Bounds {
		return []string{o.As}
	}
	return []string{o.As, o.As + SuffixLow, o.As + SuffixHigh}
}

func (q Query) checkTop() error {
	if q.Top == nil {
		return nil
	}
	if q.Top.N < 1 {
		return Fieldf("top.n", "%d rows cannot be kept; keep 1 or more", q.Top.N)
	}
	if q.Top.By == "" {
		return nil
	}
	names := q.visible()
	if slices.Contains(names, q.Top.By) {
		return nil
	}
	return &FieldError{Field: "top.by", Problem: fmt.Sprintf("%q is no visible operand or field of this query", q.Top.By), Allowed: names}
}

// CheckBounds refuses what asks for more than the data source's limits let it answer.
func (q Query) CheckBounds(l Limits) error {
	if q.Top == nil {
		return nil
	}
	most, what := l.MaxOutputRows(), "rows"
	if q.Format == FormatTimeSeries {
		most, what = l.MaxOutputSeries(), "series"
	}
	if q.Top.N > most {
		return Fieldf("top.n", "%d is more than the %d %s that this data source answers", q.Top.N, most, what)
	}
	return nil
}
