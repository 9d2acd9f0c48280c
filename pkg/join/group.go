package join

import (
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// RowOf names the row that a device's values go to while an owner (or nobody: a zero Replica) holds it. It answers false
// where they go to several rows, and "" where a filter drops them.
func (w *World) RowOf(p Plan, d ownership.Device, owner ownership.Replica) (string, bool) {
	models := w.models(owner)
	if len(models) != 1 {
		return "", false
	}
	at := place{world: w, device: d, replica: owner, model: models[0]}
	if !p.Keep(at.label) {
		return "", true
	}
	values, kind := p.values(at)
	return joinKey(kind, values), true
}

// groupSource brings what the store added up over several devices to their row. Every one of them had one owner all the
// time and is named by the first.
func (e *engine) groupSource(op *Operand, index int, s *Source) {
	for _, t := range e.byDevice[s.Device] {
		if t.replica != s.Replica {
			continue
		}
		for _, sh := range e.shares[t] {
			sums := sh.row.sums(index, e.grid.Steps())
			sums.used = true
			for step, v := range s.V {
				if v != v {
					continue
				}
				secs := e.grid.Seconds(step)
				if op.Space == Additive && op.PerSecond {
					sums.num[step] += v
				} else {
					sums.num[step] += v * secs
				}
				sums.den[step] += s.D[step] * secs
				sums.defined[step] = true
			}
		}
		return
	}
}
