package catalog_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// A catalog of one level, one counter, one distribution, one ratio and one derived signal.
const fewSignals = `
signals:
  - {id: level, family: engine, kind: gauge, space: intensive, unit: none, title: L, description: A level}
  - {id: count, family: engine, kind: counter, space: additive, unit: none, title: C, description: A counter}
  - {id: dist, family: engine, kind: distribution, space: distribution, unit: s, title: D, description: A distribution}
  - {id: part, family: engine, kind: ratio, space: intensive, unit: percentunit, title: P, description: A ratio}
  - {id: made, family: cost, kind: counter, space: additive, unit: none, title: M, description: Made, derived: true}
`

func load(signals, system string) (*catalog.Catalog, error) {
	return catalog.Load(
		[]catalog.File{{Name: "signals/x.yaml", Data: []byte(signals)}},
		[]catalog.File{{Name: "systems/y.yaml", Data: []byte(system)}})
}

func system(signals string) string {
	return "id: y\ntitle: Y\nrole: kubernetes\nsignals:\n" + signals
}

func TestLoadFillsDefaults(t *testing.T) {
	c, err := load(fewSignals, `
id: y
title: Y
role: engine
engine: y
labels: {pod: [pod], node: [node]}
dims: {rank: rank}
require: [model]
forbid: [server]
max_valid: 10
presence: [m]
signals:
  level:
    - {metric: m}
    - {metric: n, scale: 2, max_valid: 20, labels: {pod: [p]}, dims: {rank: once}, require: [a], kind: state}
`)
	if err != nil {
		t.Fatal(err)
	}
	as := c.Alternatives("level")
	if as[0].Scale != 1 || as[0].MaxValid != 10 || as[0].Kind != catalog.KindGauge || as[0].System != "y" || as[0].Signal != "level" {
		t.Errorf("%+v", as[0])
	}
	b := as[1]
	if b.Scale != 2 || b.MaxValid != 20 || b.Kind != catalog.KindState || b.Labels["pod"][0] != "p" ||
		b.Labels["node"][0] != "node" || b.Dims["rank"] != catalog.DimOnce {
		t.Errorf("%+v", b)
	}
	if got := b.Selector(); got != `{__name__="n",a!="",model!="",server=""}` {
		t.Error(got)
	}
}

