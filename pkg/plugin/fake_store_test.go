package plugin

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// fakeStore is a Prometheus that knows one value a series and no arithmetic: enough to see who is asked for what, and
// what becomes of the answers.
type fakeStore struct {
	*httptest.Server
	series map[string]map[string]string // labels by metric name
	value  float64

	mu       sync.Mutex
	asked    []string
	requests []*http.Request
}

func newFakeStore(t *testing.T, value float64, series map[string]map[string]string) *fakeStore {
	t.Helper()
	f := &fakeStore{series: series, value: value}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

// gpuStore has one card that names its pod, engineStore that pod.
func gpuStore(t *testing.T) *fakeStore {
	labels := map[string]string{"UUID": "GPU-a", "Hostname": "n1", "gpu": "0", "exported_namespace": "chat", "exported_pod": "llama-0",
		"job": "dcgm", "instance": "n1:9400", "modelName": "H100"}
	return newFakeStore(t, 0.5, map[string]map[string]string{"DCGM_FI_DEV_FB_USED": labels, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE": labels})
}

func engineStore(t *testing.T) *fakeStore {
	labels := map[string]string{"namespace": "chat", "pod": "llama-0", "model_name": "llama", "engine": "0", "job": "vllm", "instance": "llama-0:8000"}
	return newFakeStore(t, 7, map[string]map[string]string{"vllm:num_requests_running": labels, "vllm:generation_tokens_total": labels})
}

var (
	nameIn  = regexp.MustCompile(`__name__=~?"((?:[^"\\]|\\.)*)"`)
	isRange = regexp.MustCompile(`^\{[^\[]*\}\[(\d+m?s)\]$`)
)

func (f *fakeStore) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	f.mu.Lock()
	f.asked = append(f.asked, r.URL.Path+" "+r.Form.Get("query")+r.Form.Get("match[]"))
	f.requests = append(f.requests, r)
	f.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"status":"success","data":%s}`, f.answer(r))
}

func (f *fakeStore) answer(r *http.Request) string {
	switch {
	case strings.HasSuffix(r.URL.Path, "/buildinfo"):
		return `{"version":"3.15.0","revision":"x","branch":"","buildUser":"","buildDate":"","goVersion":"go1.26"}`
	case strings.Contains(r.URL.Path, "/label/"):
		var quoted []string
		for _, name := range f.named(r.Form.Get("match[]")) {
			quoted = append(quoted, strconv.Quote(name))
		}
		return "[" + strings.Join(quoted, ",") + "]"
	case strings.HasSuffix(r.URL.Path, "/query_range"):
		start, end := seconds(r.Form.Get("start")), seconds(r.Form.Get("end"))
		return f.matrix(r.Form.Get("query"), start, end, max(1, seconds(r.Form.Get("step"))))
	case r.Form.Get("query") == "1":
		return `{"resultType":"scalar","result":[` + r.Form.Get("time") + `,"1"]}`
	}
	at := seconds(r.Form.Get("time"))
	if m := isRange.FindStringSubmatch(r.Form.Get("query")); m != nil {
		window, _ := time.ParseDuration(m[1])
		return f.matrix(r.Form.Get("query"), at-int64(window.Seconds())+1, at, 15)
	}
	var out []string
	for _, name := range f.named(r.Form.Get("query")) {
		out = append(out, fmt.Sprintf(`{"metric":%s,"value":[%d,"%g"]}`, f.labels(name), at, f.value))
	}
	return `{"resultType":"vector","result":[` + strings.Join(out, ",") + `]}`
}

func (f *fakeStore) matrix(expr string, start, end, step int64) string {
	var out []string
	end = min(end, time.Now().Unix())
	for _, name := range f.named(expr) {
		var samples []string
		for t := (start + step - 1) / step * step; t <= end; t += step {
			samples = append(samples, fmt.Sprintf(`[%d,"%g"]`, t, f.value))
		}
		if len(samples) > 0 {
			out = append(out, fmt.Sprintf(`{"metric":%s,"values":[%s]}`, f.labels(name), strings.Join(samples, ",")))
		}
	}
	return `{"resultType":"matrix","result":[` + strings.Join(out, ",") + `]}`
}

// named lists the store's metrics that an expression selects by name.
func (f *fakeStore) named(expr string) []string {
	var out []string
	for _, m := range nameIn.FindAllStringSubmatch(expr, -1) {
		for _, name := range strings.Split(strings.ReplaceAll(m[1], `\\`, ``), "|") {
			if f.series[name] != nil {
				out = append(out, name)
			}
		}
	}
	return out
}

func (f *fakeStore) labels(name string) string {
	pairs := []string{`"__name__":` + strconv.Quote(name)}
	for k, v := range f.series[name] {
		pairs = append(pairs, strconv.Quote(k)+":"+strconv.Quote(v))
	}
	return "{" + strings.Join(pairs, ",") + "}"
}

// calls counts the requests whose path and expression hold a text.
func (f *fakeStore) calls(text string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, a := range f.asked {
		if strings.Contains(a, text) {
			n++
		}
	}
	return n
}

func (f *fakeStore) last() *http.Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.requests[len(f.requests)-1]
}

func seconds(text string) int64 {
	v, _ := strconv.ParseFloat(text, 64)
	return int64(v)
}
