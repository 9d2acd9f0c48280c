package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// readState finds a state and makes it the operand's series.
func (r *reader) readState(ctx context.Context, rd *reading) error {
	switch rd.spec.Signal {
	case signalStalled:
		return r.readStalled(ctx, rd)
	case signalGPUStale:
		w := r.watchman(rd.spec, staleWindow)
		frozen, err := w.frozen(ctx)
		for _, d := range r.w.sortedDevices() {
			if v := frozen[d]; v != nil {
				rd.op.Sources = append(rd.op.Sources, join.Source{Device: d, V: w.cells(v, rd.spec.Stat)})
			}
		}
		return err
	}
	return r.readStale(ctx, rd)
}

// readStale: an engine's counters stand still although requests run, or the exporter of one of its GPUs repeats itself.
func (r *reader) readStale(ctx context.Context, rd *reading) error {
	w := r.watchman(rd.spec, staleWindow)
	var running, progress, cache map[ownership.Replica][]float64
	var frozen map[ownership.Device][]float64
	err := each(ctx, 4, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			running, err = w.level(ctx, "requests_running")
		case 1:
			progress, err = w.moves(ctx, progressSignals...)
		case 2:
			cache, err = w.moves(ctx, "kv_cache_usage")
		case 3:
			frozen, err = w.frozen(ctx)
		}
		return err
	})
	if err != nil {
		return err
	}
	states := map[ownership.Replica][]float64{}
	for p, v := range running {
		states[p] = w.judge(func(i int) float64 { return staleAt(v[i], valueAt(progress[p], i), valueAt(cache[p], i)) })
	}
	for _, iv := range r.w.Intervals {
		if frozen[iv.Device] != nil {
			states[iv.Replica] = w.holding(states[iv.Replica], frozen[iv.Device], iv)
		}
	}
	w.place(rd, states)
	return nil
}

// staleAt judges one instant: the fewest requests that ran in the window, and how often counters and cache moved in it.
// A cache that fills is a prefill that nothing else shows.
func staleAt(running, progress, cache float64) float64 {
	switch {
	case running != running, progress != progress:
		return undefined
	case running > 0 && progress == 0 && !(cache > 0):
		return 1
	}
	return 0
}

// readStalled: requests wait, none completes and none of those that wait is admitted.
func (r *reader) readStalled(ctx context.Context, rd *reading) error {
	w := r.watchman(rd.spec, stalledWindow)
	var waiting, completed, tokens, prompts, cache map[ownership.Replica][]float64
	err := each(ctx, 5, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			waiting, err = w.level(ctx, "requests_waiting")
		case 1:
			completed, err = w.moves(ctx, completionSignals...)
		case 2:
			tokens, err = w.moves(ctx, "generation_tokens")
		case 3:
			prompts, err = w.moves(ctx, "prompt_tokens")
		case 4:
			cache, err = w.moves(ctx, "kv_cache_usage")
		}
		return err
	})
	if err != nil {
		return err
	}
	states := map[ownership.Replica][]float64{}
	for p, v := range waiting {
		states[p] = w.judge(func(i int) float64 {
			return stalledAt(v[i], valueAt(completed[p], i), valueAt(tokens[p], i), valueAt(prompts[p], i), valueAt(cache[p], i))
		})
	}
	w.place(rd, states)
	return nil
}

// stalledAt judges one instant: the fewest requests that waited in the window, and how often the counters of completed
// requests, generated and prompt tokens and the cache moved. Where no completions are counted, generated tokens stand
// for them. A prompt that was taken in means that the queue moves, and a cache that fills while nothing is generated
// that a long prefill runs.
func stalledAt(waiting, completed, tokens, prompts, cache float64) float64 {
	if completed != completed {
		completed = tokens
	}
	switch {
	case waiting != waiting, completed != completed:
		return undefined
	case waiting <= 0, completed > 0, prompts > 0:
		return 0
	case cache > 0 && !(tokens > 0):
		return 0
	}
	return 1
}

// frozen tells of each device whether its energy counter stands still. A GPU that is there always uses energy, so a
// counter that does not move means that its exporter repeats itself. A counter at 0 is one that the GPU does not have.
func (w *watchman) frozen(ctx context.Context) (map[ownership.Device][]float64, error) {
	out := map[ownership.Device][]float64{}
	err := w.eachSeries(ctx, "gpu_energy", func(a catalog.Alternative, sel string) string {
		window, native, samples := w.windowFor(a)
		bound := ""
		if a.MaxValid > 0 {
			bound = " <= " + number(a.MaxValid)
		}
		return fmt.Sprintf("changes(%s[%s]) and (last_over_time(%s[%s]) > 0%s) and (count_over_time(%s[%s]) >= %d)",
			sel, duration(window), sel, duration(native*5/2), bound, sel, duration(window), samples)
	}, func(a catalog.Alternative, labels map[string]string, v []float64) {
		if d := w.w.devices.deviceOf(a, a.Canonical(labels), labels); d.UUID != "" {
			out[d] = combined(out[d], w.judge(func(i int) float64 { return stillAt(v[i]) }), minOf)
		}
	})
	return out, err
}

func minOf(a, b float64) float64 { return min(a, b) }

func stillAt(moves float64) float64 {
	switch {
	case moves != moves:
		return undefined
	case moves == 0:
		return 1
	}
	return 0
}

// holding lays a device's state over its holder's while it was held. That the device is not frozen says nothing of an
// engine that nothing else is known of.
func (w *watchman) holding(state, device []float64, iv ownership.Interval) []float64 {
	if state == nil {
		state = slices.Repeat([]float64{undefined}, w.n)
	}
	for i := range state {
		if t := w.from + int64(i)*w.every; t > iv.From && t <= iv.To && device[i] == 1 {
			state[i] = 1
		}
	}
	return state
}

// judge makes a state of every instant.
func (w *watchman) judge(f func(i int) float64) []float64 {
	out := make([]float64, w.n)
	for i := range out {
		out[i] = f(i)
	}
	return out
}

// valueAt is a value of a list that may not be there.
func valueAt(v []float64, i int) float64 {
	if v == nil {
		return undefined
	}
	return v[i]
}

// place makes the states the operand's series. A replica that is not known was seen only beside the range.
func (w *watchman) place(rd *reading, states map[ownership.Replica][]float64) {
	for _, p := range w.w.allReplicas() {
		if v := states[p]; v != nil {
			rd.op.Sources = append(rd.op.Sources, join.Source{Replica: p, V: w.cells(v, rd.spec.Stat)})
		}
	}
}
