package plan

import (
	"context"
	"slices"
	"sort"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

const (
	signalRunning    = "requests_running"
	signalGeneration = "generation_tokens"
)

// activity is the share of native samples with work running, by replica and allocation interval.
type activity map[ownership.Replica][]float64

func (a activity) of(r ownership.Replica) []float64 { return a[r] }

// loadActivity reads when work ran, at the samples' own instants: requests running on any rank; for a replica that does
// not report that, tokens generated since the sample before.
func (c *billing) loadActivity(ctx context.Context) (activity, error) {
	running, err := c.busy(ctx, signalRunning, func(_, v float64) bool { return v > 0 })
	if err != nil {
		return nil, err
	}
	silent := false
	for r, info := range c.world.Replicas {
		silent = silent || info.Engine != "" && running[r] == nil
	}
	var made map[ownership.Replica]map[int64]bool
	if silent {
		if made, err = c.busy(ctx, signalGeneration, func(before, v float64) bool { return before == before && v != before && v > 0 }); err != nil {
			return nil, err
		}
	}
	out := activity{}
	for r := range c.world.Replicas {
		samples := running[r]
		if samples == nil {
			samples = made[r]
		}
		if samples != nil {
			out[r] = c.shares(samples)
		}
	}
	return out, nil
}

// busy tells for each replica and sample whether any of its series was at work; a series is asked with the value before.
func (c *billing) busy(ctx context.Context, signal string, works func(before, v float64) bool) (map[ownership.Replica]map[int64]bool, error) {
	out := map[ownership.Replica]map[int64]bool{}
	from, to := c.cells.Edges[0], c.cells.Edges[c.cells.Len()]
	for _, a := range c.env.Catalog.Alternatives(signal) {
		if !c.have.readable(a, models.StatAvg) {
			continue
		}
		found, err := c.samplesOf(ctx, a, from, to)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			r := replicaOf(a.Canonical(x.labels), x.labels, c.env.clusterLabel())
			if out[r] == nil {
				out[r] = map[int64]bool{}
			}
			before := undefined
			for i, t := range x.times {
				if t > from {
					out[r][t] = out[r][t] || works(before, x.values[i])
				}
				before = x.values[i]
			}
		}
	}
	return out, nil
}

// samplesOf reads a metric's own samples, or, where they are too many, the largest of every few.
func (c *billing) samplesOf(ctx context.Context, a catalog.Alternative, from, to int64) ([]sighted, error) {
	src, sel := c.of(a), selecting(a, c.read.extra)
	found, err := src.look(ctx, sel, from-2*max(c.world.engine.native, second), to)
	if err != nil || !found.coarse {
		return found.series, err
	}
	step := max(c.world.engine.native, (to-from)*int64(len(found.series))/rawBudget, second)
	m, err := src.over(ctx, gaugeExpr(models.StatMax, sel(), step), ceilTo(from+step, step), to, step)
	if err != nil {
		return nil, err
	}
	return newSeen(m).series, nil
}

// shares are the parts of the samples in each allocation interval at which work ran; undefined without samples.
func (c *billing) shares(samples map[int64]bool) []float64 {
	work, all := make([]float64, c.cells.Intervals), make([]float64, c.cells.Intervals)
	edges := c.cells.Edges
	for t, works := range samples {
		cell := sort.Search(len(edges), func(i int) bool { return edges[i] >= t }) - 1
		if cell < 0 || cell >= c.cells.Len() {
			continue
		}
		i := c.cells.Interval[cell]
		if all[i]++; works {
			work[i]++
		}
	}
	out := slices.Clone(work)
	for i := range out {
		out[i] /= all[i] // 0/0 is undefined
	}
	return out
}
