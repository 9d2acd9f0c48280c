package join

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
)

// fewRows are finished sooner by one than by several.
const fewRows = 64

// results makes the rows' values of their sums, several rows at a time: each is of its own sums alone. unequal names
// the operands of which some row has histograms of unequal layouts.
func results(rows []*Row, operands []Operand) (unequal []string) {
	sideBySide(len(rows), func(i int) { rows[i].results(operands) })
	for i := range operands {
		if slices.ContainsFunc(rows, func(r *Row) bool { s := r.cells[i]; return s != nil && s.buckets != nil && s.buckets.unequalSteps() }) &&
			!slices.Contains(unequal, operands[i].Name) {
			unequal = append(unequal, operands[i].Name)
		}
	}
	return unequal
}

// results makes one row's values.
func (r *Row) results(operands []Operand) {
	for i := range operands {
		s := r.cells[i]
		if s == nil {
			continue
		}
		if s.buckets != nil {
			r.fromBuckets(i, s.buckets, &operands[i])
		} else {
			r.Values[i] = s.result(&operands[i])
		}
		r.Mixed = r.Mixed || s.mixed
		r.Unit = cmp.Or(r.Unit, s.unit)
	}
}

// sideBySide calls do for 0 … n-1, on all processors where there are many.
func sideBySide(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n/fewRows)
	if workers < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := w * n / workers; i < (w+1)*n/workers; i++ {
				do(i)
			}
		})
	}
	all.Wait()
}
