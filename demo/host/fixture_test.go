package host_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host"
	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/manifest"
	"github.com/tokenpath/tokenpath/demo/host/plugin"
	"github.com/tokenpath/tokenpath/demo/host/plugintest"
	"github.com/tokenpath/tokenpath/demo/host/provision"
)

func TestMain(m *testing.M) {
	plugintest.ServeIfChild()
	os.Exit(m.Run())
}

// files is a built dist folder, a built page and a folder of dashboards, as small as they can be.
var files = map[string]string{
	"dist/plugin.json": `{"id": "test-app", "type": "app", "name": "Test app", "info": {"version": "1.2.3",
		"logos": {"small": "img/logo.svg"}, "screenshots": [{"name": "s", "path": "img/s.png"}]},
		"includes": [
			{"type": "datasource", "name": "Test data", "path": "datasource/plugin.json"},
			{"type": "page", "name": "Home", "path": "/a/test-app/home", "addToNav": true},
			{"type": "dashboard", "name": "Fleet", "path": "dashboards/fleet.json", "uid": "fleet"}]}`,
	"dist/module.js":               "app",
	"dist/img/logo.svg":            "<svg/>",
	"dist/datasource/plugin.json":  `{"id": "test-datasource", "type": "datasource", "name": "Test data", "metrics": true, "info": {"version": "%VERSION%", "logos": {"small": "img/l.svg"}}}`,
	"dist/datasource/module.js":    strings.Repeat("data source ", 100),
	"dist/datasource/gpx_x":        "binary",
	"dist/panels/p/plugin.json":    `{"id": "test-panel", "type": "panel", "name": "Test panel", "info": {}}`,
	"secret.txt":                   "outside",
	"web/index.html":               "<html><head><title>x</title><!--BOOT--></head><body><script src=\"/public/build/preview.js\"></script></body></html>",
	"web/public/build/preview.js":  strings.Repeat("bundle ", 100),
	"web/public/fonts/a.woff2":     "font",
	"web/public/build/img/i.svg":   "<svg/>",
	"dashboards/fleet.json":        `{"uid": "fleet", "title": "Fleet: silicon to tokens", "tags": ["tokenpath"], "revision": 3}`,
	"dashboards/not-included.json": `{"uid": "other", "title": "Other"}`,
}

type fixture struct {
	*host.Host
	t    *testing.T
	dir  string
	data *datasources.Store
}

func start(t *testing.T) *fixture {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	plugins, err := manifest.Read(dir + "/dist")
	if err != nil {
		t.Fatal(err)
	}
	data, err := datasources.New([]provision.Datasource{
		{Name: "Test", UID: "test", Type: "test-datasource", URL: "http://store:9090", IsDefault: true, Editable: true,
			JSONData:       map[string]any{"timeInterval": "15s", "keepCookies": []any{"kept"}},
			SecureJSONData: map[string]string{"password": "hidden"}},
		{Name: "Prometheus", UID: "prometheus", Type: "prometheus", URL: "http://store:9090"},
	})
	if err != nil {
		t.Fatal(err)
	}
	backend, err := plugin.Start(t.Context(), plugintest.Options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(backend.Close)
	h, err := host.Start(t.Context(), host.Options{
		WebDir: dir + "/web", DashboardsDir: dir + "/dashboards", Plugins: plugins, Datasources: data,
		Backends: map[string]host.Plugin{"test-datasource": backend},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close(context.Background()) })
	return &fixture{Host: h, t: t, dir: dir, data: data}
}

// answer is an HTTP answer, read to its end.
type answer struct {
	status int
	header http.Header
	body   string
}

// do sends a request; headers are name, value, name, value, …
func (f *fixture) do(method, path, body string, headers ...string) answer {
	f.t.Helper()
	req, err := http.NewRequestWithContext(f.t.Context(), method, f.URL()+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(text)}
}

// json decodes an answer and fails the test when its status is not the wanted one.
func (f *fixture) json(a answer, status int, into any) {
	f.t.Helper()
	if a.status != status {
		f.t.Fatalf("status %d, want %d: %s", a.status, status, a.body)
	}
	if err := json.Unmarshal([]byte(a.body), into); err != nil {
		f.t.Fatalf("%v: %s", err, a.body)
	}
}
