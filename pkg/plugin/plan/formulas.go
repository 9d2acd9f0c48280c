package plan

import (
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// order lists the operands so that each formula comes after what it reads; a circle is an error that names it.
func order(specs []*spec) ([]int, error) {
	byName := map[string]int{}
	for i, sp := range specs {
		byName[sp.As] = i
	}
	const (
		fresh = iota
		open
		done
	)
	state := make([]int, len(specs))
	var out []int
	var visit func(i int, path []string) error
	visit = func(i int, path []string) error {
		path = append(path, specs[i].As)
		switch state[i] {
		case done:
			return nil
		case open:
			return models.Fieldf(specs[i].field+".formula", "formulas go round in a circle: %s", strings.Join(path, " → "))
		}
		state[i] = open
		if f := specs[i].formula; f != nil {
			for _, n := range f.Uses {
				if err := visit(byName[n], slices.Clone(path)); err != nil {
					return err
				}
			}
		}
		state[i] = done
		out = append(out, i)
		return nil
	}
	for i := range specs {
		if err := visit(i, nil); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// compute fills the formulas' columns of every row.
func compute(specs []*spec, sequence []int, rows []*join.Row, steps int) error {
	byName := map[string]int{}
	for i, sp := range specs {
		byName[sp.As] = i
	}
	for _, i := range sequence {
		f := specs[i].formula
		if f == nil {
			continue
		}
		for _, row := range rows {
			values := make([]float64, steps)
			for step := range values {
				v, err := f.Eval(func(name string) float64 { return at(row, byName[name], step) })
				if err != nil {
					return models.Fieldf(specs[i].field+".formula", "%v", err)
				}
				values[step] = v
			}
			row.Values[i] = values
		}
	}
	return nil
}

func at(row *join.Row, operand, step int) float64 {
	if v := row.Values[operand]; v != nil {
		return v[step]
	}
	return undefined
}
