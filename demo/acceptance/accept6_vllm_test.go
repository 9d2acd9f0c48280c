package acceptance_test

import (
	"strings"
	"testing"
)

// Edges as vLLM 0.10 and later print them.
const (
	vllmTTFT  = "0.001,0.005,0.01,0.02,0.04,0.06,0.08,0.1,0.25,0.5,0.75,1.0,2.5,5.0,7.5,10.0,20.0,40.0,80.0,160.0,640.0,2560.0"
	vllmToken = "0.01,0.025,0.05,0.075,0.1,0.15,0.2,0.3,0.4,0.5,0.75,1.0,2.5,5.0,7.5,10.0,20.0,40.0,80.0"
	vllmLong  = "0.3,0.5,0.8,1.0,1.5,2.0,2.5,5.0,10.0,15.0,20.0,30.0,40.0,50.0,60.0,120.0,240.0,480.0,960.0,1920.0,7680.0"
	oneTwo5   = "1.0,2.0,5.0,10.0,20.0,50.0,100.0,200.0,500.0,1000.0,2000.0,5000.0,10000.0,20000.0,50000.0"
)

// vllm033 is the page of a current vLLM with a KV connector, speculation, NIXL and every family that a flag adds.
// Half a request a second: 1,000 prompt tokens, of which 300 were cached here and 100 came from outside; 100 tokens out.
const vllm033 = `
# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="llama"} 3
vllm:num_requests_waiting{engine="0",model_name="llama"} 5
vllm:num_requests_waiting_by_reason{engine="0",model_name="llama",reason="capacity"} 4
vllm:num_requests_waiting_by_reason{engine="0",model_name="llama",reason="deferred"} 1
vllm:engine_sleep_state{engine="0",model_name="llama",sleep_state="awake"} 1
vllm:engine_sleep_state{engine="0",model_name="llama",sleep_state="weights_offloaded"} 0
vllm:kv_cache_usage_perc{engine="0",model_name="llama"} 0.42
vllm:prefix_cache_queries_total{engine="0",model_name="llama"} +500
vllm:prefix_cache_hits_total{engine="0",model_name="llama"} +150
vllm:external_prefix_cache_queries_total{engine="0",model_name="llama"} +350
vllm:external_prefix_cache_hits_total{engine="0",model_name="llama"} +50
vllm:mm_cache_queries_total{engine="0",model_name="llama"} +7
vllm:mm_cache_hits_total{engine="0",model_name="llama"} +7
vllm:num_preemptions_total{engine="0",model_name="llama"} +0.02
vllm:prompt_tokens_total{engine="0",model_name="llama"} +500
vllm:prompt_tokens_by_source_total{engine="0",model_name="llama",source="local_compute"} +300
vllm:prompt_tokens_by_source_total{engine="0",model_name="llama",source="local_cache_hit"} +150
vllm:prompt_tokens_by_source_total{engine="0",model_name="llama",source="external_kv_transfer"} +50
vllm:prompt_tokens_cached_total{engine="0",model_name="llama"} +200
vllm:generation_tokens_total{engine="0",model_name="llama"} +50
vllm:request_success_total{engine="0",finished_reason="stop",model_name="llama"} +0.4
vllm:request_success_total{engine="0",finished_reason="length",model_name="llama"} +0.08
vllm:request_success_total{engine="0",finished_reason="abort",model_name="llama"} +0.01
vllm:request_success_total{engine="0",finished_reason="error",model_name="llama"} +0.01
vllm:request_success_total{engine="0",finished_reason="repetition",model_name="llama"} +0
~ vllm:iteration_tokens_total{engine="0",model_name="llama"} 1.0,8.0,16.0,32.0,64.0,128.0,256.0,512.0,1024.0,2048.0,4096.0,8192.0,16384.0 5@110
~ vllm:request_num_preemptions{engine="0",model_name="llama"} 1.0,2.0,3.0,4.0,5.0,10.0,20.0 0.5@0
~ vllm:time_to_first_token_seconds{engine="0",model_name="llama"} ` + vllmTTFT + ` 0.4@0.3 0.1@0.8
~ vllm:inter_token_latency_seconds{engine="0",model_name="llama"} ` + vllmToken + ` 49.5@0.02
~ vllm:request_time_per_output_token_seconds{engine="0",model_name="llama"} ` + vllmToken + ` 0.5@0.021
~ vllm:e2e_request_latency_seconds{engine="0",model_name="llama"} ` + vllmLong + ` 0.5@2.5
~ vllm:request_queue_time_seconds{engine="0",model_name="llama"} ` + vllmLong + ` 0.5@0.1
~ vllm:request_inference_time_seconds{engine="0",model_name="llama"} ` + vllmLong + ` 0.5@2.3
~ vllm:request_prefill_time_seconds{engine="0",model_name="llama"} ` + vllmLong + ` 0.5@0.3
~ vllm:request_decode_time_seconds{engine="0",model_name="llama"} ` + vllmLong + ` 0.5@2.0
~ vllm:request_prompt_tokens{engine="0",model_name="llama"} ` + oneTwo5 + ` 0.5@1000
~ vllm:request_generation_tokens{engine="0",model_name="llama"} ` + oneTwo5 + ` 0.5@100
~ vllm:request_max_num_generation_tokens{engine="0",model_name="llama"} ` + oneTwo5 + ` 0.5@100
~ vllm:request_params_n{engine="0",model_name="llama"} 1.0,2.0,5.0,10.0,20.0 0.5@1
~ vllm:request_params_max_tokens{engine="0",model_name="llama"} ` + oneTwo5 + ` 0.5@512
~ vllm:request_prefill_kv_computed_tokens{engine="0",model_name="llama"} ` + oneTwo5 + ` 0.5@600
~ vllm:kv_block_lifetime_seconds{engine="0",model_name="llama"} 0.1,1.0,10.0,60.0,300.0 1@90
~ vllm:kv_block_idle_before_evict_seconds{engine="0",model_name="llama"} 0.1,1.0,10.0,60.0,300.0 1@30
~ vllm:kv_block_reuse_gap_seconds{engine="0",model_name="llama"} 0.1,1.0,10.0,60.0,300.0 1@12
vllm:lora_requests_info{max_lora="4",running_lora_adapters="a,b",waiting_lora_adapters=""} 1.7637e9
vllm:cache_config_info{block_size="16",cache_dtype="auto",enable_prefix_caching="True",engine="0",gpu_memory_utilization="0.9",num_gpu_blocks="27000"} 1
vllm:spec_decode_num_drafts_total{engine="0",model_name="llama"} +10
vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="llama"} +30
vllm:spec_decode_num_accepted_tokens_total{engine="0",model_name="llama"} +18
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="llama",position="0"} +9
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="llama",position="1"} +6
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="llama",position="2"} +3
~ vllm:nixl_xfer_time_seconds{engine="0",model_name="llama"} 0.005,0.01,0.025,0.05,0.1,0.2,0.5,1.0,5.0 0.5@0.04
~ vllm:nixl_post_time_seconds{engine="0",model_name="llama"} 0.001,0.005,0.01 0.5@0.002
~ vllm:nixl_bytes_transferred{engine="0",model_name="llama"} 1048576.0,1073741824.0 0.5@2e8
~ vllm:nixl_num_descriptors{engine="0",model_name="llama"} 10.0,20.0,50.0 0.5@12
vllm:nixl_num_failed_transfers_total{engine="0",model_name="llama"} +0.01
vllm:nixl_num_failed_notifications_total{engine="0",model_name="llama"} +0.005
vllm:nixl_num_kv_expired_reqs_total{engine="0",model_name="llama"} +0.005
vllm:estimated_flops_per_gpu_total{engine="0",model_name="llama"} +1e14
http_requests_total{handler="/v1/chat/completions",method="POST",status="2xx"} +0.5
~ http_request_duration_seconds{handler="/v1/chat/completions",method="POST"} 0.1,0.5,1.0 0.5@2.6
process_resident_memory_bytes 4.2e9
python_info{implementation="CPython",major="3",minor="12",patchlevel="9",version="3.12.9"} 1
`

