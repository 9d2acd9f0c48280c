package plan

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/tokenpath/tokenpath/pkg/analyses/doctor"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/traceapi"
)

// tracedSignals are the distributions on which exemplars are looked for: the first of them that is there on each side.
var tracedSignals = []string{"ttft", "e2e_latency", "gateway_ttft", "gateway_latency", "client_ttft", "client_latency"}

// traceLabels are the usual names of an exemplar's trace id.
var traceLabels = []string{"trace_id", "traceID", "traceId", "TraceID", "trace.id"}

// sampledTraces is how many of the exemplars found are looked up in the store of traces, the newest of them.
const sampledTraces = 20

// namedTrace is a trace that an exemplar names.
type namedTrace struct {
	id traceapi.ID
	at int64
}

// lookForTraces asks each endpoint that has latencies for the exemplars of the last minutes, once.
func (d *examination) lookForTraces(ctx context.Context) error {
	d.traces = doctor.Traces{Destination: len(d.env.Settings.ExemplarTraceIDDestinations) > 0}
	names := map[string][]string{}
	via := map[string]source{}
	for _, id := range tracedSignals {
		for _, a := range d.env.Catalog.Alternatives(id) {
			if a.Kind != catalog.KindDistribution {
				continue
			}
			for _, n := range exemplarNames(a) {
				if d.have.in(a, n) {
					endpoint := d.env.endpoint(d.env.family(a))
					names[endpoint], via[endpoint] = append(names[endpoint], n), d.of(a)
				}
			}
		}
	}
	labels := traceLabelsOf(d.env.Settings)
	var mu sync.Mutex
	endpoints := make([]string, 0, len(names))
	for e := range names {
		endpoints = append(endpoints, e)
	}
	err := each(ctx, len(endpoints), func(ctx context.Context, i int) error {
		e := endpoints[i]
		slices.Sort(names[e])
		got, err := via[e].exemplars(ctx, catalog.SelectorOfAny(slices.Compact(names[e])), max(d.req.From, d.req.To-doctorWindow), d.req.To)
		mu.Lock()
		defer mu.Unlock()
		d.traces.Asked = true
		if errors.Is(err, promapi.ErrNotOffered) {
			return nil
		}
		if err != nil {
			return err
		}
		d.traces.Offered = true
		d.countTraces(got, labels)
		return nil
	})
	if err != nil && ctx.Err() == nil {
		d.warn("Exemplars could not be looked for: the store refused it or took too long.")
		err = nil
	}
	d.askTraceStore(ctx)
	return cmp.Or(err, ctx.Err())
}

// askTraceStore looks up the newest of the traces that exemplars name, and which pods the newest traces are of. A store
// that fails says so in the report, and nothing else is the worse for it.
func (d *examination) askTraceStore(ctx context.Context) {
	at := d.env.Traces
	t := &d.traces
	if t.Set = at.Store != nil || at.Problem != nil; !t.Set {
		return
	}
	if at.Problem != nil {
		t.Fault = traceFault(at.Problem)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, max(at.Timeout, time.Second))
	defer cancel()
	slices.SortFunc(d.named, func(a, b namedTrace) int { return cmp.Compare(b.at, a.at) })
	old := slices.DeleteFunc(slices.Clone(d.named), func(n namedTrace) bool { return n.at > d.env.Now-traceSettles })
	look := old[:min(len(old), sampledTraces)]
	there := make([]bool, len(look))
	err := abreast(ctx, len(look), func(ctx context.Context, i int) (err error) {
		there[i], err = at.Store.Has(ctx, look[i].id, look[i].at)
		return err
	})
	var found []traceapi.Trace
	if err == nil {
		found, err = at.Store.Search(ctx, traceapi.Search{Select: []string{traceapi.AttrPod}, From: max(d.req.From, d.req.To-doctorWindow), To: d.req.To, Limit: searched})
	}
	if err != nil {
		t.Fault = traceFault(err)
		return
	}
	t.Looked, t.Traces = len(look), len(found)
	for _, yes := range there {
		if yes {
			t.There++
		}
	}
	for _, x := range found {
		if pod := x.Texts[traceapi.AttrPod]; pod != "" && !slices.Contains(d.tracedPods, pod) {
			d.tracedPods = append(d.tracedPods, pod)
		}
	}
}

func (d *examination) countTraces(got *promapi.Exemplars, labels []string) {
	for _, s := range got.Series {
		for _, e := range s.Exemplars {
			d.traces.Exemplars++
			all := labelMap(e.Labels)
			i := slices.IndexFunc(labels, func(l string) bool { return all[l] != "" })
			if i < 0 {
				continue
			}
			d.traces.WithTrace++
			d.traces.TraceLabel = labels[i]
			if id, err := traceapi.ParseID(all[labels[i]]); err == nil {
				d.named = append(d.named, namedTrace{id, e.Time})
			}
		}
	}
}
