package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// both asks for an engine's and a GPU's signal at replica grain.
const both = `{"format":"table","grain":"replica","operands":[{"as":"tokens","signal":"generation_tokens"},{"as":"tensor","signal":"gpu_tensor_active"}]}`

func instanceOf(t *testing.T, s backend.DataSourceInstanceSettings) *Datasource {
	t.Helper()
	s.Type, s.Name = ID, "Tokenpath"
	inst, err := NewDatasource(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	d := inst.(*Datasource)
	t.Cleanup(d.Dispose)
	return d
}

// cell is a table's value in its only row, as JSON; "" without the column.
func cell(t *testing.T, r backend.DataResponse, column string) string {
	t.Helper()
	if r.Error != nil || len(r.Frames) == 0 {
		t.Fatalf("no frame: %v", r.Error)
	}
	for _, f := range r.Frames[0].Fields {
		if f.Name == column && f.Len() > 0 {
			raw, err := json.Marshal(f.At(0))
			if err != nil {
				t.Fatal(err)
			}
			return string(raw)
		}
	}
	return ""
}

func coverageOf(t *testing.T, r backend.DataResponse) models.Coverage {
	t.Helper()
	raw, err := json.Marshal(r.Frames[0].Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	var custom struct{ Coverage models.Coverage }
	if err := json.Unmarshal(raw, &custom); err != nil {
		t.Fatal(err)
	}
	return custom.Coverage
}

func noticesOf(r backend.DataResponse) string {
	text := ""
	for _, n := range r.Frames[0].Meta.Notices {
		text += n.Text + "\n"
	}
	return text
}

func split(gpu, engine string) string {
	return fmt.Sprintf(`{"endpoints":{"gpu":{"url":%q},"engine":{"url":%q}}}`, gpu, engine)
}

func TestEachFamilyIsReadFromItsOwnStore(t *testing.T) {
	gpu, engine, rest := gpuStore(t), engineStore(t), newFakeStore(t, 1, nil)
	d := newInstance(t, rest.URL, split(gpu.URL, engine.URL))
	own := `{"format":"table","operands":[{"as":"mine","expr":"sum by (pod) (up)","keys":{"pod":"pod"}}]}`
	out := ask(t, d, nil, query("A", both), query("B", own))
	if got := cell(t, out["A"], "tensor"); got != "0.5" {
		t.Errorf("tensor %s", got)
	}
	if got := cell(t, out["A"], "pod"); got != `"llama-0"` {
		t.Errorf("pod %s", got)
	}
	if c := coverageOf(t, out["A"]); c.Devices.Matched != 1 || len(c.Missing) > 0 {
		t.Errorf("coverage %+v", c)
	}
	for name, n := range map[string]int{"DCGM": engine.calls("DCGM") + rest.calls("DCGM"), "vllm:": gpu.calls("vllm:") + rest.calls("vllm:"),
		"own PromQL": gpu.calls("sum by (pod)") + engine.calls("sum by (pod)")} {
		if n > 0 {
			t.Errorf("%s: %d requests went to another family's store", name, n)
		}
	}
	if rest.calls("sum by (pod) (up)") == 0 || rest.calls("kube_pod_info") == 0 {
		t.Errorf("the default endpoint was asked %v", rest.asked)
	}
}

func TestAFamilysAuthentication(t *testing.T) {
	gpu, rest := gpuStore(t), engineStore(t)
	d := instanceOf(t, backend.DataSourceInstanceSettings{URL: rest.URL, BasicAuthEnabled: true, BasicAuthUser: "main",
		JSONData: []byte(fmt.Sprintf(`{"httpHeaderName1":"X-Scope-OrgID","customQueryParameters":"dedup=true",
			"endpoints":{"gpu":{"url":%q,"basicAuth":true,"basicAuthUser":"reader","httpHeaderName1":"X-Team","customQueryParameters":"extra_label=a%%3Db&max_source_resolution=0s"}}}`, gpu.URL)),
		DecryptedSecureJSONData: map[string]string{"basicAuthPassword": "mainsecret", "httpHeaderValue1": "org", "gpu.basicAuthPassword": "gpusecret", "gpu.httpHeaderValue1": "silicon"}})
	if r := ask(t, d, nil, query("A", both))["A"]; cell(t, r, "tensor") != "0.5" {
		t.Errorf("%v", r)
	}
	user, password, _ := gpu.last().BasicAuth()
	if h := gpu.last().Header; user != "reader" || password != "gpusecret" || h.Get("X-Team") != "silicon" || h.Get("X-Scope-OrgID") != "" {
		t.Errorf("GPU store: %s %s %v", user, password, h)
	}
	if q := gpu.last().URL.Query(); q.Get("extra_label") != "a=b" || q.Get("max_source_resolution") != "0s" || q.Has("dedup") {
		t.Errorf("GPU store: %v", q)
	}
	user, password, _ = rest.last().BasicAuth()
	if h := rest.last().Header; user != "main" || password != "mainsecret" || h.Get("X-Scope-OrgID") != "org" || h.Get("X-Team") != "" {
		t.Errorf("default store: %s %s %v", user, password, h)
	}
	if q := rest.last().URL.Query(); q.Get("dedup") != "true" || q.Has("extra_label") {
		t.Errorf("default store: %v", q)
	}
}

// A family whose settings cannot be used is that family's problem, and says which field it is.
func TestABadFamilySettingIsThatFamilysProblem(t *testing.T) {
	engine := engineStore(t)
	for name, endpoint := range map[string]string{
		"endpoints.gpu.url":             `{"url":"dcgm"}`,
		"endpoints.gpu.httpHeaderName1": `{"url":"http://gpu","httpHeaderName1":5}`,
		"TLS":                           `{"url":"https://gpu","tlsAuth":true}`,
		"endpoints.gpu.oauthPassThru":   `{"url":"http://gpu","oauthPassThru":true}`,
		"endpoints.gpu.keepCookies[0]":  `{"url":"http://gpu","keepCookies":["sid"]}`,
	} {
		d := instanceOf(t, backend.DataSourceInstanceSettings{URL: engine.URL, JSONData: []byte(`{"endpoints":{"gpu":` + endpoint + `}}`),
			DecryptedSecureJSONData: map[string]string{"gpu.tlsClientCert": "nonsense", "gpu.tlsClientKey": "nonsense"}})
		out := ask(t, d, nil, query("A", both), query("B", `{"format":"table","operands":[{"as":"tensor","signal":"gpu_tensor_active"}]}`))
		if got := cell(t, out["A"], "tokens"); got == "" || got == "null" {
			t.Errorf("%s: the engine's side is gone", name)
		}
		if n := noticesOf(out["A"]); !strings.Contains(n, "GPU side missing") {
			t.Errorf("%s: notices %q", name, n)
		}
		if err := out["B"].Error; err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "gpu endpoint") {
			t.Errorf("%s: %v", name, err)
		}
		h, err := d.CheckHealth(context.Background(), &backend.CheckHealthRequest{})
		if err != nil || h.Status != backend.HealthStatusError || !strings.Contains(h.Message, name) || !strings.Contains(h.Message, "1 replicas") {
			t.Errorf("%s: health %q", name, h.Message)
		}
	}
}

// Credentials are for the host in the settings only, the family's as well.
func TestNoRedirectToAnotherHost(t *testing.T) {
	thief, engine := gpuStore(t), engineStore(t)
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace(thief.URL, "127.0.0.1", "localhost", 1)+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer away.Close()
	d := instanceOf(t, backend.DataSourceInstanceSettings{URL: engine.URL,
		JSONData:                []byte(fmt.Sprintf(`{"endpoints":{"gpu":{"url":%q,"basicAuth":true,"basicAuthUser":"reader"}}}`, away.URL)),
		DecryptedSecureJSONData: map[string]string{"gpu.basicAuthPassword": "gpusecret"}})
	r := ask(t, d, nil, query("A", both))["A"]
	if n := noticesOf(r); !strings.Contains(n, "GPU side missing") {
		t.Errorf("%q", n)
	}
	if len(thief.requests) > 0 {
		t.Errorf("the other host was asked with %v", thief.last().Header)
	}
}

// A user's own signal is read from the store of the family that it was given.
func TestOwnSignalsAreReadFromTheirFamilysStore(t *testing.T) {
	gpu, engine, rest := gpuStore(t), engineStore(t), newFakeStore(t, 1, nil)
	gpu.series["my_fan_speed"] = gpu.series["DCGM_FI_DEV_FB_USED"]
	d := newInstance(t, rest.URL, fmt.Sprintf(`{"endpoints":{"gpu":{"url":%q},"engine":{"url":%q}},"signals":[{"id":"fan_speed","title":"Fan speed",
		"description":"How fast the fan turns.","family":"gpu","kind":"gauge","space":"intensive","unit":"percentunit",
		"alternatives":[{"metric":"my_fan_speed","labels":{"gpu_uuid":["UUID"],"node":["Hostname"]}}]}]}`, gpu.URL, engine.URL))
	r := ask(t, d, nil, query("A", `{"format":"table","grain":"device","operands":[{"as":"fan","signal":"fan_speed"}]}`))["A"]
	if got := cell(t, r, "fan"); got != "0.5" {
		t.Errorf("fan %s, %s", got, noticesOf(r))
	}
	if gpu.calls("my_fan_speed") == 0 || engine.calls("my_fan_speed")+rest.calls("my_fan_speed") > 0 {
		t.Errorf("asked: gpu %d, engine %d, default %d", gpu.calls("my_fan_speed"), engine.calls("my_fan_speed"), rest.calls("my_fan_speed"))
	}
}
