package frames

import (
	"math"
	"regexp"
	"slices"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/join"
)

// timeSeries has one time vector and a value field per row and shown operand, named after the operand, with the
// row's key as labels. Fields without any value are left out; where none is left the times are too, because
// expressions and alert rules take times alone for an error, and a frame without fields for no data.
func timeSeries(a *Answer, legend string) *data.Frame {
	f := data.NewFrame("")
	f.Meta = meta(data.FrameTypeTimeSeriesWide, data.VisTypeGraph)
	times := make([]time.Time, a.Grid.Steps())
	for i := range times {
		times[i] = time.UnixMilli(a.Grid.Stamp(i)).UTC()
	}
	f.Fields = append(f.Fields, data.NewField("time", nil, times))
	for i, c := range a.Columns {
		if c.Hidden {
			continue
		}
		for _, r := range a.Rows {
			if field := series(a, r, i, legend); field != nil {
				f.Fields = append(f.Fields, field)
			}
		}
	}
	if len(f.Fields) == 1 {
		f.Fields = nil
	}
	return f
}

func series(a *Answer, r *join.Row, operand int, legend string) *data.Field {
	values := column(r.Values[operand], a.Grid.Steps())
	if values == nil {
		return nil
	}
	labels := data.Labels{}
	for i, name := range a.KeyNames {
		if r.Key[i] != "" {
			labels[name] = r.Key[i]
		}
	}
	c := a.Columns[operand]
	field := data.NewField(c.Name, labels, values)
	field.Config = configOf(c, r)
	if legend != "" {
		field.Config.DisplayNameFromDS = named(legend, c.Name, labels)
	}
	return field
}

// column is a field's values: plain numbers where all are defined, which most series are and which cost a third of
// what numbers that may be missing do. It is nil where none is defined.
func column(v []float64, steps int) any {
	if steps > 0 && len(v) == steps && !slices.ContainsFunc(v, func(x float64) bool { return !defined(x) }) {
		return v
	}
	out, any := optionals(steps, func(step int) float64 {
		if step < len(v) {
			return v[step]
		}
		return math.NaN()
	})
	if !any {
		return nil
	}
	return out
}

var placeholder = regexp.MustCompile(`\{\{\s*([^}\s]+)\s*\}\}`)

// named fills a legend's {{label}} and {{operand}}; an absent label is empty.
func named(legend, operand string, labels data.Labels) string {
	return placeholder.ReplaceAllStringFunc(legend, func(m string) string {
		name := placeholder.FindStringSubmatch(m)[1]
		if name == "operand" {
			return operand
		}
		return labels[name]
	})
}
