package ownership_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// tagged is a series of a device that carries a pod's uid.
func tagged(d ownership.Device, uid string, from, to int64) ownership.Sighting {
	s := seen(d, ownership.Replica{}, from, to)
	s.ExportedUID = uid
	return s
}

// own is a series that an engine wrote about a device it uses.
func own(d ownership.Device, r ownership.Replica, from, to int64) ownership.Sighting {
	return ownership.Sighting{Device: d, Target: "triton/" + r.Pod, Job: "triton", Engine: r, Times: every(native, from, to)}
}

// incarnation of a pod that kube_pod_info showed from one time to another, itself there from 0 to 1000.
func incarnation(r ownership.Replica, from, to int64) ownership.Pod {
	return ownership.Pod{Replica: r, Evidence: ownership.Evidence{Times: every(native, from, to), Native: native, SourceTo: 1000}}
}

func uids(pods map[string]ownership.Pod) map[ownership.UID]ownership.Pod {
	out := map[ownership.UID]ownership.Pod{}
	for id, p := range pods {
		out[ownership.UID{Cluster: "c", ID: id}] = p
	}
	return out
}

func binding(d ownership.Device, r ownership.Replica, s ownership.Spans) ownership.Binding {
	return ownership.Binding{Device: ownership.Device{Cluster: d.Cluster, UUID: d.UUID, MIG: d.MIG}, Replica: r, Spans: s}
}

