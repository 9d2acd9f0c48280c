package plan

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/frames"
)

const (
	// maxExemplarSteps is the number of steps in which exemplars are thinned out.
	maxExemplarSteps = 200
	// maxExemplars bounds those shown, the highest kept.
	maxExemplars = 1000
	// apart is how many standard deviations two exemplars of a step must differ by to be both shown.
	apart = 2
)

// sampled thins exemplars out as Grafana's Prometheus data source does: of each step the highest, and of the others
// those well apart from the last one kept, so that slow requests and the spread of all stay visible.
func sampled(all []frames.Exemplar, from, interval int64, steps int64) []frames.Exemplar {
	if len(all) == 0 {
		return nil
	}
	last := slices.MaxFunc(all, func(a, b frames.Exemplar) int { return cmp.Compare(a.At, b.At) }).At
	step := max(interval, (last-from)/steps+1, 1)
	bySteps := map[int64][]frames.Exemplar{}
	for _, e := range all {
		n := (e.At - from) / step
		bySteps[n] = append(bySteps[n], e)
	}
	distance := apart * deviation(all)
	var out []frames.Exemplar
	for _, n := range slices.Sorted(maps.Keys(bySteps)) {
		group := bySteps[n]
		slices.SortFunc(group, byValue)
		kept := group[0]
		out = append(out, kept)
		for _, e := range group[1:] {
			if distance > 0 && kept.Value-e.Value >= distance {
				kept = e
				out = append(out, e)
			}
		}
	}
	if len(out) > maxExemplars {
		slices.SortFunc(out, byValue)
		out = out[:maxExemplars]
	}
	slices.SortFunc(out, func(a, b frames.Exemplar) int { return cmp.Or(cmp.Compare(a.At, b.At), byValue(a, b)) })
	return out
}

// byValue sorts the highest first; equal ones by time and trace, so that an answer is the same every time.
func byValue(a, b frames.Exemplar) int {
	return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.At, b.At), cmp.Compare(mapIdentity(a.Trace), mapIdentity(b.Trace)),
		cmp.Compare(mapIdentity(a.Canonical), mapIdentity(b.Canonical)))
}

// distinct drops what is reported twice: under an old and a new name, or by two scrapers.
func distinct(all []frames.Exemplar) []frames.Exemplar {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(e frames.Exemplar) bool {
		if math.IsNaN(e.Value) || math.IsInf(e.Value, 0) {
			return true
		}
		key := strconv.FormatInt(e.At, 10) + "\xff" + number(e.Value) + "\xff" + mapIdentity(e.Trace) + mapIdentity(e.Canonical)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// deviation is the standard deviation of the values.
func deviation(all []frames.Exemplar) float64 {
	mean, n := 0.0, float64(len(all))
	for _, e := range all {
		mean += e.Value / n
	}
	square := 0.0
	for _, e := range all {
		square += (e.Value - mean) * (e.Value - mean)
	}
	return math.Sqrt(square / n)
}
