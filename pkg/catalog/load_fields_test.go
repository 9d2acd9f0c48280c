package catalog_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// What a system file may not say.
func TestSystemFieldsRefused(t *testing.T) {
	signals := []catalog.File{{Name: "s.yaml", Data: []byte("signals: [{id: level, family: gpu, kind: gauge, space: additive, unit: none, title: T, description: D}]")}}
	const gpu = "id: a\ntitle: A\nrole: gpu\npresence: [m]\nsignals: {level: [{metric: m}]}\n"
	for text, want := range map[string]string{
		gpu + "device_presence: [m]\n":                                   "only an engine reports on devices",
		gpu + "model_from_pod: true\n":                                   "only an engine serves a model",
		strings.Replace(gpu, "{metric: m}", "{metric: m, beside: x}", 1): "presence metrics",
		gpu + "hop: 1\n":                                                 "only a gateway",
		gpu + "prefixes: [a]\n":                                          "at least one more",
		gpu + "prefixes: [a, '']\n":                                      "a prefix is empty",
		strings.Replace(gpu, "presence: [m]", "presence: [m]\nlabels: {x: [y]}", 1): "not a canonical label",
	} {
		if _, err := catalog.Load(signals, []catalog.File{{Name: "a.yaml", Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}
