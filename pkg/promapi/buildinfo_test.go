package promapi

import (
	"testing"
)

const (
	buildInfoPath = "/api/v1/status/buildinfo"
	flagsPath     = "/api/v1/status/flags"
	storesPath    = "/api/v1/stores"
	instantPath   = "/api/v1/query"
)

func TestBuildInfo(t *testing.T) {
	prometheus := success(`{"version":"3.5.0","revision":"8be3a9560fbdd18a94dedec4b747c35178177202","branch":"HEAD","buildUser":"root","buildDate":"20250714","goVersion":"go1.24.5"}`)
	ownVersion := success(`{"resultType":"vector","result":[{"metric":{"short_version":"v1.79.5"},"value":[1,"1"]}]}`)
	known := func(product, version string, exemplars Answer) BuildInfo {
		f := featuresOf(product)
		if exemplars != Unknown {
			f.Exemplars = exemplars
		}
		return BuildInfo{Product: product, Version: version, Features: f}
	}
	unknown := func(version string) BuildInfo { return BuildInfo{Product: ProductUnknown, Version: version} }
	cases := []struct {
		name, header string
		answers      storeAnswers
		want         BuildInfo
	}{
		{name: "Prometheus", answers: storeAnswers{buildInfoPath: {text: prometheus}}, want: known(ProductPrometheus, "3.5.0", Unknown)},
		{name: "Prometheus with exemplars", answers: storeAnswers{buildInfoPath: {text: prometheus}, flagsPath: {text: success(`{"enable-feature":"exemplar-storage,native-histograms","web.listen-address":"0.0.0.0:9090"}`)}}, want: known(ProductPrometheus, "3.5.0", Yes)},
		{name: "Prometheus without", answers: storeAnswers{buildInfoPath: {text: prometheus}, flagsPath: {text: success(`{"enable-feature":""}`)}}, want: known(ProductPrometheus, "3.5.0", No)},
		{name: "Prometheus that hides its flags", answers: storeAnswers{buildInfoPath: {text: prometheus}, flagsPath: {status: 403, text: "no"}}, want: known(ProductPrometheus, "3.5.0", Unknown)},
		{name: "Mimir", answers: storeAnswers{buildInfoPath: {text: recorded(t, "mimir-2.14-buildinfo.json")}}, want: known(ProductMimir, "2.14.0", Unknown)},
		{name: "Mimir built from main", answers: storeAnswers{buildInfoPath: {text: recorded(t, "mimir-main-buildinfo.json")}}, want: known(ProductMimir, "unknown", Unknown)},
		{name: "VictoriaMetrics, old", header: "vm-0", answers: storeAnswers{buildInfoPath: {text: recorded(t, "victoriametrics-1.79-buildinfo.json")}}, want: known(ProductVictoriaMetrics, "", No)},
		{name: "VictoriaMetrics", header: "vm-0", answers: storeAnswers{buildInfoPath: {text: recorded(t, "victoriametrics-1.13x-buildinfo.json")}}, want: known(ProductVictoriaMetrics, "", No)},
		{name: "VictoriaMetrics behind a proxy", answers: storeAnswers{buildInfoPath: {text: recorded(t, "victoriametrics-1.13x-buildinfo.json")}}, want: known(ProductVictoriaMetrics, "", No)},
		{name: "VictoriaMetrics that watches itself", header: "vm-0", answers: storeAnswers{buildInfoPath: {text: recorded(t, "victoriametrics-1.79-buildinfo.json")}, instantPath: {text: ownVersion}}, want: known(ProductVictoriaMetrics, "1.79.5", No)},
		{name: "vmauth in front of Prometheus", header: "vmauth", answers: storeAnswers{buildInfoPath: {text: prometheus}}, want: known(ProductPrometheus, "3.5.0", Unknown)},
		{name: "Thanos", answers: storeAnswers{buildInfoPath: {text: recorded(t, "thanos-0.37-buildinfo.json")}}, want: known(ProductThanos, "0.37.1", Unknown)},
		{name: "Thanos without build information", answers: storeAnswers{storesPath: {text: recorded(t, "thanos-0.17-stores.json")}}, want: known(ProductThanos, "", Unknown)},
		{name: "another application", answers: storeAnswers{buildInfoPath: {text: success(`{"application":"Cortex","version":"1.18.0"}`)}}, want: unknown("1.18.0")},
		{name: "another application of version 0", answers: storeAnswers{buildInfoPath: {text: success(`{"application":"Elasticsearch","version":"0.9.0"}`)}}, want: unknown("0.9.0")},
		{name: "nothing said", answers: storeAnswers{buildInfoPath: {text: success(`{}`)}}, want: unknown("")},
		{name: "not offered", answers: storeAnswers{}, want: unknown("")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := serve(t, Options{}, c.answers.serve(c.header)).BuildInfo(testContext(t))
			if err != nil || got != c.want {
				t.Errorf("%+v %v, want %+v", got, err, c.want)
			}
		})
	}
}

func TestBuildInfoErrors(t *testing.T) {
	_, err := serve(t, Options{}, answer(401, "text/plain", "")).BuildInfo(testContext(t))
	requireError(t, err, KindAuth)
	_, err = serve(t, Options{}, answer(200, "text/html", "<html>")).BuildInfo(testContext(t))
	requireError(t, err, KindNotJSON)
	_, err = serve(t, Options{}, answer(200, jsonType, success(`[]`))).BuildInfo(testContext(t))
	requireError(t, err, KindMalformed)
}
