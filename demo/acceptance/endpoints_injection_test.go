package acceptance_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

// payloads try to leave the place where a user's text stands: in PromQL, regular expressions, JSON, HTML, templates.
var payloads = []string{
	`x"} or vector(1) or {pod="llama-0`, `"`, `\`, `\"`, "`", "a\nb", "tab\there", "nul\x00", "\u202eévil\u2028", "\uFFFD", `\x22`,
	`x"}[5m])) or up or sum(rate({a="`, `.*`, `.+|x`, `a{1,1000}`, `(`, `[`, `*`, `(?i)x`, `x|y`, `^$`, `$__range`, `${__rate_interval}`, `$1`,
	`{"a":[1]}`, `<script>alert(1)</script>`, `{{pod}}`, `{{`, `%s%!d(x)`, `' or 1=1 --`, `a,b`, `# comment`, `=~".*"`, strings.Repeat("x", 5000),
}

var promQL = parser.NewParser(parser.Options{EnableExperimentalFunctions: true})

const mask = "USERTEXT"

// skeleton is an expression with a user's text taken out of its labels. It fails where the expression does not parse.
func skeleton(t *testing.T, expr, text string) string {
	t.Helper()
	tree, err := promQL.ParseExpr(expr)
	if err != nil {
		t.Errorf("with %.80q the store is sent %.300q, which is no PromQL: %v", text, expr, err)
		return ""
	}
	parser.Inspect(tree, func(n parser.Node, _ []parser.Node) error {
		switch n := n.(type) {
		case *parser.VectorSelector:
			n.Name = ""
			for i, m := range n.LabelMatchers {
				value, name := masked(m, text), m.Name
				if name == text {
					name = mask
				}
				n.LabelMatchers[i] = labels.MustNewMatcher(m.Type, name, value)
			}
			slices.SortFunc(n.LabelMatchers, func(a, b *labels.Matcher) int { return strings.Compare(a.String(), b.String()) })
		case *parser.AggregateExpr:
			for i, name := range n.Grouping {
				if name == text {
					n.Grouping[i] = mask
				}
			}
		}
		return nil
	})
	return tree.String()
}

// masked is a matcher's value without a user's text: as the whole of it, or as one alternative of a pattern.
func masked(m *labels.Matcher, text string) string {
	if m.Value == text {
		return mask
	}
	if m.Type == labels.MatchEqual || m.Type == labels.MatchNotEqual {
		return m.Value
	}
	framed := strings.Replace("|"+m.Value+"|", "|"+regexp.QuoteMeta(text)+"|", "|"+mask+"|", 1)
	return framed[1 : len(framed)-1]
}

// probe puts one text into a field and asks.
type probe func(t *testing.T, url, text string)

// run is what is sent when a text stands in a field.
func (p probe) run(t *testing.T, store, text string) map[string]bool {
	t.Helper()
	r := record(t, store)
	p(t, r.URL, text)
	out := map[string]bool{}
	for _, e := range r.expressions() {
		out[skeleton(t, e, text)] = true
	}
	r.Close()
	return out
}

var instances int

// asking makes a query of a text.
func asking(settings func(text string) string, make func(text string) query) probe {
	return func(t *testing.T, url, text string) {
		t.Helper()
		jsonData := "{}"
		if settings != nil {
			jsonData = settings(text)
		}
		// Settings are new each time, also where a port comes again.
		instances++
		r := request(t, instance(fmt.Sprint("injected-", instances), url, jsonData), make(text))["A"]
		if r.Error != nil && r.ErrorSource != backend.ErrorSourcePlugin {
			t.Errorf("%.80q: the store was asked something that it refused: %v", text, r.Error)
		}
		if r.Error != nil && strings.Contains(r.Error.Error(), "a fault in the plugin") {
			t.Errorf("%.80q: %v", text, r.Error)
		}
	}
}

func withFilter(label, op string) func(string) query {
	return func(text string) query { return table("replica", tokens, tensor, cost).where(label, op, text) }
}

func setting(form string) func(string) string {
	return func(text string) string {
		quoted, _ := json.Marshal(text)
		return strings.ReplaceAll(form, "TEXT", string(quoted))
	}
}

func plainQuery(string) query {
	return table("replica", tokens, tensor, operand{As: "own", Signal: "own_signal"}).where("cluster", "=", "eu")
}

// fields are the places where a user may write what they like.
func fields() map[string]probe {
	typed := func(kind string) func(string) query {
		return func(text string) query {
			return query{QueryType: kind, Filters: []filter{{"cluster", "=", []string{text}}, {"pod", "!=", []string{text}}}}
		}
	}
	out := map[string]probe{
		"filter =~ cluster": asking(nil, withFilter("cluster", "=~")), "filter !~ cluster": asking(nil, withFilter("cluster", "!~")),
		"filter of two": asking(nil, func(text string) query {
			return graph("device", rate, tensor).where("cluster", "=", text, "eu").where("namespace", "!=", text, "b")
		}),
		"legend": asking(nil, func(text string) query { q := graph("replica", rate); q.Legend = text; return q }),
		"as":     asking(nil, func(text string) query { return table("replica", operand{As: text, Signal: "generation_tokens"}) }),
		"by": asking(nil, func(text string) query {
			return query{Grain: "replica", By: []string{text}, Operands: []operand{tokens}}
		}),
		"signal":  asking(nil, func(text string) query { return table("replica", operand{As: "x", Signal: text}) }),
		"formula": asking(nil, func(text string) query { return table("replica", tokens, operand{As: "x", Formula: text}) }),
		"key": asking(nil, func(text string) query {
			return table("replica", operand{As: "x", Expr: "up", Keys: map[string]string{"pod": text}})
		}),
		"canonical key": asking(nil, func(text string) query {
			return table("replica", operand{As: "x", Expr: "up", Keys: map[string]string{text: "pod"}})
		}),
		"latency": asking(nil, typed("latency")), "ownership": asking(nil, typed("ownership")), "events": asking(nil, typed("events")),
		"cluster label":  asking(setting(`{"clusterLabel":TEXT}`), func(string) query { return table("replica", tokens, tensor).where("cluster", "=", "eu") }),
		"replica labels": asking(setting(`{"replicaLabels":[TEXT]}`), func(string) query { return table("replica", tokens, tensor, cost) }),
		"tenant, model and group labels": asking(setting(`{"tenantLabels":[TEXT],"modelLabels":[TEXT],"groupLabels":[TEXT]}`),
			func(string) query { return table("replica", tokens, tensor) }),
		"binding": asking(setting(`{"bindings":[{"cluster":TEXT,"instance":TEXT,"gpu_uuids":[TEXT]},{"namespace":TEXT,"pod":TEXT,"gpu_uuids":[TEXT],"mig_ids":[TEXT]}]}`),
			func(string) query { return table("replica", tokens, tensor) }),
		"price": asking(setting(`{"prices":[{"gpu_model":TEXT,"labels":{"node":TEXT},"per_hour":1,"currency":TEXT}],"currencies":[{"cluster":TEXT,"currency":TEXT}]}`),
			func(string) query { return table("replica", tokens, cost) }),
		"own metric":   asking(setting(`{"signals":[{"id":"own_signal","title":TEXT,"description":TEXT,"family":"engine","kind":"gauge","space":"additive","unit":TEXT,"alternatives":[{"metric":TEXT}]}]}`), plainQuery),
		"own match":    asking(setting(`{"signals":[{"id":"own_signal","title":"own","description":"d","family":"engine","kind":"gauge","space":"additive","unit":"short","alternatives":[{"metric":"vllm:num_requests_running","match":{"a":TEXT,TEXT:"b"}}]}]}`), plainQuery),
		"label values": labelValues("pod", "="), "label values of a pattern": labelValues("cluster", "=~"),
		"label of label values": func(t *testing.T, url, text string) { askLabels(t, url, map[string]any{"label": text}) },
	}
	for _, label := range []string{"cluster", "pod", "llm_model", "gpu_uuid", "node"} {
		for _, op := range []string{"=", "!="} {
			out["filter "+op+" "+label] = asking(nil, withFilter(label, op))
		}
	}
	return out
}

func labelValues(label, op string) probe {
	return func(t *testing.T, url, text string) {
		askLabels(t, url, map[string]any{"label": "pod", "filters": []filter{{label, op, []string{text}}}})
	}
}

func askLabels(t *testing.T, url string, body map[string]any) {
	t.Helper()
	body["from"], body["to"] = at(0).UnixMilli(), at(1200).UnixMilli()
	status, raw := call(t, &world{t: t, url: url}, http.MethodPost, "label-values", body)
	if status != http.StatusOK && status != http.StatusBadRequest {
		t.Errorf("%d %s", status, raw)
	}
}

// Whatever stands in a field, the store is sent the expressions that a harmless word there gives, with the text as one
// label's name or value.
func TestEndpointsInjection(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	store := w.address()
	harmless := []string{"zzharmless", "eu", "cluster", "tokens"}
	for name, p := range fields() {
		t.Run(name, func(t *testing.T) {
			allowed := map[string]bool{}
			for _, text := range harmless {
				for e := range p.run(t, store, text) {
					allowed[e] = true
				}
			}
			for _, text := range payloads {
				for e := range p.run(t, store, text) {
					if !allowed[e] {
						t.Errorf("%.80q is sent as %.400q", text, e)
					}
				}
			}
		})
	}
}
