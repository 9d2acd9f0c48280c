package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/ownership"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// usualReplicaLabels tell the copies of a pair of Prometheus servers apart, where the settings say nothing.
// Sources: Prometheus operator, Thanos sidecar and receive, Mimir's and Cortex' HA tracker.
func usualReplicaLabels() []string {
	return []string{"prometheus_replica", "__replica__", "receive_replica", "thanos_replica", "replica"}
}

// replicaLabels are the labels in which twins differ.
func (e Env) replicaLabels() []string {
	if len(e.Settings.ReplicaLabels) > 0 {
		return e.Settings.ReplicaLabels
	}
	return usualReplicaLabels()
}

// once reads the catalog's series once where several servers scraped them. What a user's own PromQL answers is theirs.
func (s source) once(m *promapi.Matrix, err error) (*promapi.Matrix, error) {
	if err != nil || s.family == ownPromQL {
		return m, err
	}
	return untwinned(m, s.env.replicaLabels(), s.counter), nil
}

// ofCounter is the source as one of counters' last values: of copies that were read at different instants the one that
// is further on counts, wherever it is asked. Taken from now one and now the other, a counter would seem to go back, and
// that is a reset.
func (s source) ofCounter() source {
	s.counter = true
	return s
}

// untwinned makes one series of those that differ in nothing but the label of the server that scraped them. The copy
// with most samples counts, and the others fill what it missed. An answer without twins stays as it is.
func untwinned(m *promapi.Matrix, labels []string, counter bool) *promapi.Matrix {
	isTwinned := func(x promapi.Labels) bool {
		return slices.ContainsFunc(labels, func(name string) bool { return x.Get(name) != "" })
	}
	if !slices.ContainsFunc(m.Series, func(x promapi.Series) bool { return isTwinned(x.Labels) }) &&
		!slices.ContainsFunc(m.Histograms, func(x promapi.HistogramSeries) bool { return isTwinned(x.Labels) }) {
		return m
	}
	out := *m
	var disagree int
	out.Series, disagree = mergeTwins(m.Series, labels, counter)
	out.Histograms = fullestTwins(m.Histograms, labels)
	if disagree > 0 {
		out.Warnings = append(slices.Clone(m.Warnings), fmt.Sprintf(
			"The copies of %d series, told apart by %s, disagree; the fuller copy was read. If the label is none of a pair of Prometheus servers, set replicaLabels in the data source's settings.",
			disagree, strings.Join(presentIn(m.Series, labels), ", ")))
	}
	return &out
}

// mergeTwins groups series by their other labels. disagree counts the groups whose copies differ at equal instants.
func mergeTwins(series []promapi.Series, labels []string, counter bool) (out []promapi.Series, disagree int) {
	index := map[string]int{}
	var groups [][]promapi.Series
	for _, x := range series {
		x.Labels = without(x.Labels, labels)
		key := fullIdentity(x.Labels)
		i, ok := index[key]
		if !ok {
			i = len(groups)
			index[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b promapi.Series) int { return cmp.Compare(len(b.Times), len(a.Times)) })
		one, same := g[0], true
		for _, twin := range g[1:] {
			same = same && agree(g[0], twin)
			if counter {
				one = furtherOf(one, twin)
			} else {
				one = filledFrom(one, twin)
			}
		}
		if !same {
			disagree++
		}
		out = append(out, one)
	}
	return out, disagree
}

// fullestTwins keeps, of histograms, the copy with most samples.
func fullestTwins(series []promapi.HistogramSeries, labels []string) (out []promapi.HistogramSeries) {
	index := map[string]int{}
	for _, x := range series {
		x.Labels = without(x.Labels, labels)
		key := fullIdentity(x.Labels)
		i, ok := index[key]
		if !ok {
			index[key] = len(out)
			out = append(out, x)
		} else if len(x.Times) > len(out[i].Times) {
			out[i] = x
		}
	}
	return out
}

