package models_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/models"
)

func TestParseSettings(t *testing.T) {
	for _, raw := range []string{"", "{}", `{"httpMethod":"POST","timeInterval":"15s","prices":[{"per_hour":2.5,"currency":"EUR"}]}`} {
		if _, err := models.ParseSettings([]byte(raw)); err != nil {
			t.Errorf("%q: %v", raw, err)
		}
	}
	for raw, want := range map[string]string{
		`[]`:                             "jsonData",
		`{"timeInterval":"often"}`:       "timeInterval",
		`{"limits":{"timeout":"never"}}`: "limits.timeout",
		`{"nativeStep":{"gpu":"x"}}`:     "nativeStep.gpu",
		`{"prices":[{"per_hour":0,"currency":"EUR"}]}`:                    "prices[0].per_hour",
		`{"prices":[{"per_hour":1}]}`:                                     "prices[0].currency",
		`{"prices":[{"per_hour":1,"currency":"EUR","from":"yesterday"}]}`: "prices[0].from",
		`{"currencies":[{"cluster":"a"}]}`:                                "currencies[0].currency",
	} {
		if _, err := models.ParseSettings([]byte(raw)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", raw, err, want)
		}
	}
}

func TestLimitsHaveDefaults(t *testing.T) {
	var l models.Limits
	if l.QueryTimeout() != time.Minute || l.MaxOutputSeries() != 2000 || l.MaxOutputRows() != 20000 {
		t.Errorf("defaults: %v %d %d", l.QueryTimeout(), l.MaxOutputSeries(), l.MaxOutputRows())
	}
	l = models.Limits{Timeout: "5s", OutputSeries: 3, OutputRows: 4}
	if l.QueryTimeout() != 5*time.Second || l.MaxOutputSeries() != 3 || l.MaxOutputRows() != 4 {
		t.Errorf("set: %v %d %d", l.QueryTimeout(), l.MaxOutputSeries(), l.MaxOutputRows())
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
