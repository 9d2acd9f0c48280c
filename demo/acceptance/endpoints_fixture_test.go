package acceptance_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// recorder is a proxy in front of a store that keeps what it was asked, and can refuse.
type recorder struct {
	*httptest.Server
	// guard answers a request itself where it returns true.
	guard func(http.ResponseWriter, *http.Request) bool

	mu       sync.Mutex
	requests []*http.Request
}

// record puts a recorder in front of a store. configure, where given, changes it before it starts.
func record(t *testing.T, storeURL string, configure ...func(*recorder)) *recorder {
	t.Helper()
	target, err := url.Parse(storeURL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	r := &recorder{}
	r.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_ = req.ParseForm()
		r.mu.Lock()
		r.requests = append(r.requests, req)
		r.mu.Unlock()
		if r.guard != nil && r.guard(w, req) {
			return
		}
		// The form was read: it travels on in the address.
		forward := req.Clone(req.Context())
		forward.Method, forward.Body, forward.ContentLength = http.MethodGet, nil, 0
		forward.Header.Del("Content-Type")
		forward.URL.RawQuery = req.Form.Encode()
		proxy.ServeHTTP(w, forward)
	}))
	for _, c := range configure {
		c(r)
	}
	if r.Server.URL == "" {
		r.Server.Start()
	}
	t.Cleanup(r.Close)
	return r
}

// expressions are the PromQL of all requests, queries and matchers alike.
func (r *recorder) expressions() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, req := range r.requests {
		out = append(out, req.Form["query"]...)
		out = append(out, req.Form["match[]"]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// headers are the values of a header over all requests, each once.
func (r *recorder) headers(name string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, req := range r.requests {
		out = append(out, strings.Join(req.Header.Values(name), "; "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// threeStores is one fleet whose series live in three stores.
type threeStores struct{ gpu, engine, rest, all *world }

// spreadOut has a card and a half for one replica and one card that only kube-state-metrics can give to its pod.
func spreadOut(t *testing.T) threeStores {
	gpus := slices.Concat(
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{600, "chat/llama-0"}, {always, ""}}, tensor: constant(0.3)}.series(),
		card{uuid: "GPU-c", node: "n2", naming: unnamed, tensor: constant(0.2)}.series())
	engines := slices.Concat(
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		engine{pod: "code/qwen-0", model: "qwen", tokens: growing(3)}.series())
	rest := slices.Concat(
		kube{pod: "chat/llama-0", gpus: 2}.series(),
		kube{pod: "code/qwen-0", node: "n2", gpus: 1}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)), price("eu", "n2", scrape{}, constant(aCentASecond)))
	return threeStores{gpu: newWorld(t, gpus), engine: newWorld(t, engines), rest: newWorld(t, rest),
		all: newWorld(t, slices.Concat([]storetest.Series{}, gpus, engines, rest))}
}

// endpoints is jsonData with family endpoints, beside what else is given.
func endpoints(t *testing.T, families map[string]map[string]any, more ...any) string {
	t.Helper()
	all := map[string]any{"endpoints": families}
	for i := 0; i < len(more); i += 2 {
		all[more[i].(string)] = more[i+1]
	}
	raw, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func at2(url string) map[string]any { return map[string]any{"url": url} }

// askAll asks one query of a data source; it must be answered.
func askAll(t *testing.T, pc backend.PluginContext, q query) answer {
	t.Helper()
	r := request(t, pc, q)[or(q.RefID, "A")]
	if r.Error != nil || len(r.Frames) == 0 {
		t.Fatalf("%s: %v", describe(q), r.Error)
	}
	return answer{t, r.Frames[0], coverageOf(t, r.Frames[0])}
}

// missing are the sides that coverage says could not be read.
func (a answer) missing() map[string]string {
	a.t.Helper()
	raw, err := json.Marshal(a.frame.Meta.Custom)
	if err != nil {
		a.t.Fatal(err)
	}
	var custom struct {
		Coverage struct {
			Missing []struct{ Family, Why string }
		}
	}
	if err := json.Unmarshal(raw, &custom); err != nil {
		a.t.Fatal(err)
	}
	out := map[string]string{}
	for _, m := range custom.Coverage.Missing {
		out[m.Family] = m.Why
	}
	return out
}

// reason is why an operand is empty, "" where it is not.
func (a answer) reason(operand string) string {
	for _, e := range a.cover.Empty {
		if e.Operand == operand {
			return e.Reason
		}
	}
	return ""
}

func (a answer) notices() string {
	text := ""
	for _, n := range a.frame.Meta.Notices {
		text += n.Text + "\n"
	}
	return text
}

func mustText(t *testing.T, what, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%s: %q does not say %q", what, text, p)
		}
	}
}
