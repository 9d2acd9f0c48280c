package acceptance_test

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// counted puts a counting proxy before a fixture's store.
func (w *world) counted() *atomic.Int64 {
	w.t.Helper()
	target, err := url.Parse(w.address())
	if err != nil {
		w.t.Fatal(err)
	}
	var n atomic.Int64
	proxy := httputil.NewSingleHostReverseProxy(target)
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		n.Add(1)
		proxy.ServeHTTP(rw, r)
	}))
	w.t.Cleanup(front.Close)
	w.url = front.URL
	return &n
}

func aFleet() [][]storetest.Series {
	return [][]storetest.Series{
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": constant(300)}}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-1"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10), more: histogram(map[string]fn{"vllm:kv_cache_usage_perc": constant(0.4)}, e2e, 1, 1, 0.5, 2.5)}.series(),
		engine{pod: "chat/llama-1", tokens: growing(10), more: map[string]fn{"vllm:gpu_cache_usage_perc": constant(0.4)}}.series(),
		engine{scrape: scrape{to: 600}, pod: "chat/gone-0", more: map[string]fn{"vllm:num_preemptions_total": growing(1)}}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(), price("eu", "n1", scrape{}, constant(2)),
	}
}

// node_exporter alone: nothing that the catalog reads.
func aNode() []storetest.Series {
	var out []storetest.Series
	for i, name := range []string{"node_cpu_seconds_total", "node_memory_MemAvailable_bytes", "node_load1", "node_network_receive_bytes_total", "node_boot_time_seconds"} {
		labels := []string{"job", "node-exporter", "instance", fmt.Sprintf("10.0.0.%d:9100", i)}
		out = append(out, scrape{}.or(30).series(line{name, func(int) []string { return labels }, constant(1)})...)
	}
	return out
}

// Whatever a store holds, the report says how far it carries and what comes next; the number of requests follows from
// what there is to know, not from what there is in the store.
func TestDoctor_StoresOfAllSorts(t *testing.T) {
	var strangers []storetest.Series
	for i := range 5000 {
		strangers = append(strangers, storetest.Series{Name: fmt.Sprintf("shop_%04d_orders_total", i), Labels: []string{"job", "shop", "instance", "10.1.0.1:80"},
			Start: seconds(before), Step: seconds(300), Values: storetest.Linear(0, 1, 9)})
	}
	for name, c := range map[string]struct {
		parts [][]storetest.Series
		level int
		next  string
		most  int64
	}{
		"empty":                   {nil, 0, "scrape-engines", 25},
		"node_exporter":           {[][]storetest.Series{aNode()}, 0, "scrape-engines", 25},
		"strangers":               {[][]storetest.Series{strangers}, 0, "scrape-engines", 25},
		"a_fleet":                 {aFleet(), 2, "scrape-gateway", 40},
		"a_fleet_among_strangers": {append(aFleet(), strangers, aNode()), 2, "scrape-gateway", 40},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.parts...)
			requests := w.counted()
			status, text, r := w.doctor("Editor")
			if status != 200 || r.Level != c.level || len(r.Next) == 0 || r.Next[0].ID != c.next || len(r.Notices) > 0 {
				t.Errorf("%d, level %d, notices %v, next %+v", status, r.Level, r.Notices, r.Next)
			}
			if n := requests.Load(); n > c.most {
				t.Errorf("%d requests, want at most %d", n, c.most)
			} else {
				t.Logf("%d requests", n)
			}
			if strings.Contains(text, "shop_") || strings.Contains(text, "node_load1") {
				t.Error("names of strangers are in the report")
			}
			if c.level > 0 {
				return
			}
			for _, l := range r.Layers {
				if l.State != models.LayerMissing || l.Present > 0 {
					t.Errorf("layer %+v", l)
				}
			}
			for _, s := range r.Signals {
				if s.State != models.SignalAbsent || s.On > 0 {
					t.Errorf("signal %+v", s)
				}
			}
		})
	}
}

// VictoriaMetrics answers what Prometheus answers.
func TestDoctor_OnVictoriaMetrics(t *testing.T) {
	prometheus := newWorld(t, aFleet()...)
	_, _, want := prometheus.doctor("Editor")
	w := newWorld(t)
	w.url = victoriaMetrics(t, textOf(slices.Concat(aFleet()...)), "vllm:num_requests_running", at(1200).Unix())
	requests := w.counted()
	status, _, got := w.doctor("Editor")
	if status != 200 || got.Level != want.Level || len(got.Notices) > 0 || requests.Load() > 40 {
		t.Fatalf("%d, level %d, want %d, notices %v, %d requests", status, got.Level, want.Level, got.Notices, requests.Load())
	}
	for i, l := range got.Layers {
		// It keeps no exemplars and says so.
		if p := want.Layers[i]; l.ID != "traces" && (l.State != p.State || l.Summary != p.Summary || l.Present != p.Present) {
			t.Errorf("layer %+v, want %+v", l, p)
		}
	}
	if len(got.Signals) != len(want.Signals) {
		t.Fatalf("%d signals, want %d", len(got.Signals), len(want.Signals))
	}
	for i, s := range got.Signals {
		p := want.Signals[i]
		if s.Signal != p.Signal || s.System != p.System || s.State != p.State || s.On != p.On || s.Of != p.Of || strings.Join(s.Names, " ") != strings.Join(p.Names, " ") || s.CadenceS != p.CadenceS {
			t.Errorf("%s of %s: %+v, want %+v", s.Signal, s.System, s, p)
		}
	}
}

// victoriaMetrics starts a VictoriaMetrics that holds series in the exposition format, and waits for one of them.
func victoriaMetrics(t *testing.T, text, metric string, second int64) string {
	t.Helper()
	const program = "/usr/bin/victoria-metrics"
	if _, err := os.Stat(program); err != nil {
		t.Skip(program + " is not installed (Debian: apt-get install victoria-metrics)")
	}
	address := freeAddress(t)
	run := exec.CommandContext(t.Context(), program, "-storageDataPath="+t.TempDir(), "-httpListenAddr="+address, "-retentionPeriod=100y", "-loggerLevel=ERROR")
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = run.Process.Signal(os.Interrupt)
		_ = run.Wait()
	})
	store := "http://" + address
	waitUntil(t, func() bool { return httpText("GET", store+"/health", "") == "OK" })
	httpText("POST", store+"/api/v1/import/prometheus", text)
	httpText("GET", store+"/internal/force_flush", "")
	waitUntil(t, func() bool {
		return strings.Contains(httpText("GET", fmt.Sprintf("%s/api/v1/query?query=%s&time=%d", store, url.QueryEscape(metric), second), ""), `"value"`)
	})
	return store
}

// textOf writes series in the exposition format, with timestamps.
func textOf(series []storetest.Series) string {
	var b strings.Builder
	for _, s := range series {
		head := s.Name + "{"
		for i := 0; i < len(s.Labels); i += 2 {
			head += fmt.Sprintf("%s=%q,", s.Labels[i], s.Labels[i+1])
		}
		for _, p := range s.Samples {
			if !math.IsNaN(p.Value) { // the format has no marker for the end of a series
				fmt.Fprintf(&b, "%s} %v %d\n", head, p.Value, origin.Add(p.At).UnixMilli())
			}
		}
	}
	return b.String()
}
