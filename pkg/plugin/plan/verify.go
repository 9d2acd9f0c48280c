package plan

import (
	"context"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// watch says how silences of a large fleet are found, a family each.
type watch struct {
	gpu, engine silences
	// early is called when the scrape intervals of a large fleet are known, and nothing else yet.
	early func(sides *world)
}

// watching decides that by the operands: what they are read from shows its silences itself. Over time, devices that no
// operand, key or filter looks at change nothing in the answer.
func watching(q models.Query, sps []*spec, grouped bool) watch {
	var how watch
	devices := q.Format != models.FormatTimeSeries || looksAtDevices(q)
	for _, sp := range sps {
		switch {
		case sp.level == join.LevelDevice && sp.shows(q.Format):
			how.gpu = silencesLater
		case sp.level == join.LevelDevice:
			devices = true
		case sp.level == join.LevelReplica && sp.shows(q.Format):
			how.engine = silencesLater
		}
	}
	if grouped && slices.ContainsFunc(sps, func(sp *spec) bool { return sp.groups(q) }) {
		how.gpu = silencesCounted // a sum shows no silence of its own
	} else if how.gpu == silencesCounted && !devices {
		how.gpu = silencesIgnored
	}
	return how
}

func looksAtDevices(q models.Query) bool {
	labels := append(slices.Clone(grainKeys[q.Grain]), q.By...)
	for _, f := range q.Filters {
		labels = append(labels, f.Label)
	}
	return slices.ContainsFunc(labels, join.OfDevice)
}

// shows tells whether an operand's own series have a value wherever their source has samples.
func (sp *spec) shows(format models.Format) bool {
	if sp.signal == nil || sp.derived != derivedNone {
		return false
	}
	if sp.level == join.LevelReplica && sp.signal.Family != catalog.FamilyEngine {
		return false
	}
	switch sp.signal.Kind {
	case catalog.KindGauge:
		return true
	case catalog.KindCounter:
		return sp.level == join.LevelReplica && format == models.FormatTimeSeries && sp.Stat == models.StatRate
	}
	return sp.part != "" && format == models.FormatTimeSeries
}

// verify looks for silences of what was taken to be there all the time, in the operands' own answers. What has some, and
// what no operand shows, is read in full, and the world is made anew.
func (r *reader) verify(ctx context.Context, readings []*reading) error {
	devices, replicas := r.unbroken(readings)
	gpus, err := r.suspect(ctx, r.w.seen.gpus, func(_ presence, x sighted) bool { return devices[*x.owner] })
	if err != nil {
		return err
	}
	// Where the store added up all engines' series, kube-state-metrics tells when pods were there.
	added := r.w.kube.side.series > 0 && slices.ContainsFunc(readings, func(rd *reading) bool { return rd.pushed }) &&
		!slices.ContainsFunc(readings, func(rd *reading) bool { return rd.spec.early() && rd.spec.level == join.LevelReplica && !rd.pushed })
	engines, err := r.suspect(ctx, r.w.seen.engines, func(p presence, x sighted) bool {
		return added || replicas[replicaOf(p.alt.Canonical(x.labels), x.labels, r.w.devices.cluster)]
	})
	if err == nil && (gpus || engines) {
		r.w.build(r.s, r.conds)
	}
	return err
}

// unbroken are the devices, by what names them and their owner, and the replicas of which some operand has a value in
// every cell.
func (r *reader) unbroken(readings []*reading) (map[ownerKey]bool, map[ownership.Replica]bool) {
	devices, replicas := map[ownerKey]bool{}, map[ownership.Replica]bool{}
	format := models.FormatTimeSeries
	if r.table {
		format = models.FormatTable
	}
	for _, rd := range readings {
		if !rd.spec.shows(format) {
			continue
		}
		for i, cs := range rd.found {
			for _, c := range cs {
				switch {
				case c.of != nil && !c.answered:
				case c.of != nil:
					for _, k := range c.of.keys {
						devices[k] = true
					}
				case c.pushed || !r.whole(c.v):
				case rd.spec.level == join.LevelDevice:
					s := r.w.devices.sightOf(rd.alts[i], c.canonical, c.labels)
					devices[keyOf(s)] = true
				default:
					replicas[replicaOf(c.canonical, c.labels, r.w.devices.cluster)] = true
				}
			}
		}
	}
	return devices, replicas
}

// whole tells whether cells have no silence. Where they are as short as the scrape interval, a single empty one is
// between two samples that are a little late.
func (r *reader) whole(v []float64) bool {
	allowed, step := 0, r.grid.Step()
	if len(v) == r.steps.Cells() {
		step = r.steps.Step()
	}
	if 2*step < 3*r.native {
		allowed = 1
	}
	empty := 0
	for _, x := range v {
		if !math.IsNaN(x) {
			empty = 0
		} else if empty++; empty > allowed {
			return false
		}
	}
	return len(v) > 0
}

// suspect reads the series in full that were taken to be there all the time and of which nothing shows it.
func (r *reader) suspect(ctx context.Context, found []presence, shown func(presence, sighted) bool) (changed bool, err error) {
	for i, p := range found {
		var rest []sighted
		out := seen{native: p.seen.native, newest: p.seen.newest}
		for _, x := range p.seen.series {
			if x.assumed && !shown(p, x) {
				rest = append(rest, x)
			} else {
				out.series = append(out.series, x)
			}
		}
		if len(rest) == 0 {
			continue
		}
		src, sel, from, to := r.s.of(p.alt), selecting(p.alt, r.extra), r.from-lookAround, r.to+lookAround
		if label, values := telling(rest); label == "" || len(values) > fewValues {
			out, err = src.counted(ctx, sel, p.seen, from, to)
		} else {
			out, err = src.readRest(ctx, sel, p.seen, out, rest, from, to)
		}
		if err != nil {
			return false, err
		}
		found[i].seen, changed = out, true
	}
	return changed, nil
}
