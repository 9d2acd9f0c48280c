package acceptance_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// apart is engines, cards and gateway each in a store of its own.
func apart(t *testing.T) (gpu, engines, gateway *world) {
	r := phased("chat/llama-0", "llama", 0.4, 0.1, 0.2, 1, 1.4)
	r.tokens = growing(10)
	return newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series()),
		newWorld(t, r.series()), newWorld(t, proxied("llama", "search", 0.4, 0.5, 1.8))
}

// Each family's headers and passwords reach its own store and no other.
func TestAccept4_EachStoreSeesItsOwnSecrets(t *testing.T) {
	g, e, w := apart(t)
	gpu, engines, gateway := record(t, g.address()), record(t, e.address()), record(t, w.address())
	pc := instance("secrets", engines.URL, endpoints(t, map[string]map[string]any{
		"gpu":     {"url": gpu.URL, "basicAuth": true, "basicAuthUser": "gpu-reader"},
		"gateway": {"url": gateway.URL, "httpHeaderName1": "X-Scope-OrgID", "customQueryParameters": "dedup=true"},
	}, "httpHeaderName1", "X-Default-Token"))
	pc.DataSourceInstanceSettings.DecryptedSecureJSONData = map[string]string{
		"httpHeaderValue1": "default-secret", "gpu.basicAuthPassword": "gpu-secret", "gateway.httpHeaderValue1": "gateway-secret"}
	for _, q := range []query{latency("table", "llm_model"), table("replica", tokens, tensor), latency("timeseries", "node"), signals("table", []string{"tenant"}, operand{As: "n", Signal: "gateway_requests"}), intervals(), happened()} {
		if r := request(t, pc, q)["A"]; r.Error != nil {
			t.Errorf("%s: %v", q.QueryType, r.Error)
		}
	}
	dump := func(r *recorder) string {
		r.mu.Lock()
		defer r.mu.Unlock()
		var b strings.Builder
		for _, req := range r.requests {
			user, password, _ := req.BasicAuth()
			fmt.Fprint(&b, req.Header, user, password, req.Form["dedup"], "\n")
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		r           *recorder
		has, hasNot []string
	}{
		"gpu":     {gpu, []string{"gpu-readergpu-secret"}, []string{"default-secret", "gateway-secret", "X-Scope-Orgid", "[true]"}},
		"engine":  {engines, []string{"default-secret"}, []string{"gpu-secret", "gateway-secret", "X-Scope-Orgid", "[true]"}},
		"gateway": {gateway, []string{"gateway-secret", "[true]"}, []string{"gpu-secret", "default-secret"}},
	} {
		text := dump(c.r)
		if text == "" {
			t.Errorf("the %s store was not asked", name)
		}
		for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
			for _, s := range c.has {
				if !strings.Contains(line, s) && i < 3 {
					t.Errorf("%s: request without %q: %s", name, s, line)
				}
			}
		}
		for _, s := range c.hasNot {
			if strings.Contains(text, s) {
				t.Errorf("%s: %q went to it", name, s)
			}
		}
	}
}

// The default endpoint is down: families that have their own go on, in every query type.
func TestAccept4_DefaultDownFamiliesUp(t *testing.T) {
	g, e, w := apart(t)
	families := map[string]map[string]any{"gpu": at2(g.address()), "engine": at2(e.address()), "gateway": at2(w.address())}
	pc := instance("default-down", "http://127.0.0.1:1", endpoints(t, families))
	a := askAll(t, pc, latency("table", "llm_model"))
	r := a.one("llm_model", "llama")
	a.near("e2e", r["e2e"], 1.4, 1e-9)
	a.near("gap", r["gateway_gap"], 0.2, 1e-9)
	c := askAll(t, pc, table("replica", tokens, tensor))
	c.near("tokens", c.one("pod", "llama-0")["tokens"], 12000, 0)
	c.near("tensor", c.one("pod", "llama-0")["tensor"], 0.5, 1e-9)
	o := askAll(t, pc, intervals())
	if len(o.rows()) != 1 {
		t.Errorf("%s", o)
	}
	for what, x := range map[string]answer{"latency": a, "correlate": c, "ownership": o} {
		if strings.Contains(x.notices(), "127.0.0.1") {
			t.Errorf("%s: an address in %q", what, x.notices())
		}
	}
	// What needs a family without an endpoint of its own cannot be had, and says so.
	if x := request(t, pc, signals("table", []string{"pod"}, operand{As: "restarts", Signal: "pod_restarts", Stat: "total"}))["A"]; x.Error == nil {
		t.Errorf("restarts from a dead store: %d frames", len(x.Frames))
	}
}

