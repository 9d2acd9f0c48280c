package acceptance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// Only what lies in the range is drawn, at its own instant, to the very edges; not what a store returns beside it.
func TestCase22_OutsideTheRange(t *testing.T) {
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series()).observed(
		observation{-30, "chat/llama-0", e2e, "2.5", 1, "before"}, observation{1, "chat/llama-0", e2e, "2.5", 1, "first"},
		observation{600, "chat/llama-0", e2e, "2.5", 2, "middle"}, observation{1199, "chat/llama-0", e2e, "2.5", 1, "last"},
		observation{1230, "chat/llama-0", e2e, "2.5", 60, "after"})
	a := w.ask(traces("e2e_latency").every(time.Second))
	a.is("traces", a.traceIDs(), "first middle last")
	for i, s := range a.stamps() {
		if want := []int{1, 600, 1199}[i]; s != want {
			t.Errorf("an exemplar stands at %d, want %d", s, want)
		}
	}
	none := w.ask(traces("e2e_latency").between(700, 1100))
	if none.frame.Rows() != 0 {
		t.Errorf("%s", none)
	}
}

// An exemplar may name no trace (an unsampled request, or other labels): it leads nowhere, so it has no link; a trace id
// under another name is found by the setting.
func TestCase22_WithoutATrace(t *testing.T) {
	s := storetest.Open(t)
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series())
	s.Load(origin, w.series...)
	ls := labels.FromStrings("__name__", e2e+"_bucket", "le", "2.5", "cluster", "eu", "job", "vllm", "instance", "llama-0:8000", "namespace", "chat", "pod", "llama-0", "model_name", "llama", "engine", "0")
	series := &store.Series{Labels: ls}
	batch := s.Appender(t.Context())
	for i, own := range []labels.Labels{labels.FromStrings("traceID", "t1"), labels.FromStrings("user", "nobody"), labels.FromStrings("trace_id", ""), labels.FromStrings("trace_id", "t2")} {
		at := at(60 * (i + 1)).UnixMilli()
		if err := batch.AppendTo(series, at, float64(i+1), exemplar.Exemplar{Labels: own, Value: float64(i + 1), Ts: at, HasTs: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := batch.Commit(); err != nil {
		t.Fatal(err)
	}
	w.url = s.Serve()
	w.settings = `{"exemplarTraceIdDestinations":[{"name":"traceID","datasourceUid":"tempo"},{"name":"trace_id","datasourceUid":"tempo"}]}`
	a := w.ask(traces("e2e_latency").every(time.Second))
	if a.frame.Rows() != 4 {
		t.Fatalf("%d exemplars in\n%s", a.frame.Rows(), a)
	}
	for value, want := range map[float64][2]string{1: {"t1", ""}, 2: {"", ""}, 3: {"", ""}, 4: {"", "t2"}} {
		for _, r := range a.rows() {
			if r["Value"] != value {
				continue
			}
			got := [2]string{}
			for i, name := range []string{"traceID", "trace_id"} {
				got[i], _ = r[name].(string)
			}
			if got != want {
				t.Errorf("exemplar %v leads to %q, want %q", value, got, want)
			}
		}
	}
}

// A native histogram has its exemplars on the series itself, not on buckets; both kinds at once are each counted once.
func TestCase22_NativeHistogram(t *testing.T) {
	for name, also := range map[string]bool{"only_native": false, "beside_classic_buckets": true} {
		t.Run(name, func(t *testing.T) {
			s := storetest.Open(t)
			w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series())
			s.Load(origin, w.series...)
			batch := s.Appender(t.Context())
			all := []string{"cluster", "eu", "job", "vllm", "instance", "llama-0:8000", "namespace", "chat", "pod", "llama-0", "model_name", "llama", "engine", "0"}
			for i := range 3 {
				at := at(300 * (i + 1)).UnixMilli()
				e := exemplar.Exemplar{Labels: labels.FromStrings("trace_id", []string{"a", "b", "c"}[i]), Value: float64(i + 1), Ts: at, HasTs: true}
				native := &store.Series{Labels: labels.FromStrings(append([]string{"__name__", e2e}, all...)...)}
				if err := batch.AppendNative(native, at, store.NativeOf(float64(10*(i+1)), 1.5), e); err != nil {
					t.Fatal(err)
				}
				if !also {
					continue
				}
				classic := &store.Series{Labels: labels.FromStrings(append([]string{"__name__", e2e + "_bucket", "le", "2.5"}, all...)...)}
				if err := batch.AppendTo(classic, at, float64(i+1), e); err != nil {
					t.Fatal(err)
				}
			}
			if err := batch.Commit(); err != nil {
				t.Fatal(err)
			}
			w.url = s.Serve()
			a := w.ask(traces("e2e_latency").every(time.Second))
			a.is("traces", a.traceIDs(), "a b c")
			a.near("value", a.one("trace_id", "b")["Value"], 2, 0)
			a.is("pod", a.one("trace_id", "b")["pod"], "llama-0")
		})
	}
}

// Samples and no exemplars: the answer says that the store keeps none, rather than drawing an empty graph.
func TestCase22_NoneKept(t *testing.T) {
	w := newWorld(t, phased("chat/llama-0", "llama", 1, 0.1, 0.2, 1, 1.4).series())
	a := w.ask(traces("e2e_latency"))
	if reason, _ := a.empty("latency"); reason != "no-exemplars" || !strings.Contains(noticesOf(a), "exemplar") {
		t.Errorf("%q, notices %q", reason, noticesOf(a))
	}
}
