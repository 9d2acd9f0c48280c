package acceptance_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Three requests left an exemplar, and the sampler kept one of their traces. The others are called what they are, and
// open the trace that is most like theirs.
func TestCase22_SampledOut(t *testing.T) {
	store := tempoOf(t, nil, journey(tid(1), 60, "chat/llama-0", "llama", 2), journey(tid(9), 200, "chat/llama-0", "llama", 2.5))
	w := replicaWith(t, tid(1), tid(2), tid(3)).withTraces(store.URL)
	a := w.ask(traces("e2e_latency").every(time.Second))
	a.is("ids", a.traceIDs(), strings.Join([]string{tid(1), tid(2), tid(3)}, " "))
	a.is("states", a.states(), "found, sampled out, sampled out")
	second, third := a.one("trace_id", tid(2)), a.one("trace_id", tid(3))
	a.is("opens its own", a.one("trace_id", tid(1))["opens_trace_id"], tid(1))
	// 120 s lies 60 s after the first trace and 77.5 s before the other.
	a.is("the second's nearest", second["nearest_trace_id"], tid(1))
	a.near("how far", second["nearest_offset"], -60, 0.01)
	a.near("its value", second["nearest_value"], 2, 0.01)
	a.is("alike", second["nearest_same"], "pod, llm_model, namespace, cluster")
	a.is("the third's nearest", third["nearest_trace_id"], tid(9))
	a.is("opens", third["opens_trace_id"], tid(9))
	a.near("how far", third["nearest_offset"], 17.5, 0.01)
	if got := a.traceFacts(); got != (models.TraceCoverage{Found: 1, SampledOut: 2, Nearest: 2}) {
		t.Errorf("%+v", got)
	}
	mustText(t, "notices", a.notices(), "2 traces are sampled out", "2 have a trace like it")
	raw, _ := json.Marshal(a.frame)
	for _, part := range []string{`${__data.fields.opens_trace_id}`, `${__data.fields.opens}`, `"datasourceUid":"tempo"`} {
		if !strings.Contains(string(raw), part) {
			t.Errorf("%s is not in the frame", part)
		}
	}
	if strings.Contains(string(raw), `${__value.raw}`) {
		t.Error("a link leads to traces that do not exist")
	}
}

// A trace of another replica is nearer in time, and two of the same are equally near: labels come first, then value.
func TestCase22_NearestIsTheMostAlike(t *testing.T) {
	store := tempoOf(t, nil,
		journey(tid(5), 599, "chat/llama-1", "llama", 2), journey(tid(6), 480, "chat/llama-0", "other", 2),
		journey(tid(7), 500, "chat/llama-0", "llama", 30), journey(tid(8), 500, "chat/llama-0", "llama", 3))
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series()).observed(observation{600, "chat/llama-0", e2e, "5", 3.1, tid(1)}).withTraces(store.URL)
	a := w.ask(traces("e2e_latency").every(time.Second))
	a.is("nearest", a.one("trace_id", tid(1))["nearest_trace_id"], tid(8))

	// Nothing of this replica: any trace of the range, and the answer says that only the cluster is alike.
	far := tempoOf(t, nil, journey(tid(5), 1100, "other/qwen-0", "qwen", 2))
	a = w.withTraces(far.URL).ask(traces("e2e_latency").every(time.Second))
	r := a.one("trace_id", tid(1))
	a.is("nearest", r["nearest_trace_id"], tid(5))
	a.is("alike", r["nearest_same"], "cluster")
}

