package store_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var start = time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)

// answer is what every endpoint of the API wraps its data in.
type answer struct {
	Status string          `json:"status"`
	Data   json.RawMessage `json:"data"`
}

func call(t *testing.T, method, base, path string, form url.Values) json.RawMessage {
	t.Helper()
	var body io.Reader
	target := base + path
	if method == http.MethodPost {
		body = strings.NewReader(form.Encode())
	} else {
		target += "?" + form.Encode()
	}
	req, err := http.NewRequestWithContext(t.Context(), method, target, body)
	if err != nil {
		t.Fatal(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	if resp.StatusCode != http.StatusOK || a.Status != "success" {
		t.Fatalf("%s %s: %s %s", method, path, resp.Status, a.Data)
	}
	return a.Data
}

func seconds(at time.Time) string { return strconv.FormatInt(at.Unix(), 10) }

func TestEveryEndpointThePluginUses(t *testing.T) {
	s := storetest.Open(t)
	s.LoadScript(start, `
		load 15s
		  tokens_total{pod="a"} 0+15x240
		  tokens_total{pod="b"} 0+30x240`)
	batch := s.Appender(t.Context())
	err := batch.AppendExemplar(labels.FromStrings("__name__", "latency_bucket", "le", "1"), start.Add(time.Hour).UnixMilli(), 3,
		exemplar.Exemplar{Labels: labels.FromStrings("trace_id", "abc"), Value: 0.7})
	if err = errors.Join(err, batch.Commit()); err != nil {
		t.Fatal(err)
	}
	s.Describe("tokens_total", "counter", "Tokens so far.", "")
	base := s.Serve()
	end := start.Add(time.Hour)
	rangeForm := url.Values{"query": {"round(sum(rate(tokens_total[5m])))"}, "start": {seconds(start.Add(10 * time.Minute))}, "end": {seconds(end)}, "step": {"60"}}
	window := url.Values{"match[]": {"tokens_total"}, "start": {seconds(start)}, "end": {seconds(end)}}
	for _, c := range []struct {
		name, method, path string
		form               url.Values
		want               string
	}{
		{"instant", http.MethodGet, "/api/v1/query", url.Values{"query": {"tokens_total"}, "time": {seconds(end)}}, `"7200"`},
		{"instant by POST", http.MethodPost, "/api/v1/query", url.Values{"query": {"tokens_total"}, "time": {seconds(end)}}, `"3600"`},
		{"range", http.MethodGet, "/api/v1/query_range", rangeForm, `"3"`},
		{"range by POST", http.MethodPost, "/api/v1/query_range", rangeForm, `"3"`},
		{"label values", http.MethodGet, "/api/v1/label/pod/values", window, `["a","b"]`},
		{"labels", http.MethodGet, "/api/v1/labels", window, `"pod"`},
		{"series", http.MethodGet, "/api/v1/series", window, `"pod":"a"`},
		{"exemplars", http.MethodGet, "/api/v1/query_exemplars", url.Values{"query": {"latency_bucket"}, "start": {seconds(start)}, "end": {seconds(end.Add(time.Minute))}}, `"trace_id":"abc"`},
		{"metadata", http.MethodGet, "/api/v1/metadata", nil, `"help":"Tokens so far."`},
		{"build", http.MethodGet, "/api/v1/status/buildinfo", nil, `"version":"3.15.0"`},
		{"runtime", http.MethodGet, "/api/v1/status/runtimeinfo", nil, `"storageRetention"`},
		{"targets", http.MethodGet, "/api/v1/targets", nil, `"activeTargets"`},
		{"head", http.MethodGet, "/api/v1/status/tsdb", nil, `"numSeries":3`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(call(t, c.method, base, c.path, c.form)); !strings.Contains(got, c.want) {
				t.Errorf("%s lacks %s: %s", c.path, c.want, got)
			}
		})
	}
}

func TestTakenPortIsAClearError(t *testing.T) {
	first := storetest.Open(t)
	addr := strings.TrimPrefix(first.Serve(), "http://")
	second := storetest.Open(t, func(o *store.Options) { o.Addr = addr })
	err := second.Start()
	var taken *store.PortTakenError
	if !errors.As(err, &taken) || taken.Addr != addr {
		t.Fatalf("want a PortTakenError for %s, got %v", addr, err)
	}
}

func TestTemporaryDirectoryIsRemoved(t *testing.T) {
	s, err := store.Open(t.Context(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Start(), s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.Dir()); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", s.Dir(), err)
	}
}

func TestScrapesARealExporter(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/custom", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "# HELP answer The answer.\n# TYPE answer gauge\nanswer{pod=\"x\"} 42\n")
	})
	l := listen(t, mux)
	s := storetest.Open(t, func(o *store.Options) { o.Scrape, o.ScrapeInterval = []string{l + "/custom"}, time.Second })
	base := s.Serve()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if got := string(call(t, http.MethodGet, base, "/api/v1/query", url.Values{"query": {"answer"}})); strings.Contains(got, `"42"`) {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatal("the exporter was not scraped")
}

func TestBadScrapeTargetIsRefused(t *testing.T) {
	if _, err := store.Open(t.Context(), store.Options{Scrape: []string{"no-port"}}); err == nil || !strings.Contains(err.Error(), "host:port") {
		t.Errorf("want an error about host:port, got %v", err)
	}
}

func TestVersionIsThePinnedOne(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(mod), "github.com/prometheus/prometheus v0.3")
	pinned, _, _ := strings.Cut(after, "\n")
	if want := "3." + strings.TrimSpace(pinned); store.Version() != want {
		t.Errorf("version %s, go.mod pins %s", store.Version(), want)
	}
}
