package plugin

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/promapi"
	"github.com/tokenpath/tokenpath/pkg/stepcache"
)

// cachePart is the part of the memory budget that finished steps may hold while requests need no more.
const cachePart = 4

// budget gives the instance its memory. The cache of finished steps lives in it and gives way to requests. New settings
// make a new instance, and with it an empty cache.
func (d *Datasource) budget(bytes int64) {
	d.memory = newMemory(bytes)
	collector.within(bytes)
	d.steps = stepcache.New(stepcache.Options{MaxBytes: bytes / cachePart, Room: d.memory.free, Now: func() time.Time { return d.now() }})
	d.memory.spare = d.steps
}

// countedEnv is env with everything counted that is read from stores; if cached, with what they are known to answer about
// times that no longer change.
func (d *Datasource) countedEnv(cached bool) plan.Env {
	env := d.env()
	env.Traces = d.traceEndpoint(cached)
	for name, at := range env.Stores {
		client, ok := at.Store.(*promapi.Client)
		if !ok || client == nil {
			continue
		}
		var steps stepcache.Reader = stepcache.Uncached{Source: client}
		if cached {
			steps = d.steps.At(name, client)
		}
		env.Stores[name] = plan.Endpoint{Store: countedStore{at.Store, steps}, Problem: at.Problem}
	}
	return env
}

// countedStore is a store whose samples are counted, and perhaps kept.
type countedStore struct {
	plan.Store
	steps stepcache.Reader
}

func (s countedStore) QueryRange(ctx context.Context, q promapi.RangeQuery) (*promapi.Matrix, error) {
	return s.steps.QueryRange(ctx, q)
}

func (s countedStore) Query(ctx context.Context, expr string, at int64) (*promapi.Matrix, error) {
	return s.steps.Query(ctx, expr, at)
}

// impersonal are the headers that Grafana adds to say where a query comes from. They are passed on to stores too, and
// say nothing of who asks.
var impersonal = map[string]bool{"X-Query-Group-Id": true, "X-Panel-Id": true, "X-Panel-Title": true, "X-Panel-Plugin-Id": true,
	"X-Dashboard-Uid": true, "X-Dashboard-Title": true, "X-Datasource-Uid": true, "X-Grafana-From-Expr": true, "X-Grafana-Org-Id": true,
	// Grafana's own token of the signed-in user comes with every request. No store gets it unless the settings forward an
	// identity, see withoutSignedUser.
	backend.GrafanaUserSignInTokenHeaderName: true}

// identified tells whether what a store answers may depend on who asks: the settings forward an identity, or the
// request brings headers for the store of which it is not known that they name nobody. Nothing is kept of such answers,
// and nothing that was kept is given.
func (d *Datasource) identified(req *backend.QueryDataRequest) bool {
	for name := range req.GetHTTPHeaders() {
		if !impersonal[http.CanonicalHeaderKey(name)] {
			return true
		}
	}
	if s := req.PluginContext.DataSourceInstanceSettings; s != nil {
		return forwards(s.JSONData)
	}
	return false
}

// forwards tells whether settings hand a user's token, cookies or team to stores, at whatever depth: each family has its
// own. What cannot be read forwards, for all that is known.
func forwards(jsonData []byte) bool {
	var settings map[string]any
	if len(jsonData) == 0 {
		return false
	}
	if err := json.Unmarshal(jsonData, &settings); err != nil {
		return true
	}
	return forwardsAny(settings)
}

func forwardsAny(settings map[string]any) bool {
	for key, value := range settings {
		switch strings.ToLower(key) {
		case "oauthpassthru":
			if on, isBool := value.(bool); !isBool || on {
				return true
			}
		case "keepcookies":
			if list, isList := value.([]any); !isList || len(list) > 0 {
				return true
			}
		case "teamhttpheaders":
			if value != nil {
				return true
			}
		default:
			if inner, ok := value.(map[string]any); ok && forwardsAny(inner) {
				return true
			}
		}
	}
	return false
}
