package acceptance_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// cards of a known fleet: three, of which the exporter names pods or not, read once a minute; only the first has NVLink.
func threeCards(names naming) []storetest.Series {
	var out []storetest.Series
	for i, uuid := range []string{"GPU-a", "GPU-b", "GPU-c"} {
		more := map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}
		if i == 0 {
			more["DCGM_FI_PROF_NVLINK_TX_BYTES"] = constant(1e9)
		}
		out = append(out, card{scrape: scrape{step: 60}, uuid: uuid, index: i, naming: names, held: []tenure{{always, []string{"chat/llama-0", "chat/llama-1", "code/qwen-0"}[i]}},
			tensor: constant(0.5), more: more}.series()...)
	}
	return out
}

// twoEngines are two replicas of vLLM, read every 10 s, and one of SGLang.
func twoEngines() []storetest.Series {
	out := engine{scrape: scrape{step: 10}, pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"vllm:prompt_tokens_total": growing(1)}}.series()
	out = append(out, engine{scrape: scrape{step: 10}, pod: "chat/llama-1", tokens: growing(10)}.series()...)
	return append(out, exposed(pod("code", "qwen-0"), map[string]fn{"sglang:num_running_reqs|model_name|qwen": constant(1),
		"sglang:generation_tokens_total|model_name|qwen": growing(5)})...)
}

// Engines and cards that nothing ties together are level 1; the doctor says what is missing and how to switch it on.
// With pods on the cards they are level 2.
func TestAccept5_DoctorOfAKnownFleet(t *testing.T) {
	apart := newWorld(t, threeCards(unnamed), twoEngines())
	_, _, r := apart.doctor("Editor")
	if r.Level != 1 {
		t.Errorf("level %d of engines and cards that do not meet: %+v", r.Level, r.Levels)
	}
	if s := found(t, r, "gpu_tensor_active", "dcgm"); s.State != models.SignalUnkeyed || !slices.Contains(s.MissingKeys, "pod") || !strings.Contains(s.Why, "3 of 3 devices") {
		t.Errorf("cards without pods: %+v", s)
	}
	second := r.Levels[slices.IndexFunc(r.Levels, func(l models.MaturityLevel) bool { return l.Level == 2 })]
	if second.Reached || len(second.Missing) == 0 {
		t.Errorf("%+v", second)
	}
	if !slices.ContainsFunc(r.Next, func(s models.DoctorStep) bool { return s.Level == 2 && s.Code != "" }) {
		t.Errorf("no step leads to level 2: %+v", r.Next)
	}

	together := newWorld(t, threeCards(exported), twoEngines())
	_, _, r = together.doctor("Admin")
	if r.Level != 2 {
		t.Errorf("level %d: %+v", r.Level, r.Levels)
	}
	for _, c := range []struct {
		signal, system string
		state          models.SignalState
		on, of         int
		cadence        float64
	}{
		{"generation_tokens", "vllm", models.SignalReady, 2, 2, 10},
		{"prompt_tokens", "vllm", models.SignalPartial, 1, 2, 10},
		{"kv_cache_usage", "vllm", models.SignalAbsent, 0, 2, 10},
		{"generation_tokens", "sglang", models.SignalReady, 1, 1, 15},
		{"prompt_tokens", "sglang", models.SignalAbsent, 0, 1, 15},
		{"gpu_power", "dcgm", models.SignalReady, 3, 3, 60},
		{"gpu_nvlink_tx", "dcgm", models.SignalPartial, 1, 3, 60},
		{"gpu_sm_active", "dcgm", models.SignalAbsent, 0, 3, 60},
	} {
		s := found(t, r, c.signal, c.system)
		if s.State != c.state || s.On != c.on || s.Of != c.of || s.CadenceS != c.cadence {
			t.Errorf("%s of %s: %s on %d of %d every %g s (%s)", c.signal, c.system, s.State, s.On, s.Of, s.CadenceS, s.Why)
		}
		if s.State == models.SignalAbsent && (len(s.LookedFor) == 0 || len(s.Names) != 0) {
			t.Errorf("%s is absent, looked for %v, found %v", c.signal, s.LookedFor, s.Names)
		}
		if s.State != models.SignalReady && s.Why == "" {
			t.Errorf("%s is %s without a why", c.signal, s.State)
		}
	}
	if s := found(t, r, "gpu_sm_active", "dcgm"); s.SwitchOn == nil || !strings.Contains(s.SwitchOn.Code, "DCGM_FI_PROF_SM_ACTIVE") {
		t.Errorf("%+v", s.SwitchOn)
	}
	if s := found(t, r, "gpu_power", "dcgm"); !slices.Contains(s.Keys, "gpu_uuid") || !slices.Contains(s.Keys, "node") || len(s.MissingKeys) != 0 {
		t.Errorf("keys %v, missing %v", s.Keys, s.MissingKeys)
	}
	for id, want := range map[string]models.LayerState{"cost": models.LayerMissing, "gateway": models.LayerMissing, "platform": models.LayerMissing} {
		if l := layerOf(r, id); l.State != want || len(l.Problems) == 0 && l.Summary == "" {
			t.Errorf("%s: %+v", id, l)
		}
	}
}

// A gateway and prices are layers of their own; an empty store is level 0 and has a first step.
func TestAccept5_DoctorOfMoreAndOfNothing(t *testing.T) {
	w := newWorld(t, threeCards(exported), twoEngines(), price("eu", "n1", scrape{}, constant(aCentASecond)),
		teamOf("blue", map[string]fn{"output_tokens": growing(3), "input_tokens": growing(10), "proxy_total_requests": growing(1)}))
	w.settings = `{"tenantLabels":["team"]}`
	_, _, r := w.doctor("Editor")
	for _, id := range []string{"cost", "gateway"} {
		if l := layerOf(r, id); l.State == models.LayerMissing || len(l.Systems) == 0 {
			t.Errorf("%s: %+v", id, l)
		}
	}
	if s := found(t, r, "gateway_generation_tokens", "litellm"); s.State != models.SignalReady && s.State != models.SignalPartial {
		t.Errorf("%+v", s)
	}
	empty := newWorld(t, kube{pod: "kube-system/dns-0"}.series())
	_, _, r = empty.doctor("Admin")
	if r.Level != 0 || len(r.Next) == 0 || r.Next[0].Level != 1 {
		t.Errorf("level %d, next %+v", r.Level, r.Next)
	}
}

// Without a user nobody is an editor; a role is the plugin context's, never the request's.
func TestAccept5_DoctorWithoutAUser(t *testing.T) {
	w := newWorld(t, twoEngines())
	body, err := json.Marshal(wholeFixture())
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"doctor", "doctor/", "/doctor"} {
		pc := instance(w.address(), w.address(), "{}")
		pc.User = nil
		status, text := 0, ""
		err := theBackend.CallResource(t.Context(), &backend.CallResourceRequest{PluginContext: pc, Method: "POST", Path: path, URL: path, Body: body,
			Headers: map[string][]string{"X-Grafana-User": {"admin"}, "X-Grafana-Role": {"Admin"}}},
			backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
				status, text = r.Status, text+string(r.Body)
				return nil
			}))
		if err != nil {
			t.Fatal(err)
		}
		if status < 400 || strings.Contains(text, "vllm") || path == "doctor" && status != 403 {
			t.Errorf("%s: %d %.200s", path, status, text)
		}
	}
}
