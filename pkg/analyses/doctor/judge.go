package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Judge makes the report.
func Judge(f Facts) models.DoctorResponse {
	r := &report{Facts: f, rows: f.signals()}
	out := models.DoctorResponse{Signals: r.rows, Labels: f.labels(), Notices: f.Notices}
	if out.Notices == nil {
		out.Notices = []string{}
	}
	for _, l := range layers {
		r.layers = append(r.layers, r.layer(l))
	}
	out.Layers = r.layers
	out.Levels = r.levels()
	for _, l := range out.Levels {
		if !l.Reached {
			break
		}
		out.Level = l.Level
	}
	out.Next = r.next(out.Level)
	return out
}

// report is a judgement on its way.
type report struct {
	Facts
	rows   []models.DoctorSignal
	layers []models.DoctorLayer
}

// has tells whether a signal can be used somewhere.
func (r *report) has(signal string) bool {
	return slices.ContainsFunc(r.rows, func(s models.DoctorSignal) bool { return s.Signal == signal && usable(s.State) })
}

func (r *report) state(id string) models.LayerState {
	for _, l := range r.layers {
		if l.ID == id {
			return l.State
		}
	}
	return models.LayerMissing
}

// systems are those of a layer.
func (r *report) systems(id string) []System {
	return slices.DeleteFunc(slices.Clone(r.Systems), func(s System) bool { return layerOfRole(s.Role) != id })
}

func (r *report) layer(l layer) models.DoctorLayer {
	out := models.DoctorLayer{ID: l.id, Title: l.title, Systems: []models.DoctorSystem{}, Problems: []string{}, Total: len(l.needs)}
	for _, id := range l.needs {
		if r.has(id) {
			out.Present++
		}
	}
	for _, s := range r.systems(l.id) {
		out.Systems = append(out.Systems, models.DoctorSystem{System: s.ID, Title: s.Title, Era: era(s), Targets: s.Targets, Of: s.Of, Note: s.Note})
	}
	if l.id == layerTraces {
		r.traceLayer(&out)
		return out
	}
	r.problems(&out)
	if l.id == layerCost && r.Money.Declared {
		out.Present = out.Total
	}
	why, away := r.unreachable(l.id)
	if away {
		out.Problems = append([]string{why}, out.Problems...)
	}
	switch {
	case away && out.Present == 0:
		out.State = models.LayerUnreachable
	case out.Present == 0:
		out.State = models.LayerMissing
	case len(out.Problems) > 0 || !l.any && out.Present < out.Total:
		out.State = models.LayerPartial
	default:
		out.State = models.LayerReady
	}
	if why := r.lacking(l, out); why != "" {
		out.Problems = append(out.Problems, why)
	}
	out.Summary = r.summary(l.id, out)
	return out
}

// lacking names the signals that a layer needs and has no samples of; it is empty where the layer can do without.
func (r *report) lacking(l layer, out models.DoctorLayer) string {
	if out.Present == out.Total || out.State == models.LayerUnreachable || l.any && out.Present > 0 {
		return ""
	}
	missing := slices.DeleteFunc(slices.Clone(l.needs), r.has)
	if out.Present == 0 {
		return fmt.Sprintf("None of its signals has samples: %s.", strings.Join(missing, ", "))
	}
	return fmt.Sprintf("%s without samples: %s.", count(len(missing), "signal"), strings.Join(missing, ", "))
}

// unreachable tells why a layer's store did not answer.
func (r *report) unreachable(id string) (string, bool) {
	for family, why := range r.Unreachable {
		if layerOf(family) == id {
			return "Its store did not answer: " + why, true
		}
	}
	return "", false
}

func (r *report) traceLayer(out *models.DoctorLayer) {
	t := r.Traces
	out.Total = 2
	if t.WithTrace > 0 {
		out.Present++
	}
	if t.Destination {
		out.Present++
	}
	if t.Set {
		out.Total = 3
		if t.There > 0 {
			out.Present++
		}
	}
	switch out.Present {
	case out.Total:
		out.State = models.LayerReady
	case 0:
		out.State = models.LayerMissing
	default:
		out.State = models.LayerPartial
	}
	out.Summary = "No exemplars with a trace id were found."
	if t.WithTrace > 0 {
		out.Summary = fmt.Sprintf("%d exemplars with a trace id in the last minutes.", t.WithTrace)
	}
	if t.There > 0 {
		out.Summary += fmt.Sprintf(" Of the newest %d, %d have their trace in the store; its newest traces passed through %s.", t.Looked, t.There, count(t.Replicas, "replica"))
	}
	switch {
	case t.Asked && !t.Offered:
		out.Problems = append(out.Problems, "The store keeps no exemplars.")
	case t.Exemplars > 0 && t.WithTrace == 0:
		out.Problems = append(out.Problems, fmt.Sprintf("%d exemplars carry no trace id.", t.Exemplars))
	case t.WithTrace > 0 && !t.Destination:
		out.Problems = append(out.Problems, "The data source does not say where traces are (exemplarTraceIdDestinations), so that exemplars lead nowhere.")
	}
	if t.WithTrace == 0 && t.Destination {
		out.Problems = append(out.Problems, "The data source names a tracing data source, but no exemplar leads there.")
	}
	if why := t.lacking(); why != "" {
		out.Problems = append(out.Problems, why)
	}
	if out.State != models.LayerReady && len(out.Problems) == 0 {
		out.Problems = append(out.Problems, withoutTraces(t))
	}
}

