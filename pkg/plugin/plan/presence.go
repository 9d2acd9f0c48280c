package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	// fewSamples is what is read sample by sample without a thought.
	fewSamples = 50_000
	// fewValues bounds the values by which series that came or went are selected.
	fewValues = 200
)

// silences says how a reading of presence in a large fleet finds out when series that are there at both ends of the
// range were silent in between.
type silences int

const (
	// silencesCounted are found by having the store count samples.
	silencesCounted silences = iota
	// silencesLater are found in the operands' own answers, by verify.
	silencesLater
	// silencesIgnored change nothing in the answer.
	silencesIgnored
)

// appear reads when the series of a selector were there in (from, to], and their last values.
func (s source) appear(ctx context.Context, sel selector, from, to int64, how silences) (seen, error) {
	out, whole, err := s.first(ctx, sel, from, to)
	if err != nil || whole {
		return out, err
	}
	return s.rest(ctx, sel, out, from, to, how)
}

// first looks at the series of a selector. whole says that it read all samples, as is affordable in most fleets; else
// it read the last ones.
func (s source) first(ctx context.Context, sel selector, from, to int64) (out seen, whole bool, err error) {
	if to-from <= 30*minute {
		out, err = s.raw(ctx, sel(), from, to)
		return out, true, err
	}
	probe, err := s.glance(ctx, sel, from, to)
	if err != nil {
		return seen{}, false, err
	}
	if probe.native == 0 || int64(len(probe.series))*(to-from)/probe.native <= s.env.large() {
		out, err = s.within(ctx, sel, probe, from, to, rawBudget)
		return out, true, err
	}
	return probe, false, nil
}

// rest completes a first look in a large fleet. Nearly all series are there all the time: only those that are not are
// read sample by sample.
func (s source) rest(ctx context.Context, sel selector, probe seen, from, to int64, how silences) (seen, error) {
	if how == silencesCounted {
		return s.counted(ctx, sel, probe, from, to)
	}
	out, ok, err := s.atBothEnds(ctx, sel, probe, from, to)
	if err != nil || ok {
		return out, err
	}
	return s.counted(ctx, sel, probe, from, to)
}

// glance is a probe that reads less: two minutes and a half tell the scrape interval of most series, and the others are
// probed for longer.
func (s source) glance(ctx context.Context, sel selector, from, to int64) (seen, error) {
	const short, enough = 150 * second, 4
	// The instants around the end of the query's own range: what stopped there is seen too.
	end := min(to-lookAround+short/2, max(s.env.Now, from+10*minute))
	out, err := s.raw(ctx, sel(), end-short, end)
	if err != nil || len(out.series) == 0 {
		return s.probe(ctx, sel, from, to)
	}
	var slow []sighted
	for _, x := range out.series {
		if len(x.times) < enough {
			slow = append(slow, x)
		}
	}
	if len(slow) == 0 {
		return out, nil
	}
	label, values := telling(slow)
	if label == "" || len(values) > fewValues || 2*len(slow) > len(out.series) {
		return s.probe(ctx, sel, from, to)
	}
	longer, err := s.raw(ctx, sel(catalog.OneOf(label, values...)), end-10*minute, end)
	if err != nil {
		return seen{}, err
	}
	return out.replaced(slow, longer), nil
}

// replaced is what was seen with some series as another answer has them.
func (x seen) replaced(some []sighted, by seen) seen {
	gone := identities(some)
	out := seen{native: x.native, newest: max(x.newest, by.newest)}
	for _, one := range x.series {
		if !gone[mapIdentity(one.labels)] {
			out.series = append(out.series, one)
		}
	}
	steps := medianSteps{}
	for _, one := range by.series {
		if gone[mapIdentity(one.labels)] {
			out.series = append(out.series, one)
			out.native = max(out.native, steps.of(one.times))
		}
	}
	return out
}

func identities(series []sighted) map[string]bool {
	out := make(map[string]bool, len(series))
	for _, x := range series {
		out[mapIdentity(x.labels)] = true
	}
	return out
}

