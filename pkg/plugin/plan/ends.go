package plan

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// endsOf gathers where the shown quantiles of one signal lie at an end of their buckets.
type endsOf struct {
	signal *catalog.Signal
	// counts has an entry for each quantile, in the answer's order.
	counts []endCount
	// alts are the names that the signal was read under.
	alts []catalog.Alternative
}

// endCount is a quantile and its rows, or in a graph the steps of all rows.
type endCount struct {
	stat models.Stat
	join.Ends
}

// sayEnds tells of each signal of which shown quantiles lie in a first bucket, or above a last edge: once for each of the
// two. The former is between two edges like any quantile and only explained; the latter is larger than what is shown.
func (s *session) sayEnds(res *frames.Answer, readings []*reading, format models.Format) {
	of := "row"
	if format == models.FormatTimeSeries {
		of = "step"
	}
	for _, e := range gatherEnds(res, readings) {
		if text := e.first(of, s.env.Catalog); text != "" {
			s.remark(text)
		}
		if text := e.last(of); text != "" {
			s.warn(text)
		}
	}
}

// gatherEnds are those of an answer's columns, by signal and quantile.
func gatherEnds(res *frames.Answer, readings []*reading) []*endsOf {
	var out []*endsOf
	for i, c := range res.Columns {
		n := slices.IndexFunc(readings, func(rd *reading) bool { return rd.spec.As == c.Name })
		if c.Hidden || n < 0 || !readings[n].ofQuantile() {
			continue
		}
		rd := readings[n]
		at := slices.IndexFunc(out, func(e *endsOf) bool { return e.signal.ID == rd.spec.signal.ID })
		if at < 0 {
			at, out = len(out), append(out, &endsOf{signal: rd.spec.signal, alts: rd.seen()})
		}
		for _, r := range res.Rows {
			if ends := r.EndsOf(i); ends != nil {
				out[at].add(rd.spec.Stat, ends)
			}
		}
	}
	return out
}

// ofQuantile tells whether an operand is a quantile, and not an end of the bucket that it lies in.
func (rd *reading) ofQuantile() bool {
	return rd.spec.signal != nil && rd.op.Space == join.Histogram && !rd.op.Fraction && rd.op.Bound == join.BoundNone
}

// seen are the alternatives of which there were series.
func (rd *reading) seen() []catalog.Alternative {
	var out []catalog.Alternative
	for i, a := range rd.alts {
		if i < len(rd.found) && len(rd.found[i]) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// add adds a row's steps to those of its quantile.
func (e *endsOf) add(stat models.Stat, ends *join.Ends) {
	at := slices.IndexFunc(e.counts, func(c endCount) bool { return c.stat == stat })
	if at < 0 {
		at, e.counts = len(e.counts), append(e.counts, endCount{stat, join.Ends{First: map[float64]int{}, Last: map[float64]int{}}})
	}
	c := &e.counts[at]
	c.Steps += ends.Steps
	for edge, n := range ends.First {
		c.First[edge] += n
	}
	for edge, n := range ends.Last {
		c.Last[edge] += n
	}
}

// first says which quantiles lie in a first bucket, and of which edges the catalog knows that they are a default.
func (e *endsOf) first(of string, c *catalog.Catalog) string {
	which, several, edges := e.concerned(of, func(x endCount) map[float64]int { return x.First })
	if which == "" {
		return ""
	}
	said := make([]string, len(edges))
	for i, edge := range edges {
		said[i] = inUnit(edge, e.signal.Unit)
		if systems := e.defaultOf(edge, c); len(systems) > 0 {
			said[i] += " (the default of " + listed(systems) + ")"
		}
	}
	verb, it := "lies", "it is"
	if several {
		verb, it = "lie", "each is"
	}
	return fmt.Sprintf("%s: %s %s in the first bucket, which ends at %s: %s a guess between 0 and that edge; a mean is not.",
		e.signal.ID, which, verb, strings.Join(said, " or "), it)
}

// last says which quantiles lie above a last edge.
func (e *endsOf) last(of string) string {
	which, several, edges := e.concerned(of, func(x endCount) map[float64]int { return x.Last })
	if which == "" {
		return ""
	}
	said := make([]string, len(edges))
	for i, edge := range edges {
		said[i] = inUnit(edge, e.signal.Unit)
	}
	verb := "lies"
	if several {
		verb = "lie"
	}
	return fmt.Sprintf("%s: %s %s above the last edge of the buckets, %s: the edge is shown, and by how much the quantile exceeds it is not known.",
		e.signal.ID, which, verb, strings.Join(said, " or "))
}

// concerned names the quantiles of which some rows or steps lie at an end, whether there are several, and the edges there.
func (e *endsOf) concerned(of string, at func(endCount) map[float64]int) (which string, several bool, edges []float64) {
	var names []string
	all := map[float64]bool{}
	for _, c := range e.counts {
		n := 0
		for edge, steps := range at(c) {
			n += steps
			all[edge] = true
		}
		if n > 0 {
			names = append(names, fmt.Sprintf("%s (%d of %s)", c.stat, n, plural(c.Steps, of)))
		}
	}
	return listed(names), len(names) > 1, slices.Sorted(maps.Keys(all))
}

// defaultOf are the systems among those read whose first bucket ends at an edge unless it is set otherwise.
func (e *endsOf) defaultOf(edge float64, c *catalog.Catalog) []string {
	var out []string
	for _, a := range e.alts {
		sys, _ := c.System(a.System)
		if a.FirstBucket > 0 && math.Abs(a.FirstBucket-edge) <= 1e-9*edge && !slices.Contains(out, sys.Title) {
			out = append(out, sys.Title)
		}
	}
	return out
}

// inUnit writes an edge with its unit, where the unit is more than a number.
func inUnit(edge float64, unit string) string {
	// Scaled edges, such as 300 ms, need not be round in binary.
	text := strconv.FormatFloat(edge, 'g', 9, 64)
	switch unit {
	case "s":
		return text + " s"
	case "bytes":
		return text + " bytes"
	}
	return text
}

func plural(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return strconv.Itoa(n) + " " + of + "s"
}
