package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// A slice costs its sevenths, what the slices leave over is nobody's.
func TestCost_SlicesAndTheirRemainder(t *testing.T) {
	slice := func(id, profile, pod string) card {
		return card{uuid: "GPU-m", held: []tenure{{always, pod}}, tensor: constant(0.5), labels: []string{"GPU_I_ID", id, "GPU_I_PROFILE", profile}}
	}
	idle := earning("chat/llama-1", func(float64) fn { return constant(3) })
	w := newWorld(t, slice("1", "3g.40gb", "chat/llama-0").series(), slice("2", "2g.20gb", "chat/llama-1").series(),
		earning("chat/llama-0", growing).series(), idle.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(bill("cluster", "mig_id"))
	a.addsUp(12)
	a.near("the busy slice", a.one("mig_id", "1", "row_kind", "value")["cost_total"], 12*3./7, 1e-6)
	a.near("the idle slice", a.one("mig_id", "2", "row_kind", "idle")["cost_total"], 12*2./7, 1e-6)
	a.near("the remainder", a.one("row_kind", "unattributed")["cost_total"], 12*2./7, 1e-6)
	a.near("GPU-hours of a slice", a.one("mig_id", "1", "row_kind", "value")["gpu_hours"], 3./7/3, 1e-9)
}

// A card that two pods share is billed once, half each; a pod without engine series is named.
func TestCost_SharedCardsAndStrangers(t *testing.T) {
	w := newWorld(t, heldCard(0, "chat/llama-0"), heldCard(0, "chat/llama-1"), heldCard(1, "batch/train-0"),
		earning("chat/llama-0", growing).series(), earning("chat/llama-1", growing).series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(bill("cluster", "pod"))
	a.addsUp(24)
	a.near("llama-0", a.one("pod", "llama-0")["cost_total"], 6, 1e-6)
	a.near("llama-1", a.one("pod", "llama-1")["cost_total"], 6, 1e-6)
	s := a.one("pod", "train-0")
	a.is("kind", s["row_kind"], "unattributed")
	a.near("the stranger", s["cost_total"], 12, 1e-6)
	a.unmatched("train-0", "no engine")
}

// A prefill pod is all prompt, a decode pod all generation, whatever both of them count.
func TestCost_PrefillAndDecodePods(t *testing.T) {
	for name, again := range map[string]float64{"each_its_own": 0, "the_decode_pod_counts_the_prompts_too": 100} {
		t.Run(name, func(t *testing.T) {
			parts := disaggregated("chat/p-0", "chat/d-0")
			parts[3] = working(half("chat/d-0", "decode", 0.2, 0.08, 0.01, 3, 3.9), again, 40).series()
			a := newWorld(t, parts...).ask(bill("llm_model"))
			a.addsUp(36)
			r := a.one("llm_model", "llama")
			a.near("prompt", r["cost_prompt"], 24, 1e-6)
			a.near("generation", r["cost_generation"], 12, 1e-6)
			a.near("prompt tokens", r["prompt_tokens"], 120_000, 1e-6)
			a.near("generated tokens", r["generation_tokens"], 48_000, 1e-6)
			a.near("per million prompt tokens", r["cost_per_mtok_prompt"], 200, 1e-6)
			a.near("per million generated tokens", r["cost_per_mtok_generation"], 250, 1e-6)
			if w := a.bill().Cost.Weights; len(w) != 1 || w[0].Source != "role" {
				t.Errorf("weights %+v", w)
			}
		})
	}
}

// An engine that reports no phases is divided by the declared ratio, or not at all.
func TestCost_ADeclaredRatio(t *testing.T) {
	e := engine{pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"vllm:prompt_tokens_total": growing(40)}}
	w := newWorld(t, heldCard(0, "chat/llama-0"), e.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(bill("pod"))
	a.addsUp(12)
	a.null("prompt", a.one("pod", "llama-0")["cost_prompt"])
	a.notes("phaseWeight")
	w.settings = `{"phaseWeight":"0.2"}`
	a = w.ask(bill("pod"))
	a.near("prompt", a.one("pod", "llama-0")["cost_prompt"], 2.4, 1e-6)
	a.near("generation", a.one("pod", "llama-0")["cost_generation"], 9.6, 1e-6)
	if s := a.bill().Estimates["cost_prompt"]; !strings.Contains(s, "ratio 0.2") {
		t.Errorf("estimate %q", s)
	}
}

// Euros and dollars are never added: each has rows and a bill of its own.
func TestCost_TwoCurrencies(t *testing.T) {
	us := earning("chat/llama-0", growing)
	us.cluster = "us"
	w := newWorld(t, heldCard(0, "chat/llama-0"), earning("chat/llama-0", growing).series(), us.series(),
		card{cluster: "us", uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series())
	w.settings = `{"prices":[{"labels":{"cluster":"eu"},"per_hour":36,"currency":"EUR"},{"labels":{"cluster":"us"},"per_hour":72,"currency":"USD"}]}`
	a := w.ask(bill("llm_model"))
	a.near("euros", a.one("currency", "EUR")["cost_total"], 12, 1e-6)
	a.near("dollars", a.one("currency", "USD")["cost_total"], 24, 1e-6)
	if b := a.bill().Cost.Bill; len(b) != 2 || b[0].Currency != "EUR" || b[1].Currency != "USD" || b[1].Amount != 24 {
		t.Errorf("%+v", b)
	}
	q := bill("llm_model").every(seconds(300))
	q.Format, q.Fields = "timeseries", []string{"cost_total"}
	g := w.ask(q)
	g.near("a step in dollars", g.line("cost_total", "currency", "USD")[300], 6, 1e-6)
	for _, f := range valueFields(g.frame) {
		if f.Config.Unit != "currency"+f.Labels["currency"] {
			t.Errorf("%v in %q", f.Labels, f.Config.Unit)
		}
	}
}

// GPUs that only the price source counts are in no row; the coverage has their amount. What has no price is not free.
func TestCost_GPUsThatNobodySees(t *testing.T) {
	counted := func(node string, n float64) (out []string) {
		return []string{"cluster", "eu", "job", "opencost", "instance", node, "node", node}
	}
	w := newWorld(t, heldCard(0, "chat/llama-0"), earning("chat/llama-0", growing).series(),
		card{uuid: "GPU-x", node: "n3", held: []tenure{{always, ""}}, tensor: constant(0)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), price("eu", "n2", scrape{}, constant(2*aCentASecond)), price("eu", "n3", scrape{}, constant(0)),
		scrape{}.or(60).series(line{"node_gpu_count", func(int) []string { return counted("n1", 2) }, constant(2)}),
		scrape{}.or(60).series(line{"node_gpu_count", func(int) []string { return counted("n2", 4) }, constant(4)}))
	a := w.ask(bill("cluster"))
	a.near("the bill", a.bill().Cost.Bill[0].Amount, 12, 1e-6)
	a.near("without a price", a.bill().Cost.Bill[0].Unpriced, 1./3, 1e-9)
	a.null("unattributed and unpriced", a.one("row_kind", "unattributed")["cost_total"])
	a.notes("not billed")
	got := a.bill().Coverage.Unbilled
	if len(got) != 2 || got[0].Key != "eu/n1" || got[1].Key != "eu/n2" || got[0].Amount == nil {
		t.Fatalf("%+v", got)
	}
	a.near("of a node that is seen in part", *got[0].Amount, 12, 1e-6)
	a.near("of a node that is not seen", *got[1].Amount, 96, 1e-6)
}

// An alert rule reads one number a row.
func TestCost_InAnAlert(t *testing.T) {
	w := household(t)
	q := bill("tenant")
	q.Format, q.headers = "numeric", map[string]string{"FromAlert": "true"}
	if resp := w.try(q); resp.Error == nil || !strings.Contains(resp.Error.Error(), "exactly one field") {
		t.Errorf("%v", resp.Error)
	}
	q.Fields = []string{"cost_per_mtok_generation"}
	a := w.ask(q)
	a.near("search", a.one("tenant", "search")["cost_per_mtok_generation"], 750, 1e-6)
	q = bill("tenant")
	q.Top, q.Fields = &top{N: 1, By: "cost_total", Other: true}, []string{"cost_total", "generation_tokens"}
	o := w.ask(q)
	o.near("the rest", o.one("row_kind", "other")["cost_total"], 5.175, 1e-6)
	o.addsTo(36)
}

func (a answer) addsTo(want float64) {
	a.t.Helper()
	a.near("Σ rows", a.sum("cost_total"), want, 1e-6)
}

// The simulator's own account is what the bill must be.
func TestCost_TruthOfTheFleet(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates six hours")
	}
	f, w := simulated(t)
	from, to := -5*3600, -3600
	for _, cluster := range fleet.Production() {
		truth := f.Truth(at(from), at(to)).In(cluster)
		want := truth.Bill(cluster)
		for _, by := range [][]string{{"llm_model"}, {"cluster", "pod"}, {"tenant", "llm_model"}, {"node"}} {
			for _, basis := range []string{"effective", "usage"} {
				q := bill(by...).between(from, to).where("cluster", "=", cluster)
				q.Basis = basis
				a := w.ask(q)
				a.near("Σ rows", a.sum("cost_total"), want, 0.002*want)
				a.near("Σ rows against the bill", a.sum("cost_total"), a.bill().Cost.Bill[0].Amount, 1e-9*want)
				if basis == "effective" {
					againstPods(a, truth)
					againstTenants(a, truth)
				}
			}
		}
	}
}

// againstPods holds what each replica's rows add up to, idle or not, against what its cards cost.
func againstPods(a answer, truth fleet.Truth) {
	if f, _ := a.frame.FieldByName("pod"); f == nil {
		return
	}
	engines := map[string]bool{"vllm": true, "sglang": true, "tgi": true}
	for _, r := range truth.Replicas {
		if engines[r.Engine] {
			slack := 30 * float64(len(r.Holds)+1) * 3.1 / 3600
			a.near("cost of "+r.Pod, a.sum("cost_total", "pod", r.Pod), r.Cost, 0.005*r.Cost+slack)
		}
	}
}

// againstTenants holds the tokens of each tenant against those that its gateway let through, for the models that vLLM
// serves: other engines may not say which model they serve.
func againstTenants(a answer, truth fleet.Truth) {
	if f, _ := a.frame.FieldByName("tenant"); f == nil {
		return
	}
	engines := map[string]map[string]bool{}
	for _, r := range truth.Replicas {
		if engines[r.Model] == nil {
			engines[r.Model] = map[string]bool{}
		}
		engines[r.Model][r.Engine] = true
	}
	for _, r := range truth.Routes {
		if r.Tenant != "" && len(engines[r.Model]) == 1 && engines[r.Model]["vllm"] {
			got := a.one("tenant", r.Tenant, "llm_model", r.Model)["generation_tokens"]
			a.near("tokens of "+r.Tenant+" of "+r.Model, got, r.GenerationTokens, 0.03*r.GenerationTokens)
		}
	}
}
