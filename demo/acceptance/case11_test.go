package acceptance_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

const (
	bareUUID  = "604ab0b0-0000-0000-0000-000000000001"
	upperUUID = "604AB0B0-0000-0000-0000-000000000001"
)

var nvlink = operand{As: "nvlink", Signal: "gpu_nvlink_tx"}

// Every exporter spells the label in its own way, and the UUID too: all are one card.
func TestCase11_SpellingsOfAUUID(t *testing.T) {
	for i, spelled := range [][]string{
		{"UUID", someUUID}, {"uuid", someUUID}, {"gpu_uuid", someUUID}, {"device_uuid", someUUID},
		{"uuid", bareUUID}, {"gpu_uuid", upperUUID}, {"device_uuid", "GPU-" + upperUUID}, {"UUID", "gpu-" + bareUUID},
	} {
		t.Run(fmt.Sprint(i, "_", spelled[0], "_", spelled[1]), func(t *testing.T) {
			// One line has the usual spelling, the other this one, as two collectors of one node write them.
			odd := card{naming: exported, held: []tenure{{always, "chat/llama-0"}}, more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)},
				labels: []string{"UUID", "", spelled[0], spelled[1], "Hostname", "", "hostname", "n1", "instance", "10.0.0.9:9835", "job", "other"}}
			w := newWorld(t, card{uuid: someUUID, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(), odd.series(),
				engine{pod: "chat/llama-0", tokens: growing(10)}.series())
			a := w.ask(table("device", tokens, tensor, power))
			a.values(1)
			r := a.one("gpu_uuid", someUUID)
			a.is("node", r["node"], "n1")
			a.near("tensor", r["tensor"], 0.5, 1e-9)
			a.near("power", r["power"], 300, 1e-9)
			a.near("gpus", r["gpus"], 1, 0)
			a.near("tokens once", r["tokens"], 12000, 0)
			if a.cover.Devices.Total != 1 {
				t.Errorf("%d devices, want 1", a.cover.Devices.Total)
			}
		})
	}
}

// Whatever names a card is read in the same way: prices, filters, the user's own PromQL.
func TestCase11_SpellingsInTheSettingsAndTheQuery(t *testing.T) {
	mine := scrape{}.or(30).series(line{"my_watts", func(int) []string { return []string{"cluster", "eu", "device_id", upperUUID} }, constant(42)})
	w := newWorld(t, card{uuid: someUUID, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.9)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(), mine)
	w.settings = fmt.Sprintf(`{"prices":[{"labels":{"gpu_uuid":"%s"},"per_hour":36,"currency":"EUR"}]}`, upperUUID)
	own := operand{As: "mine", Expr: "my_watts", Keys: map[string]string{"gpu_uuid": "device_id", "cluster": "cluster"}}
	a := w.ask(table("device", tensor, cost, own))
	r := a.one("gpu_uuid", someUUID)
	a.near("cost", r["cost"], 12, 1e-9)
	a.near("own PromQL", r["mine"], 42, 1e-9)
	a.null("the other card", a.one("gpu_uuid", "GPU-b")["mine"])
	a = w.ask(table("device", tensor).where("gpu_uuid", "=", upperUUID))
	a.values(1)
	a.near("the filtered card", a.one("gpu_uuid", someUUID)["tensor"], 0.5, 1e-9)
}

// link is a card's NVLink counters as the exporter writes lines of links: other label names, and model_name for the GPU.
func link(c card, perSecond float64) []storetest.Series {
	c.tensor, c.more = nil, map[string]fn{"DCGM_FI_PROF_NVLINK_TX_BYTES": constant(perSecond)}
	c.labels = []string{"modelName", "", "model_name", "NVIDIA H100 80GB HBM3", "UUID", "", "gpu_uuid", c.uuid, "Hostname", "", "hostname", or(c.node, "n1")}
	return named(c.series(), "DCGM_FI_PROF_NVLINK_TX_BYTES")
}

// model_name on a line of DCGM's is the GPU's. No LLM may be named like a graphics card.
func TestCase11_ModelNameOfALink(t *testing.T) {
	for name, how := range map[string]naming{"exported": exported, "honoured": honoured, "no_pod": unnamed} {
		t.Run(name, func(t *testing.T) {
			gpu := card{uuid: someUUID, naming: how, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}
			w := newWorld(t, gpu.series(), link(gpu, 7e9), engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
				kube{pod: "chat/llama-0", gpus: 1}.series())
			a := w.ask(table("model", tokens, nvlink))
			a.values(1)
			a.near("bytes of the model", a.one("llm_model", "llama")["nvlink"], 7e9, 1)
			q := table("device", nvlink, tensor)
			q.By = []string{"gpu_model", "llm_model"}
			a = w.ask(q)
			a.values(1)
			r := a.one("gpu_uuid", someUUID)
			a.is("gpu_model", r["gpu_model"], "NVIDIA H100 80GB HBM3")
			a.is("llm_model", r["llm_model"], "llama")
			a.near("nvlink", r["nvlink"], 7e9, 1)
			a = w.ask(graph("model", nvlink).every(seconds(60)))
			for _, f := range a.frame.Fields {
				for label, v := range f.Labels {
					if label == "model_name" || label == "llm_model" && v != "llama" {
						t.Errorf("%s=%q on %s", label, v, f.Name)
					}
				}
			}
			a = w.ask(table("device", nvlink).where("llm_model", "=", "NVIDIA H100 80GB HBM3"))
			a.values(0)
		})
	}
}

// The links of one card: a line each, parts of the card's traffic, and of no LLM's.
func TestCase11_NoGPUAmongTheModels(t *testing.T) {
	gpu := card{uuid: someUUID, held: []tenure{{always, "batch/train-0"}}, tensor: constant(0.5)}
	w := newWorld(t, gpu.series(), link(gpu, 7e9), engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	status, body := call(t, w, http.MethodPost, "label-values", map[string]any{"label": "llm_model", "from": at(0).UnixMilli(), "to": at(1200).UnixMilli()})
	var got struct{ Values []string }
	if err := json.Unmarshal(body, &got); err != nil || status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	if len(got.Values) != 1 || got.Values[0] != "llama" {
		t.Errorf("models %q", got.Values)
	}
	for _, q := range []query{table("model", tokens, nvlink), {QueryType: "signal", By: []string{"llm_model"}, Format: "table", Operands: []operand{nvlink, tokens}}} {
		for _, r := range w.ask(q).rows() {
			if m, ok := r["llm_model"].(string); ok && strings.Contains(m, "NVIDIA") {
				t.Errorf("a model %q", m)
			}
		}
	}
}

// A rolling upgrade changes Hostname to hostname in the middle: the same card, held and priced throughout.
func TestCase11_HostnameChangesItsCase(t *testing.T) {
	half := func(s scrape, host, uuid string) []storetest.Series {
		return card{scrape: s, uuid: someUUID, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5),
			labels: []string{"Hostname", "", host, "n1", "UUID", "", uuid, someUUID}}.series()
	}
	w := newWorld(t, half(scrape{to: 600}, "Hostname", "UUID"), half(scrape{from: 630}, "hostname", "uuid"),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("device", tokens, tensor, cost))
	a.values(1)
	r := a.one("gpu_uuid", someUUID)
	a.near("gpus", r["gpus"], 1, 0)
	a.near("cost", r["cost"], 12, 1e-9)
	a.near("tensor", r["tensor"], 0.5, 1e-9)
	a.near("tokens", r["tokens"], 12000, 0)
	if got := len(w.ask(intervals()).rows()); got != 1 {
		t.Errorf("%d intervals, want 1", got)
	}
}
