package fleet_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// What a card's slices and their remainder cost and use is what the card does.
func TestSlicesAndWhatTheyLeaveOverAreTheCard(t *testing.T) {
	f, r := history()
	from, to := before(time.Hour), before(time.Minute)
	slices, rest, whole := 0, fleet.DeviceTruth{}, fleet.DeviceTruth{}
	part, cost, energy := 0.0, 0.0, 0.0
	for _, d := range f.Truth(from, to).In(fleet.Cluster).Devices {
		switch {
		case d.Node != "n8":
			continue
		case d.Index > 0:
			whole = d
			continue
		case d.MIG == "":
			rest = d
		default:
			slices++
			if len(d.Owners) != 1 || math.Abs(d.Owners[0].Share-d.Part) > 1e-9 {
				t.Errorf("slice %s: owners %+v", d.MIG, d.Owners)
			}
		}
		part, cost, energy = part+d.Part, cost+d.Cost, energy+d.EnergyJ
	}
	near(t, "parts", part, 1, 1e-9)
	near(t, "cost", cost, whole.Cost, 1e-9)
	near(t, "what is left over", rest.Part, 1.0/7, 1e-9)
	if slices != 3 || len(rest.Owners) != 0 {
		t.Errorf("%d slices, remainder %+v", slices, rest)
	}
	// The driver repeats the card's readings on every slice, and has some for none.
	id := []string{"hostname", "n8", "gpu", "0"}
	if n := len(r.find("DCGM_FI_DEV_GPU_UTIL", id...)); n != 0 {
		t.Errorf("GPU_UTIL on %d slices", n)
	}
	for _, key := range r.find("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", id...) {
		near(t, "the card's energy on a slice", r.increase(key, from, to)/1000, energy, 0.01)
	}
	for _, key := range r.find("DCGM_FI_DEV_FB_USED", id...) {
		if r.labels[key].Get("GPU_I_PROFILE") == "" || r.labels[key].Get("pod") == "" {
			t.Errorf("%s", key)
		}
	}
	if n := len(r.find("kube_pod_container_resource_requests", "resource", "nvidia_com_mig_3g_40gb")); n != 1 {
		t.Errorf("%d pods ask for a slice of 3g.40gb", n)
	}
}

func TestRanksOfOneReplicaShareItsWork(t *testing.T) {
	f, r := history()
	from, to := before(2*time.Hour), before(time.Minute)
	total := 0.0
	for _, x := range f.Truth(from, to).Replicas {
		if x.Pod == "qwen-8b-dp-0" {
			total = x.GenerationTokens
		}
	}
	for rank := range 2 {
		got := r.grown(t, from, to, "vllm:generation_tokens_total", "pod", "qwen-8b-dp-0", "engine", fmt.Sprint(rank))
		near(t, fmt.Sprintf("share of rank %d", rank), got/total, 0.5, 0.05)
	}
	if n := len(r.find("process_start_time_seconds", "pod", "qwen-8b-dp-0")); n != 1 {
		t.Errorf("%d processes", n)
	}
}

func TestOneRankOfEightThrottles(t *testing.T) {
	_, r := history()
	id := []string{"hostname", fleet.GroupThrottledNode, "gpu", fmt.Sprint(fleet.GroupThrottledIndex)}
	from, to := before(fleet.GroupThrottleFromBefore-5*time.Minute), before(fleet.GroupThrottleToBefore)
	if c := r.mean(r.only(t, "DCGM_FI_DEV_SM_CLOCK", id...), from, to); c != fleet.ThrottledClockMHz {
		t.Errorf("clock %g MHz", c)
	}
	near(t, "throttled share", r.grown(t, from, to, "DCGM_FI_DEV_THERMAL_VIOLATION", id...)/1e9/to.Sub(from).Seconds(), 0.41, 0.02)
	rate := func(a, b time.Time) float64 {
		return r.grown(t, a, b, "vllm:generation_tokens_total", "pod", "llama-405b-0") / b.Sub(a).Seconds()
	}
	if during, earlier := rate(from, to), rate(from.Add(-40*time.Minute), from.Add(-10*time.Minute)); during > 0.93*earlier {
		t.Errorf("%g tokens/s while throttled, %g before", during, earlier)
	}
}

func TestKubeletsShowContainers(t *testing.T) {
	_, r := history()
	from, to := before(time.Hour), before(time.Minute)
	for _, key := range r.find("container_cpu_cfs_periods_total", "pod", "llama-70b-0", "cluster", fleet.Cluster, "container", "vllm") {
		near(t, "periods of 100 ms", r.increase(key, from, to), 10*to.Sub(from).Seconds(), 0.02)
		throttled := strings.Replace(key, "cfs_periods", "cfs_throttled_periods", 1)
		if share := r.increase(throttled, from, to) / r.increase(key, from, to); share < 0 || share > 0.6 {
			t.Errorf("%g of the periods throttled", share)
		}
	}
	if own, all := len(r.find("container_memory_working_set_bytes", "pod", "llama-405b-0")), len(r.find("container_memory_working_set_bytes", "pod", "llama-405b-0", "container", "vllm")); own != 3 || all != 1 {
		t.Errorf("%d rows of a pod, %d of its container", own, all)
	}
}
