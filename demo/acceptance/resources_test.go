package acceptance_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// post asks a resource of the fixture's data source.
func (w *world) post(path string, body, into any) {
	w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	var got *backend.CallResourceResponse
	err = theBackend.CallResource(w.t.Context(), &backend.CallResourceRequest{PluginContext: instance(w.address()+w.settings, w.address(), w.settings),
		Method: "POST", Path: path, URL: path, Body: raw}, backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		got = r
		return nil
	}))
	if err != nil {
		w.t.Fatal(err)
	}
	if got == nil || got.Status != 200 {
		w.t.Fatalf("%s: %+v", path, got)
	}
	if err := json.Unmarshal(got.Body, into); err != nil {
		w.t.Fatalf("%s: %s: %v", path, got.Body, err)
	}
}

type span struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

func wholeFixture() span { return span{at(0).UnixMilli(), at(1200).UnixMilli()} }

func TestPresenceTellsSystemsOfOneNameApart(t *testing.T) {
	router := engine{pod: "gw/router-0", more: map[string]fn{"vllm:num_preemptions_total": growing(1)}, labels: []string{"model_name", "", "server", "http://10.0.0.1"}}
	w := newWorld(t,
		card{uuid: "GPU-a", tensor: constant(1), held: []tenure{{always, "chat/llama-0"}}}.series(),
		engine{pod: "chat/llama-0", tokens: growing(1), more: histogram(map[string]fn{}, e2e, 1, 1, 0.5)}.series(),
		router.series(), price("eu", "n1", scrape{}, constant(1)))
	var got struct{ Present map[string][]string }
	w.post("signal-presence", wholeFixture(), &got)
	for signal, want := range map[string]string{"gpu_tensor_active": "dcgm", "generation_tokens": "vllm", "e2e_latency": "vllm", "requests_running": "vllm",
		"gpu_price": "opencost", "gpu_cost": "opencost", "gpu_count": "dcgm", "preemptions": "", "ttft": "", "gpu_power": ""} {
		if strings.Join(got.Present[signal], ",") != want {
			t.Errorf("%s by %v, want %q", signal, got.Present[signal], want)
		}
	}
}

type keyReport struct {
	Series, Matched int
	Labels          []struct{ Label, Example string }
	Suggested       map[string]string
	Unmatched       []struct{ Key, Why string }
	Problems        []string
}

func (w *world) checkKeys(expr string, keys ...string) keyReport {
	w.t.Helper()
	body := struct {
		span
		Expr string            `json:"expr"`
		Keys map[string]string `json:"keys"`
	}{wholeFixture(), expr, map[string]string{}}
	for i := 0; i < len(keys); i += 2 {
		body.Keys[keys[i]] = keys[i+1]
	}
	var out keyReport
	w.post("check-keys", body, &out)
	return out
}

func TestCheckKeys(t *testing.T) {
	mine := func(labels ...string) []storetest.Series {
		return scrape{}.or(15).series(line{"mine_total", func(int) []string { return labels }, growing(1)})
	}
	w := newWorld(t,
		card{uuid: "GPU-11111111-1111-1111-1111-111111111111", held: []tenure{{always, "chat/llama-0"}}}.series(),
		card{uuid: "GPU-22222222-2222-2222-2222-222222222222", index: 1, held: []tenure{{always, "chat/llama-1"}}}.series(),
		engine{pod: "chat/llama-0"}.series(), engine{pod: "chat/llama-1"}.series(),
		engine{cluster: "us", pod: "chat/llama-1"}.series(), // the same name in another cluster
		mine("exported_pod", "llama-0", "exported_namespace", "chat", "pod", "exporter-x", "cluster", "eu"),
		mine("exported_pod", "llama-1", "exported_namespace", "chat", "pod", "exporter-x", "cluster", "us"),
		mine("exported_pod", "gone-0", "exported_namespace", "chat", "pod", "exporter-x", "cluster", "eu"),
		scrape{}.or(15).series(line{"watts", func(int) []string {
			return []string{"uuid", "11111111-1111-1111-1111-111111111111", "Hostname", "n1", "card", "0"}
		}, constant(300)}),
		scrape{}.or(15).series(line{"odd", func(int) []string { return []string{"workload", "llama-0"} }, constant(1)}))

	r := w.checkKeys("rate(mine_total[$__rate_interval])")
	if r.Series != 3 || r.Matched != 0 || len(r.Problems) == 0 || len(r.Labels) < 4 {
		t.Errorf("without keys: %+v", r)
	}
	for canonical, own := range map[string]string{"pod": "exported_pod", "namespace": "exported_namespace", "cluster": "cluster"} {
		if r.Suggested[canonical] != own {
			t.Errorf("%s is suggested to be %q", canonical, r.Suggested[canonical])
		}
	}
	r = w.checkKeys("mine_total", "pod", "exported_pod")
	if r.Matched != 1 || len(r.Unmatched) != 2 || !slices.ContainsFunc(r.Unmatched, func(u struct{ Key, Why string }) bool {
		return strings.Contains(u.Key, "llama-1") && strings.Contains(u.Why, "2 replicas have these labels; add namespace or cluster")
	}) {
		t.Errorf("an ambiguous key: %+v", r)
	}
	r = w.checkKeys("mine_total", "pod", "exported_pod", "cluster", "cluster")
	if r.Matched != 2 || len(r.Unmatched) != 1 || !strings.Contains(r.Unmatched[0].Why, "no replica that was seen") {
		t.Errorf("a whole key: %+v", r)
	}
	r = w.checkKeys("watts", "gpu_uuid", "uuid")
	if r.Matched != 1 || r.Suggested["gpu_uuid"] != "uuid" || r.Suggested["node"] != "Hostname" {
		t.Errorf("a card: %+v", r)
	}
	r = w.checkKeys("watts", "gpu_uuid", "UUID")
	if r.Matched != 0 || !strings.Contains(fmt.Sprint(r.Problems), "No series has the label UUID") || !strings.Contains(r.Unmatched[0].Why, "no label UUID") {
		t.Errorf("a label that is not there: %+v", r)
	}
	if r = w.checkKeys("odd"); r.Suggested["pod"] != "workload" {
		t.Errorf("by its values: %+v", r)
	}
	if r = w.checkKeys("sum by ((x)"); len(r.Problems) != 1 || !strings.Contains(r.Problems[0], "parse error") {
		t.Errorf("what the store refuses: %+v", r)
	}
	if r = w.checkKeys("sum(mine_total)", "pod", "pod"); r.Matched != 0 || !strings.Contains(fmt.Sprint(r.Problems), "no labels") {
		t.Errorf("no labels: %+v", r)
	}
	if r = w.checkKeys("nothing_like_it", "pod", "pod"); r.Series != 0 || !strings.Contains(fmt.Sprint(r.Problems), "no series") {
		t.Errorf("no series: %+v", r)
	}
	if r = w.checkKeys("mine_total", "cluster", "cluster", "namespace", "exported_namespace"); r.Matched != 3 || !strings.Contains(fmt.Sprint(r.Problems), "Neither gpu_uuid nor pod") {
		t.Errorf("rows: %+v", r)
	}
}

func TestMigrateOverTheWire(t *testing.T) {
	var got struct {
		Query map[string]any
		Notes []string
	}
	simple(t).post("migrate", map[string]any{"refId": "A", "operands": []any{}, "mine": true}, &got)
	if got.Query["version"] != float64(1) || got.Query["mine"] != true || got.Notes == nil {
		t.Errorf("%+v", got)
	}
}
