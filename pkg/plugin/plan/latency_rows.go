package plan

import (
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// columns describe the fields; requests are a rate in a time series.
func (l *analysis) columns() []frames.Column {
	out := make([]frames.Column, len(l.fields))
	for i, f := range l.fields {
		out[i] = frames.Column{Name: f.id, Unit: f.unit, Description: f.text}
		if f.id == "requests" && l.format == models.FormatTimeSeries {
			out[i].Unit = "reqps"
		}
	}
	return out
}

// fill makes the rows of means and quantiles.
func (l *analysis) fill(plan join.Plan) []*join.Row {
	var rows []*join.Row
	byKey := map[string]*join.Row{}
	at := func(key []string, kind join.RowKind) *join.Row {
		k := join.TopKey(withKind(key, kind))
		if byKey[k] == nil {
			byKey[k] = &join.Row{Kind: kind, Key: slices.Clone(key), Values: make([][]float64, len(l.fields)), Le: make([][]float64, len(l.fields))}
			rows = append(rows, byKey[k])
		}
		return byKey[k]
	}
	for _, r := range l.result.Rows {
		row := at(withoutKind(r.Key))
		for i, f := range l.fields {
			if f.of != nil {
				row.Values[i] = f.of(r)
			}
		}
	}
	for i, f := range l.fields {
		if f.stat == "" {
			continue
		}
		from, n := l.quantiles, l.quantileOf(f.id)
		if f.signal == "ttft" {
			from = l.firstTokens
		}
		for _, q := range from.Rows {
			if q.Values[n] != nil && anyDefined(q.Values[n]) && !l.leaves(f, q) {
				key, kind := q.Key, q.Kind
				if kind == join.KindValue {
					key, kind = l.rowOf(plan, key)
				}
				row := at(key, kind)
				row.Values[i], row.Le[i] = q.Values[n], q.Le[n]
				row.SetEnds(i, q.EndsOf(n))
			}
		}
	}
	rows = slices.DeleteFunc(rows, func(r *join.Row) bool { return !slices.ContainsFunc(r.Values, anyDefined) })
	slices.SortFunc(rows, join.CompareRows)
	return rows
}

// leaves tells whether a quantile has no place in a row: an engine's in the rows of tenants, a gateway's in those of pods.
func (l *analysis) leaves(f latencyField, q *join.Row) bool {
	if strings.HasPrefix(f.signal, "gateway") || strings.HasPrefix(f.signal, "client") {
		return !l.gatewaysKnow()
	}
	return l.leftToGateways(getter(l.by, q.Key))
}

func (l *analysis) quantileOf(field string) int {
	return slices.IndexFunc(l.quantile, func(sp *spec) bool { return sp.As == field })
}

func anyDefined(v []float64) bool {
	return slices.ContainsFunc(v, func(x float64) bool { return x == x })
}

// bucketsOf lists the bucket edges behind an answer's columns: once where all rows have the same, else by row.
func bucketsOf(a *frames.Answer) []models.FieldBuckets {
	var out []models.FieldBuckets
	for i, c := range a.Columns {
		if c.Hidden {
			continue
		}
		var found []models.FieldBuckets
		same := true
		for _, r := range a.Rows {
			if r.Le == nil || len(r.Le[i]) < 2 {
				continue
			}
			le := r.Le[i][:len(r.Le[i])-1] // without +Inf
			same = same && (len(found) == 0 || slices.Equal(found[0].Le, le))
			found = append(found, models.FieldBuckets{Field: c.Name, Labels: labelsOf(a.KeyNames, r.Key), Le: le})
		}
		if same && len(found) > 0 {
			found = []models.FieldBuckets{{Field: c.Name, Le: found[0].Le}}
		}
		out = append(out, found...)
	}
	return out
}

// labelsOf are a row's labels, also the empty ones: without any, edges would be those of all rows.
func labelsOf(names, values []string) map[string]string {
	out := map[string]string{}
	for i, n := range names {
		out[n] = values[i]
	}
	return out
}

// ownSignal is the signal that a field stands or falls with.
var ownSignal = map[string]string{"queue": "queue_time", "transfer": "kv_transfer_time", "prefill": "prefill_time", "decode": "decode_time",
	"e2e": "e2e_latency", "requests": "e2e_latency", "decomposed": "e2e_latency", "ttft_mean": "ttft",
	"gateway_ttft_mean": "gateway_ttft", "client_ttft_mean": "client_ttft", "gateway_gap": "gateway_ttft"}

// reason says why a field is empty: a phase that the engines present do not report, or that nobody exposes.
func (l *analysis) reason(f latencyField) models.EmptySide {
	e := models.EmptySide{Operand: f.id, Reason: models.EmptyNoMatch}
	id := f.signal
	if id == "" {
		id = ownSignal[f.id]
	}
	if id == "" { // unexplained: what is missing says why
		e.Reason = models.EmptyNotReported
		if slices.ContainsFunc(allPhases, l.env.outForSignal) {
			e.Reason = models.EmptyUnreachable
			return e
		}
		e.Systems = l.silent("queue_time", "prefill_time", "decode_time")
		return e
	}
	sources, alts := l.readFrom(id)
	engine := slices.Contains(phaseSignals, id) || id == "itl"
	switch {
	case sources:
	case l.env.outForSignal(id):
		e.Reason = models.EmptyUnreachable
	case alts:
		e.Reason = models.EmptyNoSamples
	case engine && len(l.silent(id)) > 0 && len(l.silent(id)) == len(l.enginesPresent()):
		e.Reason, e.Systems = models.EmptyNotReported, l.silent(id)
	default:
		e.Reason, e.LookedFor = models.EmptyNoSeries, l.env.Catalog.Names(id)
	}
	return e
}

// readFrom tells whether a signal's series were read, and whether there are metrics of it at all.
func (l *analysis) readFrom(id string) (sources, alts bool) {
	for _, rd := range slices.Concat(l.engineRead, l.gatewayRead, l.quantileRead) {
		if rd.spec.Signal == id {
			sources = sources || len(rd.op.Sources) > 0
			alts = alts || len(rd.alts) > 0
		}
	}
	return sources, alts
}
