package host_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
)

func TestHealthIsThePluginsOwn(t *testing.T) {
	f := start(t)
	var got struct {
		Status, Message string
		Details         map[string]string
	}
	f.json(f.do("GET", "/api/datasources/uid/test/health", ""), 200, &got)
	if got.Status != "OK" || got.Message != "fine" || got.Details["version"] != "3" {
		t.Fatalf("got %+v", got)
	}
	if _, err := f.data.Update("test", datasources.Command{Name: "Test", Type: "test-datasource"}); err != nil {
		t.Fatal(err)
	}
	f.json(f.do("POST", "/api/datasources/uid/test/health", "{}"), 400, &got)
	if got.Status != "ERROR" || got.Message != "URL is missing" {
		t.Fatalf("got %+v", got)
	}
	f.json(f.do("GET", "/api/datasources/uid/prometheus/health", ""), 400, &got)
	f.json(f.do("GET", "/api/datasources/uid/nobody/health", ""), 404, &got)
}

func TestResourcesAreStreamedThrough(t *testing.T) {
	f := start(t)
	var got struct {
		Method, URL, Body string
		Headers           map[string][]string
	}
	a := f.do("POST", "/api/datasources/uid/test/resources/echo?a=1&b=%20", "payload",
		"Origin", f.URL(), "Referer", f.URL()+"/d/fleet", "Cookie", "dropped=1", "X-Custom", "yes")
	f.json(a, 201, &got)
	if got.Method != "POST" || got.URL != "echo?a=1&b=%20" || got.Body != "payload" || a.header.Get("Content-Type") != "application/json" {
		t.Fatalf("got %+v", got)
	}
	if got.Headers["Origin"] != nil || got.Headers["Cookie"] != nil || got.Headers["X-Custom"][0] != "yes" || !strings.HasSuffix(got.Headers["X-Grafana-Referer"][0], "/d/fleet") {
		t.Fatalf("got %v", got.Headers)
	}
	if a := f.do("GET", "/api/datasources/uid/test/resources/none", ""); a.status != 404 || a.body != "no such resource" {
		t.Fatalf("got %+v", a)
	}
	if a := f.do("GET", "/api/datasources/uid/test/resources/broken", ""); a.status != 500 || !strings.Contains(a.body, "Failed to call resource") {
		t.Fatalf("got %+v", a)
	}
}

func TestDatasourcesCanBeEditedWithoutRevealingSecrets(t *testing.T) {
	f := start(t)
	a := f.do("GET", "/api/datasources/uid/test", "")
	var ds datasources.Datasource
	f.json(a, 200, &ds)
	if strings.Contains(a.body, "hidden") || !ds.SecureJSONFields["password"] || ds.ReadOnly || ds.TypeName != "Test data" {
		t.Fatalf("got %s", a.body)
	}
	var change struct {
		Message    string
		Datasource datasources.Datasource
	}
	f.json(f.do("PUT", "/api/datasources/uid/test", `{"name": "Test", "type": "test-datasource", "url": "http://other", "jsonData": {"x": 1}}`), 200, &change)
	if change.Message != "Datasource updated" || change.Datasource.URL != "http://other" || change.Datasource.Version != 2 {
		t.Fatalf("got %+v", change)
	}
	var got results
	f.json(f.do("POST", "/api/ds/query", queries(plain)), 200, &got)
	if seen := got.Results["A"].Frames[0].Schema.Meta.Custom; seen.URL != "http://other" || seen.Secrets["password"] != "hidden" {
		t.Fatalf("the plugin must see the change, got %+v", seen)
	}
	f.json(f.do("POST", "/api/datasources", `{"name": "New", "type": "test-datasource"}`), 200, &change)
	f.json(f.do("DELETE", "/api/datasources/uid/"+change.Datasource.UID, ""), 200, &change)
	f.json(f.do("DELETE", "/api/datasources/uid/prometheus", ""), 403, &change)
	f.json(f.do("POST", "/api/datasources", `{"name": "Test", "type": "test-datasource"}`), 409, &change)
	f.json(f.do("GET", "/api/datasources/name/Prometheus", ""), 200, &ds)
	var list []datasources.Datasource
	f.json(f.do("GET", "/api/datasources", ""), 200, &list)
	if len(list) != 2 {
		t.Fatalf("got %d", len(list))
	}
}

func TestProxyStaysBelowTheDatasourcesURL(t *testing.T) {
	f := start(t)
	store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		_, _ = w.Write([]byte(r.URL.RequestURI() + " " + password + r.Header.Get("Cookie")))
	}))
	t.Cleanup(store.Close)
	_, err := f.data.Update("test", datasources.Command{
		Name: "Test", Type: "test-datasource", URL: store.URL + "/base", BasicAuth: true, BasicAuthUser: "me",
		SecureJSONData: map[string]string{"basicAuthPassword": "pw"},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := f.do("GET", "/api/datasources/proxy/uid/test/api/v1/query?query=up", "", "Cookie", "session=1")
	if a.status != 200 || a.body != "/base/api/v1/query?query=up pw" {
		t.Fatalf("got %+v", a)
	}
	if a := f.do("GET", "/api/datasources/proxy/uid/test/%2e%2e/other", ""); a.status == 200 {
		t.Fatalf("got %+v", a)
	}
}

func TestPluginsAndDashboards(t *testing.T) {
	f := start(t)
	var settings struct {
		Enabled  bool
		Info     struct{ Logos struct{ Small string } }
		JSONData map[string]any
	}
	f.json(f.do("GET", "/api/plugins/test-app/settings", ""), 200, &settings)
	if !settings.Enabled || settings.Info.Logos.Small != "public/plugins/test-app/img/logo.svg" {
		t.Fatalf("got %+v", settings)
	}
	var message struct{ Message string }
	f.json(f.do("POST", "/api/plugins/test-app/settings", `{"enabled": true, "jsonData": {"a": 1}}`), 200, &message)
	f.json(f.do("GET", "/api/plugins/test-app/settings", ""), 200, &settings)
	if settings.JSONData["a"] != 1.0 {
		t.Fatalf("got %+v", settings)
	}
	f.json(f.do("GET", "/api/plugins/nobody/settings", ""), 404, &message)
	var list []map[string]any
	f.json(f.do("GET", "/api/plugins?embedded=0", ""), 200, &list)
	if len(list) != 1 || list[0]["id"] != "test-app" {
		t.Fatalf("got %v", list)
	}
	f.json(f.do("GET", "/api/search?type=dash-db", ""), 200, &list)
	if len(list) != 1 || list[0]["url"] != "/d/fleet/fleet-silicon-to-tokens" {
		t.Fatalf("only included dashboards are listed, got %v", list)
	}
	f.json(f.do("GET", "/api/search?type=dash-folder", ""), 200, &list)
	if len(list) != 0 {
		t.Fatalf("got %v", list)
	}
	var full struct{ Dashboard, Meta map[string]any }
	f.json(f.do("GET", "/api/dashboards/uid/fleet", ""), 200, &full)
	if full.Dashboard["title"] != "Fleet: silicon to tokens" || full.Meta["canSave"] != false {
		t.Fatalf("got %v", full)
	}
	f.json(f.do("GET", "/api/dashboards/uid/other", ""), 404, &message)
	f.json(f.do("GET", "/api/plugins/test-app/dashboards", ""), 200, &list)
	if len(list) != 1 || list[0]["importedRevision"] != 3.0 {
		t.Fatalf("got %v", list)
	}
	f.json(f.do("GET", "/api/annotations", ""), 404, &message)
}
