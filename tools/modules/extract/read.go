package main

import (
	"fmt"
	"go/ast"
	"regexp"
	"slices"
	"strings"
)

// definition reads a metric where a node defines one. ok is false where the name is unknown.
type definition func(*evaluator) (found metric, ok bool)

// reader finds the definitions of a module.
type reader struct {
	*index
	// values has the types of metrics that descriptions are used for.
	values *constants
}

// read lists what a module defines.
func read(m *module) output {
	x := newIndex(m)
	r := reader{index: x, values: newConstants(x)}
	found := output{Metrics: []metric{}, Unread: []string{}}
	x.each(func(node ast.Node) {
		define := r.definition(node)
		if define == nil {
			return
		}
		file, line := x.position(node)
		count := 0
		x.readings(func(e *evaluator) {
			read, ok := define(e)
			if ok && e.missing == nil {
				count++
				read.File = file
				found.Metrics = append(found.Metrics, read)
			}
		})
		if count == 0 {
			found.Unread = append(found.Unread, fmt.Sprintf("%s:%d", file, line))
		}
	})
	return found
}

var (
	optsType   = regexp.MustCompile(`^(Counter|Gauge|Histogram|Summary|Untyped|)Opts$`)
	instrument = regexp.MustCompile(`^(Int64|Float64)(Observable)?(UpDownCounter|Counter|Histogram|Gauge)$`)
	generator  = regexp.MustCompile(`^New\w*FamilyGenerator`)
	metricName = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:.]*$`)
)

func (r reader) definition(node ast.Node) definition {
	switch node := node.(type) {
	case *ast.CompositeLit:
		if kind := optsType.FindStringSubmatch(tail(node.Type)); kind != nil && field(node, "Name") != nil {
			return r.opts(node, strings.ToLower(kind[1]))
		}
		if r.isRow(node) {
			return r.row(node)
		}
	case *ast.CallExpr:
		name := tail(callee(node))
		switch {
		case name == "NewDesc" && len(node.Args) == 4:
			return r.desc(node)
		case generator.MatchString(name) && len(node.Args) > 3:
			return r.family(node)
		case instrument.MatchString(name) && len(node.Args) > 0:
			return r.instrument(node, instrument.FindStringSubmatch(name)[3])
		case name == "SetName" && len(node.Args) == 1:
			return r.setName(node)
		}
	}
	return nil
}

// named reads a name first, so that nothing else is asked for in vain.
func named(e *evaluator, expr ast.Expr, rest func(name string) metric) (metric, bool) {
	name, ok := e.text(expr)
	if !ok || !metricName.MatchString(name) {
		return metric{}, false
	}
	return rest(name), true
}

// field is what a literal sets a field to, by the field's name alone: whose it is need not be known.
func field(literal *ast.CompositeLit, names ...string) ast.Expr {
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok && slices.Contains(names, tail(pair.Key)) {
			return pair.Value
		}
	}
	return nil
}

// kinds of metrics as parts of the names of functions and constants.
var kinds = []string{"counter", "gauge", "histogram", "summary"}

func kindIn(name string) string {
	lower := strings.ToLower(name)
	for _, kind := range kinds {
		if strings.Contains(lower, kind) {
			return kind
		}
	}
	return ""
}

// outer is the call that a node is an argument of, or nil.
func (x *index) outer(node ast.Node) *ast.CallExpr {
	for {
		parent := x.parents[node]
		switch parent := parent.(type) {
		case *ast.UnaryExpr, *ast.ParenExpr:
			node = parent
			continue
		case *ast.CallExpr:
			if parent.Fun != node {
				return parent
			}
		}
		return nil
	}
}
