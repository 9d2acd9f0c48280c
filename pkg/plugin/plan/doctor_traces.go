package plan

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/analyses/doctor"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// tracedSignals are the distributions on which exemplars are looked for: the first of them that is there on each side.
var tracedSignals = []string{"ttft", "e2e_latency", "gateway_ttft", "gateway_latency", "client_ttft", "client_latency"}

// traceLabels are the usual names of an exemplar's trace id; the settings' come before them.
var traceLabels = []string{"trace_id", "traceID", "traceId", "TraceID"}

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
	labels := slices.Clone(traceLabels)
	for _, x := range d.env.Settings.ExemplarTraceIDDestinations {
		labels = append([]string{x.Name}, labels...)
	}
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
		return nil
	}
	return err
}

func (d *examination) countTraces(got *promapi.Exemplars, labels []string) {
	for _, s := range got.Series {
		for _, e := range s.Exemplars {
			d.traces.Exemplars++
			all := labelMap(e.Labels)
			if i := slices.IndexFunc(labels, func(l string) bool { return all[l] != "" }); i >= 0 {
				d.traces.WithTrace++
				d.traces.TraceLabel = labels[i]
			}
		}
	}
}
