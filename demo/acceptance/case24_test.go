package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

const (
	h100 = "NVIDIA H100 80GB HBM3"
	a100 = "NVIDIA A100-SXM4-80GB"
)

// perModel adds gpu_model to the key of a table's rows.
func perModel(grain string, ops ...operand) query {
	q := table(grain, ops...)
	q.By = []string{"gpu_model"}
	return q
}

// mixed is one LLM on an H100 and on an A100 of another node, at 0.02 and 0.01 a second.
func mixed(t *testing.T) *world {
	return newWorld(t,
		card{uuid: "GPU-h", held: []tenure{{always, "chat/llama-h"}}, tensor: constant(0.8), more: wholeCard(600)}.series(),
		card{uuid: "GPU-a", node: "n2", labels: []string{"modelName", a100}, held: []tenure{{always, "chat/llama-a"}}, tensor: constant(0.4), more: wholeCard(300)}.series(),
		engine{pod: "chat/llama-h", tokens: growing(30)}.series(),
		engine{pod: "chat/llama-a", tokens: growing(10)}.series(),
		price("eu", "n1", scrape{}, constant(2*aCentASecond)), price("eu", "n2", scrape{}, constant(aCentASecond)))
}

var perMtok = operand{As: "per_mtok", Formula: "cost / tokens * 1e6"}

func TestCase24_MixedGPUsUnderOneModel(t *testing.T) {
	w := mixed(t)
	for _, grain := range []string{"model", "cluster", "replica", "device"} {
		t.Run(grain, func(t *testing.T) {
			a := w.ask(perModel(grain, tokens, tensor, power, energy, cost, perMtok))
			a.values(2)
			for _, want := range []struct {
				model                                string
				tokens, tensor, power, cost, perMtok float64
			}{{h100, 36000, 0.8, 600, 24, 24 / 0.036}, {a100, 12000, 0.4, 300, 12, 1000}} {
				r := a.one("gpu_model", want.model)
				a.near("tokens", r["tokens"], want.tokens, 1e-6)
				a.near("tensor", r["tensor"], want.tensor, 1e-9)
				a.near("power", r["power"], want.power, 1e-6)
				a.near("energy", r["energy"], want.power*1200, 1e-3)
				a.near("cost", r["cost"], want.cost, 1e-6)
				a.near("unit price", r["per_mtok"], want.perMtok, 1e-6)
				a.near("gpus", r["gpus"], 1, 1e-9)
			}
		})
	}
	a := w.ask(table("model", tokens, tensor, cost, perMtok))
	r := a.one("llm_model", "llama")
	a.near("tokens", r["tokens"], 48000, 0)
	a.near("each card at its own price", r["cost"], 36, 1e-6)
	a.near("unit price", r["per_mtok"], 750, 1e-6)
	a.near("mean over both cards", r["tensor"], 0.6, 1e-9)

	a = w.ask(table("model", tokens, cost).where("gpu_model", "=", a100))
	r = a.one("llm_model", "llama")
	a.near("tokens on the A100", r["tokens"], 12000, 1e-6)
	a.near("cost of the A100", r["cost"], 12, 1e-6)

	q := graph("model", rate, tensor)
	q.By = []string{"gpu_model"}
	g := w.ask(q)
	for _, v := range g.line("rate", "gpu_model", h100) {
		g.near("rate", v, 30, 1e-9)
	}
	for _, v := range g.line("tensor", "gpu_model", a100) {
		g.near("tensor", v, 0.4, 1e-9)
	}
}

// Prices declared by GPU model, with no price source in the store.
func TestCase24_DeclaredPrices(t *testing.T) {
	w := mixed(t)
	w.settings = `{"prices":[{"gpu_model":"` + h100 + `","per_hour":144,"currency":"EUR"},{"gpu_model":"` + a100 + `","per_hour":36,"currency":"EUR"}]}`
	a := w.ask(perModel("model", cost))
	a.near("cost of the H100", a.one("gpu_model", h100)["cost"], 48, 1e-6)
	a.near("cost of the A100", a.one("gpu_model", a100)["cost"], 12, 1e-6)
	a = w.ask(table("model", cost))
	a.near("cost of both", a.one("llm_model", "llama")["cost"], 60, 1e-6)
}

