package plan

import (
	"fmt"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// cover says how much of the requests the phases speak for, and why a field is empty. Only what a person can act on is
// a notice; the rest is in the coverage.
func (l *analysis) cover(res *frames.Answer) {
	counts := l.matched(l.plan(nil, l.by))
	cover(res, l.session, l.world, nil, nil, join.Answer{Coverage: counts}, l.req)
	res.Coverage.Unmatched = unmatched(counts, unserved(l.world, l.gatewayRead))
	res.Coverage.Empty = withoutValue(res.Rows, l.fields, l.reason)
	if v := l.result.Decomposed; v == v && !l.empty() {
		res.Coverage.Decomposed = &v
	}
	res.Notices = append(res.Notices, l.latencyNotices(res)...)
}

func (l *analysis) latencyNotices(res *frames.Answer) []string {
	var out []string
	if len(res.Rows) == 0 {
		for _, e := range res.Coverage.Empty {
			if e.Operand == "e2e" && e.Reason != models.EmptyUnreachable { // the missing side has its own notice
				out = append(out, noValue(e))
			}
		}
	}
	if v := res.Coverage.Decomposed; v != nil && *v < 0.9995 {
		text := fmt.Sprintf("%.3g %% of the requests are divided into phases", *v*100)
		if silent := l.silent("queue_time", "prefill_time", "decode_time"); len(silent) > 0 {
			text += "; not all of them are reported by " + strings.Join(silent, ", ")
		}
		out = append(out, text+".")
	}
	for _, name := range l.quantiles.Unequal {
		out = append(out, name+": bucket layouts differ within a row, so its quantile is undefined there; group by engine or filter.")
	}
	return out
}

// noValue puts into words why there is nothing.
func noValue(e models.EmptySide) string {
	switch e.Reason {
	case models.EmptyNoSeries:
		return "No engine reports end-to-end times. Looked for " + firstFew(e.LookedFor, 4) + "."
	case models.EmptyNotReported:
		return "End-to-end times are not reported by " + strings.Join(e.Systems, ", ") + "."
	case models.EmptyNoSamples:
		return "The engines' end-to-end times have no samples in this range."
	}
	return "No engine's series pass the filters."
}