// The gateway's store is down: the engine's latency stands, and the answer says what is missing.
func TestAccept4_GatewayDown(t *testing.T) {
	g, e, _ := apart(t)
	pc := instance("gateway-down", e.address(), endpoints(t, map[string]map[string]any{"gpu": at2(g.address()), "gateway": at2("http://127.0.0.1:1")}))
	for _, format := range []string{"table", "timeseries"} {
		a := askAll(t, pc, latency(format, "llm_model").every(time.Minute))
		if a.missing()["gateway"] == "" {
			t.Errorf("%s: missing %v", format, a.missing())
		}
		mustText(t, "notices", a.notices(), "gateway")
		if a.reason("gateway_ttft_mean") != "unreachable" {
			t.Errorf("%s: %+v", format, a.cover.Empty)
		}
	}
	a := askAll(t, pc, latency("table", "llm_model"))
	a.near("e2e", a.one("llm_model", "llama")["e2e"], 1.4, 1e-9)
	x := request(t, pc, signals("numeric", []string{"tenant"}, operand{As: "n", Signal: "gateway_requests"}))["A"]
	if x.Error == nil || x.ErrorSource != backend.ErrorSourceDownstream {
		t.Errorf("only the gateway was asked: %v", x.Error)
	}
	y := request(t, pc, alert(pick(latency("numeric", "llm_model"), "gateway_ttft_mean")))["A"]
	if y.Error == nil {
		t.Errorf("an alert on a gateway that does not answer is no NoData: %d frames", len(y.Frames))
	}
}

// Neither frames nor errors tell where stores are, what was asked, or what opens them.
func TestAccept4_NothingLeaks(t *testing.T) {
	g, e, w := apart(t)
	refuse := record(t, e.address(), func(r *recorder) {
		r.guard = func(rw http.ResponseWriter, req *http.Request) bool {
			http.Error(rw, "denied to "+req.Header.Get("X-Token"), http.StatusForbidden)
			return true
		}
	})
	mk := func(name, url string, families map[string]map[string]any) backend.PluginContext {
		pc := instance(name, url, endpoints(t, families, "httpHeaderName1", "X-Token"))
		pc.DataSourceInstanceSettings.DecryptedSecureJSONData = map[string]string{"httpHeaderValue1": "s3cret-token", "gpu.basicAuthPassword": "s3cret-password"}
		return pc
	}
	all := map[string]map[string]any{"gpu": {"url": g.address(), "basicAuth": true, "basicAuthUser": "reader"}, "gateway": at2(w.address())}
	for name, pc := range map[string]backend.PluginContext{
		"well": mk("leak-well", e.address(), all), "refused": mk("leak-refused", refuse.URL, all),
		"dead": mk("leak-dead", "http://user:s3cret-url@127.0.0.1:1/hidden-path?token=s3cret-query", nil),
	} {
		for _, q := range []query{table("replica", tokens, tensor), graph("device", rate, tensor), {Grain: "model", Format: "numeric", Operands: []operand{rate}},
			{Grain: "model", Format: "table", Operands: []operand{{As: "m", Expr: `sum by (pod) (rate(my_s3cret_metric[1m]))`, Keys: map[string]string{"pod": "pod"}}}},
			signals("table", []string{"pod"}, running), latency("table", "llm_model"), latency("timeseries", "tenant"), intervals(), happened(), traces("e2e_latency")} {
			resp := request(t, pc, q)["A"]
			seen := ""
			if resp.Error != nil {
				seen += resp.Error.Error()
			}
			for _, f := range resp.Frames {
				raw, err := json.Marshal(map[string]any{"custom": f.Meta.Custom, "notices": f.Meta.Notices})
				if err != nil {
					t.Fatal(err)
				}
				seen += strings.ReplaceAll(string(raw), "127.0.0.1", "http://")
			}
			for _, leak := range []string{"s3cret", "hidden-path", "http://", "[1m]", "sum by", "__name__"} {
				if strings.Contains(seen, leak) {
					t.Errorf("%s %s %s: %q is in %.300s", name, q.QueryType, q.Format, leak, seen)
				}
			}
		}
	}
}
