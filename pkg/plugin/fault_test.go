package plugin

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// faulty answers every request in one bad way.
func faulty(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	srv := httptest.NewServer(answer)
	t.Cleanup(srv.Close)
	return srv.URL
}

func says(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

const jsonType = "application/json"

// hang waits until the client goes away.
func hang(_ http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	select {
	case <-r.Context().Done():
	case <-time.After(20 * time.Second):
	}
}

// drip sends a byte now and then.
func drip(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	w.Header().Set("Content-Type", jsonType)
	for i := 0; r.Context().Err() == nil && i < 1000; i++ {
		_, _ = w.Write([]byte(`{"status":"success","data":{"resultType":"matrix","result":[`[i%2 : i%2+1]))
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

// cut announces more than it sends.
func cut(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", jsonType)
	w.Header().Set("Content-Length", "1000")
	body := `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[1,`
	if strings.Contains(r.URL.Path, "/label/") {
		body = `{"status":"success","data":["a`
	}
	_, _ = w.Write([]byte(body))
}

// endless goes on with the same sample.
func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", jsonType)
	body := `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"]`
	if strings.Contains(r.URL.Path, "/label/") {
		body = `{"status":"success","data":["a"`
	}
	_, err := w.Write([]byte(body))
	more := []byte(strings.Repeat(`,"a"`, 4096))
	if !strings.Contains(r.URL.Path, "/label/") {
		more = []byte(strings.Repeat(`,[2,"1"]`, 4096))
	}
	for err == nil && r.Context().Err() == nil {
		_, err = w.Write(more)
	}
}

// faults are the ways of design §9 in which an endpoint can fail, and a word of each that the user must read.
func faults(t *testing.T) map[string]struct{ url, query, notice string } {
	tls := httptest.NewTLSServer(says(200, jsonType, `{}`))
	t.Cleanup(tls.Close)
	type fault = struct{ url, query, notice string }
	return map[string]fault{
		"refused":     {"http://127.0.0.1:1", "connection refused", "connection refused. Look at"},
		"TLS":         {tls.URL, "TLS", "over TLS. Look at"},
		"plain":       {strings.Replace(tls.URL, "https", "http", 1), "expects https", "TLS settings"},
		"401":         {faulty(t, says(401, "text/plain", "who are you? token=abcdefgh")), "401 Unauthorized", "401 Unauthorized"},
		"403":         {faulty(t, says(403, jsonType, `{"status":"error","errorType":"forbidden","error":"not for you"}`)), "not for you", "403 Forbidden"},
		"429":         {faulty(t, says(429, "text/plain", "slow down")), "429", "limiting requests (429"},
		"500":         {faulty(t, says(500, "text/plain", "it broke")), "it broke", "500 Internal Server Error"},
		"404":         {faulty(t, says(404, "text/plain", "page not found")), "404", "404 Not Found. Look at"},
		"time-out":    {faulty(t, hang), "in time", "did not answer in time"},
		"slow drip":   {faulty(t, drip), "", "endpoint "},
		"truncated":   {faulty(t, cut), "broke off", "broke off"},
		"malformed":   {faulty(t, says(200, jsonType, `{"status":"success","data":{"resultType":"matrix","result":[}}`)), "not in the form", "form of the Prometheus HTTP API"},
		"HTML":        {faulty(t, says(200, "text/html", "<!DOCTYPE html><title>Sign in</title>")), "Sign in", "form of the Prometheus HTTP API"},
		"wrong types": {faulty(t, says(200, jsonType, `{"status":"success","data":5}`)), "not in the form", "form of the Prometheus HTTP API"},
		"empty":       {faulty(t, says(200, jsonType, ``)), "empty", "form of the Prometheus HTTP API"},
	}
}

const faultTimeout = `"limits":{"timeout":"2s","series":100,"bytes":100000}`

// A data source with one endpoint answers with a downstream error that names it.
func TestFaultsOfTheOnlyEndpoint(t *testing.T) {
	for name, f := range faults(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newInstance(t, f.url, `{`+faultTimeout+`}`)
			r := ask(t, d, nil, query("A", both))["A"]
			if r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream || r.Status != backend.StatusBadGateway {
				t.Fatalf("%v from %q with %d", r.Error, r.ErrorSource, r.Status)
			}
			h, err := d.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
			if err != nil || h.Status != backend.HealthStatusError {
				t.Fatalf("health %v, %v", h, err)
			}
			for what, text := range map[string]string{"query": r.Error.Error(), "health": h.Message} {
				if !strings.Contains(text, f.query) || !strings.Contains(text, "default endpoint") || strings.Contains(text, "abcdefgh") {
					t.Errorf("%s: %q does not say %q of the default endpoint", what, text, f.query)
				}
			}
		})
	}
}

