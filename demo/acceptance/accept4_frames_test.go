package acceptance_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Every frame says what it is, for panels that render from frames alone.
func TestAccept4_FramesSayWhatTheyAre(t *testing.T) {
	w := tracedReplicas(t)
	for _, c := range []struct {
		q    query
		kind data.FrameType
	}{
		{graph("replica", rate), data.FrameTypeTimeSeriesWide}, {query{Grain: "replica", Format: "numeric", Operands: []operand{rate}}, data.FrameTypeNumericLong},
		{table("replica", rate), ""}, {signals("timeseries", []string{"pod"}, running), data.FrameTypeTimeSeriesWide},
		{signals("numeric", []string{"pod"}, running), data.FrameTypeNumericLong}, {signals("table", []string{"pod"}, running), ""},
		{latency("timeseries", "pod"), data.FrameTypeTimeSeriesWide}, {latency("table", "pod"), ""}, {pick(latency("numeric", "pod"), "e2e"), data.FrameTypeNumericLong},
		{intervals(), ""}, {happened(), ""}, {traces("e2e_latency"), ""},
	} {
		a := w.ask(c.q)
		what := or(c.q.QueryType, "correlate") + " " + c.q.Format
		facts := factsOf(t, a.frame)
		if facts.QueryType != or(c.q.QueryType, "correlate") || c.q.Format != "" && facts.Format != c.q.Format {
			t.Errorf("%s: %+v", what, facts)
		}
		if c.q.Grain == "" && strings.Join(facts.By, ",") != strings.Join(c.q.By, ",") {
			t.Errorf("%s: by %v", what, facts.By)
		}
		if c.kind != "" && (a.frame.Meta.Type != c.kind || a.frame.Meta.TypeVersion.IsZero()) {
			t.Errorf("%s: a %q %v", what, a.frame.Meta.Type, a.frame.Meta.TypeVersion)
		}
		if a.frame.RefID != "A" {
			t.Errorf("%s: refId %q", what, a.frame.RefID)
		}
		for _, f := range a.frame.Fields {
			if _, ok := f.Labels["match_method"]; ok || f.Name == "model_name" || f.Labels["model_name"] != "" {
				t.Errorf("%s: %s %v", what, f.Name, f.Labels)
			}
			if c.kind == data.FrameTypeNumericLong && f.Type().NonNullableType() != data.FieldTypeString && !f.Type().Numeric() {
				t.Errorf("%s: %s is a %s", what, f.Name, f.Type())
			}
		}
		if a.frame.Meta.ExecutedQueryString == "" {
			t.Errorf("%s: no PromQL", what)
		}
	}
}

// Queries of one request answer as they do alone, in whatever company.
func TestAccept4_QueriesSideBySide(t *testing.T) {
	w := everywhere(t)
	qs := []query{latency("table", "llm_model"), latency("timeseries", "pod").every(time.Minute), pick(latency("numeric", "cluster"), "e2e"),
		signals("table", []string{"llm_model"}, running), table("replica", running), intervals(), happened(), table("rack", running)}
	alone := map[string]string{}
	for i := range qs {
		qs[i].RefID = string(rune('A' + i))
		alone[qs[i].RefID] = frameText(t, request(t, instance("alone-"+qs[i].RefID+w.address(), w.address(), "{}"), qs[i])[qs[i].RefID].Frames)
	}
	together := request(t, instance("together"+w.address(), w.address(), "{}"), qs...)
	for ref, want := range alone {
		if got := frameText(t, together[ref].Frames); got != want {
			t.Errorf("%s: together %.300s\nalone %.300s", ref, got, want)
		}
	}
	if together["H"].Error == nil {
		t.Error("a grain that does not exist")
	}
}

func frameText(t *testing.T, frames data.Frames) string {
	t.Helper()
	for _, f := range frames {
		if f.Meta != nil {
			// What is asked for may be shared: it counts for the first that needs it.
			f.Meta.ExecutedQueryString, f.Meta.Stats = "", nil
		}
	}
	raw, err := json.Marshal(frames)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// An operand of the user's own PromQL beside signals of another family, by labels of one's choice.
func TestAccept4_OwnPromQLInASignalQuery(t *testing.T) {
	w := motley(t)
	own := operand{As: "mine", Expr: "sum by (cluster, namespace, pod) (vllm:num_requests_running) * 7", Keys: map[string]string{"cluster": "cluster", "namespace": "namespace", "pod": "pod"}, Additive: true}
	a := w.ask(signals("table", []string{"pod"}, running, own, operand{As: "ratio", Formula: "mine / running"}))
	a.near("mine", a.one("pod", "llama-0", "row_kind", "value")["mine"], 7, 1e-9)
	a.near("ratio", a.one("pod", "llama-0", "row_kind", "value")["ratio"], 7, 1e-9)
	a.null("no ratio elsewhere", a.one("pod", "llama-sg", "row_kind", "value")["ratio"])
}

// What is alike in two clusters stays apart in ownership and in events.
func TestAccept4_TwinClusters(t *testing.T) {
	w := everywhere(t)
	o := w.ask(intervals())
	if n := len(o.where("gpu_uuid", "GPU-a")); n != 2 {
		t.Errorf("%d intervals of a card that two clusters have:\n%s", n, o)
	}
	us := w.ask(intervals().where("cluster", "=", "us"))
	if len(us.rows()) != 1 || us.rows()[0]["cluster"] != "us" {
		t.Errorf("%s", us)
	}
}
