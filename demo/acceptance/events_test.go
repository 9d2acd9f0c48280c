package acceptance_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

func happened(kinds ...string) query { return query{QueryType: "events", Events: kinds} }

// during counts perSecond from one second to another, and stands still before and after.
func during(from, to int, perSecond float64) fn {
	return func(s int) float64 { return perSecond * float64(min(max(s, from), to)-from) }
}

// restarts is a pod's restart counter.
func restarts(pod string, f fn) []storetest.Series {
	namespace, name, _ := strings.Cut(pod, "/")
	labels := []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", namespace, "pod", name, "container", "vllm", "uid", "uid-" + name}
	return scrape{}.or(30).series(line{"kube_pod_container_status_restarts_total", func(int) []string { return labels }, f})
}

// troubled is a fleet in which one thing of each kind happens.
func troubled(t *testing.T) *world {
	return newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.8), more: map[string]fn{
			"DCGM_FI_DEV_THERMAL_VIOLATION": during(300, 900, 0.4e9),
			"DCGM_FI_DEV_POWER_VIOLATION":   during(300, 900, 0.05e9),
			"DCGM_FI_DEV_XID_ERRORS":        until(610, 0, 79)}}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{560, ""}, {always, "chat/new-0"}}, more: map[string]fn{
			"DCGM_FI_DEV_XID_ERRORS": constant(31)}}.series(), // sticky since long before
		engine{pod: "chat/llama-0", more: map[string]fn{"vllm:num_preemptions_total": during(300, 900, 0.5)}}.series(),
		engine{scrape: scrape{from: 660}, pod: "chat/new-0", model: "qwen"}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(),
		kube{scrape: scrape{from: 570}, pod: "chat/new-0", gpus: 1}.series(),
		kube{pod: "web/shop-0"}.series(),
		restarts("chat/llama-0", until(700, 2, 3)),
		restarts("web/shop-0", until(700, 2, 3)))
}

func (a answer) titles() []string {
	var out []string
	for _, r := range a.rows() {
		out = append(out, r["title"].(string))
	}
	return out
}

// around asserts when an event was, within so many seconds; an instant has no end.
func (a answer) around(r row, from, to, tolerance int) {
	a.t.Helper()
	a.near("time", r["time"].(time.Time).Sub(origin).Seconds(), float64(from), float64(tolerance))
	if to == 0 {
		a.null("timeEnd", r["timeEnd"])
		return
	}
	a.near("timeEnd", r["timeEnd"].(time.Time).Sub(origin).Seconds(), float64(to), float64(tolerance))
}

func (a answer) event(title string) row {
	a.t.Helper()
	return a.one("title", title)
}

func (a answer) says(r row, words ...string) {
	a.t.Helper()
	for _, w := range words {
		if !strings.Contains(r["text"].(string), w) {
			a.t.Errorf("%q does not say %q", r["text"], w)
		}
	}
}

func TestEventsOfEveryKind(t *testing.T) {
	a := troubled(t).ask(happened())
	if n := len(a.rows()); n != 6 {
		t.Fatalf("%d events: %q", n, a.titles())
	}
	taken := a.event("chat/new-0 takes GPU 1 on n1")
	a.around(taken, 570, 0, 30)
	a.is("tags", taken["tags"], "ownership,eu,qwen")
	a.is("gpu_uuid", taken["gpu_uuid"], "GPU-b")

	start := a.event("chat/new-0 starts")
	a.around(start, 570, 0, 0)
	a.says(start, "kube-state-metrics", "its engine reports 90 s later")

	restart := a.event("vllm in chat/llama-0 restarted")
	a.around(restart, 720, 0, 120)
	a.is("tags", restart["tags"], "pod-restart,eu,llama")

	xid := a.event("XID 79 on GPU 0 on n1")
	a.around(xid, 630, 0, 120)
	a.says(xid, "fallen off the bus", "held by chat/llama-0", "drain the node")
	a.is("pod", xid["pod"], "llama-0")
	a.is("tags", xid["tags"], "xid,eu,llama,XID 79")

	hot := a.event("GPU 0 on n1 slowed by heat")
	a.around(hot, 300, 900, 130)
	a.says(hot, "40 %", "held by chat/llama-0", "check cooling")
	a.is("llm_model", hot["llm_model"], "llama")

	storm := a.event("Preemption storm in chat/llama-0")
	a.around(storm, 300, 900, 130)
	a.says(storm, "a minute, 30 at most", "KV cache")
	a.is("engine_label", storm["namespace"], "chat")

	if a.cover.Devices.Matched != 2 || len(a.cover.Empty) > 0 {
		t.Errorf("coverage %+v", a.cover)
	}
	checkGolden(t, "events_all", a.frame)
}

func TestEventsAreOfTheKindsAskedFor(t *testing.T) {
	w := troubled(t)
	for _, c := range []struct {
		q    query
		want string
	}{
		{happened("xid"), "XID 79 on GPU 0 on n1"},
		{happened("ownership", "pod-start"), "chat/new-0 starts|chat/new-0 takes GPU 1 on n1"},
		{happened().where("pod", "=", "new-0"), "chat/new-0 starts|chat/new-0 takes GPU 1 on n1"},
		{happened().where("gpu_uuid", "=", "GPU-a").where("llm_model", "=", "llama").between(640, 680), "GPU 0 on n1 slowed by heat|Preemption storm in chat/llama-0"},
		{happened().where("pod", "=", "llama-0").between(1100, 1200), ""},
		{happened("xid", "throttle").where("gpu_uuid", "!=", "GPU-a"), ""},
		{happened("throttle").where("cluster", "=", "us"), ""},
	} {
		a := w.ask(c.q)
		titles := a.titles()
		for _, want := range strings.Split(c.want, "|") {
			if want != "" && len(a.where("title", want)) != 1 {
				t.Errorf("%v %v: %q, want %q", c.q.Events, c.q.Filters, titles, want)
			}
		}
		if n := len(strings.FieldsFunc(c.want, func(r rune) bool { return r == '|' })); len(titles) != n {
			t.Errorf("%v %v: %q, want %q", c.q.Events, c.q.Filters, titles, c.want)
		}
	}
}

