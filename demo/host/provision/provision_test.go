package provision_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host/provision"
)

func env(values map[string]string) provision.Getenv {
	return func(name string) string { return values[name] }
}

const sample = `
apiVersion: 1
datasources:
  - name: Tokenpath
    type: tokenpath-correlation-datasource
    uid: tokenpath
    url: ${STORE_URL}
    isDefault: true
    editable: $EDITABLE
    basicAuth: true
    basicAuthUser: $__env{STORE_USER}
    jsonData:
      timeInterval: ${STEP}
      limits: { series: "${SERIES}", outputRows: 100 }
      prices:
        - { gpu_model: "a$$b", per_hour: 2.5 }
    secureJsonData:
      basicAuthPassword: ${SECRET}
      httpHeaderValue1: 12
`

func TestParseExpandsTheEnvironmentEverywhere(t *testing.T) {
	got, err := provision.Parse([]byte(sample), env(map[string]string{
		"STORE_URL": "http://127.0.0.1:9090", "EDITABLE": "true", "STORE_USER": "me",
		"STEP": "15s", "SERIES": "50", "SECRET": "s3cret",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := []provision.Datasource{{
		Name: "Tokenpath", Type: "tokenpath-correlation-datasource", UID: "tokenpath", Access: "proxy",
		URL: "http://127.0.0.1:9090", IsDefault: true, Editable: true, BasicAuth: true, BasicAuthUser: "me",
		JSONData: map[string]any{
			"timeInterval": "15s",
			"limits":       map[string]any{"series": int64(50), "outputRows": 100},
			"prices":       []any{map[string]any{"gpu_model": "a$b", "per_hour": 2.5}},
		},
		SecureJSONData: map[string]string{"basicAuthPassword": "s3cret", "httpHeaderValue1": "12"},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %#v\nwant %#v", got, want)
	}
}

func TestParseRefusesWhatGrafanaWouldRefuse(t *testing.T) {
	for name, body := range map[string]string{
		"no name":    "datasources: [{type: x}]",
		"no type":    "datasources: [{name: x}]",
		"not YAML":   "datasources: [",
		"no boolean": "datasources: [{name: x, type: y, isDefault: yes}]",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := provision.Parse([]byte(body), env(nil)); err == nil {
				t.Fatal("want an error")
			}
		})
	}
}

func TestAnUnsetVariableIsEmptyEvenWithAShellDefault(t *testing.T) {
	got, err := provision.Parse([]byte("datasources: [{name: a, type: b, url: '${X:-http://default}'}]"), env(nil))
	if err != nil {
		t.Fatal(err)
	}
	if got[0].URL != "" {
		t.Fatalf("Grafana knows no defaults, got %q", got[0].URL)
	}
}

func TestReadDirReadsYAMLFilesInOrderAndChecksTheDefault(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("b.yml", "datasources: [{name: second, type: t, isDefault: true}]")
	write("a.yaml", "datasources: [{name: first, type: t}]")
	write("c.txt", "not YAML: [")
	got, err := provision.ReadDir(dir, env(nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Name != "first" || got[1].Name != "second" {
		t.Fatalf("got %v", got)
	}
	write("d.yaml", "datasources: [{name: third, type: t, isDefault: true}]")
	if _, err := provision.ReadDir(dir, env(nil)); err == nil {
		t.Fatal("two defaults must be refused")
	}
}
