package doctor

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// ofTargets is what differs by nature: one target of a gateway or exporter has what another has not.
const ofTargets = "targets"

// staleAfterS is how old a system's newest sample may be, in seconds, if its scrape interval is unknown: the look-back
// of PromQL.
const staleAfterS = 300

// signals makes the rows: one per signal and system that reports it or could, one per signal that no system here knows.
func (f Facts) signals() []models.DoctorSignal {
	var out []models.DoctorSignal
	for _, sig := range f.Signals {
		if sig.Derived {
			continue
		}
		rows := f.rows(sig)
		if len(rows) == 0 {
			rows = []models.DoctorSignal{f.unseen(sig)}
		}
		out = append(out, rows...)
	}
	return out
}

// rows are those of a signal's systems that were recognised. An engine that has no such metric is named where the signal
// is one that pages need.
func (f Facts) rows(sig Signal) []models.DoctorSignal {
	var out []models.DoctorSignal
	for _, sys := range f.Systems {
		i := slices.IndexFunc(sys.Readings, func(r Reading) bool { return r.Signal == sig.ID })
		switch {
		case i >= 0:
			out = append(out, f.row(sig, sys, sys.Readings[i]))
		case layerOf(sig.Family) == layerEngine && sys.Role == layerEngine && needed(sig.ID):
			out = append(out, models.DoctorSignal{Signal: sig.ID, Title: sig.Title, Layer: layerOf(sig.Family), Family: sig.Family, System: sys.ID,
				State: models.SignalNotReported, Names: []string{}, Of: sys.Targets, OfWhat: sys.Of, Keys: []string{}, MissingKeys: []string{},
				Why: sys.Title + " does not report it."})
		}
	}
	return out
}

// unseen is a signal that no recognised system could report.
func (f Facts) unseen(sig Signal) models.DoctorSignal {
	why := "No system that reports it was seen."
	if text, out := f.Unreachable[sig.Family]; out {
		why = "Its store did not answer: " + text
	}
	return models.DoctorSignal{Signal: sig.ID, Title: sig.Title, Layer: layerOf(sig.Family), Family: sig.Family, State: models.SignalAbsent,
		Names: []string{}, LookedFor: sig.Names, OfWhat: "targets", Keys: []string{}, MissingKeys: []string{}, Why: why}
}

// row is a signal as a recognised system reports it here, or could.
func (f Facts) row(sig Signal, sys System, r Reading) models.DoctorSignal {
	out := models.DoctorSignal{Signal: sig.ID, Title: sig.Title, Layer: layerOf(sig.Family), Family: sig.Family, System: sys.ID,
		Names: []string{}, On: r.On, Of: r.Of, OfWhat: r.OfWhat, CadenceS: sys.CadenceS, Keys: r.Keys, MissingKeys: r.Missing}
	for _, w := range r.Ways {
		out.Names = append(out.Names, w.Found...)
	}
	out.Names = slices.Compact(out.Names)
	age := sys.AgeS
	if r.On == 0 {
		age = r.AgeS
	}
	if age >= 0 {
		out.NewestAgeS = &age
	}
	switch {
	case r.On == 0 && r.AgeS < 0:
		out.State, out.NewestAgeS = models.SignalAbsent, nil
		out.LookedFor = namesOf(r.Ways)
		out.SwitchOn = switchOn(sig, sys, r)
		out.Why = absentBecause(sys, r)
	case r.On == 0 || age > max(staleAfterS, 4*sys.CadenceS):
		out.State = models.SignalStale
		out.Why = fmt.Sprintf("The newest sample is %s old.", span(age))
	case len(r.Missing) > 0 && r.Unkeyed > 0:
		out.State = models.SignalPartial
		if r.Unkeyed >= r.On {
			out.State = models.SignalUnkeyed
		}
		out.Why = fmt.Sprintf("%d of %d %s have no %s on their series and are matched by nothing else.", r.Unkeyed, r.Of, r.OfWhat, strings.Join(r.Missing, ", "))
	case r.On < r.Of && r.OfWhat != ofTargets:
		out.State = models.SignalPartial
		out.Why = fmt.Sprintf("%d of %d %s lack it.", r.Of-r.On, r.Of, r.OfWhat)
		out.SwitchOn = switchOn(sig, sys, r)
	default:
		out.State = models.SignalReady
	}
	return out
}

// absentBecause says why a system that could report a signal does not.
func absentBecause(sys System, r Reading) string {
	if sys.Role == layerGPU && sys.listed() {
		return sys.Title + " reports it when the list of its fields has a line for it."
	}
	by := ""
	for _, w := range r.Ways {
		if w.EnabledBy != "" && !sys.enabled(w.EnabledBy) {
			by = w.EnabledBy
			break
		}
	}
	if by == "" {
		return sys.Title + " reports it in some versions; none of these names has samples."
	}
	return sys.Title + " reports it when it is switched on: " + by + "."
}

// enabled tells whether what switches something on is on already: something else that needs it is there.
func (s System) enabled(by string) bool {
	return slices.ContainsFunc(s.Readings, func(r Reading) bool {
		return slices.ContainsFunc(r.Ways, func(w Way) bool { return w.EnabledBy == by && len(w.Found) > 0 })
	})
}

// usable tells whether a signal can be shown, if not everywhere.
func usable(s models.SignalState) bool {
	return s == models.SignalReady || s == models.SignalPartial || s == models.SignalUnkeyed
}

func namesOf(ways []Way) []string {
	var out []string
	for _, w := range ways {
		for _, n := range w.Names {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func needed(signal string) bool {
	return slices.ContainsFunc(layers, func(l layer) bool { return slices.Contains(l.needs, signal) })
}

// span writes seconds for people.
func span(s float64) string {
	switch {
	case s < 120:
		return fmt.Sprintf("%.0f s", s)
	case s < 7200:
		return fmt.Sprintf("%.0f min", s/60)
	}
	return fmt.Sprintf("%.1f h", s/3600)
}
