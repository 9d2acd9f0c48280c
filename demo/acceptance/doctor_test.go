package acceptance_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// doctor asks for the report of the fixture's data source as a user of a role.
func (w *world) doctor(role string) (int, string, models.DoctorResponse) {
	w.t.Helper()
	return w.doctorAt(role, 0, 1200)
}

// doctorAt asks for the report of seconds of the fixture.
func (w *world) doctorAt(role string, from, to int) (int, string, models.DoctorResponse) {
	w.t.Helper()
	body, err := json.Marshal(models.DoctorRequest{From: at(from).UnixMilli(), To: at(to).UnixMilli()})
	if err != nil {
		w.t.Fatal(err)
	}
	pc := instance(w.address()+w.settings, w.address(), w.settings)
	pc.User = &backend.User{Login: "somebody", Role: role}
	var status int
	var text []byte
	err = theBackend.CallResource(w.t.Context(), &backend.CallResourceRequest{PluginContext: pc, Method: "POST", Path: "doctor", URL: "doctor", Body: body},
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
			status = r.Status
			text = append(text, r.Body...)
			return nil
		}))
	var out models.DoctorResponse
	if err == nil && status == 200 {
		err = json.Unmarshal(text, &out)
	}
	if err != nil {
		w.t.Fatalf("%d %s: %v", status, text, err)
	}
	for _, l := range out.Layers {
		if (l.State == models.LayerReady) != (len(l.Problems) == 0) {
			w.t.Errorf("layer %s is %s with problems %q", l.ID, l.State, l.Problems)
		}
	}
	return status, string(text), out
}

func found(t *testing.T, r models.DoctorResponse, signal, system string) models.DoctorSignal {
	t.Helper()
	for _, s := range r.Signals {
		if s.Signal == signal && s.System == system {
			return s
		}
	}
	t.Fatalf("no row of %s by %q", signal, system)
	return models.DoctorSignal{}
}

func layerOf(r models.DoctorResponse, id string) models.DoctorLayer {
	return r.Layers[slices.IndexFunc(r.Layers, func(l models.DoctorLayer) bool { return l.ID == id })]
}

func TestDoctor_OfASmallFleet(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-1"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-c", index: 2, tensor: constant(0)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10), more: histogram(map[string]fn{"vllm:kv_cache_usage_perc": constant(0.4)}, e2e, 1, 1, 0.5, 2.5)}.series(),
		engine{pod: "chat/llama-1", tokens: growing(10), more: map[string]fn{"vllm:gpu_cache_usage_perc": constant(0.4)}}.series(),
		// One went away ten minutes ago, and took its preemptions along.
		engine{scrape: scrape{to: 600}, pod: "chat/gone-0", more: map[string]fn{"vllm:num_preemptions_total": growing(1)}}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(), price("eu", "n1", scrape{}, constant(2)))
	status, text, r := w.doctor("Editor")
	if status != 200 || r.Level != 2 {
		t.Errorf("%d, level %d: %+v", status, r.Level, r.Levels)
	}
	for _, secret := range []string{"127.0.0.1", "http://127", "over_time", "rate("} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in the report", secret)
		}
	}
	for _, c := range []struct {
		signal, system string
		state          models.SignalState
		on, of         int
		names          string
	}{
		{"generation_tokens", "vllm", models.SignalReady, 2, 2, "vllm:generation_tokens_total"},
		{"kv_cache_usage", "vllm", models.SignalReady, 2, 2, "vllm:kv_cache_usage_perc vllm:gpu_cache_usage_perc"},
		{"e2e_latency", "vllm", models.SignalPartial, 1, 2, "vllm:e2e_request_latency_seconds_count"},
		{"preemptions", "vllm", models.SignalStale, 0, 2, ""},
		{"kv_block_lifetime", "vllm", models.SignalAbsent, 0, 2, ""},
		{"gpu_tensor_active", "dcgm", models.SignalReady, 3, 3, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"},
		{"gpu_power", "dcgm", models.SignalPartial, 1, 3, "DCGM_FI_DEV_POWER_USAGE"},
		{"gpu_price", "opencost", models.SignalReady, 1, 1, "node_gpu_hourly_cost"},
	} {
		s := found(t, r, c.signal, c.system)
		if s.State != c.state || s.On != c.on || s.Of != c.of || strings.Join(s.Names, " ") != c.names {
			t.Errorf("%s: %s on %d of %d as %v (%s)", c.signal, s.State, s.On, s.Of, s.Names, s.Why)
		}
	}
	s := found(t, r, "generation_tokens", "vllm")
	if s.CadenceS != 15 || s.NewestAgeS == nil || *s.NewestAgeS > 15 || !slices.Contains(s.Keys, "pod") || !slices.Contains(s.Keys, "llm_model") {
		t.Errorf("%+v", s)
	}
	if s := found(t, r, "gpu_sm_active", "dcgm"); s.SwitchOn == nil || !strings.HasPrefix(s.SwitchOn.Code, "DCGM_FI_PROF_SM_ACTIVE, gauge, ") {
		t.Errorf("the line of an exporter of the old names: %+v", s.SwitchOn)
	}
	if s := found(t, r, "preemptions", "vllm"); s.NewestAgeS == nil || *s.NewestAgeS < 590 || *s.NewestAgeS > 640 {
		t.Errorf("%+v", s)
	}
	if l := layerOf(r, "gpu"); l.State != models.LayerPartial || !strings.Contains(l.Summary, "3 GPUs on 1 node, 2 with a known owner") || l.Systems[0].Era != "2.x to 4.8" {
		t.Errorf("%+v", l)
	}
	for _, id := range []string{"gateway", "fabric", "traces"} {
		if l := layerOf(r, id); l.State != models.LayerMissing {
			t.Errorf("%+v", l)
		}
	}
}

