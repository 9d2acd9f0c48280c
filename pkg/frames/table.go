package frames

import (
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/join"
)

// table is for people: the key's labels, a column per shown operand, and what is known of the match.
func table(a *Answer) *data.Frame {
	f := data.NewFrame("")
	f.Meta = meta(data.FrameTypeTable, data.VisTypeTable)
	f.Fields = append(f.Fields, keys(a)...)
	for i, c := range a.Columns {
		if c.Hidden {
			continue
		}
		field := data.NewField(c.Name, nil, numbers(a.Rows, func(r *join.Row) float64 { return value(r, i, 0) }))
		field.Config = config(c)
		f.Fields = append(f.Fields, field)
	}
	if a.KVCache != nil {
		f.Fields = append(f.Fields, data.NewField("verdict", nil, verdicts(a)))
	}
	if slices.ContainsFunc(a.Columns, func(c Column) bool { return c.In != nil && !c.Hidden }) {
		f.Fields = append(f.Fields, data.NewField("currency", nil, strings(a.Rows, currency)))
	}
	f.Fields = append(f.Fields, data.NewField("row_kind", nil, strings(a.Rows, func(r *join.Row) string { return string(r.Kind) })))
	if a.Bare {
		return f
	}
	f.Fields = append(f.Fields,
		described("gpus", "none", "Owned device-time × share ÷ the range.", numbers(a.Rows, func(r *join.Row) float64 { return r.GPUs })),
		described("owned_share", "percentunit", "The part of the range in which the row held a device.", numbers(a.Rows, func(r *join.Row) float64 { return r.OwnedShare })),
		data.NewField("match_method", nil, strings(a.Rows, func(r *join.Row) string { return string(r.Method) })),
		described("match_share", "percentunit", "Matched ÷ present device-time of the row.", numbers(a.Rows, func(r *join.Row) float64 { return r.MatchShare })))
	return f
}

// verdicts are the words for each row's cache.
func verdicts(a *Answer) []string {
	out := make([]string, len(a.Rows))
	for i, r := range a.KVCache.Rows {
		out[i] = string(r.Verdict)
	}
	return out
}

// currency of a row's money, empty where there is none or more than one.
func currency(r *join.Row) string {
	if r.Mixed {
		return ""
	}
	return r.Unit
}

// numeric is for alert rules and expressions: key columns and values, no diagnostics. Rows without a value are left
// out, because an undefined value is no number to compare.
func numeric(a *Answer) *data.Frame {
	f := data.NewFrame("")
	f.Meta = meta(data.FrameTypeNumericLong, data.VisTypeTable)
	shown := *a
	shown.Rows = nil
	for _, r := range a.Rows {
		for i, c := range a.Columns {
			if !c.Hidden && defined(value(r, i, 0)) {
				shown.Rows = append(shown.Rows, r)
				break
			}
		}
	}
	f.Fields = append(f.Fields, keys(&shown)...)
	for i, c := range a.Columns {
		if c.Hidden {
			continue
		}
		field := data.NewField(c.Name, nil, numbers(shown.Rows, func(r *join.Row) float64 { return value(r, i, 0) }))
		field.Config = config(c)
		f.Fields = append(f.Fields, field)
	}
	return f
}

func keys(a *Answer) []*data.Field {
	out := make([]*data.Field, len(a.KeyNames))
	for i, name := range a.KeyNames {
		out[i] = data.NewField(name, nil, strings(a.Rows, func(r *join.Row) string { return r.Key[i] }))
	}
	return out
}

func numbers(rows []*join.Row, get func(*join.Row) float64) []*float64 {
	out, _ := optionals(len(rows), func(i int) float64 { return get(rows[i]) })
	return out
}

func strings(rows []*join.Row, get func(*join.Row) string) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = get(r)
	}
	return out
}

func described(name, unit, text string, values []*float64) *data.Field {
	f := data.NewField(name, nil, values)
	f.Config = &data.FieldConfig{Unit: unit, Description: text}
	return f
}
