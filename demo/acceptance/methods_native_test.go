package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

const someUUID = "GPU-604ab0b0-0000-0000-0000-000000000001"

// triton is a Triton server that reports on the cards it uses.
type triton struct {
	scrape
	cluster, pod string
	cards        []string
	busy         float64
}

func (x triton) series() []storetest.Series {
	x.scrape = x.scrape.or(15)
	namespace, pod, _ := strings.Cut(x.pod, "/")
	common := []string{"cluster", or(x.cluster, "eu"), "job", "triton", "instance", pod + ":8002", "namespace", namespace, "pod", pod}
	out := x.scrape.series(line{"nv_inference_request_success", func(int) []string {
		return append([]string{"model", "llama", "version", "1"}, common...)
	}, growing(2)})
	out = append(out, x.scrape.series(line{"nv_llm_output_token_len_sum", func(int) []string {
		return append([]string{"model", "llama", "version", "1", "response_metric_type", "total_output_tokens"}, common...)
	}, growing(10)})...)
	for _, uuid := range x.cards {
		labels := append([]string{"gpu_uuid", uuid}, common...)
		for name, f := range map[string]fn{"nv_gpu_utilization": constant(x.busy), "nv_gpu_power_usage": constant(300),
			"nv_gpu_memory_used_bytes": constant(1 << 30), "nv_energy_consumption": growing(300)} {
			out = append(out, x.scrape.series(line{name, func(int) []string { return labels }, f})...)
		}
	}
	return out
}

var (
	busy   = operand{As: "busy", Signal: "gpu_busy"}
	watts  = operand{As: "power", Signal: "gpu_power"}
	energy = operand{As: "energy", Signal: "gpu_energy", Stat: "total"}
)

// Without an exporter Triton's own series show the cards, who holds them and what they do.
func TestMethodNative(t *testing.T) {
	w := newWorld(t, triton{pod: "chat/triton-0", cards: []string{someUUID}, busy: 0.8}.series(), kube{pod: "chat/triton-0", gpus: 1}.series())
	a := w.ask(table("device", tokens, busy, watts, energy))
	a.values(1)
	r := a.one("gpu_uuid", someUUID)
	a.is("owner", r["pod"], "triton-0")
	a.is("node", r["node"], "n1")
	a.is("method", r["match_method"], "native")
	a.near("tokens", r["tokens"], 12000, 0)
	a.near("busy", r["busy"], 0.8, 0)
	a.near("power", r["power"], 300, 0)
	a.near("energy", r["energy"], 360000, 0)
}

// Beside an exporter it is the same card, and the exporter's reading counts.
func TestMethodNative_BesideAnExporter(t *testing.T) {
	exporter := card{uuid: strings.ToUpper(someUUID[4:]), node: "dgx-1", naming: unnamed, more: map[string]fn{
		"DCGM_FI_DEV_GPU_UTIL": constant(60), "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(300_000)}}
	w := newWorld(t, exporter.series(), triton{pod: "chat/triton-0", cards: []string{someUUID}, busy: 0.8}.series(),
		kube{pod: "chat/triton-0", node: "dgx-1", gpus: 1}.series())
	a := w.ask(table("device", tokens, busy, watts, energy))
	a.values(1)
	r := a.one("gpu_uuid", someUUID)
	a.is("node", r["node"], "dgx-1")
	a.is("method", r["match_method"], "native")
	a.near("busy by the exporter", r["busy"], 0.6, 0)
	a.near("power, which only Triton reports", r["power"], 300, 0)
	a.near("energy once", r["energy"], 360000, 0)
	if a.cover.Devices.Total != 1 {
		t.Errorf("%d devices, want 1", a.cover.Devices.Total)
	}
}

// The exporter's labels say otherwise: they are the better method.
func TestMethodNative_LabelsDisagree(t *testing.T) {
	w := newWorld(t, card{uuid: someUUID, held: []tenure{{always, "batch/train-0"}}, tensor: constant(0.5)}.series(),
		triton{pod: "chat/triton-0", cards: []string{someUUID}, busy: 0.8}.series())
	a := w.ask(table("device", tensor))
	r := a.one("gpu_uuid", someUUID, "row_kind", "value")
	a.is("owner", r["pod"], "train-0")
	a.is("method", r["match_method"], "gpu-labels")
}

// Two clusters with the same card and the same pod; and two pods that see one card share it.
func TestMethodNative_ClustersAndSharing(t *testing.T) {
	w := newWorld(t,
		triton{pod: "chat/triton-0", cards: []string{someUUID}, busy: 0.8}.series(),
		triton{cluster: "us", pod: "chat/triton-0", cards: []string{someUUID}, busy: 0.2}.series(),
		triton{cluster: "us", pod: "chat/triton-1", cards: []string{someUUID}, busy: 0.2}.series(),
		kube{pod: "chat/triton-0"}.series(), kube{cluster: "us", pod: "chat/triton-0"}.series(), kube{cluster: "us", pod: "chat/triton-1"}.series())
	a := w.ask(table("replica", busy, watts, tokens))
	a.values(3)
	eu := a.one("cluster", "eu")
	a.near("gpus", eu["gpus"], 1, 0)
	a.near("busy in eu", eu["busy"], 0.8, 0)
	for _, pod := range []string{"triton-0", "triton-1"} {
		us := a.one("cluster", "us", "pod", pod)
		a.near("gpus of "+pod, us["gpus"], 0.5, 0)
		a.near("busy of "+pod, us["busy"], 0.2, 0)
		a.near("power of "+pod, us["power"], 150, 0)
		a.near("tokens of "+pod, us["tokens"], 12000, 0)
	}
}