// filledFrom adds a twin's samples where a series has none for more than one and a half of its steps, and takes its word
// beside such a silence, where the series' own rates are made of too few samples. Where a series stands still, as one does
// that is looked back at, the twin that is further on is the newer.
func filledFrom(x, twin promapi.Series) promapi.Series {
	step := cmp.Or(stepOf(x.Times), stepOf(twin.Times))
	own, other := depths(x, twin, step), depths(twin, x, step)
	var times []int64
	var values []float64
	better := map[int]float64{}
	for i, t := range twin.Times {
		at, same := slices.BinarySearch(x.Times, t)
		switch {
		case same && (other[i] > own[at] || at > 0 && x.Values[at] == x.Values[at-1] && twin.Values[i] > x.Values[at]):
			better[at] = twin.Values[i]
		case !same && inSilence(x.Times, at, t, step):
			times, values = append(times, t), append(values, twin.Values[i])
		}
	}
	if len(better) > 0 {
		// The answer may be shared with other queries, so it is not changed in place.
		x.Values = slices.Clone(x.Values)
		for at, v := range better {
			x.Values[at] = v
		}
	}
	if len(times) == 0 {
		return x
	}
	return interleaved(x, times, values)
}

// furtherOf is the larger of two copies of a counter at each instant.
func furtherOf(a, b promapi.Series) promapi.Series {
	out := promapi.Series{Labels: a.Labels}
	for i, j := 0, 0; i < len(a.Times) || j < len(b.Times); {
		switch {
		case j == len(b.Times) || i < len(a.Times) && a.Times[i] < b.Times[j]:
			out.Times, out.Values = append(out.Times, a.Times[i]), append(out.Values, a.Values[i])
			i++
		case i == len(a.Times) || b.Times[j] < a.Times[i]:
			out.Times, out.Values = append(out.Times, b.Times[j]), append(out.Values, b.Values[j])
			j++
		default:
			out.Times, out.Values = append(out.Times, a.Times[i]), append(out.Values, max(a.Values[i], b.Values[j]))
			i, j = i+1, j+1
		}
	}
	return out
}

// inSilence tells whether t, which belongs before times[at], lies in a silence and is no neighbour's own instant as the
// other server saw it.
func inSilence(times []int64, at int, t, step int64) bool {
	before, after := int64(math.MaxInt64), int64(math.MaxInt64)
	if at > 0 {
		before = t - times[at-1]
	}
	if at < len(times) {
		after = times[at] - t
	}
	if before <= step/2 || after <= step/2 {
		return false
	}
	return at == 0 || at == len(times) || before+after >= step*3/2
}

// stepOf is the usual distance of samples, 0 where there is only one.
func stepOf(times []int64) int64 {
	if n := len(times); n == 2 {
		return times[1] - times[0]
	}
	return ownership.MedianStep(times)
}

func interleaved(x promapi.Series, times []int64, values []float64) promapi.Series {
	out := promapi.Series{Labels: x.Labels}
	for i, j := 0, 0; i < len(x.Times) || j < len(times); {
		if j == len(times) || i < len(x.Times) && x.Times[i] < times[j] {
			out.Times, out.Values = append(out.Times, x.Times[i]), append(out.Values, x.Values[i])
			i++
			continue
		}
		out.Times, out.Values = append(out.Times, times[j]), append(out.Values, values[j])
		j++
	}
	return out
}

func without(ls promapi.Labels, names []string) promapi.Labels {
	if !slices.ContainsFunc(ls, func(l promapi.Label) bool { return slices.Contains(names, l.Name) }) {
		return ls
	}
	return slices.DeleteFunc(slices.Clone(ls), func(l promapi.Label) bool { return slices.Contains(names, l.Name) })
}

// presentIn are those of the labels that some series has.
func presentIn(series []promapi.Series, labels []string) []string {
	return slices.DeleteFunc(slices.Clone(labels), func(name string) bool {
		return !slices.ContainsFunc(series, func(x promapi.Series) bool { return x.Labels.Get(name) != "" })
	})
}

// fullIdentity is a series' labels as text, with its name.
func fullIdentity(ls promapi.Labels) string {
	var b strings.Builder
	for _, l := range ls {
		b.WriteString(l.Name + "\xff" + l.Value + "\xff")
	}
	return b.String()
}
