package doctor

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// switchOn is what turns a signal on in a system that was recognised; nil where nothing is known to.
func switchOn(sig Signal, sys System, r Reading) *models.DoctorStep {
	w, ok := wayFor(sys, r)
	if !ok {
		return nil
	}
	step := models.DoctorStep{ID: "switch-on-" + sys.ID + "-" + sig.ID, Title: "Switch on " + sig.Title, Layer: layerOf(sig.Family),
		Level: levelOf(layerOf(sig.Family)), Signals: []string{sig.ID}, Why: sys.Title + " can report it."}
	switch {
	case sys.Role == layerGPU && sys.listed():
		step.Language, step.Where, step.Code = "csv", "the metrics list of dcgm-exporter", fieldLines(sig, w)
	case w.EnabledBy == "", sys.enabled(w.EnabledBy):
		return nil
	default:
		step.Why = sys.Title + " reports it with: " + w.EnabledBy + "."
		step.Language, step.Where, step.Code = setting(sys, w.EnabledBy)
	}
	return &step
}

// wayFor is the way that fits the names the system uses otherwise, else the newest.
func wayFor(sys System, r Reading) (Way, bool) {
	if len(r.Ways) == 0 {
		return Way{}, false
	}
	// Of several generations at once, the most frequent comes first.
	generation, _, _ := strings.Cut(era(sys), " (")
	best := r.Ways[0]
	if i := slices.IndexFunc(r.Ways, func(w Way) bool { return w.Era != "" && w.Era == generation }); i >= 0 {
		best = r.Ways[i]
	}
	if best.EnabledBy == "" {
		if i := slices.IndexFunc(r.Ways, func(w Way) bool { return w.EnabledBy != "" && (w.Era == best.Era || best.Era == "") }); i >= 0 {
			best = r.Ways[i]
		}
	}
	return best, true
}

// listed tells whether an exporter's fields are chosen by the lines of a list.
func (s System) listed() bool {
	return slices.ContainsFunc(s.Readings, func(r Reading) bool {
		return slices.ContainsFunc(r.Ways, func(w Way) bool {
			return strings.Contains(w.EnabledBy, "metrics list") || strings.Contains(w.EnabledBy, ".csv")
		})
	})
}

// fieldLines are the lines of dcgm-exporter's list: field, type, help.
func fieldLines(sig Signal, w Way) string {
	kind := "gauge"
	if w.Counter {
		kind = "counter"
	}
	var out []string
	for _, n := range w.Names {
		out = append(out, n+", "+kind+", "+strings.ReplaceAll(sig.Title, ",", "")+".")
	}
	return strings.Join(out, "\n")
}

// setting writes what the catalog says switches a metric on as something to copy. Words alone leave nothing to copy.
func setting(sys System, enabledBy string) (language, where, code string) {
	enabledBy, _, _ = strings.Cut(enabledBy, ", ")
	key, _, pair := strings.Cut(enabledBy, ": ")
	switch {
	case strings.Contains(enabledBy, " and "):
	case strings.HasPrefix(enabledBy, "--"):
		return "shell", "the engine's command", cmp.Or(sys.Command, sys.ID) + " " + enabledBy
	case pair && !strings.Contains(key, " "):
		return "yaml", "the engine's configuration", enabledBy
	}
	return "", "", ""
}

func levelOf(layer string) int {
	switch layer {
	case layerEngine:
		return 1
	case layerGateway, layerTraces:
		return 3
	case layerFabric:
		return 4
	}
	return 2
}
