package fleet_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

func before(d time.Duration) time.Time { return end.Add(-d) }

func TestPodMovesBetweenGPUs(t *testing.T) {
	f, r := history()
	holds := map[int][2]time.Time{}
	for _, d := range f.Truth(before(4*time.Hour), before(time.Minute)).Devices {
		for _, o := range d.Owners {
			if o.Pod == "chat-small-0" && d.Cluster == fleet.Cluster {
				holds[d.Index] = [2]time.Time{o.From, o.To}
			}
		}
	}
	left, taken := holds[4][1], holds[5][0]
	if !left.Equal(before(fleet.MoveBefore)) || taken.Sub(left) != fleet.MoveGap {
		t.Errorf("left GPU 4 at %s, took GPU 5 at %s", left, taken)
	}
	// What the exporter shows follows within one interval.
	for gpu, around := range map[string][2]time.Time{"4": {before(4 * time.Hour), left}, "5": {taken, before(0)}} {
		list := r.series[r.only(t, "DCGM_FI_DEV_SM_CLOCK", "Hostname", "n1", "gpu", gpu, "exported_pod", "chat-small-0")]
		first, last := list[0], list[len(list)-1]
		if d := time.UnixMilli(first.tMs).Sub(around[0]); d < 0 || d > 30*time.Second {
			t.Errorf("GPU %s: first shown %s after it was taken", gpu, d)
		}
		if d := time.UnixMilli(last.tMs).Sub(around[1]); d > 30*time.Second {
			t.Errorf("GPU %s: still shown %s after it was left", gpu, d)
		}
		if gpu == "4" && !last.stale {
			t.Error("GPU 4: the old owner's series does not end with a staleness marker")
		}
	}
	// One series, its counter begins anew.
	falls, previous := 0, 0.0
	for _, s := range r.series[r.only(t, "vllm:generation_tokens_total", "pod", "chat-small-0")] {
		if !s.stale && s.v < previous {
			falls++
		}
		if !s.stale {
			previous = s.v
		}
	}
	if falls != 1 {
		t.Errorf("the counter fell %d times, want once", falls)
	}
}

func TestThrottledRankSlowsItsGroup(t *testing.T) {
	_, r := history()
	from, to := before(fleet.ThrottleFromBefore-5*time.Minute), before(fleet.ThrottleToBefore)
	tensor := func(gpu int) float64 {
		return r.mean(r.only(t, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "Hostname", "n1", "gpu", fmt.Sprint(gpu)), from, to)
	}
	for gpu := range 4 {
		if gpu != fleet.ThrottledIndex && tensor(gpu) > 0.8*tensor(fleet.ThrottledIndex) {
			t.Errorf("GPU %d is as busy as the throttled one: %g and %g", gpu, tensor(gpu), tensor(fleet.ThrottledIndex))
		}
	}
	id := []string{"Hostname", "n1", "gpu", fmt.Sprint(fleet.ThrottledIndex)}
	if c := r.mean(r.only(t, "DCGM_FI_DEV_SM_CLOCK", id...), from, to); c != fleet.ThrottledClockMHz {
		t.Errorf("clock %g MHz", c)
	}
	if c := r.mean(r.only(t, "DCGM_FI_DEV_GPU_TEMP", id...), from, to); c < 80 {
		t.Errorf("temperature %g °C", c)
	}
	near(t, "throttled share", r.grown(t, from, to, "DCGM_FI_DEV_THERMAL_VIOLATION", id...)/1e9/to.Sub(from).Seconds(), 0.41, 0.02)
	rate := func(a, b time.Time) float64 {
		return r.grown(t, a, b, "vllm:generation_tokens_total", "pod", "llama-70b-0") / b.Sub(a).Seconds()
	}
	if during, earlier := rate(from, to), rate(from.Add(-40*time.Minute), from.Add(-10*time.Minute)); during > 0.85*earlier {
		t.Errorf("%g tokens/s while throttled, %g before", during, earlier)
	}
}

func TestRestartGivesANewPodOnTheSameGPU(t *testing.T) {
	f, _ := history()
	for _, d := range f.Truth(before(3*time.Hour), before(2*time.Hour)).Devices {
		if d.Cluster != fleet.Cluster || d.Node != "n2" || d.Index != 6 {
			continue
		}
		if len(d.Owners) != 2 || d.Owners[0].Pod == d.Owners[1].Pod || d.Owners[1].From.Sub(d.Owners[0].To) != fleet.RestartGap {
			t.Errorf("owners %+v", d.Owners)
		}
		near(t, "owned seconds", d.OwnedSeconds(), 3600-fleet.RestartGap.Seconds(), 1e-9)
	}
}

func TestPriceChangesOnce(t *testing.T) {
	f, r := history()
	var steps []float64
	for _, s := range r.series[r.only(t, "node_gpu_hourly_cost", "node", "n1")] {
		if len(steps) == 0 || steps[len(steps)-1] != s.v {
			steps = append(steps, s.v)
		}
	}
	if len(steps) != 2 {
		t.Fatalf("prices %v, want two", steps)
	}
	a, b := before(fleet.PriceChangeBefore+time.Hour), before(fleet.PriceChangeBefore-time.Hour)
	for _, d := range f.Truth(a, b).Devices {
		if d.Node == "n1" && d.Cluster == fleet.Cluster {
			near(t, "cost across the change", d.Cost, steps[0]+steps[1], 1e-9)
		}
	}
	if prices := f.Prices(); len(prices) != 22 {
		t.Errorf("prices %+v", prices)
	}
}

func TestAnEngineThatLoadsIsDown(t *testing.T) {
	_, r := history()
	made := before(fleet.ScaleUpBefore)
	down := 0
	for _, s := range r.series[r.only(t, "up", "pod", "chat-small-3")] {
		if !s.stale && s.v == 0 {
			down++
		}
	}
	first := r.series[r.only(t, "vllm:num_requests_running", "pod", "chat-small-3")][0]
	if wait := time.UnixMilli(first.tMs).Sub(made); down < 4 || wait < time.Minute {
		t.Errorf("down for %d scrapes, first sample %s after the pod", down, wait)
	}
}
