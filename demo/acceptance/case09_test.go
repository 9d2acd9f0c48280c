package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

func TestCase09_WhoHoldsTheCard(t *testing.T) {
	held := []tenure{{always, "chat/llama-0"}}
	serving := engine{pod: "chat/llama-0", tokens: growing(10)}.series()
	for _, c := range []struct {
		name string
		gpu  card
	}{
		{"exported_pod", card{naming: exported}},
		{"honoured", card{naming: honoured}},
		{"relabelled_k8s_pod_name", card{naming: relabelled}},
		{"exported_pod_of_4.9", card{naming: exported, era49: true}},
		// Relabelled by an agent that also sets its own pod on the series.
		{"relabelled_beside_the_exporters_own_pod", card{naming: relabelled,
			labels: []string{"namespace", "gpu-operator", "pod", "nvidia-dcgm-exporter-n1", "container", "nvidia-dcgm-exporter"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.gpu.uuid, c.gpu.held, c.gpu.tensor = "GPU-a", held, constant(0.5)
			idle := c.gpu
			idle.uuid, idle.index, idle.held, idle.tensor = "GPU-b", 1, nil, constant(0.01)
			w := newWorld(t, c.gpu.series(), idle.series(), serving, price("eu", "n1", scrape{}, constant(aCentASecond)))
			a := w.ask(table("replica", tokens, tensor, cost))
			r := a.one("pod", "llama-0")
			a.values(1)
			a.near("gpus", r["gpus"], 1, 0)
			a.near("tensor", r["tensor"], 0.5, 0)
			a.is("method", r["match_method"], "gpu-labels")
			a.near("the idle card", a.one("row_kind", "unmatched")["cost"], 12, 0)
			a.is("first key column", a.one("row_kind", "unmatched")["cluster"], "unmatched")
			d := w.ask(table("device", tensor))
			d.near("tensor of the idle card", d.one("gpu_uuid", "GPU-b", "row_kind", "unmatched")["tensor"], 0.01, 0)
		})
	}
}

// On a node without work no series has exported_pod, and pod is the exporter's: it holds nothing.
func TestCase09_TheExporterOwnsNothing(t *testing.T) {
	busy := []tenure{{always, "chat/llama-0"}}
	for _, c := range []struct {
		name  string
		cards [][]storetest.Series
	}{
		{"idle_node", [][]storetest.Series{
			card{node: "n2", uuid: "GPU-i", naming: ownPod, tensor: constant(0.01)}.series()}},
		{"no_container_label", [][]storetest.Series{
			card{node: "n2", uuid: "GPU-i", naming: ownPod, tensor: constant(0.01), labels: []string{"container", "", "job", "dcgm-exporter", "pod", "dcgm-exporter-x7k2p"}}.series()}},
		// A central exporter of other machines, under a name that says nothing.
		{"one_pod_on_several_nodes", [][]storetest.Series{
			card{node: "n2", uuid: "GPU-i", naming: honoured, held: []tenure{{always, "infra/metrics-0"}}, tensor: constant(0.01), labels: []string{"container", "", "instance", "10.9.9.9:9400"}}.series(),
			card{node: "n3", uuid: "GPU-j", naming: honoured, held: []tenure{{always, "infra/metrics-0"}}, tensor: constant(0.01), labels: []string{"container", "", "instance", "10.9.9.9:9400"}}.series()}},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := append([][]storetest.Series{
				card{uuid: "GPU-a", held: busy, tensor: constant(0.5)}.series(),
				engine{pod: "chat/llama-0", tokens: growing(10)}.series()}, c.cards...)
			a := newWorld(t, parts...).ask(table("device", tokens, tensor))
			a.values(1)
			a.is("owner", a.one("gpu_uuid", "GPU-a")["pod"], "llama-0")
			a.is("kind", a.one("gpu_uuid", "GPU-i")["row_kind"], "unmatched")
			if a.cover.Devices.Matched != 1 || a.cover.Devices.Total != 1+len(c.cards) {
				t.Errorf("devices %+v", a.cover.Devices)
			}
			a.unmatched("GPU-i", "")
		})
	}
}

// Two clusters, two ways of scraping, in one store.
func TestCase09_BothInOneStore(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{cluster: "us", uuid: "GPU-c", naming: honoured, era49: true, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.2)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		engine{cluster: "us", pod: "chat/llama-0", tokens: growing(3)}.series())
	a := w.ask(table("replica", tokens, tensor))
	a.values(2)
	eu, us := a.one("cluster", "eu", "pod", "llama-0"), a.one("cluster", "us", "pod", "llama-0")
	a.near("tensor in eu", eu["tensor"], 0.5, 0)
	a.near("tensor in us", us["tensor"], 0.2, 0)
	a.near("tokens in eu", eu["tokens"], 12000, 0)
	a.near("tokens in us", us["tokens"], 3600, 0)
	if a.cover.Methods["gpu-labels"] != 2 {
		t.Errorf("methods %v", a.cover.Methods)
	}
}

// A card whose exporter names another pod than the only one that asks for GPUs: labels are better evidence.
func TestCase09_LabelsBeatTheNode(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "batch/train-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(),
		kube{pod: "batch/train-0"}.series())
	a := w.ask(table("device", tokens, tensor))
	a.is("owner", a.one("gpu_uuid", "GPU-a")["pod"], "train-0")
	a.is("method", a.one("gpu_uuid", "GPU-a")["match_method"], "gpu-labels")
	a.near("the replica without a card keeps its tokens", a.one("pod", "llama-0")["tokens"], 12000, 0)
	a.near("and has no gpus", a.one("pod", "llama-0")["gpus"], 0, 0)
}
