package models

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// CurrentVersion is the query schema version that the editor writes.
const CurrentVersion = 1

// ParseQuery reads a query's JSON of any known version, fills in defaults and checks it. Unknown fields are ignored, so
// that Grafana's own (datasource, hide, intervalMs, …) pass, and so are parts that belong to another query type: an
// editor keeps them while its user tries types out.
func ParseQuery(raw []byte) (Query, error) {
	migrated, _, err := Migrate(raw)
	if err != nil {
		return Query{}, err
	}
	var q Query
	if err := json.Unmarshal(migrated, &q); err != nil {
		return q, unreadable(err)
	}
	q.applyDefaults()
	if err := OneOf("queryType", q.QueryType, QueryTypes()...); err != nil || q.Empty() {
		return q, err
	}
	return q, q.validate()
}

// unreadable says which field of a query's JSON has the wrong shape.
func unreadable(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return Fieldf(wrong.Field, "a JSON %s cannot be read here", wrong.Value)
	}
	return Fieldf("query", "is no valid query JSON: %v", err)
}

// NeedsOperands tells whether a query of this type says in operands what is asked for.
func (t QueryType) NeedsOperands() bool {
	return fieldsOf(t) == nil && t != QueryTypeOwnership && t != QueryTypeEvents
}

// Empty tells whether nothing is asked for yet, as in a panel's new query. Such a query is skipped.
func (q Query) Empty() bool {
	if !q.QueryType.NeedsOperands() {
		return false
	}
	for _, o := range q.Operands {
		if o.asks() {
			return false
		}
	}
	return true
}

// applyDefaults fills in what was left out and drops what other query types are for.
func (q *Query) applyDefaults() {
	q.QueryType = cmp.Or(q.QueryType, QueryTypeCorrelate)
	q.Split = cmp.Or(q.Split, SplitEqual)
	switch q.QueryType {
	case QueryTypeOwnership, QueryTypeEvents, QueryTypeExemplars:
		// They list things that happened, whatever the format says, save that a list of intervals is no series.
		if q.QueryType != QueryTypeOwnership {
			q.Format = FormatTable
		}
		q.Format = cmp.Or(q.Format, FormatTable)
		q.Grain, q.By, q.Top = GrainReplica, nil, nil
	case QueryTypeLatency, QueryTypeCost, QueryTypeKVCache, QueryTypeBalance:
		q.Grain = GrainReplica
	case QueryTypeSignal: // without a grain its rows are those of by
	default:
		q.Grain = cmp.Or(q.Grain, GrainReplica)
	}
	q.Format = cmp.Or(q.Format, FormatTimeSeries)
	if !q.QueryType.NeedsOperands() {
		q.Operands = nil
	}
	if fieldsOf(q.QueryType) == nil {
		q.Fields = nil
	}
	if q.QueryType != QueryTypeCost {
		q.Basis = ""
	} else {
		q.Basis = cmp.Or(q.Basis, BasisEffective)
	}
	if q.QueryType != QueryTypeEvents {
		q.Events = nil
	}
	for i := range q.Operands {
		o := &q.Operands[i]
		if o.As == "" {
			o.As = cmp.Or(o.Signal, fmt.Sprintf("operand_%d", i+1))
		}
	}
}

// asks tells whether the operand says what it is.
func (o Operand) asks() bool { return o.parts() > 0 }

// parts counts how many of signal, expr and formula are set.
func (o Operand) parts() int {
	n := 0
	for _, s := range []string{o.Signal, o.Expr, o.Formula} {
		if strings.TrimSpace(s) != "" {
			n++
		}
	}
	return n
}
