package plan

import (
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// cover says how much was matched, why a field is empty, and what is odd about prices.
func (b *balancing) cover(res *frames.Answer, req Request) {
	counts := b.matched(filtered(nil, b.query.By, b.keepsPlace(), b.filters))
	if b.query.Format == models.FormatTable {
		res.Balance = b.facts()
	}
	if b.shows("lost_gpu_seconds", "lost_money") {
		res.Estimates = map[string]string{}
		for _, f := range b.fields {
			if f.id == "lost_gpu_seconds" || f.id == "lost_money" {
				res.Estimates[f.id] = "An upper bound: in decode that is bound by memory, ranks with idle tensor pipes may wait for memory and not for the busiest rank."
			}
		}
	}
	if !b.empty() && b.money {
		b.sayPrices()
	}
	cover(res, b.session, b.world, nil, nil, join.Answer{Coverage: counts}, req)
	if b.empty() {
		return
	}
	res.Coverage.Empty = withoutValue(res.Rows, b.fields, b.reason)
	if b.unboundIndexes() {
		res.Remarks = append(res.Remarks, "NCCL Inspector knows GPUs by their index in a process; a binding series with gpu_index says which GPU is meant, and nothing does here.")
	}
	if len(b.groups) == 0 && b.world.gpu.series > 0 {
		res.Remarks = append(res.Remarks, "No replica here holds two GPUs or more at once, so there is nothing to compare. Pods that form one group are tied by groupLabels in the data source's settings.")
	}
	for _, e := range res.Coverage.Empty {
		if text := b.sayEmpty(e); text != "" && !slices.Contains(res.Notices, text) {
			res.Notices = append(res.Notices, text)
		}
	}
}

// keepsPlace tells whether a place passes the filters; a place is of the group that its device or its pod is of.
func (b *balancing) keepsPlace() func(func(string) string) bool {
	byDevice, byPod := map[ownership.Device]string{}, map[ownership.Replica]string{}
	for _, g := range b.groups {
		for _, t := range g.tracks {
			byDevice[t.Device] = g.name
		}
		for _, p := range g.pods {
			byPod[p] = g.name
		}
	}
	return func(get func(string) string) bool {
		return b.keeps(func(l string) string {
			if l != models.LabelGroup {
				return get(l)
			}
			d := ownership.Device{Cluster: get(catalog.LabelCluster), Node: get(catalog.LabelNode), UUID: get(catalog.LabelGPUUUID), MIG: get(catalog.LabelMIGID)}
			if name := byDevice[d]; name != "" {
				return name
			}
			return byPod[replicaAt(get)]
		})
	}
}

// sayPrices tells what is odd about prices.
func (b *balancing) sayPrices() {
	currencies := b.currencies()
	b.sayCurrencies(currencies, noSum)
	without, all := 0, 0
	for i, g := range b.input.Groups {
		for k := range g.Ranks {
			all++
			info := b.world.Presence[b.groups[i].tracks[k].Device]
			if lacks(g.Ranks[k].Tariff, b.grid, info) {
				without++
			}
		}
	}
	if without > 0 && len(currencies) > 0 {
		b.warn(fmt.Sprintf("%d of %d GPUs have no price for all of the time they were there; lost time without a price counts no money.", without, all))
	}
}

// reason says why one field is empty: what it is read from, or what it is made of, is missing.
func (b *balancing) reason(f balanceField) models.EmptySide {
	signal := f.signal
	if signal == "" && f.id != "gpus" {
		signal = signalTensor
	}
	e := models.EmptySide{Operand: f.id, Reason: models.EmptyNoMatch}
	switch side, there := b.signalReason(signal); {
	case !there:
		side.Operand = f.id
		return side
	case f.money && len(b.currencies()) == 0 && len(b.groups) > 0:
		return b.unpriced(f.id, b.prices)
	case f.id == "bandwidth_bound" && !b.linked():
		if side, there := b.signalReason(signalLinkTx); !there {
			side.Operand = f.id
			return side
		}
	case slices.Contains(judging[1:], f.id) && b.running != nil && len(b.works) == 0 && len(b.groups) > 0:
		e.Reason, e.LookedFor = models.EmptyNoSeries, b.env.Catalog.Names(signalRunning)
		if b.env.outForSignal(signalRunning) {
			e.Reason, e.LookedFor = models.EmptyUnreachable, nil
		}
	}
	return e
}

// unboundIndexes tells whether collectives were sampled of which no binding says whose they are.
func (b *balancing) unboundIndexes() bool {
	return slices.ContainsFunc(b.readings, func(rd *reading) bool {
		return rd.spec.ofFabric() && len(rd.op.Sources) == 0 && slices.ContainsFunc(rd.found, func(cs []column) bool { return len(cs) > 0 })
	})
}

// linked tells whether any device's NVLink traffic and bandwidth are known.
func (b *balancing) linked() bool {
	return slices.ContainsFunc(b.input.Groups, func(g balance.Group) bool {
		return slices.ContainsFunc(g.Ranks, func(r balance.Rank) bool {
			return anyDefined(r.Values[balance.NVLinkTx]) || anyDefined(r.Values[balance.NVLinkRx]) || anyDefined(r.Values[balance.NVLinkTotal])
		})
	})
}

// signalReason says why nothing of a signal was read; there tells that something was.
func (b *balancing) signalReason(signal string) (e models.EmptySide, there bool) {
	for _, rd := range b.readings {
		if rd.spec.Signal != signal || len(rd.op.Sources) > 0 {
			continue
		}
		switch {
		case rd.spec.ofFabric() && slices.ContainsFunc(rd.found, func(cs []column) bool { return len(cs) > 0 }):
			e.Reason = models.EmptyNoMatch
		case rd.notOnMIG > 0:
			e.Reason = models.EmptyNotOnMIG
		case b.env.outForSignal(signal):
			e.Reason = models.EmptyUnreachable
		case len(rd.alts) > 0:
			e.Reason = models.EmptyNoSamples
		default:
			e.Reason, e.LookedFor = models.EmptyNoSeries, b.env.Catalog.Names(signal)
		}
		return e, false
	}
	return e, true
}

// sayEmpty is a notice for the fields that the user chose, and for the tensor activity that all others rest on. Not
// every exporter reports all figures, so that one of all fields is empty needs no notice.
func (b *balancing) sayEmpty(e models.EmptySide) string {
	if e.Reason == models.EmptyUnreachable || e.Operand != "tensor" && len(b.query.Fields) == 0 {
		return ""
	}
	switch e.Reason {
	case models.EmptyNoSeries:
		if len(e.LookedFor) > 0 {
			return e.Operand + " is empty: no source reports it. Looked for " + firstFew(e.LookedFor, 4) + "."
		}
	case models.EmptyNotOnMIG:
		return e.Operand + " is empty: it is not available on MIG slices."
	case models.EmptyNoSamples:
		return e.Operand + " is empty: its series have no samples in this range."
	}
	return ""
}
