package acceptance_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

func TestAuthentication(t *testing.T) {
	w := simple(t)
	target, err := url.Parse(w.address())
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	guard := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != "reader" || password != "s3cret" || r.Header.Get("X-Scope-OrgID") != "team-a" {
			http.Error(rw, "who are you", http.StatusUnauthorized)
			return
		}
		proxy.ServeHTTP(rw, r)
	}))
	t.Cleanup(guard.Close)
	pc := instance("guarded", guard.URL, `{"httpHeaderName1":"X-Scope-OrgID"}`)
	s := pc.DataSourceInstanceSettings
	s.BasicAuthEnabled, s.BasicAuthUser = true, "reader"
	s.DecryptedSecureJSONData = map[string]string{"basicAuthPassword": "s3cret", "httpHeaderValue1": "team-a"}
	if r := request(t, pc, table("replica", tokens))["A"]; r.Error != nil {
		t.Error(r.Error)
	}
	// The settings change: the next request uses the new ones.
	changed := instance("guarded", guard.URL, `{"httpHeaderName1":"X-Scope-OrgID"}`)
	c := changed.DataSourceInstanceSettings
	c.BasicAuthEnabled, c.BasicAuthUser, c.Updated = true, "reader", s.Updated.Add(time.Minute)
	c.DecryptedSecureJSONData = map[string]string{"basicAuthPassword": "wr0ng-secret", "httpHeaderValue1": "team-a"}
	r := request(t, changed, table("replica", tokens))["A"]
	if r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream {
		t.Fatalf("%v %s", r.Error, r.ErrorSource)
	}
	if strings.Contains(r.Error.Error(), "wr0ng") || !strings.Contains(r.Error.Error(), "401") {
		t.Errorf("%q", r.Error)
	}
}

// A dashboard that is left stops its upstream requests at once.
func TestCancelledQueries(t *testing.T) {
	arrived, stopped := make(chan struct{}, 100), make(chan struct{}, 100)
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		arrived <- struct{}{}
		select {
		case <-r.Context().Done():
			stopped <- struct{}{}
		case <-time.After(20 * time.Second):
		}
	}))
	t.Cleanup(slow.Close)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	req := &backend.QueryDataRequest{PluginContext: instance("slow", slow.URL, "{}"), Queries: []backend.DataQuery{table("replica", tokens, tensor).toBackend(t)}}
	if _, err := theBackend.QueryData(ctx, req); err == nil {
		t.Error("a cancelled query answers nothing")
	}
	select {
	case <-stopped:
	case <-time.After(5 * time.Second):
		t.Error("the upstream request goes on after its query was cancelled")
	}
}

// A store that hangs is given up after the time limit of the settings, in words.
func TestTimeout(t *testing.T) {
	hang := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		select {
		case <-r.Context().Done():
		case <-time.After(20 * time.Second):
		}
	}))
	t.Cleanup(hang.Close)
	began := time.Now()
	r := request(t, instance("hangs", hang.URL, `{"limits":{"timeout":"1s"}}`), table("replica", tokens))["A"]
	if r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream || time.Since(began) > 10*time.Second {
		t.Fatalf("%v, %s, after %s", r.Error, r.ErrorSource, time.Since(began))
	}
	if text := strings.ToLower(r.Error.Error()); !strings.Contains(text, "time") {
		t.Errorf("%q", r.Error)
	}
}

func TestLabelValuesOfABrokenStore(t *testing.T) {
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!DOCTYPE html><title>Sign in</title>"))
	}))
	t.Cleanup(html.Close)
	w := &world{t: t, url: html.URL}
	status, body := call(t, w, http.MethodPost, "label-values", map[string]any{"label": "pod", "from": at(0).UnixMilli(), "to": at(60).UnixMilli()})
	if status != http.StatusBadGateway || !strings.Contains(strings.ToLower(string(body)), "html") {
		t.Errorf("%d %s", status, body)
	}
}
