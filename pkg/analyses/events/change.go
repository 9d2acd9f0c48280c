package events

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Held is what is known of who held which device.
type Held struct {
	// Intervals are sorted by device and time.
	Intervals []ownership.Interval
	// Presence is when each device was observed. What nobody observed did not change hands.
	Presence map[ownership.Device]ownership.Spans
	// Native is the GPU source's scrape interval in ms.
	Native int64
	// Name says how people call a device.
	Name func(ownership.Device) string
}

// phase is a stretch of a device's observed time with the same owners.
type phase struct {
	at     int64
	end    int64
	owners []ownership.Replica
	method ownership.Method
}

// change is a device that passed from some owners to others.
type change struct {
	device        ownership.Device
	at            int64
	before, after phase
}

// Changes finds devices that passed from one owner to another, or to none, in (from, to]. Devices of a node that
// change hands together make one event.
func Changes(h Held, from, to int64) []Event {
	byDevice := map[ownership.Device][]ownership.Interval{}
	for _, iv := range h.Intervals {
		byDevice[iv.Device] = append(byDevice[iv.Device], iv)
	}
	var found []change
	for d, spans := range h.Presence {
		phases := h.phases(byDevice[d], spans)
		for i := 1; i < len(phases); i++ {
			if at := phases[i].at; at > from && at <= to {
				found = append(found, change{d, at, phases[i-1], phases[i]})
			}
		}
	}
	slices.SortFunc(found, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.at, b.at), ownership.CompareDevices(a.device, b.device))
	})
	return h.tell(found)
}

// phases divides a device's observed time by owners. A gap between two owners of up to two native steps is the
// hand-over's own blur, and what changes at the very edge of the observed time is the exporter coming or going.
func (h Held) phases(held []ownership.Interval, observed ownership.Spans) []phase {
	var out []phase
	for _, span := range observed {
		cuts := []int64{span.From}
		for _, iv := range held {
			for _, t := range []int64{iv.From, iv.To} {
				if t > span.From+h.Native && t < span.To-2*h.Native {
					cuts = append(cuts, t)
				}
			}
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		for i, at := range cuts {
			p := phase{at: at, end: span.To}
			if i+1 < len(cuts) {
				p.end = cuts[i+1]
			}
			p.owners, p.method = ownersAt(held, at+(p.end-at)/2)
			out = append(out, p)
		}
	}
	return merged(slices.DeleteFunc(merged(out), func(p phase) bool {
		return len(p.owners) == 0 && p.end-p.at <= 2*h.Native
	}))
}

// merged makes one phase of neighbours with the same owners.
func merged(ps []phase) []phase {
	var out []phase
	for _, p := range ps {
		if n := len(out); n > 0 && slices.Equal(out[n-1].owners, p.owners) {
			out[n-1].end = p.end
			continue
		}
		out = append(out, p)
	}
	return out
}

func ownersAt(held []ownership.Interval, at int64) (owners []ownership.Replica, method ownership.Method) {
	for _, iv := range held {
		if iv.From <= at && at < iv.To {
			owners, method = append(owners, iv.Replica), iv.Method
		}
	}
	slices.SortFunc(owners, ownership.CompareReplicas)
	return slices.Compact(owners), method
}

// tell makes one event of devices of a node that change hands between the same owners within two native steps.
func (h Held) tell(found []change) []Event {
	var out []Event
	done := make([]bool, len(found))
	for i, c := range found {
		if done[i] {
			continue
		}
		together := []change{c}
		for j := i + 1; j < len(found) && found[j].at-c.at <= 2*h.Native; j++ {
			if !done[j] && c.with(found[j]) {
				together, done[j] = append(together, found[j]), true
			}
		}
		out = append(out, h.event(together))
	}
	return out
}

// with tells whether two changes are of one kind on one node.
func (c change) with(o change) bool {
	return c.device.Cluster == o.device.Cluster && c.device.Node == o.device.Node && c.device != o.device &&
		slices.Equal(c.before.owners, o.before.owners) && slices.Equal(c.after.owners, o.after.owners)
}

func (h Held) event(cs []change) Event {
	c := cs[0]
	what := h.Name(c.device)
	if len(cs) > 1 {
		what = fmt.Sprintf("%d GPUs on %s", len(cs), c.device.Node)
	}
	e := Event{Kind: models.EventOwnership, From: c.at, To: c.at}
	before, after := names(c.before.owners), names(c.after.owners)
	method := cmp.Or(c.after.method, c.before.method)
	switch {
	case before == "":
		e.Title = fmt.Sprintf("%s takes %s", after, what)
		e.Text = sentence("nobody held it before", evidence(method))
	case after == "":
		e.Title = fmt.Sprintf("%s leaves %s", before, what)
		e.Text = sentence(evidence(method), "from here on it is nobody's, and its cost unattributed")
	default:
		e.Title = fmt.Sprintf("%s: from %s to %s", what, before, after)
		e.Text = sentence(evidence(method), "history before this belongs to "+before)
	}
	for _, r := range append(slices.Clone(c.after.owners), c.before.owners...) {
		for _, c := range cs {
			e.Places = append(e.Places, Place{c.device, r})
		}
	}
	return e
}

func evidence(m ownership.Method) string {
	if m == "" {
		return ""
	}
	return "known by " + string(m)
}

func names(rs []ownership.Replica) string {
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = r.String()
	}
	return strings.Join(out, " and ")
}
