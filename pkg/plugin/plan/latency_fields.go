package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/latency"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// latencyField is one field of a latency query.
type latencyField struct {
	id, unit, text string
	// needs are the signals whose sums and counts it is made of.
	needs []string
	// of picks a mean of a row; signal and stat name a quantile instead.
	of     func(*latency.Row) []float64
	signal string
	stat   models.Stat
	// bound is an end of the interval that the quantile lies in; such fields are answered only where they are named.
	bound join.Bound
}

var (
	phaseSignals  = []string{"queue_time", "kv_transfer_time", "prefill_time", "decode_time", "e2e_latency", "ttft"}
	besideSignals = []string{"gateway_latency", "gateway_ttft", "client_ttft"}
	allPhases     = []string{"queue_time", "kv_transfer_time", "prefill_time", "decode_time", "e2e_latency", "gateway_latency"}
)

// latencyFields are all fields, in the order of the answer.
var latencyFields = []latencyField{
	{id: "queue", unit: "s", needs: allPhases, of: func(r *latency.Row) []float64 { return r.Queue },
		text: "Mean time a request waits before it is scheduled."},
	{id: "transfer", unit: "s", needs: allPhases, of: func(r *latency.Row) []float64 { return r.Transfer },
		text: "Mean time the KV cache takes from the prefill to the decode pod."},
	{id: "prefill", unit: "s", needs: allPhases, of: func(r *latency.Row) []float64 { return r.Prefill },
		text: "Mean time to compute the prompt."},
	{id: "decode", unit: "s", needs: allPhases, of: func(r *latency.Row) []float64 { return r.Decode },
		text: "Mean time to generate the tokens after the first."},
	{id: "unexplained", unit: "s", needs: allPhases, of: func(r *latency.Row) []float64 { return r.Unexplained },
		text: "End to end less queue, transfer, prefill and decode; below zero where phases overlap."},
	{id: "e2e", unit: "s", needs: allPhases, of: func(r *latency.Row) []float64 { return r.E2E },
		text: "Mean time from a request's arrival to its last token, of the requests whose phases are known."},
	{id: "requests", unit: "short", needs: []string{"e2e_latency", "gateway_latency"}, of: func(r *latency.Row) []float64 { return r.Requests },
		text: "Finished requests."},
	{id: "decomposed", unit: "percentunit", needs: allPhases, of: func(r *latency.Row) []float64 { return r.Decomposed },
		text: "Share of the requests whose phases are all known."},
	{id: "ttft_mean", unit: "s", needs: []string{"ttft"}, of: func(r *latency.Row) []float64 { return r.TTFT },
		text: "Mean time to the first token as the engine saw it."},
	quantileField("ttft_p50", "ttft", models.StatP50), quantileField("ttft_p95", "ttft", models.StatP95), quantileField("ttft_p99", "ttft", models.StatP99),
	quantileField("itl_p50", "itl", models.StatP50), quantileField("itl_p95", "itl", models.StatP95), quantileField("itl_p99", "itl", models.StatP99),
	{id: "gateway_ttft_mean", unit: "s", needs: []string{"gateway_ttft"}, of: func(r *latency.Row) []float64 { return r.GatewayTTFT },
		text: "Mean time to the first token as the gateway saw it."},
	quantileField("gateway_ttft_p95", "gateway_ttft", models.StatP95),
	{id: "client_ttft_mean", unit: "s", needs: []string{"client_ttft"}, of: func(r *latency.Row) []float64 { return r.ClientTTFT },
		text: "Mean time to the first token as the client saw it."},
	quantileField("client_ttft_p95", "client_ttft", models.StatP95),
	{id: "gateway_gap", unit: "s", needs: []string{"gateway_ttft", "ttft"}, of: func(r *latency.Row) []float64 { return r.GatewayGap },
		text: "Gateway's less engine's mean time to the first token, over the models that both report; undefined where their requests differ in number by more than 10 %."},
}

func quantileField(id, signal string, stat models.Stat) latencyField {
	return latencyField{id: id, unit: "s", signal: signal, stat: stat,
		text: "Quantile of the buckets' observations; it lies between the two bucket edges around it."}
}

// chosen are the fields that a query selects; all when it selects none.
func chosen(ids []string) []latencyField {
	if len(ids) == 0 {
		return latencyFields
	}
	var out []latencyField
	for _, f := range latencyFields {
		for _, f := range append([]latencyField{f}, f.bounds()...) {
			if slices.Contains(ids, f.id) {
				out = append(out, f)
			}
		}
	}
	return out
}
