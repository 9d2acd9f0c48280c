package fleet_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// window is what one engine's series say of five minutes.
type window struct {
	usage              float64 // the largest
	preempted          float64
	earlier, later     float64 // who waits in its halves, on average
	local, behind, all float64 // tokens found in the GPU's cache, behind it, and looked up
}

func (r *recorder) window(t *testing.T, from time.Time, cluster, pod string) window {
	to, half := from.Add(5*time.Minute), from.Add(150*time.Second)
	id := []string{"cluster", cluster, "pod", pod}
	grown := func(name string) float64 {
		total := 0.0
		for _, key := range r.find(name, id...) {
			total += r.increase(key, from, to)
		}
		return total
	}
	w := window{preempted: grown("vllm:num_preemptions_total"), local: grown("vllm:prefix_cache_hits_total"), behind: grown("vllm:external_prefix_cache_hits_total"), all: grown("vllm:prefix_cache_queries_total")}
	w.earlier, w.later = r.mean(r.only(t, "vllm:num_requests_waiting", id...), from, half), r.mean(r.only(t, "vllm:num_requests_waiting", id...), half, to)
	for _, s := range r.series[r.only(t, "vllm:kv_cache_usage_perc", id...)] {
		if s.tMs > from.UnixMilli() && s.tMs <= to.UnixMilli() && !s.stale {
			w.usage = max(w.usage, s.v)
		}
	}
	return w
}

// thrashes is what a cache does that is too small for its work (design: usage, preemptions, a growing queue).
func (w window) thrashes() bool { return w.usage >= 0.95 && w.preempted > 0 && w.later > w.earlier }

// pressed is a cache that is nearly full.
func (w window) pressed() bool { return (w.usage >= 0.9 || w.preempted > 0) && !w.thrashes() }

// windows are those of five minutes between two offsets before the end.
func (r *recorder) windows(t *testing.T, from, to time.Duration, cluster, pod string) []window {
	var out []window
	for at := from; at > to; at -= 5 * time.Minute {
		out = append(out, r.window(t, before(at), cluster, pod))
	}
	return out
}

func TestCachesAreWhatTheIncidentsSay(t *testing.T) {
	_, r := history()
	pods := []string{"mistral-24b-5f7b9c6d8-4hj7w", "mistral-24b-5f7b9c6d8-zp8nc"}
	for _, pod := range pods {
		if w := r.windows(t, fleet.ThrashFromBefore, fleet.ThrashToBefore, fleet.Cluster, pod); !w[0].thrashes() {
			t.Errorf("%s does not thrash: %+v", pod, w)
		}
	}
	pressed := 0
	for _, w := range r.windows(t, fleet.PressureFromBefore, fleet.PressureToBefore, fleet.StagingCluster, fleet.PressedPod) {
		if w.thrashes() {
			t.Errorf("%s thrashes: %+v", fleet.PressedPod, w)
		}
		if w.pressed() {
			pressed++
		}
	}
	if pressed == 0 {
		t.Errorf("%s is not pressed: %+v", fleet.PressedPod, r.windows(t, fleet.PressureFromBefore, fleet.PressureToBefore, fleet.StagingCluster, fleet.PressedPod))
	}
	cold := r.windows(t, fleet.ColdFromBefore, fleet.ColdToBefore, fleet.StagingCluster, fleet.TieredPod)
	if w := cold[0]; w.local > 0.2*w.all || w.behind < 0.4*(w.all-w.local) {
		t.Errorf("%s is not cold: %+v", fleet.TieredPod, w)
	}
	if w := r.window(t, before(fleet.ColdFromBefore+10*time.Minute), fleet.StagingCluster, fleet.TieredPod); w.behind > 0.01*w.all || w.local < 0.4*w.all {
		t.Errorf("%s is cold before: %+v", fleet.TieredPod, w)
	}
	// The control, and everybody outside his incident.
	for _, pod := range []string{"jamba-mini-0", "llama-1b-vllm-0", "olmo-7b-rocm-0"} {
		for _, w := range r.windows(t, 100*time.Minute, 5*time.Minute, fleet.StagingCluster, pod) {
			if w.pressed() || w.thrashes() || w.behind > 0.05*w.all {
				t.Errorf("%s is not quiet: %+v", pod, w)
			}
		}
	}
	for _, w := range r.windows(t, 45*time.Minute, 5*time.Minute, fleet.Cluster, pods[0]) {
		if w.pressed() || w.thrashes() {
			t.Errorf("%s is not quiet afterwards: %+v", pods[0], w)
		}
	}
}

func TestBlocksGoSoonerWhereACacheThrashes(t *testing.T) {
	_, r := history()
	mean := func(what string, from, to time.Duration, pod string) float64 {
		return r.meanOf("vllm:kv_block_"+what+"_seconds", before(from), before(to), "pod", pod)
	}
	const pod = "mistral-24b-5f7b9c6d8-4hj7w"
	calm, thrashing := mean("idle_before_evict", 200*time.Minute, 90*time.Minute, pod), mean("idle_before_evict", fleet.ThrashFromBefore, fleet.ThrashToBefore, pod)
	if thrashing > calm/5 {
		t.Errorf("blocks lie idle for %g s before they go, %g s in calm times", thrashing, calm)
	}
	for _, pod := range []string{pod, "chat-small-1", "llama-70b-0"} {
		gap, idle, life := mean("reuse_gap", 200*time.Minute, 90*time.Minute, pod), mean("idle_before_evict", 200*time.Minute, 90*time.Minute, pod), mean("lifetime", 200*time.Minute, 90*time.Minute, pod)
		if !(gap > 0.5 && gap < idle && idle < life) {
			t.Errorf("%s: used again after %g s, idle for %g s, lived %g s", pod, gap, idle, life)
		}
	}
}

