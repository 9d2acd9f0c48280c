package acceptance_test

import (
	"fmt"
	"testing"
	"time"
)

// allMethods is one card for each way to know its owner, and one that nobody holds.
func allMethods(t *testing.T) *world {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/labels-0"}}, tensor: constant(0.5)}.series(), engine{pod: "chat/labels-0"}.series(),
		card{node: "n2", uuid: "GPU-b", naming: unnamed, tensor: constant(0.5), labels: []string{"pod_uid", uidOf + "uid-0"}}.series(),
		engine{pod: "chat/uid-0"}.series(), kube{pod: "chat/uid-0", node: "n2", gpus: 1}.series(),
		triton{pod: "chat/native-0", cards: []string{someUUID}, busy: 0.8}.series(), kube{pod: "chat/native-0", node: "n3", gpus: 1}.series(),
		card{node: "n4", uuid: "GPU-d", naming: unnamed, tensor: constant(0.5)}.series(), metal("10.0.0.7:8000", 10),
		card{node: "n5", uuid: "GPU-e", naming: unnamed, tensor: constant(0.5)}.series(),
		engine{pod: "chat/only-0"}.series(), kube{pod: "chat/only-0", node: "n5", gpus: 1}.series(),
		card{node: "n6", uuid: "GPU-f", naming: unnamed, tensor: constant(0)}.series())
	bindings(w, `{"instance":"10.0.0.7:8000","gpu_uuids":["GPU-d"]}`)
	return w
}

func TestAccept4_OwnershipByEveryMethod(t *testing.T) {
	a := allMethods(t).ask(intervals())
	for pod, want := range map[string][2]string{"labels-0": {"gpu-labels", "exact"}, "uid-0": {"pod-uid", "exact"}, "native-0": {"native", "exact"},
		"10.0.0.7:8000": {"declared", "strong"}, "only-0": {"exclusive-node", "inferred"}} {
		r := a.one("pod", pod)
		a.is("method of "+pod, r["method"], want[0])
		a.is("confidence of "+pod, r["confidence"], want[1])
		a.near("share of "+pod, r["share"], 1, 0)
		a.within(r, 0, 1200)
	}
	if n := len(a.rows()); n != 5 {
		t.Errorf("%d intervals in\n%s", n, a)
	}
	if a.cover.Devices.Matched != 5 || a.cover.Devices.Total != 6 || len(a.cover.Methods) != 5 {
		t.Errorf("%+v", a.cover)
	}
	a.unmatched("GPU-f", "")
}

// Rows come by device, then by time; no interval leaves the range, and one device's never overlap.
func TestAccept4_OwnershipInOrder(t *testing.T) {
	turns := []tenure{{200, "chat/x-0"}, {400, "chat/y-0"}, {600, ""}, {800, "chat/x-0"}, {always, "chat/y-0"}}
	w := newWorld(t, card{uuid: "GPU-b", index: 1, held: turns, tensor: constant(0.5)}.series(), card{uuid: "GPU-a", held: turns, tensor: constant(0.5)}.series(),
		card{cluster: "us", uuid: "GPU-a", held: turns, tensor: constant(0.5)}.series(),
		engine{pod: "chat/x-0"}.series(), engine{pod: "chat/y-0"}.series(), engine{cluster: "us", pod: "chat/x-0"}.series(), engine{cluster: "us", pod: "chat/y-0"}.series())
	for _, r := range [][2]int{{0, 1200}, {100, 300}, {337, 338}, {590, 610}, {450, 550}} {
		a := w.ask(intervals().between(r[0], r[1]))
		last, end := "", 0
		total := map[string]float64{}
		for _, row := range a.rows() {
			device := fmt.Sprint(row["cluster"], "/", row["node"], "/", row["gpu_uuid"])
			from, to := row["from"].(time.Time).Sub(origin).Seconds(), row["to"].(time.Time).Sub(origin).Seconds()
			if device < last {
				t.Errorf("%v: %s after %s", r, device, last)
			}
			if device == last && int(from) < end {
				t.Errorf("%v: overlap at %v in\n%s", r, from, a)
			}
			if from < float64(r[0]) || to > float64(r[1]) || from >= to {
				t.Errorf("%v: [%v, %v) in\n%s", r, from, to, a)
			}
			last, end = device, int(to)
			total[device] += to - from
		}
		for device, s := range total {
			if s > float64(r[1]-r[0]) {
				t.Errorf("%s is held %g s of %d", device, s, r[1]-r[0])
			}
		}
		if len(total) != 3 && r != [2]int{450, 550} {
			t.Errorf("%v: %d devices in\n%s", r, len(total), a)
		}
	}
	a := w.ask(intervals())
	if n := len(a.where("cluster", "eu", "gpu_uuid", "GPU-a")); n != 4 {
		t.Errorf("%d intervals of one card, want 4", n)
	}
	// Gaps are nobody's: 450..550 has no interval.
	if n := len(w.ask(intervals().between(450, 550)).rows()); n != 0 {
		t.Errorf("%d intervals in the gap", n)
	}
	one := w.ask(intervals().where("cluster", "=", "us").where("pod", "=", "x-0"))
	if n := len(one.rows()); n != 2 {
		t.Errorf("%d intervals of x-0 in us:\n%s", n, one)
	}
}

func TestAccept4_TablesOfFactsAreNoAlerts(t *testing.T) {
	w := tracedReplicas(t)
	for _, q := range []query{intervals(), happened(), traces("e2e_latency")} {
		wantPluginError(t, w.try(alert(q)), "queryType", q.QueryType)
	}
}

// Events stay within the range, in order; one without an end has none.
func TestAccept4_EventsInOrder(t *testing.T) {
	w := troubled(t)
	for _, r := range [][2]int{{0, 1200}, {600, 800}, {250, 350}, {1000, 1200}} {
		a := w.ask(happened().between(r[0], r[1]))
		last := time.Time{}
		for _, row := range a.rows() {
			at0, at1 := row["time"].(time.Time), row["time"].(time.Time)
			if end, ok := row["timeEnd"].(time.Time); ok {
				at1 = end
			}
			if at0.Before(last) {
				t.Errorf("%v: %q is out of order", r, row["title"])
			}
			last = at0
			if at1.Before(at(r[0])) || at0.After(at(r[1])) {
				t.Errorf("%v: %q was %v to %v", r, row["title"], at0, at1)
			}
		}
	}
	a := w.ask(happened())
	for _, name := range []string{"time", "timeEnd", "title", "text", "tags"} {
		if f, _ := a.frame.FieldByName(name); f == nil {
			t.Errorf("no field %s in %s", name, a.fieldNames())
		}
	}
}

// Exemplars are of the range and of the filter's replicas, by time, under the name that panels know.
func TestAccept4_ExemplarFrames(t *testing.T) {
	w := tracedReplicas(t)
	a := w.ask(traces("e2e_latency").between(60, 900).every(seconds(15)))
	if a.frame.Name != "exemplar" || a.frame.Meta.DataTopic != "annotations" {
		t.Errorf("frame %q, topic %q", a.frame.Name, a.frame.Meta.DataTopic)
	}
	last := time.Time{}
	for _, r := range a.rows() {
		at0 := r["Time"].(time.Time)
		if at0.Before(last) || at0.Before(at(60)) || at0.After(at(900)) {
			t.Errorf("%v after %v", at0, last)
		}
		last = at0
	}
	a.is("traces", a.traceIDs(), "a1 b1 a2 b2")
	wantPluginError(t, w.try(query{QueryType: "exemplars", Operands: []operand{{As: "x", Signal: "requests_running"}}}), "operands[0].signal")
}
