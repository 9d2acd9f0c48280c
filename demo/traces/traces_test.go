package traces

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

var origin = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func tid(n int) string { return fmt.Sprintf("%032x", 0xabc000+n) }

// request is a request of 2 s that ended at a second of the test.
func request(n, second int, tenant, model, pod string) fleet.Journey {
	last := origin.Add(time.Duration(second) * time.Second)
	first := last.Add(-2 * time.Second)
	ms := func(n int) time.Time { return first.Add(time.Duration(n) * time.Millisecond) }
	return fleet.Journey{TraceID: tid(n), SpanID: tid(n)[16:], Cluster: "eu", Tenant: tenant, Model: model, Gateway: fleet.Service{Name: "litellm", Namespace: "gateway", Pod: "litellm-0"},
		Client: fleet.Service{Name: "assistant", Namespace: "gateway", Pod: "assistant-0"}, Sent: first, Received: ms(10), Called: ms(15), First: ms(500), Last: last, Back: 5 * time.Millisecond,
		Prompt: 100, Output: 20, Cached: 30, Finish: "stop", Legs: []fleet.Leg{{Namespace: "chat", Pod: pod, Node: "n1", System: "vllm", GPUs: []string{"GPU-a", "GPU-b"},
			Arrival: ms(17), Queued: ms(20), Transfer: 30 * time.Millisecond, Scheduled: ms(150), First: ms(480), Finish: last}}}
}

func served(t *testing.T, all ...fleet.Journey) *httptest.Server {
	t.Helper()
	s := NewStore(0)
	for _, j := range all {
		s.Put(j)
	}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, address, accept string) (int, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", accept)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, body
}

func TestSpansOfARequest(t *testing.T) {
	j := request(1, 100, "acme", "llama", "llama-0")
	f := flatten(&j)
	parents := map[string]string{}
	names := map[string]string{}
	for _, s := range f.spans {
		names[string(s.SpanId)] = s.Name
	}
	for _, s := range f.spans {
		parents[s.Name+"/"+kinds[s.Kind]] = names[string(s.ParentSpanId)]
	}
	want := map[string]string{"chat llama/client": "POST /v1/chat/completions", "POST /v1/chat/completions/server": "chat llama", "llm_request/server": "chat llama",
		"transfer/internal": "llm_request", "queue/internal": "llm_request", "prefill/internal": "llm_request", "decode/internal": "llm_request"}
	for name, parent := range want {
		if parents[name] != parent {
			t.Errorf("%s lies under %q, want %q", name, parents[name], parent)
		}
	}
	if len(f.spans) != 8 || f.service() != "assistant" || f.end.Sub(f.begin) != 2005*time.Millisecond {
		t.Errorf("%d spans of %s in %s", len(f.spans), f.service(), f.end.Sub(f.begin))
	}
	sum := 0.0
	for i, s := range f.spans {
		switch s.Name {
		case "transfer", "queue", "prefill", "decode":
			sum += s.seconds()
		case "llm_request":
			if v := plain(s.attr("gen_ai.latency.time_in_queue")); v != 0.1 {
				t.Errorf("queue time %v", v)
			}
			if v := plain(f.spans[i].attr("hw.gpu.uuids")); v != "GPU-a,GPU-b" {
				t.Errorf("cards %v", v)
			}
		}
	}
	if sum < 1.979 || sum > 1.981 {
		t.Errorf("phases of %v s", sum)
	}
}

