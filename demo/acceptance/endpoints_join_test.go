package acceptance_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// A fleet whose series are in three stores is joined as if they were in one.
func TestEndpointsJoinAcrossStores(t *testing.T) {
	s := spreadOut(t)
	gpu, engines, rest := record(t, s.gpu.address()), record(t, s.engine.address()), record(t, s.rest.address())
	apart := instance("apart", rest.URL, endpoints(t, map[string]map[string]any{"gpu": at2(gpu.URL), "engine": at2(engines.URL)}))
	for _, grain := range []string{"replica", "device", "model", "node", "cluster"} {
		for _, q := range []query{table(grain, tokens, tensor, cost), graph(grain, rate, tensor, cost)} {
			got, want := askAll(t, apart, q), s.all.ask(q)
			if g, w := rowsText(t, got), rowsText(t, want); g != w {
				t.Errorf("%s\napart %s\nin one %s", describe(q), g, w)
			}
			if got.cover.Devices != want.cover.Devices || len(got.missing()) > 0 {
				t.Errorf("%s: coverage %+v, want %+v", describe(q), got.cover, want.cover)
			}
		}
	}
	a := askAll(t, apart, table("replica", tokens, tensor))
	if r := a.one("pod", "qwen-0"); r["tokens"] != 3600.0 || r["tensor"] != 0.2 {
		t.Errorf("%v", r) // its card has no pod label: three stores are needed to say whose it is
	}
	for name, r := range map[string]*recorder{"gpu": gpu, "engine": engines, "default": rest} {
		for _, e := range r.expressions() {
			for text, home := range map[string]string{"DCGM_": "gpu", "vllm:": "engine", "kube_pod_": "default", "node_gpu_hourly_cost": "default"} {
				if strings.Contains(e, text) && home != name {
					t.Errorf("the %s endpoint was asked for %s", name, e)
				}
			}
		}
	}
}

func rowsText(t *testing.T, a answer) string {
	t.Helper()
	rows := a.rows()
	raw, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestEndpointsHealth(t *testing.T) {
	s := spreadOut(t)
	check := func(name, jsonData string) (*backend.CheckHealthResult, []map[string]string) {
		t.Helper()
		h, err := theBackend.CheckHealth(context.Background(), &backend.CheckHealthRequest{PluginContext: instance(name, s.rest.address(), jsonData)})
		if err != nil {
			t.Fatal(err)
		}
		var details struct{ Endpoints []map[string]string }
		if err := json.Unmarshal(h.JSONDetails, &details); err != nil {
			t.Fatal(err)
		}
		return h, details.Endpoints
	}
	h, found := check("well", endpoints(t, map[string]map[string]any{"gpu": at2(s.gpu.address()), "engine": at2(s.engine.address())}))
	if h.Status != backend.HealthStatusOk || len(found) != 3 || found[0]["family"] != "default" || found[1]["family"] != "gpu" || found[2]["product"] != "Prometheus" {
		t.Errorf("%+v %v", h, found)
	}
	mustText(t, "health", h.Message, "gpu from Prometheus 3.", "engine from Prometheus 3.")
	h, found = check("ill", endpoints(t, map[string]map[string]any{"gpu": at2("http://127.0.0.1:1"), "engine": at2(s.engine.address())}))
	if h.Status != backend.HealthStatusError || len(found) != 3 || found[1]["problem"] == "" || found[2]["problem"] != "" {
		t.Errorf("%+v %v", h, found)
	}
	mustText(t, "health", h.Message, "The gpu endpoint cannot be reached", "connection refused", "URL", "The rest: Prometheus 3.")
}
