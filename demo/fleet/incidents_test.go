package fleet_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

func TestCachesThrash(t *testing.T) {
	f, r := history()
	from, to := before(fleet.ThrashFromBefore), before(fleet.ThrashToBefore)
	for _, x := range f.Truth(from, to).In(fleet.Cluster).Replicas {
		if x.Model != fleet.ThrashedModel {
			continue
		}
		usage := r.mean(r.only(t, "vllm:kv_cache_usage_perc", "pod", x.Pod), from.Add(3*time.Minute), to)
		waiting := r.only(t, "vllm:num_requests_waiting", "pod", x.Pod)
		half := from.Add(to.Sub(from) / 2)
		if x.Preemptions < 100 || usage < 0.9 || r.mean(waiting, half, to) <= r.mean(waiting, from, half) {
			t.Errorf("%s: %g preemptions, usage %g, %g and then %g wait", x.Pod, x.Preemptions, usage, r.mean(waiting, from, half), r.mean(waiting, half, to))
		}
	}
	for _, x := range f.Truth(from.Add(-30*time.Minute), from).In(fleet.Cluster).Replicas {
		if x.Model == fleet.ThrashedModel && x.Preemptions > 5 {
			t.Errorf("%s: %g preemptions before", x.Pod, x.Preemptions)
		}
	}
}

func TestAFrozenExporterIsUp(t *testing.T) {
	_, r := history()
	id := []string{"cluster", fleet.SecondCluster, "hostname", fleet.FrozenNode, "gpu", "0"}
	from, to := before(fleet.FrozenFromBefore-time.Minute), before(fleet.FrozenToBefore+time.Minute)
	for _, name := range []string{"DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION"} {
		if values := r.distinct(r.only(t, name, id...), from, to); values != 1 {
			t.Errorf("%s has %d values while frozen", name, values)
		}
		if values := r.distinct(r.only(t, name, id...), before(20*time.Minute), before(time.Minute)); values < 20 {
			t.Errorf("%s has %d values afterwards", name, values)
		}
	}
	up := r.only(t, "up", "cluster", fleet.SecondCluster, "job", "dcgm-exporter", "instance", "10.52.2.9:9400")
	if share := r.mean(up, from, to); share != 1 {
		t.Errorf("up %g", share)
	}
}

// distinct counts the different values of a series in (from, to].
func (r *recorder) distinct(key string, from, to time.Time) int {
	var seen []float64
	for _, s := range r.series[key] {
		if s.tMs > from.UnixMilli() && s.tMs <= to.UnixMilli() && !slices.Contains(seen, s.v) {
			seen = append(seen, s.v)
		}
	}
	return len(seen)
}

func TestBareMetalDeclaresItsCards(t *testing.T) {
	f, r := history()
	for _, d := range f.Truth(before(time.Hour), before(time.Minute)).Devices {
		if d.Method != fleet.MethodDeclared || len(d.Owners) == 0 && d.Part < 1 {
			continue
		}
		key := r.only(t, "tokenpath_binding_info", "cluster", d.Cluster, "gpu_uuid", d.UUID, "mig_id", d.MIG)
		if got := r.labels[key].Get("engine_instance"); len(d.Owners) != 1 || got != d.Owners[0].Pod {
			t.Errorf("%s is bound to %s, held by %+v", d.UUID, got, d.Owners)
		}
	}
	if n := len(r.find("kube_node_info", "cluster", fleet.SecondCluster, "node", "b1")); n != 0 {
		t.Error("Kubernetes knows the bare metal")
	}
}

func TestASharedCardIsShownOncePerPod(t *testing.T) {
	f, r := history()
	for _, d := range f.Truth(before(time.Hour), before(time.Minute)).Devices {
		if len(d.Owners) < 2 || d.Owners[0].Share == 1 {
			continue
		}
		near(t, "owned seconds", d.OwnedSeconds(), 59*60, 1e-9)
		var power []float64
		for _, o := range d.Owners {
			key := r.only(t, "DCGM_FI_DEV_BOARD_POWER_WATTS", "cluster", d.Cluster, "UUID", d.UUID, "pod", o.Pod)
			power = append(power, r.mean(key, before(time.Hour), before(time.Minute)))
		}
		if power[0] != power[1] {
			t.Errorf("power %v: both series are of one card", power)
		}
		return
	}
	t.Error("no card is shared")
}
