package join

import (
	"fmt"
	"math"
	"regexp"
	"slices"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// Formula is an expression over other operands' names, in the language of github.com/expr-lang/expr.
type Formula struct {
	// Uses are the names it reads, sorted.
	Uses    []string
	program *vm.Program
	env     map[string]any
	machine vm.VM
}

// Names that may be operands: what a formula can spell.
var operandName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// ValidName tells whether an operand's name can be used in a formula.
func ValidName(s string) bool { return operandName.MatchString(s) }

// Compile checks a formula against the operands' names. Its errors are the user's to read.
func Compile(text string, names []string) (*Formula, error) {
	tree, err := parser.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", text, err)
	}
	used := &uses{}
	ast.Walk(&tree.Node, used)
	slices.Sort(used.names)
	f := &Formula{Uses: slices.Compact(used.names), env: map[string]any{}}
	for _, n := range names {
		f.env[n] = 0.0
	}
	for _, n := range f.Uses {
		if _, ok := f.env[n]; !ok {
			return nil, fmt.Errorf("formula %q: there is no operand named %q; the names are %v", text, n, names)
		}
	}
	f.program, err = expr.Compile(text, expr.Env(f.env), expr.MaxNodes(200))
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", text, err)
	}
	return f, nil
}

// Eval computes the formula. It is undefined (NaN) where any operand it reads is, and where the result is no
// finite number: no tokens give no unit price. A comparison gives 1 or 0.
func (f *Formula) Eval(value func(name string) float64) (float64, error) {
	for _, n := range f.Uses {
		v := value(n)
		if math.IsNaN(v) {
			return nan, nil
		}
		f.env[n] = v
	}
	out, err := f.machine.Run(f.program, f.env)
	if err != nil {
		return nan, fmt.Errorf("formula: %w", err)
	}
	return number(out)
}

func number(v any) (float64, error) {
	switch x := v.(type) {
	case float64:
		if math.IsInf(x, 0) {
			return nan, nil
		}
		return x, nil
	case int:
		return float64(x), nil
	case bool:
		if x {
			return 1, nil
		}
		return 0, nil
	}
	return nan, fmt.Errorf("formula gives %T, a number is needed", v)
}

// uses collects the variables of a formula, leaving out the names of functions it calls.
type uses struct{ names []string }

// Visit implements ast.Visitor.
func (u *uses) Visit(n *ast.Node) {
	if id, ok := (*n).(*ast.IdentifierNode); ok {
		u.names = append(u.names, id.Value)
	}
}
