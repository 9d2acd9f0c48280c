package plan

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// wanted is a metric name and the family whose endpoint would have it.
type wanted struct {
	family catalog.Family
	name   string
}

// names are the metric names that exist over the range, of those asked for, by endpoint.
type names struct {
	env   Env
	found map[string]map[string]bool
}

// wanted lists every name that could carry a signal.
func (s *session) wanted(signal string) []wanted {
	var out []wanted
	for _, a := range s.env.Catalog.Alternatives(signal) {
		for _, n := range a.ExposedNames() {
			out = append(out, wanted{s.env.family(a), n})
		}
	}
	return out
}

// discover asks each endpoint once which of the candidates exist there, so that no request is spent on names of other
// eras and engines.
func (s *session) discover(ctx context.Context, candidates []wanted, extra []catalog.Matcher, from, to int64) (names, error) {
	found := names{env: s.env, found: map[string]map[string]bool{}}
	asks, via, seen := map[string][]string{}, map[string]source{}, map[[2]string]bool{}
	for _, c := range candidates {
		// Families that share an endpoint are asked for together.
		endpoint := s.env.endpoint(c.family)
		if s.out(c.family) {
			continue
		}
		if key := [2]string{endpoint, c.name}; !seen[key] {
			seen[key] = true
			asks[endpoint] = append(asks[endpoint], c.name)
			via[endpoint] = s.at(c.family)
		}
	}
	// All of them are waited for: several that are out are so at once.
	var wait sync.WaitGroup
	errs := make([]error, len(asks))
	for i, endpoint := range slices.Sorted(maps.Keys(asks)) {
		have := map[string]bool{}
		found.found[endpoint] = have
		wait.Go(func() { errs[i] = via[endpoint].exist(ctx, asks[endpoint], have, extra, from, to) })
	}
	wait.Wait()
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(errs) == 1 {
		return found, errs[0]
	}
	return found, errors.Join(errs...)
}

// exist marks the names that the endpoint has.
func (s source) exist(ctx context.Context, ask []string, have map[string]bool, extra []catalog.Matcher, from, to int64) error {
	// A GET carries the names in its address; chunks keep that well below usual bounds.
	const chunk = 80
	for names := range slices.Chunk(ask, chunk) {
		got, err := s.labelValues(ctx, "__name__", catalog.SelectorOfAny(names, extra...), from, to)
		if err != nil {
			return err
		}
		for _, name := range got {
			have[name] = true
		}
	}
	return nil
}

// at tells whether a family's endpoint has a name.
func (n names) at(f catalog.Family, name string) bool { return n.found[n.env.endpoint(f)][name] }

// in tells whether one of an alternative's names exists.
func (n names) in(a catalog.Alternative, name string) bool { return n.at(n.env.family(a), name) }

// any of the names exists.
func (n names) any(list []wanted) bool {
	return slices.ContainsFunc(list, func(w wanted) bool { return n.at(w.family, w.name) })
}

// readable tells whether an alternative's necessary names exist for a statistic: a distribution's mean needs no
// buckets, and its quantiles nothing else.
func (n names) readable(a catalog.Alternative, stat models.Stat) bool {
	if a.Beside != "" && !n.in(a, a.Beside) {
		return false
	}
	if a.Kind == catalog.KindDistribution && a.Numerator == "" {
		if stat == models.StatMean {
			return n.in(a, a.Metric+"_sum") && n.in(a, a.Metric+"_count")
		}
		return n.in(a, a.Metric+"_bucket")
	}
	if a.Numerator != "" && ofBuckets(stat) {
		return false // a sum and a count have a mean and nothing else
	}
	for _, name := range a.ExposedNames() {
		if !n.in(a, name) && !slices.Contains(a.Optional, name) {
			return false
		}
	}
	return true
}

// ofBuckets tells whether a statistic needs a histogram's buckets.
func ofBuckets(stat models.Stat) bool {
	_, quantile := quantiles[stat]
	return quantile || stat == models.StatFractionBelow
}

// presenceNames picks, for one system, the metrics by which its things are seen: the first in the catalog's order
// that exists, with its other spellings, so that exporters of several eras are seen side by side.
func presenceNames(sys catalog.System, have names) []string {
	exists := func(name string) bool { return have.in(catalog.Alternative{System: sys.ID}, name) }
	for _, name := range sys.Presence {
		if !exists(name) {
			continue
		}
		out := []string{name}
		for _, id := range sys.SignalIDs() {
			twins := namesOf(sys.Signals[id])
			if !slices.Contains(twins, name) {
				continue
			}
			for _, p := range sys.Presence {
				if p != name && exists(p) && slices.Contains(twins, p) {
					out = append(out, p)
				}
			}
			break
		}
		return out
	}
	return nil
}

func namesOf(as []catalog.Alternative) []string {
	var out []string
	for _, a := range as {
		if len(a.Sum) == 0 {
			out = append(out, a.ExposedNames()...)
		}
	}
	return out
}