func TestMethods(t *testing.T) {
	none := ownership.Replica{}
	both := tagged(gpuA, "old", 100, 400)
	both.Exported = podX
	exporters := seen(gpuA, none, 100, 200)
	exporters.PlainUID = "exporter"
	slice := ownership.Device{Cluster: "c", Node: "n", UUID: "A", MIG: "1"}
	other := ownership.Device{Cluster: "d", Node: "n", UUID: "A"}
	for name, c := range map[string]struct {
		in   ownership.Input
		want []string
	}{
		"a uid leads to its pod": {
			ownership.Input{Sightings: []ownership.Sighting{tagged(gpuA, "u", 100, 200)},
				UIDs: uids(map[string]ownership.Pod{"u": incarnation(podX, 0, 1000)})},
			[]string{"A x 90-210 pod-uid 1"}},
		"a uid of another cluster is nobody's": {
			ownership.Input{Sightings: []ownership.Sighting{tagged(other, "u", 100, 200)},
				UIDs: uids(map[string]ownership.Pod{"u": incarnation(podX, 0, 1000)})}, nil},
		"a uid ends with its incarnation, not with the pod's name": {
			ownership.Input{Sightings: []ownership.Sighting{tagged(gpuA, "old", 100, 400), tagged(gpuB, "new", 260, 400)},
				UIDs: uids(map[string]ownership.Pod{"old": incarnation(podX, 50, 200), "new": incarnation(podX, 250, 1000)})},
			[]string{"A x 90-210 pod-uid 1", "B x 250-410 pod-uid 1"}},
		"labels with a uid end with that incarnation too": {
			ownership.Input{Sightings: []ownership.Sighting{both},
				UIDs: uids(map[string]ownership.Pod{"old": incarnation(podX, 50, 200)}),
				Pods: map[ownership.Replica]ownership.Existence{podX: {Incarnations: []ownership.Evidence{
					incarnation(podX, 50, 200).Evidence, incarnation(podX, 250, 1000).Evidence}}}},
			[]string{"A x 90-210 gpu-labels 1"}},
		"the exporter's own uid is no evidence": {
			ownership.Input{Sightings: []ownership.Sighting{exporters}, UIDs: uids(map[string]ownership.Pod{
				"exporter": incarnation(ownership.Replica{Cluster: "c", Namespace: "gpu", Pod: "dcgm-exporter-1"}, 0, 1000)})}, nil},
		"labels win over a uid that says otherwise": {
			ownership.Input{Sightings: []ownership.Sighting{both}, UIDs: uids(map[string]ownership.Pod{"old": incarnation(podY, 0, 1000)})},
			[]string{"A x 90-410 gpu-labels 1"}},
		"an engine names its own card": {
			ownership.Input{Sightings: []ownership.Sighting{own(gpuA, podX, 100, 200)}},
			[]string{"A x 90-210 native 1"}},
		"an exporter's labels win over the engine, and only while they are there": {
			ownership.Input{Sightings: []ownership.Sighting{own(gpuA, podX, 100, 400), seen(gpuA, podY, 100, 200), seen(gpuA, none, 210, 400)}},
			[]string{"A y 90-210 gpu-labels 1", "A x 210-410 native 1"}},
		"a binding holds while the card is there": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200)},
				Bindings: []ownership.Binding{binding(gpuA, podX, ownership.Always())}},
			[]string{"A x 90-210 declared 1"}},
		"a binding ends in the middle": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200)},
				Bindings: []ownership.Binding{binding(gpuA, podX, spans{{From: 0, To: 155}}), binding(gpuA, podY, spans{{From: 155, To: 999}})}},
			[]string{"A x 90-155 declared 1", "A y 155-210 declared 1"}},
		"a binding of a card means all its slices": {
			ownership.Input{Sightings: []ownership.Sighting{seen(slice, none, 100, 200)},
				Bindings: []ownership.Binding{binding(gpuA, podX, ownership.Always())}},
			[]string{"A x 90-210 declared 1"}},
		"a binding of another slice does not": {
			ownership.Input{Sightings: []ownership.Sighting{seen(slice, none, 100, 200)},
				Bindings: []ownership.Binding{binding(ownership.Device{Cluster: "c", UUID: "A", MIG: "2"}, podX, ownership.Always())}}, nil},
		"a binding for any cluster stays within each": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200), seen(other, none, 100, 200)},
				Bindings: []ownership.Binding{{Device: ownership.Device{UUID: "A"}, AnyCluster: true,
					Replica: ownership.Replica{Namespace: "ns", Pod: "x"}, Spans: ownership.Always()}}},
			[]string{"A x 90-210 declared 1", "A x 90-210 declared 1"}},
		"a binding of a pod that is gone holds nothing": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 400)},
				Bindings: []ownership.Binding{binding(gpuA, podX, ownership.Always())},
				Pods:     map[ownership.Replica]ownership.Existence{podX: incarnation(podX, 50, 200).Existence()}},
			[]string{"A x 90-210 declared 1"}},
		"everything wins over inference": {
			ownership.Input{Sightings: []ownership.Sighting{seen(gpuA, none, 100, 200)},
				Bindings: []ownership.Binding{binding(gpuA, podX, ownership.Always())},
				Requests: []ownership.Request{request(podY, 1, 0, 1000)}},
			[]string{"A x 90-210 declared 1"}},
		"two methods for one device are one device of a request": {
			ownership.Input{Sightings: []ownership.Sighting{both, tagged(gpuA, "old", 100, 400)},
				UIDs:     uids(map[string]ownership.Pod{"old": incarnation(podX, 0, 1000)}),
				Requests: []ownership.Request{request(podX, 1, 0, 1000)}},
			[]string{"A x 90-410 gpu-labels 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.in.Native = native
			res := ownership.Build(c.in)
			if got := lines(res.Intervals); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
			if res.Stale > 0 {
				t.Errorf("%d labels taken as stale", res.Stale)
			}
		})
	}
}

func TestConfidences(t *testing.T) {
	var got []string
	for _, m := range ownership.Methods() {
		got = append(got, string(m)+" "+m.Confidence())
	}
	want := []string{"gpu-labels exact", "pod-uid exact", "native exact", "declared strong", "exclusive-node inferred"}
	if !slices.Equal(got, want) {
		t.Error(got)
	}
}

func TestDisputed(t *testing.T) {
	in := ownership.Input{Native: native, Sightings: []ownership.Sighting{seen(gpuA, podX, 100, 200), seen(gpuB, podX, 100, 200)},
		Bindings: []ownership.Binding{binding(gpuA, podY, ownership.Always()), binding(gpuB, podX, ownership.Always())}}
	if res := ownership.Build(in); res.Disputed != 1 {
		t.Errorf("%d devices disputed, want 1", res.Disputed)
	}
}

