package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// uidOf is the uid under which the fixture's kube-state-metrics knows a pod.
const uidOf = "uid-"

// blankCard is a card whose exporter names no pod, with further labels on its series.
func blankCard(uuid string, labels ...string) card {
	return card{uuid: uuid, naming: unnamed, tensor: constant(0.5), labels: labels}
}

// The exporter tells the pod's uid and nothing else; kube_pod_info says whose it is.
func TestMethodPodUID(t *testing.T) {
	w := newWorld(t,
		blankCard("GPU-a", "pod_uid", uidOf+"llama-0").series(),
		blankCard("GPU-b", "pod_uid", "uid-of-nobody").series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(),
		kube{pod: "chat/other-0", gpus: 1}.series())
	a := w.ask(table("device", tokens, tensor))
	r := a.one("gpu_uuid", "GPU-a")
	a.is("owner", r["pod"], "llama-0")
	a.is("method", r["match_method"], "pod-uid")
	a.near("tokens", r["tokens"], 12000, 0)
	a.is("a uid that nobody has", a.one("gpu_uuid", "GPU-b")["row_kind"], "unmatched")
	if a.cover.Methods["pod-uid"] != 1 || a.cover.Devices.Matched != 1 {
		t.Errorf("methods %v, devices %+v", a.cover.Methods, a.cover.Devices)
	}
}

// Two clusters share every name, and static pods even their uids.
func TestMethodPodUID_TwoClusters(t *testing.T) {
	w := newWorld(t,
		blankCard("GPU-a", "pod_uid", uidOf+"llama-0").series(),
		blankCard("GPU-a", "pod_uid", uidOf+"llama-0", "cluster", "us").series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		engine{cluster: "us", pod: "chat/llama-0", tokens: growing(3)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series())
	a := w.ask(table("device", tokens, tensor))
	a.near("tokens in eu", a.one("cluster", "eu", "pod", "llama-0")["tokens"], 12000, 0)
	a.is("method in eu", a.one("cluster", "eu", "pod", "llama-0")["match_method"], "pod-uid")
	if got := len(a.where("cluster", "us", "match_method", "pod-uid")); got != 0 {
		t.Errorf("%d cards of us are given away by a uid of eu, in\n%s", got, a)
	}
	a.near("tokens in us keep their row", a.sum("tokens", "cluster", "us"), 3600, 0)
}

// The exporter goes on with the uid of a pod that was created again under its name, on another card.
func TestMethodPodUID_RecreatedPod(t *testing.T) {
	incarnation := func(uid string, s scrape) []storetest.Series {
		common := []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", "chat", "pod", "llama-0", "node", "n1", "uid", uid}
		return s.or(30).series(line{"kube_pod_info", func(int) []string { return common }, constant(1)})
	}
	w := newWorld(t,
		blankCard("GPU-a", "pod_uid", "old").series(),
		blankCard("GPU-b", "pod_uid", "new").series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		incarnation("old", scrape{to: 600}), incarnation("new", scrape{from: 630}),
		kube{pod: "chat/other-0"}.series())
	a := w.ask(table("device", tensor))
	a.between("GPU-a is the old pod's, and only while it was there", a.one("gpu_uuid", "GPU-a", "pod", "llama-0")["gpus"], 0.5, 0.53)
	a.between("GPU-b is the new one's", a.one("gpu_uuid", "GPU-b", "pod", "llama-0")["gpus"], 0.47, 0.51)
	a.between("what is left of GPU-a is nobody's", a.one("gpu_uuid", "GPU-a", "row_kind", "unmatched")["tensor"], 0.5, 0.5)
}

// The uid that the scrape adds is the exporter's own; the workload's was moved aside.
func TestMethodPodUID_ExportersOwn(t *testing.T) {
	own := []string{"pod_uid", uidOf + "nvidia-dcgm-exporter-n1"}
	moved := append([]string{"exported_pod_uid", uidOf + "llama-0"}, own...)
	w := newWorld(t,
		blankCard("GPU-a", moved...).series(),
		card{uuid: "GPU-b", node: "n2", naming: unnamed, tensor: constant(0.1), labels: own}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0"}.series(), kube{pod: "gpu-operator/nvidia-dcgm-exporter-n1"}.series())
	a := w.ask(table("device", tensor))
	a.is("owner", a.one("gpu_uuid", "GPU-a")["pod"], "llama-0")
	a.is("the exporter owns nothing", a.one("gpu_uuid", "GPU-b")["row_kind"], "unmatched")
}

// Labels and uid disagree: labels are the better method.
func TestMethodPodUID_LabelsDisagree(t *testing.T) {
	c := card{uuid: "GPU-a", held: []tenure{{600, "batch/train-0"}}, tensor: constant(0.5), labels: []string{"pod_uid", uidOf + "llama-0"}}
	w := newWorld(t, c.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0"}.series(), kube{pod: "batch/train-0"}.series())
	a := w.ask(table("device", tensor))
	a.is("while labels speak", a.one("pod", "train-0")["match_method"], "gpu-labels")
	a.between("for their time", a.one("pod", "train-0")["gpus"], 0.5, 0.53)
	a.is("then the uid", a.one("pod", "llama-0")["match_method"], "pod-uid")
	a.between("for the rest", a.one("pod", "llama-0")["gpus"], 0.47, 0.5)
}
