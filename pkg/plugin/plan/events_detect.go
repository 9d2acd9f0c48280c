package plan

import (
	"context"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/events"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// restarts are of the pods that serve a model or hold a GPU.
func (h *happenings) restarts(ctx context.Context) ([]events.Event, error) {
	mine := map[ownership.Replica]bool{}
	for _, r := range h.world.allReplicas() {
		mine[r] = true
	}
	if !h.have.any(h.wanted(signalRestarts)) {
		return h.silences(), nil
	}
	var tracks []events.Track
	for _, a := range h.readable(signalRestarts, models.StatLast) {
		m, err := h.over(ctx, a, h.rises(a, h.highest(a, podKeys), false))
		if err != nil {
			return nil, err
		}
		for _, x := range m.Series {
			labels := labelMap(x.Labels)
			canonical := a.Canonical(labels)
			if r := replicaOf(canonical, labels, h.env.clusterLabel()); mine[r] {
				tracks = append(tracks, events.Track{Place: events.Place{Replica: r}, Name: r.String(),
					Part: canonical[catalog.LabelContainer], Points: h.after(x, 1)})
			}
		}
	}
	return events.Restarts(merged(tracks), h.step), nil
}

// silences stand in for restarts where nothing counts them.
func (h *happenings) silences() []events.Event {
	var out []events.Event
	for _, p := range h.pods() {
		out = append(out, events.Silences(p, h.witness(p.Replica), h.req.From, h.req.To)...)
	}
	return out
}

// witness is when anything else of the replica's cluster was seen: then a silence is not the scraper's.
func (h *happenings) witness(r ownership.Replica) ownership.Spans {
	var out ownership.Spans
	for other, info := range h.world.Replicas {
		if other != r && other.Cluster == r.Cluster {
			out = out.Union(info.Presence)
		}
	}
	for d, there := range h.world.Presence {
		if d.Cluster == r.Cluster {
			out = out.Union(there)
		}
	}
	return out
}

// xids come from counters where there are some, else from the gauge of the last code.
func (h *happenings) xids(ctx context.Context) ([]events.Event, error) {
	const codeLabel = "xid"
	var counted, codes []events.Track
	counting := map[string]bool{}
	for _, a := range h.readable(signalXIDCount, models.StatRate) {
		m, err := h.overDevices(ctx, a, func(r reduced) string { return h.rises(a, r, true) }, codeLabel)
		if err != nil {
			return nil, err
		}
		for _, x := range m.Series {
			labels := labelMap(x.Labels)
			counted = append(counted, h.deviceTrack(a, labels, labels[codeLabel], h.whileObserved(a, labels, h.after(x, 1))))
		}
		counting[a.System] = true
	}
	for _, a := range h.readable(signalXID, models.StatLast) {
		if counting[a.System] {
			continue // its counters tell more
		}
		m, err := h.overDevices(ctx, a, func(r reduced) string { return r(a.SelectorFor(a.Metric, h.pushed(h.conds)...)) + " > 0" })
		if err != nil {
			return nil, err
		}
		for _, x := range m.Series {
			ps := slices.DeleteFunc(points(x, 1), func(p events.Point) bool { return !a.Valid(p.Value) })
			codes = append(codes, h.deviceTrack(a, labelMap(x.Labels), "", ps))
		}
	}
	return append(events.Counted(merged(counted), h.step), events.Codes(merged(codes), h.observed, h.start, h.step)...), nil
}

// whileObserved keeps the points at which the device had been observed before: what an exporter shows when it comes up
// did not happen then.
func (h *happenings) whileObserved(a catalog.Alternative, labels map[string]string, ps []events.Point) []events.Point {
	sight, _ := h.world.devices.sight(a, sighted{labels: labels})
	return slices.DeleteFunc(ps, func(p events.Point) bool { return !h.observed(sight.Device, p.At-2*h.step) })
}

func (h *happenings) observed(d ownership.Device, at int64) bool {
	return h.world.Presence[d].Contains(at)
}

// throttles read the share of time below the wanted clocks, by reason.
func (h *happenings) throttles(ctx context.Context) ([]events.Event, error) {
	var tracks []events.Track
	for _, a := range h.readable(signalThrottle, models.StatRate) {
		reason := a.Const["reason"]
		bound, ok := events.ThrottleBound(reason)
		if !ok {
			continue
		}
		rate := rateExpr(a.SelectorFor(a.Metric, h.pushed(h.conds)...), h.step)
		m, err := h.overDevices(ctx, a, func(r reduced) string { return r(rate) + " >= " + number(bound/a.Scale) })
		if err != nil {
			return nil, err
		}
		for _, x := range m.Series {
			tracks = append(tracks, h.deviceTrack(a, labelMap(x.Labels), reason, shares(h.after(x, a.Scale))))
		}
	}
	return events.Throttles(merged(tracks), h.step), nil
}

// shares brings seconds per second that are more than all of the time to a smaller unit: such a source counts in a
// thousandth of the documented one, or less.
func shares(ps []events.Point) []events.Point {
	highest := 0.0
	for _, p := range ps {
		highest = math.Max(highest, p.Value)
	}
	for highest > 1.05 {
		highest /= 1000
		for i := range ps {
			ps[i].Value /= 1000
		}
	}
	return ps
}

// storms read preemptions a second, added over a replica's ranks.
func (h *happenings) storms(ctx context.Context) ([]events.Event, error) {
	grid := join.StepGrid(h.start, h.end, h.step)
	var tracks []events.Track
	for _, a := range h.readable(signalPreemptions, models.StatRate) {
		m, err := h.over(ctx, a, rateExpr(a.SelectorFor(a.Metric, h.pushed(h.conds)...), h.step)+" > 0")
		if err != nil {
			return nil, err
		}
		var cs []column
		for _, x := range m.Series {
			c := column{labels: labelMap(x.Labels), v: onGrid(h.after(x, 1), grid)}
			c.canonical = a.Canonical(c.labels)
			cs = append(cs, c)
		}
		tracks = append(tracks, h.byReplica(foldDims(a, cs, false), grid, a.Scale)...)
	}
	return events.Storms(merged(tracks), h.step), nil
}

// onGrid puts points into the cells that end at them.
func onGrid(ps []events.Point, g join.Grid) []float64 {
	out := filledWith(undefined, g.Cells())
	for _, p := range ps {
		if cell := g.CellAfter(p.At - 1); cell < len(out) {
			out[cell] = p.Value
		}
	}
	return out
}

// byReplica adds the columns of each replica.
func (h *happenings) byReplica(cs []column, grid join.Grid, scale float64) []events.Track {
	total := map[ownership.Replica][]float64{}
	var order []ownership.Replica
	for _, c := range cs {
		r := replicaOf(c.canonical, c.labels, h.env.clusterLabel())
		if total[r] == nil {
			total[r] = filledWith(undefined, len(c.v))
			order = append(order, r)
		}
		addNaN(total[r], c.v)
	}
	var out []events.Track
	for _, r := range order {
		t := events.Track{Place: events.Place{Replica: r}, Name: r.String()}
		for i, v := range total[r] {
			if v == v {
				t.Points = append(t.Points, events.Point{At: grid.Edges[i+1], Value: v * scale})
			}
		}
		out = append(out, t)
	}
	return out
}

func filledWith(v float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = v
	}
	return out
}
