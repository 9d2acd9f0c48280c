package acceptance_test

import "github.com/tokenpath/tokenpath/demo/fleet"

// againstLatency holds phases against the requests of the fleet, pod by pod and model by model.
func againstLatency(w *world, truth fleet.Truth, cluster string, from, to int) {
	pods := w.ask(latency("table", "namespace", "pod").between(from, to).where("cluster", "=", cluster))
	models := map[string]*modelTruth{}
	for _, r := range truth.Replicas {
		m := models[r.Model]
		if m == nil {
			m = &modelTruth{}
			models[r.Model] = m
		}
		m.add(r)
		p := r.Phases
		if r.Engine != "vllm" || r.Role != "" || p.Finished < 1000 || allowance(r, truth) > 0.01 {
			continue
		}
		got := pods.one("namespace", r.Namespace, "pod", r.Pod)
		for field, sum := range map[string]float64{"queue": p.Queue, "prefill": p.Prefill, "decode": p.Decode, "e2e": p.E2E} {
			pods.near(field+" of "+r.Pod, got[field], sum/p.Finished, 0.02*sum/p.Finished+0.002)
		}
		pods.near("requests of "+r.Pod, got["requests"], p.Finished, 0.01*p.Finished)
		pods.near("time to first token of "+r.Pod, got["ttft_mean"], p.TTFT/p.FirstTokens, 0.02*p.TTFT/p.FirstTokens+0.002)
	}
	againstPair(w, models, cluster, from, to)
}

// modelTruth adds up a model's replicas by role.
type modelTruth struct {
	prefill, decode fleet.Phases
	engine          string
}

func (m *modelTruth) add(r fleet.ReplicaTruth) {
	to := &m.decode
	m.engine = r.Engine
	if r.Role == "prefill" {
		to = &m.prefill
	}
	to.Queue += r.Phases.Queue
	to.Transfer += r.Phases.Transfer
	to.Prefill += r.Phases.Prefill
	to.Decode += r.Phases.Decode
	to.Finished += r.Phases.Finished
}

// againstPair holds the model whose prefill and decode are on different pods: one request, four phases, two pods.
func againstPair(w *world, models map[string]*modelTruth, cluster string, from, to int) {
	a := w.ask(latency("table", "llm_model").between(from, to).where("cluster", "=", cluster))
	for model, m := range models {
		if m.prefill.Finished == 0 {
			continue
		}
		got, n := a.one("llm_model", model), m.decode.Finished
		a.near("requests of the pair", got["requests"], n, 0.01*n)
		if m.engine == "sglang" { // tells no decode time, so that its requests cannot be divided
			a.null("decode of the pair", got["decode"])
			continue
		}
		a.near("prefill of the pair", got["prefill"], m.prefill.Prefill/n, 0.03*m.prefill.Prefill/n)
		a.near("transfer of the pair", got["transfer"], m.decode.Transfer/n, 0.005+0.03*m.decode.Transfer/n) // it is timed without its handshake
		a.near("decode of the pair", got["decode"], m.decode.Decode/n, 0.02*m.decode.Decode/n)
	}
}

// againstGateways holds what the gateways say of each tenant and model against what went through them.
func againstGateways(w *world, truth fleet.Truth, cluster string, from, to int) {
	tenants, first := map[string]float64{}, map[string]*fleet.RouteTruth{}
	for _, r := range truth.Routes {
		tenants[r.Tenant] += r.GenerationTokens
		if first[r.Model] == nil {
			first[r.Model] = &fleet.RouteTruth{}
		}
		first[r.Model].TTFT += r.TTFT
		first[r.Model].Requests += r.Requests - r.Errors
	}
	made := query{QueryType: "signal", Format: "table", By: []string{"tenant"}, Operands: []operand{{As: "made", Signal: "gateway_generation_tokens", Stat: "total"}}}
	a := w.ask(made.between(from, to).where("cluster", "=", cluster))
	total := 0.0
	for tenant, tokens := range tenants {
		total += tokens
		if tenant != "" {
			a.near("tokens of "+tenant, a.one("tenant", tenant)["made"], tokens, 0.01*tokens)
		}
	}
	a.near("Σ tokens of tenants", a.sum("made"), total, 0.01*total)
	m := w.ask(latency("table", "llm_model").between(from, to).where("cluster", "=", cluster))
	held := 0
	for model, r := range first {
		for _, row := range m.where("llm_model", model) {
			if row["row_kind"] == "value" && row["gateway_ttft_mean"] != nil {
				m.near("the gateway's time to first token of "+model, row["gateway_ttft_mean"], r.TTFT/r.Requests, 0.03*r.TTFT/r.Requests+0.002)
				held++
			}
		}
	}
	if held < len(first)-1 { // a model that its engine does not name meets none
		w.t.Errorf("%d of %d models of the gateway in %s have its time to first token", held, len(first), cluster)
	}
}
