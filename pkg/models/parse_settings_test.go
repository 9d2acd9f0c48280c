package models_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/models"
)

func TestParseSettings(t *testing.T) {
	for _, raw := range []string{
		"", "{}", "null",
		`{"httpMethod":"POST","timeInterval":"15s","prices":[{"per_hour":2.5,"currency":"EUR"}]}`,
		`{"phaseWeight":"time","allocationInterval":"5m"}`, `{"phaseWeight":"0.25"}`, `{"phaseWeight":"0"}`, `{"phaseWeight":"1"}`,
		`{"clusterLabel":"k8s.cluster.name","replicaLabels":["prometheus_replica"],"tenantLabels":["team","org id"]}`,
		`{"bindings":[{"instance":"10.0.0.7:8000","gpu_uuids":["GPU-1","GPU-2"]},{"namespace":"a","pod":"b","gpu_uuids":["x"],"mig_ids":["3"],"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00+01:00"}]}`,
		`{"exemplarTraceIdDestinations":[{"name":"trace_id","datasourceUid":"tempo"},{"name":"t","url":"https://traces/${__value.raw}"}]}`,
		`{"signals":[{"id":"mine","family":"engine","kind":"gauge","alternatives":[{"metric":"m"},{"numerator":"a","denominator":"b"}]}]}`,
		`{"customQueryParameters":"dedup=true&partial_response=false"}`,
		`{"limits":{"series":1,"samples":2,"bytes":3,"memory":4,"timeout":"5s","outputSeries":6,"outputRows":7}}`,
		`{"endpoints":{"gpu":{"url":"http://gpu:9090"},"engine":{}},"nativeStep":{"gateway":"1m"}}`,
	} {
		if _, err := models.ParseSettings([]byte(raw)); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

func TestSettingsErrorsNameTheField(t *testing.T) {
	for raw, field := range map[string]string{
		`[]`:                                               "jsonData",
		`{`:                                                "jsonData",
		`{"timeInterval":"often"}`:                         "timeInterval",
		`{"timeInterval":15}`:                              "timeInterval",
		`{"limits":{"timeout":"never"}}`:                   "limits.timeout",
		`{"limits":{"series":-1}}`:                         "limits.series",
		`{"limits":{"samples":-1}}`:                        "limits.samples",
		`{"limits":{"bytes":-1}}`:                          "limits.bytes",
		`{"limits":{"memory":-5}}`:                         "limits.memory",
		`{"limits":{"memory":"1GiB"}}`:                     "limits.memory",
		`{"limits":{"outputSeries":-1}}`:                   "limits.outputSeries",
		`{"limits":{"outputRows":-1}}`:                     "limits.outputRows",
		`{"nativeStep":{"gpu":"x"}}`:                       "nativeStep.gpu",
		`{"nativeStep":{"gpus":"15s"}}`:                    "nativeStep",
		`{"endpoints":{"gpus":{"url":"http://x"}}}`:        "endpoints",
		`{"endpoints":[]}`:                                 "endpoints",
		`{"prices":[{"per_hour":0,"currency":"EUR"}]}`:     "prices[0].per_hour",
		`{"prices":[{"per_hour":1e400,"currency":"EUR"}]}`: "prices",
		`{"prices":[{"per_hour":1}]}`:                      "prices[0].currency",
		`{"prices":[{"per_hour":1,"currency":"EUR","from":"yesterday"}]}`:                                        "prices[0].from",
		`{"prices":[{"per_hour":1,"currency":"EUR","from":"2026-02-01T00:00:00Z","to":"2026-01-01T00:00:00Z"}]}`: "prices[0].to",
		`{"prices":[{"per_hour":1,"currency":"EUR","labels":{" ":"x"}}]}`:                                        "prices[0].labels",
		`{"currencies":[{"cluster":"a"}]}`:                                                                       "currencies[0].currency",
		`{"currencies":[{"family":"money","currency":"EUR"}]}`:                                                   "currencies[0].family",
		`{"phaseWeight":"half"}`:                                                        "phaseWeight",
		`{"phaseWeight":"1.01"}`:                                                        "phaseWeight",
		`{"phaseWeight":"NaN"}`:                                                         "phaseWeight",
		`{"phaseWeight":0.5}`:                                                           "phaseWeight",
		`{"allocationInterval":"5 minutes"}`:                                            "allocationInterval",
		`{"clusterLabel":"__name__"}`:                                                   "clusterLabel",
		`{"clusterLabel":" cluster"}`:                                                   "clusterLabel",
		`{"replicaLabels":["a",""]}`:                                                    "replicaLabels[1]",
		`{"tenantLabels":["a\nb"]}`:                                                     "tenantLabels[0]",
		`{"modelLabels":["\u0000"]}`:                                                    "modelLabels[0]",
		`{"groupLabels":["  "]}`:                                                        "groupLabels[0]",
		`{"customQueryParameters":"a;b=%zz"}`:                                           "customQueryParameters",
		`{"customQueryParameters":"query=up"}`:                                          "customQueryParameters",
		`{"bindings":[{"gpu_uuids":["x"]}]}`:                                            "bindings[0]",
		`{"bindings":[{"instance":"a","pod":"b","gpu_uuids":["x"]}]}`:                   "bindings[0].instance",
		`{"bindings":[{"pod":"b","gpu_uuids":["x"]}]}`:                                  "bindings[0].namespace",
		`{"bindings":[{"namespace":"b","gpu_uuids":["x"]}]}`:                            "bindings[0].pod",
		`{"bindings":[{"instance":"a","gpu_uuids":[]}]}`:                                "bindings[0].gpu_uuids",
		`{"bindings":[{"instance":"a","gpu_uuids":["x"," "]}]}`:                         "bindings[0].gpu_uuids[1]",
		`{"bindings":[{"instance":"a","gpu_uuids":["x"],"mig_ids":["1","2"]}]}`:         "bindings[0].mig_ids",
		`{"bindings":[{"instance":"a","gpu_uuids":["x"],"to":"soon"}]}`:                 "bindings[0].to",
		`{"signals":[{"alternatives":[{"metric":"m"}]}]}`:                               "signals[0].id",
		`{"signals":[{"id":"a"}]}`:                                                      "signals[0].alternatives",
		`{"signals":[{"id":"a","alternatives":[{}]}]}`:                                  "signals[0].alternatives[0]",
		`{"signals":[{"id":"a","alternatives":[{"metric":"m","sum":["n"]}]}]}`:          "signals[0].alternatives[0]",
		`{"signals":[{"id":"a","alternatives":[{"numerator":"m"}]}]}`:                   "signals[0].alternatives[0].denominator",
		`{"signals":[{"id":"a","alternatives":[{"metric":"m","match":{"":"x"}}]}]}`:     "signals[0].alternatives[0].match",
		`{"exemplarTraceIdDestinations":[{"datasourceUid":"x"}]}`:                       "exemplarTraceIdDestinations[0].name",
		`{"exemplarTraceIdDestinations":[{"name":"x"}]}`:                                "exemplarTraceIdDestinations[0]",
		`{"exemplarTraceIdDestinations":[{"name":"x","datasourceUid":"y","url":"/z"}]}`: "exemplarTraceIdDestinations[0].url",
		`{"exemplarTraceIdDestinations":[{"name":"x","url":"javascript:alert(1)"}]}`:    "exemplarTraceIdDestinations[0].url",
	} {
		_, err := models.ParseSettings([]byte(raw))
		var wrong *models.FieldError
		if !asFieldError(err, &wrong) || wrong.Field != field && !strings.HasPrefix(wrong.Field, field) {
			t.Errorf("%s: %v, want a problem of %q", raw, err, field)
		}
	}
}

func TestLimitsHaveDefaults(t *testing.T) {
	var l models.Limits
	if l.QueryTimeout() != time.Minute || l.MaxOutputSeries() != 2000 || l.MaxOutputRows() != 20000 || l.MemoryBudget() != 1<<30 {
		t.Errorf("defaults: %v %d %d %d", l.QueryTimeout(), l.MaxOutputSeries(), l.MaxOutputRows(), l.MemoryBudget())
	}
	l = models.Limits{Timeout: "5s", OutputSeries: 3, OutputRows: 4, Memory: 5}
	if l.QueryTimeout() != 5*time.Second || l.MaxOutputSeries() != 3 || l.MaxOutputRows() != 4 || l.MemoryBudget() != 5 {
		t.Errorf("set: %v %d %d %d", l.QueryTimeout(), l.MaxOutputSeries(), l.MaxOutputRows(), l.MemoryBudget())
	}
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{"15s": 15 * time.Second, "1h30m": 90 * time.Minute, ">10s": 10 * time.Second, "2d": 48 * time.Hour, "500ms": 500 * time.Millisecond} {
		if got, err := models.ParseDuration("x", text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", ">", "15", "s", "1.5h", "-1s", "99999999999h"} {
		if got, err := models.ParseDuration("x", text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}
