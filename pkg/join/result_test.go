package join

import (
	"sync/atomic"
	"testing"
)

// Every row is made once, however many there are.
func TestSideBySide(t *testing.T) {
	for _, n := range []int{0, 1, fewRows - 1, fewRows, 2*fewRows - 1, 2 * fewRows, 1001} {
		made := make([]atomic.Int32, n)
		sideBySide(n, func(i int) { made[i].Add(1) })
		for i := range made {
			if got := made[i].Load(); got != 1 {
				t.Fatalf("of %d rows, number %d was made %d times", n, i, got)
			}
		}
	}
}