// One replica on cards of two models at once: its tokens are split between them, never counted for each.
func TestCase24_OneReplicaOnTwoModels(t *testing.T) {
	held := []tenure{{always, "chat/llama-0"}}
	w := newWorld(t,
		card{uuid: "GPU-h0", held: held, tensor: constant(0.8), more: wholeCard(600)}.series(),
		card{uuid: "GPU-h1", index: 1, held: held, tensor: constant(0.6), more: wholeCard(600)}.series(),
		card{uuid: "GPU-a", index: 2, labels: []string{"modelName", a100}, held: held, tensor: constant(0.4), more: wholeCard(300)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(30)}.series())
	for _, grain := range []string{"model", "replica"} {
		a := w.ask(perModel(grain, tokens, tensor, power))
		a.values(2)
		a.near("tokens on two of three cards", a.one("gpu_model", h100)["tokens"], 24000, 1e-6)
		a.near("tokens on one", a.one("gpu_model", a100)["tokens"], 12000, 1e-6)
		a.near("tensor of the H100s", a.one("gpu_model", h100)["tensor"], 0.7, 1e-9)
		a.near("tensor of the A100", a.one("gpu_model", a100)["tensor"], 0.4, 1e-9)
		a.near("power of the H100s", a.one("gpu_model", h100)["power"], 1200, 1e-6)
		a.near("gpus", a.one("gpu_model", h100)["gpus"], 2, 1e-9)
		a.near("Σ tokens", a.sum("tokens"), 36000, 1e-6)
	}
	a := w.ask(table("replica", tokens, power))
	a.near("one row without by", a.one("pod", "llama-0")["tokens"], 36000, 0)
	a.near("power", a.one("pod", "llama-0")["power"], 1500, 1e-6)
}

// A pod's card is exchanged at 600, an A100 for an H100, and the H100 has neighbours of the link entity, on which
// model_name is a GPU: neither becomes an LLM.
func TestCase24_TheCardIsExchanged(t *testing.T) {
	link := func(string) []storetest.Series {
		labels := []string{"cluster", "eu", "job", "dcgm", "instance", "10.0.n1:9400", "gpu", "1", "gpu_uuid", "GPU-h", "nvlink", "3",
			"model_name", h100, "hostname", "n1", "device", "nvidia1"}
		return scrape{}.or(30).series(line{"DCGM_FI_PROF_NVLINK_L3_TX_BYTES", func(int) []string { return labels }, constant(1e9)})
	}
	w := newWorld(t,
		card{uuid: "GPU-a", labels: []string{"modelName", a100}, held: []tenure{{600, "chat/llama-0"}, {always, ""}}, tensor: until(600, 0.4, 0), more: wholeCard(300)}.series(),
		card{uuid: "GPU-h", index: 1, held: []tenure{{600, ""}, {always, "chat/llama-0"}}, tensor: until(600, 0, 0.8), more: wholeCard(600)}.series(),
		link(""), engine{pod: "chat/llama-0", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(perModel("model", tokens, tensor, power, cost))
	// Seen on the A100 to 600, so until 630; seen on the H100 from 630, so from 600: half the tokens but a step.
	h, l := a.one("gpu_model", h100, "llm_model", "llama"), a.one("gpu_model", a100, "llm_model", "llama")
	a.near("tokens on the H100", h["tokens"], 6000, 300)
	a.near("tokens on the A100", l["tokens"], 6000, 300)
	a.near("tensor of the H100", h["tensor"], 0.8, 0.05)
	a.near("tensor of the A100", l["tensor"], 0.4, 0.05)
	a.near("gpus", h["gpus"], 0.5, 30.0/1200)
	a.near("Σ tokens", a.sum("tokens"), 12000, 1e-6)
	a.near("Σ power", a.sum("power"), 900, 1e-6)
	a.near("Σ cost", a.sum("cost"), 24, 1e-6)
	for _, r := range a.rows() {
		if r["llm_model"] == h100 {
			t.Errorf("an LLM named %s in\n%s", h100, a)
		}
	}
}