// Where one family's endpoint fails, its side is blank and says so; the other side and the neighbours go on.
func TestFaultsOfOneFamily(t *testing.T) {
	for name, f := range faults(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			engine := engineStore(t)
			d := newInstance(t, engine.URL, fmt.Sprintf(`{%s,"endpoints":{"gpu":{"url":%q}}}`, faultTimeout, f.url))
			out := ask(t, d, nil, query("A", both), query("B", tokensQuery), query("C", `{"format":"table","operands":[{"as":"tensor","signal":"gpu_tensor_active"}]}`))
			if got := cell(t, out["A"], "tokens"); got == "" || got == "null" {
				t.Errorf("the engine's side: %q", got)
			}
			c, n := coverageOf(t, out["A"]), noticesOf(out["A"])
			if len(c.Missing) != 1 || c.Missing[0].Family != "gpu" || len(c.Empty) != 1 || c.Empty[0].Reason != "unreachable" {
				t.Errorf("coverage: missing %v, empty %v", c.Missing, c.Empty)
			}
			if !strings.Contains(n, "GPU side missing: the gpu endpoint") || !strings.Contains(n, f.notice) {
				t.Errorf("notices %q do not say %q", n, f.notice)
			}
			if strings.Contains(n+c.Missing[0].Why, "127.0.0.1") {
				t.Errorf("an address in what everybody sees: %q %q", n, c.Missing[0].Why)
			}
			if out["B"].Error != nil {
				t.Errorf("the neighbour: %v", out["B"].Error)
			}
			// What would show nothing but the blank side is an error.
			if r := out["C"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), "gpu endpoint") || !strings.Contains(r.Error.Error(), f.query) {
				t.Errorf("GPU alone: %v from %q", r.Error, r.ErrorSource)
			}
			h, err := d.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
			if err != nil || h.Status != backend.HealthStatusError || !strings.Contains(h.Message, "gpu endpoint") || !strings.Contains(h.Message, "The rest: Prometheus 3.15.0; 0 GPU devices, 1 replicas") {
				t.Errorf("health %q", h.Message)
			}
		})
	}
}

// The default endpoint can fail as any other, as long as families have their own.
func TestTheDefaultEndpointFails(t *testing.T) {
	gpu, engine := gpuStore(t), engineStore(t)
	d := newInstance(t, "http://127.0.0.1:1", split(gpu.URL, engine.URL))
	own := `{"operands":[{"as":"mine","expr":"up","keys":{"pod":"pod"}}]}`
	out := ask(t, d, nil, query("A", both), query("B", own))
	if tokens, tensor := cell(t, out["A"], "tokens"), cell(t, out["A"], "tensor"); tokens == "" || tensor != "0.5" {
		t.Errorf("tokens %s, tensor %s", tokens, tensor)
	}
	if n := noticesOf(out["A"]); !strings.Contains(n, "Kubernetes side missing: the default endpoint cannot be reached") {
		t.Errorf("notices %q", n)
	}
	if err := out["B"].Error; err == nil || !strings.Contains(err.Error(), "default endpoint") {
		t.Errorf("own PromQL: %v", err)
	}
	d = newInstance(t, "http://127.0.0.1:1", split("http://127.0.0.1:1", "http://127.0.0.1:1"))
	if r := ask(t, d, nil, query("A", both))["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("all of them: %v from %q", r.Error, r.ErrorSource)
	}
}

// An alert rule is not evaluated on one side of the facts, and not stopped by a store that it has no need of.
func TestAlertsAreNotAnsweredInPart(t *testing.T) {
	engine := engineStore(t)
	d := newInstance(t, engine.URL, `{"endpoints":{"gpu":{"url":"http://127.0.0.1:1"}}}`)
	alert := map[string]string{fromAlert: "true"}
	const tensor = `{"refId":"A","operands":[{"as":"tensor","signal":"gpu_tensor_active"}]}`
	for name, raw := range map[string]string{
		"a GPU's signal":             tensor,
		"tokens by node":             `{"refId":"A","grain":"node","operands":[{"as":"tokens","signal":"generation_tokens"}]}`,
		"a formula of a hidden cost": `{"refId":"A","operands":[{"as":"c","signal":"gpu_cost","hide":true},{"as":"t","signal":"generation_tokens","hide":true},{"as":"f","formula":"c / t"}]}`,
	} {
		if r := ask(t, d, alert, query("A", raw))["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream {
			t.Errorf("%s: %v from %q", name, r.Error, r.ErrorSource)
		}
	}
	for name, raw := range map[string]string{"tokens": tokensQuery, "latency": `{"refId":"A","queryType":"latency","fields":["e2e"]}`} {
		if r := ask(t, d, alert, query("A", raw))["A"]; r.Error != nil {
			t.Errorf("%s: %v", name, r.Error)
		}
	}
	if r := ask(t, d, nil, query("A", tokensQuery))["A"]; r.Error != nil {
		t.Errorf("a panel: %v", r.Error)
	}
}

// A body without end is refused at the limit, on the whole query: it is no fault of the store.
func TestAnEndlessBody(t *testing.T) {
	engine, url := engineStore(t), faulty(t, endless)
	for name, d := range map[string]*Datasource{
		"default": newInstance(t, url, `{"limits":{"bytes":1000000}}`),
		"gpu":     newInstance(t, engine.URL, fmt.Sprintf(`{"limits":{"bytes":1000000},"endpoints":{"gpu":{"url":%q}}}`, url)),
	} {
		r := ask(t, d, nil, query("A", both))["A"]
		if r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), name+" endpoint") || !strings.Contains(r.Error.Error(), "limits.") {
			t.Errorf("%s: %v from %q", name, r.Error, r.ErrorSource)
		}
	}
}
