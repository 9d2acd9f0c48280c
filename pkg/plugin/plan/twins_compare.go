package plan

import (
	"cmp"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// agree tells whether two copies say the same, up to what changes between two servers' scrapes: at one in ten of their
// common instants they may differ by more than a tenth. Beside a silence of either they may, and where one is only looked
// back at; and a single evaluation over a range in which one was away says nothing.
func agree(a, b promapi.Series) bool {
	if len(a.Times) < 2 || len(b.Times) < 2 {
		return true
	}
	step := cmp.Or(stepOf(a.Times), stepOf(b.Times))
	inA, inB := depths(a, b, step), depths(b, a, step)
	heldA, heldB := standing(a, lookAround+step), standing(b, lookAround+step)
	common, off := 0, 0
	for i, t := range b.Times {
		at, same := slices.BinarySearch(a.Times, t)
		if !same || inA[at] < edgeSteps || inB[i] < edgeSteps || heldA[at] != heldB[i] {
			continue
		}
		common++
		x, y := a.Values[at], b.Values[i]
		if math.Abs(x-y) > 0.1*math.Max(math.Abs(x), math.Abs(y)) {
			off++
		}
	}
	return off*10 <= common
}

// standing tells where a series repeats its last value, for no longer than look-back may make it.
func standing(x promapi.Series, most int64) []bool {
	out := make([]bool, len(x.Times))
	for i := 0; i < len(x.Values); {
		end := i + 1
		for end < len(x.Values) && x.Values[end] == x.Values[i] {
			end++
		}
		for k := i + 1; k < end && x.Times[end-1]-x.Times[i] <= most; k++ {
			out[k] = true
		}
		i = end
	}
	return out
}

// edgeSteps is how far beside a silence a rate may lack samples: the window of a counter is at least four native steps.
const edgeSteps = 4

// depths are the samples' distances from the nearest silence, in steps and at most edgeSteps. A series' beginning and end
// are silences where its twin was there.
func depths(x, twin promapi.Series, step int64) []int {
	n := len(x.Times)
	out := make([]int, n)
	run := edgeSteps
	if twin.Times[0] < x.Times[0]-step*3/2 {
		run = 0
	}
	for i := range x.Times {
		if i > 0 && x.Times[i]-x.Times[i-1] >= step*3/2 {
			run = 0
		}
		out[i] = run
		run = min(edgeSteps, run+1)
	}
	run = edgeSteps
	if twin.Times[len(twin.Times)-1] > x.Times[n-1]+step*3/2 {
		run = 0
	}
	for i := n - 1; i >= 0; i-- {
		if i < n-1 && x.Times[i+1]-x.Times[i] >= step*3/2 {
			run = 0
		}
		out[i] = min(out[i], run)
		run = min(edgeSteps, run+1)
	}
	return out
}
