package models_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/models"
)

func parsed(t *testing.T, raw string) models.Query {
	t.Helper()
	q, err := models.ParseQuery([]byte(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return q
}

func TestEachQueryTypeHasItsDefaults(t *testing.T) {
	for raw, want := range map[string]struct {
		grain  models.Grain
		format models.Format
	}{
		`{"queryType":"correlate","operands":[{"signal":"ttft"}]}`:                {models.GrainReplica, models.FormatTimeSeries},
		`{"queryType":"signal","operands":[{"signal":"ttft"}]}`:                   {"", models.FormatTimeSeries},
		`{"queryType":"signal","grain":"node","operands":[{"signal":"ttft"}]}`:    {models.GrainNode, models.FormatTimeSeries},
		`{"queryType":"latency"}`:                                                 {models.GrainReplica, models.FormatTimeSeries},
		`{"queryType":"latency","format":"numeric"}`:                              {models.GrainReplica, models.FormatNumeric},
		`{"queryType":"cost"}`:                                                    {models.GrainReplica, models.FormatTimeSeries},
		`{"queryType":"ownership"}`:                                               {models.GrainReplica, models.FormatTable},
		`{"queryType":"events","format":"timeseries"}`:                            {models.GrainReplica, models.FormatTable},
		`{"queryType":"exemplars","operands":[{"signal":"ttft"}]}`:                {models.GrainReplica, models.FormatTable},
		`{"queryType":"exemplars","operands":[{"as":"a","expr":"up"}],"by":null}`: {models.GrainReplica, models.FormatTable},
	} {
		q := parsed(t, raw)
		if q.Grain != want.grain || q.Format != want.format || q.Version != models.CurrentVersion || q.Empty() {
			t.Errorf("%s: grain %q, format %q, version %d, empty %v", raw, q.Grain, q.Format, q.Version, q.Empty())
		}
	}
}

func TestATypeWithoutOperandsIsNeverEmptyAndOthersAre(t *testing.T) {
	for raw, want := range map[string]bool{
		`{"queryType":"latency"}`:                           false,
		`{"queryType":"cost"}`:                              false,
		`{"queryType":"ownership"}`:                         false,
		`{"queryType":"events"}`:                            false,
		`{"queryType":"exemplars"}`:                         true,
		`{"queryType":"signal","operands":[]}`:              true,
		`{"queryType":"correlate","operands":[{"as":"x"}]}`: true,
	} {
		if got := parsed(t, raw).Empty(); got != want {
			t.Errorf("%s: empty %v", raw, got)
		}
	}
}

// What another query type is for stays in the panel while its user tries types out, and does no harm.
func TestPartsOfOtherTypesAreLeftAside(t *testing.T) {
	q := parsed(t, `{"queryType":"latency","operands":[{"as":"a b","signal":"x"}],"events":["birthday"],"fields":["e2e","queue"],"grain":"device"}`)
	if len(q.Operands) > 0 || len(q.Events) > 0 || !slices.Equal(q.ShownFields(), []string{"queue", "e2e"}) {
		t.Errorf("%+v", q)
	}
	q = parsed(t, `{"queryType":"events","events":["xid"],"fields":["speed"],"by":["request_id"],"top":{"n":-1}}`)
	if len(q.Fields) > 0 || q.Top != nil || !slices.Equal(q.Events, []models.EventKind{models.EventXID}) {
		t.Errorf("%+v", q)
	}
}

func TestABasisBelongsToCost(t *testing.T) {
	if q := parsed(t, `{"queryType":"cost","fields":["cost_total","gpu_hours"],"operands":[{"signal":"ttft"}]}`); q.Basis != models.BasisEffective ||
		len(q.Operands) > 0 || !slices.Equal(q.ShownFields(), []string{"gpu_hours", "cost_total"}) {
		t.Errorf("%+v", q)
	}
	if q := parsed(t, `{"queryType":"cost","basis":"usage"}`); q.Basis != models.BasisUsage || len(q.ShownFields()) != 13 {
		t.Errorf("%+v", q)
	}
	if q := parsed(t, `{"queryType":"latency","basis":"fair"}`); q.Basis != "" {
		t.Errorf("%+v", q)
	}
}

func TestExemplarsAreOfTheVisibleOperand(t *testing.T) {
	q := parsed(t, `{"queryType":"exemplars","operands":[{"signal":"ttft"},{"signal":"itl","hide":true}]}`)
	if o, err := q.ExemplarOperand(); err != nil || o.Signal != "ttft" {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestAllLatencyFieldsAreShownUnlessSelected(t *testing.T) {
	if got := parsed(t, `{"queryType":"latency"}`).ShownFields(); len(got) != 20 || got[0] != "queue" || got[19] != "gateway_gap" {
		t.Errorf("%v", got)
	}
}

func TestTopStaysWithinTheLimits(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{`{"operands":[{"signal":"ttft"}],"top":{"n":2000}}`, ""},
		{`{"operands":[{"signal":"ttft"}],"top":{"n":2001}}`, "top.n: 2001 is more than the 2000 series"},
		{`{"format":"table","operands":[{"signal":"ttft"}],"top":{"n":20000,"by":"ttft","other":true}}`, ""},
		{`{"format":"table","operands":[{"signal":"ttft"}],"top":{"n":20001}}`, "top.n: 20001 is more than the 20000 rows"},
		{`{"operands":[{"signal":"ttft"}]}`, ""},
	} {
		err := parsed(t, c.raw).CheckBounds(models.Limits{})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.raw, err, c.want)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{
		`{"refId":"A","operands":[{"as":"a","signal":"ttft","stat":"p95"}],"filters":[{"label":"pod","op":"=~","values":["a.*"]}]}`,
		`{"minStep":"1h30m","operands":[{"as":"a","formula":"b/c"}],"top":{"n":3,"by":"a","other":true}}`,
		`{"queryType":"latency","by":["llm_model"],"fields":["queue","e2e"],"version":1}`,
		`{"queryType":"exemplars","operands":[{"as":"a","expr":"x_bucket","keys":{"pod":"pod"}}]}`,
		`{"queryType":"events","events":["xid"],"version":0}`,
		`{"queryType":"ownership","format":"table","version":null,"datasource":{"uid":"x"}}`,
		`null`, `{"version":99999999999999999999}`, `{"Version":7,"queryType":"latency"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, err := models.ParseQuery(raw)
		if err != nil {
			if !strings.Contains(err.Error(), ": ") {
				t.Errorf("%v names no field", err)
			}
			return
		}
		if q.Empty() {
			return
		}
		if !slices.Contains(models.QueryTypes(), q.QueryType) || q.Version > models.CurrentVersion {
			t.Errorf("%s passes as %q of version %d", raw, q.QueryType, q.Version)
		}
		if q.QueryType.NeedsOperands() && len(q.Operands) == 0 {
			t.Error("a query without operands is not empty")
		}
		for _, o := range q.Operands {
			if o.As == "" {
				t.Error("an operand without a name")
			}
		}
		if q.Top != nil && q.Top.N < 1 {
			t.Error("a top of nothing")
		}
	})
}
