package ownership_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

const native = 10

var (
	gpuA = ownership.Device{Cluster: "c", Node: "n", UUID: "A"}
	gpuB = ownership.Device{Cluster: "c", Node: "n", UUID: "B"}
	podX = ownership.Replica{Cluster: "c", Namespace: "ns", Pod: "x"}
	podY = ownership.Replica{Cluster: "c", Namespace: "ns", Pod: "y"}
)

// seen is a series of a device that exported_pod gives to a pod.
func seen(d ownership.Device, r ownership.Replica, from, to int64) ownership.Sighting {
	return ownership.Sighting{Device: d, Target: "dcgm/n:9400", Job: "dcgm", Exported: r, Times: every(native, from, to)}
}

func request(r ownership.Replica, gpus int, from, to int64) ownership.Request {
	return ownership.Request{Cluster: "c", Node: "n", Replica: r, GPUs: gpus, Spans: spans{{From: from, To: to}}}
}

// lines writes intervals as "A x 90-210 gpu-labels 1".
func lines(ivs []ownership.Interval) []string {
	var out []string
	for _, iv := range ivs {
		out = append(out, fmt.Sprintf("%s %s %d-%d %s %.3g", iv.Device.UUID, iv.Replica.Pod, iv.From, iv.To, iv.Method, iv.Share))
	}
	return out
}

func TestBuild(t *testing.T) {
	none := ownership.Replica{}
	alive := func(times ...int64) ownership.Existence {
		return ownership.Existence{Incarnations: []ownership.Evidence{{Times: times, Native: native, SourceFrom: 0, SourceTo: 1000}}}
	}
	for name, c := range map[string]struct {
		in   ownership.Input
		want []string
	}{
		"an interval is one native step wider than its samples": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200)}},
			[]string{"A x 90-210 gpu-labels 1"}},
		"a pod that moves has an interval on each card": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200), seen(gpuB, podX, 230, 300)}},
			[]string{"A x 90-210 gpu-labels 1", "B x 220-310 gpu-labels 1"}},
		"the next owner ends the interval": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200), seen(gpuA, podY, 210, 300)}},
			[]string{"A x 90-200 gpu-labels 1", "A y 200-310 gpu-labels 1"}},
		"owners reported together for one scrape are a hand-over": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200), seen(gpuA, podY, 200, 300)}},
			[]string{"A x 90-190 gpu-labels 1", "A y 190-310 gpu-labels 1"}},
		"a gap between owners is nobody's": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200), seen(gpuA, none, 210, 290), seen(gpuA, podY, 300, 400)}},
			[]string{"A x 90-210 gpu-labels 1", "A y 290-410 gpu-labels 1"}},
		"owners reported together for longer share": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 300), seen(gpuA, podY, 100, 300)}},
			[]string{"A x 90-310 gpu-labels 0.5", "A y 90-310 gpu-labels 0.5"}},
		"a dead pod's label is clipped to its existence": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 300)},
				Pods: map[ownership.Replica]ownership.Existence{podX: alive(every(native, 50, 200)...)}},
			[]string{"A x 90-210 gpu-labels 1"}},
		"kube-state-metrics that stops says nothing about later": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 300)},
				Pods: map[ownership.Replica]ownership.Existence{podX: {Incarnations: []ownership.Evidence{
					{Times: every(native, 100, 200), Native: native, SourceFrom: 100, SourceTo: 200}}}}},
			[]string{"A x 90-310 gpu-labels 1"}},
		"a card that goes on naming a pod that moved is stale": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 400), seen(gpuB, podX, 200, 400)},
				Requests: []ownership.Request{request(podX, 1, 0, 1000)}},
			[]string{"A x 90-190 gpu-labels 1", "B x 190-410 gpu-labels 1"}},
		"the only GPU pod of a node holds all its cards": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200), seen(gpuB, none, 100, 200)},
				Requests: []ownership.Request{request(podX, 2, 0, 150)}},
			[]string{"A x 90-150 exclusive-node 1", "B x 90-150 exclusive-node 1"}},
		"a request that differs from the cards observed is ambiguous": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200), seen(gpuB, none, 100, 200)},
				Requests: []ownership.Request{request(podX, 1, 0, 1000)}}, nil},
		"two GPU pods on the node are ambiguous": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200), seen(gpuB, none, 100, 200)},
				Requests: []ownership.Request{request(podX, 2, 0, 1000), request(podY, 2, 0, 1000)}}, nil},
		"labels win over inference": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200)},
				Requests: []ownership.Request{request(podY, 1, 0, 1000)}},
			[]string{"A x 90-210 gpu-labels 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.in.Native = native
			got := lines(ownership.Build(c.in).Intervals)
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

func TestWhyNothingMatched(t *testing.T) {
	none := ownership.Replica{}
	res := ownership.Build(ownership.Input{Native: native,
		Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200), seen(gpuB, none, 100, 200)}})
	if why := res.Why[gpuB]; why == "" || why[:4] != "idle" {
		t.Errorf("an unowned card beside owned ones is %q", why)
	}
}
