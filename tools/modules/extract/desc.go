package main

import (
	"go/ast"
)

// desc reads prometheus.NewDesc(name, help, labels, constant labels). Its type is that of the constant metrics that are
// made with what holds it, or stands beside it in a literal.
func (r reader) desc(call *ast.CallExpr) definition {
	return func(e *evaluator) (metric, bool) {
		return named(e, call.Args[0], func(name string) metric {
			return metric{Name: name, Type: r.typeOfDesc(call), Labels: r.labelsOfDesc(e, call)}
		})
	}
}

func (r reader) labelsOfDesc(e *evaluator, call *ast.CallExpr) []string {
	constant, ok := r.constLabels(e, call.Args[3])
	if !ok {
		return nil
	}
	if tail(call.Args[2]) == "nil" {
		return union(constant)
	}
	labels := e.texts(call.Args[2])
	if labels == nil {
		return nil
	}
	return union(constant, labels)
}

func (r reader) typeOfDesc(call *ast.CallExpr) string {
	switch parent := r.parents[call].(type) {
	case *ast.CompositeLit: // typedDesc{prometheus.NewDesc(…), prometheus.CounterValue}
		if kind := valueType(parent.Elts...); kind != "" {
			return kind
		}
	case *ast.KeyValueExpr:
		return r.typeOfPair(parent)
	case *ast.AssignStmt:
		for i, value := range parent.Rhs {
			if value == call && i < len(parent.Lhs) {
				return r.values.types[r.object(element(parent.Lhs[i]))]
			}
		}
	case *ast.ValueSpec:
		for i, value := range parent.Values {
			if value == call {
				return r.values.types[r.info.Defs[parent.Names[i]]]
			}
		}
	}
	return ""
}

// typeOfPair is that of a description that a field of a literal is set to.
func (r reader) typeOfPair(pair *ast.KeyValueExpr) string {
	if kind := r.values.types[r.object(pair.Key)]; kind != "" {
		return kind
	}
	literal, ok := r.parents[pair].(*ast.CompositeLit)
	if !ok {
		return ""
	}
	values := []ast.Expr{}
	for _, element := range literal.Elts {
		if other, isPair := element.(*ast.KeyValueExpr); isPair {
			values = append(values, other.Value)
		}
	}
	return valueType(values...)
}

// isRow tells a row of a table of metrics: a literal with a name and a value type.
func (r reader) isRow(literal *ast.CompositeLit) bool {
	return field(literal, "name", "Name") != nil && valueType(field(literal, "valueType", "ValueType")) != ""
}

// row reads a row of a table. The labels that all metrics of the table have are put together elsewhere.
func (r reader) row(literal *ast.CompositeLit) definition {
	return func(e *evaluator) (metric, bool) {
		return named(e, field(literal, "name", "Name"), func(name string) metric {
			return metric{Name: name, Type: valueType(field(literal, "valueType", "ValueType"))}
		})
	}
}
