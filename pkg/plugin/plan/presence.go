package plan

import (
	"context"
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

const (
	// fewSamples is what is read sample by sample without a thought.
	fewSamples = 50_000
	// fewValues bounds the values by which series that came or went are selected.
	fewValues = 200
)

// appear reads when the series of a selector were there in (from, to], and their last values. In a large fleet nearly
// all are there all the time: the store counts samples, and only series that lack some are read sample by sample.
func (s source) appear(ctx context.Context, sel selector, from, to int64) (seen, error) {
	if to-from <= 30*minute {
		return s.raw(ctx, sel(), from, to)
	}
	probe, err := s.probe(ctx, sel, from, to)
	if err != nil {
		return seen{}, err
	}
	if probe.native == 0 || int64(len(probe.series))*(to-from)/probe.native <= fewSamples {
		return s.within(ctx, sel, probe, from, to, rawBudget)
	}
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
			out.series = append(out.series, sighted{x.labels, always, x.values})
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
	wanted := map[string]bool{}
	for _, x := range rest {
		wanted[mapIdentity(x.labels)] = true
	}
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
		var found []string
		seen := map[string]bool{}
		for _, x := range series {
			v := x.labels[name]
			if v == "" {
				found = nil
				break
			}
			if !seen[v] {
				seen[v] = true
				found = append(found, v)
			}
		}
		if len(found) > len(values) || len(found) == len(values) && len(found) > 0 && name < best {
			best, values = name, found
		}
	}
	return best, values
}
