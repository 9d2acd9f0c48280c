package acceptance_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// operand and query are the public JSON of design §5.1, written here on their own.
type operand struct {
	As        string            `json:"as"`
	Signal    string            `json:"signal,omitempty"`
	Expr      string            `json:"expr,omitempty"`
	Keys      map[string]string `json:"keys,omitempty"`
	Additive  bool              `json:"additive,omitempty"`
	Formula   string            `json:"formula,omitempty"`
	Stat      string            `json:"stat,omitempty"`
	Reduce    string            `json:"reduce,omitempty"`
	Threshold *float64          `json:"threshold,omitempty"`
	Bounds    bool              `json:"bounds,omitempty"`
	Hide      bool              `json:"hide,omitempty"`
}

type filter struct {
	Label  string   `json:"label"`
	Op     string   `json:"op"`
	Values []string `json:"values"`
}

type top struct {
	N     int    `json:"n"`
	By    string `json:"by,omitempty"`
	Other bool   `json:"other,omitempty"`
}

type query struct {
	RefID     string    `json:"refId"`
	QueryType string    `json:"queryType"`
	Version   int       `json:"version"`
	Operands  []operand `json:"operands"`
	Grain     string    `json:"grain,omitempty"`
	By        []string  `json:"by,omitempty"`
	Filters   []filter  `json:"filters,omitempty"`
	Format    string    `json:"format,omitempty"`
	MinStep   string    `json:"minStep,omitempty"`
	Legend    string    `json:"legend,omitempty"`
	Basis     string    `json:"basis,omitempty"`
	Fields    []string  `json:"fields,omitempty"`
	Events    []string  `json:"events,omitempty"`
	Top       *top      `json:"top,omitempty"`

	from, to int           // seconds; 0 and 0 mean 0..1200
	interval time.Duration // Grafana's; 0 means 15 s
	headers  map[string]string
}

// Operands of most tests.
var (
	tokens = operand{As: "tokens", Signal: "generation_tokens", Stat: "total"}
	rate   = operand{As: "rate", Signal: "generation_tokens"}
	tensor = operand{As: "tensor", Signal: "gpu_tensor_active"}
	cost   = operand{As: "cost", Signal: "gpu_cost", Stat: "total"}
)

func table(grain string, ops ...operand) query {
	return query{Grain: grain, Format: "table", Operands: ops}
}

func graph(grain string, ops ...operand) query {
	return query{Grain: grain, Format: "timeseries", Operands: ops}
}

func (q query) between(from, to int) query {
	q.from, q.to = from, to
	return q
}

func (q query) every(d time.Duration) query {
	q.interval = d
	return q
}

func (q query) where(label, op string, values ...string) query {
	q.Filters = append(q.Filters[:len(q.Filters):len(q.Filters)], filter{label, op, values})
	return q
}

// toBackend is the query as Grafana sends it.
func (q query) toBackend(t *testing.T) backend.DataQuery {
	t.Helper()
	q.RefID, q.QueryType, q.Version = or(q.RefID, "A"), or(q.QueryType, "correlate"), 1
	if q.from == 0 && q.to == 0 {
		q.to = 1200
	}
	if q.interval == 0 {
		q.interval = 15 * time.Second
	}
	raw, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	return backend.DataQuery{RefID: q.RefID, QueryType: q.QueryType, JSON: raw, Interval: q.interval, MaxDataPoints: 11000,
		TimeRange: backend.TimeRange{From: at(q.from), To: at(q.to)}}
}

// instance is a data source's settings at a URL.
func instance(name, url, jsonData string) backend.PluginContext {
	return backend.PluginContext{Namespace: "default", PluginID: "tokenpath-correlation-datasource",
		User: &backend.User{Login: "tester", Role: "Editor"},
		DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{UID: name, Name: name, Type: "tokenpath-correlation-datasource",
			URL: url, JSONData: []byte(jsonData), Updated: origin}}
}

// request sends queries to one data source.
func request(t *testing.T, pc backend.PluginContext, queries ...query) map[string]backend.DataResponse {
	t.Helper()
	req := &backend.QueryDataRequest{PluginContext: pc, Headers: map[string]string{}}
	for _, q := range queries {
		req.Queries = append(req.Queries, q.toBackend(t))
		for k, v := range q.headers {
			req.Headers[k] = v
		}
	}
	resp, err := theBackend.QueryData(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return resp.Responses
}

// try asks one query and returns whatever comes.
func (w *world) try(q query) backend.DataResponse {
	w.t.Helper()
	url := w.address()
	return request(w.t, instance(w.t.Name()+url+w.settings, url, w.settings), q)[or(q.RefID, "A")]
}

// ask asks one query, which must be answered.
func (w *world) ask(q query) answer {
	w.t.Helper()
	resp := w.try(q)
	if resp.Error != nil {
		w.t.Fatalf("%s: %v", describe(q), resp.Error)
	}
	if len(resp.Frames) == 0 {
		w.t.Fatalf("%s: no frame", describe(q))
	}
	return answer{w.t, resp.Frames[0], coverageOf(w.t, resp.Frames[0])}
}

func describe(q query) string {
	return fmt.Sprintf("%s %s (%d, %d]", q.Grain, q.Format, q.from, q.to)
}

// coverage is meta.custom.coverage of design §5.1.
type coverage struct {
	StepS   float64                      `json:"step_s"`
	Devices struct{ Matched, Total int } `json:"devices"`

	Replicas  struct{ Matched, Total int } `json:"replicas"`
	Methods   map[string]int               `json:"methods"`
	Unmatched []struct{ Key, Why string }  `json:"unmatched"`
	Sources   []struct {
		Family         string  `json:"family"`
		NativeStepS    float64 `json:"native_step_s"`
		LastSampleAgeS float64 `json:"last_sample_age_s"`
		Series         int     `json:"series"`
	} `json:"sources"`
	Empty []struct {
		Operand, Reason string
		LookedFor       []string `json:"looked_for"`
		Systems         []string
	} `json:"empty"`
	Decomposed *float64 `json:"decomposed"`
	Shared     []string `json:"shared"`
}

func coverageOf(t *testing.T, f *data.Frame) coverage {
	t.Helper()
	var custom struct{ Coverage *coverage }
	if f.Meta == nil {
		t.Fatal("a frame without meta")
	}
	raw, err := json.Marshal(f.Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &custom); err != nil || custom.Coverage == nil {
		t.Fatalf("no coverage in %s: %v", raw, err)
	}
	return *custom.Coverage
}
