package join

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
	ws := wholeWeight(e.grid.Cells(), float64(e.grid.Step())/1000)
	for _, r := range order {
		e.addUnit(r, op, index, unit{choose(byRow[r], op.Space == Additive), ws})
	}
}

func (e *engine) rowFor(labels map[string]string) *Row {
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
