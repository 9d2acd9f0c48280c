package join

import (
	"cmp"
	"maps"
	"slices"
)

// scopeOperand gives series of a node, a namespace or a workload to the row that has their labels. Unlike a row's own
// series, several things may be in one row: each is read by its newest name, and then additive ones are added,
// intensive ones reduced.
func (e *engine) scopeOperand(op *Operand, index int) {
	for _, s := range e.things(op) {
		r := e.rowFor(s.Labels)
		if r == nil {
			e.unplaced[op.Name]++
			continue
		}
		secs := float64(e.grid.Step()) / 1000
		if op.Time == TimeAmount {
			secs = 1
		}
		e.addUnit(r, op, index, unit{s, wholeWeight(e.grid.Cells(), secs)})
	}
}

// things are an operand's sources, one for each thing and part of a breakdown; old and new names of a thing are
// alternatives, and what one name says twice is read once.
func (e *engine) things(op *Operand) []*Source {
	byThing := map[string][]*Source{}
	for i := range op.Sources {
		s := &op.Sources[i]
		k := cmp.Or(s.Thing, labelsKey(s.Labels)) + "\xff" + s.Part
		byThing[k] = append(byThing[k], s)
	}
	var out []*Source
	for _, k := range slices.Sorted(maps.Keys(byThing)) {
		out = append(out, choose(byThing[k], false))
	}
	return out
}

func labelsKey(labels map[string]string) string {
	out := ""
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		out += l + "\xff" + labels[l] + "\xff"
	}
	return out
}
