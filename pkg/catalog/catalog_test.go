package catalog_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// mustDefault is the catalog that ships, which must load.
func mustDefault(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFixedIDsExist(t *testing.T) {
	fixed := map[catalog.Family][]string{
		catalog.FamilyEngine: {
			"ttft", "itl", "tpot", "e2e_latency", "queue_time", "prefill_time", "decode_time",
			"prompt_tokens", "generation_tokens", "cached_tokens", "requests_finished", "preemptions",
			"evicted_tokens", "recomputed_tokens", "requests_running", "requests_waiting", "kv_cache_usage",
			"prefix_hit_ratio", "spec_accept_ratio", "batch_tokens", "kv_block_lifetime",
			"kv_idle_before_evict", "kv_reuse_gap", "kv_transfer_time", "kv_transfer_bytes",
			"kv_transfer_failures",
		},
		catalog.FamilyGPU: {
			"gpu_tensor_active", "gpu_sm_active", "gpu_sm_occupancy", "gpu_dram_active",
			"gpu_engine_active", "gpu_busy", "gpu_memory_used", "gpu_memory_total", "gpu_power",
			"gpu_energy", "gpu_temperature", "gpu_memory_temperature", "gpu_sm_clock", "gpu_memory_clock",
			"gpu_nvlink_tx", "gpu_nvlink_rx", "gpu_pcie_tx", "gpu_pcie_rx", "gpu_throttle", "gpu_xid",
			"gpu_ecc_errors", "gpu_fp16_active", "gpu_fp32_active", "gpu_fp64_active",
		},
		catalog.FamilyCost: {"gpu_price", "gpu_cost"},
		catalog.FamilyGateway: {
			"gateway_ttft", "gateway_latency", "client_ttft", "gateway_prompt_tokens",
			"gateway_generation_tokens", "gateway_cached_tokens", "gateway_requests", "gateway_errors",
			"gateway_spend",
		},
		catalog.FamilyFabric: {
			"nccl_busbw", "nccl_time", "ib_rx", "ib_tx", "ib_wait", "nvswitch_rx", "nvswitch_tx",
		},
		catalog.FamilyHealth: {"up", "stale", "stalled"},
		catalog.FamilyKubernetes: {
			"pod_restarts", "pod_ready", "pod_oom", "cpu_throttled", "memory_working_set",
			"replicas_wanted", "replicas_ready", "quota_used",
		},
	}
	c := mustDefault(t)
	for family, ids := range fixed {
		for _, id := range ids {
			s, ok := c.Signal(id)
			if !ok {
				t.Errorf("%s: missing", id)
			} else if s.Family != family {
				t.Errorf("%s: family %s, want %s", id, s.Family, family)
			}
		}
	}
}

func TestSignalsAreDescribed(t *testing.T) {
	units := []string{
		"s", "percentunit", "bytes", "Bps", "watt", "joule", "celsius", "hertz", "short", "none",
		"reqps", "cps", "si:tok/s",
	}
	titles := map[string]string{}
	for _, s := range mustDefault(t).Signals() {
		if !slices.Contains(units, s.Unit) || (s.PerSecondUnit != "" && !slices.Contains(units, s.PerSecondUnit)) {
			t.Errorf("%s: unit %q, per second %q", s.ID, s.Unit, s.PerSecondUnit)
		}
		if len(s.Description) < 40 || s.MistakenFor == "" {
			t.Errorf("%s: say what it tells and what it is mistaken for", s.ID)
		}
		if other := titles[s.Title]; other != "" {
			t.Errorf("%s and %s share the title %q", s.ID, other, s.Title)
		}
		titles[s.Title] = s.ID
	}
}

func TestSignalsAreSorted(t *testing.T) {
	order := catalog.Families()
	signals := mustDefault(t).Signals()
	sorted := slices.IsSortedFunc(signals, func(a, b catalog.Signal) int {
		if d := slices.Index(order, a.Family) - slices.Index(order, b.Family); d != 0 {
			return d
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	if !sorted {
		t.Error("signals are not sorted by family, then id")
	}
	signals[0].ID = "changed"
	if mustDefault(t).Signals()[0].ID == "changed" {
		t.Error("the list is not a copy")
	}
}

func TestCardLevelSignals(t *testing.T) {
	c := mustDefault(t)
	for id, want := range map[string]bool{
		"gpu_power": true, "gpu_energy": true, "gpu_temperature": true, "gpu_sm_clock": true,
		"gpu_throttle": true, "gpu_nvlink_tx": true, "gpu_busy": true,
		"gpu_memory_used": false, "gpu_tensor_active": false, "gpu_engine_active": false, "ttft": false,
	} {
		if s, _ := c.Signal(id); s.CardLevel != want {
			t.Errorf("%s: card level %v, want %v", id, s.CardLevel, want)
		}
	}
}

func TestStats(t *testing.T) {
	c := mustDefault(t)
	for id, want := range map[string][]string{
		"ttft":              {"mean", "p50", "p95", "p99", "fraction_below"},
		"generation_tokens": {"rate", "total"},
		"gpu_power":         {"avg", "min", "max", "last"},
		"prefix_hit_ratio":  {"avg", "min", "max", "last"},
		"gpu_xid":           {"last", "avg", "min", "max"},
		"up":                {"min", "avg", "max", "last"},
	} {
		if s, _ := c.Signal(id); !reflect.DeepEqual(s.Stats(), want) {
			t.Errorf("%s: stats %v, want %v", id, s.Stats(), want)
		}
	}
}

func TestStatUnit(t *testing.T) {
	c := mustDefault(t)
	for _, tc := range []struct{ id, stat, want string }{
		{"gpu_energy", "rate", "watt"},
		{"gpu_energy", "total", "joule"},
		{"gpu_throttle", "rate", "percentunit"},
		{"gpu_throttle", "total", "s"},
		{"ttft", "p95", "s"},
		{"ttft", "fraction_below", "percentunit"},
		{"generation_tokens", "rate", "si:tok/s"},
		{"gpu_cost", "rate", "none"},
	} {
		if s, _ := c.Signal(tc.id); s.StatUnit(tc.stat) != tc.want {
			t.Errorf("%s %s: unit %q, want %q", tc.id, tc.stat, s.StatUnit(tc.stat), tc.want)
		}
	}
}

func TestUnknownSignal(t *testing.T) {
	c := mustDefault(t)
	if _, ok := c.Signal("no_such"); ok {
		t.Error("found")
	}
	if a := c.Alternatives("no_such"); a != nil {
		t.Error(a)
	}
	if _, ok := c.System("no-such"); ok {
		t.Error("found")
	}
}

func TestUnreportedAndDerivedHaveNoAlternatives(t *testing.T) {
	c := mustDefault(t)
	for _, id := range []string{"gpu_cost", "stale", "stalled"} {
		if got := c.Names(id); len(got) != 0 {
			t.Errorf("%s: %v", id, got)
		}
	}
	if got := c.Reporting("gpu_power"); !reflect.DeepEqual(got, []string{"amd", "dcgm", "intel-xpu", "nvidia-gpu-exporter", "triton"}) {
		t.Error(got)
	}
}

func TestSystemsOfRole(t *testing.T) {
	c := mustDefault(t)
	for role, want := range map[catalog.Role]string{
		catalog.RoleEngine: "vllm", catalog.RoleGPU: "dcgm",
		catalog.RoleKubernetes: "kube-state-metrics", catalog.RoleCost: "opencost",
	} {
		got := c.SystemsOf(role)
		if !slices.ContainsFunc(got, func(s catalog.System) bool { return s.ID == want }) {
			t.Errorf("%s: %s is missing", role, want)
		}
	}
}

func TestCanonicalLabels(t *testing.T) {
	want := []string{
		"cluster", "node", "namespace", "pod", "gpu_uuid", "gpu_index", "gpu_model", "mig_profile",
		"mig_id", "engine", "engine_rank", "llm_model", "role", "tenant", "route",
	}
	if got := catalog.Canonical(); !reflect.DeepEqual(got, want) {
		t.Error(got)
	}
	for _, s := range mustDefault(t).Systems() {
		for canonical := range s.Labels {
			if canonical == "model_name" {
				t.Errorf("%s passes model_name through", s.ID)
			}
		}
	}
}
