package acceptance_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// only is the part of a history whose series a function picks.
func (k *kept) only(pick func(l labels.Labels) bool) *kept {
	out := &kept{systems: k.systems, series: map[*store.Series]*keptSeries{}}
	for s, one := range k.series {
		if pick(s.Labels) {
			out.series[s] = one
		}
	}
	return out
}

// Names that are older than today's, or written by somebody who writes them otherwise, come out of the fleet's own
// targets, and are enough by themselves: what the era tells is resolved from its series alone.
func TestErasAreRehearsed(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates half an hour")
	}
	c, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	k := rehearsed(t, c)
	latencies := []string{"ttft", "itl", "e2e_latency", "queue_time", "prefill_time", "decode_time"}
	cards := []string{"gpu_busy", "gpu_memory_used", "gpu_memory_total", "gpu_power", "gpu_energy", "gpu_temperature", "gpu_sm_clock", "gpu_memory_clock",
		"gpu_tensor_active", "gpu_sm_active", "gpu_dram_active", "gpu_memory_busy", "gpu_pcie_tx", "gpu_pcie_replays"}
	for name, e := range map[string]struct {
		system, prefix string
		without        string // a prefix of names that are another era's
		cluster        string
		signals        []string
	}{
		"Ray before 2026":             {"vllm", "ray_vllm:", "", "staging-eu", append(latencies, "generation_tokens", "kv_cache_usage", "requests_running", "prefix_hit_ratio")},
		"Ray today":                   {"vllm", "ray_vllm_", "", "", append(latencies, "generation_tokens", "kv_cache_usage", "requests_running")},
		"DCGM 1.x":                    {"dcgm", "dcgm_", "dcgm_fi_dev_", "staging-eu", append(cards, "gpu_throttle", "gpu_ecc_errors")},
		"DCGM as Azure writes it":     {"dcgm", "dcgm_fi_", "", "staging-eu", cards},
		"OpenTelemetry, untranslated": {"gen-ai", "gen_ai.", "", "staging-eu", []string{"client_ttft", "client_latency", "client_requests"}},
		"Mooncake connector":          {"vllm", "vllm:", "vllm:nixl_", "staging-eu", []string{"kv_transfer_time", "kv_transfer_bytes", "kv_transfer_failures", "kv_transfers", "kv_transfers_underway"}},
	} {
		t.Run(name, func(t *testing.T) {
			k := k.only(func(l labels.Labels) bool {
				n := l.Get(model.MetricNameLabel)
				if e.system == "dcgm" && (l.Get("hostname") == "") != (name == "DCGM 1.x") {
					return false
				}
				return strings.HasPrefix(n, e.prefix) && (e.without == "" || !strings.HasPrefix(n, e.without)) && (e.cluster == "" || l.Get("cluster") == e.cluster)
			})
			w := k.with(t, e.system)
			var present struct{ Present map[string][]string }
			w.post("signal-presence", span{at(0).UnixMilli(), at(1200).UnixMilli()}, &present)
			for _, id := range e.signals {
				if !slices.Contains(present.Present[id], e.system) {
					t.Errorf("%s is not seen", id)
					continue
				}
				w.resolves(id)
			}
		})
	}
}
