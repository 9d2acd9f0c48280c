package plan

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// group is devices of one row that a label of their series tells from all others. Each had one owner, or none, all the
// time.
type group struct {
	row string
	// values are the label's.
	values []string
	// keys are what the devices' presence series say.
	keys []ownerKey
	// device and owner are those of one of them.
	device ownership.Device
	owner  ownership.Replica
}

// grouping divides a fleet's devices so that the store can add them up.
type grouping struct {
	label  string
	groups []group
	// rest are the label's values of devices that must be read one by one.
	rest []string
	// byLabel says that one request adds up by the label; else each group is a selection of its own.
	byLabel bool
	// alone says that no row has devices of a group beside others that are read one by one.
	alone bool
	// single says that each row has one group at most.
	single bool
}

const (
	// fewGroups bounds the requests for groups that must be selected one by one, and groupText the text of one:
	// VictoriaMetrics refuses queries of 16 KiB.
	fewGroups, groupText = 16, 12 << 10
)

// grouping is how the devices of a large fleet can be added up for the query's rows; nil where they cannot.
func (r *reader) grouping() *grouping {
	if r.plan == nil || !r.w.oneExporter() {
		return nil
	}
	owners := r.w.settled(r.steps)
	var members []member
	seen := map[ownership.Device]int{}
	for _, p := range r.w.seen.gpus {
		for _, x := range p.seen.series {
			s, _ := r.w.devices.sight(p.alt, x)
			m := member{labels: x.labels, device: s.Device, key: keyOf(s)}
			if owner, ok := owners[s.Device]; ok {
				m.owner = owner
				m.row, m.settled = r.w.RowOf(*r.plan, s.Device, owner)
			}
			seen[s.Device]++
			members = append(members, m)
		}
	}
	for i, m := range members {
		members[i].settled = m.settled && seen[m.device] == 1
	}
	return divided(members)
}

// member is a device as its presence series shows it.
type member struct {
	labels  map[string]string
	device  ownership.Device
	owner   ownership.Replica
	key     ownerKey
	row     string
	settled bool
}

// divided finds the label with the fewest values that tells the rows apart, and those who must be read one by one.
func divided(members []member) *grouping {
	if len(members) == 0 {
		return nil
	}
	var best *grouping
	for label := range members[0].labels {
		if label == "__name__" {
			continue
		}
		g := dividedBy(members, label)
		if g != nil && (best == nil || g.before(best)) {
			best = g
		}
	}
	if best == nil || len(best.groups) == 0 || len(best.rest) > fewValues {
		return nil
	}
	best.alone = !slices.ContainsFunc(members, func(m member) bool {
		return !m.settled && (m.row == "" || slices.ContainsFunc(best.groups, func(g group) bool { return g.row == m.row }))
	})
	if best.byLabel = 2*len(best.groups) <= len(members); !best.byLabel && !best.gather() {
		return nil
	}
	rows := map[string]bool{}
	for _, x := range best.groups {
		rows[x.row] = true
	}
	best.single = len(rows) == len(best.groups)
	return best
}

// before tells whether a division is cheaper to ask for than another: it has fewer groups, or takes less text to write.
func (g *grouping) before(o *grouping) bool {
	text := func(x *grouping) (n int) {
		for _, one := range x.groups {
			n += len(one.values[0])
		}
		return n
	}
	return cmp.Or(cmp.Compare(len(g.groups), len(o.groups)), cmp.Compare(text(g), text(o)), cmp.Compare(g.label, o.label)) < 0
}

