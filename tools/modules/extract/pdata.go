package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// setName reads metric.SetName(name) of the Collector's pdata, where metric was appended to a list of metrics. Its type
// and unit are set after its name, in the same function or in one that gets the metric.
func (r reader) setName(call *ast.CallExpr) definition {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !r.isAppended(r.object(selector.X)) {
		return nil
	}
	kind, unit := r.shape(call, r.object(selector.X))
	return func(e *evaluator) (metric, bool) {
		return named(e, call.Args[0], func(name string) metric {
			text, _ := e.text(unit)
			return metric{Name: translated(name, text, kind), Type: kind}
		})
	}
}

// isAppended tells metrics from the many other things that have a name there.
func (r reader) isAppended(target types.Object) bool {
	for _, value := range r.assigned[target] {
		call, ok := value.(*ast.CallExpr)
		if !ok || tail(call.Fun) != "AppendEmpty" {
			continue
		}
		list, ok := call.Fun.(*ast.SelectorExpr).X.(*ast.CallExpr)
		if ok && tail(list.Fun) == "Metrics" {
			return true
		}
	}
	return false
}

// shape is what is said of a metric between its name and the next one's.
func (r reader) shape(call *ast.CallExpr, target types.Object) (kind string, unit ast.Expr) {
	next := token.Pos(-1)
	ast.Inspect(r.function(call), func(node ast.Node) bool {
		other, ok := node.(*ast.CallExpr)
		if !ok || other.Pos() <= call.Pos() || (next >= 0 && other.Pos() > next) {
			return true
		}
		method, isMethod := other.Fun.(*ast.SelectorExpr)
		if !isMethod {
			return true
		}
		if r.object(method.X) == target {
			switch name := method.Sel.Name; {
			case name == "SetName":
				next = other.Pos()
			case name == "SetUnit" && len(other.Args) == 1:
				unit = other.Args[0]
			}
		}
		if found := r.kindSet(other, target, 0); found != "" && kind == "" {
			kind = found
		}
		return true
	})
	return kind, unit
}

// kindSet is the kind that a call makes of a metric: target.SetEmptySum(), or such a call in a function that gets it.
func (r reader) kindSet(call *ast.CallExpr, target types.Object, depth int) string {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if ok && r.object(method.X) == target {
		return emptyKind(method.Sel.Name)
	}
	kind := ""
	for i, arg := range call.Args {
		if depth > 2 || target == nil || r.object(arg) != target {
			continue
		}
		for _, f := range r.implementations(r.object(callee(call))) {
			ast.Inspect(f.body, func(node ast.Node) bool {
				inner, isCall := node.(*ast.CallExpr)
				if isCall && i < len(f.params) && kind == "" {
					kind = r.kindSet(inner, f.params[i], depth+1)
				}
				return true
			})
		}
	}
	return kind
}

func emptyKind(method string) string {
	if method == "SetEmptySum" {
		return "counter"
	}
	if strings.HasPrefix(method, "SetEmpty") {
		return kindIn(method)
	}
	return ""
}

// implementations are a function itself, or the methods that an interface's method can be.
func (r reader) implementations(object types.Object) []*function {
	if f := r.bodies[object]; f != nil {
		return []*function{f}
	}
	method, ok := object.(*types.Func)
	if !ok || method.Signature().Recv() == nil {
		return nil
	}
	wanted, ok := method.Signature().Recv().Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	found := []*function{}
	for name, f := range r.bodies {
		other, isFunc := name.(*types.Func)
		if !isFunc || other.Name() != method.Name() || other.Signature().Recv() == nil {
			continue
		}
		if types.Implements(other.Signature().Recv().Type(), wanted) {
			found = append(found, f)
		}
	}
	return found
}

// function is the innermost declared function that a node is in.
func (x *index) function(node ast.Node) ast.Node {
	at := node
	for x.parents[at] != nil {
		if _, ok := at.(*ast.FuncDecl); ok {
			return at
		}
		at = x.parents[at]
	}
	return at
}
