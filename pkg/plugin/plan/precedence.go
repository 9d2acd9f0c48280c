package plan

import (
	"slices"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// once leaves one source of each thing among what was read of a signal: the gateway next to the client, an engine's own
// series before those that another program passed on, and a fallback only where nothing else answers.
func (r *reader) once(rd *reading) {
	r.nearestToClient(rd)
	if rd.spec.signal == nil || rd.spec.signal.Family != catalog.FamilyEngine {
		return
	}
	r.withoutCopies(rd)
	r.withoutFallbacks(rd)
}

// withoutCopies drops series that are in the store a second time.
func (r *reader) withoutCopies(rd *reading) {
	if r.w.copies == nil || !r.w.copies.any() {
		return
	}
	for i, cs := range rd.found {
		rd.found[i] = slices.DeleteFunc(slices.Clone(cs), func(c column) bool { return r.w.copies.of(r.replica(c), c.labels) })
	}
}

// withoutFallbacks drops, of each replica, what systems say that are read only where no other answers.
func (r *reader) withoutFallbacks(rd *reading) {
	fallback := make([]bool, len(rd.alts))
	some := false
	for i, a := range rd.alts {
		sys, _ := r.s.env.Catalog.System(a.System)
		fallback[i] = sys.Fallback
		some = some || sys.Fallback && len(rd.found[i]) > 0
	}
	if !some {
		return
	}
	answered := map[ownership.Replica]bool{}
	for i, cs := range rd.found {
		for _, c := range cs {
			if !fallback[i] && slices.ContainsFunc(c.v, func(v float64) bool { return v == v }) {
				answered[r.replica(c)] = true
			}
		}
	}
	for i, cs := range rd.found {
		if fallback[i] {
			rd.found[i] = slices.DeleteFunc(slices.Clone(cs), func(c column) bool { return answered[r.replica(c)] })
		}
	}
}

// sayUnusable tells of replicas whose engine is recognised and cannot be read.
func (w *world) sayUnusable(s *session) {
	for _, sys := range s.env.Catalog.SystemsOf(catalog.RoleEngine) {
		if n := w.running(sys); n > 0 && sys.Unusable != "" {
			what := "A replica runs "
			if n > 1 {
				what = strconv.Itoa(n) + " replicas run "
			}
			s.remark(what + sys.Title + ". " + sys.Unusable)
		}
	}
}

// running counts the replicas of an engine.
func (w *world) running(sys catalog.System) (n int) {
	for _, info := range w.Replicas {
		if info.Engine == sys.Engine {
			n++
		}
	}
	return n
}