func TestUntil(t *testing.T) {
	at := func(ms int64) *int64 { return &ms }
	if got := ownership.Until(at(5), at(5)); got != nil {
		t.Errorf("an empty time is %v", got)
	}
	if got := ownership.Until(nil, nil); !slices.Equal(got, ownership.Always()) {
		t.Errorf("no bounds are %v", got)
	}
	if got := ownership.Until(at(5), at(9)); !slices.Equal(got, spans{{From: 5, To: 9}}) {
		t.Errorf("two bounds are %v", got)
	}
}

// Laws of every answer, whatever the evidence: intervals lie within presence, shares of a device at an instant add up
// to 1 and are of one method, the best that says anything there, and the order of the evidence does not matter.
func TestLawsOfOwnership(t *testing.T) {
	rnd := rand.New(rand.NewPCG(4, 2))
	for range 300 {
		in := randomInput(rnd)
		res := ownership.Build(in)
		total := map[ownership.Device]int64{}
		for _, iv := range res.Intervals {
			if got := (spans{{From: iv.From, To: iv.To}}).Clip(res.Presence[iv.Device]).Total(); got != iv.To-iv.From {
				t.Fatalf("%v lies outside of the device's presence %v", iv, res.Presence[iv.Device])
			}
			total[iv.Device] += int64(iv.Share*float64(iv.To-iv.From) + 0.5)
			checkInstant(t, res.Intervals, iv)
		}
		for d, ms := range total {
			if ms > res.Presence[d].Total()+5 {
				t.Fatalf("%v is held for %d ms of %d", d, ms, res.Presence[d].Total())
			}
		}
		rnd.Shuffle(len(in.Sightings), func(i, j int) { in.Sightings[i], in.Sightings[j] = in.Sightings[j], in.Sightings[i] })
		rnd.Shuffle(len(in.Bindings), func(i, j int) { in.Bindings[i], in.Bindings[j] = in.Bindings[j], in.Bindings[i] })
		if again := ownership.Build(in); !slices.Equal(again.Intervals, res.Intervals) {
			t.Fatalf("the order of the evidence matters:\n%v\n%v", lines(res.Intervals), lines(again.Intervals))
		}
	}
}

// checkInstant looks at all intervals of the device at one instant.
func checkInstant(t *testing.T, all []ownership.Interval, at ownership.Interval) {
	t.Helper()
	sum := 0.0
	for _, iv := range all {
		if iv.Device != at.Device || at.From < iv.From || at.From >= iv.To {
			continue
		}
		if iv.Method != at.Method {
			t.Fatalf("%s and %s answer at once", iv.Method, at.Method)
		}
		sum += iv.Share
	}
	if sum < 0.999 || sum > 1.001 {
		t.Fatalf("shares at %d add up to %v", at.From, sum)
	}
}

func randomInput(rnd *rand.Rand) ownership.Input {
	in := ownership.Input{Native: native, Pods: map[ownership.Replica]ownership.Existence{}}
	pods := map[string]ownership.Pod{}
	devices, replicas := []ownership.Device{gpuA, gpuB}, []ownership.Replica{podX, podY}
	for i, r := range replicas {
		from := int64(rnd.IntN(30)) * native
		p := incarnation(r, from, from+int64(rnd.IntN(60)+1)*native)
		pods[string(rune('p'+i))] = p
		if rnd.IntN(2) == 0 {
			in.Pods[r] = p.Existence()
		}
	}
	in.UIDs = uids(pods)
	for range 1 + rnd.IntN(6) {
		d, r := devices[rnd.IntN(2)], replicas[rnd.IntN(2)]
		from := int64(rnd.IntN(40)) * native
		to := from + int64(rnd.IntN(40))*native
		switch rnd.IntN(5) {
		case 0:
			in.Sightings = append(in.Sightings, seen(d, r, from, to))
		case 1:
			in.Sightings = append(in.Sightings, tagged(d, string(rune('p'+rnd.IntN(3))), from, to))
		case 2:
			in.Sightings = append(in.Sightings, own(d, r, from, to))
		case 3:
			in.Sightings = append(in.Sightings, seen(d, ownership.Replica{}, from, to))
		case 4:
			in.Bindings = append(in.Bindings, binding(d, r, spans{{From: from, To: to + 1}}))
		}
		if rnd.IntN(3) == 0 {
			in.Requests = append(in.Requests, request(r, 1+rnd.IntN(2), from, to+1))
		}
	}
	return in
}