// lacking says why the store of traces has none of those that exemplars name; empty where it has, or where none is set.
func (t Traces) lacking() string {
	switch {
	case !t.Set || t.There > 0:
		return ""
	case t.Fault != "":
		return "The store of traces cannot be asked: " + t.Fault + "."
	case t.Looked > 0 && t.Traces > 0:
		return fmt.Sprintf("None of the newest %s that exemplars name is in the store of traces, which has others: they were sampled out, or are sent elsewhere.", count(t.Looked, "trace"))
	case t.Traces == 0:
		return "The store of traces has none of the last minutes."
	}
	return "No exemplar names a trace that could be looked up."
}

// withoutTraces says why there are no exemplars.
func withoutTraces(t Traces) string {
	if !t.Asked {
		return "There is no latency histogram whose exemplars could lead to a trace."
	}
	return "The latency histograms have no exemplars in the last minutes."
}

// problems are what is wrong with a layer, the gravest first.
func (r *report) problems(out *models.DoctorLayer) {
	add := func(format string, args ...any) { out.Problems = append(out.Problems, fmt.Sprintf(format, args...)) }
	switch out.ID {
	case layerGPU:
		if r.Devices.Total > r.Devices.Matched {
			add("%d of %d GPUs have no known owner.", r.Devices.Total-r.Devices.Matched, r.Devices.Total)
		}
		if r.Owners.Plain > 0 && r.Owners.Workload == 0 && r.Devices.Matched == 0 {
			add("GPU series name the exporter's own pod: the scrape job overwrites the workload's (honor_labels).")
		}
	case layerEngine:
		for _, s := range r.systems(layerEngine) {
			if s.Note != "" {
				add("%s: %s", s.Title, s.Note)
			}
		}
		if r.Replicas.Total > r.Replicas.Matched {
			add("%d of %d replicas have no known GPU.", r.Replicas.Total-r.Replicas.Matched, r.Replicas.Total)
		}
	case layerCost:
		if out.Present > 0 && !r.Money.Currency && !r.Money.Declared {
			add("No source says what currency prices are in; set it under currencies in the data source's settings.")
		}
	}
	for _, s := range r.systems(out.ID) {
		if s.AgeS > max(staleAfterS, 4*s.CadenceS) {
			add("The newest sample of %s is %s old.", s.Title, span(s.AgeS))
		}
	}
	r.unkeyed(out)
	if r.Clusterless && r.Clusters > 0 && slices.ContainsFunc(r.rows, func(s models.DoctorSignal) bool {
		return s.Layer == out.ID && slices.Contains(s.MissingKeys, "cluster")
	}) {
		add("Some series have no label %s, others have; without it they are of no cluster.", r.ClusterLabel)
	}
}

// unkeyed adds a sentence per system whose series lack keys.
func (r *report) unkeyed(out *models.DoctorLayer) {
	type lack struct{ system, keys string }
	signals := map[lack][]string{}
	var order []lack
	for _, s := range r.rows {
		if s.Layer != out.ID || s.State != models.SignalUnkeyed && s.State != models.SignalPartial {
			continue
		}
		keys := slices.DeleteFunc(slices.Clone(s.MissingKeys), func(k string) bool { return k == "cluster" })
		if len(keys) == 0 {
			continue
		}
		l := lack{s.System, strings.Join(keys, ", ")}
		if signals[l] == nil {
			order = append(order, l)
		}
		signals[l] = append(signals[l], s.Signal)
	}
	for _, l := range order {
		out.Problems = append(out.Problems, fmt.Sprintf("Series of %s lack %s (%d signals), by which they would be matched.", r.title(l.system), l.keys, len(signals[l])))
	}
}

func (r *report) title(system string) string {
	for _, s := range r.Systems {
		if s.ID == system {
			return s.Title
		}
	}
	return system
}

// summary is a layer in one sentence.
func (r *report) summary(id string, l models.DoctorLayer) string {
	switch {
	case l.State == models.LayerUnreachable:
		return "Its store did not answer."
	case l.State == models.LayerMissing && len(l.Systems) > 0:
		return "Nothing that can be read was found."
	case l.State == models.LayerMissing:
		return "Nothing was found."
	case id == layerGPU:
		return fmt.Sprintf("%s on %s, %d with a known owner.", count(r.Devices.Total, "GPU"), count(r.Nodes, "node"), r.Devices.Matched)
	case id == layerEngine:
		return fmt.Sprintf("%s of %s, %d with known GPUs.", count(r.Replicas.Total, "replica"), count(len(l.Systems), "engine"), r.Replicas.Matched)
	case id == layerCost && r.Money.Declared:
		return "Prices are declared in the data source's settings."
	}
	var titles []string
	for _, s := range l.Systems {
		titles = append(titles, s.Title)
	}
	return fmt.Sprintf("%d of %d signals, from %s.", l.Present, l.Total, cmp.Or(strings.Join(titles, ", "), "other systems"))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