// A store that fails takes no point away, and its no is not believed: whether traces exist is unknown, and why is said.
func TestCase22_StoreThatFails(t *testing.T) {
	elsewhere := httptest.NewServer(http.NotFoundHandler())
	defer elsewhere.Close()
	prom := replicaWith(t).address()
	respond := func(status int, text string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(text))
			return true
		}
	}
	for name, c := range map[string]struct {
		url   string
		guard func(http.ResponseWriter, *http.Request) bool
		says  string
		more  map[string]any
	}{
		"down":                 {url: "http://127.0.0.1:1", says: "the traces endpoint cannot be reached: connection refused. Look at endpoints.traces.url."},
		"unauthorised":         {guard: respond(401, "who are you? token=hush-hush"), says: "refused access (401 Unauthorized). Look at endpoints.traces.authentication"},
		"ill":                  {guard: respond(500, "boom"), says: "answered 500 Internal Server Error"},
		"limiting":             {guard: respond(429, ""), says: "is limiting requests (429 Too Many Requests)"},
		"a page":               {guard: respond(200, "<html>Log in</html>"), says: "did not answer in the form of the Tempo HTTP API"},
		"a page not found":     {guard: respond(404, "<html>No such page</html>"), says: "answered 404 Not Found"},
		"not found everywhere": {guard: respond(404, "404 page not found\n"), says: "answered 404 Not Found"},
		"a Prometheus":         {url: prom, says: "answered 404 Not Found"},
		"elsewhere": {guard: func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
			return true
		}, says: "cannot be reached"},
		"broken off": {guard: respond(200, `{"batches":[{"resource":`), says: "broke off in the middle"},
		"slow": {guard: func(_ http.ResponseWriter, r *http.Request) bool {
			<-r.Context().Done()
			return true
		}, says: "did not answer in time. endpoints.traces.timeout", more: map[string]any{"timeout": 0.3}},
		"no address": {url: "tempo:3200", says: "not usable as configured. Look at endpoints.traces.url"},
	} {
		t.Run(name, func(t *testing.T) {
			url := c.url
			if url == "" {
				url = tempoOf(t, c.guard).URL
			}
			w := replicaWith(t, tid(1), tid(2))
			at := at2(url)
			for k, v := range c.more {
				at[k] = v
			}
			w.settings = endpoints(t, map[string]map[string]any{"traces": at})
			a := w.ask(traces("e2e_latency").every(time.Second))
			a.is("states", a.states(), "unknown, unknown")
			facts := a.traceFacts()
			if facts.Unknown != 2 || facts.Why == "" || strings.Contains(facts.Why, "127.0.0.1") {
				t.Errorf("%+v", facts)
			}
			mustText(t, "notices", a.notices(), c.says)
			if strings.Contains(a.notices(), "hush") {
				t.Errorf("a secret is in %q", a.notices())
			}
		})
	}
}

// The store answers and has nothing of that time: that traces were sampled out cannot be told from that.
func TestCase22_NothingKept(t *testing.T) {
	store := tempoOf(t, nil, journey(tid(1), 90_000, "chat/llama-0", "llama", 2))
	a := replicaWith(t, tid(2)).withTraces(store.URL).ask(traces("e2e_latency").every(time.Second))
	a.is("states", a.states(), "unknown")
	mustText(t, "notices", a.notices(), "has none at all in this range")
}

// Half of the lookups fail: what was found by then stays.
func TestCase22_FailsHalfWay(t *testing.T) {
	store := tempoOf(t, func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "/api/traces/") && !strings.HasSuffix(r.URL.Path, tid(1)) {
			time.Sleep(200 * time.Millisecond)
			w.WriteHeader(500)
			return true
		}
		return false
	}, journey(tid(1), 60, "chat/llama-0", "llama", 2))
	a := replicaWith(t, tid(1), tid(2)).withTraces(store.URL).ask(traces("e2e_latency").every(time.Second))
	a.is("states", a.states(), "found, unknown")
}

// Whatever an exemplar calls a trace id, only hexadecimal digits come into a path.
func TestCase22_OddIDs(t *testing.T) {
	short := "00000000000000000123456789abcdef"
	store := tempoOf(t, nil, journey(tid(1), 60, "chat/llama-0", "llama", 2), journey(short, 60, "chat/llama-0", "llama", 2))
	odd := []string{"../../admin", "%2e%2e%2fadmin", tid(1) + "?x=1", tid(1)[1:], "zz" + tid(1)[2:], strings.Repeat("0", 32), "a b", "ａｂｃｄａｂｃｄａｂｃｄａｂｃｄ"}
	w := replicaWith(t, append(slices.Clone(odd), strings.ToUpper(tid(1)), short[16:])...).withTraces(store.URL)
	a := w.ask(traces("e2e_latency").every(time.Second))
	a.is("states", a.states(), strings.Repeat("unknown, ", len(odd))+"found, found")
	if got := a.traceFacts(); got.Malformed != len(odd) || got.Found != 2 {
		t.Errorf("%+v", got)
	}
	mustText(t, "notices", a.notices(), fmt.Sprintf("%d exemplars have a trace id that is not", len(odd)))
	for _, p := range store.paths("") {
		if !regexp.MustCompile(`^/api/(traces/[0-9a-f]{32}|search|echo)$`).MatchString(p) {
			t.Errorf("the store was asked %q", p)
		}
	}
}

