package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// names are the metric names that exist in the store over the range, of those asked for.
type names map[string]bool

// discover asks once which of the candidates exist, so that no request is spent on names of other eras and engines.
func (s *session) discover(ctx context.Context, candidates []string, extra []catalog.Matcher, from, to int64) (names, error) {
	found := names{}
	seen := map[string]bool{}
	var ask []string
	for _, n := range candidates {
		if !seen[n] {
			seen[n] = true
			ask = append(ask, n)
		}
	}
	// A GET carries the names in its address; chunks keep that well below usual bounds.
	const chunk = 80
	for len(ask) > 0 {
		n := min(chunk, len(ask))
		got, err := s.memo.store.LabelValues(ctx, "__name__", []string{catalog.SelectorOfAny(ask[:n], extra...)}, from, to)
		if err != nil {
			return nil, err
		}
		for _, name := range got {
			found[name] = true
		}
		ask = ask[n:]
	}
	return found, nil
}

// any of the names exists.
func (n names) any(list []string) bool {
	for _, x := range list {
		if n[x] {
			return true
		}
	}
	return false
}

// readable tells whether an alternative's necessary names exist for a statistic: a distribution's mean needs no
// buckets, and its quantiles nothing else.
func (n names) readable(a catalog.Alternative, stat models.Stat) bool {
	if a.Kind == catalog.KindDistribution && a.Numerator == "" {
		if stat == models.StatMean {
			return n[a.Metric+"_sum"] && n[a.Metric+"_count"]
		}
		return n[a.Metric+"_bucket"]
	}
	optional := map[string]bool{}
	for _, o := range a.Optional {
		optional[o] = true
	}
	for _, name := range a.ExposedNames() {
		if !n[name] && !optional[name] {
			return false
		}
	}
	return true
}

// presenceNames picks, for one system, the metrics by which its things are seen: the first in the catalog's order
// that exists, with its other spellings, so that exporters of several eras are seen side by side.
func presenceNames(sys catalog.System, have names) []string {
	for _, name := range sys.Presence {
		if !have[name] {
			continue
		}
		out := []string{name}
		for _, id := range sys.SignalIDs() {
			twins := namesOf(sys.Signals[id])
			if !slices.Contains(twins, name) {
				continue
			}
			for _, p := range sys.Presence {
				if p != name && have[p] && slices.Contains(twins, p) {
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
