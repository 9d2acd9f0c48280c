package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// index says of a module's syntax what evaluation asks for.
type index struct {
	*module
	parents map[ast.Node]ast.Node
	// assigned has what each variable, field included, is set to anywhere.
	assigned map[types.Object][]ast.Expr
	// calls of each function, or of a variable that holds one.
	calls map[types.Object][]*ast.CallExpr
	// params of each function, by the parameter, and ranges by their variables.
	params map[types.Object]*function
	ranges map[types.Object]*ast.RangeStmt
	bodies map[types.Object]*function
}

// function is a function, method or closure.
type function struct {
	names  []types.Object // what it is called by
	typ    *ast.FuncType
	body   *ast.BlockStmt
	params []types.Object // nil for one without a name
}

func newIndex(m *module) *index {
	x := &index{
		module:   m,
		parents:  map[ast.Node]ast.Node{},
		assigned: map[types.Object][]ast.Expr{},
		calls:    map[types.Object][]*ast.CallExpr{},
		params:   map[types.Object]*function{},
		ranges:   map[types.Object]*ast.RangeStmt{},
		bodies:   map[types.Object]*function{},
	}
	x.each(x.keepParent)
	x.each(x.keep)
	x.each(x.keepAlias)
	return x
}

// each walks over the whole module.
func (x *index) each(visit func(ast.Node)) {
	for _, name := range x.packageNames() {
		for _, file := range x.syntax[name] {
			ast.Inspect(file, func(node ast.Node) bool {
				if node != nil {
					visit(node)
				}
				return true
			})
		}
	}
}

func (x *index) keepParent(node ast.Node) {
	ast.Inspect(node, func(child ast.Node) bool {
		if child == node {
			return true
		}
		if child != nil {
			x.parents[child] = node
		}
		return false
	})
}

func (x *index) keep(node ast.Node) {
	switch node := node.(type) {
	case *ast.ValueSpec:
		for i, name := range node.Names {
			if len(node.Values) == len(node.Names) {
				x.assign(name, node.Values[i])
			}
		}
	case *ast.AssignStmt:
		if len(node.Lhs) == len(node.Rhs) && (node.Tok == token.ASSIGN || node.Tok == token.DEFINE) {
			for i, target := range node.Lhs {
				x.assign(target, node.Rhs[i])
			}
		}
	case *ast.CompositeLit:
		for field, value := range x.fields(node) {
			x.assigned[field] = append(x.assigned[field], value)
		}
	case *ast.RangeStmt:
		for _, target := range []ast.Expr{node.Key, node.Value} {
			if object := x.object(target); object != nil {
				x.ranges[object] = node
			}
		}
	case *ast.CallExpr:
		if object := x.object(callee(node)); object != nil {
			x.calls[object] = append(x.calls[object], node)
		}
	case *ast.FuncDecl:
		if node.Body != nil {
			x.keepFunction(node.Type, node.Body, x.info.Defs[node.Name])
		}
	case *ast.FuncLit:
		x.keepFunction(node.Type, node.Body, x.held(node))
	}
}

// keepAlias makes calls of a variable that holds a function calls of the function.
func (x *index) keepAlias(node ast.Node) {
	spec, ok := node.(*ast.ValueSpec)
	if !ok || len(spec.Names) != len(spec.Values) {
		return
	}
	for i, value := range spec.Values {
		held, _ := x.object(value).(*types.Func)
		body := x.bodies[held]
		if held != nil && body != nil {
			body.names = append(body.names, x.info.Defs[spec.Names[i]])
		}
	}
}

func (x *index) assign(target, value ast.Expr) {
	if object := x.object(target); object != nil {
		x.assigned[object] = append(x.assigned[object], value)
	}
}

// held is the variable that a closure is assigned to.
func (x *index) held(closure *ast.FuncLit) types.Object {
	switch parent := x.parents[closure].(type) {
	case *ast.AssignStmt:
		if len(parent.Lhs) == 1 {
			return x.object(parent.Lhs[0])
		}
	case *ast.ValueSpec:
		if len(parent.Names) == 1 {
			return x.info.Defs[parent.Names[0]]
		}
	}
	return nil
}

func (x *index) keepFunction(typ *ast.FuncType, body *ast.BlockStmt, name types.Object) {
	f := &function{typ: typ, body: body}
	if name != nil {
		f.names = []types.Object{name}
		x.bodies[name] = f
	}
	for _, field := range typ.Params.List {
		if len(field.Names) == 0 {
			f.params = append(f.params, nil)
		}
		for _, name := range field.Names {
			object := x.info.Defs[name]
			f.params = append(f.params, object)
			if object != nil {
				x.params[object] = f
			}
		}
	}
}

// fields pairs the fields of a struct with what a literal sets them to.
func (x *index) fields(literal *ast.CompositeLit) map[types.Object]ast.Expr {
	set := map[types.Object]ast.Expr{}
	typ := x.info.Types[literal].Type
	if typ == nil {
		return set
	}
	if pointer, ok := typ.Underlying().(*types.Pointer); ok { // elements of []*T without their type
		typ = pointer.Elem()
	}
	structure, ok := typ.Underlying().(*types.Struct)
	for i, element := range literal.Elts {
		if pair, isPair := element.(*ast.KeyValueExpr); isPair {
			if field := x.object(pair.Key); ok && field != nil {
				set[field] = pair.Value
			}
		} else if ok && i < structure.NumFields() {
			set[structure.Field(i)] = element
		}
	}
	return set
}

// object is what an identifier or a selector stands for, or nil.
func (x *index) object(expr ast.Expr) types.Object {
	switch expr := expr.(type) {
	case *ast.Ident:
		if used := x.info.Uses[expr]; used != nil {
			return origin(used)
		}
		return x.info.Defs[expr]
	case *ast.SelectorExpr:
		return x.object(expr.Sel)
	case *ast.ParenExpr:
		return x.object(expr.X)
	case *ast.StarExpr:
		return x.object(expr.X)
	}
	return nil
}

// origin is the generic function or field that an instance was made of.
func origin(object types.Object) types.Object {
	switch object := object.(type) {
	case *types.Func:
		return object.Origin()
	case *types.Var:
		return object.Origin()
	}
	return object
}

// callee is what is called, without type arguments.
func callee(call *ast.CallExpr) ast.Expr {
	switch fun := call.Fun.(type) {
	case *ast.IndexExpr:
		return fun.X
	case *ast.IndexListExpr:
		return fun.X
	}
	return call.Fun
}

// tail is the last word of a name: prometheus.NewDesc is NewDesc.
func tail(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.SelectorExpr:
		return expr.Sel.Name
	case *ast.StarExpr:
		return tail(expr.X)
	case *ast.IndexExpr:
		return tail(expr.X)
	case *ast.IndexListExpr:
		return tail(expr.X)
	}
	return ""
}
