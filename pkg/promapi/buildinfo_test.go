package promapi

import (
	"net/http"
	"testing"
)

// The answers are what the stores send, shortened.
func TestBuildInfo(t *testing.T) {
	cases := []struct {
		name, text string
		status     int
		header     string
		want       BuildInfo
	}{
		{name: "Prometheus", text: success(`{"version":"3.5.0","revision":"8be3a9560fbdd18a94dedec4b747c35178177202","branch":"HEAD","buildUser":"root","buildDate":"20250714","goVersion":"go1.24.5"}`), want: BuildInfo{ProductPrometheus, "3.5.0"}},
		{name: "Mimir", text: success(`{"application":"Grafana Mimir","version":"2.14.0","revision":"b8f9b5d","branch":"HEAD","goVersion":"go1.22.5","features":{"ruler_config_api":"true","federated_rules":"false"}}`), want: BuildInfo{ProductMimir, "2.14.0"}},
		{name: "VictoriaMetrics", text: success(`{"version":"2.24.0"}`), header: "vm-0", want: BuildInfo{Product: ProductVictoriaMetrics}},
		{name: "VictoriaMetrics behind a proxy", text: success(`{"version":"2.24.0"}`), want: BuildInfo{Product: ProductVictoriaMetrics}},
		{name: "Thanos", text: success(`{"version":"0.41.0","revision":"x","branch":"HEAD","buildUser":"root","buildDate":"2026","goVersion":"go1.25"}`), want: BuildInfo{ProductThanos, "0.41.0"}},
		{name: "another application", text: success(`{"application":"Cortex","version":"1.18.0"}`), want: BuildInfo{ProductUnknown, "1.18.0"}},
		{name: "nothing said", text: success(`{}`), want: BuildInfo{Product: ProductUnknown}},
		{name: "not offered", text: "404 page not found", status: 404, want: BuildInfo{Product: ProductUnknown}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			client := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
				if r.Method != http.MethodGet || r.URL.Path != "/api/v1/status/buildinfo" {
					t.Errorf("%s %s", r.Method, r.URL)
				}
				if c.header != "" {
					w.Header().Set("X-Server-Hostname", c.header)
				}
				answer(max(c.status, 200), "application/json", c.text)(w, r)
			})
			got, err := client.BuildInfo(testContext(t))
			if err != nil || got != c.want {
				t.Errorf("%+v %v, want %+v", got, err, c.want)
			}
		})
	}
	_, err := serve(t, Options{}, answer(401, "text/plain", "")).BuildInfo(testContext(t))
	requireError(t, err, KindAuth)
	_, err = serve(t, Options{}, answer(200, "text/html", "<html>")).BuildInfo(testContext(t))
	requireError(t, err, KindNotJSON)
}
