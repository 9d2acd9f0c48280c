package models

import (
	"fmt"
	"math"
	"regexp"
	"slices"
)

// QueryTypes lists the query types that this version answers.
func QueryTypes() []QueryType {
	return []QueryType{QueryTypeCorrelate, QueryTypeSignal, QueryTypeLatency, QueryTypeOwnership, QueryTypeExemplars, QueryTypeEvents, QueryTypeCost, QueryTypeKVCache, QueryTypeBalance}
}

// EventKinds lists the kinds of an events query.
func EventKinds() []EventKind {
	return []EventKind{EventOwnership, EventPodStart, EventPodRestart, EventXID, EventThrottle, EventPreemptionStorm}
}

func (q Query) validate() error {
	checks := []error{
		q.checkVersion(),
		q.checkShape(),
	}
	for i, f := range q.Filters {
		checks = append(checks, f.validate(fmt.Sprintf("filters[%d]", i), q.labels()))
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
	return firstError(append(checks, q.checkType(), q.checkTop()))
}

func (q Query) checkVersion() error {
	if q.Version > CurrentVersion {
		return Fieldf("version", "%d is newer than this plugin, which knows %d", q.Version, CurrentVersion)
	}
	return nil
}

// checkShape checks what says how the answer is laid out.
func (q Query) checkShape() error {
	checks := []error{OneOf("split", q.Split, SplitEqual)}
	if q.Grain != "" {
		checks = append(checks, OneOf("grain", q.Grain, GrainDevice, GrainReplica, GrainModel, GrainTenant, GrainNode, GrainCluster))
	}
	if q.QueryType == QueryTypeOwnership {
		checks = append(checks, tableOnly(q.Format))
	} else {
		checks = append(checks, OneOf("format", q.Format, FormatTimeSeries, FormatTable, FormatNumeric))
	}
	if q.MinStep != "" {
		_, err := ParseDuration("minStep", q.MinStep)
		checks = append(checks, err)
	}
	for i, l := range q.By {
		checks = append(checks, OneOf(fmt.Sprintf("by[%d]", i), l, q.labels()...))
	}
	return firstError(checks)
}

func tableOnly(f Format) error {
	if f == FormatTable {
		return nil
	}
	return &FieldError{Field: "format", Problem: fmt.Sprintf("%q has no meaning for ownership, which is a list of intervals", f),
		Allowed: []string{string(FormatTable)}}
}

// checkType checks what one query type alone has.
func (q Query) checkType() error {
	var checks []error
	for i, f := range q.Fields {
		checks = append(checks, OneOf(fmt.Sprintf("fields[%d]", i), f, namedFields(q.QueryType)...))
	}
	for i, k := range q.Events {
		checks = append(checks, OneOf(fmt.Sprintf("events[%d]", i), k, EventKinds()...))
	}
	if q.QueryType == QueryTypeCost {
		checks = append(checks, OneOf("basis", q.Basis, BasisEffective, BasisUsage))
	}
	if q.QueryType == QueryTypeExemplars {
		_, err := q.ExemplarOperand()
		checks = append(checks, err)
	}
	return firstError(checks)
}

// ExemplarOperand is the one visible operand of an exemplars query.
func (q Query) ExemplarOperand() (Operand, error) {
	shown := slices.DeleteFunc(slices.Clone(q.Operands), func(o Operand) bool { return o.Hide })
	if len(shown) != 1 {
		return Operand{}, Fieldf("operands", "exemplars are of exactly one visible operand, this query has %d; hide the others", len(shown))
	}
	if shown[0].Formula != "" {
		return Operand{}, Fieldf("operands", "a formula has no exemplars; choose a distribution such as ttft, or PromQL")
	}
	return shown[0], nil
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

// labels are those that a query's key and filters may name.
func (q Query) labels() []string {
	if q.QueryType == QueryTypeBalance {
		return append(CanonicalLabels(), LabelGroup)
	}
	return canonicalLabels
}

func (f Filter) validate(field string, labels []string) error {
	if err := firstError([]error{
		OneOf(field+".label", f.Label, labels...),
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
	if o.parts() != 1 {
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
		if err := f.validate(fmt.Sprintf("filters[%d]", i), canonicalLabels); err != nil {
			return err
		}
	}
	return nil
}