// vllm033Says is what that page says in canonical words.
var vllm033Says = wanted{
	"requests_running": 3, "requests_waiting": 5, "kv_cache_usage": 0.42, "prefix_hit_ratio": 0.3, "external_prefix_hit_ratio": 1. / 7,
	"prompt_tokens/total": 600_000, "prompt_tokens": 500, "generation_tokens/total": 60_000, "cached_tokens": 200, "external_cached_tokens": 50,
	"preemptions": 0.02, "requests_finished/total": 600, "requests_aborted/total": 12, "requests_failed/total": 12,
	"ttft": 0.4, "itl": 0.02, "tpot": 0.021, "e2e_latency": 2.5, "queue_time": 0.1, "inference_time": 2.3, "prefill_time": 0.3, "decode_time": 2,
	"prompt_length": 1000, "generation_length": 100, "batch_tokens": 110, "kv_block_lifetime": 90, "kv_idle_before_evict": 30, "kv_reuse_gap": 12,
	"spec_accept_ratio": 0.6, "spec_accepted_per_draft": 1.8, "spec_draft_length": 3, "kv_transfer_time": 0.04, "kv_transfer_bytes": 1e8,
	"estimated_flops": 1e14,
}

var llama0 = []string{"llm_model", "llama", "namespace", "chat", "pod", "llama-0", "engine", "vllm"}

