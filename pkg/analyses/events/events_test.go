package events_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/analyses/events"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Times of these tests are in seconds; scrapes are 30 s apart.
const s, native = int64(1000), int64(30_000)

var (
	gpu0, gpu1 = ownership.Device{Cluster: "eu", Node: "n1", UUID: "GPU-0"}, ownership.Device{Cluster: "eu", Node: "n1", UUID: "GPU-1"}
	a, b       = ownership.Replica{Cluster: "eu", Namespace: "chat", Pod: "a"}, ownership.Replica{Cluster: "eu", Namespace: "chat", Pod: "b"}
)

func nameOf(d ownership.Device) string {
	return "GPU " + strings.TrimPrefix(d.UUID, "GPU-") + " on " + d.Node
}

// told lists events as "from-to title", times in seconds.
func told(es []events.Event) string {
	var out []string
	for _, e := range es {
		at := fmt.Sprint(e.From / s)
		if e.To != e.From {
			at += fmt.Sprintf("-%d", e.To/s)
		}
		out = append(out, at+" "+e.Title)
	}
	return strings.Join(out, "\n")
}

func check(t *testing.T, got []events.Event, want ...string) {
	t.Helper()
	if told(got) != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", told(got), strings.Join(want, "\n"))
	}
}

func interval(d ownership.Device, r ownership.Replica, from, to int64) ownership.Interval {
	return ownership.Interval{Device: d, Replica: r, From: from * s, To: to * s, Method: ownership.MethodGPULabels, Share: 1}
}

func spans(edges ...int64) ownership.Spans {
	var out ownership.Spans
	for i := 0; i < len(edges); i += 2 {
		out = append(out, ownership.Span{From: edges[i] * s, To: edges[i+1] * s})
	}
	return out
}

func TestChanges(t *testing.T) {
	for name, c := range map[string]struct {
		intervals []ownership.Interval
		presence  ownership.Spans
		want      []string
	}{
		"held all the time":   {[]ownership.Interval{interval(gpu0, a, -300, 1500)}, spans(-300, 1500), nil},
		"taken":               {[]ownership.Interval{interval(gpu0, a, 600, 1500)}, spans(-300, 1500), []string{"600 chat/a takes GPU 0 on n1"}},
		"left":                {[]ownership.Interval{interval(gpu0, a, -300, 600)}, spans(-300, 1500), []string{"600 chat/a leaves GPU 0 on n1"}},
		"passed on":           {[]ownership.Interval{interval(gpu0, a, -300, 600), interval(gpu0, b, 600, 1500)}, spans(-300, 1500), []string{"600 GPU 0 on n1: from chat/a to chat/b"}},
		"a scrape between":    {[]ownership.Interval{interval(gpu0, a, -300, 600), interval(gpu0, b, 660, 1500)}, spans(-300, 1500), []string{"660 GPU 0 on n1: from chat/a to chat/b"}},
		"free for a while":    {[]ownership.Interval{interval(gpu0, a, -300, 600), interval(gpu0, b, 780, 1500)}, spans(-300, 1500), []string{"600 chat/a leaves GPU 0 on n1", "780 chat/b takes GPU 0 on n1"}},
		"the exporter begins": {[]ownership.Interval{interval(gpu0, a, 300, 1500)}, spans(300, 1500), nil},
		"the exporter ends":   {[]ownership.Interval{interval(gpu0, a, -300, 900)}, spans(-300, 900), nil},
		"the exporter pauses": {[]ownership.Interval{interval(gpu0, a, -300, 500), interval(gpu0, a, 900, 1500)}, spans(-300, 500, 900, 1500), nil},
		"unseen meanwhile":    {[]ownership.Interval{interval(gpu0, a, -300, 500), interval(gpu0, b, 900, 1500)}, spans(-300, 500, 900, 1500), []string{"900 GPU 0 on n1: from chat/a to chat/b"}},
		"a second owner":      {[]ownership.Interval{interval(gpu0, a, -300, 1500), interval(gpu0, b, 600, 1500)}, spans(-300, 1500), []string{"600 GPU 0 on n1: from chat/a to chat/a and chat/b"}},
		"before the range":    {[]ownership.Interval{interval(gpu0, a, -100, 1500)}, spans(-300, 1500), nil},
		"after the range":     {[]ownership.Interval{interval(gpu0, a, 1300, 1500)}, spans(-300, 1500), nil},
		"the same once more":  {[]ownership.Interval{interval(gpu0, a, -300, 600), interval(gpu0, a, 600, 1500)}, spans(-300, 1500), nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := events.Held{Intervals: c.intervals, Presence: map[ownership.Device]ownership.Spans{gpu0: c.presence}, Native: native, Name: nameOf}
			check(t, events.Changes(h, 0, 1200*s), c.want...)
		})
	}
}

