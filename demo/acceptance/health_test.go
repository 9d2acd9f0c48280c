package acceptance_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// now is the second of the fixture that it is now, on a whole minute.
func now() int { return int(time.Since(origin)/time.Minute) * 60 }

// live is a world that reaches up to now: two cards of which one is held, two replicas, a price.
func live(t *testing.T) *world {
	s := scrape{from: now() - 1800, to: now()}
	return newWorld(t,
		card{scrape: s, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{scrape: s, uuid: "GPU-b", index: 1, tensor: constant(0)}.series(),
		engine{scrape: s, pod: "chat/llama-0", tokens: growing(10)}.series(),
		engine{scrape: s, pod: "chat/qwen-0", model: "qwen", tokens: growing(10)}.series(),
		price("eu", "n1", s, constant(aCentASecond)))
}

func TestHealth(t *testing.T) {
	w := live(t)
	health, err := theBackend.CheckHealth(t.Context(), &backend.CheckHealthRequest{PluginContext: instance(w.address(), w.address(), "{}")})
	if err != nil {
		t.Fatal(err)
	}
	if health.Status != backend.HealthStatusOk {
		t.Fatalf("%+v", health)
	}
	sentence := regexp.MustCompile(`^Prometheus 3\.\S*; 2 GPU devices, 2 replicas, engines vllm; price found; 1 of 2 devices owned`)
	if !sentence.MatchString(health.Message) {
		t.Errorf("%q", health.Message)
	}
	var details struct {
		Product, Version  string
		Devices, Replicas struct{ Matched, Total int }
		Engines           []string
		PriceFound        bool `json:"price_found"`
		Methods           map[string]int
		NextSteps         []string `json:"next_steps"`
	}
	if err := json.Unmarshal(health.JSONDetails, &details); err != nil {
		t.Fatal(err)
	}
	if details.Devices.Matched != 1 || details.Devices.Total != 2 || details.Replicas.Matched != 1 || details.Replicas.Total != 2 ||
		!slices.Equal(details.Engines, []string{"vllm"}) || !details.PriceFound || details.Methods["gpu-labels"] != 1 {
		t.Errorf("%+v", details)
	}
}

func TestHealthOfAnEmptyStore(t *testing.T) {
	w := newWorld(t, kube{pod: "kube-system/coredns-0"}.series())
	health, err := theBackend.CheckHealth(t.Context(), &backend.CheckHealthRequest{PluginContext: instance(w.address(), w.address(), "{}")})
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`0 GPU devices, 0 replicas`).MatchString(health.Message) {
		t.Errorf("%+v", health)
	}
}

// call calls a resource and returns status and body.
func call(t *testing.T, w *world, method, path string, body any) (int, []byte) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	status, got := 0, []byte(nil)
	err = theBackend.CallResource(t.Context(), &backend.CallResourceRequest{PluginContext: instance(w.address(), w.address(), "{}"),
		Method: method, Path: path, URL: path, Body: raw, Headers: map[string][]string{"Content-Type": {"application/json"}}},
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
			if r.Status != 0 {
				status = r.Status
			}
			got = append(got, r.Body...)
			return nil
		}))
	if err != nil {
		t.Fatal(err)
	}
	return status, got
}

func TestLabelValues(t *testing.T) {
	w := filtered(t)
	type request struct {
		Label   string   `json:"label"`
		Filters []filter `json:"filters,omitempty"`
		From    int64    `json:"from"`
		To      int64    `json:"to"`
	}
	from, to := at(0).UnixMilli(), at(1200).UnixMilli()
	for _, c := range []struct {
		name string
		req  request
		want []string
	}{
		{"pods", request{Label: "pod"}, []string{"llama-0", "llama-1", "qwen-0"}},
		{"models", request{Label: "llm_model"}, []string{"meta/llama-3.1:8b", `odd "name"\with{signs}`}},
		{"devices", request{Label: "gpu_uuid"}, []string{"GPU-a", "GPU-b", "GPU-c", "GPU-d"}},
		{"clusters", request{Label: "cluster"}, []string{"eu"}},
		{"namespaces", request{Label: "namespace"}, []string{"chat", "code"}},
		{"pods_of_a_model", request{Label: "pod", Filters: []filter{{"llm_model", "=", []string{"meta/llama-3.1:8b"}}}}, []string{"llama-0", "llama-1"}},
		{"models_of_a_namespace", request{Label: "llm_model", Filters: []filter{{"namespace", "=", []string{"chat"}}}}, []string{"meta/llama-3.1:8b"}},
		{"devices_of_a_pod", request{Label: "gpu_uuid", Filters: []filter{{"pod", "=", []string{"llama-1"}}}}, []string{"GPU-b"}},
		{"pods_of_a_regex", request{Label: "pod", Filters: []filter{{"pod", "=~", []string{".*-0"}}}}, []string{"llama-0", "qwen-0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.req.From, c.req.To = from, to
			status, body := call(t, w, http.MethodPost, "label-values", c.req)
			var got struct{ Values []string }
			if err := json.Unmarshal(body, &got); err != nil || status != 200 {
				t.Fatalf("%d %s", status, body)
			}
			if !slices.Equal(got.Values, c.want) {
				t.Errorf("%q, want %q", got.Values, c.want)
			}
		})
	}
	status, body := call(t, w, http.MethodPost, "label-values", request{Label: "exported_pod", From: from, To: to})
	if status != 400 || !regexp.MustCompile("label.*exported_pod").Match(body) {
		t.Errorf("%d %s", status, body)
	}
}

func TestSignalsResource(t *testing.T) {
	w := filtered(t)
	status, body := call(t, w, http.MethodGet, "signals", nil)
	var got struct {
		Signals []struct{ ID, Family, Kind, Space, Unit, Description string }
		Labels  []string
	}
	if err := json.Unmarshal(body, &got); err != nil || status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	for id, space := range map[string]string{"generation_tokens": "additive", "gpu_tensor_active": "intensive", "ttft": "distribution", "gpu_cost": "additive", "gpu_power": "additive"} {
		found := false
		for _, s := range got.Signals {
			if s.ID == id {
				found = true
				if s.Space != space || s.Description == "" {
					t.Errorf("%+v, want %s", s, space)
				}
			}
		}
		if !found {
			t.Errorf("no signal %s", id)
		}
	}
	if !slices.Contains(got.Labels, "llm_model") || slices.Contains(got.Labels, "model_name") {
		t.Errorf("labels %v", got.Labels)
	}
}