func TestAccept6_VLLM(t *testing.T) {
	w := printed(t, python("chat", "llama-0", vllm033))
	w.tells(llama0, vllm033Says, "evicted_tokens", "recomputed_tokens", "kv_host_tokens")
	w.tells([]string{"engine_rank", "0"}, wanted{"prompt_tokens": 500, "e2e_latency": 2.5})
	w.recognised("engine", map[string]int{"vllm": 1})
}

// The units of the answer are the canonical ones.
func TestAccept6_Units(t *testing.T) {
	w := printed(t, python("chat", "llama-0", vllm033), on("gpu-operator", "dcgm-x", dcgm4("h100", "GPU-a", "chat", "llama-0")))
	units := map[string]string{"ttft": "s", "kv_cache_usage": "percentunit", "prefix_hit_ratio": "percentunit", "generation_tokens": "si:tok/s", "generation_tokens/total": "short",
		"requests_running": "short", "kv_transfer_bytes": "Bps", "kv_transfer_bytes/total": "bytes", "preemptions": "cps", "gpu_power": "watt", "gpu_sm_clock": "hertz",
		"gpu_memory_used": "bytes", "gpu_tensor_active": "percentunit", "gpu_temperature": "celsius", "gpu_energy/total": "joule", "gpu_energy": "watt", "gpu_busy": "percentunit"}
	for name, unit := range units {
		signal, stat, _ := strings.Cut(name, "/")
		a := w.ask(signals("table", []string{"pod"}, operand{As: "x", Signal: signal, Stat: stat}))
		f, _ := a.frame.FieldByName("x")
		if f == nil || f.Config == nil || f.Config.Unit != unit {
			t.Errorf("unit of %s: %+v, want %s", name, f, unit)
		}
	}
}