func TestCardsOfANodeThatChangeTogetherAreOneEvent(t *testing.T) {
	h := events.Held{Native: native, Name: nameOf,
		Intervals: []ownership.Interval{interval(gpu0, a, 600, 1500), interval(gpu1, a, 630, 1500)},
		Presence:  map[ownership.Device]ownership.Spans{gpu0: spans(-300, 1500), gpu1: spans(-300, 1500)}}
	got := events.Changes(h, 0, 1200*s)
	check(t, got, "600 chat/a takes 2 GPUs on n1")
	if p := got[0].Places; len(p) != 2 || p[0] != (events.Place{Device: gpu0, Replica: a}) || p[1] != (events.Place{Device: gpu1, Replica: a}) {
		t.Errorf("%+v", p)
	}
	if !strings.Contains(got[0].Text, "known by gpu-labels") {
		t.Error(got[0].Text)
	}
}

func seen(from, to, step, source int64) ownership.Evidence {
	e := ownership.Evidence{Native: native, SourceFrom: source * s, SourceTo: 1500 * s}
	for at := from; at <= to; at += step {
		e.Times = append(e.Times, at*s)
	}
	return e
}

func TestStarts(t *testing.T) {
	engine := seen(690, 1500, 15, -300)
	for name, c := range map[string]struct {
		pod  events.Pod
		want []string
		says string
	}{
		"there as long as its source": {events.Pod{Replica: a, Incarnations: []ownership.Evidence{seen(-300, 1500, 30, -300)}}, nil, ""},
		"begins":                      {events.Pod{Replica: a, Incarnations: []ownership.Evidence{seen(600, 1500, 30, -300)}}, []string{"600 chat/a starts"}, "kube-state-metrics"},
		"loads its weights":           {events.Pod{Replica: a, Incarnations: []ownership.Evidence{seen(600, 1500, 30, -300)}, Engine: &engine}, []string{"600 chat/a starts"}, "its engine reports 90 s later"},
		"again under its name":        {events.Pod{Replica: a, Incarnations: []ownership.Evidence{seen(600, 1500, 30, -300), seen(-300, 540, 30, -300)}}, []string{"600 chat/a starts"}, "a new pod under the name of an older one"},
		"only its engine":             {events.Pod{Replica: a, Engine: &engine}, []string{"690 chat/a starts"}, "its engine's first series"},
		"its source begins too":       {events.Pod{Replica: a, Incarnations: []ownership.Evidence{seen(600, 1500, 30, 570)}}, nil, ""},
		"nothing is known":            {events.Pod{Replica: a}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := events.Starts([]events.Pod{c.pod}, 0, 1200*s)
			check(t, got, c.want...)
			if len(got) > 0 && !strings.Contains(got[0].Text, c.says) {
				t.Errorf("%q does not say %q", got[0].Text, c.says)
			}
		})
	}
}

func track(name, part string, step int64, from int64, values ...float64) events.Track {
	t := events.Track{Place: events.Place{Device: gpu0, Replica: a}, Name: name, Part: part, Holder: func(int64) string { return "chat/a" }}
	for i, v := range values {
		if v >= 0 {
			t.Points = append(t.Points, events.Point{At: (from + int64(i)*step) * s, Value: v})
		}
	}
	return t
}

func TestRestarts(t *testing.T) {
	check(t, events.Restarts([]events.Track{
		track("chat/a", "vllm", 60, 300, 1),
		track("chat/b", "vllm", 60, 300, 1, -1, 2, 1),
		track("chat/c", "", 60, 300, 3),
	}, 60*s), "300 vllm in chat/a restarted", "300-480 vllm in chat/b restarted 4 times", "300 chat/c restarted 3 times")
}

