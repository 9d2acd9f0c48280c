package main

import (
	"go/ast"
	"slices"
	"strings"
)

// units are OpenTelemetry's, as the suffixes that its Prometheus exporters write.
var units = map[string]string{"s": "seconds", "ms": "milliseconds", "By": "bytes", "1": "ratio"}

// instrument reads meter.Float64Histogram(name, options…) and its like. Labels are set where values are recorded.
func (r reader) instrument(call *ast.CallExpr, kind string) definition {
	return func(e *evaluator) (metric, bool) {
		return named(e, call.Args[0], func(name string) metric {
			found := metric{Type: kindIn(kind)}
			if kind == "UpDownCounter" {
				found.Type = "gauge"
			}
			unit := ""
			for _, option := range r.options(e, call.Args[1:]) {
				switch tail(callee(option)) {
				case "WithUnit":
					unit, _ = e.text(firstOf(option.Args))
				case "WithExplicitBucketBoundaries":
					found.Buckets = e.numbers(&ast.CompositeLit{Type: &ast.ArrayType{}, Elts: option.Args})
				}
			}
			found.Name = translated(name, unit, found.Type)
			return found
		})
	}
}

// firstOf is nil where there is none.
func firstOf(args []ast.Expr) ast.Expr {
	if len(args) == 0 {
		return nil
	}
	return args[0]
}

// options are the calls among arguments, those of a spread parameter too.
func (r reader) options(e *evaluator, args []ast.Expr) []*ast.CallExpr {
	found := []*ast.CallExpr{}
	for _, arg := range args {
		if call, ok := arg.(*ast.CallExpr); ok {
			found = append(found, call)
		} else if list := e.listOrMap(arg); list != nil {
			found = append(found, r.options(e, list.Elts)...)
		}
	}
	return found
}

// translated is the name that Prometheus gets, as its OTLP translator makes it.
func translated(name, unit, kind string) string {
	name = strings.ReplaceAll(name, ".", "_")
	suffix, ok := units[unit]
	if !ok {
		suffix = unit
	}
	if suffix == "ratio" && kind != "gauge" {
		suffix = ""
	}
	if kind == "counter" {
		name = strings.TrimSuffix(name, "_total")
	}
	if suffix != "" && !strings.HasPrefix(suffix, "{") && !slices.Contains(strings.Split(name, "_"), suffix) {
		name += "_" + suffix
	}
	if kind == "counter" {
		name += "_total"
	}
	return name
}
