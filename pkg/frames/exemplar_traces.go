package frames

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Columns that say what became of exemplars' traces.
const (
	columnState   = "trace_state"
	columnNearest = "nearest_trace_id"
	columnOffset  = "nearest_offset"
	columnValue   = "nearest_value"
	columnSame    = "nearest_same"
	columnOpens   = "opens_trace_id"
	columnLink    = "opens"
)

// valueMark stands for a field's own value in a link.
const valueMark = "${__value.raw}"

// fieldMark stands for the value of another field in the same row of a link.
func fieldMark(name string) string { return "${__data.fields." + name + "}" }

// fallsBack tells whether some of the traces that a label names do not exist, so that its links must not lead to them.
func (a *Exemplars) fallsBack(label string) bool {
	return slices.ContainsFunc(a.Exemplars, func(e Exemplar) bool { return e.State == models.TraceSampledOut && e.TraceLabel == label })
}

// traces adds what is known of the traces' existence, and where some were sampled out what to open in their place: the
// nearest trace, or nothing.
func (a *Exemplars) traces(f *data.Frame) {
	if !slices.ContainsFunc(a.Exemplars, func(e Exemplar) bool { return e.State != "" }) {
		return
	}
	f.Fields = append(f.Fields, listed(columnState, a.Exemplars, func(e Exemplar) string { return string(e.State) }))
	if !slices.ContainsFunc(a.Exemplars, func(e Exemplar) bool { return e.State == models.TraceSampledOut }) {
		return
	}
	offset := listed(columnOffset, a.Exemplars, near(func(n NearestTrace) *float64 { return &n.Offset }))
	offset.Config = &data.FieldConfig{Unit: "s"}
	value := listed(columnValue, a.Exemplars, near(func(n NearestTrace) *float64 { return n.Value }))
	value.Config = &data.FieldConfig{Unit: a.Unit}
	f.Fields = append(f.Fields,
		listed(columnNearest, a.Exemplars, func(e Exemplar) string { return e.nearest().ID }), offset, value,
		listed(columnSame, a.Exemplars, func(e Exemplar) string { return e.nearest().Same }),
		listed(columnOpens, a.Exemplars, Exemplar.opens), listed(columnLink, a.Exemplars, Exemplar.linkTitle))
}

func near(get func(NearestTrace) *float64) func(Exemplar) *float64 {
	return func(e Exemplar) *float64 {
		if e.Nearest == nil {
			return nil
		}
		return get(*e.Nearest)
	}
}

func (e Exemplar) nearest() NearestTrace {
	if e.Nearest == nil {
		return NearestTrace{}
	}
	return *e.Nearest
}

// opens is the id of the trace that an exemplar's link opens.
func (e Exemplar) opens() string {
	if e.State == models.TraceSampledOut {
		return e.nearest().ID
	}
	return e.Trace[e.TraceLabel]
}

// linkTitle says what an exemplar's link opens.
func (e Exemplar) linkTitle() string {
	switch {
	case e.State == models.TraceSampledOut && e.Nearest == nil:
		return "Trace sampled out"
	case e.State == models.TraceSampledOut:
		return "View nearest trace (its own was sampled out)"
	}
	return "View trace"
}
