package acceptance_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// as sends a query with the headers that Grafana adds for a user.
func as(q query, user string) query {
	q.headers = map[string]string{"Authorization": "Bearer token-of-" + user, "X-Id-Token": "id-of-" + user, "Cookie": "sid=" + user + "; theme=dark; other=1"}
	return q
}

// Identity goes only where the settings send it: to the default endpoint and to families that say so.
func TestEndpointsForwardedIdentity(t *testing.T) {
	s := spreadOut(t)
	gpu, engines, costs, rest := record(t, s.gpu.address()), record(t, s.engine.address()), record(t, s.rest.address()), record(t, s.rest.address())
	pc := instance("forwarded", rest.URL, endpoints(t, map[string]map[string]any{
		"gpu":    {"url": gpu.URL, "oauthPassThru": true},
		"engine": {"url": engines.URL, "keepCookies": []string{"sid"}, "basicAuth": true, "basicAuthUser": "own"},
		"cost":   at2(costs.URL),
	}, "oauthPassThru", true, "keepCookies", []string{"sid", "theme"}))
	pc.DataSourceInstanceSettings.DecryptedSecureJSONData = map[string]string{"engine.basicAuthPassword": "secret"}
	a := askAll(t, pc, as(table("replica", tokens, tensor, cost), "ann"))
	if len(a.missing()) > 0 {
		t.Fatalf("missing %v", a.missing())
	}
	for name, c := range map[string]struct {
		to               *recorder
		auth, id, cookie string
	}{
		"default": {rest, "Bearer token-of-ann", "id-of-ann", "sid=ann; theme=dark; other=1"},
		"gpu":     {gpu, "Bearer token-of-ann", "id-of-ann", ""},
		"engine":  {engines, "Basic b3duOnNlY3JldA==", "", "sid=ann"},
		"cost":    {costs, "", "", ""},
	} {
		for header, want := range map[string]string{"Authorization": c.auth, "X-Id-Token": c.id, "Cookie": c.cookie} {
			if got := c.to.headers(header); !slices.Equal(got, []string{want}) {
				t.Errorf("%s: %s %q, want %q", name, header, got, want)
			}
		}
	}
}

// Grafana names the signed-in user in every request to a plugin. A store learns of it only where identity is forwarded.
func TestTheSignedInUserIsNotForwarded(t *testing.T) {
	s := spreadOut(t)
	for settings, want := range map[string]string{`{}`: "", `{"oauthPassThru":false}`: "", `{"oauthPassThru":true}`: "token-of-ann"} {
		store := record(t, s.gpu.address())
		q := table("device", tensor)
		q.headers = map[string]string{"http_X-Grafana-Id": "token-of-ann", "http_X-Panel-Id": "4"}
		request(t, instance("signed in "+settings, store.URL, settings), q)
		if got := store.headers("X-Grafana-Id"); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: the store is told %q, want %q", settings, got, want)
		}
		if got := store.headers("X-Panel-Id"); !slices.Equal(got, []string{"4"}) {
			t.Errorf("%s: panel %q", settings, got)
		}
	}
}

// Two users look at one dashboard at once. The store shows each only what is theirs, and so does every answer: nothing
// that was read for one is kept for the other.
func TestEndpointsNeverMixUsers(t *testing.T) {
	users := map[string]*world{}
	for _, u := range []string{"ann", "bob"} {
		users[u] = newWorld(t,
			card{uuid: "GPU-" + u, held: []tenure{{always, "chat/" + u + "-0"}}, tensor: constant(0.5)}.series(),
			engine{pod: "chat/" + u + "-0", tokens: growing(10)}.series())
	}
	front := httptest.NewServer(byUser(t, users))
	t.Cleanup(front.Close)
	pc := instance("shared", front.URL, `{"oauthPassThru":true}`)
	var wait sync.WaitGroup
	for i := range 40 {
		user := []string{"ann", "bob"}[i%2]
		other := []string{"bob", "ann"}[i%2]
		wait.Go(func() {
			r := request(t, pc, as(table("device", tokens, tensor), user))["A"]
			if r.Error != nil || len(r.Frames) == 0 {
				t.Errorf("%s: %v", user, r.Error)
				return
			}
			text := fmt.Sprint(answer{t, r.Frames[0], coverage{}}.rows(), r.Frames[0].Meta.Custom)
			if !strings.Contains(text, "GPU-"+user) || strings.Contains(text, other) {
				t.Errorf("%s sees %s", user, text)
			}
		})
	}
	wait.Wait()
	if r := request(t, pc, table("device", tokens))["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("without a user: %v", r.Error)
	}
}

// byUser leads each user to a store of their own.
func byUser(t *testing.T, users map[string]*world) http.Handler {
	t.Helper()
	stores := map[string]*recorder{}
	for u, w := range users {
		stores["Bearer token-of-"+u] = record(t, w.address())
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s := stores[r.Header.Get("Authorization")]; s != nil {
			s.Config.Handler.ServeHTTP(w, r)
			return
		}
		http.Error(w, "nobody", http.StatusUnauthorized)
	})
}