// Silence after the end of a history says nothing of how often targets were scraped before it.
func TestDoctor_CadenceOfAHistoryThatEnded(t *testing.T) {
	w := newWorld(t, card{uuid: "GPU-a", scrape: scrape{step: 30, phase: 7}, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(), engine{scrape: scrape{phase: 6}, pod: "chat/llama-1", tokens: growing(10)}.series())
	for _, late := range []int{0, 10, 45, 130, 250} {
		_, _, r := w.doctorAt("Editor", 0, after+late)
		for signal, want := range map[string]float64{"generation_tokens/vllm": 15, "gpu_tensor_active/dcgm": 30} {
			id, system, _ := strings.Cut(signal, "/")
			if s := found(t, r, id, system); s.CadenceS != want {
				t.Errorf("%d s after the end, %s is read every %v s, want %v", late, id, s.CadenceS, want)
			}
		}
	}
}

func TestDoctor_IsNotForViewers(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series())
	for role, want := range map[string]int{"Viewer": 403, "": 403, "Editor": 200, "Admin": 200} {
		if status, text, _ := w.doctor(role); status != want || want == 403 && strings.Contains(text, "vllm") {
			t.Errorf("%q: %d %.100s", role, status, text)
		}
	}
}

// A router writes engine names with labels of its own: it is not taken for the engine.
func TestDoctor_TellsARouterFromAnEngine(t *testing.T) {
	router := engine{pod: "gw/router-0", more: map[string]fn{"vllm:num_preemptions_total": growing(1)}, labels: []string{"model_name", "", "server", "http://10.0.0.1"}}
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series(), router.series())
	_, _, r := w.doctor("Admin")
	if s := found(t, r, "requests_running", "vllm"); s.On != 1 || s.Of != 1 {
		t.Errorf("%+v", s)
	}
	if s := found(t, r, "preemptions", "vllm"); s.State != models.SignalAbsent {
		t.Errorf("%+v", s)
	}
}

// Replicas outside Kubernetes have no pod. They are no problem once a binding says what they hold.
func TestDoctor_ReplicasWithoutAPod(t *testing.T) {
	bare := engine{pod: "x/metal-0", tokens: growing(1), labels: []string{"namespace", "", "pod", "", "container", "", "instance", "10.0.0.7:8000"}}
	w := newWorld(t, bare.series(), engine{pod: "chat/llama-0", tokens: growing(1)}.series(),
		card{uuid: "GPU-a", naming: unnamed, tensor: constant(1)}.series())
	_, _, r := w.doctor("Admin")
	if s := found(t, r, "generation_tokens", "vllm"); s.State != models.SignalPartial || !slices.Contains(s.MissingKeys, "pod") || !strings.Contains(s.Why, "1 of 2 replicas") {
		t.Errorf("%+v", s)
	}
	w.settings = `{"bindings":[{"instance":"10.0.0.7:8000","gpu_uuids":["GPU-a"]}]}`
	_, _, r = w.doctor("Admin")
	if s := found(t, r, "generation_tokens", "vllm"); s.State != models.SignalReady {
		t.Errorf("%+v", s)
	}
}

// Labels of people and requests cost series; the store's own numbers say how many. They are never keys.
func TestDoctor_LabelsThatCost(t *testing.T) {
	var series []storetest.Series
	for user := range 40 {
		for _, le := range []string{"0.1", "1", "+Inf"} {
			labels := []string{"cluster", "eu", "job", "litellm", "instance", "10.0.9.1:4000", "requested_model", "llama", "user_id", fmt.Sprint("u", user), "le", le}
			series = append(series, scrape{}.or(15).series(line{"litellm_request_total_latency_metric_bucket", func(int) []string { return labels }, growing(1)})...)
		}
	}
	w := newWorld(t, series)
	_, _, r := w.doctor("Admin")
	if len(r.Labels) != 1 {
		t.Fatalf("%+v", r.Labels)
	}
	l := r.Labels[0]
	if l.Label != "user_id" || l.Family != "gateway" || l.Values != 40 || l.Series != 120 || l.Without != 3 || l.Metric != "litellm_request_total_latency_metric_bucket" ||
		!strings.Contains(l.Advice, "40 values × 3 buckets") {
		t.Errorf("%+v", l)
	}
	if !slices.ContainsFunc(r.Next, func(s models.DoctorStep) bool { return s.ID == "drop-labels" && strings.Contains(s.Code, "user_id") }) {
		t.Errorf("no step drops it: %+v", r.Next)
	}
	w.settings = `{"tenantLabels":["user_id"]}`
	if res := w.try(table("model", tokens)); res.Error == nil || !strings.Contains(res.Error.Error(), "tenantLabels") {
		t.Errorf("user_id is taken for a tenant: %v", res.Error)
	}
}
