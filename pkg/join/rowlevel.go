package join

import (
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// rowOperand gives series that carry only some canonical labels to the one row that has them all. A key that meets
// several rows is not evidence for any of them.
func (e *engine) rowOperand(op *Operand, index int) {
	byRow := map[*Row][]*Source{}
	var order []*Row
	for i := range op.Sources {
		s := &op.Sources[i]
		r := e.rowFor(s.Labels)
		if r == nil {
			e.unplaced[op.Name]++
			continue
		}
		if byRow[r] == nil {
			order = append(order, r)
		}
		byRow[r] = append(byRow[r], s)
	}
	for _, r := range order {
		if op.Time == TimeAmount {
			e.addAmounts(r, op, index, byRow[r])
			continue
		}
		ws := wholeWeight(e.grid.Cells(), float64(e.grid.Step())/1000)
		e.addUnit(r, op, index, unit{choose(byRow[r], op.Space == Additive), ws})
	}
}

// addAmounts adds what several series of a row counted (a gateway's routes and tenants). Old and new names are
// alternatives for each reporter, here the source's replica.
func (e *engine) addAmounts(r *Row, op *Operand, index int, ss []*Source) {
	byReporter := map[ownership.Replica][]*Source{}
	for _, s := range ss {
		byReporter[s.Replica] = append(byReporter[s.Replica], s)
	}
	ws := wholeWeight(e.grid.Cells(), 1)
	for _, reporter := range sortedReplicas(maps.Keys(byReporter)) {
		for _, s := range mask(byReporter[reporter]) {
			e.addUnit(r, op, index, unit{s, ws})
		}
	}
}

func (e *engine) rowFor(labels map[string]string) *Row {
	if len(e.plan.Key) == 0 { // the one row of everything
		return e.rows.at(place{world: e.world, own: labels})
	}
	if tenant, ok := labels["tenant"]; ok && tenant == "" && slices.Contains(e.plan.Key, "tenant") && e.complete(labels) {
		return e.rows.at(place{world: e.world, own: labels}) // of nobody, which is not what engines say of nobody
	}
	var found *Row
	for _, r := range e.rows.rows {
		if r.Kind != KindValue || !e.matches(r, labels) {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	if found != nil || !e.complete(labels) {
		return found
	}
	p := place{world: e.world, own: labels}
	return e.rows.at(p)
}

// matches tells whether the row has every label of the series that is part of the key.
func (e *engine) matches(r *Row, labels map[string]string) bool {
	shared := false
	for i, l := range e.plan.Key {
		v, ok := labels[l]
		if !ok {
			continue
		}
		if v != r.Key[i] {
			return false
		}
		shared = true
	}
	return shared
}

// complete tells whether the labels alone make a row's key.
func (e *engine) complete(labels map[string]string) bool {
	for _, l := range e.plan.Key {
		if _, ok := labels[l]; !ok && l != "cluster" {
			return false
		}
	}
	return len(e.plan.Key) > 0
}
