package main

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is the syntax of a module's packages, with what identifiers stand for as far as the module itself says it.
type module struct {
	dir   string
	path  string
	files *token.FileSet
	// syntax has the files of each package, by import path; packages of several names in one folder are apart.
	syntax map[string][]*ast.File
	info   *types.Info
}

var moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)

// load parses a module and resolves its identifiers. Code that does not compile is read as far as it goes: what other
// modules define is unknown, and files for several platforms are read together.
func load(dir string) (*module, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return nil, err
	}
	found := moduleLine.FindSubmatch(text)
	if found == nil {
		return nil, errors.New("go.mod names no module")
	}
	m := &module{
		dir:    dir,
		path:   string(found[1]),
		files:  token.NewFileSet(),
		syntax: map[string][]*ast.File{},
		info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{},
			Defs:  map[*ast.Ident]types.Object{},
			Uses:  map[*ast.Ident]types.Object{},
		},
	}
	if err := filepath.WalkDir(dir, m.visit); err != nil {
		return nil, err
	}
	m.resolve()
	return m, nil
}

// visit parses one file. What is no code of the module's own is left out.
func (m *module) visit(file string, entry fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	name := entry.Name()
	if entry.IsDir() {
		_, nested := os.Stat(filepath.Join(file, "go.mod"))
		isOther := nested == nil || name == "vendor" || name == "testdata" || strings.HasPrefix(name, ".")
		if file != m.dir && isOther {
			return filepath.SkipDir
		}
		return nil
	}
	if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
		return nil
	}
	syntax, err := parser.ParseFile(m.files, file, nil, parser.SkipObjectResolution)
	if syntax == nil || syntax.Name == nil {
		return err
	}
	folder, err := filepath.Rel(m.dir, filepath.Dir(file))
	if err != nil {
		return err
	}
	key := path.Join(m.path, filepath.ToSlash(folder))
	if syntax.Name.Name == "main" {
		key += "#main"
	}
	m.syntax[key] = append(m.syntax[key], syntax)
	return nil
}

// packages imports the module's own packages from their text, and knows nothing of others.
type packages struct {
	*module
	done map[string]*types.Package
}

func (p *packages) Import(name string) (*types.Package, error) {
	if known, ok := p.done[name]; ok {
		return known, nil
	}
	files, own := p.syntax[name]
	unknown := types.NewPackage(name, path.Base(name))
	unknown.MarkComplete()
	p.done[name] = unknown
	if own {
		config := types.Config{Importer: p, FakeImportC: true, Error: func(error) {}}
		if checked, _ := config.Check(name, p.files, files, p.info); checked != nil {
			p.done[name] = checked
		}
	}
	return p.done[name], nil
}

func (m *module) resolve() {
	p := &packages{module: m, done: map[string]*types.Package{}}
	for _, name := range m.packageNames() {
		_, _ = p.Import(name)
	}
}

// packageNames are in a fixed order, so that what is read is too.
func (m *module) packageNames() []string {
	return slices.Sorted(maps.Keys(m.syntax))
}

// position is a place in the module, as file:line; file alone is its path in the module.
func (m *module) position(node ast.Node) (file string, line int) {
	at := m.files.Position(node.Pos())
	relative, err := filepath.Rel(m.dir, at.Filename)
	if err != nil {
		return at.Filename, at.Line
	}
	return filepath.ToSlash(relative), at.Line
}
