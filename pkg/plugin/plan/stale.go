package plan

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

const (
	signalStale    = "stale"
	signalGPUStale = "gpu_stale"
	signalStalled  = "stalled"
)

const (
	// staleWindow is how long an engine's counters must stand still while requests run: longer than a long prefill, in
	// which engines that count only finished prefills show nothing.
	staleWindow = 3 * minute
	// stalledWindow is how long nothing may complete while requests wait.
	stalledWindow = 5 * minute
	// fewestSamples is the least number of samples that a window must hold, whatever its length.
	fewestSamples = 4
	// mostInstants bounds the instants at which replicas are looked at in a range.
	mostInstants = 720
)

// What the states are made of. Progress is what an engine counts as it works, in the order of how closely it follows.
var (
	progressSignals   = []string{"generation_tokens", "prompt_tokens", "requests_finished", "batch_tokens", "ttft", "e2e_latency"}
	completionSignals = []string{"requests_finished", "e2e_latency"}
	stateInputs       = map[string][]string{
		signalStale:    append([]string{"requests_running", "kv_cache_usage", "gpu_energy"}, progressSignals...),
		signalGPUStale: {"gpu_energy"},
		signalStalled:  append([]string{"requests_waiting", "kv_cache_usage"}, progressSignals...),
	}
)

// stateful tells whether an operand is a state that is found by watching others.
func (sp *spec) stateful() bool { return sp.derived == derivedState }

// stateCandidates are the names that a state is found by.
func (s *session) stateCandidates(signal string) []wanted {
	var out []wanted
	for _, id := range stateInputs[signal] {
		out = append(append(out, s.wanted(id)...), s.wantedNative(id)...)
	}
	return out
}

// watchman looks at replicas and devices at regular instants of a range.
type watchman struct {
	*reader
	g join.Grid
	// from is the first instant, every the time between two, n their number.
	from, every int64
	n           int
	// window is what an instant looks back over.
	window int64
}

// watchman looks often enough that no cell is missed, and that no state shorter than half its window falls between two
// instants.
func (r *reader) watchman(sp *spec, window int64) *watchman {
	g := r.gridOf(sp)
	w := &watchman{reader: r, g: g, window: window}
	length := g.Edges[g.Cells()] - g.Edges[0]
	w.every = max(window/4, length/mostInstants)
	cell := g.Edges[1] - g.Edges[0]
	w.every = max(cell/max(1, (cell+w.every-1)/w.every), second)
	w.n = int(length / w.every)
	w.from = g.Edges[g.Cells()] - int64(w.n-1)*w.every
	return w
}

// windowFor is the time looked back over for an alternative: at least four of its own samples.
func (w *watchman) windowFor(a catalog.Alternative) (window, native int64, samples int64) {
	native = w.nativeOf(a)
	window = max(w.window, fewestSamples*native)
	return window, native, max(fewestSamples-1, window*7/(10*native))
}

// level reads the lowest value of a gauge in the window, where it was scraped all the time until now.
func (w *watchman) level(ctx context.Context, signal string) (map[ownership.Replica][]float64, error) {
	return w.replicas(ctx, signal, func(a catalog.Alternative, sel string) string {
		window, native, samples := w.windowFor(a)
		return fmt.Sprintf("min_over_time(%s[%s]) and last_over_time(%s[%s]) and (count_over_time(%s[%s]) >= %d)",
			sel, duration(window), sel, duration(native*5/2), sel, duration(window), samples)
	}, math.Max)
}

// moves counts how often the series of signals changed in the window; one that appeared in it has changed too. A
// restart is a change.
func (w *watchman) moves(ctx context.Context, signals ...string) (map[ownership.Replica][]float64, error) {
	out := map[ownership.Replica][]float64{}
	found := make([]map[ownership.Replica][]float64, len(signals))
	err := each(ctx, len(signals), func(ctx context.Context, i int) (err error) {
		found[i], err = w.replicas(ctx, signals[i], func(a catalog.Alternative, sel string) string {
			window, _, samples := w.windowFor(a)
			return fmt.Sprintf("changes(%s[%s]) + (count_over_time(%s[%s]) < bool %d)", sel, duration(window), sel, duration(window), samples)
		}, func(a, b float64) float64 { return a + b })
		return err
	})
	for _, f := range found {
		for r, v := range f {
			out[r] = combined(out[r], v, func(a, b float64) float64 { return a + b })
		}
	}
	return out, err
}

// combined joins two lists, an undefined value leaving the other's.
func combined(a, b []float64, f func(a, b float64) float64) []float64 {
	if a == nil {
		return b
	}
	out := slices.Clone(a)
	for i, v := range b {
		switch {
		case v != v:
		case out[i] != out[i]:
			out[i] = v
		default:
			out[i] = f(out[i], v)
		}
	}
	return out
}

// replicas evaluates an expression over every name of an engine's signal at every instant.
func (w *watchman) replicas(ctx context.Context, signal string, expr func(a catalog.Alternative, sel string) string, fold func(a, b float64) float64) (map[ownership.Replica][]float64, error) {
	out := map[ownership.Replica][]float64{}
	err := w.eachSeries(ctx, signal, expr, func(a catalog.Alternative, labels map[string]string, v []float64) {
		r := replicaOf(a.Canonical(labels), labels, w.w.devices.cluster)
		if r.Pod != "" {
			out[r] = combined(out[r], v, fold)
		}
	})
	return out, err
}

// eachSeries evaluates an expression over every name of a signal and visits the series of the answers.
func (w *watchman) eachSeries(ctx context.Context, signal string, expr func(a catalog.Alternative, sel string) string, visit func(a catalog.Alternative, labels map[string]string, v []float64)) error {
	for _, a := range w.s.env.Catalog.Alternatives(signal) {
		for _, name := range w.watched(a) {
			m, err := w.s.of(a).over(ctx, expr(a, a.SelectorFor(name, w.extra...)), w.from, w.from+int64(w.n-1)*w.every, w.every)
			if err != nil {
				return err
			}
			for _, x := range m.Series {
				v := slices.Repeat([]float64{undefined}, w.n)
				for i, t := range x.Times {
					if k := (t - w.from) / w.every; k >= 0 && int(k) < w.n {
						v[k] = x.Values[i]
					}
				}
				visit(a, labelMap(x.Labels), v)
			}
		}
	}
	return nil
}

// watched are the names by which an alternative is watched: of a histogram, one series tells as much as all.
func (w *watchman) watched(a catalog.Alternative) []string {
	names := a.ExposedNames()
	switch {
	case a.Numerator != "":
		names = []string{a.Denominator}
	case a.Kind == catalog.KindDistribution:
		names = []string{a.Metric + "_count"}
	}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !w.have.in(a, n) })
}

// cells reduces what was found at instants to the grid's cells.
func (w *watchman) cells(v []float64, stat models.Stat) []float64 {
	out := make([]float64, w.g.Cells())
	k := 0
	for i := range out {
		var in []float64
		for ; k < w.n && w.from+int64(k)*w.every <= w.g.Edges[i+1]; k++ {
			if v[k] == v[k] {
				in = append(in, v[k])
			}
		}
		out[i] = ofCell(in, stat)
	}
	return out
}

func ofCell(in []float64, stat models.Stat) float64 {
	if len(in) == 0 {
		return undefined
	}
	switch stat {
	case models.StatMax:
		return slices.Max(in)
	case models.StatMin:
		return slices.Min(in)
	case models.StatLast:
		return in[len(in)-1]
	}
	sum := 0.0
	for _, v := range in {
		sum += v
	}
	return sum / float64(len(in))
}
