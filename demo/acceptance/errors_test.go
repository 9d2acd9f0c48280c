package acceptance_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

func TestUnknownWords(t *testing.T) {
	w := simple(t)
	for _, c := range []struct {
		name string
		q    query
		says []string
	}{
		{"signal", table("replica", operand{As: "x", Signal: "gpu_tensors_active"}), []string{"operands[0].signal", "gpu_tensors_active"}},
		{"stat", table("replica", operand{As: "x", Signal: "gpu_power", Stat: "median"}), []string{"operands[0].stat", "median", "avg"}},
		{"stat_of_another_kind", table("replica", operand{As: "x", Signal: "gpu_power", Stat: "p95"}), []string{"operands[0].stat", "p95", "avg"}},
		{"rate_of_a_gauge", table("replica", operand{As: "x", Signal: "gpu_pcie_tx", Stat: "rate"}), []string{"operands[0].stat", "avg"}},
		{"grain", table("rack", tokens), []string{"grain", "rack", "device", "replica", "model"}},
		{"reduce", table("replica", operand{As: "x", Signal: "gpu_power", Reduce: "median"}), []string{"operands[0].reduce", "spread"}},
		{"format", query{Grain: "replica", Format: "heatmap", Operands: []operand{tokens}}, []string{"format", "timeseries", "numeric"}},
		{"by", query{Grain: "replica", By: []string{"model_name"}, Operands: []operand{tokens}}, []string{"by[0]", "llm_model"}},
		{"filter_label", table("replica", tokens).where("exported_pod", "=", "x"), []string{"filters[0].label", "pod"}},
		{"filter_op", table("replica", tokens).where("pod", "==", "x"), []string{"filters[0].op", "=~"}},
		{"min_step", query{Grain: "replica", MinStep: "fast", Operands: []operand{tokens}}, []string{"minStep", "fast"}},
		{"threshold", table("replica", operand{As: "x", Signal: "ttft", Stat: "fraction_below"}), []string{"threshold"}},
		{"query_type", query{QueryType: "corelate", Operands: []operand{tokens}}, []string{"queryType", "correlate"}},
		{"nothing_in_an_operand", table("replica", tokens, operand{As: "x"}), []string{"operands[1]"}},
		{"two_in_an_operand", table("replica", operand{As: "x", Signal: "gpu_power", Formula: "1"}), []string{"operands[0]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &world{t: t, settings: "{}", url: w.address()}
			wantPluginError(t, w.try(c.q), c.says...)
		})
	}
	t.Run("an_empty_query_is_skipped", func(t *testing.T) {
		if r := w.try(query{}); r.Error != nil || len(r.Frames) > 0 {
			t.Errorf("got %v, %d frames", r.Error, len(r.Frames))
		}
	})
	t.Run("a_bad_query_leaves_its_neighbour_alone", func(t *testing.T) {
		good, bad := table("replica", tokens), table("rack", tokens)
		good.RefID, bad.RefID = "A", "B"
		got := request(t, instance(w.address(), w.address(), "{}"), good, bad)
		if got["A"].Error != nil || got["A"].Frames[0].Rows() != 1 {
			t.Errorf("A: %v", got["A"].Error)
		}
		wantPluginError(t, got["B"], "grain")
	})
	t.Run("the_users_own_promql_is_wrong", func(t *testing.T) {
		good, bad := table("replica", tokens), table("replica", operand{As: "x", Expr: "sum by ((", Keys: map[string]string{"pod": "pod"}})
		good.RefID, bad.RefID = "A", "B"
		got := request(t, instance(w.address(), w.address(), "{}"), good, bad)
		if got["A"].Error != nil {
			t.Errorf("A: %v", got["A"].Error)
		}
		if got["B"].Error == nil || !strings.Contains(got["B"].Error.Error(), "parse error") {
			t.Errorf("B: %v, want the store's parse error", got["B"].Error)
		}
	})
}

func TestEndpointsThatDoNotAnswer(t *testing.T) {
	good := simple(t)
	serve := func(status int, kind, body string) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	closed := httptest.NewServer(http.NotFoundHandler())
	down := closed.URL
	closed.Close()
	for _, c := range []struct {
		name, url string
		says      []string
	}{
		{"down", down, []string{"refused"}},
		{"forbidden", serve(403, "text/plain", "no entry for you"), []string{"403", "no entry for you"}},
		{"unauthorised", serve(401, "text/plain", "who are you"), []string{"401"}},
		{"html", serve(200, "text/html", "<!DOCTYPE html><html><title>Sign in</title></html>"), []string{"HTML"}},
		{"truncated", serve(200, "application/json", `{"status":"success","data":{"resultType":"matrix","result":[{"met`), nil},
		{"error_500", serve(500, "application/json", `{"status":"error","errorType":"internal","error":"disk on fire"}`), []string{"500", "disk on fire"}},
		{"unavailable", serve(503, "text/plain", "starting"), []string{"503"}},
		{"redirects_elsewhere", func() string {
			s := httptest.NewServer(http.RedirectHandler("http://example.invalid/login", http.StatusFound))
			t.Cleanup(s.Close)
			return s.URL
		}(), []string{"redirect"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			ill := instance("ill-"+c.name, c.url, "{}")
			bad := request(t, ill, table("replica", tokens, tensor))["A"]
			if bad.Error == nil {
				t.Fatal("no error")
			}
			if bad.ErrorSource != backend.ErrorSourceDownstream {
				t.Errorf("source %q of %v", bad.ErrorSource, bad.Error)
			}
			health, err := theBackend.CheckHealth(t.Context(), &backend.CheckHealthRequest{PluginContext: ill})
			if err != nil || health.Status != backend.HealthStatusError {
				t.Errorf("health %+v, %v", health, err)
			}
			for _, word := range c.says {
				for what, text := range map[string]string{"query": bad.Error.Error(), "health": health.Message} {
					if !strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
						t.Errorf("%s: %q does not say %q", what, text, word)
					}
				}
			}
			// The neighbour on another data source goes on.
			g := &world{t: t, settings: "{}", url: good.address()}
			g.ask(table("replica", tokens)).values(1)
		})
	}
	t.Run("no_url", func(t *testing.T) {
		wantPluginError(t, request(t, instance("blank", "", "{}"), table("replica", tokens))["A"], "url")
	})
}
