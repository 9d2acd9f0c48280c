package promapi

import (
	"errors"
	"math"
	"net/http"
	"strings"
	"testing"
)

const exemplarAnswer = `[{"seriesLabels":{"__name__":"ttft_bucket","pod":"a"},"exemplars":[
	{"labels":{"trace_id":"EpTxMJ40fUus7aGY"},"value":"6","timestamp":1600096945.479},
	{"timestamp":1600096955,"value":"NaN","labels":{}}]},
	{"exemplars":[{"value":"+Inf","timestamp":1}],"seriesLabels":null,"more":[1]},
	{"seriesLabels":{"pod":"none"},"exemplars":[]},{"seriesLabels":{"pod":"none"},"exemplars":null}]`

func TestExemplars(t *testing.T) {
	c := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		if r.URL.Path != "/api/v1/query_exemplars" || r.Form.Get("query") != "ttft_bucket" || r.Form.Get("start") != "1" || r.Form.Get("end") != "2.5" {
			t.Errorf("%s %v", r.URL, r.Form)
		}
		answer(200, jsonType, `{"warnings":["w"],"status":"success","data":`+exemplarAnswer+`}`)(w, r)
	})
	got, err := c.Exemplars(testContext(t), "ttft_bucket", 1000, 2500)
	if err != nil || len(got.Series) != 2 || got.Count != 3 || got.Bytes == 0 || len(got.Warnings) != 1 {
		t.Fatalf("%+v %v", got, err)
	}
	first := got.Series[0]
	if first.Labels.Get("pod") != "a" || len(first.Exemplars) != 2 || len(got.Series[1].Labels) != 0 {
		t.Errorf("%+v", got)
	}
	if e := first.Exemplars[0]; e.Labels.Get("trace_id") != "EpTxMJ40fUus7aGY" || e.Value != 6 || e.Time != 1600096945479 {
		t.Errorf("%+v", e)
	}
	if e := first.Exemplars[1]; !math.IsNaN(e.Value) || e.Time != 1600096955000 || len(e.Labels) != 0 {
		t.Errorf("%+v", e)
	}
}

// Stores that keep no exemplars answer with nothing, or do not know the path.
func TestStoresWithoutExemplars(t *testing.T) {
	for file, status := range map[string]int{
		"victoriametrics-1.79-exemplars.json": 200, "mimir-exemplars-off.json": 200, "thanos-0.20-exemplars.json": 200,
		"victoriametrics-1.79-unsupported.txt": 400, "prometheus-points.json": 404,
	} {
		got, err := serve(t, Options{}, answer(status, jsonType, recorded(t, file))).Exemplars(testContext(t), "up", 0, 1)
		if status == 200 {
			if err != nil || len(got.Series) != 0 {
				t.Errorf("%s: %+v %v", file, got, err)
			}
			continue
		}
		e := requireError(t, err, KindNotOffered)
		if !errors.Is(err, ErrNotOffered) || !strings.HasPrefix(e.Error(), "The gpu endpoint does not offer exemplars (4") {
			t.Errorf("%s: %v", file, err)
		}
	}
	_, err := serve(t, Options{}, answer(400, jsonType, refusal("bad selector"))).Exemplars(testContext(t), "up", 0, 1)
	requireError(t, err, KindQuery)
	_, err = serve(t, Options{}, answer(401, "text/plain", "")).Exemplars(testContext(t), "up", 0, 1)
	requireError(t, err, KindAuth)
}

func TestExemplarsRefuses(t *testing.T) {
	c := serve(t, Options{Limits: Limits{Series: 2, Samples: 3}}, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		answer(200, jsonType, success(r.Form.Get("query")))(w, r)
	})
	one := `{"seriesLabels":{},"exemplars":[{"value":"1","timestamp":1}]}`
	for data, kind := range map[string]Kind{
		`{}`: KindMalformed, `[1]`: KindMalformed, `[{"exemplars":{}}]`: KindMalformed, `[{"exemplars":[1]}]`: KindMalformed,
		`[{"exemplars":[{}]}]`: KindMalformed, `[{"exemplars":[{"value":"1"}]}]`: KindMalformed, `[{"exemplars":[{"timestamp":1}]}]`: KindMalformed,
		`[{"exemplars":[{"value":1,"timestamp":1}]}]`: KindMalformed, `[{"exemplars":[{"value":"x","timestamp":1}]}]`: KindMalformed,
		`[{"exemplars":[{"value":"1","timestamp":"1"}]}]`: KindMalformed, `[{"exemplars":[{"value":"1","timestamp":1,"labels":[]}]}]`: KindMalformed,
		`[{"seriesLabels":"x"}]`: KindMalformed, `[` + one: KindTruncated,
		`[` + one + `,` + one + `,` + one + `]`: KindLimit,
		`[{"exemplars":[` + strings.Repeat(`{"value":"1","timestamp":1},`, 4) + `{"value":"1","timestamp":1}]}]`: KindLimit,
	} {
		if kind == KindTruncated {
			_, err := serve(t, Options{}, answer(200, jsonType, `{"data":`+data)).Exemplars(testContext(t), "up", 0, 1)
			requireError(t, err, kind)
			continue
		}
		_, err := c.Exemplars(testContext(t), data, 0, 1)
		requireError(t, err, kind)
	}
	_, err := c.Exemplars(testContext(t), "", 0, 1)
	requireError(t, err, KindInvalid)
	_, err = c.Exemplars(testContext(t), "up", 2, 1)
	requireError(t, err, KindInvalid)
}
