package plugin

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// call sends a resource call and answers its status and body.
func call(t *testing.T, d *Datasource, method, path, body string) (int, string) {
	t.Helper()
	return callWith(t, d, &backend.CallResourceRequest{Method: method, Path: path, URL: path, Body: []byte(body)})
}

func callWith(t *testing.T, d *Datasource, req *backend.CallResourceRequest) (int, string) {
	t.Helper()
	var status int
	var out bytes.Buffer
	err := d.CallResource(context.Background(), req, backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
		status = r.Status
		out.Write(r.Body)
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return status, out.String()
}

func TestMigrateAnswersTheQueryInTheCurrentVersion(t *testing.T) {
	d := newInstance(t, "", "") // it needs no store and no settings
	status, body := call(t, d, "POST", "migrate", `{"refId":"A","operands":[{"as":"a","signal":"ttft","future":1}],"datasource":{"uid":"x"}}`)
	var got models.MigrateResponse
	if err := json.Unmarshal([]byte(body), &got); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	for _, part := range []string{`"version":1`, `"future":1`, `"uid":"x"`} {
		if !strings.Contains(string(got.Query), part) {
			t.Errorf("%s is not in %s", part, got.Query)
		}
	}
	if got.Notes == nil {
		t.Error("notes are null")
	}
	for body, want := range map[string]string{
		`{"version":99}`: "version: 99 is newer",
		`{`:              "query: is no valid query JSON",
		`{"operands":"` + strings.Repeat("x", maxBody) + `"}`: "body: is larger than",
	} {
		if status, text := call(t, d, "POST", "migrate", body); status != http.StatusBadRequest || !strings.Contains(text, want) {
			t.Errorf("%.40s: %d %.200s, want %q", body, status, text, want)
		}
	}
}

func TestResourcesBoundAndCheckTheirBodies(t *testing.T) {
	d := newInstance(t, emptyStore(t), "")
	for _, path := range []string{"signal-presence", "check-keys", "label-values"} {
		for body, want := range map[string]string{
			`{`:            "body: is no valid " + path + " request",
			`{"from":"x"}`: "body: is no valid " + path + " request",
			`{"expr":"` + strings.Repeat("x", maxBody) + `","label":"pod"}`: "body: is no valid",
			`{"expr":"up","label":"pod","from":5,"to":5}`:                   "to: the range is empty",
		} {
			if status, text := call(t, d, "POST", path, body); status != http.StatusBadRequest || !strings.Contains(text, want) {
				t.Errorf("%s %.40s: %d %.200s, want %q", path, body, status, text, want)
			}
		}
		if status, _ := call(t, d, "GET", path, ""); status != http.StatusMethodNotAllowed {
			t.Errorf("GET %s: %d", path, status)
		}
	}
	for body, want := range map[string]string{
		`{"expr":" ","from":1,"to":2}`:                            "expr: is empty",
		`{"expr":"up","keys":{"user":"user"},"from":1,"to":2000}`: `keys: \"user\" is unknown; allowed are cluster`,
	} {
		if status, text := call(t, d, "POST", "check-keys", body); status != http.StatusBadRequest || !strings.Contains(text, want) {
			t.Errorf("%s: %d %s, want %q", body, status, text, want)
		}
	}
	broken := newInstance(t, "", "")
	for _, path := range []string{"signal-presence", "check-keys"} {
		if status, text := call(t, broken, "POST", path, `{"expr":"up","from":1,"to":2000}`); status != http.StatusBadRequest || !strings.Contains(text, "url: is empty") {
			t.Errorf("%s without a URL: %d %s", path, status, text)
		}
	}
	away := newInstance(t, "http://127.0.0.1:1", "")
	for _, path := range []string{"signal-presence", "check-keys"} {
		if status, text := call(t, away, "POST", path, `{"expr":"up","from":1,"to":2000}`); status != http.StatusBadGateway {
			t.Errorf("%s of a store that is down: %d %s", path, status, text)
		}
	}
}

func TestPresenceTakesFewRequests(t *testing.T) {
	gpu := gpuStore(t)
	d := newInstance(t, gpu.URL, `{"prices":[{"per_hour":2,"currency":"EUR"}]}`)
	status, body := call(t, d, "POST", "signal-presence", `{"from":1000,"to":900000}`)
	var got models.PresenceResponse
	if err := json.Unmarshal([]byte(body), &got); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	for signal, want := range map[string]string{"gpu_tensor_active": "dcgm", "gpu_memory_used": "dcgm", "gpu_count": "dcgm", "gpu_price": "settings", "gpu_cost": "settings"} {
		if !slices.Equal(got.Present[signal], []string{want}) {
			t.Errorf("%s by %v", signal, got.Present[signal])
		}
	}
	if systems, there := got.Present["generation_tokens"]; there {
		t.Errorf("generation_tokens by %v", systems)
	}
	gpu.mu.Lock()
	defer gpu.mu.Unlock()
	names := map[string]bool{}
	for _, s := range d.catalog.Signals() {
		for _, name := range d.catalog.Names(s.ID) {
			names[name] = true
		}
	}
	if n := len(gpu.asked); n > 2+len(names)/70 {
		t.Errorf("%d requests for %d names of %d signals", n, len(names), len(d.catalog.Signals()))
	}
}
