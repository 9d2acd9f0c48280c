package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// kvField is one field of a kvcache query.
type kvField struct {
	id, text string
	// unit is a Grafana unit id, perSecond that of a graph, where what a table counts is a rate.
	unit, perSecond string
	// signal, with stat and reduce, is joined as it is; bound is an end of the bucket that a quantile lies in.
	signal string
	stat   models.Stat
	reduce models.Reduce
	bound  join.Bound
	// of picks a figure that follows from those of the row's replicas, which are made of the signals in needs.
	of    func(*kvcache.Row) []float64
	needs []string
	// saved says that it follows from the bill.
	saved bool
	// verdict is that which the field is 1 for.
	verdict models.Verdict
}

var (
	ofLookups    = []string{signalHits, signalPrompt, signalCached, signalExternal}
	ofTier       = []string{signalPrompt, signalExternal}
	ofRecomputed = []string{"recomputed_tokens", signalPreemptions, "prompt_length", signalPrompt, "requests_finished"}
	ofHost       = []string{"kv_host_usage", "kv_host_tokens", "kv_host_tokens_max"}
)

// kvFields are all fields, in the order of the answer.
var kvFields = []kvField{
	{id: "usage", unit: "percentunit", signal: signalUsage, stat: models.StatAvg, reduce: models.ReduceMean, text: "Mean part of the KV cache's blocks that running requests hold, over time and ranks."},
	{id: "usage_max", unit: "percentunit", signal: signalUsage, stat: models.StatMax, reduce: models.ReduceMax, text: "Highest usage of any rank at any time."},
	{id: "hit_ratio", unit: "percentunit", of: func(r *kvcache.Row) []float64 { return r.HitRatio }, needs: ofLookups,
		text: "Prompt tokens found in the local prefix cache ÷ those looked for."},
	{id: "hit_external", unit: "percentunit", of: func(r *kvcache.Row) []float64 { return r.HitExternal }, needs: ofTier,
		text: "Part of the prompt tokens that an external tier answered: host memory, a store, another instance."},
	{id: signalPreemptions, unit: "short", perSecond: "cps", signal: signalPreemptions, text: "Running requests whose cache was taken away, to be done again."},
	{id: "evicted_tokens", unit: "short", perSecond: "si:tok/s", signal: "evicted_tokens", text: "Tokens dropped from the cache to make room."},
	{id: "recomputed_tokens", unit: "short", perSecond: "si:tok/s", of: func(r *kvcache.Row) []float64 { return r.Recomputed }, needs: ofRecomputed,
		text: "Prompt tokens computed again; where no engine counts them, preemptions × mean prompt length."},
	{id: "waiting", unit: "short", signal: signalWaiting, stat: models.StatAvg, text: "Requests accepted and not yet scheduled."},
	{id: "running", unit: "short", signal: signalRunning, stat: models.StatAvg, text: "Requests in the batch."},
	residency("lifetime_p50", "kv_block_lifetime", models.StatP50), residency("lifetime_p95", "kv_block_lifetime", models.StatP95),
	residency("idle_before_evict_p50", "kv_idle_before_evict", models.StatP50), residency("idle_before_evict_p95", "kv_idle_before_evict", models.StatP95),
	residency("reuse_gap_p50", "kv_reuse_gap", models.StatP50), residency("reuse_gap_p95", "kv_reuse_gap", models.StatP95),
	{id: "host_usage", unit: "percentunit", of: func(r *kvcache.Row) []float64 { return r.HostUsage }, needs: ofHost,
		text: "Part of the host memory's cache that is used."},
	{id: "transfer_time_mean", unit: "s", signal: "kv_transfer_time", stat: models.StatMean, text: "Mean time of a transfer between prefill and decode."},
	{id: "transfer_time_p95", unit: "s", signal: "kv_transfer_time", stat: models.StatP95, text: "95 of 100 transfers were faster; it lies between the two bucket edges around it."},
	{id: "transfer_bytes", unit: "bytes", perSecond: "Bps", signal: "kv_transfer_bytes", text: "Bytes moved between prefill and decode."},
	{id: "transfer_failures", unit: "short", perSecond: "cps", signal: "kv_transfer_failures", text: "Transfers that failed; the prompt is computed again, or the request fails."},
	{id: "offload_read_bytes", unit: "bytes", perSecond: "Bps", signal: "kv_offload_read_bytes", text: "Bytes read back from an offload tier."},
	{id: "offload_write_bytes", unit: "bytes", perSecond: "Bps", signal: "kv_offload_write_bytes", text: "Bytes written to an offload tier."},
	{id: signalPrompt, unit: "short", perSecond: "si:tok/s", of: func(r *kvcache.Row) []float64 { return r.Prompt }, needs: []string{signalPrompt},
		text: "Prompt tokens, cached ones included; a prefill/decode pair's once."},
	{id: signalCached, unit: "short", perSecond: "si:tok/s", of: func(r *kvcache.Row) []float64 { return r.Cached }, needs: []string{signalCached},
		text: "Prompt tokens that a cache answered."},
	{id: signalExternal, unit: "short", perSecond: "si:tok/s", of: func(r *kvcache.Row) []float64 { return r.External }, needs: []string{signalExternal},
		text: "Prompt tokens that an external tier answered."},
	{id: "saved_gpu_hours", unit: "suffix: GPU-h", saved: true, text: "GPU-hours that cached prompt tokens would have taken: those of prompts × cached ÷ (prompt − cached)."},
	{id: savedMoney, saved: true, text: "What cached prompt tokens would have cost: cost_prompt × cached ÷ (prompt − cached)."},
	flag("thrash", models.VerdictThrash, "1 where the cache is full, preempts, and more and more requests wait."),
	flag("pressure", models.VerdictPressure, "1 where the cache is nearly full or preempts, and it is no thrash."),
	flag("cold", models.VerdictCold, "1 where more of the prompt is cached elsewhere than found in the local cache."),
	flag("compute_bound", models.VerdictComputeBound, "1 where the queue rises while the cache is well."),
	flag("token_budget", models.VerdictTokenBudget, "1 where the queue is long while the batch stays below its maximum."),
	flag("healthy", models.VerdictHealthy, "1 where the cache is well and nothing of the above applies."),
	flag("unknown", models.VerdictUnknown, "1 where too little is reported to tell."),
}