func TestSilences(t *testing.T) {
	engine := seen(-300, 300, 15, -300)
	engine.Native = 15 * s
	engine.Times = append(engine.Times, seen(480, 1500, 15, -300).Times...)
	p := events.Pod{Replica: a, Engine: &engine}
	check(t, events.Silences(p, spans(-300, 1500), 0, 1200*s), "300-480 chat/a is back")
	check(t, events.Silences(p, spans(-300, 350, 450, 1500), 0, 1200*s)) // everything was silent: the scraper, not the engine
	check(t, events.Silences(p, spans(-300, 1500), 500*s, 1200*s))
}

func TestXID(t *testing.T) {
	always := func(ownership.Device, int64) bool { return true }
	got := events.Codes([]events.Track{track("GPU 0 on n1", "", 60, 600, 79, 79, -1, 31, 31, 79)}, always, 0, 60*s)
	check(t, got, "600 XID 79 on GPU 0 on n1", "780 XID 31 on GPU 0 on n1", "900 XID 79 on GPU 0 on n1")
	if !strings.Contains(got[0].Text, "fallen off the bus") || !strings.Contains(got[0].Text, "drain the node") || got[0].Tags[0] != "XID 79" {
		t.Errorf("%+v", got[0])
	}
	since := func(at int64) func(ownership.Device, int64) bool {
		return func(_ ownership.Device, t int64) bool { return t >= at*s }
	}
	check(t, events.Codes([]events.Track{track("GPU 0 on n1", "", 60, 600, 79, 79)}, since(590), 0, 60*s)) // sticky since before it was observed
	check(t, events.Codes([]events.Track{track("GPU 0 on n1", "", 60, 0, 79, 79)}, always, 0, 60*s))       // sticky since before the range
	got = events.Counted([]events.Track{track("GPU 0 on n1", "94", 60, 600, 2, 1), track("GPU 1 on n1", "", 60, 900, 1)}, 60*s)
	check(t, got, "600-660 XID 94 on GPU 0 on n1", "900 XID error on GPU 1 on n1")
	if !strings.Contains(got[0].Text, "3 times") || !strings.Contains(got[1].Text, "XID guide") {
		t.Errorf("%+v", got)
	}
}

func TestThrottles(t *testing.T) {
	got := events.Throttles([]events.Track{
		track("GPU 0 on n1", "thermal", 60, 300, 0.05, 0.4, 0.42, 0.02, 0.41, 0.05),
		track("GPU 1 on n1", "thermal", 60, 300, 0.4),         // a minute: a blink
		track("GPU 2 on n1", "power", 60, 300, 0.2, 0.2, 0.2), // at the limit on purpose
		track("GPU 3 on n1", "low_util", 60, 300, 1, 1, 1),
		track("GPU 4 on n1", "power", 60, 300, 0.5, 0.7, -1, -1, 0.5, 0.5),
	}, 60*s)
	check(t, got, "300-540 GPU 0 on n1 slowed by heat", "240-360 GPU 4 on n1 slowed by its power limit", "480-600 GPU 4 on n1 slowed by its power limit")
	for _, part := range []string{"41 % of the time, 42 % at most", "for 4 min", "check cooling", "held by chat/a"} {
		if !strings.Contains(got[0].Text, part) {
			t.Errorf("%q does not say %q", got[0].Text, part)
		}
	}
}

func TestStorms(t *testing.T) {
	got := events.Storms([]events.Track{
		track("chat/a", "", 60, 300, 0.05, 0.2, 0.5, 0.3, 0.05),
		track("chat/b", "", 60, 300, 2, 2, 0.05, 2, 2),
		track("chat/c", "", 60, 300, 2, 2, -1, 2, 2),
	}, 60*s)
	check(t, got, "300-480 Preemption storm in chat/a")
	if !strings.Contains(got[0].Text, "60 preemptions, 20 a minute, 30 at most") || !strings.Contains(got[0].Text, "for 3 min") {
		t.Error(got[0].Text)
	}
}

func TestTheNewestAreKept(t *testing.T) {
	all := []events.Event{{From: 3, Title: "c"}, {From: 1, Title: "a"}, {From: 2, Title: "b"}}
	kept, dropped := events.Newest(all, 2)
	if dropped != 1 || len(kept) != 2 || kept[0].Title != "b" || kept[1].Title != "c" {
		t.Errorf("%+v, %d dropped", kept, dropped)
	}
	if kept, dropped = events.Newest(all, 5); dropped != 0 || len(kept) != 3 {
		t.Errorf("%+v, %d dropped", kept, dropped)
	}
}
