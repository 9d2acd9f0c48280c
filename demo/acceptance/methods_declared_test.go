package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// metal is a vLLM server outside of Kubernetes: its series name no pod, only the address it is scraped at.
func metal(instance string, perSecond float64) []storetest.Series {
	return engine{pod: "x/x", tokens: growing(perSecond),
		labels: []string{"namespace", "", "pod", "", "container", "", "instance", instance}}.series()
}

func bindings(w *world, entries ...string) {
	w.settings = fmt.Sprintf(`{"bindings":[%s]}`, strings.Join(entries, ","))
}

// The settings say which cards an engine on bare metal holds; its replica goes by its address.
func TestMethodDeclared(t *testing.T) {
	w := newWorld(t, blankCard(someUUID).series(), blankCard("GPU-b").series(), metal("10.0.0.7:8000", 10))
	bindings(w, `{"instance":"10.0.0.7:8000","gpu_uuids":["604AB0B0-0000-0000-0000-000000000001"]}`)
	a := w.ask(table("device", tokens, tensor))
	r := a.one("gpu_uuid", someUUID)
	a.is("replica", r["pod"], "10.0.0.7:8000")
	a.is("namespace", r["namespace"], "")
	a.is("method", r["match_method"], "declared")
	a.near("tokens", r["tokens"], 12000, 0)
	a.near("gpus", r["gpus"], 1, 0)
	a.is("the other card", a.one("gpu_uuid", "GPU-b")["row_kind"], "unmatched")
	if a.cover.Methods["declared"] != 1 {
		t.Errorf("methods %v", a.cover.Methods)
	}
}

