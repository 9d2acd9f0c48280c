package main

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"
)

// smiUnits are the units of nvidia-smi's columns as the suffixes that nvidia_gpu_exporter writes (knownUnitSuffixes in its
// internal/exporter/exporter.go).
var smiUnits = map[string]string{
	"[W]":       "_watts",
	"[MHz]":     "_clock_hz",
	"[MiB]":     "_bytes",
	"[%]":       "_ratio",
	"[us]":      "_seconds",
	"[ms]":      "_seconds",
	"[seconds]": "_seconds",
	"[W/s]":     "_watts_per_second",
}

var (
	firstCapital = regexp.MustCompile("(.)([A-Z][a-z]+)")
	anyCapital   = regexp.MustCompile("([a-z0-9])([A-Z])")
)

// readColumns reads maps whose values are of a type with the given name: the columns of nvidia-smi, each of which is a
// gauge with the prefix before it.
func readColumns(m *module, typeName, prefix string) []metric {
	found := []metric{}
	for _, name := range m.packageNames() {
		for _, file := range m.syntax[name] {
			ast.Inspect(file, func(node ast.Node) bool {
				literal, ok := node.(*ast.CompositeLit)
				if !ok || !isMapTo(m, literal, typeName) {
					return true
				}
				at, _ := m.position(literal)
				for _, element := range literal.Elts {
					pair, isPair := element.(*ast.KeyValueExpr)
					if !isPair {
						continue
					}
					if column, known := constantValue(m.info.Types[pair.Value].Value).(string); known {
						found = append(found, metric{Name: prefix + columnName(column), Type: "gauge", File: at})
					}
				}
				return true
			})
		}
	}
	return found
}

func isMapTo(m *module, literal *ast.CompositeLit, typeName string) bool {
	typ := m.info.Types[literal].Type
	if typ == nil {
		return false
	}
	table, ok := typ.Underlying().(*types.Map)
	if !ok {
		return false
	}
	value, ok := table.Elem().(*types.Named)
	return ok && value.Obj().Name() == typeName
}

// columnName is the metric of a column: utilization.gpu [%] is utilization_gpu_ratio.
func columnName(column string) string {
	name, unit, _ := strings.Cut(column, " ")
	name = strings.ReplaceAll(name, ".", "_") + smiUnits[unit]
	name = firstCapital.ReplaceAllString(name, "${1}_${2}")
	return strings.ToLower(anyCapital.ReplaceAllString(name, "${1}_${2}"))
}