// atBothEnds takes series to be there all the time that are there at both ends of the range: what changes its owner has
// other labels then, and the store's index lists those. ok is false where the store cannot list series, or too many
// came or went.
func (s source) atBothEnds(ctx context.Context, sel selector, probe seen, from, to int64) (out seen, ok bool, err error) {
	begin, end := from+lookAround, probe.newest
	var listed []promapi.Labels
	var first *promapi.Matrix
	err = each(ctx, 2, func(ctx context.Context, i int) (err error) {
		if i == 0 {
			listed, ok = s.listed(ctx, sel(), from, end)
			return nil
		}
		first, err = s.instant(ctx, "timestamp("+sel()+")", begin)
		return err
	})
	if err != nil || !ok {
		return seen{}, false, err
	}
	at := make(map[string]int64, len(first.Series))
	for _, x := range first.Series {
		at[identity(x.Labels)] = int64(x.Values[0] * 1000)
	}
	out = seen{native: probe.native, newest: probe.newest}
	var rest []sighted
	known, steps, always := map[string]bool{}, medianSteps{}, map[int64][]int64{}
	for _, x := range probe.series {
		key := mapIdentity(x.labels)
		known[key] = true
		native := steps.of(x.times)
		if native == 0 || at[key] < begin-2*native || x.times[len(x.times)-1] < end-2*native {
			rest = append(rest, x)
			continue
		}
		if always[native] == nil {
			always[native] = regular(begin-2*native, end, native)
		}
		out.series = append(out.series, sighted{labels: x.labels, times: always[native], values: x.values, assumed: true})
	}
	for _, ls := range listed {
		if !known[identity(ls)] {
			rest = append(rest, sighted{labels: labelMap(ls)})
		}
	}
	if len(rest) == 0 {
		return out, true, nil
	}
	if label, values := telling(rest); label == "" || len(values) > fewValues {
		return seen{}, false, nil
	}
	out, err = s.readRest(ctx, sel, probe, out, rest, from, to)
	return out, err == nil, err
}

// listed are the label sets of the series that a selector has in a range, as the store's index knows them. It answers
// false where the store does not say.
func (s source) listed(ctx context.Context, selector string, from, to int64) ([]promapi.Labels, bool) {
	got, ok := known(ctx, s, fmt.Sprintf("s %d %d %s", from, to, selector), func(ctx context.Context, store Store) ([]promapi.Labels, error) {
		return store.Series(ctx, []string{selector}, from, to)
	})
	twins := s.env.replicaLabels()
	out := make([]promapi.Labels, len(got))
	for i, ls := range got {
		out[i] = without(ls, twins)
	}
	return out, ok
}

// counted has the store count the samples of each series; those that lack some are read in full.
func (s source) counted(ctx context.Context, sel selector, probe seen, from, to int64) (seen, error) {
	end := probe.newest
	counts, err := s.instant(ctx, fmt.Sprintf("count_over_time(%s[%s])", sel(), duration(end-from)), end)
	if err != nil {
		return seen{}, err
	}
	count := make(map[string]int64, len(counts.Series))
	for _, x := range counts.Series {
		count[identity(x.Labels)] = int64(x.Values[0])
	}
	out := seen{native: probe.native, newest: probe.newest}
	always := regular(from, end, probe.native)
	var rest []sighted
	known := map[string]bool{}
	for _, x := range probe.series {
		key := mapIdentity(x.labels)
		known[key] = true
		last := x.times[len(x.times)-1]
		if count[key] >= int64(len(always))-2 && last >= end-2*probe.native {
			out.series = append(out.series, sighted{labels: x.labels, times: always, values: x.values})
			continue
		}
		rest = append(rest, x)
	}
	for _, x := range counts.Series {
		if !known[identity(x.Labels)] {
			rest = append(rest, sighted{labels: labelMap(x.Labels)})
		}
	}
	return s.readRest(ctx, sel, probe, out, rest, from, to)
}

// regular are the instants of an uninterrupted series; all such series share them.
func regular(from, end, native int64) []int64 {
	n := (end - from) / native
	out := make([]int64, n)
	for i := range out {
		out[i] = end - (n-1-int64(i))*native
	}
	return out
}

// readRest reads the series that came or went sample by sample, selected by the label that tells them apart best.
func (s source) readRest(ctx context.Context, sel selector, probe, out seen, rest []sighted, from, to int64) (seen, error) {
	if len(rest) == 0 {
		return out, nil
	}
	label, values := telling(rest)
	if label == "" || len(values) > fewValues {
		return s.within(ctx, sel, probe, from, to, rawBudget)
	}
	got, err := s.raw(ctx, sel(catalog.OneOf(label, values...)), from, to)
	if err != nil {
		return seen{}, err
	}
	wanted := identities(rest)
	for _, x := range got.series {
		if wanted[mapIdentity(x.labels)] {
			out.series = append(out.series, x)
			out.newest = max(out.newest, x.times[len(x.times)-1])
		}
	}
	return out, nil
}

// telling is the label with the most distinct values that all of the series have, and those values.
func telling(series []sighted) (string, []string) {
	var best string
	var values []string
	for name := range series[0].labels {
		if name == "__name__" {
			continue
		}
		found := valuesOf(series, name)
		if len(found) > len(values) || len(found) == len(values) && len(found) > 0 && name < best {
			best, values = name, found
		}
	}
	return best, values
}

// valuesOf are a label's values, none where a series lacks it.
func valuesOf(series []sighted, name string) (found []string) {
	known := map[string]bool{}
	for _, x := range series {
		v := x.labels[name]
		if v == "" {
			return nil
		}
		if !known[v] {
			known[v] = true
			found = append(found, v)
		}
	}
	return slices.Clip(found)
}
