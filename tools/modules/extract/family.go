package main

import (
	"go/ast"
	"go/types"
	"strings"
)

// family reads kube-state-metrics' New…FamilyGenerator…(name, help, metric.Gauge, …, generate). Its labels are those that
// the function sets, and the defaults of what wraps it.
func (r reader) family(call *ast.CallExpr) definition {
	return func(e *evaluator) (metric, bool) {
		return named(e, call.Args[0], func(name string) metric {
			kind := kindIn(tail(call.Args[2]))
			if kind == "" {
				kind = "gauge" // Info and StateSet are gauges of 0 and 1.
			}
			return metric{Name: name, Type: kind, Labels: r.labelsOfFamily(e, call.Args[len(call.Args)-1])}
		})
	}
}

// labelsOfFamily is nil where some are put together from an object.
func (r reader) labelsOfFamily(e *evaluator, generate ast.Expr) []string {
	labels := []string{}
	known := true
	take := func(expr ast.Expr) {
		found := e.texts(expr)
		known = known && found != nil
		labels = union(labels, found)
	}
	ast.Inspect(generate, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.KeyValueExpr:
			if tail(node.Key) == "LabelKeys" {
				take(node.Value)
			}
		case *ast.AssignStmt: // m.LabelKeys = …
			for i, target := range node.Lhs {
				if len(node.Rhs) == len(node.Lhs) && isLabelKeys(target) {
					take(node.Rhs[i])
				}
			}
		}
		return true
	})
	if wrapped, ok := generate.(*ast.CallExpr); ok {
		if f := r.bodies[r.object(callee(wrapped))]; f != nil {
			for _, defaults := range r.defaults(f) {
				take(defaults)
			}
		}
	}
	if !known {
		return nil
	}
	return labels
}

func isLabelKeys(expr ast.Expr) bool {
	_, isField := expr.(*ast.SelectorExpr)
	return isField && tail(expr) == "LabelKeys"
}

// defaults are the lists of default labels that a wrapping function names.
func (r reader) defaults(f *function) []ast.Expr {
	found := []ast.Expr{}
	ast.Inspect(f.body, func(node ast.Node) bool {
		name, ok := node.(*ast.Ident)
		if ok && strings.HasSuffix(name.Name, "DefaultLabels") {
			if _, isVariable := r.object(name).(*types.Var); isVariable {
				found = append(found, name)
			}
		}
		return true
	})
	return found
}
