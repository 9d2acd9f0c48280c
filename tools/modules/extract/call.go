package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// knownBuckets are client_golang's, by their names.
var knownBuckets = map[string][]any{
	"DefBuckets": {.005, .01, .025, .05, .1, .25, .5, 1.0, 2.5, 5.0, 10.0},
}

// call is what a call gives: conversions, lists that are put together, names that are, and functions of the module.
func (e *evaluator) call(call *ast.CallExpr) any {
	if e.info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		return e.eval(call.Args[0])
	}
	if made, ok := makers[tail(call.Fun)]; ok {
		args := make([]any, len(call.Args))
		for i, arg := range call.Args {
			args[i] = e.eval(arg)
		}
		return made(args, call.Ellipsis.IsValid())
	}
	if name := enumName(call); name != "" {
		return name
	}
	if f := e.bodies[e.index.object(callee(call))]; f != nil {
		return e.returned(f, call)
	}
	return nil
}

var enumValue = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*_([A-Z0-9_]+)$`)

// enumName is the name of a value that protoc made a constant of: pb.Field_GPU_CLOCK.String() is GPU_CLOCK.
func enumName(call *ast.CallExpr) string {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || method.Sel.Name != "String" || len(call.Args) > 0 {
		return ""
	}
	if parts := enumValue.FindStringSubmatch(tail(method.X)); parts != nil {
		return parts[1]
	}
	return ""
}

// returned is what a function of the module returns: the first of its returns that can be worked out.
func (e *evaluator) returned(f *function, call *ast.CallExpr) any {
	if f.typ.Results == nil || f.typ.Results.NumFields() != 1 {
		return nil
	}
	inner := &evaluator{index: e.index, bound: maps.Clone(e.bound), active: e.active, depth: e.depth + 1}
	for object, bound := range arguments(f, call) {
		value := bound.value
		if bound.expr != nil {
			value = e.eval(bound.expr)
		}
		inner.bound[object] = binding{value: value}
	}
	if e.missing != nil {
		return nil
	}
	value := inner.returns(f.body)
	e.missing = inner.missing
	return value
}

// returns is the first of a body's returns that can be worked out, without branches that are known not to be taken.
func (e *evaluator) returns(body ast.Node) any {
	var value any
	ast.Inspect(body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.IfStmt:
			return !e.isFalse(node.Cond)
		case *ast.ReturnStmt:
			if len(node.Results) == 1 && value == nil {
				value = e.eval(node.Results[0])
			}
		}
		return true
	})
	return value
}

// isFalse tells a comparison of two known strings that does not hold.
func (e *evaluator) isFalse(cond ast.Expr) bool {
	comparison, ok := cond.(*ast.BinaryExpr)
	if !ok || (comparison.Op != token.EQL && comparison.Op != token.NEQ) {
		return false
	}
	left, isText := e.text(comparison.X)
	right, bothTexts := e.text(comparison.Y)
	return isText && bothTexts && (left == right) != (comparison.Op == token.EQL)
}

// arguments binds parameters as a call does; those of a variadic parameter are a list.
func arguments(f *function, call *ast.CallExpr) map[types.Object]binding {
	bound := map[types.Object]binding{}
	for i, param := range f.params {
		if param == nil {
			continue
		}
		last := i == len(f.params)-1
		_, variadic := f.typ.Params.List[len(f.typ.Params.List)-1].Type.(*ast.Ellipsis)
		switch {
		case last && variadic && !call.Ellipsis.IsValid():
			rest := &ast.CompositeLit{Type: &ast.ArrayType{}}
			if i < len(call.Args) {
				rest.Elts = call.Args[i:]
			}
			bound[param] = binding{expr: rest, call: call}
		case i < len(call.Args):
			bound[param] = binding{expr: call.Args[i], call: call}
		default:
			bound[param] = binding{call: call}
		}
	}
	return bound
}

// makers are functions of other modules that names, labels and buckets are made with.
var makers = map[string]func(args []any, spread bool) any{
	"append":                  join,
	"Concat":                  func(args []any, _ bool) any { return join(args, true) },
	"Clone":                   func(args []any, _ bool) any { return first(args) },
	"BuildFQName":             func(args []any, _ bool) any { return joined(args) },
	"Sprintf":                 func(args []any, _ bool) any { return formatted(args) },
	"ToLower":                 func(args []any, _ bool) any { return changed(args, strings.ToLower) },
	"ToUpper":                 func(args []any, _ bool) any { return changed(args, strings.ToUpper) },
	"ExponentialBuckets":      func(args []any, _ bool) any { return steps(args, func(at, by float64) float64 { return at * by }) },
	"LinearBuckets":           func(args []any, _ bool) any { return steps(args, func(at, by float64) float64 { return at + by }) },
	"ExponentialBucketsRange": func(args []any, _ bool) any { return between(args) },
}

func first(args []any) any {
	if len(args) == 0 {
		return nil
	}
	return args[0]
}

func join(args []any, spread bool) any {
	all := []any{}
	for i, arg := range args {
		list, isList := arg.([]any)
		switch {
		case isList && (i == 0 || spread):
			all = append(all, list...)
		case i == 0 || spread:
			return nil
		default:
			all = append(all, arg)
		}
	}
	return all
}

// joined is what prometheus.BuildFQName makes of namespace, subsystem and name.
func joined(args []any) any {
	parts := []string{}
	for i, arg := range args {
		part, ok := arg.(string)
		if !ok || (part == "" && i == len(args)-1) {
			return nil
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "_")
}

var verb = regexp.MustCompile(`%[sdv]`)

func formatted(args []any) any {
	format, ok := first(args).(string)
	if !ok {
		return nil
	}
	next := 0
	text := verb.ReplaceAllStringFunc(format, func(string) string {
		next++
		if next >= len(args) {
			ok = false
			return ""
		}
		switch arg := args[next].(type) {
		case string:
			return arg
		case float64:
			return strconv.FormatFloat(arg, 'f', -1, 64)
		}
		ok = false
		return ""
	})
	if !ok || strings.Contains(text, "%") {
		return nil
	}
	return text
}

func changed(args []any, change func(string) string) any {
	if text, ok := first(args).(string); ok {
		return change(text)
	}
	return nil
}

func threeNumbers(args []any) (a, b, c float64, ok bool) {
	if len(args) != 3 {
		return 0, 0, 0, false
	}
	a, isA := args[0].(float64)
	b, isB := args[1].(float64)
	c, isC := args[2].(float64)
	return a, b, c, isA && isB && isC && c >= 1
}

func steps(args []any, next func(at, by float64) float64) any {
	at, by, count, ok := threeNumbers(args)
	if !ok {
		return nil
	}
	buckets := []any{}
	for range int(count) {
		buckets = append(buckets, at)
		at = next(at, by)
	}
	return buckets
}

func between(args []any) any {
	low, high, count, ok := threeNumbers(args)
	if !ok || count < 2 {
		return nil
	}
	factor := math.Pow(high/low, 1/(count-1))
	return steps([]any{low, factor, count}, func(at, by float64) float64 { return at * by })
}
