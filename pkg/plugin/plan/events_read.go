package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/events"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	signalRestarts    = "pod_restarts"
	signalXID         = "gpu_xid"
	signalXIDCount    = "gpu_xid_events"
	signalThrottle    = "gpu_throttle"
	signalPreemptions = "preemptions"
)

// deviceKeys and podKeys are the labels that tell devices and pods apart; all others, such as the owner's on a GPU
// series, come and go without meaning that something happened.
var (
	deviceKeys = []string{catalog.LabelNode, catalog.LabelGPUUUID, catalog.LabelGPUIndex, catalog.LabelGPUModel, catalog.LabelMIGID, catalog.LabelMIGProfile}
	podKeys    = []string{catalog.LabelNamespace, catalog.LabelPod, catalog.LabelContainer, catalog.LabelPodUID}
)

// over asks for an expression at every step of the range. Expressions keep only the instants at which something
// happened, so that quiet series do not travel.
func (h *happenings) over(ctx context.Context, a catalog.Alternative, expr string) (*promapi.Matrix, error) {
	return h.of(a).over(ctx, expr, h.start, h.end, h.step)
}

// reduced writes the largest of an expression's series for each thing.
type reduced func(expr string) string

// highest tells things apart by the labels that keys and more come from.
func (h *happenings) highest(a catalog.Alternative, keys []string, more ...string) reduced {
	by := append([]string{h.env.clusterLabel()}, more...)
	for _, k := range keys {
		by = append(by, a.Labels[k]...)
	}
	if h.world.devices.reporters[a.System] {
		by = append(append(by, a.Labels[catalog.LabelNamespace]...), a.Labels[catalog.LabelPod]...)
	}
	for i, l := range by {
		by[i] = catalog.QuoteLabelName(l)
	}
	slices.Sort(by)
	list := strings.Join(slices.Compact(by), ", ")
	return func(expr string) string { return fmt.Sprintf("max by (%s) (%s)", list, expr) }
}

// overDevices asks for an expression of device series. A new address of the exporter is no new device, so series are
// told apart by it only where nothing else says which node they are of.
func (h *happenings) overDevices(ctx context.Context, a catalog.Alternative, expr func(reduced) string, more ...string) (*promapi.Matrix, error) {
	m, err := h.over(ctx, a, expr(h.highest(a, deviceKeys, more...)))
	if err != nil || !slices.ContainsFunc(m.Series, func(x promapi.Series) bool { return a.Canonical(labelMap(x.Labels))[catalog.LabelNode] == "" }) {
		return m, err
	}
	return h.over(ctx, a, expr(h.highest(a, deviceKeys, append(more, "instance")...)))
}

// rises writes how much a counter stands above where it stood a step before. What first appears within the range
// counts from zero where it may.
func (h *happenings) rises(a catalog.Alternative, highest reduced, fromZero bool) string {
	selector := a.SelectorFor(a.Metric, h.pushed(h.conds)...)
	now, then := highest(selector), highest(selector+" offset "+duration(h.step))
	expr := fmt.Sprintf("(%s - %s) > 0", now, then)
	if fromZero {
		expr = fmt.Sprintf("(%s) or ((%s > 0) unless %s)", expr, now, then)
	}
	return expr
}

// after are a series' points within the range, without its start.
func (h *happenings) after(x promapi.Series, scale float64) []events.Point {
	return slices.DeleteFunc(points(x, scale), func(p events.Point) bool { return p.At <= h.start })
}

// points are a series' values at the steps where it has some.
func points(x promapi.Series, scale float64) []events.Point {
	out := make([]events.Point, len(x.Times))
	for i, t := range x.Times {
		out[i] = events.Point{At: t, Value: x.Values[i] * scale}
	}
	return out
}

// readable are the alternatives of a signal that exist and are one metric, the newest names of each system first.
func (h *happenings) readable(signal string, stat models.Stat) []catalog.Alternative {
	return slices.DeleteFunc(h.env.Catalog.Alternatives(signal), func(a catalog.Alternative) bool {
		return a.Metric == "" || !h.have.readable(a, stat)
	})
}

// deviceTrack is a track of a device.
func (h *happenings) deviceTrack(a catalog.Alternative, labels map[string]string, part string, ps []events.Point) events.Track {
	sight, _ := h.world.devices.sight(a, sighted{labels: labels})
	d := sight.Device
	return events.Track{Place: events.Place{Device: d}, Name: h.deviceName(d), Part: part, Points: ps,
		Holder: func(at int64) string { return spoken(h.holders(d, at)) }}
}

func spoken(rs []ownership.Replica) string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = r.String()
	}
	return strings.Join(out, " and ")
}

// trackKey is what a track is of.
type trackKey struct {
	place events.Place
	part  string
}

// merged makes one track of those of one thing, such as a device whose exporter was upgraded meanwhile; where two say
// something of an instant, the larger counts.
func merged(tracks []events.Track) []events.Track {
	index := map[trackKey]int{}
	var out []events.Track
	for _, t := range tracks {
		k := trackKey{t.Place, t.Part}
		i, again := index[k]
		if !again {
			index[k] = len(out)
			out = append(out, t)
			continue
		}
		out[i].Points = mergedPoints(out[i].Points, t.Points)
	}
	return out
}

func mergedPoints(a, b []events.Point) []events.Point {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y events.Point) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(y.Value, x.Value)) })
	return slices.CompactFunc(all, func(x, y events.Point) bool { return x.At == y.At })
}
