package host_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host"
	"github.com/tokenpath/tokenpath/demo/host/manifest"
)

func TestStaticFilesHaveTypeAndCaching(t *testing.T) {
	f := start(t)
	for path, want := range map[string][2]string{
		"/public/build/preview.js":                  {"text/javascript; charset=utf-8", "no-cache"},
		"/public/fonts/a.woff2":                     {"font/woff2", "public, max-age=3600"},
		"/public/build/img/i.svg":                   {"image/svg+xml", "public, max-age=3600"},
		"/public/plugins/test-app/module.js":        {"text/javascript; charset=utf-8", "no-cache"},
		"/public/plugins/test-app/plugin.json":      {"application/json; charset=utf-8", "no-cache"},
		"/public/plugins/test-datasource/module.js": {"text/javascript; charset=utf-8", "no-cache"},
	} {
		a := f.do("GET", path, "")
		if a.status != 200 || a.header.Get("Content-Type") != want[0] || a.header.Get("Cache-Control") != want[1] || a.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", path, a.status, a.header)
		}
	}
}

func TestCodeIsCompressedAndRevalidated(t *testing.T) {
	f := start(t)
	a := f.do("GET", "/public/plugins/test-app/datasource/module.js", "", "Accept-Encoding", "br, gzip")
	if a.header.Get("Content-Encoding") != "gzip" || a.header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("got %v", a.header)
	}
	r, err := gzip.NewReader(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(r); err != nil || string(text) != files["dist/datasource/module.js"] {
		t.Fatalf("got %q (%v)", text, err)
	}
	a = f.do("GET", "/public/build/preview.js", "", "If-Modified-Since", a.header.Get("Last-Modified"), "Accept-Encoding", "gzip;q=0")
	if a.status != 304 {
		t.Fatalf("got %d", a.status)
	}
}

func TestNothingOutsideTheFoldersIsServed(t *testing.T) {
	f := start(t)
	if err := os.Symlink("../../secret.txt", f.dir+"/web/public/link.txt"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		"/public/none.js", "/public/", "/public/build", "/public/link.txt", "/public/plugins/nobody/module.js",
		"/public/plugins/test-app/none.js", "/public/plugins/test-app/datasource/gpx_x",
		"/public/%2e%2e/%2e%2e/secret.txt", "/public/..%2f..%2fsecret.txt", "/public/plugins/test-app/..%2f..%2fsecret.txt",
		"/public/plugins/test-app/%2e%2e/%2e%2e/secret.txt", "/public//etc/passwd",
	} {
		a := f.do("GET", path, "")
		if a.status == 200 || strings.Contains(a.body, "outside") {
			t.Errorf("%s: %d %s", path, a.status, a.body)
		}
	}
}

func TestPagesCarryTheBootData(t *testing.T) {
	f := start(t)
	a := f.do("GET", "/d/fleet/x?theme=light", "")
	before, rest, found := strings.Cut(a.body, "window.grafanaBootData=")
	text, _, _ := strings.Cut(rest, ";</script>")
	if a.status != 200 || !found || strings.Contains(before, "preview.js") || strings.Contains(text, "<") {
		t.Fatalf("the settings must stand before the bundle: %s", a.body)
	}
	var boot struct {
		User     struct{ Theme, OrgRole string }
		Settings struct {
			DefaultDatasource string
			Datasources       map[string]struct {
				UID, URL, Module string
				Meta             struct{ Module, BaseURL, ID, Version string }
				JSONData         map[string]any
			}
			Panels    map[string]struct{ Module string }
			Apps      map[string]struct{ Path, Version string }
			BuildInfo struct {
				Version   string
				IsPreview bool
			}
		}
		NavTree []struct {
			URL      string
			Children []struct{ URL string }
		}
	}
	if err := json.Unmarshal([]byte(text), &boot); err != nil {
		t.Fatal(err)
	}
	s := boot.Settings
	if boot.User.Theme != "light" || boot.User.OrgRole != "Admin" || s.BuildInfo.Version != "13.2.2" || !s.BuildInfo.IsPreview || s.DefaultDatasource != "Test" {
		t.Errorf("got %+v", boot)
	}
	ds := s.Datasources["Test"]
	if ds.UID != "test" || ds.Meta.Module != "public/plugins/test-datasource/module.js" || ds.URL != "/api/datasources/proxy/uid/test" || ds.JSONData["timeInterval"] != "15s" {
		t.Errorf("got %+v", ds)
	}
	if s.Datasources["Prometheus"].Meta.Module != "" || s.Panels["test-panel"].Module != "public/plugins/test-panel/module.js" || s.Apps["test-app"].Version != "1.2.3" {
		t.Errorf("got %+v", s)
	}
	if len(boot.NavTree) != 1 || boot.NavTree[0].Children[0].URL != "/a/test-app/home" {
		t.Errorf("got %+v", boot.NavTree)
	}
	if a.header.Get("Cache-Control") != "no-store" || strings.Contains(a.body, "hidden") {
		t.Error("a page must not be cached and must not hold secrets")
	}
}

func TestOnlyLoopbackNamesAreAnswered(t *testing.T) {
	f := start(t)
	if a := f.do("GET", "/api/datasources", "", "Host", "evil.example:3000"); a.status != 403 {
		t.Errorf("another name: %d", a.status)
	}
	if a := f.do("POST", "/api/ds/query", queries(plain), "Origin", "https://evil.example"); a.status != 403 {
		t.Errorf("another origin: %d", a.status)
	}
}

func TestATakenPortIsNamed(t *testing.T) {
	taken, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	addr, _ := taken.Addr().(*net.TCPAddr)
	f := start(t)
	plugins, err := manifest.Read(f.dir + "/dist")
	if err != nil {
		t.Fatal(err)
	}
	_, err = host.Start(context.Background(), host.Options{Port: addr.Port, WebDir: f.dir + "/web", Plugins: plugins, Datasources: f.data})
	var portTaken *host.PortTakenError
	if !errors.As(err, &portTaken) || portTaken.Port != addr.Port || !strings.Contains(err.Error(), "--port") {
		t.Fatalf("got %v", err)
	}
}
