package join

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// run is a stretch of cells with equal weights: seconds of wall time, and seconds times the owner's share.
type run struct {
	lo, hi       int // cells lo..hi-1
	wall, shared float64
}

// tenure is a device with one owner, or with none, over the range.
type tenure struct {
	device  ownership.Device
	replica ownership.Replica
	spans   ownership.Spans
	runs    []run
	// held are the same to the millisecond.
	held   []HeldSpan
	wall   float64
	shared float64
	// slice is the part of the card that is meant: a MIG slice's, or what the slices leave over; else 1.
	slice float64
	// rest says that it is what a card's slices leave over, which is no device.
	rest bool
	// methods are owned ms by method.
	methods map[ownership.Method]int64
}

// tenures divides every device's observed time among its owners and nobody.
func tenures(w World, g Grid) []*tenure {
	from, to := g.Edges[0], g.Edges[g.Cells()]
	byDevice := map[ownership.Device][]ownership.Interval{}
	for _, iv := range w.Intervals {
		byDevice[iv.Device] = append(byDevice[iv.Device], iv)
	}
	var out []*tenure
	window := ownership.Spans{{From: from, To: to}}
	cut := slicesByCard(w)
	for d := range w.Devices {
		owned := ownership.Spans{}
		mine := map[ownership.Replica]*tenure{}
		for _, iv := range byDevice[d] {
			span := ownership.Spans{{From: iv.From, To: iv.To}}.Clip(window)
			if len(span) == 0 {
				continue
			}
			t := mine[iv.Replica]
			if t == nil {
				t = &tenure{device: d, replica: iv.Replica, slice: w.slice(d), methods: map[ownership.Method]int64{}}
				mine[iv.Replica] = t
				out = append(out, t)
			}
			t.add(g, span[0], iv.Share)
			t.spans = t.spans.Union(span)
			t.methods[iv.Method] += span.Total()
			owned = owned.Union(span)
		}
		free := &tenure{device: d, slice: w.slice(d)}
		for _, s := range w.Presence[d].Clip(window).Without(owned) {
			free.add(g, s, 1)
			free.spans = append(free.spans, s)
		}
		if len(free.runs) > 0 {
			out = append(out, free)
		}
		out = append(out, remainders(w, g, d, cut[d])...)
	}
	slices.SortFunc(out, func(a, b *tenure) int {
		return cmp.Or(ownership.CompareDevices(a.device, b.device), ownership.CompareReplicas(a.replica, b.replica),
			cmp.Compare(b.slice, a.slice))
	})
	return out
}

// add gives the tenure a span, which must not begin before the last one ended.
func (t *tenure) add(g Grid, s ownership.Span, share float64) {
	t.hold(g, s, share)
	for _, r := range runsOf(g, s) {
		r.shared = r.wall * share
		t.wall += r.wall * float64(r.hi-r.lo)
		t.shared += r.shared * float64(r.hi-r.lo)
		t.push(r)
	}
}

// push appends a run, adding to the last cell where both touch the same one.
func (t *tenure) push(r run) {
	n := len(t.runs)
	if n > 0 && t.runs[n-1].hi > r.lo {
		last := t.runs[n-1]
		t.runs = t.runs[:n-1]
		if last.hi-last.lo > 1 {
			t.runs = append(t.runs, run{last.lo, last.hi - 1, last.wall, last.shared})
		}
		t.runs = append(t.runs, run{r.lo, r.lo + 1, last.wall + r.wall, last.shared + r.shared})
		if r.lo++; r.lo == r.hi {
			return
		}
	}
	t.runs = append(t.runs, r)
}

// runsOf are the cells of a span with the seconds it covers in each.
func runsOf(g Grid, s ownership.Span) []run {
	n := g.Cells()
	from, to := max(s.From, g.Edges[0]), min(s.To, g.Edges[n])
	if from >= to {
		return nil
	}
	lo, hi := g.cellAt(from+1), g.cellAt(to)
	var out []run
	for c := lo; c <= hi; {
		covered := float64(min(to, g.Edges[c+1])-max(from, g.Edges[c])) / 1000
		end := c + 1
		// Between the first and the last cell all are covered whole and, after cell 0, of one length.
		if c > lo && c > 0 && c < hi {
			end = hi
		}
		out = append(out, run{lo: c, hi: end, wall: covered, shared: covered})
		c = end
	}
	return out
}
