package plan

import (
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// cacheFigure is an operand that rows' figures are made of, replica by replica.
type cacheFigure struct {
	id, signal string
	part       part
	gauge      bool
}

var cacheFigures = []cacheFigure{
	{id: "hits", signal: signalHits, part: partSum}, {id: "queries", signal: signalHits, part: partCount}, {id: "hit_gauge", signal: signalHits, gauge: true},
	{id: "prompt", signal: signalPrompt}, {id: "cached", signal: signalCached}, {id: "external", signal: signalExternal},
	{id: "preempted", signal: signalPreemptions}, {id: "recomputed", signal: "recomputed_tokens"}, {id: "finished", signal: "requests_finished"},
	{id: "prompts", signal: "prompt_length", part: partSum}, {id: "prompts_count", signal: "prompt_length", part: partCount},
	{id: "host_usage", signal: "kv_host_usage", gauge: true}, {id: "host_tokens", signal: "kv_host_tokens", gauge: true},
	{id: "host_max", signal: "kv_host_tokens_max", gauge: true},
}

func (x cacheFigure) spec(c *catalog.Catalog, format models.Format) (*spec, error) {
	if x.part != "" {
		sp, err := partSpec(c, x.signal, x.part, format)
		if err == nil {
			sp.As = x.id
		}
		return sp, err
	}
	sp := &spec{Operand: models.Operand{As: x.id, Signal: x.signal, Stat: models.StatAvg}, field: "fields"}
	if !x.gauge {
		sp.Stat = countedAs(format)
	}
	return sp, sp.useSignal(c)
}

// cachePart is one replica within a row.
type cachePart struct {
	key []string
	of  ownership.Replica
	kvcache.Figures
	// gauge is the hit ratio of an engine that reports nothing but that.
	gauge []float64
}

// parts are the replicas' figures.
func (k *caches) parts() []cachePart {
	plan := k.partPlan()
	var out []cachePart
	for _, r := range k.join(plan, k.figureRead).Rows {
		get := getter(plan.Key, r.Key)
		if k.leftToGateways(get) {
			continue
		}
		p := cachePart{key: project(k.query.By, get), of: replicaAt(get)}
		p.Role, p.Model = strings.ToLower(get(catalog.LabelRole)), k.modelOf(get)
		var prompts, count, finished []float64
		to := map[string]*[]float64{"hits": &p.Hits, "queries": &p.Queries, "hit_gauge": &p.gauge, "prompt": &p.Prompt, "cached": &p.Cached,
			"external": &p.External, "preempted": &p.Preemptions, "recomputed": &p.Recomputed, "finished": &finished, "prompts": &prompts,
			"prompts_count": &count, "host_usage": &p.HostUsage, "host_tokens": &p.HostUsed, "host_max": &p.HostMax}
		for _, sp := range k.figures {
			*to[sp.As] = r.Values[sp.index]
		}
		if p.PromptLength = kvcache.Ratio(prompts, count); p.PromptLength == nil {
			p.PromptLength = kvcache.Ratio(p.Prompt, finished)
		}
		out = append(out, p)
	}
	return out
}

// modelOf names cluster and models of a replica.
func (k *caches) modelOf(get func(string) string) string {
	r := replicaAt(get)
	return scopeName(append([]string{r.Cluster}, k.world.Replicas[r].Models...)...)
}

// leftToGateways tells whether an engine's row has no place in a key that only gateways know.
func (k *caches) leftToGateways(get func(string) string) bool {
	if !slices.ContainsFunc(k.gatewayRead, func(rd *reading) bool { return len(rd.op.Sources) > 0 }) {
		return false
	}
	return slices.ContainsFunc(k.query.By, func(l string) bool { return slices.Contains(whoLabels, l) && get(l) == "" })
}

// byRow gathers parts by the keys of their rows.
func byRow(plan join.Plan, parts []cachePart) (keys [][]string, of map[string][]cachePart) {
	of = map[string][]cachePart{}
	for _, p := range parts {
		key := folded(plan, p.key)
		k := join.TopKey(key)
		if of[k] == nil {
			keys = append(keys, key)
		}
		of[k] = append(of[k], p)
	}
	return keys, of
}

// combined are the figures of one row's parts.
func (k *caches) combined(parts []cachePart) kvcache.Row {
	figures := make([]kvcache.Figures, len(parts))
	for i, p := range parts {
		figures[i] = p.Figures
	}
	row := kvcache.Combine(figures, k.grid.Steps())
	if row.HitRatio == nil {
		row.HitRatio = meanGauge(parts)
	}
	k.estimate = k.estimate || row.Estimated
	return row
}

// meanGauge is the mean hit ratio of replicas of which only ratios are known.
func meanGauge(parts []cachePart) []float64 {
	var sum, n []float64
	for _, p := range parts {
		for i, v := range p.gauge {
			if sum == nil {
				sum, n = make([]float64, len(p.gauge)), make([]float64, len(p.gauge))
			}
			if v == v {
				sum[i], n[i] = sum[i]+v, n[i]+1
			}
		}
	}
	return kvcache.Ratio(sum, n)
}
