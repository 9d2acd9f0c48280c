package plan

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

const (
	// nearby is how far around an exemplar a trace like it is looked for at first; then it is the query's range.
	nearby = 5 * minute
	// searched is how many traces one search may give.
	searched = 100
)

// errNothingKept means that absence cannot be told from traces that were never there.
var errNothingKept = errors.New("the store of traces has none at all in this range; it may not keep them for so long, or none are sent to it")

// likeness are the labels by which a trace is like an exemplar, the most telling first, and the attributes of spans that
// carry them.
var likeness = []struct {
	label string
	names []string
	// search tells that traces are looked for by it; the others only break ties.
	search bool
}{
	{catalog.LabelPod, []string{traceapi.AttrPod}, true},
	{catalog.LabelLLMModel, []string{traceapi.AttrModel, traceapi.AttrAnswered}, true},
	{catalog.LabelRoute, []string{traceapi.AttrRoute}, true},
	{catalog.LabelNamespace, []string{traceapi.AttrNamespace}, false},
	{catalog.LabelCluster, []string{traceapi.AttrCluster}, false},
}

// fallBack finds what to open in place of traces that do not exist. Only a store of traces can say that, and one that
// has traces of that time: anything else may answer 404 too.
func (c *traceCheck) fallBack(ctx context.Context, gone []int) {
	if err := c.trusted(ctx); err != nil {
		c.err = cmp.Or(c.err, err)
		return
	}
	for _, i := range gone {
		c.all[i].State = models.TraceSampledOut
	}
	c.unlike = abreast(ctx, len(gone), func(ctx context.Context, n int) error {
		e := &c.all[gone[n]]
		found, err := c.like(ctx, *e)
		if err != nil {
			return err
		}
		e.Nearest = c.nearest(*e, found)
		return nil
	})
}

// trusted tells whether the store's no can be believed; nil where it can.
func (c *traceCheck) trusted(ctx context.Context) error {
	if slices.ContainsFunc(c.all, func(e frames.Exemplar) bool { return e.State == models.TraceFound }) {
		return nil
	}
	found, err := c.store.Search(ctx, traceapi.Search{From: c.req.From, To: c.req.To, Limit: 1})
	switch {
	case err == nil && len(found) > 0:
		return nil
	case err == nil:
		return errNothingKept
	}
	// A store may keep traces and offer no search.
	if c.store.Answers(ctx) == nil {
		return nil
	}
	return err
}

// like finds traces with the exemplar's labels near it, then in the range, then any.
func (c *traceCheck) like(ctx context.Context, e frames.Exemplar) ([]traceapi.Trace, error) {
	with := c.likeOf(e)
	steps := [][]traceapi.Attribute{with, nil}
	if len(with) == 0 {
		steps = steps[1:]
	}
	for _, with := range steps {
		for _, reach := range []int64{nearby, c.req.To - c.req.From} {
			from, to := max(c.req.From, (e.At-reach)/minute*minute), min(c.req.To, (e.At+reach)/minute*minute+minute)
			if !c.mayAsk() {
				return nil, nil
			}
			found, err := c.store.Search(ctx, traceapi.Search{With: with, Select: c.selected(), From: from, To: to, Limit: searched})
			if err != nil || len(found) > 0 {
				return found, err
			}
		}
	}
	return nil, nil
}

// mayAsk counts a search.
func (c *traceCheck) mayAsk() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked >= maxTraceSearches {
		c.unsought++
		return false
	}
	c.asked++
	return true
}

// likeOf are the attributes that spans of the exemplar's request would have.
func (c *traceCheck) likeOf(e frames.Exemplar) []traceapi.Attribute {
	var out []traceapi.Attribute
	for _, l := range likeness {
		if v := labelOf(e, l.label); l.search && v != "" {
			out = append(out, traceapi.Attribute{Names: l.names, Value: v})
		}
	}
	return out
}

func labelOf(e frames.Exemplar, label string) string {
	return cmp.Or(e.Canonical[label], e.Labels[label])
}

// selected are the attributes that tell how like a trace is.
func (c *traceCheck) selected() []string {
	var out []string
	for _, l := range likeness {
		out = append(out, l.names...)
	}
	if a := traceapi.ValueAttribute(c.op.Signal); a != "" {
		out = append(out, a)
	}
	return out
}

// nearest is the trace with the most labels alike, and of those the one that is nearest in time and in value. Both
// count as parts: of five minutes, and of the larger of the two values.
func (c *traceCheck) nearest(e frames.Exemplar, found []traceapi.Trace) *frames.NearestTrace {
	var best *frames.NearestTrace
	alike, far := -1, math.Inf(1)
	for _, t := range found {
		same := sameLabels(e, t)
		n := frames.NearestTrace{ID: t.ID.String(), Offset: t.Distance(e.At), Same: strings.Join(same, ", ")}
		distance := math.Abs(n.Offset) / float64(nearby/second)
		if v, ok := t.Value(c.op.Signal); ok {
			n.Value = &v
			distance += math.Abs(v-e.Value) / max(v, e.Value, 1e-9)
		}
		if len(same) > alike || len(same) == alike && (distance < far || distance == far && n.ID < best.ID) {
			best, alike, far = &n, len(same), distance
		}
	}
	return best
}

// sameLabels are the labels that some span of the trace carries with the exemplar's value.
func sameLabels(e frames.Exemplar, t traceapi.Trace) []string {
	var out []string
	for _, l := range likeness {
		v := labelOf(e, l.label)
		if v != "" && slices.ContainsFunc(l.names, func(n string) bool { return t.Texts[n] == v }) {
			out = append(out, l.label)
		}
	}
	return out
}