func TestEventsOfAMove(t *testing.T) {
	a := move(t, "").ask(happened("ownership"))
	a.around(a.event("chat/llama-0 leaves GPU 0 on n1"), 600, 0, 30)
	a.around(a.event("chat/llama-0 takes GPU 1 on n1"), 600, 0, 30)
	if len(a.rows()) != 2 {
		t.Errorf("%q", a.titles())
	}
	a = handOver(t, 900).ask(happened("ownership"))
	if len(a.rows()) != 2 {
		t.Errorf("%q", a.titles())
	}
	// Four cards that a pod takes together are one event.
	var parts [][]storetest.Series
	for i := range 4 {
		parts = append(parts, card{uuid: fmt.Sprint("GPU-", i), index: i, held: []tenure{{600, ""}, {always, "chat/big-0"}}}.series())
	}
	a = newWorld(t, append(parts, engine{pod: "chat/big-0"}.series())...).ask(happened("ownership"))
	e := a.event("chat/big-0 takes 4 GPUs on n1")
	a.is("node", e["node"], "n1")
	a.is("gpu_uuid", e["gpu_uuid"], "")
}

// An exporter that comes up with a sticky code, or changes its labels, reports nothing new.
func TestEventsKnowStickyCodes(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{600, "chat/a-0"}, {always, "chat/b-0"}}, more: map[string]fn{"DCGM_FI_DEV_XID_ERRORS": constant(31)}}.series(),
		card{scrape: scrape{from: 500}, node: "n2", uuid: "GPU-b", more: map[string]fn{"DCGM_FI_DEV_XID_ERRORS": constant(79)}}.series(),
		card{node: "n3", uuid: "GPU-c", more: map[string]fn{"DCGM_EXP_XID_ERRORS_TOTAL": until(600, 0, 2), "DCGM_FI_DEV_XID_ERRORS": until(600, 0, 94)}, labels: []string{"xid", "94"}}.series(),
		engine{pod: "chat/a-0"}.series(), engine{pod: "chat/b-0"}.series())
	a := w.ask(happened("xid"))
	if len(a.rows()) != 1 {
		t.Fatalf("%q", a.titles())
	}
	a.says(a.event("XID 94 on GPU 0 on n3"), "twice", "counted by DCGM", "held by nobody")
}

// Where nothing counts restarts, an engine that is silent while others go on was started again.
func TestEventsFindSilences(t *testing.T) {
	quiet := scrape{outage: [2]int{400, 640}}
	w := newWorld(t, engine{scrape: quiet, pod: "chat/a-0"}.series(), engine{pod: "chat/b-0"}.series())
	a := w.ask(happened("pod-restart"))
	a.around(a.event("chat/a-0 is back"), 390, 645, 15)
	w = newWorld(t, engine{scrape: quiet, pod: "chat/a-0"}.series(), engine{scrape: quiet, pod: "chat/b-0"}.series())
	if a := w.ask(happened("pod-restart")); len(a.rows()) > 0 {
		t.Errorf("the scraper was out: %q", a.titles())
	}
}

func TestEventsWithoutASourceSayWhy(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/a-0"}.series())
	a := w.ask(happened())
	reasons := map[string]string{}
	for _, e := range a.cover.Empty {
		reasons[e.Operand] = e.Reason
	}
	for _, kind := range []string{"ownership", "xid", "throttle", "preemption-storm"} {
		if reasons[kind] != "no-series" {
			t.Errorf("%s: %q", kind, reasons[kind])
		}
	}
	if len(reasons) != 4 || len(a.frame.Meta.Notices) > 0 {
		t.Errorf("%v, notices %v", reasons, a.frame.Meta.Notices)
	}
	if a := w.ask(happened("xid")); len(a.frame.Meta.Notices) != 1 || !strings.Contains(a.frame.Meta.Notices[0].Text, "xid is empty") {
		t.Errorf("notices %v", a.frame.Meta.Notices)
	}
}

func TestTheNewestEventsAreKept(t *testing.T) {
	var parts [][]storetest.Series
	for i := range 600 {
		parts = append(parts, engine{scrape: scrape{from: 100 + i, step: 30}, pod: fmt.Sprintf("chat/p-%d", i)}.series())
	}
	a := newWorld(t, append(parts, engine{pod: "chat/first-0"}.series())...).ask(happened("pod-start"))
	if n := len(a.rows()); n != 500 || len(a.where("title", "chat/p-599 starts")) != 1 {
		t.Errorf("%d events", n)
	}
	if n := a.frame.Meta.Notices; len(n) != 1 || !strings.Contains(n[0].Text, "newest 500 of 600") {
		t.Errorf("notices %v", n)
	}
}

func TestEventsAreNoAlert(t *testing.T) {
	w := simple(t)
	q := happened()
	q.headers = map[string]string{"FromAlert": "true"}
	wantPluginError(t, w.try(q), "queryType", "events", "annotations")
	wantPluginError(t, w.try(happened("birthday")), "events[0]", "birthday", "pod-start")
}