// Without a store it is said once where to name one, and nothing warns.
func TestCase22_NoStoreOfTraces(t *testing.T) {
	a := replicaWith(t, tid(1), tid(2)).ask(traces("e2e_latency").every(time.Second))
	a.is("states", a.states(), "unknown, unknown")
	if n := strings.Count(a.notices(), "endpoints.traces.url"); n != 1 {
		t.Errorf("said %d times: %s", n, a.notices())
	}
	for _, n := range a.frame.Meta.Notices {
		if n.Severity != 0 {
			t.Errorf("%q is more than information", n.Text)
		}
	}
}

// Hundreds of exemplars: the slowest hundred are looked up, and the rest is counted.
func TestCase22_Bounded(t *testing.T) {
	var obs []observation
	for i := range 150 {
		obs = append(obs, observation{4 + i*4, "chat/llama-0", e2e, "2.5", 1 + float64(i)/100, tid(i)})
	}
	store := tempoOf(t, nil, journey(tid(149), 600, "chat/llama-0", "llama", 2))
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series()).observed(obs...).withTraces(store.URL)
	a := w.ask(traces("e2e_latency").between(0, 700).every(time.Second))
	if n := len(a.rows()); n != 150 {
		t.Fatalf("%d exemplars", n)
	}
	got := a.traceFacts()
	if got.Unchecked != 50 || got.Found != 1 || got.SampledOut != 99 || got.Nearest > 99 || got.Nearest == 0 {
		t.Errorf("%+v", got)
	}
	asked := store.paths("/api/traces/")
	if len(asked) != 100 || slices.Contains(asked, "/api/traces/"+tid(49)) || !slices.Contains(asked, "/api/traces/"+tid(50)) {
		t.Errorf("%d lookups", len(asked))
	}
	if n := len(store.paths("/api/search")); n > 41 {
		t.Errorf("%d searches", n)
	}
	mustText(t, "notices", a.notices(), "The 100 slowest of 150", "50 were not")
}

// What exists is asked once; where an identity is forwarded it is asked every time.
func TestCase22_Remembered(t *testing.T) {
	for forwarded, want := range map[bool]int{false: 1, true: 2} {
		store := tempoOf(t, nil, journey(tid(1), 60, "chat/llama-0", "llama", 2))
		w := replicaWith(t, tid(1)).withTraces(store.URL)
		q := traces("e2e_latency").every(time.Second)
		if forwarded {
			w.withTraces(store.URL, "oauthPassThru", true)
			q.headers = map[string]string{"Authorization": "Bearer somebody"}
		}
		for range 2 {
			w.ask(q)
		}
		if n := len(store.paths("/api/traces/")); n != want {
			t.Errorf("forwarded %v: asked %d times", forwarded, n)
		}
		// The user's token is the default endpoint's: the family did not ask for it.
		if got := store.headers("Authorization"); !slices.Equal(got, []string{""}) {
			t.Errorf("forwarded %v: the store of traces got %q", forwarded, got)
		}
	}
}

// Exemplars outside of the range are not looked up, and those of a native histogram are.
func TestCase22_OnlyWhatIsShownIsLookedUp(t *testing.T) {
	store := tempoOf(t, nil, journey(tid(1), 60, "chat/llama-0", "llama", 2))
	w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series()).observed(
		observation{-30, "chat/llama-0", e2e, "2.5", 1, tid(7)}, observation{60, "chat/llama-0", e2e, "2.5", 1, tid(1)}, observation{1230, "chat/llama-0", e2e, "2.5", 60, tid(8)}).withTraces(store.URL)
	a := w.ask(traces("e2e_latency").every(time.Second))
	a.is("states", a.states(), "found")
	if got := store.paths("/api/"); !slices.Equal(got, []string{"/api/traces/" + tid(1)}) {
		t.Errorf("asked %q", got)
	}
}