// Names of 0.10, with those that the next release hides still beside the new ones, and of 0.9, which has only the old ones.
func TestAccept6_VLLMEras(t *testing.T) {
	old := strings.NewReplacer("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc", "vllm:prefix_cache_", "vllm:gpu_prefix_cache_",
		"vllm:inter_token_latency_seconds", "vllm:time_per_output_token_seconds").Replace(vllm033)
	keep := func(page string, drop ...string) string {
		var out []string
		for _, l := range strings.Split(page, "\n") {
			dropped := false
			for _, d := range drop {
				dropped = dropped || strings.Contains(l, d)
			}
			if !dropped {
				out = append(out, l)
			}
		}
		return strings.Join(out, "\n")
	}
	newer := []string{"vllm:prompt_tokens_by_source", "vllm:prompt_tokens_cached", "vllm:num_requests_waiting_by_reason", "vllm:request_num_preemptions", "vllm:external_"}
	older := keep(old, newer...)
	both := older
	for _, l := range strings.Split(vllm033, "\n") {
		for _, n := range []string{"vllm:kv_cache_usage_perc", "vllm:prefix_cache_", "vllm:inter_token_latency_seconds"} {
			if strings.Contains(l, n) && !strings.HasPrefix(l, "#") {
				both += "\n" + l
			}
		}
	}
	says := wanted{}
	for k, v := range vllm033Says {
		if k != "cached_tokens" && k != "external_cached_tokens" && k != "external_prefix_hit_ratio" && k != "tpot" {
			says[k] = v
		}
	}
	// Hits under the old name are blocks in 0.8 and tokens later, and nothing tells which: they are no tokens to add up.
	for name, page := range map[string]string{"old names": older, "old and new names": both} {
		t.Run(name, func(t *testing.T) {
			w := printed(t, python("chat", "llama-0", page))
			if page == both {
				w.tells(llama0, wanted{"cached_tokens": 150}) // tokens that the local cache held
				w.tells(llama0, says)
			} else {
				w.tells(llama0, says, "cached_tokens")
			}
			w.recognised("engine", map[string]int{"vllm": 1})
		})
	}
}

// Four data-parallel ranks of one process: what is counted is added, usage is a mean and its maximum stays visible, and a
// rank alone can be asked for.
func TestAccept6_VLLMRanks(t *testing.T) {
	page := ""
	for rank, usage := range []string{"0.9", "0.1", "0.1", "0.1"} {
		page += strings.NewReplacer(`engine="0"`, `engine="`+string(rune('0'+rank))+`"`, "} 0.42", "} "+usage).Replace(vllm033)
	}
	w := printed(t, on("chat", "llama-0", page))
	w.tells(llama0, wanted{"prompt_tokens": 2000, "generation_tokens/total": 240_000, "requests_running": 12, "requests_waiting": 20, "kv_cache_usage": 0.3,
		"kv_cache_usage/max": 0.3, "ttft": 0.4, "requests_finished/total": 2400, "prefix_hit_ratio": 0.3, "spec_accept_ratio": 0.6})
	a := w.ask(signals("table", []string{"engine_rank"}, kvUsage, operand{As: "t", Signal: "prompt_tokens"}))
	a.values(4)
	a.near("usage of the full rank", a.one("engine_rank", "0")["kv"], 0.9, 1e-9)
	a.near("tokens of a rank", a.one("engine_rank", "3")["t"], 500, 1e-9)
	most := kvUsage
	most.Reduce = "max"
	a = w.ask(signals("table", []string{"pod"}, most))
	a.near("the fullest rank", a.one("pod", "llama-0")["kv"], 0.9, 1e-9)
}

// With priority scheduling finished requests are split by priority and there is no total row.
func TestAccept6_VLLMPriority(t *testing.T) {
	page := `
vllm:num_requests_running{engine="0",model_name="llama"} 3
vllm:scheduler_policy_info{engine="0",model_name="llama",policy="priority"} 1
vllm:scheduler_policy_info{engine="0",model_name="llama",policy="fcfs"} 0
~ vllm:time_to_first_token_seconds{engine="0",model_name="llama",priority="0"} ` + vllmTTFT + ` 1@0.2
~ vllm:time_to_first_token_seconds{engine="0",model_name="llama",priority=">1"} ` + vllmTTFT + ` 3@0.6
vllm:request_success_total{engine="0",finished_reason="stop",model_name="llama",priority="0"} +1
vllm:request_success_total{engine="0",finished_reason="stop",model_name="llama",priority=">1"} +3
~ vllm:request_priority{engine="0",model_name="llama"} 0.0,1.0 4@1
`
	w := printed(t, on("chat", "llama-0", page))
	w.tells(llama0, wanted{"ttft": 0.5, "requests_finished": 4, "requests_running": 3})
}

