package promapi

import "slices"

// timeline collects the timestamps of a series and recognises a grid it has seen
// before, or a stretch of one, so that all series on a grid share one slice.
type timeline struct {
	longest  []int64 // grids to compare with
	previous []int64

	// While the series runs along grid, own is empty.
	grid        []int64
	start, next int
	own         []int64 // scratch
	first       bool
	slab        slab[int64]
}

func (t *timeline) begin() {
	t.grid, t.start, t.next = nil, 0, 0
	t.own = t.own[:0]
	t.first = true
}

// follows takes a timestamp if it is the next one of the grid being followed.
func (t *timeline) follows(at int64) bool {
	if t.next < len(t.grid) && t.grid[t.next] == at {
		t.next++
		return true
	}
	return false
}

// add takes any other timestamp.
func (t *timeline) add(at int64) error {
	if t.first {
		t.first = false
		if t.along(t.previous, nil, at) || t.along(t.longest, nil, at) {
			return nil
		}
	} else if t.grid != nil {
		soFar := t.grid[t.start:t.next]
		if at <= soFar[len(soFar)-1] {
			return errAscending
		}
		if t.along(t.longest, soFar, at) {
			return nil
		}
		t.own, t.grid = append(t.own, soFar...), nil
	} else if at <= t.own[len(t.own)-1] {
		return errAscending
	}
	t.own = append(t.own, at)
	return nil
}

// along switches to a grid that continues soFar with at.
func (t *timeline) along(grid, soFar []int64, at int64) bool {
	first := at
	if len(soFar) > 0 {
		first = soFar[0]
	}
	i, found := slices.BinarySearch(grid, first)
	end := i + len(soFar)
	if !found || end >= len(grid) || grid[end] != at || !slices.Equal(grid[i:end], soFar) {
		return false
	}
	t.grid, t.start, t.next = grid, i, end+1
	return true
}

// keep returns the timestamps of the series and remembers them as a grid.
func (t *timeline) keep() []int64 {
	if t.grid != nil {
		t.previous = t.grid
		return t.grid[t.start:t.next:t.next]
	}
	times := t.slab.keep(t.own)
	t.previous = times
	if len(times) > len(t.longest) {
		t.longest = times
	}
	return times
}
