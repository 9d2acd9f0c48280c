package plan

import (
	"context"
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// finished is when pods had run to their end and were still listed. kube-state-metrics goes on reporting what they
// requested, but they hold no GPU. Only pods that ever finished are read sample by sample.
func (s *session) finished(ctx context.Context, have names, extra []catalog.Matcher, from, to int64) (map[ownership.Replica]ownership.Spans, error) {
	out := map[ownership.Replica]ownership.Spans{}
	for _, a := range s.env.Catalog.Alternatives(signalFinished) {
		if !have.readable(a, models.StatLast) {
			continue
		}
		sel := selecting(a, extra)
		m, err := s.of(a).instant(ctx, fmt.Sprintf("max_over_time(%s[%s]) > 0", sel(), duration(to-from+lookAround)), to)
		if err != nil {
			return nil, err
		}
		if len(m.Series) == 0 {
			continue
		}
		var ever []sighted
		for _, x := range m.Series {
			ever = append(ever, sighted{labels: labelMap(x.Labels)})
		}
		label, values := telling(ever)
		if label == "" || len(values) > fewValues {
			continue // so many that selecting them costs more than the inference they would help
		}
		found, err := s.of(a).look(ctx, func(more ...catalog.Matcher) string { return sel(append(more, catalog.OneOf(label, values...))...) }, from-lookAround, to+lookAround)
		if err != nil {
			return nil, err
		}
		for _, x := range found.series {
			r := replicaOf(a.Canonical(x.labels), x.labels, s.env.clusterLabel())
			out[r] = out[r].Union(ownership.SpansOf(whenSet(x), max(found.native, second)))
		}
	}
	return out, nil
}

// whenSet are the instants at which a flag is 1.
func whenSet(x sighted) []int64 {
	var out []int64
	for i, t := range x.times {
		if x.values[i] > 0 {
			out = append(out, t)
		}
	}
	return out
}
