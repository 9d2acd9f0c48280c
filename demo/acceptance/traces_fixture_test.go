package acceptance_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
	tempo "github.com/tokenpath/tokenpath/demo/traces"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// tid is a trace id of 32 digits, by number.
func tid(n int) string { return fmt.Sprintf("%032x", 0xabc000+n) }

// journey is a request of a replica that ended at a second and took some of them.
func journey(id string, second int, pod, model string, took float64) fleet.Journey {
	last := at(second)
	first := last.Add(-time.Duration(took * float64(time.Second)))
	namespace, name, _ := strings.Cut(pod, "/")
	return fleet.Journey{TraceID: id, SpanID: id[16:], Cluster: "eu", Tenant: "acme", Model: model,
		Gateway: fleet.Service{Name: "gateway", Namespace: "gateway", Pod: "gateway-0"}, Sent: first, Received: first, Called: first, First: first.Add(time.Millisecond), Last: last,
		Prompt: 10, Output: 5, Finish: "stop", Legs: []fleet.Leg{{Namespace: namespace, Pod: name, Node: "n1", System: "vllm",
			Arrival: first, Queued: first, Scheduled: first.Add(time.Millisecond), First: first.Add(2 * time.Millisecond), Finish: last}}}
}

// tempoOf serves a store of traces that has these, and keeps what it was asked.
func tempoOf(t *testing.T, guard func(http.ResponseWriter, *http.Request) bool, all ...fleet.Journey) *recorder {
	t.Helper()
	s := tempo.NewStore(0)
	for _, j := range all {
		s.Put(j)
	}
	r := &recorder{}
	h := s.Handler()
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		_ = req.ParseForm()
		r.mu.Lock()
		r.requests = append(r.requests, req)
		r.mu.Unlock()
		if guard == nil || !guard(w, req) {
			h.ServeHTTP(w, req)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// paths are what was asked, in the order of asking.
func (r *recorder) paths(prefix string) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []string
	for _, req := range r.requests {
		if strings.HasPrefix(req.URL.Path, prefix) {
			out = append(out, req.URL.Path)
		}
	}
	return out
}

// withTraces gives the fixture's data source a store of traces, and whatever else.
func (w *world) withTraces(url string, more ...any) *world {
	w.settings = endpoints(w.t, map[string]map[string]any{"traces": at2(url)},
		append(more, "exemplarTraceIdDestinations", []map[string]string{{"name": "trace_id", "datasourceUid": "tempo"}})...)
	return w
}

// traceFacts are what coverage says of traces.
func (a answer) traceFacts() models.TraceCoverage {
	a.t.Helper()
	raw, err := json.Marshal(a.frame.Meta.Custom)
	if err != nil {
		a.t.Fatal(err)
	}
	var custom struct {
		Coverage struct{ Traces *models.TraceCoverage }
	}
	if err := json.Unmarshal(raw, &custom); err != nil || custom.Coverage.Traces == nil {
		a.t.Fatalf("no coverage of traces in %s: %v", raw, err)
	}
	return *custom.Coverage.Traces
}

// states are the traces' states, by the exemplars' order.
func (a answer) states() string {
	var out []string
	for _, r := range a.rows() {
		s, _ := r["trace_state"].(string)
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// replicaWith is a world of one replica with exemplars of these ids, a minute apart, each 2 s long.
func replicaWith(t *testing.T, ids ...string) *world {
	var obs []observation
	for i, id := range ids {
		obs = append(obs, observation{60 * (i + 1), "chat/llama-0", e2e, "2.5", 2, id})
	}
	return newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series(), engine{pod: "chat/llama-1", tokens: growing(1)}.series()).observed(obs...)
}
