package models_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/models"
)

func TestParseQueryFillsDefaults(t *testing.T) {
	q, err := models.ParseQuery([]byte(`{"refId":"A","operands":[{"signal":"ttft"},{"formula":"ttft * 2"}],"datasource":{"uid":"x"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if q.QueryType != models.QueryTypeCorrelate || q.Grain != models.GrainReplica || q.Format != models.FormatTimeSeries || q.Split != models.SplitEqual {
		t.Errorf("defaults: %+v", q)
	}
	if q.Operands[0].As != "ttft" || q.Operands[1].As != "operand_2" {
		t.Errorf("names: %q, %q", q.Operands[0].As, q.Operands[1].As)
	}
}

func TestAnEmptyQueryIsNoError(t *testing.T) {
	for _, raw := range []string{`{"refId":"A"}`, `{"operands":[]}`, `{"operands":[{"as":"x"}],"grain":"galaxy"}`} {
		q, err := models.ParseQuery([]byte(raw))
		if err != nil || !q.Empty() {
			t.Errorf("%s: empty %v, %v", raw, q.Empty(), err)
		}
	}
}

func TestParseQueryNamesWhatIsWrong(t *testing.T) {
	operand := `"operands":[{"as":"a","signal":"ttft"}]`
	for name, c := range map[string]struct{ raw, want string }{
		"no JSON":              {`{`, "query: is no valid query JSON"},
		"query type":           {`{"queryType":"guess",` + operand + `}`, `queryType: "guess" is unknown; allowed are correlate`},
		"grain":                {`{"grain":"galaxy",` + operand + `}`, `grain: "galaxy" is unknown; allowed are device, replica, model, tenant, node, cluster`},
		"format":               {`{"format":"pie",` + operand + `}`, `format: "pie"`},
		"newer version":        {`{"version":9,` + operand + `}`, "version: 9 is newer"},
		"duration":             {`{"minStep":"soon",` + operand + `}`, `minStep: "soon" is no duration`},
		"zero duration":        {`{"minStep":"0s",` + operand + `}`, "minStep"},
		"by":                   {`{"by":["request_id"],` + operand + `}`, `by[0]: "request_id"`},
		"filter label":         {`{"filters":[{"label":"user","op":"=","values":["x"]}],` + operand + `}`, `filters[0].label: "user"`},
		"filter operator":      {`{"filters":[{"label":"pod","op":"~","values":["x"]}],` + operand + `}`, `filters[0].op: "~"`},
		"bad regex":            {`{"filters":[{"label":"pod","op":"=~","values":["("]}],` + operand + `}`, "filters[0].values: is no RE2"},
		"two regexes":          {`{"filters":[{"label":"pod","op":"=~","values":["a","b"]}],` + operand + `}`, "exactly one regular expression"},
		"name used twice":      {`{"operands":[{"as":"a","signal":"ttft"},{"as":"a","signal":"itl"}]}`, `operands[1].as: "a" is used twice`},
		"name not spellable":   {`{"operands":[{"as":"a b","signal":"ttft"}]}`, `operands[0].as: "a b"`},
		"two kinds of operand": {`{"operands":[{"as":"a","signal":"ttft","expr":"up"}]}`, "operands[0]: needs exactly one"},
		"statistic":            {`{"operands":[{"as":"a","signal":"ttft","stat":"p42"}]}`, `operands[0].stat: "p42"`},
		"reduction":            {`{"operands":[{"as":"a","signal":"ttft","reduce":"vote"}]}`, `operands[0].reduce: "vote"`},
		"threshold missing":    {`{"operands":[{"as":"a","signal":"ttft","stat":"fraction_below"}]}`, "operands[0].threshold"},
		"key":                  {`{"operands":[{"as":"a","expr":"up","keys":{"user":"user"}}]}`, `operands[0].keys: "user"`},
		"version of text":      {`{"version":"two",` + operand + `}`, "version: \"two\" is no version"},
		"version below 0":      {`{"version":-1,` + operand + `}`, "version: -1 is no version"},
		"wrong JSON type":      {`{"operands":[{"as":"a","signal":5}]}`, "operands.signal: a JSON number cannot be read here"},
		"list is no query":     {`[1]`, "query: is no valid query JSON"},
		"type of a later time": {`{"queryType":"forecast",` + operand + `}`, `queryType: "forecast" is unknown; allowed are correlate, signal, latency, ownership, exemplars, events, cost, kvcache, balance`},
		"unknown and empty":    {`{"queryType":"weather"}`, `queryType: "weather" is unknown`},
		"basis":                {`{"queryType":"cost","basis":"fair"}`, `basis: "fair" is unknown; allowed are effective, usage`},
		"cost's field":         {`{"queryType":"cost","fields":["cost_total","e2e"]}`, `fields[1]: "e2e" is unknown; allowed are gpu_hours, prompt_tokens`},
		"cost's label":         {`{"queryType":"cost","by":["team"]}`, `by[0]: "team"`},
		"cost's top":           {`{"queryType":"cost","fields":["gpu_hours"],"top":{"n":3,"by":"cost_total"}}`, `top.by: "cost_total" is no visible operand or field of this query; allowed are gpu_hours`},
		"cost's format":        {`{"queryType":"cost","format":"pie"}`, `format: "pie"`},
		"field":                {`{"queryType":"latency","fields":["queue","speed"]}`, `fields[1]: "speed" is unknown; allowed are queue, transfer, prefill`},
		"kind of event":        {`{"queryType":"events","events":["birthday"]}`, `events[0]: "birthday" is unknown; allowed are ownership, pod-start`},
		"intervals as series":  {`{"queryType":"ownership","format":"timeseries"}`, `format: "timeseries" has no meaning for ownership, which is a list of intervals; allowed are table`},
		"intervals as numbers": {`{"queryType":"ownership","format":"numeric"}`, `format: "numeric"`},
		"two exemplars":        {`{"queryType":"exemplars","operands":[{"signal":"ttft"},{"signal":"itl"}]}`, "exactly one visible operand, this query has 2"},
		"formula's exemplars":  {`{"queryType":"exemplars","operands":[{"as":"a","formula":"1"}]}`, "a formula has no exemplars"},
		"top of nothing":       {`{"top":{"n":0},` + operand + `}`, "top.n: 0 rows cannot be kept"},
		"top by a stranger":    {`{"top":{"n":5,"by":"b"},` + operand + `}`, `top.by: "b" is no visible operand or field of this query; allowed are a`},
		"top by hidden":        {`{"top":{"n":5,"by":"b"},"operands":[{"as":"a","signal":"ttft"},{"as":"b","signal":"itl","hide":true}]}`, `top.by: "b"`},
		"top by a field":       {`{"queryType":"latency","fields":["queue"],"top":{"n":5,"by":"e2e"}}`, `top.by: "e2e" is no visible operand or field of this query; allowed are queue`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := models.ParseQuery([]byte(c.raw))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
