package models_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/pkg/models"
)

func asFieldError(err error, to **models.FieldError) bool { return errors.As(err, to) }

func settingsOf(t *testing.T, raw string) models.Settings {
	t.Helper()
	s, err := models.ParseSettings([]byte(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return s
}

func TestAFamilysEndpoint(t *testing.T) {
	s := settingsOf(t, `{"endpoints":{"gpu":{"url":" https://gpu/prom ","basicAuth":true,"basicAuthUser":"u","timeout":7,"oauthPassThru":true,
		"keepCookies":["sid"],"customQueryParameters":"dedup=true","tlsAuth":true,"httpHeaderName1":"X-Org"}}}`)
	e, err := s.FamilyEndpoint("gpu")
	if err != nil {
		t.Fatal(err)
	}
	if !e.BasicAuth || e.BasicAuthUser != "u" || e.Timeout != 7*time.Second || !e.OAuthPassThru || !slices.Equal(e.KeepCookies, []string{"sid"}) ||
		e.Parameters.Get("dedup") != "true" || !strings.Contains(string(e.JSON), "httpHeaderName1") {
		t.Errorf("%+v", e)
	}
	if got := s.Configured(); !slices.Equal(got, []string{"gpu"}) {
		t.Errorf("configured %v", got)
	}
}

func TestFamiliesThatAreConfigured(t *testing.T) {
	for raw, want := range map[string][]string{
		`{}`: nil,
		`{"endpoints":{"gpu":{},"cost":null,"engine":{"url":"","basicAuth":false,"basicAuthUser":""}}}`: nil,
		`{"endpoints":{"gateway":{"url":"http://a"},"gpu":{"url":"","basicAuth":true}}}`:                {"gpu", "gateway"},
		`{"endpoints":{"gpu":"http://a"}}`: {"gpu"},
	} {
		if got := settingsOf(t, raw).Configured(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", raw, got, want)
		}
	}
}

// What is wrong with a family's endpoint is said of that family, and the settings are usable all the same.
func TestAFamilysProblemIsItsOwn(t *testing.T) {
	for endpoint, field := range map[string]string{
		`{"url":"gpu:9090"}`:                                       "endpoints.gpu.url",
		`{"url":"ftp://gpu"}`:                                      "endpoints.gpu.url",
		`{"basicAuth":true}`:                                       "endpoints.gpu.url",
		`{"url":5}`:                                                "endpoints.gpu.url",
		`"http://gpu"`:                                             "endpoints.gpu",
		`{"url":"http://gpu","basicAuthUser":5}`:                   "endpoints.gpu.basicAuthUser",
		`{"url":"http://gpu","basicAuth":"yes"}`:                   "endpoints.gpu.basicAuth",
		`{"url":"http://gpu","httpHeaderName1":{}}`:                "endpoints.gpu.httpHeaderName1",
		`{"url":"http://gpu","serverName":1,"tlsAuth":true}`:       "endpoints.gpu.serverName",
		`{"url":"http://gpu","keepCookies":"sid"}`:                 "endpoints.gpu.keepCookies",
		`{"url":"http://gpu","timeout":-1}`:                        "endpoints.gpu.timeout",
		`{"url":"http://gpu","timeout":"30s"}`:                     "endpoints.gpu.timeout",
		`{"url":"http://gpu","oauthPassThru":"on"}`:                "endpoints.gpu.oauthPassThru",
		`{"url":"http://gpu","customQueryParameters":"a=1;%zz"}`:   "endpoints.gpu.customQueryParameters",
		`{"url":"http://gpu","customQueryParameters":"match[]=x"}`: "endpoints.gpu.customQueryParameters",
	} {
		s := settingsOf(t, `{"endpoints":{"gpu":`+endpoint+`,"engine":{"url":"http://engine"}}}`)
		_, err := s.FamilyEndpoint("gpu")
		var wrong *models.FieldError
		if !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v, want a problem of %s", endpoint, err, field)
		}
		if _, err := s.FamilyEndpoint("engine"); err != nil {
			t.Errorf("%s: the neighbour: %v", endpoint, err)
		}
	}
}

// An address may hold a password: no error quotes it.
func TestNoAddressInErrors(t *testing.T) {
	s := settingsOf(t, `{"endpoints":{"gpu":{"url":"http//user:hunter2@gpu:99999999"}}}`)
	if _, err := s.FamilyEndpoint("gpu"); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("%v", err)
	}
}

func FuzzSettings(f *testing.F) {
	for _, seed := range []string{
		`{"endpoints":{"gpu":{"url":"http://a","httpHeaderName1":"x","timeout":1}},"limits":{"series":1}}`,
		`{"bindings":[{"instance":"a","gpu_uuids":["x"]}],"signals":[{"id":"a","alternatives":[{"metric":"m"}]}]}`,
		`{"endpoints":{"gpu":null,"cost":[],"engine":"x"},"phaseWeight":"0.5","prices":[{"per_hour":1,"currency":"EUR"}]}`,
		`{"exemplarTraceIdDestinations":[{"name":"x","url":"/"}],"customQueryParameters":"a=%zz"}`, `[1]`, `{"a":`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := models.ParseSettings(raw)
		var wrong *models.FieldError
		if err != nil && (!errors.As(err, &wrong) || wrong.Field == "" || wrong.Problem == "") {
			t.Fatalf("%q: an error without a field: %v", raw, err)
		}
		for _, family := range s.Configured() {
			if _, err := s.FamilyEndpoint(family); err != nil && (!errors.As(err, &wrong) || !strings.HasPrefix(wrong.Field, "endpoints."+family)) {
				t.Fatalf("%q: an error that does not name its family: %v", raw, err)
			}
		}
	})
}
