package fleet_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

func TestPrefillAndDecodeOfOneRequestAreOnTwoPods(t *testing.T) {
	f, r := history()
	from, to := end.Add(-3*time.Hour), end.Add(-10*time.Minute)
	var prefill, decode fleet.ReplicaTruth
	for _, x := range f.Truth(from, to).In(fleet.Cluster).Replicas {
		switch x.Role {
		case "prefill":
			prefill = x
		case "decode":
			decode.Phases.Finished += x.Phases.Finished
			decode.Phases.Transfer += x.Phases.Transfer
			decode.Phases.Prefill += x.Phases.Prefill
			decode.Phases.E2E += x.Phases.E2E
			decode.GenerationTokens += x.GenerationTokens
			decode.PromptTokens += x.PromptTokens
		}
	}
	near(t, "requests", decode.Phases.Finished, prefill.Phases.Finished, 0.01)
	near(t, "one token of each at the prefill pod", prefill.GenerationTokens, prefill.Phases.Finished, 0.01)
	near(t, "prompt tokens on both sides", decode.PromptTokens, prefill.PromptTokens, 0.01)
	if decode.Phases.Prefill > 0.3*prefill.Phases.Prefill {
		t.Errorf("%g s of prefill at the decode pods, %g s at the prefill pod", decode.Phases.Prefill, prefill.Phases.Prefill)
	}
	transfer := 0.0
	for _, key := range r.find("vllm:nixl_xfer_time_seconds_sum", "llm_d_ai_role", "decode", "cluster", fleet.Cluster) {
		transfer += r.increase(key, from, to)
	}
	if mean := transfer / decode.Phases.Finished; mean < 0.02 || mean > 0.2 || transfer > decode.Phases.Transfer {
		t.Errorf("%g s a transfer, %g s of %g s in all", mean, transfer, decode.Phases.Transfer)
	}
	// What the client waits for is both pods and what lies between them.
	for _, x := range f.Truth(from, to).Routes {
		if x.Model == "Qwen/Qwen3-14B" && x.Latency/x.Requests < prefill.Phases.E2E/prefill.Phases.Finished+1 {
			t.Errorf("%s: %g s at the gateway", x.Tenant, x.Latency/x.Requests)
		}
	}
}

func TestPhasesAddUp(t *testing.T) {
	f, _ := history()
	for _, x := range f.Truth(end.Add(-225*time.Minute), end.Add(-time.Minute)).Replicas {
		p := x.Phases
		rest := (p.E2E - p.Queue - p.Transfer - p.Prefill - p.Decode) / p.Finished
		if rest < 0.003 || rest > 0.009 {
			t.Errorf("%s: %g s of a request belong to no phase, want the front end's 3 to 9 ms", x.Pod, rest)
		}
	}
}

func TestTritonNamesItsGPUs(t *testing.T) {
	f, r := history()
	held := map[string]bool{}
	for _, d := range f.Truth(before(time.Hour), before(time.Minute)).Devices {
		for _, o := range d.Owners {
			held[d.UUID] = held[d.UUID] || o.Pod == "nemotron-49b-triton-0"
		}
	}
	found := r.find("nv_gpu_utilization", "pod", "nemotron-49b-triton-0")
	if len(found) != 2 {
		t.Errorf("%d GPUs", len(found))
	}
	for _, key := range found {
		if uuid := r.labels[key].Get("gpu_uuid"); !held[uuid] {
			t.Errorf("%s is not its GPU", uuid)
		}
	}
}
