package models

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// CurrentVersion is the query schema version that the editor writes.
const CurrentVersion = 1

// ParseQuery reads a query's JSON, fills in defaults and checks it. Unknown fields are ignored, so that Grafana's own
// (datasource, hide, intervalMs, …) pass.
func ParseQuery(raw []byte) (Query, error) {
	var q Query
	if err := json.Unmarshal(raw, &q); err != nil {
		return q, Fieldf("query", "is no valid query JSON: %v", err)
	}
	q.applyDefaults()
	return q, q.validate()
}

// Empty tells whether nothing is asked for yet, as in a panel's new query. Such a query is skipped.
func (q Query) Empty() bool {
	for _, o := range q.Operands {
		if o.Signal != "" || o.Expr != "" || o.Formula != "" {
			return false
		}
	}
	return true
}

func (q *Query) applyDefaults() {
	q.QueryType = cmp.Or(q.QueryType, QueryTypeCorrelate)
	q.Grain = cmp.Or(q.Grain, GrainReplica)
	q.Format = cmp.Or(q.Format, FormatTimeSeries)
	q.Split = cmp.Or(q.Split, SplitEqual)
	for i := range q.Operands {
		o := &q.Operands[i]
		if o.As == "" {
			o.As = cmp.Or(o.Signal, fmt.Sprintf("operand_%d", i+1))
		}
	}
}

func (q Query) validate() error {
	if q.Empty() {
		return nil
	}
	checks := []error{
		OneOf("queryType", q.QueryType, QueryTypeCorrelate),
		OneOf("grain", q.Grain, GrainDevice, GrainReplica, GrainModel, GrainNode, GrainCluster),
		OneOf("format", q.Format, FormatTimeSeries, FormatTable, FormatNumeric),
		OneOf("split", q.Split, SplitEqual),
	}
	if q.Version > CurrentVersion {
		checks = append(checks, Fieldf("version", "%d is newer than this plugin, which knows %d", q.Version, CurrentVersion))
	}
	if q.MinStep != "" {
		_, err := ParseDuration("minStep", q.MinStep)
		checks = append(checks, err)
	}
	for i, l := range q.By {
		checks = append(checks, OneOf(fmt.Sprintf("by[%d]", i), l, canonicalLabels...))
	}
	for i, f := range q.Filters {
		checks = append(checks, f.validate(fmt.Sprintf("filters[%d]", i)))
	}
	names := map[string]bool{}
	for i, o := range q.Operands {
		field := fmt.Sprintf("operands[%d]", i)
		if names[o.As] {
			checks = append(checks, Fieldf(field+".as", "%q is used twice", o.As))
		}
		names[o.As] = true
		checks = append(checks, o.validate(field))
	}
	return firstError(checks)
}

func firstError(errs []error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}

// canonicalLabels are the labels of frames, filters and by.
var canonicalLabels = []string{"cluster", "node", "namespace", "pod", "gpu_uuid", "gpu_index", "gpu_model",
	"mig_profile", "mig_id", "engine", "engine_rank", "llm_model", "role", "tenant", "route"}

// CanonicalLabels lists the label names that queries use, whatever a source calls them.
func CanonicalLabels() []string { return slices.Clone(canonicalLabels) }

func (f Filter) validate(field string) error {
	if err := firstError([]error{
		OneOf(field+".label", f.Label, canonicalLabels...),
		OneOf(field+".op", f.Op, OpIn, OpNotIn, OpMatch, OpNotMatch),
	}); err != nil {
		return err
	}
	if f.Op != OpMatch && f.Op != OpNotMatch {
		return nil
	}
	if len(f.Values) != 1 {
		return Fieldf(field+".values", "%s takes exactly one regular expression, not %d values", f.Op, len(f.Values))
	}
	if _, err := regexp.Compile(f.Values[0]); err != nil {
		return Fieldf(field+".values", "is no RE2 regular expression: %v", err)
	}
	return nil
}

func (o Operand) validate(field string) error {
	set := 0
	for _, s := range []string{o.Signal, o.Expr, o.Formula} {
		if strings.TrimSpace(s) != "" {
			set++
		}
	}
	if set != 1 {
		return Fieldf(field, "needs exactly one of signal, expr and formula")
	}
	if !operandName.MatchString(o.As) {
		return Fieldf(field+".as", "%q cannot be used in a formula; use letters, digits and _, not beginning with a digit", o.As)
	}
	var errs []error
	if o.Stat != "" {
		errs = append(errs, OneOf(field+".stat", o.Stat, StatRate, StatTotal, StatAvg, StatMin, StatMax, StatLast, StatMean,
			StatP50, StatP95, StatP99, StatFractionBelow))
	}
	if o.Reduce != "" {
		errs = append(errs, OneOf(field+".reduce", o.Reduce, ReduceSum, ReduceMean, ReduceMin, ReduceMax, ReduceSpread))
	}
	if o.Stat == StatFractionBelow && (o.Threshold == nil || math.IsNaN(*o.Threshold) || math.IsInf(*o.Threshold, 0)) {
		errs = append(errs, Fieldf(field+".threshold", "fraction_below needs a finite threshold in the signal's unit"))
	}
	for k := range o.Keys {
		errs = append(errs, OneOf(field+".keys", k, canonicalLabels...))
	}
	return firstError(errs)
}

var operandName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// CheckFilters checks filters that come without a query.
func CheckFilters(fs []Filter) error {
	for i, f := range fs {
		if err := f.validate(fmt.Sprintf("filters[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}
