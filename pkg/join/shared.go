package join

import "github.com/tokenpath/tokenpath/pkg/ownership"

// sharedReading tells whether one reading of an intensive operand stands in several rows: those of the pods that share
// a device, or of a card's slices.
func (e *engine) sharedReading(op *Operand, index int) bool {
	first := map[ownership.Device]*Row{}
	for _, t := range e.tenures {
		thing := t.device
		if op.CardLevel {
			thing = thing.Card()
		}
		if !t.partial(op) {
			continue
		}
		for _, sh := range e.shares[t] {
			if sh.row.cells[index] == nil {
				continue
			}
			if other := first[thing]; other != nil && other != sh.row {
				return true
			}
			first[thing] = sh.row
		}
	}
	return false
}

// partial tells whether others have the rest of what an operand reads of the tenure's device or card.
func (t *tenure) partial(op *Operand) bool {
	return t.shared < t.wall*(1-roundingOfParts) || op.CardLevel && t.slice < 1-roundingOfParts
}
