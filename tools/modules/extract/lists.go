package main

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var listed = regexp.MustCompile(`^#?\s*([A-Za-z_:][A-Za-z0-9_:]*)\s*,\s*(counter|gauge|histogram|summary|label|untyped)\b`)

// readLists reads lists of fields, as dcgm-exporter has them: name, type and help in a line. A comment before a field
// switches it off and is read too. Labels are no metrics.
func readLists(dir, pattern string) ([]metric, error) {
	if pattern == "" {
		return nil, nil
	}
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil {
		return nil, err
	}
	found := []metric{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Split(string(text), "\n") {
			parts := listed.FindStringSubmatch(line)
			if parts == nil || parts[2] == "label" {
				continue
			}
			kind := parts[2]
			if kind == "untyped" {
				kind = ""
			}
			found = append(found, metric{Name: parts[1], Type: kind, File: filepath.ToSlash(name)})
		}
	}
	return found, nil
}

// readStrings reads constants that are names wherever they stand, as in a map from fields to numbers.
func readStrings(m *module, wanted *regexp.Regexp) []metric {
	found := []metric{}
	for _, name := range m.packageNames() {
		for _, file := range m.syntax[name] {
			ast.Inspect(file, func(node ast.Node) bool {
				literal, ok := node.(*ast.BasicLit)
				if !ok {
					return true
				}
				text, isText := constantValue(m.info.Types[literal].Value).(string)
				if isText && wanted.MatchString(text) {
					at, _ := m.position(literal)
					found = append(found, metric{Name: text, File: at})
				}
				return true
			})
		}
	}
	return found
}