func TestTraceByID(t *testing.T) {
	s := served(t, request(1, 100, "acme", "llama", "llama-0"))
	for path, want := range map[string]int{"/api/traces/" + tid(1): 200, "/api/traces/" + strings.ToUpper(tid(1)): 200, "/api/traces/" + strings.TrimLeft(tid(1), "0"): 200,
		"/api/traces/" + tid(2): 404, "/api/v2/traces/" + tid(2): 200, "/api/traces/xyz": 400, "/api/traces/" + tid(1) + "0": 400, "/ready": 200, "/api/echo": 200, "/api/metrics/query_range": 404} {
		if status, body := get(t, s.URL+path, "application/json"); status != want {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	_, v1 := get(t, s.URL+"/api/traces/"+tid(1), "application/protobuf")
	_, v2 := get(t, s.URL+"/api/v2/traces/"+tid(1), "application/protobuf")
	_, _, n := protowire.ConsumeTag(v2)
	inner, _ := protowire.ConsumeBytes(v2[n:])
	for _, raw := range [][]byte{v1, inner} {
		data := &tracepb.TracesData{}
		if err := proto.Unmarshal(raw, data); err != nil || len(data.ResourceSpans) == 0 {
			t.Errorf("%v: %v", data, err)
		}
	}
	var one struct{ Batches []any }
	_, body := get(t, s.URL+"/api/traces/"+tid(1), "application/json")
	if err := json.Unmarshal(body, &one); err != nil || len(one.Batches) == 0 {
		t.Errorf("%s: %v", body, err)
	}
	var two struct{ Trace struct{ ResourceSpans []any } }
	_, body = get(t, s.URL+"/api/v2/traces/"+tid(1), "application/json")
	if err := json.Unmarshal(body, &two); err != nil || len(two.Trace.ResourceSpans) == 0 {
		t.Errorf("%s: %v", body, err)
	}
}

// ids are the traces that a search finds, in its order.
func ids(t *testing.T, s *httptest.Server, v url.Values) (string, int) {
	t.Helper()
	status, body := get(t, s.URL+"/api/search?"+v.Encode(), "application/json")
	var found struct{ Traces []struct{ TraceID string } }
	if status == 200 {
		if err := json.Unmarshal(body, &found); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
	}
	var out []string
	for _, x := range found.Traces {
		out = append(out, x.TraceID[len(x.TraceID)-1:])
	}
	return strings.Join(out, ""), status
}

func TestSearch(t *testing.T) {
	failed := request(4, 400, "globex", "qwen", "qwen-0")
	failed.Finish = "error"
	s := served(t, request(1, 100, "acme", "llama", "llama-0"), request(2, 200, "acme", "llama", "llama-1"), request(3, 300, "globex", "qwen", "qwen-0"), failed)
	window := url.Values{"start": {fmt.Sprint(origin.Unix())}, "end": {fmt.Sprint(origin.Unix() + 3600)}}
	for q, want := range map[string]string{
		`{}`: "4321", `{ } | select(.k8s.pod.name, span.gen_ai.request.model, resource.service.name, name)`: "4321",
		`{ .k8s.pod.name = "llama-1" }`: "2", `{ resource.k8s.pod.name =~ "llama-.*" }`: "21", `{ span.k8s.pod.name = "llama-1" }`: "",
		`{ .k8s.pod.name = "qwen-0" } && { .tenant.id = "globex" }`: "43", `{ .k8s.pod.name = "llama-0" || .gen_ai.request.model = "qwen" }`: "431",
		`{ .k8s.pod.name = "llama-0" && name = "decode" }`: "1", `{ .k8s.pod.name = "llama-0" } || { status = error }`: "41",
		`{ duration > 1900ms && name = "llm_request" }`: "4321", `{ duration > 3s }`: "", `{ traceDuration >= 2s && kind = server }`: "4321",
		`{ name != "x" && !(rootServiceName = "assistant") }`: "", `{ trace:id = "` + tid(3) + `" }`: "3", `{ .gen_ai.usage.input_tokens = 100 }`: "4321",
		`{ .gen_ai.usage.input_tokens > 100.5 }`: "", `{ .nothing != nil }`: "", `{ .nothing = nil }`: "4321", `{ ."k8s.pod.name" = "llama-1" }`: "2",
		"{ .k8s.pod.name = `llama-1` } with (most_recent=true)": "2", `({ name = "queue" } && { name = "decode" })`: "4321", `{ .k8s.pod.name !~ "qwen.*|.*t-0|litellm-0" }`: "21",
	} {
		window.Set("q", q)
		if got, status := ids(t, s, window); got != want || status != 200 {
			t.Errorf("%s: %s (%d), want %s", q, got, status, want)
		}
	}
	for _, q := range []string{`{`, `{ .a = }`, `{ .a 5 }`, `{ a = 1 }`, `{} | rate()`, `{} >> {}`, `{ .a =~ "(" }`, `{ .a = "x }`, `{} {}`, `{ duration > 5x }`, `select(.a)`, `{} | select()`} {
		window.Set("q", q)
		if _, status := ids(t, s, window); status != 400 {
			t.Errorf("%s is understood (%d)", q, status)
		}
	}
	window.Del("q")
	for _, c := range []struct{ name, value, want string }{{"tags", `service.name=VLLM k8s.pod.name="llama"`, "21"}, {"tags", `name`, "!"}, {"minDuration", "3s", ""}, {"maxDuration", "3s", "4321"},
		{"limit", "2", "43"}, {"limit", "0", "!"}, {"end", fmt.Sprint(origin.Unix() + 250), "21"}, {"end", fmt.Sprint(origin.Unix()), "!"}, {"end", "x", "!"}} {
		v := url.Values{"start": window["start"], "end": window["end"]}
		v.Set(c.name, c.value)
		if got, status := ids(t, s, v); (status != 200) != (c.want == "!") || status == 200 && got != c.want {
			t.Errorf("%s=%s: %s (%d), want %s", c.name, c.value, got, status, c.want)
		}
	}
}

func TestTags(t *testing.T) {
	s := served(t, request(1, 100, "acme", "llama", "llama-0"), request(2, 100, "acme", "qwen", "qwen-0"))
	window := fmt.Sprintf("?start=%d&end=%d", origin.Unix(), origin.Unix()+3600)
	for path, want := range map[string]string{
		"/api/v2/search/tag/resource.k8s.pod.name/values": `"llama-0"`, "/api/v2/search/tag/.gen_ai.request.model/values": `{"type":"string","value":"qwen"}`,
		"/api/v2/search/tag/kind/values": `{"type":"keyword","value":"server"}`, "/api/search/tag/service.name/values": `["assistant","litellm","vllm"]`,
		"/api/v2/search/tags": `"name":"resource"`, "/api/search/tags": `"k8s.pod.name"`, "/api/v2/search/tag/nonsense/values": "knows no",
	} {
		if _, body := get(t, s.URL+path+window, "application/json"); !strings.Contains(string(body), want) {
			t.Errorf("%s: %s", path, body)
		}
	}
	if _, body := get(t, s.URL+"/api/v2/search/tags"+window+"&scope=span", ""); strings.Contains(string(body), `"resource"`) {
		t.Errorf("%s", body)
	}
}

func TestStoreIsBounded(t *testing.T) {
	s := NewStore(100)
	for i := range 500 {
		s.Put(request(i, i, "acme", "llama", "llama-0"))
	}
	kept, _ := s.Counts()
	if kept > 110 || s.find(tid(499)) == nil || s.find(tid(1)) != nil {
		t.Errorf("%d kept", kept)
	}
}

func TestSampling(t *testing.T) {
	plain, slow, failed := request(0, 0, "globex", "m", "p"), request(0, 0, "globex", "m", "p"), request(0, 0, "globex", "m", "p")
	plain.TraceID, slow.TraceID, failed.TraceID = strings.Repeat("f", 32), strings.Repeat("f", 32), strings.Repeat("f", 32)
	slow.First = slow.Called.Add(3 * time.Second)
	failed.Finish = "abort"
	valued := plain
	valued.Tenant = "acme"
	some := plain
	some.TraceID = strings.Repeat("0", 31) + "1"
	if Keeps(plain) || !Keeps(slow) || !Keeps(failed) || !Keeps(valued) || !Keeps(some) {
		t.Error("the sampler decides otherwise")
	}
}

// The fleet's exemplars name the traces that the store was given; some were sampled out.
func TestTracesOfTheFleet(t *testing.T) {
	s := NewStore(0)
	var all []fleet.Journey
	fleet.New(fleet.Config{End: origin, Hours: 0.1, Journeys: func(j fleet.Journey) { all = append(all, j); s.Add(j) }}) // warms up
	kept, dropped := s.Counts()
	if len(all) < 200 || kept == 0 || dropped == 0 || kept+dropped != len(all) {
		t.Fatalf("%d journeys, %d kept, %d dropped", len(all), kept, dropped)
	}
	pairs := 0
	for _, j := range all {
		if len(j.Legs) == 2 {
			pairs++
		}
		last := j.Legs[len(j.Legs)-1]
		in := []time.Time{j.Received, j.Called, j.Legs[0].Arrival, j.Legs[0].Queued, j.Legs[0].Scheduled, j.Legs[0].First, last.Finish, j.Last}
		if !slices.IsSortedFunc(in, time.Time.Compare) {
			t.Fatalf("out of order: %+v", j)
		}
		if j.Prompt == 0 || j.Output == 0 || last.Pod == "" || last.Finish.Sub(last.First) < 0 {
			t.Fatalf("%+v", j)
		}
	}
	if pairs == 0 {
		t.Error("no request of a prefill and a decode pod")
	}
}

func FuzzParse(f *testing.F) {
	for _, q := range []string{`{ .a = "b" && duration > 1s } | select(.x)`, `({} || {})`, "{.\"a b\"=`c`}", `{ !!true }`, `{ a`} {
		f.Add(q)
	}
	j := request(1, 1, "acme", "llama", "llama-0")
	f.Fuzz(func(_ *testing.T, q string) {
		if p, err := parse(q); err == nil {
			p.match(flatten(&j))
		}
	})
}
