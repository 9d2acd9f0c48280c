package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// evaluator works out expressions as far as the text says what they are. Values are string, float64, []any of them, and
// *ast.CompositeLit for structs and maps; nil is unknown.
//
// What depends on the caller, the turn of a loop or one of several assignments is bound in one reading of a definition
// and otherwise in the next: missing is the first thing that was asked for and is not bound. See reading.go.
type evaluator struct {
	*index
	bound   map[types.Object]binding
	active  map[types.Object]bool
	missing types.Object
	depth   int
}

// binding is an expression, or a value that was worked out.
type binding struct {
	expr  ast.Expr
	value any
	// call is where a parameter got its value.
	call *ast.CallExpr
}

const deepest = 40

func (e *evaluator) eval(expr ast.Expr) any {
	if e.missing != nil || expr == nil || e.depth > deepest {
		return nil
	}
	e.depth++
	defer func() { e.depth-- }()
	if value := constantValue(e.info.Types[expr].Value); value != nil {
		return value
	}
	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return e.eval(expr.X)
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return e.eval(expr.X)
		}
	case *ast.StarExpr:
		return e.eval(expr.X)
	case *ast.BasicLit:
		return constantValue(constant.MakeFromLiteral(expr.Value, expr.Kind, 0))
	case *ast.BinaryExpr:
		return e.binary(expr)
	case *ast.CompositeLit:
		return e.literal(expr)
	case *ast.Ident:
		return e.object(expr)
	case *ast.SelectorExpr:
		return e.selector(expr)
	case *ast.SliceExpr:
		if expr.Low == nil && expr.High == nil {
			return e.eval(expr.X)
		}
	case *ast.CallExpr:
		return e.call(expr)
	}
	return nil
}

func constantValue(value constant.Value) any {
	if value == nil {
		return nil
	}
	switch value.Kind() {
	case constant.String:
		return constant.StringVal(value)
	case constant.Int, constant.Float:
		number, _ := constant.Float64Val(value)
		return number
	}
	return nil
}

func (e *evaluator) binary(expr *ast.BinaryExpr) any {
	left, right := e.eval(expr.X), e.eval(expr.Y)
	if a, ok := left.(string); ok {
		if b, ok := right.(string); ok && expr.Op == token.ADD {
			return a + b
		}
		return nil
	}
	a, isNumber := left.(float64)
	b, bothNumbers := right.(float64)
	if !isNumber || !bothNumbers {
		return nil
	}
	switch expr.Op {
	case token.ADD:
		return a + b
	case token.SUB:
		return a - b
	case token.MUL:
		return a * b
	case token.QUO:
		return a / b
	}
	return nil
}

// literal is the list that an array's or slice's literal is; other literals stay what they are.
func (e *evaluator) literal(literal *ast.CompositeLit) any {
	isList := false
	if _, ok := literal.Type.(*ast.ArrayType); ok {
		isList = true
	} else if typ := e.info.Types[literal].Type; typ != nil {
		_, isSlice := typ.Underlying().(*types.Slice)
		_, isArray := typ.Underlying().(*types.Array)
		isList = isSlice || isArray
	}
	if !isList {
		return literal
	}
	list := []any{}
	for _, element := range literal.Elts {
		list = append(list, e.eval(element))
	}
	return list
}

// object is the value of a variable: what it is bound to, or its only assignment.
func (e *evaluator) object(expr ast.Expr) any {
	object := e.index.object(expr)
	if object == nil || e.active[object] {
		return nil
	}
	if fixed, ok := object.(*types.Const); ok {
		return constantValue(fixed.Val())
	}
	e.active[object] = true
	defer delete(e.active, object)
	if bound, ok := e.bound[object]; ok {
		if bound.expr != nil {
			return e.eval(bound.expr)
		}
		return bound.value
	}
	if e.params[object] != nil || e.ranges[object] != nil || len(e.assigned[object]) > 1 {
		e.missing = object
		return nil
	}
	if len(e.assigned[object]) == 1 {
		return e.eval(e.assigned[object][0])
	}
	return nil
}

// selector is a field of a literal that is known, else what the field or the name of another package is set to.
func (e *evaluator) selector(expr *ast.SelectorExpr) any {
	if buckets, ok := knownBuckets[expr.Sel.Name]; ok {
		return buckets
	}
	field, ok := e.index.object(expr.Sel).(*types.Var)
	if ok && field.IsField() {
		if literal, known := e.eval(expr.X).(*ast.CompositeLit); known {
			return e.eval(e.fields(literal)[field])
		}
		if e.missing != nil {
			return nil
		}
	}
	return e.object(expr.Sel)
}

func (e *evaluator) text(expr ast.Expr) (string, bool) {
	text, ok := e.eval(expr).(string)
	return text, ok
}

// texts is a list of strings, or nil where any of it is unknown.
func (e *evaluator) texts(expr ast.Expr) []string {
	list, ok := e.eval(expr).([]any)
	if !ok {
		return nil
	}
	texts := make([]string, len(list))
	for i, item := range list {
		if texts[i], ok = item.(string); !ok {
			return nil
		}
	}
	return texts
}

func (e *evaluator) numbers(expr ast.Expr) []float64 {
	list, ok := e.eval(expr).([]any)
	if !ok || len(list) == 0 {
		return nil
	}
	numbers := make([]float64, len(list))
	for i, item := range list {
		if numbers[i], ok = item.(float64); !ok {
			return nil
		}
	}
	return numbers
}