// dividedBy has a group for each value of a label, or is nil where one value has devices of two rows.
func dividedBy(members []member, label string) *grouping {
	const alone = "\xff" // the row of those that are read one by one
	index, rest := map[string]int{}, map[string]bool{}
	g := &grouping{label: label}
	for _, m := range members {
		v := m.labels[label]
		row := m.row
		if !m.settled {
			row = alone
		}
		i, known := index[v]
		if v == "" || known && g.groups[i].row != row {
			return nil
		}
		if !known {
			i = len(g.groups)
			index[v] = i
			g.groups = append(g.groups, group{row: row, values: []string{v}, device: m.device, owner: m.owner})
		}
		g.groups[i].keys = append(g.groups[i].keys, m.key)
	}
	for v, i := range index {
		if g.groups[i].row == alone {
			rest[v] = true
		}
	}
	g.rest = slices.Sorted(maps.Keys(rest))
	// What a filter drops need not be read at all.
	g.groups = slices.DeleteFunc(g.groups, func(x group) bool { return x.row == alone || x.row == "" })
	return g
}

// gather makes one group of each row; it answers false where that would be too many, or too long to ask for.
func (g *grouping) gather() bool {
	index := map[string]int{}
	var out []group
	for _, x := range g.groups {
		i, known := index[x.row]
		if !known {
			if len(out) == fewGroups {
				return false
			}
			index[x.row] = len(out)
			out = append(out, x)
			continue
		}
		out[i].values = append(out[i].values, x.values...)
		out[i].keys = append(out[i].keys, x.keys...)
	}
	g.groups = out
	return !slices.ContainsFunc(out, func(x group) bool { return len(catalog.OneOf(g.label, x.values...).String()) > groupText })
}

// oneExporter tells whether all devices are seen by exporters of one kind, under one name.
func (w *world) oneExporter() bool {
	n := 0
	for _, p := range w.seen.gpus {
		if len(p.seen.series) > 0 {
			n++
		}
	}
	return n == 1
}

// settled are the whole cards that were there all the time of a grid, and were one owner's or nobody's.
func (w *world) settled(g join.Grid) map[ownership.Device]ownership.Replica {
	from, to := g.Edges[0], g.Edges[g.Cells()]
	cut, owners, broken := map[ownership.Device]bool{}, map[ownership.Device]ownership.Replica{}, map[ownership.Device]bool{}
	for d := range w.Devices {
		if d.MIG != "" {
			cut[d.Card()] = true
		}
	}
	for _, iv := range w.Intervals {
		if iv.To <= from || iv.From >= to {
			continue
		}
		if _, two := owners[iv.Device]; two || iv.From > from || iv.To < to || iv.Share != 1 {
			broken[iv.Device] = true
		}
		owners[iv.Device] = iv.Replica
	}
	out := map[ownership.Device]ownership.Replica{}
	for d := range w.Devices {
		there := w.Presence[d]
		whole := slices.ContainsFunc(there, func(s ownership.Span) bool { return s.From <= from && s.To >= to })
		if whole && d.MIG == "" && !cut[d] && !broken[d] {
			out[d] = owners[d]
		}
	}
	return out
}

// groups tells whether an operand's devices may be added up in the store: a mean over time of a level, of which rows want
// the sum or the mean.
func (sp *spec) groups(q models.Query) bool {
	if q.Format != models.FormatTimeSeries || sp.signal == nil || sp.derived != derivedNone || sp.level != join.LevelDevice {
		return false
	}
	grain, by := rowKey(q)
	key := slices.Concat(grain, by)
	if slices.Contains(key, catalog.LabelPod) || slices.Contains(key, catalog.LabelGPUUUID) || slices.Contains(key, catalog.LabelGPUIndex) {
		return false
	}
	if sp.signal.Kind != catalog.KindGauge || sp.Stat != models.StatAvg || sp.signal.OwnerLevel || sp.signal.ByIndex {
		return false
	}
	return sp.signal.Space == catalog.SpaceAdditive || sp.Reduce == models.ReduceMean
}

// showsBlanks tells whether a blank of the driver among n devices' samples would be seen in their mean: the smallest one
// is 2^31 − 16, whatever the field.
func showsBlanks(a catalog.Alternative, n int, samples int64) bool {
	return a.MaxValid == 0 || (math.Exp2(31)-16)/float64(n)/float64(max(samples, 1)) > a.MaxValid
}
