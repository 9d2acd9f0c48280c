package events

import (
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// known are the XID errors that inference fleets meet most, after NVIDIA's "XID Errors" guide, with what they ask for.
var known = map[int]struct{ what, todo string }{
	13:  {"graphics engine exception", askApplication},
	31:  {"GPU memory page fault", askApplication},
	43:  {"GPU stopped processing", askApplication},
	45:  {"preemptive cleanup after another error", "look for the error before it"},
	48:  {"double-bit ECC error", askHardware},
	63:  {"row remapping recorded", "reset the GPU at the next occasion, so that the row is replaced"},
	64:  {"row remapping failed", askHardware},
	74:  {"NVLink error", "reseat or replace the link, see the fabric manager's log"},
	79:  {"GPU has fallen off the bus", askHardware},
	92:  {"many single-bit ECC errors", "watch the card"},
	94:  {"contained ECC error", "restart the workload that was hit"},
	95:  {"uncontained ECC error", askHardware},
	109: {"context switch timeout", askApplication},
	119: {"GSP firmware does not answer", "reset the GPU, update the driver"},
	120: {"GSP firmware error", "reset the GPU, update the driver"},
	140: {"ECC error that was not corrected", askHardware},
	149: {"NVLink fatal error", "reset the GPU, see the fabric manager's log"},
}

const (
	askApplication = "usually the application: see the pod's log"
	askHardware    = "drain the node and have the card checked"
)

// Codes tells of error codes that a "last XID" gauge began to show after from. Points are its codes at every step at
// which there was one. The gauge keeps a code until the driver is loaded again, so only a change is news, and only where
// the device was observed before it; a repeated error of one code cannot be seen this way.
func Codes(tracks []Track, observed func(ownership.Device, int64) bool, from, step int64) []Event {
	var out []Event
	for _, t := range tracks {
		for i, p := range t.Points {
			var before *Point
			if i > 0 {
				before = &t.Points[i-1]
			}
			if p.Value >= 1 && p.At > from && t.isNews(p, before, observed, step) {
				out = append(out, xid(t, int(p.Value), p.At, 1, "DCGM's last error code, which does not show repeats"))
			}
		}
	}
	return out
}

// isNews tells whether a code was not there before, as far as the device was observed.
func (t Track) isNews(p Point, before *Point, observed func(ownership.Device, int64) bool, step int64) bool {
	if before == nil || p.At-before.At > step {
		// No code was shown just before: it was 0, or the device was not observed.
		return observed(t.Place.Device, p.At-2*step)
	}
	return p.Value != before.Value
}

// Counted tells of errors that a counter per code counted; points are how many more than a step before. Errors of one
// code within three steps of each other are one event.
func Counted(tracks []Track, step int64) []Event {
	var out []Event
	for _, t := range tracks {
		code, err := strconv.Atoi(t.Part)
		if err != nil {
			code = 0
		}
		for _, run := range stretches(t.Points, 3*step) {
			n, _ := sum(run)
			e := xid(t, code, run[0].At, n, "counted by DCGM")
			e.To = run[len(run)-1].At
			out = append(out, e)
		}
	}
	return out
}

func xid(t Track, code int, at int64, n float64, evidence string) Event {
	word := "XID error"
	if code > 0 {
		word = "XID " + strconv.Itoa(code)
	}
	often := ""
	if n > 1.5 {
		often = times(n)
	}
	about, ok := known[code]
	if !ok {
		about.todo = "see NVIDIA's XID guide and the node's kernel log"
	}
	return Event{Kind: models.EventXID, From: at, To: at, Title: word + " on " + t.Name, Places: []Place{t.Place}, Tags: []string{word},
		Text: sentence(about.what, often, t.heldBy(at), evidence, about.todo)}
}
