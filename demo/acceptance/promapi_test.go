package acceptance_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/exemplar"
	native "github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// The client of the stores is tested against real ones: its live tests run in its own module, against a store that this
// test fills.

// The range and the step are those of pkg/promapi/live_test.go.
const (
	liveFirst   = 1_790_000_040_000
	liveSamples = 2*240 + 1
	liveEvery   = 15_000
)

func TestPromAPIOnPrometheus(t *testing.T) {
	s := storetest.Open(t)
	batch := s.Appender(t.Context())
	for i := range liveSamples {
		at := int64(liveFirst + i*liveEvery)
		for _, one := range liveSeries {
			v, ok := one.value(i)
			if !ok {
				continue
			}
			if err := batch.AppendTo(&store.Series{Labels: labels.FromStrings(one.labels...)}, at, v, liveExemplars(one, i, at)...); err != nil {
				t.Fatal(err)
			}
		}
		for k := range 2 {
			one := &store.Series{Labels: labels.FromStrings("__name__", "live_native", "pod", fmt.Sprint("p", k))}
			if err := batch.AppendNative(one, at, liveNative(k, i)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := batch.Commit(); err != nil {
		t.Fatal(err)
	}
	runLive(t, s.Serve(), "Prometheus")
}

func TestPromAPIOnVictoriaMetrics(t *testing.T) {
	url := victoriaMetrics(t, liveText(), "count(live_gauge)", (liveFirst+600_000)/1000)
	runLive(t, url, "VictoriaMetrics")
}

// runLive runs the live tests of pkg/promapi. A test that skips counts as one that did not run.
func runLive(t *testing.T, url, product string) {
	t.Helper()
	test := exec.CommandContext(t.Context(), "go", "test", "./pkg/promapi", "-count=1", "-run", "TestLive", "-v", "-args", "-store", url, "-product", product)
	test.Dir = filepath.Join("..", "..")
	out, err := test.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), "--- PASS: TestLive"); n < 7 {
		t.Errorf("%d tests ran\n%s", n, out)
	}
}

// liveOne is one series: its labels and what it holds at each sample.
type liveOne struct {
	labels []string
	value  func(i int) (float64, bool)
}

// liveSeries are gauges and counters of six pods, two of which come and go, and a classic histogram.
var liveSeries = func() []liveOne {
	var out []liveOne
	for p := range 6 {
		lives := func(i int) bool { return p != 4 && p != 5 || p == 4 && i < 300 || p == 5 && i >= 150 }
		pod, node := fmt.Sprint("p", p), fmt.Sprint("n", p%3)
		out = append(out,
			liveOne{[]string{"__name__", "live_gauge", "pod", pod, "node", node}, func(i int) (float64, bool) {
				return float64((i*7919+p*104729)%1009) / 97, lives(i) && (i+p)%41 != 0
			}},
			liveOne{[]string{"__name__", "live_total", "pod", pod, "node", node}, func(i int) (float64, bool) {
				return float64(i%200) * (3.7 + float64(p)/3), lives(i) // a reset now and then
			}})
	}
	for k, le := range []string{"0.1", "0.5", "1", "+Inf"} {
		out = append(out, liveOne{[]string{"__name__", "live_seconds_bucket", "le", le}, func(i int) (float64, bool) { return float64(i * (k + 1) * 3), true }})
	}
	return out
}()

// liveExemplars hangs three exemplars on one bucket.
func liveExemplars(one liveOne, i int, at int64) []exemplar.Exemplar {
	if one.labels[1] != "live_seconds_bucket" || one.labels[3] != "0.5" || i%160 != 0 || i == 480 {
		return nil
	}
	return []exemplar.Exemplar{{Labels: labels.FromStrings("trace_id", fmt.Sprint("trace-", i/160)), Value: 0.5, Ts: at, HasTs: true}}
}

// liveNative is a growing histogram with negative, zero and positive buckets; the two series differ in resolution.
func liveNative(k, i int) *native.FloatHistogram {
	n := float64(i + 1)
	return &native.FloatHistogram{
		Schema: int32(2 - k), ZeroThreshold: 0.001, ZeroCount: n,
		Count: 11 * n, Sum: 20 * n,
		PositiveSpans: []native.Span{{Offset: -3, Length: 2}, {Offset: 2, Length: 3}}, PositiveBuckets: []float64{n, 2 * n, n, 3 * n, n},
		NegativeSpans: []native.Span{{Offset: 0, Length: 2}}, NegativeBuckets: []float64{n, n},
	}
}

// liveText are the series in the exposition format, with timestamps.
func liveText() string {
	var b strings.Builder
	for _, one := range liveSeries {
		for i := range liveSamples {
			if v, ok := one.value(i); ok {
				fmt.Fprintf(&b, "%s{", one.labels[1])
				for k := 2; k < len(one.labels); k += 2 {
					fmt.Fprintf(&b, "%s=%q,", one.labels[k], one.labels[k+1])
				}
				fmt.Fprintf(&b, "} %v %d\n", v, liveFirst+i*liveEvery)
			}
		}
	}
	return b.String()
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func httpText(method, url, body string) string {
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return ""
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	return string(text)
}

func waitUntil(t *testing.T, ready func() bool) {
	t.Helper()
	for range 200 {
		if ready() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it did not become ready in 10 s")
}