func TestSomeTransfersFail(t *testing.T) {
	_, r := history()
	grown := func(name string, from, to time.Duration) float64 {
		total := 0.0
		for _, key := range r.find(name, "llm_d_ai_role", "decode") {
			total += r.increase(key, before(from), before(to))
		}
		return total
	}
	const failed, moved = "vllm:nixl_num_failed_transfers_total", "vllm:nixl_xfer_time_seconds_count"
	inside := grown(failed, fleet.TransferFailFromBefore, fleet.TransferFailToBefore)
	near(t, "share of transfers that fail", inside/(inside+grown(moved, fleet.TransferFailFromBefore, fleet.TransferFailToBefore)), fleet.TransferFailShare, 0.25)
	if outside := grown(failed, 200*time.Minute, fleet.TransferFailFromBefore) + grown(failed, fleet.TransferFailToBefore-time.Minute, 0); outside > 0 {
		t.Errorf("%g transfers fail outside the incident", outside)
	}
}

func TestOneRankHasMoreOfTheWork(t *testing.T) {
	_, r := history()
	mean := func(name string, index int, from, to time.Duration) float64 {
		return r.mean(r.only(t, name, "cluster", fleet.StagingCluster, "hostname", fleet.UnevenNode, "gpu", fmt.Sprint(index)), before(from), before(to))
	}
	const tensor, clock = "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_DEV_SM_CLOCK"
	from, to := fleet.UnevenFromBefore-2*time.Minute, fleet.UnevenToBefore+2*time.Minute
	busy := mean(tensor, fleet.UnevenIndex, from, to)
	for i := range 4 {
		if i == fleet.UnevenIndex {
			continue
		}
		if other := mean(tensor, i, from, to); other > 0.8*busy {
			t.Errorf("rank %d is as busy: %g and %g", i, other, busy)
		}
		near(t, "clock", mean(clock, i, from, to), mean(clock, fleet.UnevenIndex, from, to), 0.02)
		near(t, "tensor before", mean(tensor, i, from+40*time.Minute, from+10*time.Minute), mean(tensor, fleet.UnevenIndex, from+40*time.Minute, from+10*time.Minute), 0.03)
		near(t, "tensor of the control", mean(tensor, 4+i, from, to), mean(tensor, 4, from, to), 0.03)
	}
	// The rank for which the others wait does not wait itself: its collectives are the quickest.
	quick := func(index int) float64 {
		return r.mean(r.only(t, "nccl_collective_exec_time_microseconds", "cluster", fleet.StagingCluster, "gpu", fmt.Sprintf("GPU%d", index)), before(from), before(to))
	}
	if quick(fleet.UnevenIndex) > 0.5*quick(0) || quick(4) != quick(5) {
		t.Errorf("collectives take %g µs on the busy rank, %g on another, %g and %g in the control", quick(fleet.UnevenIndex), quick(0), quick(4), quick(5))
	}
}

func TestAnEngineOnTwoPods(t *testing.T) {
	_, r := history()
	pods := map[string]bool{}
	for _, key := range r.find("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "cluster", fleet.StagingCluster, fleet.GroupLabel, "llama-33-lws-0") {
		pods[r.labels[key].Get("pod")] = true
		if v := r.mean(key, before(60*time.Minute), before(time.Minute)); v < 0.05 {
			t.Errorf("%s computes nothing: %g", key, v)
		}
	}
	engines := r.find("vllm:num_requests_running", "cluster", fleet.StagingCluster, fleet.GroupLabel, "llama-33-lws-0")
	if len(pods) != 2 || len(engines) != 1 {
		t.Errorf("cards on %v, %d engines", pods, len(engines))
	}
}

// Cards of every maker show the energy that the world says they used.
func TestOtherExportersAgreeWithTheTruth(t *testing.T) {
	f, r := history()
	from, to := end.Add(-3*time.Hour), end.Add(-time.Hour)
	checked := 0
	for _, d := range f.Truth(from, to).In(fleet.StagingCluster).Devices {
		bare := d.UUID[len("GPU-"):]
		for _, e := range []struct {
			name, label, value string
			scale              float64
		}{
			{"gpu_energy_consumed", "gpu_uuid", bare, 1e6}, {"hw_energy_joules_total", "hw_id", bare, 1}, {"nvidia_smi_energy_joules_total", "uuid", bare, 1},
		} {
			keys := r.find(e.name, "cluster", fleet.StagingCluster, e.label, e.value)
			if len(keys) != 1 || d.Part != 1 {
				continue
			}
			near(t, d.UUID+" energy", r.increase(keys[0], from, to)/e.scale, d.EnergyJ, 0.01)
			checked++
		}
	}
	if checked != 5 { // one of the seven cards is cut
		t.Errorf("%d cards checked", checked)
	}
}
