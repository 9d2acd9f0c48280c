package frames

import (
	gostrings "strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Events is the answer to an events query.
type Events struct {
	Found
	// Events are sorted by time.
	Events []Event
}

// Event is an annotation.
type Event struct {
	// From and To bound it in ms since the epoch; they are equal for an instant.
	From, To    int64
	Title, Text string
	Tags        []string
	// Labels are the canonical labels of what it happened to.
	Labels map[string]string
}

// EventLabels are the canonical labels that events have as columns.
func EventLabels() []string {
	return []string{"cluster", "node", "namespace", "pod", "gpu_uuid", "gpu_index", "gpu_model", "mig_id", "engine", "llm_model", "role"}
}

// OfEvents makes the frame of an events query, in the names by which Grafana reads annotations.
func OfEvents(a *Events, q models.Query) data.Frames {
	f := data.NewFrame("")
	f.Meta = meta(data.FrameTypeTable, data.VisTypeTable)
	f.Fields = append(f.Fields,
		listed("time", a.Events, func(e Event) time.Time { return instant(e.From) }),
		listed("timeEnd", a.Events, func(e Event) *time.Time {
			if e.To <= e.From {
				return nil
			}
			end := instant(e.To)
			return &end
		}),
		listed("title", a.Events, func(e Event) string { return e.Title }),
		listed("text", a.Events, func(e Event) string { return e.Text }),
		listed("tags", a.Events, func(e Event) string { return tagList(e.Tags) }))
	for _, name := range EventLabels() {
		f.Fields = append(f.Fields, listed(name, a.Events, func(e Event) string { return e.Labels[name] }))
	}
	return a.dress(f, q)
}

// tagList joins tags by commas; a comma in a tag would make two of it.
func tagList(tags []string) string {
	var out []string
	for _, t := range tags {
		if t = gostrings.TrimSpace(gostrings.ReplaceAll(t, ",", " ")); t != "" {
			out = append(out, t)
		}
	}
	return gostrings.Join(out, ",")
}
