package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

func TestSettingsLabels(t *testing.T) {
	c, err := catalog.ForSettings(mustDefault(t), catalog.Options{TenantLabels: []string{"cost_centre"}, ModelLabels: []string{"weights"}})
	if err != nil {
		t.Fatal(err)
	}
	spend := c.Alternatives("gateway_spend")[0]
	if got := spend.Canonical(map[string]string{"team": "a", "cost_centre": "b"})["tenant"]; got != "b" {
		t.Errorf("the tenant is %q", got)
	}
	tgi, _ := c.System("tgi")
	queue := tgi.PresenceAlternative("tgi_queue_size")
	labels := map[string]string{"model": "a", "weights": "b", "pod": "c-0"}
	if got := queue.Canonical(labels)["llm_model"]; got != "b" || queue.GuessesModel(labels) {
		t.Errorf("the model is %q", got)
	}
	if got := mustDefault(t).Alternatives("gateway_spend")[0].Canonical(map[string]string{"team": "a", "cost_centre": "b"})["tenant"]; got != "a" {
		t.Errorf("the shipped catalog has changed: %q", got)
	}
}

func TestSettingsKeepOwnSignals(t *testing.T) {
	c, err := catalog.ForSettings(mustDefault(t), catalog.Options{TenantLabels: []string{"x"},
		Own: []byte(`[{"id":"fan","family":"gpu","kind":"gauge","alternatives":[{"metric":"fan","labels":{"gpu_uuid":["card"]},"scale":0.01}]}]`)})
	if err != nil {
		t.Fatal(err)
	}
	fan, ok := c.Signal("fan")
	if !ok || fan.Title != "fan" || fan.Unit != "none" || fan.Space != catalog.SpaceIntensive || fan.Description == "" {
		t.Errorf("%+v", fan)
	}
	a := c.Alternatives("fan")[0]
	labels := a.Canonical(map[string]string{"card": "604AB0B0-0000-0000-0000-000000000001", "x": "search"})
	if labels["gpu_uuid"] != "GPU-604ab0b0-0000-0000-0000-000000000001" || labels["tenant"] != "search" {
		t.Error(labels)
	}
}

func TestSettingsWithoutAnything(t *testing.T) {
	if c, err := catalog.ForSettings(mustDefault(t), catalog.Options{Own: []byte("[]")}); err != nil || c != mustDefault(t) {
		t.Error(c, err)
	}
}

func TestSettingsRefused(t *testing.T) {
	for _, tc := range []struct {
		o    catalog.Options
		want string
	}{
		{catalog.Options{TenantLabels: []string{"team", "request_id"}}, "tenantLabels[1]"},
		{catalog.Options{TenantLabels: []string{"session_id"}}, "tenantLabels[0]"},
		{catalog.Options{TenantLabels: []string{""}}, "tenantLabels[0]"},
		{catalog.Options{ModelLabels: []string{"\xff"}}, "modelLabels[0]"},
		{catalog.Options{Own: []byte(`[{"id":"a","colour":"red"}]`)}, "signals"},
		{catalog.Options{Own: []byte(`[{"id":"a","family":"gpu","kind":"gauge","alternatives":[]}]`)}, "no alternatives"},
	} {
		if _, err := catalog.ForSettings(mustDefault(t), tc.o); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%+v: %v", tc.o, err)
		}
	}
}

func TestWorkload(t *testing.T) {
	for pod, want := range map[string]string{
		"zephyr-7b-6d5f8c9b7d-x2k4p": "zephyr-7b",
		"llama-3-70b-0":              "llama-3-70b",
		"tgi-x2k4p":                  "tgi",
		"plain":                      "plain",
		"llama-small":                "llama-small",
		"0":                          "0",
		"-1":                         "-1",
		"":                           "",
	} {
		if got := catalog.Workload(pod); got != want {
			t.Errorf("%q is of %q, want %q", pod, got, want)
		}
	}
}

func TestRoles(t *testing.T) {
	for text, want := range map[string]string{"unified": "both", "Prefill": "prefill", " decode": "decode", "": "", "router": "router"} {
		if got := catalog.NormalizeRole(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// A device that an exporter and an engine report on is read from the exporter.
func TestDevicesAreReadFromExportersFirst(t *testing.T) {
	for _, group := range mustDefault(t).Rivals("gpu_power") {
		var systems []string
		for _, a := range group {
			systems = append(systems, a.System)
		}
		if systems = slices.Compact(systems); !slices.Equal(systems, []string{"amd", "dcgm", "intel-xpu", "nvidia-gpu-exporter", "triton"}) {
			t.Error(systems)
		}
	}
	if got := len(mustDefault(t).Rivals("gpu_throttle")); got != 10 {
		t.Errorf("%d parts of throttling", got)
	}
}

func TestPrefixes(t *testing.T) {
	want := []string{"sglang:num_queue_reqs", "sglang:num_grammar_queue_reqs", "sglang_num_queue_reqs", "sglang_num_grammar_queue_reqs",
		"ray_sglang_num_queue_reqs", "ray_sglang_num_grammar_queue_reqs"}
	if got := namesOf(of(t, "sglang", "requests_waiting")); !slices.Equal(got, want) {
		t.Error(got)
	}
	if got := of(t, "sglang", "requests_waiting")[1].Optional; !slices.Equal(got, want[3:4]) {
		t.Error(got)
	}
	sglang, _ := mustDefault(t).System("sglang")
	if len(sglang.Presence) != 9 || sglang.Presence[1] != "sglang_num_running_reqs" {
		t.Error(sglang.Presence)
	}
}