func TestLoadRefuses(t *testing.T) {
	signal := func(fields string) string {
		return "signals:\n  - {" + fields + "}\n"
	}
	ok := system("  level: [{metric: m}]")
	for _, tc := range []struct {
		name, signals, system string
		want                  []string
	}{
		{"unknown key of a signal", signal("id: a, colour: red"), ok, []string{"signals/x.yaml", "colour"}},
		{"unknown key of an alternative", fewSignals, system("  level: [{metrc: m}]"), []string{"systems/y.yaml", "metrc"}},
		{"unknown key of a system", fewSignals, ok + "\nroll: engine\n", []string{"systems/y.yaml", "roll"}},
		{"repeated key", fewSignals, ok + "\nid: z\n", []string{"systems/y.yaml", "already defined"}},
		{"empty file", "", ok, []string{"signals/x.yaml", "empty"}},
		{"two documents", fewSignals + "\n---\nsignals: []\n", ok, []string{"more than one"}},
		{"not YAML", "signals: [", ok, []string{"signals/x.yaml"}},
		{"wrong type", fewSignals, system("  level: [{metric: m, scale: much}]"), []string{"systems/y.yaml", "much"}},
		{"id form", signal("id: Bad-Id, family: engine, kind: gauge, space: additive, unit: s, title: t, description: d"), ok, []string{"Bad-Id", "field id"}},
		{"id twice", fewSignals + "  - {id: level, family: engine, kind: gauge, space: additive, unit: s, title: t, description: d}\n", ok, []string{"signal level", "field id", "taken"}},
		{"family", signal("id: a, family: cars, kind: gauge, space: additive, unit: s, title: t, description: d"), ok, []string{"signal a", "field family", "cars", "engine"}},
		{"kind", signal("id: a, family: engine, kind: gouge, space: additive, unit: s, title: t, description: d"), ok, []string{"field kind", "gouge"}},
		{"space", signal("id: a, family: engine, kind: gauge, space: outer, unit: s, title: t, description: d"), ok, []string{"field space", "outer"}},
		{"space of a distribution", signal("id: a, family: engine, kind: distribution, space: additive, unit: s, title: t, description: d"), ok, []string{"field space", "distribution"}},
		{"space of a ratio", signal("id: a, family: engine, kind: ratio, space: additive, unit: s, title: t, description: d"), ok, []string{"field space", "intensive"}},
		{"no words", signal("id: a, family: engine, kind: gauge, space: additive"), ok, []string{"field unit", "field title", "field description"}},
		{"rate of a level", signal("id: a, family: engine, kind: gauge, space: additive, unit: s, per_second_unit: s, title: t, description: d"), ok, []string{"field per_second_unit"}},
		{"default statistic", signal("id: a, family: engine, kind: gauge, space: additive, unit: s, title: t, description: d, default_stat: p95"), ok, []string{"field default_stat", "p95"}},

		{"system id", fewSignals, "id: Y\ntitle: Y\nrole: gpu\npresence: [m]\nsignals: {level: [{metric: m}]}\n", []string{"systems/y.yaml", "field id"}},
		{"role", fewSignals, "id: y\ntitle: Y\nrole: king\nsignals: {level: [{metric: m}]}\n", []string{"field role", "king"}},
		{"engine without a name", fewSignals, "id: y\ntitle: Y\nrole: engine\npresence: [m]\nsignals: {level: [{metric: m}]}\n", []string{"field engine"}},
		{"name without an engine", fewSignals, ok + "\nengine: y\n", []string{"field engine"}},
		{"nothing that shows presence", fewSignals, "id: y\ntitle: Y\nrole: gpu\nsignals: {level: [{metric: m}]}\n", []string{"field presence"}},
		{"no signals", fewSignals, "id: y\ntitle: Y\nrole: cost\n", []string{"field signals"}},
		{"labels", fewSignals, ok + "\nlabels: {planet: [p]}\n", []string{"field labels", "planet"}},
		{"label without source", fewSignals, ok + "\nlabels: {pod: []}\n", []string{"field labels", "pod"}},
		{"dims", fewSignals, ok + "\ndims: {rank: twice}\n", []string{"field dims", "twice"}},
		{"required and forbidden", fewSignals, ok + "\nrequire: [a]\nforbid: [a]\n", []string{"field require", "a is required and forbidden"}},
		{"largest value", fewSignals, ok + "\nmax_valid: -1\n", []string{"field max_valid"}},

		{"unknown signal", fewSignals, system("  nothing: [{metric: m}]"), []string{"signal nothing", "no such signal"}},
		{"series of a derived signal", fewSignals, system("  made: [{metric: m}]"), []string{"signal made", "derived"}},
		{"no alternatives", fewSignals, system("  level: []"), []string{"signal level", "no alternatives"}},
		{"nothing named", fewSignals, system("  level: [{scale: 2}]"), []string{"signal level", "field metric", "exactly one"}},
		{"two forms", fewSignals, system("  level: [{metric: m, sum: [a, b]}]"), []string{"field metric", "exactly one"}},
		{"ratio with a metric", fewSignals, system("  part: [{metric: m}]"), []string{"signal part", "field numerator"}},
		{"half a ratio", fewSignals, system("  part: [{numerator: m}]"), []string{"field denominator"}},
		{"ratio for a counter", fewSignals, system("  count: [{numerator: a, denominator: b}]"), []string{"field numerator"}},
		{"sum of counters", fewSignals, system("  count: [{sum: [a, b]}]"), []string{"field sum"}},
		{"optional elsewhere", fewSignals, system("  level: [{sum: [a, b], optional: [c]}]"), []string{"field optional", `"c"`}},
		{"all optional", fewSignals, system("  level: [{sum: [a, b], optional: [a, b]}]"), []string{"field optional", "at least one"}},
		{"kind of an alternative", fewSignals, system("  count: [{metric: m, kind: gauge}]"), []string{"signal count", "field kind", "gauge", "counter"}},
		{"scale", fewSignals, system("  level: [{metric: m, scale: -1}]"), []string{"field scale", "-1"}},
		{"infinite scale", fewSignals, system("  level: [{metric: m, scale: .inf}]"), []string{"field scale"}},
		{"scale that is no number", fewSignals, system("  level: [{metric: m, scale: .nan}]"), []string{"field scale"}},
		{"half a rescale", fewSignals, system("  level: [{metric: m, rescale_above: 1}]"), []string{"field rescale_by"}},
		{"rescale of a counter", fewSignals, system("  count: [{metric: m, rescale_above: 1, rescale_by: 0.1}]"), []string{"field rescale_above"}},
		{"bucket of a level", fewSignals, system("  level: [{metric: m, first_bucket: 1}]"), []string{"field first_bucket"}},
		{"pattern", fewSignals, system("  level: [{metric: m, match_regex: {a: '('}}]"), []string{"field match_regex", "a:"}},
		{"empty label", fewSignals, system("  level: [{metric: m, match: {'': x}}]"), []string{"field match"}},
		{"constant", fewSignals, system("  level: [{metric: m, const: {A-B: x}}]"), []string{"field const", "A-B"}},
		{"listed twice", fewSignals, system("  level: [{metric: m}, {metric: m, scale: 2}]"), []string{"field metric", "twice"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := load(tc.signals, tc.system)
			if err == nil {
				t.Fatal("accepted")
			}
			for _, part := range tc.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func TestLoadReportsEveryProblem(t *testing.T) {
	_, err := load(fewSignals, system("  level: [{metric: m, scale: -1}]\n  nothing: [{metric: m}]"))
	var p catalog.Problem
	if !errors.As(err, &p) || p.File != "systems/y.yaml" {
		t.Fatal(err)
	}
	if n := strings.Count(err.Error(), "\n") + 1; n != 2 {
		t.Errorf("%d problems: %v", n, err)
	}
}

func TestSameSystemTwice(t *testing.T) {
	file := catalog.File{Name: "systems/y.yaml", Data: []byte(system("  level: [{metric: m}]"))}
	_, err := catalog.Load([]catalog.File{{Name: "s", Data: []byte(fewSignals)}}, []catalog.File{file, file})
	if err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Error(err)
	}
}