// A quantile below the first edge or beyond the last one shows it by its bounds; edges are the page's own, whatever the
// engine's.
func TestAccept6_QuantilesSayTheirBucket(t *testing.T) {
	w := printed(t, on("chat", "llama-0", vllm033), on("chat", "nim-0", `
num_requests_running{model_name="nim"} 1
num_request_max{model_name="nim"} 64
gpu_cache_usage_perc{model_name="nim"} 0.5
~ e2e_request_latency_seconds{model_name="nim"} 1.0,2.5,5.0,10.0,15.0,20.0,30.0,40.0,50.0,60.0 1@90
~ time_to_first_token_seconds{model_name="nim"} 0.001,0.005,0.01,0.02,0.04,0.06,0.08,0.1,0.25,0.5,0.75,1.0,2.5,5.0,7.5,10.0 1@0.3
`))
	p := func(signal, stat string) operand { return operand{As: "q", Signal: signal, Stat: stat, Bounds: true} }
	ask := func(signal, stat, name string) (answer, row) {
		a := w.ask(signals("table", []string{"pod"}, p(signal, stat)))
		return a, a.one("pod", name)
	}
	a, r := ask("queue_time", "p95", "llama-0")
	a.near("p95 of a queue below the first edge", r["q"], 0.285, 1e-9)
	a.near("its bucket", r["q_lo"], 0, 0)
	a.near("its bucket", r["q_hi"], 0.3, 0)
	a, r = ask("ttft", "p50", "llama-0")
	a.between("p50 of ttft", r["q"], 0.25, 0.5)
	a, r = ask("e2e_latency", "p95", "nim-0")
	a.near("beyond the last edge it is that edge", r["q"], 60, 1e-9)
	a.near("and that is the least", r["q_lo"], 60, 0)
	a.null("with no upper bound", r["q_hi"])
}

// dcgm4 is a card of dcgm-exporter 4.5 whose scrape does not honour labels; w is the workload.
func dcgm4(node, uuid, namespace, pod string) string {
	l := `gpu="0",UUID="` + uuid + `",pci_bus_id="00000000:00:04.0",device="nvidia0",modelName="NVIDIA H100 80GB HBM3",Hostname="` + node + `",DCGM_FI_DRIVER_VERSION="570.86"`
	if pod != "" {
		l += `,container="vllm",namespace="` + namespace + `",pod="` + pod + `"`
	}
	var b strings.Builder
	for _, m := range [][2]string{{"DCGM_FI_DEV_SM_CLOCK", "1755"}, {"DCGM_FI_DEV_MEM_CLOCK", "2619"}, {"DCGM_FI_DEV_MEMORY_TEMP", "55"}, {"DCGM_FI_DEV_GPU_TEMP", "61"},
		{"DCGM_FI_DEV_POWER_USAGE", "402.5"}, {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", "+402500"}, {"DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "+0"}, {"DCGM_FI_DEV_GPU_UTIL", "97"},
		{"DCGM_FI_DEV_MEM_COPY_UTIL", "45"}, {"DCGM_FI_DEV_ENC_UTIL", "0"}, {"DCGM_FI_DEV_DEC_UTIL", "0"}, {"DCGM_FI_DEV_FB_FREE", "10240"}, {"DCGM_FI_DEV_FB_USED", "71680"},
		{"DCGM_FI_DEV_FB_RESERVED", "0"}, {"DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL", "5000"}, {"DCGM_FI_DEV_VGPU_LICENSE_STATUS", "0"}, {"DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", "0"},
		{"DCGM_FI_DEV_ROW_REMAP_FAILURE", "0"}, {"DCGM_FI_PROF_GR_ENGINE_ACTIVE", "0.93"}, {"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "0.31"}, {"DCGM_FI_PROF_DRAM_ACTIVE", "0.66"},
		{"DCGM_FI_PROF_PCIE_TX_BYTES", "1.5e9"}, {"DCGM_FI_PROF_PCIE_RX_BYTES", "5e8"}} {
		b.WriteString(m[0] + "{" + l + "} " + m[1] + "\n")
	}
	return b.String()
}
