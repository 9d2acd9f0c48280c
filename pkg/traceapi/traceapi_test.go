package traceapi

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	own   = "0af7651916cd43dd8448eb211c80319c"
	short = "8448eb211c80319c"
)

func client(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	c, err := promapi.New(s.Client(), promapi.Options{Family: "traces", URL: s.URL + "/tempo", API: APIName, Secrets: []string{"hush-hush"}, Limits: promapi.Limits{Bytes: 1 << 20}})
	if err != nil {
		t.Fatal(err)
	}
	return New(c)
}

func says(status int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
	}
}

func TestParseID(t *testing.T) {
	for text, want := range map[string]string{
		own: own, strings.ToUpper(own): own, short: "0000000000000000" + short,
		"": "", "1": "", own + "0": "", own[:31] + "g": "", "../../../../api/admin?x=12345678": "", strings.Repeat("0", 32): "", strings.Repeat("0", 16): "",
		"0af76519-16cd-43dd-8448-eb211c80319c": "", " " + own[1:]: "", "ａ" + own[:29]: "",
	} {
		id, err := ParseID(text)
		switch {
		case want == "" && !errors.Is(err, ErrID):
			t.Errorf("%q is taken for %s", text, id)
		case want != "" && (err != nil || id.String() != want):
			t.Errorf("%q: %s, %v", text, id, err)
		}
	}
}

func TestHas(t *testing.T) {
	span := `{"traceId":"CvdlGRbNQ92ESOshHIAxnA==","name":"x"}`
	for name, c := range map[string]struct {
		status int
		text   string
		want   bool
		kind   promapi.Kind
	}{
		"v1":                 {200, `{"batches":[{"resource":{"attributes":[]},"scopeSpans":[{"scope":{},"spans":[` + span + `]}]}]}`, true, ""},
		"v1 of old":          {200, `{"batches":[{"resource":{},"instrumentationLibrarySpans":[{"spans":[` + span + `]}]}]}`, true, ""},
		"otlp":               {200, `{"resourceSpans":[{"scopeSpans":[{"spans":[]}]},{"scopeSpans":[{"spans":[` + span, true, ""},
		"v2":                 {200, `{"metrics":{"inspectedBytes":"12"},"trace":{"resourceSpans":[{"scopeSpans":[{"spans":[` + span + `]}]}]}}`, true, ""},
		"v2 without":         {200, `{"trace":{},"metrics":{"inspectedBytes":"12"}}`, false, ""},
		"null":               {200, `{"trace":null,"metrics":{}}`, false, ""},
		"no spans":           {200, `{"batches":[]}`, false, ""},
		"empty":              {200, `{}`, false, ""},
		"not found":          {404, ``, false, ""},
		"said so":            {404, `trace not found`, false, ""},
		"a page not found":   {404, `<html><body>Nothing here</body></html>`, false, promapi.KindHTTP},
		"too large":          {422, `trace exceeds max size`, true, ""},
		"login":              {200, `<!doctype html><title>Log in</title>`, false, promapi.KindNotJSON},
		"nothing":            {200, ``, false, promapi.KindNotJSON},
		"another API":        {200, `{"status":"success","data":{"resultType":"matrix"}}`, false, promapi.KindMalformed},
		"a list":             {200, `[]`, false, promapi.KindNotJSON},
		"spans are no list":  {200, `{"batches":{"a":1}}`, false, promapi.KindMalformed},
		"broken":             {200, `{"batches":[}`, false, promapi.KindMalformed},
		"broke off":          {200, `{"batches":[{"resource":{`, false, promapi.KindTruncated},
		"unauthorised":       {401, `no`, false, promapi.KindAuth},
		"overloaded":         {429, `slow down`, false, promapi.KindTooMany},
		"ill":                {500, `boom`, false, promapi.KindHTTP},
		"large before spans": {200, `{"batches":[{"resource":{"attributes":[{"key":"` + strings.Repeat("x", 1<<20) + `"}]}}]}`, false, promapi.KindTruncated},
	} {
		t.Run(name, func(t *testing.T) {
			var path string
			c2 := client(t, func(w http.ResponseWriter, r *http.Request) {
				path = r.URL.String()
				says(c.status, c.text)(w, r)
			})
			id, _ := ParseID(own)
			got, err := c2.Has(t.Context(), id, 1_700_000_000_500)
			var e *promapi.Error
			if got != c.want || c.kind == "" && err != nil || c.kind != "" && (!errors.As(err, &e) || e.Kind != c.kind) {
				t.Errorf("%v, %v", got, err)
			}
			if want := "/tempo/api/traces/" + own + "?end=1700003600&start=1699996400"; path != want {
				t.Errorf("asked %s, want %s", path, want)
			}
		})
	}
}

func TestErrorsNameTheAPIAndNoSecret(t *testing.T) {
	_, err := client(t, says(200, `{"a":"hush-hush"}`)).Has(t.Context(), ID{1}, 0)
	text := fmt.Sprint(err)
	if !strings.Contains(text, "traces endpoint") || !strings.Contains(text, APIName) || strings.Contains(text, "hush") {
		t.Error(text)
	}
}