// A binding ends in the middle of the range, at its own instant, and the next one begins.
func TestMethodDeclared_HandOver(t *testing.T) {
	w := newWorld(t, blankCard(someUUID).series(), metal("10.0.0.7:8000", 10), metal("10.0.0.8:8000", 3),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	until := at(437).Format(time.RFC3339)
	bindings(w, fmt.Sprintf(`{"instance":"10.0.0.7:8000","gpu_uuids":["%s"],"to":"%s"}`, someUUID, until),
		fmt.Sprintf(`{"instance":"10.0.0.8:8000","gpu_uuids":["%s"],"from":"%s","to":"%s"}`, someUUID, until, at(1000).Format(time.RFC3339)))
	a := w.ask(table("replica", tokens, cost))
	first, second := a.one("pod", "10.0.0.7:8000"), a.one("pod", "10.0.0.8:8000")
	a.near("cost of the first", first["cost"], 4.37, 1e-6)
	a.near("cost of the second", second["cost"], 5.63, 1e-6)
	a.near("cost of nobody", a.one("row_kind", "unmatched")["cost"], 2, 1e-6)
	a.near("all tokens of the first are its own", first["tokens"], 12000, 0)
}

// The same words in two clusters: a binding without a cluster stays within each, one with a cluster means that one.
func TestMethodDeclared_TwoClusters(t *testing.T) {
	us := metal("10.0.0.7:8000", 3)
	for i := range us {
		us[i].Labels = overwrite(us[i].Labels, []string{"cluster", "us"})
	}
	parts := [][]storetest.Series{blankCard(someUUID).series(), blankCard(someUUID, "cluster", "us").series(), metal("10.0.0.7:8000", 10), us}
	w := newWorld(t, parts...)
	bindings(w, fmt.Sprintf(`{"instance":"10.0.0.7:8000","gpu_uuids":["%s"]}`, someUUID))
	a := w.ask(table("device", tokens))
	a.near("tokens in eu", a.one("cluster", "eu", "gpu_uuid", someUUID)["tokens"], 12000, 0)
	a.near("tokens in us", a.one("cluster", "us", "gpu_uuid", someUUID)["tokens"], 3600, 0)
	bindings(w, fmt.Sprintf(`{"cluster":"us","instance":"10.0.0.7:8000","gpu_uuids":["%s"]}`, someUUID))
	a = w.ask(table("device", tokens, tensor))
	a.one("gpu_uuid", someUUID, "row_kind", "unmatched")
	a.is("us", a.one("cluster", "us", "gpu_uuid", someUUID)["match_method"], "declared")
}

// Bindings to pods and slices; a pod that no engine series shows holds its card all the same.
func TestMethodDeclared_PodsAndSlices(t *testing.T) {
	slice := func(id string) card {
		return blankCard(someUUID, "GPU_I_ID", id, "GPU_I_PROFILE", "3g.40gb")
	}
	w := newWorld(t, slice("1").series(), slice("2").series(), blankCard("GPU-b").series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	bindings(w, fmt.Sprintf(`{"namespace":"chat","pod":"llama-0","gpu_uuids":["%s"],"mig_ids":["2"]}`, someUUID),
		`{"namespace":"batch","pod":"train-0","gpu_uuids":["GPU-b"]}`)
	a := w.ask(table("device", tokens, tensor))
	a.is("the slice", a.one("mig_id", "2")["pod"], "llama-0")
	a.is("the other slice", a.one("mig_id", "1")["row_kind"], "unmatched")
	a.is("the silent pod", a.one("gpu_uuid", "GPU-b")["pod"], "train-0")
}

// Labels win where they speak, and the answer says that the declaration disagrees.
func TestMethodDeclared_LabelsDisagree(t *testing.T) {
	w := newWorld(t, card{uuid: someUUID, held: []tenure{{600, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(), metal("10.0.0.7:8000", 3))
	bindings(w, fmt.Sprintf(`{"instance":"10.0.0.7:8000","gpu_uuids":["%s"]}`, someUUID))
	a := w.ask(table("device", tokens, tensor))
	a.is("while labels speak", a.one("gpu_uuid", someUUID, "pod", "llama-0")["match_method"], "gpu-labels")
	a.is("then the declaration", a.one("gpu_uuid", someUUID, "pod", "10.0.0.7:8000")["match_method"], "declared")
	if !strings.Contains(noticesOf(a), "different evidence") {
		t.Errorf("no notice of the dispute: %q", noticesOf(a))
	}
}

func noticesOf(a answer) string {
	var out []string
	for _, n := range a.frame.Meta.Notices {
		out = append(out, n.Text)
	}
	return strings.Join(out, "\n")
}

// A binding series says the same as the settings, and changes with time.
func TestMethodDeclared_BindingSeries(t *testing.T) {
	binding := func(f fn, labels ...string) []storetest.Series {
		all := append([]string{"cluster", "eu", "job", "node", "instance", "10.0.0.7:9100", "gpu_uuid", strings.ToLower(someUUID[4:])}, labels...)
		return scrape{}.or(30).series(line{"tokenpath_binding_info", func(int) []string { return all }, f})
	}
	w := newWorld(t, blankCard(someUUID).series(), metal("10.0.0.7:8000", 10), engine{pod: "chat/llama-0", tokens: growing(3)}.series(),
		binding(until(600, 1, 0), "engine_instance", "10.0.0.7:8000"),
		binding(until(600, 0, 1), "exported_namespace", "chat", "exported_pod", "llama-0", "namespace", "tools", "pod", "binder-0"))
	a := w.ask(table("device", tensor))
	a.between("the first engine's", a.one("pod", "10.0.0.7:8000")["gpus"], 0.49, 0.53)
	a.between("the second engine's", a.one("pod", "llama-0")["gpus"], 0.47, 0.51)
	a.is("method", a.one("pod", "llama-0")["match_method"], "declared")
}

// Everything is better evidence than a node's only GPU pod.
func TestMethodDeclared_BeatsTheNode(t *testing.T) {
	w := newWorld(t, blankCard("GPU-a").series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0"}.series(), kube{pod: "batch/train-0", gpus: 1}.series())
	a := w.ask(table("device", tensor))
	a.is("by the node", a.one("gpu_uuid", "GPU-a")["match_method"], "exclusive-node")
	bindings(w, `{"namespace":"chat","pod":"llama-0","gpu_uuids":["GPU-a"]}`)
	a = w.ask(table("device", tensor))
	a.is("owner", a.one("gpu_uuid", "GPU-a")["pod"], "llama-0")
	a.is("by declaration", a.one("gpu_uuid", "GPU-a")["match_method"], "declared")
}
