package catalog_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

const ownJSON = `[
  {"id": "fan_speed", "family": "gpu", "kind": "gauge", "space": "intensive", "unit": "percentunit",
   "title": "Fan", "description": "Speed of the fan",
   "alternatives": [{"metric": "site.fan.speed", "scale": 0.01, "match": {"where": "front \"left\""}}]},
  {"id": "gpu_price", "alternatives": [{"metric": "site_gpu_price", "labels": {"gpu_model": ["sku"]}}]}
]`

func with(t *testing.T, text string) (*catalog.Catalog, error) {
	t.Helper()
	own, err := catalog.ParseOwn([]byte(text))
	if err != nil {
		return nil, err
	}
	return mustDefault(t).With(own)
}

func TestOwnSignals(t *testing.T) {
	c, err := with(t, ownJSON)
	if err != nil {
		t.Fatal(err)
	}
	fan := c.Alternatives("fan_speed")
	if len(fan) != 1 || fan[0].System != catalog.OwnSystem || fan[0].Scale != 0.01 {
		t.Fatalf("%+v", fan)
	}
	if got := fan[0].Selector(); got != `{__name__="site.fan.speed",where="front \"left\""}` {
		t.Error(got)
	}
	labels := fan[0].Canonical(map[string]string{"exported_pod": "a", "pod": "b", "node": "n"})
	if labels["pod"] != "a" || labels["node"] != "n" {
		t.Error(labels)
	}
	if got := strings.Join(c.Reporting("gpu_price"), " "); got != "opencost own price-series" {
		t.Error(got)
	}
	if _, ok := mustDefault(t).Signal("fan_speed"); ok {
		t.Error("the shipped catalog has changed")
	}
}

func TestOwnSignalsReplaceEarlierOnes(t *testing.T) {
	c, err := with(t, ownJSON)
	if err != nil {
		t.Fatal(err)
	}
	own, err := catalog.ParseOwn([]byte(`[{"id": "gpu_price", "alternatives": [{"metric": "other"}]}]`))
	if err != nil {
		t.Fatal(err)
	}
	if c, err = c.With(own); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Names("gpu_price"), " "); got != "node_gpu_hourly_cost other tokenpath_gpu_hourly_price" {
		t.Error(got)
	}
}

func TestNoOwnSignals(t *testing.T) {
	for _, text := range []string{"[]", "null"} {
		c, err := with(t, text)
		if err != nil || c != mustDefault(t) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestOwnSignalsRefused(t *testing.T) {
	const complete = `"family": "gpu", "kind": "gauge", "space": "intensive", "unit": "s", "title": "T", "description": "D"`
	for _, tc := range []struct{ name, text, want string }{
		{"unknown key", `[{"id": "a", "color": 1}]`, "color"},
		{"no list", `{"id": "a"}`, "own signals"},
		{"not text of either kind", `[{`, "own signals"},
		{"incomplete", `[{"id": "a", "alternatives": [{"metric": "m"}]}]`, "signal a: field family"},
		{"no alternatives", `[{"id": "a", ` + complete + `}]`, "no alternatives"},
		{"id of the catalog redefined", `[{"id": "ttft", ` + complete + `, "alternatives": [{"metric": "m"}]}]`, "signal ttft: field id"},
		{"listed twice", `[{"id": "gpu_price", "alternatives": [{"metric": "m"}]}, {"id": "gpu_price", "alternatives": [{"metric": "n"}]}]`, "listed twice"},
		{"derived", `[{"id": "gpu_cost", "alternatives": [{"metric": "m"}]}]`, "derived"},
		{"too long", strings.Repeat(" ", 1<<20) + "[]", "more than"},
	} {
		if _, err := with(t, tc.text); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

// Whatever users type, the answer is a catalog or an error, and what is accepted can be turned into PromQL.
func FuzzOwnSignals(f *testing.F) {
	f.Add(ownJSON)
	f.Add("- id: a\n  family: gpu\n  kind: ratio\n  space: intensive\n  unit: s\n  title: t\n  description: d\n" +
		"  alternatives: [{numerator: x, denominator: y}]")
	f.Add("- &a [*a]")
	f.Add("[{id: gpu_price, alternatives: [{metric: \"a\\\"} or {\"}]}]")
	base := mustDefault(f)
	f.Fuzz(func(t *testing.T, text string) {
		own, err := catalog.ParseOwn([]byte(text))
		if err != nil {
			return
		}
		c, err := base.With(own)
		if err != nil {
			return
		}
		for _, o := range own {
			for _, a := range c.Alternatives(o.ID) {
				if _, ok := readSelector(a.Selector()); !ok {
					t.Fatalf("%s", a.Selector())
				}
			}
		}
	})
}