func TestAnswers(t *testing.T) {
	for text, want := range map[string]bool{"echo": true, "echo\n": true, "<html>": false, "": false} {
		if err := client(t, says(200, text)).Answers(t.Context()); (err == nil) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	if v, err := client(t, says(200, `{"version":"2.9.0"}`)).Version(t.Context()); v != "2.9.0" || err != nil {
		t.Error(v, err)
	}
}

func TestSearch(t *testing.T) {
	var q, limit string
	c := client(t, func(w http.ResponseWriter, r *http.Request) {
		q, limit = r.FormValue("q"), r.FormValue("limit")
		says(200, `{"traces":[
			{"traceID":"7651916cd43dd8448eb211c80319c","rootServiceName":"gw","rootTraceName":"chat","startTimeUnixNano":"1700000000500000000","durationMs":2500,
			 "spanSets":[{"spans":[{"attributes":[{"key":"k8s.pod.name","value":{"stringValue":"llama-0"}},{"key":"gen_ai.latency.time_to_first_token","value":{"doubleValue":0.5}}]},
			   {"attributes":[{"key":"gen_ai.latency.time_to_first_token","value":{"doubleValue":0.7}},{"key":"n","value":{"intValue":"12"}}]}],"matched":2}]},
			{"traceID":"not hex","startTimeUnixNano":"1"}, {"traceID":"1","startTimeUnixNano":"x"}],"metrics":{}}`)(w, r)
	})
	found, err := c.Search(t.Context(), Search{With: []Attribute{{[]string{AttrPod}, `a"b\`}, {[]string{AttrModel, AttrAnswered}, "m"}}, Select: []string{AttrPod, "n"}, From: 1_700_000_000_000, To: 1_700_000_000_000, Limit: 7})
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	if want := `{ .k8s.pod.name = "a\"b\\" } && { .gen_ai.request.model = "m" || .gen_ai.response.model = "m" } | select(.k8s.pod.name, .n)`; q != want || limit != "7" {
		t.Errorf("asked %s, limit %s", q, limit)
	}
	x := found[0]
	if x.ID.String() != "0007651916cd43dd8448eb211c80319c" || x.Start != 1_700_000_000_500 || x.Duration != 2.5 || x.Texts[AttrPod] != "llama-0" || x.Numbers["n"] != 12 {
		t.Errorf("%+v", x)
	}
	for signal, want := range map[string]float64{"ttft": 0.7, "e2e_latency": 2.5, "gateway_latency": 2.5} {
		if v, ok := x.Value(signal); !ok || v != want {
			t.Errorf("%s: %v %v", signal, v, ok)
		}
	}
	if _, ok := x.Value("queue_time"); ok {
		t.Error("a queue time out of nowhere")
	}
	for at, want := range map[int64]float64{1_700_000_000_000: 0.5, 1_700_000_001_000: 0, 1_700_000_004_000: -1} {
		if d := x.Distance(at); d != want {
			t.Errorf("%v s from %d, want %v", d, at, want)
		}
	}
}

func TestSearchThatFails(t *testing.T) {
	for text, kind := range map[string]promapi.Kind{`<html>`: promapi.KindNotJSON, `{"data":[]}`: promapi.KindMalformed, `{"traces":[`: promapi.KindTruncated} {
		_, err := client(t, says(200, text)).Search(t.Context(), Search{Limit: 1})
		var e *promapi.Error
		if !errors.As(err, &e) || e.Kind != kind {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{`{"metrics":{}}`, `{"traces":[]}`} {
		if got, err := client(t, says(200, text)).Search(t.Context(), Search{Limit: 1}); err != nil || len(got) != 0 {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
}

func TestGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started := make(chan struct{})
	c := client(t, func(_ http.ResponseWriter, r *http.Request) {
		close(started)
		<-r.Context().Done()
	})
	go func() { <-started; cancel() }()
	_, err := c.Has(ctx, ID{1}, 0)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Whatever an exemplar calls a trace id, a path gets 32 hexadecimal digits or nothing.
func FuzzParseID(f *testing.F) {
	for _, s := range []string{own, short, "", "../x", "%2e%2e", strings.Repeat("0", 32), own + "/../.."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, err := ParseID(text)
		if err != nil {
			if id != (ID{}) {
				t.Errorf("%q fails with %s", text, id)
			}
			return
		}
		s := id.String()
		if len(s) != 32 || strings.Trim(s, "0123456789abcdef") != "" || !strings.HasSuffix(s, strings.ToLower(text)) {
			t.Errorf("%q becomes %q", text, s)
		}
	})
}

// No answer stops the plugin, and what is no trace is never taken for one.
func FuzzAnswers(f *testing.F) {
	for _, s := range []string{`{"batches":[{"scopeSpans":[{"spans":[{}]}]}]}`, `{"trace":{"trace":{"resourceSpans":[]}}}`, `{"batches":[[[[`, `null`, `{"traces":[{"traceID":"1","startTimeUnixNano":"9223372036854775807","durationMs":1e308}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := hasSpan(strings.NewReader(text)); got && (err != nil || !strings.Contains(text, "pan")) {
			t.Errorf("%q is a trace: %v", text, err)
		}
		got, err := decodeSearch(strings.NewReader(text))
		if err != nil && got != nil {
			t.Errorf("%q: %v and %v", text, got, err)
		}
	})
}
