package main

import (
	"go/ast"
	"go/types"
	"strings"
)

// constants has the type of metric that a description is used for, by what holds the description: of a call that gets it
// together with prometheus.CounterValue or prometheus.GaugeValue, or that makes a constant histogram or summary of it.
type constants struct {
	*index
	types map[types.Object]string
}

func newConstants(x *index) *constants {
	c := &constants{index: x, types: map[types.Object]string{}}
	x.each(func(node ast.Node) {
		call, ok := node.(*ast.CallExpr)
		if !ok || len(call.Args) < 2 {
			return
		}
		kind := valueType(call.Args...)
		if made := kindIn(tail(callee(call))); made != "" && strings.Contains(tail(callee(call)), "NewConst") {
			kind = made
		}
		for _, arg := range call.Args {
			if object := x.object(element(arg)); object != nil && kind != "" {
				c.types[object] = kind
			}
		}
	})
	return c
}

// element is the map or list that an element is of, or the expression itself.
func element(expr ast.Expr) ast.Expr {
	if of, ok := expr.(*ast.IndexExpr); ok {
		return of.X
	}
	return expr
}

// valueType is counter or gauge where one of some expressions is prometheus.CounterValue or prometheus.GaugeValue.
func valueType(exprs ...ast.Expr) string {
	for _, expr := range exprs {
		switch tail(expr) {
		case "CounterValue":
			return "counter"
		case "GaugeValue":
			return "gauge"
		}
	}
	return ""
}
