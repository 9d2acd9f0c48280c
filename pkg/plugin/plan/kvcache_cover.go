package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// cover says what verdicts rest on, which figures are estimates and why a field is empty.
func (k *caches) cover(res *frames.Answer) {
	counts := k.matched(k.plan(nil, k.query.By))
	res.KVCache = k.facts(res.Rows)
	res.Estimates = k.estimates()
	k.sayCurrencies(k.currencies(), noSum)
	cover(res, k.session, k.world, nil, nil, join.Answer{Coverage: counts}, k.req)
	res.Coverage.Unmatched = unmatched(counts, unserved(k.world, k.gatewayRead))
	if k.empty() {
		return
	}
	res.Coverage.Empty = withoutValue(res.Rows, k.fields, k.reason)
	if len(res.Rows) == 0 {
		res.Notices = append(res.Notices, k.nothing())
	}
	for _, name := range k.unequal {
		res.Notices = append(res.Notices, name+": bucket layouts differ within a row, so its quantile is undefined there; group by engine or filter.")
	}
}

// estimates say of fields what they are estimated from.
func (k *caches) estimates() map[string]string {
	out := map[string]string{}
	if k.estimate {
		out["recomputed_tokens"] = "Preemptions × mean prompt length, where the engine does not count recomputed tokens."
	}
	if k.bill == nil || k.bill.study == nil {
		return out
	}
	if text := k.bill.estimates()[savedMoney]; text != "" {
		for _, f := range k.fields {
			if f.saved {
				out[f.id] = text
			}
		}
	}
	return out
}

// nothing says why there is no row.
func (k *caches) nothing() string {
	if len(k.enginesPresent()) == 0 {
		return "No inference engine was seen in this range."
	}
	if k.bill != nil && slices.ContainsFunc(k.bill.result.Rows, func(r *cost.Row) bool { return r.Kind == cost.Value }) {
		return "No field has a value; the coverage says why."
	}
	return "No engine's series pass the filters."
}

// reason says why a field is empty. Verdicts are absent where no replica is.
func (k *caches) reason(f kvField) models.EmptySide {
	e := models.EmptySide{Operand: f.id, Reason: models.EmptyNoMatch}
	if f.verdict != "" {
		if slices.ContainsFunc([]string{signalUsage, signalPreemptions, signalWaiting}, k.env.outForSignal) {
			e.Reason = models.EmptyUnreachable
		} else if len(k.enginesPresent()) == 0 {
			e.Reason, e.LookedFor = models.EmptyNoSeries, k.env.Catalog.Names(signalUsage)
		}
		return e
	}
	ids := f.signals()
	if f.saved && k.bill.study != nil && (k.readAny(ids) || anyRead(k.bill.engineRead, ids)) {
		for _, x := range k.bill.fields {
			e = k.bill.reason(x)
		}
		e.Operand = f.id
		return e
	}
	silent := k.silent(ids[0])
	for _, id := range ids[1:] {
		silent = slices.DeleteFunc(silent, func(engine string) bool { return k.reports(engine, id) })
	}
	switch {
	case k.readAny(ids):
		if slices.Contains(k.unequal, f.id) {
			e.Reason = models.EmptyUnequalBuckets
		}
	case slices.ContainsFunc(ids, k.env.outForSignal):
		e.Reason = models.EmptyUnreachable
	case k.listed(ids):
		e.Reason = models.EmptyNoSamples
	case len(silent) > 0 && len(silent) == len(k.enginesPresent()):
		e.Reason, e.Systems = models.EmptyNotReported, silent
	default:
		e.Reason = models.EmptyNoSeries
		for _, id := range ids {
			e.LookedFor = append(e.LookedFor, k.env.Catalog.Names(id)...)
		}
	}
	return e
}

// allRead are the readings of figures.
func (k *caches) allRead() []*reading {
	return slices.Concat(k.directRead, k.figureRead, k.gatewayRead)
}

// readAny tells whether any series of the signals was read.
func (k *caches) readAny(ids []string) bool {
	return anyRead(k.allRead(), ids)
}

func anyRead(readings []*reading, ids []string) bool {
	return slices.ContainsFunc(readings, func(rd *reading) bool { return slices.Contains(ids, rd.spec.Signal) && len(rd.op.Sources) > 0 })
}

// listed tells whether there are metrics of the signals at all.
func (k *caches) listed(ids []string) bool {
	return slices.ContainsFunc(k.allRead(), func(rd *reading) bool { return slices.Contains(ids, rd.spec.Signal) && len(rd.alts) > 0 })
}

// notReported are the fields that no replica of a row reports; of a row without replicas, those without a value.
func (k *caches) notReported(r *join.Row) []string {
	of := k.members[r]
	out := []string{}
	for i, f := range k.fields {
		switch {
		case f.verdict != "":
		case len(of) == 0 && !anyDefined(r.Values[i]), len(of) > 0 && !k.reported(f, of):
			out = append(out, f.id)
		}
	}
	return out
}

// notReportedBy are the fields that a replica does not report.
func (k *caches) notReportedBy(r ownership.Replica) []string {
	out := []string{}
	for _, f := range k.fields {
		if f.verdict == "" && !k.reported(f, map[ownership.Replica]bool{r: true}) {
			out = append(out, f.id)
		}
	}
	return out
}

// reported tells whether one of some replicas has series of a field.
func (k *caches) reported(f kvField, of map[ownership.Replica]bool) bool {
	for _, id := range f.signals() {
		for r := range k.reporters[id] {
			if of[r] {
				return true
			}
		}
	}
	return false
}

// findReporters finds out which replicas have series of which signals.
func (k *caches) findReporters() {
	k.reporters = map[string]map[ownership.Replica]bool{}
	for _, rd := range k.allRead() {
		if k.reporters[rd.spec.Signal] == nil {
			k.reporters[rd.spec.Signal] = map[ownership.Replica]bool{}
		}
		for i := range rd.op.Sources {
			k.reporters[rd.spec.Signal][rd.op.Sources[i].Replica] = true
		}
	}
}
