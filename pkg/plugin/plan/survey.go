package plan

import (
	"context"
	"maps"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Survey counts what there is in (from, to]: devices, replicas, engines and prices, and how they found each other.
func Survey(ctx context.Context, env Env, memo *Memo, from, to int64) (models.HealthDetails, error) {
	s := &session{env: env, memo: memo}
	have, err := s.discover(ctx, append(s.worldNames(), s.wanted(signalPrice)...), nil, from, to)
	if err != nil {
		return models.HealthDetails{Engines: []string{}, Methods: map[string]int{}}, err
	}
	out, _, err := s.count(ctx, have, from, to)
	if err != nil {
		return out, err
	}
	out.PriceFound = len(env.Settings.Prices) > 0 || have.any(s.wanted(signalPrice))
	out.NextSteps = nextSteps(out)
	return out, nil
}

// count counts devices and replicas, and how they found each other.
func (s *session) count(ctx context.Context, have names, from, to int64) (models.HealthDetails, *world, error) {
	out := models.HealthDetails{Engines: []string{}, Methods: map[string]int{}}
	w, err := s.loadWorld(ctx, have, nil, from, to, watch{})
	if err != nil {
		return out, nil, err
	}
	answer := join.Run(join.Input{Grid: join.WholeGrid(from, to, to-from), World: w.World,
		Plan: join.NewPlan(grainKeys[models.GrainReplica], nil, nil)})
	c := answer.Coverage
	out.Devices = models.MatchCount{Matched: c.DevicesMatched, Total: c.DevicesTotal}
	out.Replicas = models.MatchCount{Matched: c.ReplicasMatched, Total: c.ReplicasTotal}
	for m, n := range c.Methods {
		out.Methods[string(m)] = n
	}
	engines := map[string]bool{}
	for _, r := range w.Replicas {
		engines[r.Engine] = true
	}
	delete(engines, "")
	out.Engines = append(out.Engines, slices.Sorted(maps.Keys(engines))...)
	return out, w, nil
}

// nextSteps tells what to switch on, the most useful first.
func nextSteps(h models.HealthDetails) []string {
	var out []string
	if h.Replicas.Total == 0 {
		out = append(out, "No inference engine was seen in the last minutes. Scrape the engines' /metrics (vLLM: port 8000) with the pod's namespace and pod as labels.")
	}
	if h.Devices.Total == 0 {
		out = append(out, "No GPU was seen. Scrape dcgm-exporter (port 9400) on every GPU node.")
	}
	if h.Devices.Total > 0 && h.Devices.Matched == 0 {
		out = append(out, "No GPU names its pod. Set DCGM_EXPORTER_KUBERNETES=true on dcgm-exporter, or scrape kube-state-metrics so that a node with a single GPU pod can be recognised.")
	}
	if !h.PriceFound {
		out = append(out, "No price per GPU-hour was found. Scrape OpenCost (node_gpu_hourly_cost), or enter prices in this data source's settings.")
	}
	return out
}

// LabelValues lists the values of a canonical label over devices and replicas that pass the filters, sorted.
func LabelValues(ctx context.Context, env Env, memo *Memo, req models.LabelValuesRequest) ([]string, error) {
	if err := models.OneOf("label", req.Label, labelNames()...); err != nil {
		return nil, err
	}
	if req.To <= req.From {
		return nil, models.Fieldf("to", "the range is empty")
	}
	if err := models.CheckFilters(req.Filters); err != nil {
		return nil, err
	}
	conds, err := compileFilters(req.Filters)
	if err != nil {
		return nil, err
	}
	s := &session{env: env, memo: memo}
	if req.Label == models.LabelGroup {
		return groupNames(ctx, inquiry{session: s, req: Request{Query: models.Query{Filters: req.Filters}, From: req.From, To: req.To}})
	}
	have, err := s.discover(ctx, s.worldNames(), s.pushed(conds), req.From, req.To)
	if err != nil {
		return nil, err
	}
	w, err := s.loadWorld(ctx, have, conds, req.From, req.To, watch{})
	if err != nil {
		return nil, err
	}
	found := join.Labels(w.World, join.WholeGrid(req.From, req.To, req.To-req.From), req.Label, keep(conds))
	return found, nil
}
