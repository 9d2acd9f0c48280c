package acceptance_test

import (
	"testing"
)

// A user's own signals are read as the catalog's are: by their labels, in their unit, as their kind says.
func TestOwnSignalsOfSettings(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10), more: map[string]fn{"site_words_total": growing(4)}}.series(),
		exposed([]string{"job", "fans", "instance", "n1:9999", "card", "GPU-a", "host", "n1"}, map[string]fn{"site.fan.percent": constant(40)}))
	w.settings = `{"signals":[
		{"id":"fan","family":"gpu","kind":"gauge","unit":"percentunit","alternatives":[
			{"metric":"fan_of_old"},
			{"metric":"site.fan.percent","scale":0.01,"labels":{"gpu_uuid":["card"],"node":["host"]}}]},
		{"id":"words","family":"engine","kind":"counter","alternatives":[{"metric":"site_words_total"}]}]}`
	a := w.ask(table("replica", tokens, operand{As: "fan", Signal: "fan"}, operand{As: "words", Signal: "words", Stat: "total"}, operand{As: "each", Formula: "words / tokens"}))
	r := a.one("pod", "llama-0")
	a.near("fan", r["fan"], 0.4, 1e-9)
	a.near("words", r["words"], 4800, 0)
	a.near("each", r["each"], 0.4, 1e-9)
}

// A mistake in the settings is answered to every query, with the field's name.
func TestSettingsThatTheCatalogRefuses(t *testing.T) {
	for _, c := range []struct{ settings, field string }{
		{`{"signals":[{"id":"fan","family":"gpu","kind":"speed","alternatives":[{"metric":"m"}]}]}`, "kind"},
		{`{"signals":[{"id":"fan","colour":"red","family":"gpu","kind":"gauge","alternatives":[{"metric":"m"}]}]}`, "colour"},
		{`{"signals":[{"id":"ttft","family":"gpu","kind":"gauge","alternatives":[{"metric":"m"}]}]}`, "ttft"},
		{`{"tenantLabels":["team","request_id"]}`, "tenantLabels[1]"},
	} {
		w := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(10)}.series())
		w.settings = c.settings
		wantPluginError(t, w.try(table("replica", tokens)), c.field)
	}
}
