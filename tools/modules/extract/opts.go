package main

import (
	"go/ast"
	"strings"
)

// opts reads prometheus.CounterOpts{…} and its like, also component-base's, and the call that it is an argument of.
func (r reader) opts(literal *ast.CompositeLit, kind string) definition {
	return func(e *evaluator) (metric, bool) {
		// Namespace and subsystem can be left out, which is not the same as unknown.
		parts := []any{}
		for _, name := range []string{"Namespace", "Subsystem", "Name"} {
			if set := field(literal, name); set != nil {
				parts = append(parts, e.eval(set))
			}
		}
		name, ok := joined(parts).(string)
		if !ok || e.missing != nil || !metricName.MatchString(name) {
			return metric{}, false
		}
		call := r.outer(literal)
		found := metric{Name: name, Type: kind}
		if call != nil {
			if kind == "" {
				found.Type = kindIn(tail(callee(call)))
			}
			found.Labels = r.labelsOfCall(e, call, literal)
		}
		if found.Type == "" {
			found.Type = r.kindOfCallers(e)
		}
		if buckets := field(literal, "Buckets"); buckets != nil {
			found.Buckets = e.numbers(buckets)
		} else if found.Type == "histogram" {
			found.Buckets = defaultBuckets
		}
		return found, true
	}
}

var defaultBuckets = func() []float64 {
	buckets := []float64{}
	for _, edge := range knownBuckets["DefBuckets"] {
		buckets = append(buckets, edge.(float64))
	}
	return buckets
}()

// labelsOfCall are those that the metric is made with: the second argument of NewCounterVec, none of NewCounter, and the
// constant ones.
func (r reader) labelsOfCall(e *evaluator, call *ast.CallExpr, literal *ast.CompositeLit) []string {
	name := tail(callee(call))
	if !strings.HasPrefix(name, "New") {
		return nil
	}
	constant, ok := r.constLabels(e, field(literal, "ConstLabels"))
	if !ok {
		return nil
	}
	if !strings.HasSuffix(name, "Vec") {
		return union(constant)
	}
	if len(call.Args) < 2 {
		return nil
	}
	labels := e.texts(call.Args[len(call.Args)-1])
	if labels == nil {
		return nil
	}
	return union(constant, labels)
}

// constLabels are the keys of prometheus.Labels{…}; ok is false where they are unknown.
func (r reader) constLabels(e *evaluator, expr ast.Expr) ([]string, bool) {
	if expr == nil || tail(expr) == "nil" {
		return nil, true
	}
	literal, ok := e.eval(expr).(*ast.CompositeLit)
	if !ok {
		return nil, false
	}
	keys := []string{}
	for _, element := range literal.Elts {
		pair, isPair := element.(*ast.KeyValueExpr)
		if !isPair {
			return nil, false
		}
		key, known := e.text(pair.Key)
		if !known {
			return nil, false
		}
		keys = append(keys, key)
	}
	return keys, true
}

// kindOfCallers is the kind in the name of a function that the definition's parameters came through, or that got what
// such a function returned.
func (r reader) kindOfCallers(e *evaluator) string {
	for _, call := range e.callers() {
		for at := call; at != nil; at = r.outer(at) {
			if kind := kindIn(tail(callee(at))); kind != "" {
				return kind
			}
		}
	}
	return ""
}
