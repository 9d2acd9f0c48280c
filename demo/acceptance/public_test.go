package acceptance_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// Public dashboards show frames to anybody. Grafana blanks the PromQL that was sent, and keeps meta.custom and notices:
// neither may tell where the stores are or what was asked of them.
func TestNothingLeaksIntoPublicDashboards(t *testing.T) {
	w := tracedReplicas(t)
	store := w.address()
	host, err := url.Parse(store)
	if err != nil {
		t.Fatal(err)
	}
	for name, settings := range map[string]string{
		"all is well":   `{"customQueryParameters":"secret_parameter=1"}`,
		"a side is out": `{"endpoints":{"gpu":{"url":"http://gpu-store.internal.example:1/secret-path"}}}`,
	} {
		for _, q := range []query{
			table("replica", tokens, tensor, cost, operand{As: "mine", Expr: `sum by (pod) (my_secret_metric)`, Keys: map[string]string{"pod": "pod"}}),
			graph("device", rate, tensor),
			{QueryType: "correlate", Grain: "model", Format: "numeric", Operands: []operand{rate}},
			{QueryType: "signal", By: []string{"llm_model"}, Operands: []operand{{As: "running", Signal: "requests_running"}}},
			{QueryType: "latency", By: []string{"llm_model"}},
			{QueryType: "latency", Format: "table"},
			intervals(),
			traces("e2e_latency"),
			happened(),
			happened("xid", "throttle"),
		} {
			what := fmt.Sprintf("%s: %s %s", name, q.QueryType, q.Format)
			resp := request(t, instance(store+what, store, settings), q)["A"]
			if resp.Error != nil || len(resp.Frames) == 0 {
				t.Errorf("%s: %v, %d frames", what, resp.Error, len(resp.Frames))
				continue
			}
			for _, f := range resp.Frames {
				seen, err := json.Marshal(map[string]any{"custom": f.Meta.Custom, "notices": f.Meta.Notices})
				if err != nil {
					t.Fatal(err)
				}
				for _, leak := range []string{"://", host.Host, host.Port(), "internal.example", "secret", "__name__", "rate(", "over_time", "{"} {
					text := string(seen)
					if leak == "{" {
						text = strings.Join(stringsIn(t, seen), "\n")
					}
					if strings.Contains(text, leak) {
						t.Errorf("%s: %q is in %s", what, leak, text)
					}
				}
			}
		}
	}
}

// stringsIn are all texts of a JSON document.
func stringsIn(t *testing.T, raw []byte) []string {
	t.Helper()
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				out = append(out, k)
				walk(x)
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case string:
			out = append(out, v)
		}
	}
	walk(tree)
	return out
}

// An error is seen by everybody who sees the panel: it names the family and the setting, not the address.
func TestErrorsNameNoAddress(t *testing.T) {
	for _, url := range []string{"http://store.internal.example:9090/hidden", "http://127.0.0.1:1/hidden", "https://[::1]:1"} {
		resp := request(t, instance(t.Name()+url, url, `{}`), table("replica", tokens))["A"]
		if resp.Error == nil {
			t.Fatalf("%s answered", url)
		}
		text := resp.Error.Error()
		for _, leak := range []string{"internal.example", "127.0.0.1", "::1", "hidden", ":53"} {
			if strings.Contains(text, leak) {
				t.Errorf("%q is in %q", leak, text)
			}
		}
		if !strings.Contains(text, "URL") {
			t.Errorf("%q does not name the setting to look at", text)
		}
	}
}
