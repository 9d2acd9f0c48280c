package frames

import (
	"cmp"
	"maps"
	"slices"
	gostrings "strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Exemplars is the answer to an exemplars query.
type Exemplars struct {
	Found
	// Exemplars are sorted by time.
	Exemplars []Exemplar
	// Unit is a Grafana unit id of the values.
	Unit string
	// Destinations say where traces are.
	Destinations []models.ExemplarTraceIDDestination
}

// Exemplar is one observation with the trace it was part of.
type Exemplar struct {
	// At is in ms since the epoch, Value in the signal's unit.
	At    int64
	Value float64
	// Trace are the exemplar's own labels (trace_id, span_id), Canonical the labels of what was observed, Labels the rest of
	// its series' labels.
	Trace, Canonical, Labels map[string]string
	// TraceLabel is the one of Trace that holds the id.
	TraceLabel string
	// State tells whether the trace exists; empty where the exemplar names none.
	State models.TraceState
	// Nearest is a trace like it, where its own was sampled out.
	Nearest *NearestTrace
}

// NearestTrace is the trace that is most like one that does not exist.
type NearestTrace struct {
	ID string
	// Offset is how far from the exemplar the trace is, in seconds: below 0 where it is earlier.
	Offset float64
	// Value is what that trace tells of the signal, in the signal's unit; nil where it does not.
	Value *float64
	// Same lists the labels that both have alike.
	Same string
}

// OfExemplars makes the frame of an exemplars query as Grafana's time series panel looks for it: by the name
// "exemplar" and the topic of annotations.
func OfExemplars(a *Exemplars, q models.Query) data.Frames {
	f := data.NewFrame("exemplar")
	f.Meta = &data.FrameMeta{DataTopic: data.DataTopicAnnotations, TypeVersion: data.FrameTypeVersion{0, 1}}
	value := listed("Value", a.Exemplars, func(e Exemplar) float64 { return e.Value })
	value.Config = &data.FieldConfig{Unit: a.Unit}
	f.Fields = append(f.Fields, listed("Time", a.Exemplars, func(e Exemplar) time.Time { return instant(e.At) }), value)
	a.labels(f, func(e Exemplar) map[string]string { return e.Trace })
	a.traces(f)
	a.labels(f, func(e Exemplar) map[string]string { return e.Canonical })
	a.labels(f, func(e Exemplar) map[string]string { return e.Labels })
	out := a.dress(f, q)
	f.Meta.Custom = exemplarCustom{"exemplar", f.Meta.Custom.(custom)}
	return out
}

// exemplarCustom adds what marks exemplars to a frame's facts.
type exemplarCustom struct {
	ResultType string `json:"resultType"`
	custom
}

// labels adds a field for each label that no field is of yet: what comes first wins.
func (a *Exemplars) labels(f *data.Frame, get func(Exemplar) map[string]string) {
	names := map[string]bool{}
	for _, e := range a.Exemplars {
		for name := range get(e) {
			names[name] = true
		}
	}
	for _, name := range a.ordered(names) {
		if taken, _ := f.FieldByName(name); taken != nil {
			continue
		}
		field := listed(name, a.Exemplars, func(e Exemplar) string { return get(e)[name] })
		field.Config = &data.FieldConfig{Links: a.links(name, a.fallsBack(name))}
		f.Fields = append(f.Fields, field)
	}
}

// ordered has trace ids first, then the other names from a to z.
func (a *Exemplars) ordered(names map[string]bool) []string {
	var out []string
	for _, d := range a.Destinations {
		if names[d.Name] && !slices.Contains(out, d.Name) {
			out = append(out, d.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// links lead from a label's value to a trace, as Grafana's Prometheus data source has them. Where some traces were
// sampled out, they lead to the trace to open instead of the value, and say which that is.
func (a *Exemplars) links(label string, fallsBack bool) []data.DataLink {
	var out []data.DataLink
	for _, d := range a.Destinations {
		if d.Name != label {
			continue
		}
		title, query, url := "View trace", valueMark, d.URL
		if fallsBack {
			title, query, url = fieldMark(columnLink), fieldMark(columnOpens), gostrings.ReplaceAll(d.URL, valueMark, fieldMark(columnOpens))
		}
		if d.DatasourceUID != "" {
			out = append(out, data.DataLink{Title: cmp.Or(d.URLDisplayLabel, title), Internal: &data.InternalDataLink{
				DatasourceUID: d.DatasourceUID, Query: map[string]string{"query": query, "queryType": "traceql"}}})
		}
		if d.URL != "" {
			if !fallsBack {
				title = "Go to " + d.URL
			}
			out = append(out, data.DataLink{Title: cmp.Or(d.URLDisplayLabel, title), URL: url, TargetBlank: true})
		}
	}
	return out
}
