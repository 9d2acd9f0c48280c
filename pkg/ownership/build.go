package ownership

import (
	"cmp"
	"maps"
	"slices"
)

// Input is all evidence about a range of time.
type Input struct {
	Sightings []Sighting
	// Native is the GPU source's scrape interval in ms, for series too short to show their own.
	Native int64
	// Pods says when pods existed; a pod that is not in it is not clipped.
	Pods map[Replica]Existence
	// UIDs says whose a pod's uid is, and when that incarnation of the pod was there.
	UIDs map[UID]Pod
	// Bindings are declared ownership.
	Bindings []Binding
	// Requests are the GPU requests of pods, for exclusive-node and to recognise stale labels.
	Requests []Request
}

// Result is what the evidence says.
type Result struct {
	// Intervals are sorted by device, time and replica. At one instant a device has several only if it is shared.
	Intervals []Interval
	// Presence is when each device was observed.
	Presence map[Device]Spans
	// Why says for devices with unowned time why nothing matched.
	Why map[Device]string
	// Claims are the replicas that each sighting names by the best method, in the order of the input.
	Claims []Replica
	// Overlaps counts hand-overs in which old and new owner were reported at once for up to two native steps;
	// the new owner got the time.
	Overlaps int
	// Stale counts claims cut because a pod was named by more devices than it requested.
	Stale int
	// Disputed counts devices that two methods gave to different replicas at once; the better method got the time.
	Disputed int
}

// claim is one method's say that a replica held a device in some spans.
type claim struct {
	device  Device
	replica Replica
	spans   Spans
	method  Method
	native  int64
	uid     string
}

// Build works out the intervals.
func Build(in Input) Result {
	res := Result{Presence: map[Device]Spans{}, Why: map[Device]string{}, Claims: make([]Replica, len(in.Sightings))}
	found := map[claimKey]*claim{}
	shared := sharedSpans{done: map[*int64]timed{}}
	says := namings(in.Sightings, in.UIDs)
	scrapes := scrapesOf(in.Sightings)
	for i, s := range in.Sightings {
		spans, native := shared.of(s.Times, cmp.Or(scrapes[s.Target], in.Native))
		res.Presence[s.Device] = res.Presence[s.Device].Union(spans)
		for _, n := range says[i] {
			if res.Claims[i].Zero() {
				res.Claims[i] = n.replica
			}
			k := claimKey{s.Device, n}
			if found[k] == nil {
				found[k] = &claim{device: s.Device, replica: n.replica, method: n.method, native: native, uid: n.uid}
			}
			found[k].spans = found[k].spans.Union(spans)
		}
	}
	cutCards(res.Presence, found)
	bind(found, res.Presence, in.Bindings)
	claims, clipped := clipToPods(found, in.Pods, in.UIDs)
	in.Requests = clipRequests(in.Requests, in.Pods)
	claims, res.Stale = dropStale(claims, in.Requests)
	inferred, ambiguous := exclusive(res.Presence, in.Requests)
	maps.Copy(res.Why, ambiguous)
	maps.Copy(res.Why, idle(in.Sightings, res.Claims))
	for d := range clipped {
		res.Why[d] = "what names its owner names a pod that did not exist at the time"
	}
	res.Disputed = disputed(claims, in.Native)
	res.Intervals, res.Overlaps = sweep(append(claims, inferred...))
	return res
}

// idle finds devices that no series gives to a pod although their exporter names pods on other devices: the exporter
// would say so if somebody held them.
func idle(seen []Sighting, claims []Replica) map[Device]string {
	names := map[string]bool{}
	for i, s := range seen {
		if !claims[i].Zero() {
			names[s.Target] = true
		}
	}
	out := map[Device]string{}
	for _, s := range seen {
		if names[s.Target] {
			out[s.Device] = "idle: its exporter names the pods of other GPUs, and none on this one"
		}
	}
	return out
}

// scrapesOf are the scrape intervals of targets, as the series show them that are long enough: a device that was seen
// once was there for as long as its own exporter's interval, whatever others do.
func scrapesOf(seen []Sighting) map[string]int64 {
	out := map[string]int64{}
	for _, s := range seen {
		if len(s.Times) < 3 || out[s.Target] != 0 && out[s.Target] <= s.Times[1]-s.Times[0] {
			continue
		}
		if step := MedianStep(s.Times); out[s.Target] == 0 || step < out[s.Target] {
			out[s.Target] = step
		}
	}
	return out
}

// sharedSpans works out the spans of sample times once where many series share them.
type sharedSpans struct {
	done map[*int64]timed
}

type timed struct {
	n      int
	native int64
	spans  Spans
}

// of are the spans of sample times; native is the scrape interval of those too few to show it.
func (c *sharedSpans) of(times []int64, native int64) (Spans, int64) {
	if len(times) == 0 {
		return nil, native
	}
	if t, ok := c.done[&times[0]]; ok && t.n == len(times) {
		return t.spans, t.native
	}
	native = cmp.Or(MedianStep(times), native)
	t := timed{len(times), native, SpansOf(times, native)}
	c.done[&times[0]] = t
	return t.spans, t.native
}

type claimKey struct {
	d Device
	n named
}

// clipToPods cuts claims to the time their pods existed: exporters keep a dead pod's label. Where the series tells the
// incarnation, only that one's time counts: a pod that was recreated under its name may hold another card.
func clipToPods(found map[claimKey]*claim, pods map[Replica]Existence, uids map[UID]Pod) (claims []claim, clipped map[Device]bool) {
	clipped = map[Device]bool{}
	for _, c := range found {
		there, ok := pods[c.replica].Spans()
		if pod, known := uids[UID{c.device.Cluster, c.uid}]; known && c.uid != "" {
			there, ok = pod.Existence().Spans()
		}
		if ok {
			before := c.spans.Total()
			c.spans = c.spans.Clip(there)
			// A native step either side is rounding, not a stale label.
			if before-c.spans.Total() > 2*c.native {
				clipped[c.device] = true
			}
		}
		if len(c.spans) > 0 {
			claims = append(claims, *c)
		}
	}
	slices.SortFunc(claims, compareClaims)
	return claims, clipped
}

// clipRequests ends requests with their pods: nobody who is gone holds a node's GPUs.
func clipRequests(requests []Request, pods map[Replica]Existence) []Request {
	out := slices.Clone(requests)
	for i, r := range out {
		if there, ok := pods[r.Replica].Spans(); ok {
			out[i].Spans = r.Spans.Clip(there)
		}
	}
	return out
}

func compareClaims(a, b claim) int {
	return cmp.Or(CompareDevices(a.device, b.device), CompareReplicas(a.replica, b.replica),
		cmp.Compare(a.method.rank(), b.method.rank()), cmp.Compare(a.uid, b.uid))
}

// CompareDevices orders devices by cluster, node, UUID and slice.
func CompareDevices(a, b Device) int {
	return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Node, b.Node),
		cmp.Compare(a.UUID, b.UUID), cmp.Compare(a.MIG, b.MIG))
}

// CompareReplicas orders replicas by cluster, namespace and pod.
func CompareReplicas(a, b Replica) int {
	return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Pod, b.Pod))
}