const (
	signalUsage, signalHits, signalWaiting     = "kv_cache_usage", "prefix_hit_ratio", "requests_waiting"
	signalPrompt, signalCached, signalExternal = "prompt_tokens", "cached_tokens", "external_cached_tokens"
	signalRouterHit, savedMoney                = "router_prefix_hit", "saved_by_cache"
)

func residency(id, signal string, stat models.Stat) kvField {
	return kvField{id: id, unit: "s", signal: signal, stat: stat, text: "Quantile over a sample of blocks; it lies between the two bucket edges around it."}
}

func flag(id string, v models.Verdict, text string) kvField {
	return kvField{id: id, unit: "none", verdict: v, text: text + " Judged over the five minutes before."}
}

// bounds are the fields of a quantile's bucket.
func (f kvField) bounds() []kvField {
	if !ofBuckets(f.stat) {
		return nil
	}
	var out []kvField
	for _, b := range boundNames {
		end := f
		end.id, end.bound, end.text = f.id+b.suffix, b.bound, "Edge of the bucket that the quantile lies in."
		out = append(out, end)
	}
	return out
}

// kvFieldsOf are the fields that a query selects; all when it selects none.
func kvFieldsOf(ids []string) []kvField {
	if len(ids) == 0 {
		return kvFields
	}
	var out []kvField
	for _, f := range kvFields {
		for _, f := range append([]kvField{f}, f.bounds()...) {
			if slices.Contains(ids, f.id) {
				out = append(out, f)
			}
		}
	}
	return out
}

// signals are those that a field stands or falls with.
func (f kvField) signals() []string {
	switch {
	case f.signal != "":
		return []string{f.signal}
	case f.saved:
		return []string{signalCached}
	case f.id == "recomputed_tokens":
		return []string{f.id, signalPreemptions}
	case f.id == "hit_ratio":
		return []string{signalHits, signalCached}
	case f.id == "hit_external":
		return []string{signalExternal}
	case f.id == "host_usage":
		return []string{"kv_host_usage", "kv_host_tokens"}
	}
	return f.needs
}

// spec is the operand that a field is joined as.
func (f kvField) spec(c *catalog.Catalog, format models.Format) (*spec, error) {
	sp := &spec{Operand: models.Operand{As: f.id, Signal: f.signal, Stat: f.stat, Reduce: f.reduce}, field: "fields", bound: f.bound}
	if sp.Stat == "" {
		sp.Stat = countedAs(format)
	}
	return sp, sp.useSignal(c)
}

// countedAs is how counters are answered: per second in a graph, else over the range.
func countedAs(format models.Format) models.Stat {
	if format == models.FormatTimeSeries {
		return models.StatRate
	}
	return models.StatTotal
}
