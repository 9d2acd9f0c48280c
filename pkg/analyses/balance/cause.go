package balance

import (
	"cmp"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Units of evidence, Grafana's.
const (
	unitShare = "percentunit"
	unitClock = "hertz"
	unitHeat  = "celsius"
	unitRate  = "Bps"
	unitCount = "short"
)

const (
	againstMedian    = "median"
	againstThreshold = "threshold"
)

// cause tells why a rank is the one that the others wait for, with the figures that say so. A slow clock comes first: it
// explains the rest. Links come before work, which is what remains at equal clocks.
func (g *Group) cause(rank int, segs []segment) (models.Cause, []models.Evidence) {
	clock, slow := g.slowClock(rank, segs)
	link, apart := g.linkApart(rank, segs)
	evidence := slices.Concat(g.busy(rank, segs), clock, g.throttled(rank, segs), g.heat(rank, segs), link)
	switch {
	case slow:
		return models.CauseClock, evidence
	case apart:
		return models.CauseLink, evidence
	case len(clock) > 0:
		return models.CauseWork, evidence
	}
	return models.CauseUnknown, evidence
}

// evidence compares a rank's figure with another; nothing where the rank has none.
func evidence(field, unit string, value float64, op string, against float64, what, label string, holds bool) []models.Evidence {
	if !defined(value) {
		return nil
	}
	e := models.Evidence{Field: field, Unit: unit, Value: &value, Label: label, Holds: holds}
	if defined(against) {
		e.Op, e.Against, e.AgainstWhat = op, &against, what
	}
	return []models.Evidence{e}
}

func (g *Group) busy(rank int, segs []segment) []models.Evidence {
	all := g.means(Tensor, segs)
	own, mid := all[rank], median(all)
	return evidence("tensor", unitShare, own, ">", mid, againstMedian, "", own > mid)
}

// slowClock compares with the median of the group's clocks, the rank's own among them.
func (g *Group) slowClock(rank int, segs []segment) ([]models.Evidence, bool) {
	all := g.means(Clock, segs)
	own, mid := all[rank], median(all)
	if !defined(own) || count(all) < 2 || mid <= 0 {
		return nil, false
	}
	slow := own <= mid*(1-ClockBelow+rounding)
	return evidence("clock", unitClock, own, "<", mid, againstMedian, "", slow), slow
}

// throttled gives the shares of time that the rank was throttled for, by reason, the largest first.
func (g *Group) throttled(rank int, segs []segment) []models.Evidence {
	var out []models.Evidence
	for reason := range g.Ranks[rank].Reasons {
		all := g.meansOf(segs, func(r, cell int) float64 {
			if v := g.Ranks[r].Reasons[reason]; cell < len(v) {
				return v[cell]
			}
			return undefined
		})
		own, mid := math.Min(1, all[rank]), median(all)
		if own > throttleNoise {
			out = append(out, evidence("throttle", unitShare, own, ">", mid, againstMedian, reason, own > mid)...)
		}
	}
	slices.SortFunc(out, func(a, b models.Evidence) int {
		return cmp.Or(-cmp.Compare(*a.Value, *b.Value), cmp.Compare(a.Label, b.Label))
	})
	return out
}

// throttleNoise is the share of time below which throttling explains nothing.
const throttleNoise = 0.001

func (g *Group) heat(rank int, segs []segment) []models.Evidence {
	all := g.means(Temperature, segs)
	own, mid := all[rank], median(all)
	return evidence("temperature", unitHeat, own, ">", mid, againstMedian, "", own > mid)
}

// links are the readings of NVLink traffic by which ranks are compared: both directions apart where they are known.
var links = []struct {
	what         Reading
	field, label string
}{{NVLinkTx, "nvlink_tx", ""}, {NVLinkRx, "nvlink_rx", ""}, {NVLinkTotal, "nvlink_tx", "both directions"}}

// errorsOf are the counts by which a rank's hardware may stand out.
var errorsOf = []struct {
	what  Reading
	label string
}{{LinkErrors, "NVLink"}, {PCIeReplays, "PCIe replays"}, {ECCErrors, "ECC"}}

// linkApart compares NVLink traffic, of which ranks that do equal work have the same, and errors, of which a rank has
// more than any of the others.
func (g *Group) linkApart(rank int, segs []segment) (out []models.Evidence, apart bool) {
	for _, l := range links {
		all := g.means(l.what, segs)
		own, mid := all[rank], median(others(all, rank))
		if !defined(own) || !defined(mid) || l.what == NVLinkTotal && len(out) > 0 {
			continue
		}
		far, op := math.Abs(own-mid) > linkApart*mid && max(own, mid) > 0, "<"
		if own > mid {
			op = ">"
		}
		out, apart = append(out, evidence(l.field, unitRate, own, op, mid, againstMedian, l.label, far)...), apart || far
	}
	for _, e := range errorsOf {
		all := g.totals(e.what, segs)
		own, most := all[rank], highest(others(all, rank))
		if !(own > 0) {
			continue
		}
		far := !defined(most) || own > 2*most
		out, apart = append(out, evidence("ecc_errors", unitCount, own, ">", 2*orZero(most), againstThreshold, e.label, far)...), apart || far
	}
	return out, apart
}

// totals are each rank's counts over segments.
func (g *Group) totals(what Reading, segs []segment) []float64 {
	out := g.means(what, segs)
	cells := map[int]bool{}
	for _, s := range segs {
		cells[s.cell] = true
	}
	for i := range out {
		out[i] *= float64(len(cells))
	}
	return out
}

func others(all []float64, without int) []float64 {
	out := slices.Clone(all)
	return slices.Delete(out, without, without+1)
}

// median of the defined values, the mean of the middle two of an even number.
func median(all []float64) float64 {
	vs := slices.DeleteFunc(slices.Clone(all), func(v float64) bool { return !defined(v) })
	if len(vs) == 0 {
		return undefined
	}
	slices.Sort(vs)
	n := len(vs)
	return (vs[(n-1)/2] + vs[n/2]) / 2
}

func highest(all []float64) float64 {
	out := undefined
	for _, v := range all {
		if defined(v) && !(v <= out) {
			out = v
		}
	}
	return out
}

func orZero(v float64) float64 {
	if defined(v) {
		return v
	}
	return 0
}

func count(all []float64) (n int) {
	for _, v := range all {
		if defined(v) {
			n++
		}
	}
	return n
}
