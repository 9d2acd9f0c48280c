package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// seat is a device as one scrape target shows it.
type seat struct {
	device ownership.Device
	target string
}

// findOwnUse finds devices of which a target shows, in one scrape, a line that names nobody beside lines that name pods.
// An exporter that only repeats the device's reading for each pod has no line without one while somebody holds it: here
// each pod's line is what the pod itself uses.
func (d *devices) findOwnUse(seen []ownership.Sighting, claimed []ownership.Replica) {
	nobody, named := map[seat][]int64{}, map[seat][][]int64{}
	for i, s := range seen {
		at := seat{s.Device, s.Target}
		switch {
		case !s.Engine.Zero():
		case claimed[i].Zero():
			nobody[at] = mergeTimes(nobody[at], s.Times)
		default:
			named[at] = append(named[at], s.Times)
		}
	}
	d.ownUse = map[seat]bool{}
	for at, times := range nobody {
		if slices.ContainsFunc(named[at], func(other []int64) bool { return shareInstant(times, other) }) {
			d.ownUse[at] = true
		}
	}
}

// shareInstant tells whether two ascending lists have an instant in common.
func shareInstant(a, b []int64) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}

// ofTheDevice puts the device's own reading in place of each pod's use, so that the pods' lines repeat what is the
// device's, as those of its other metrics do. It is for the metrics of which the system may write both.
func (r *reader) ofTheDevice(a catalog.Alternative, metric string, cs []column) []column {
	if len(r.w.devices.ownUse) == 0 {
		return cs
	}
	if sys, _ := r.s.env.Catalog.System(a.System); !slices.Contains(sys.OwnUse, metric) {
		return cs
	}
	seats, readings := make([]seat, len(cs)), map[seat][]float64{}
	for i, c := range cs {
		x := sighted{labels: c.labels}
		s, _ := r.w.devices.sight(a, x)
		at := seat{s.Device, s.Target}
		if !r.w.devices.ownUse[at] {
			continue
		}
		if _, owner := r.w.devices.claimant(a, a.Canonical(x.labels), x.labels); owner.Zero() {
			readings[at] = append(readings[at][:0:0], c.v...)
			continue
		}
		seats[i] = at
	}
	out := slices.Clone(cs)
	for i, c := range out {
		of := readings[seats[i]]
		if of == nil {
			continue
		}
		out[i].v = slices.Clone(c.v)
		for k, v := range of {
			if v == v && c.v[k] == c.v[k] {
				out[i].v[k] = v
			}
		}
	}
	return out
}
