package acceptance_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// One store is down: its side is blank and named, the others are as they were.
func TestEndpointsPartialAnswers(t *testing.T) {
	s := spreadOut(t)
	const dead = "http://127.0.0.1:1"
	live := map[string]map[string]any{"gpu": at2(s.gpu.address()), "engine": at2(s.engine.address()), "cost": at2(s.rest.address())}
	for _, c := range []struct {
		down, operand, says string
		stays               map[string]any
	}{
		{"gpu", "tensor", "GPU side missing: the gpu endpoint cannot be reached: connection refused. Look at endpoints.gpu.url.", map[string]any{"tokens": 12000.0}},
		{"engine", "tokens", "Engine side missing: the engine endpoint", map[string]any{"tensor": 0.4}},
		{"cost", "cost", "Cost side missing: the cost endpoint", map[string]any{"tokens": 12000.0}},
	} {
		t.Run(c.down, func(t *testing.T) {
			families := map[string]map[string]any{c.down: at2(dead)}
			for f, e := range live {
				if f != c.down {
					families[f] = e
				}
			}
			pc := instance("down-"+c.down, s.rest.address(), endpoints(t, families))
			a := askAll(t, pc, table("replica", tokens, tensor, cost))
			if a.missing()[c.down] == "" || len(a.missing()) != 1 || a.reason(c.operand) != "unreachable" {
				t.Errorf("missing %v, %s is empty because of %q", a.missing(), c.operand, a.reason(c.operand))
			}
			mustText(t, "notices", a.notices(), c.says)
			if strings.Contains(a.notices()+a.missing()[c.down], "127.0.0.1") {
				t.Errorf("an address is in what everybody sees: %s", a.notices())
			}
			r := a.one("pod", "llama-0")
			if r[c.operand] != nil {
				t.Errorf("%s is %v, want nothing", c.operand, r[c.operand])
			}
			for name, want := range c.stays {
				if got, ok := r[name].(float64); !ok || got < want.(float64)-0.02 || got > want.(float64)+0.02 {
					t.Errorf("%s is %v, want %v", name, r[name], want)
				}
			}
			// What would show nothing else is an error, and the neighbour on the same dashboard goes on.
			alone := table("replica", operand{As: c.operand, Signal: map[string]string{"tensor": "gpu_tensor_active", "tokens": "generation_tokens", "cost": "gpu_cost"}[c.operand]})
			other := table("cluster", operand{As: "pods", Expr: "kube_pod_info", Keys: map[string]string{"cluster": "cluster"}, Additive: true})
			other.RefID = "B"
			out := request(t, pc, alone, other)
			if r := out["A"]; r.Error == nil || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), c.down+" endpoint") {
				t.Errorf("alone: %v from %q", r.Error, r.ErrorSource)
			}
			if out["B"].Error != nil {
				t.Errorf("the neighbour: %v", out["B"].Error)
			}
		})
	}
}

// A store that hangs takes half of a query's time, not all of it.
func TestEndpointsThatHang(t *testing.T) {
	s := spreadOut(t)
	slow := record(t, s.gpu.address(), func(r *recorder) {
		r.guard = func(_ http.ResponseWriter, req *http.Request) bool { <-req.Context().Done(); return true }
	})
	pc := instance("hung", s.rest.address(), endpoints(t, map[string]map[string]any{"gpu": at2(slow.URL), "engine": at2(s.engine.address())},
		"limits", map[string]any{"timeout": "4s"}))
	a := askAll(t, pc, table("replica", tokens, tensor))
	if r := a.one("pod", "llama-0"); r["tokens"] != 12000.0 {
		t.Errorf("%v", r)
	}
	mustText(t, "notices", a.notices(), "GPU side missing: the gpu endpoint did not answer in time", "endpoints.gpu.timeout")
}

// A store that fails in the midst of a query leaves no half-read numbers: its side is blank as a whole.
func TestEndpointsThatFailInTheMidst(t *testing.T) {
	s := spreadOut(t)
	fickle := record(t, s.gpu.address(), func(r *recorder) {
		r.guard = func(w http.ResponseWriter, req *http.Request) bool {
			if !strings.Contains(req.Form.Get("query"), "TENSOR") {
				return false
			}
			http.Error(w, "out of memory", http.StatusInternalServerError)
			return true
		}
	})
	pc := instance("fickle", s.rest.address(), endpoints(t, map[string]map[string]any{"gpu": at2(fickle.URL), "engine": at2(s.engine.address())}))
	a := askAll(t, pc, table("replica", tokens, tensor, operand{As: "memory", Signal: "gpu_memory_used"}))
	if r := a.one("pod", "llama-0"); r["tokens"] != 12000.0 || r["tensor"] != nil || r["memory"] != nil || r["gpus"] != 0.0 {
		t.Errorf("%v", r)
	}
	mustText(t, "notices", a.notices(), "GPU side missing: the gpu endpoint answered 500 Internal Server Error")
}

// Own PromQL goes to the default endpoint; when that one is out, so is the operand.
func TestEndpointsOwnPromQL(t *testing.T) {
	s := spreadOut(t)
	own := operand{As: "mine", Expr: `sum by (pod) (kube_pod_container_resource_requests)`, Keys: map[string]string{"pod": "pod"}}
	families := map[string]map[string]any{"gpu": at2(s.gpu.address()), "engine": at2(s.engine.address())}
	if r := askAll(t, instance("own", s.rest.address(), endpoints(t, families)), table("replica", tokens, own)).one("pod", "llama-0"); r["mine"] != 2.0 {
		t.Errorf("%v", r)
	}
	a := askAll(t, instance("own-dead", "http://127.0.0.1:1", endpoints(t, families)), table("replica", tokens, own))
	if r := a.one("pod", "llama-0"); r["mine"] != nil || r["tokens"] != 12000.0 || a.reason("mine") != "unreachable" {
		t.Errorf("%v, %s", r, a.reason("mine"))
	}
	mustText(t, "notices", a.notices(), "Default side missing", "Kubernetes side missing", "the data source's url")
	bad := request(t, instance("own", s.rest.address(), endpoints(t, families)), table("replica", tokens, operand{As: "mine", Expr: "sum(", Keys: map[string]string{"pod": "pod"}}))["A"]
	if bad.Error == nil || !strings.Contains(bad.Error.Error(), "parse error") {
		t.Errorf("a wrong expression is the user's to see, not a missing side: %v", bad.Error)
	}
}
