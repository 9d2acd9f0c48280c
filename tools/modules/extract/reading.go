package main

import (
	"go/ast"
	"go/types"
	"maps"
)

// most is how many readings of one definition there are at most: more come of fields that are set all over a module, and
// say nothing.
const most = 3000

// readings evaluates a definition once for each caller, turn of a loop or assignment that it depends on.
func (x *index) readings(read func(*evaluator)) {
	waiting := []map[types.Object]binding{{}}
	for count := 0; len(waiting) > 0 && count < most; count++ {
		bound := waiting[0]
		waiting = waiting[1:]
		e := x.evaluator(bound)
		read(e)
		if e.missing != nil {
			waiting = append(waiting, x.split(bound, e.missing)...)
		}
	}
}

func (x *index) evaluator(bound map[types.Object]binding) *evaluator {
	return &evaluator{index: x, bound: bound, active: map[types.Object]bool{}}
}

// split has one set of bindings for each value that a thing takes. All parameters of a call are bound at once, and so
// are key and value of a loop's turn, so that what belongs together stays together.
func (x *index) split(bound map[types.Object]binding, missing types.Object) []map[types.Object]binding {
	if f := x.params[missing]; f != nil {
		return x.splitByCall(bound, f)
	}
	if loop := x.ranges[missing]; loop != nil {
		return x.splitByTurn(bound, loop)
	}
	split := []map[types.Object]binding{}
	for _, value := range x.assigned[missing] {
		split = append(split, with(bound, map[types.Object]binding{missing: {expr: value}}))
	}
	return split
}

func (x *index) splitByCall(bound map[types.Object]binding, f *function) []map[types.Object]binding {
	split := []map[types.Object]binding{}
	for _, name := range f.names {
		for _, call := range x.calls[name] {
			split = append(split, with(bound, arguments(f, call)))
		}
	}
	if len(split) == 0 {
		unknown := map[types.Object]binding{}
		for _, param := range f.params {
			if param != nil {
				unknown[param] = binding{}
			}
		}
		split = append(split, with(bound, unknown))
	}
	return split
}

func (x *index) splitByTurn(bound map[types.Object]binding, loop *ast.RangeStmt) []map[types.Object]binding {
	e := x.evaluator(bound)
	literal := e.listOrMap(loop.X)
	if e.missing != nil {
		return x.split(bound, e.missing)
	}
	key, value := x.object(loop.Key), x.object(loop.Value)
	if literal == nil {
		return []map[types.Object]binding{with(bound, map[types.Object]binding{key: {}, value: {}})}
	}
	split := []map[types.Object]binding{}
	for _, element := range literal.Elts {
		turn := map[types.Object]binding{key: {}, value: {expr: element}}
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			turn = map[types.Object]binding{key: {expr: pair.Key}, value: {expr: pair.Value}}
		}
		split = append(split, with(bound, turn))
	}
	return split
}

// listOrMap follows an expression to the literal that it is.
func (e *evaluator) listOrMap(expr ast.Expr) *ast.CompositeLit {
	for range deepest {
		switch at := expr.(type) {
		case *ast.CompositeLit:
			return at
		case *ast.ParenExpr:
			expr = at.X
		case *ast.UnaryExpr:
			expr = at.X
		case *ast.Ident, *ast.SelectorExpr:
			object := e.index.object(at)
			if bound, ok := e.bound[object]; ok {
				expr = bound.expr
			} else if e.params[object] != nil || len(e.assigned[object]) > 1 {
				e.missing = object
				return nil
			} else if len(e.assigned[object]) == 1 {
				expr = e.assigned[object][0]
			} else {
				return nil
			}
		default:
			return nil
		}
	}
	return nil
}

func with(bound, more map[types.Object]binding) map[types.Object]binding {
	all := maps.Clone(bound)
	for object, value := range more {
		if object != nil {
			all[object] = value
		}
	}
	return all
}

// callers are the calls that a reading went through.
func (e *evaluator) callers() []*ast.CallExpr {
	calls := []*ast.CallExpr{}
	for _, bound := range e.bound {
		if bound.call != nil {
			calls = append(calls, bound.call)
		}
	}
	return calls
}
