package acceptance_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// The demo's uneven groups are known, so its stragglers are too: these and no others. The rest stays quiet.
func TestBalance_TheFleetsStragglers(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates six hours")
	}
	_, w := simulated(t)
	w.settings = `{"currencies":[{"cluster":"prod-us","currency":"USD"},{"currency":"EUR"}],"groupLabels":["` + fleet.GroupLabel + `"]}`
	a := w.ask(groups().between(-6*3600, 0))
	want := map[string]struct {
		index, node, cause string
		from, to           time.Duration
	}{
		"llama-405b-0":        {"5", "n5", "clock", fleet.GroupThrottleFromBefore, fleet.GroupThrottleToBefore},
		"prod-eu/llama-70b-0": {"2", "n1", "clock", 90 * time.Minute, 50 * time.Minute},
		"mixtral-8x7b-0":      {"1", "n9", "work", 50 * time.Minute, 20 * time.Minute},
	}
	quiet := 0
	for _, g := range a.groups() {
		name := g.Key["group"]
		c, uneven := want[name]
		if name == "llama-70b-0" {
			c, uneven = want[g.Key["cluster"]+"/"+name]
		}
		if !uneven {
			quiet++
			// Exporters of two nodes sample at different instants, and there is noise: one window of a thousand may look uneven.
			noise := map[bool]float64{true: 0.0005 * 6 * 3600 * float64(g.Ranks)}[g.Kind == "labels"]
			if len(g.Stragglers) > 0 || g.LostGPUSeconds != nil && *g.LostGPUSeconds > noise || g.Note == "" {
				t.Errorf("%s is not quiet: %v, %+v", name, figureOf(g.LostGPUSeconds), g)
			}
			continue
		}
		if len(g.Stragglers) != 1 || g.LostGPUSeconds == nil || g.LostMoney == nil {
			t.Errorf("%s: %+v", name, g)
			continue
		}
		s := g.Stragglers[0]
		if s.Device["gpu_index"] != c.index || s.Device["node"] != c.node || s.Cause != c.cause || s.LostShare < 0.1 {
			t.Errorf("%s: %+v", name, s)
		}
		for _, end := range [][2]int64{{s.From, origin.Add(-c.from).UnixMilli()}, {s.To, origin.Add(-c.to).UnixMilli()}} {
			if d := end[0] - end[1]; d < -60_000 || d > 120_000 {
				t.Errorf("%s: off by %d ms: %+v", name, d, s)
			}
		}
		if c.cause == "clock" {
			clock, mid, _ := s.evidence(t, "clock", "")
			share, _, _ := s.evidence(t, "throttle", "thermal")
			a.near(name+"'s clock", clock, fleet.ThrottledClockMHz*1e6, 0.02*clock)
			a.near(name+"'s throttle", share, 0.41, 0.02)
			if mid < 1.2*clock {
				t.Errorf("%s: median %g", name, mid)
			}
		}
	}
	if quiet < 8 {
		t.Errorf("only %d quiet groups", quiet)
	}
	if g := a.groups()[0]; g.Key["group"] != "llama-405b-0" || g.Ranks != 8 {
		t.Errorf("the largest loss is of %v", g.Key)
	}
	tied := a.group("llama-33-lws-0")
	if tied.Kind != "labels" || tied.Ranks != 4 || tied.Key["node"] != "" {
		t.Errorf("%+v", tied)
	}
	if g := a.group("qwen-8b-dp-0"); g.Kind != "unknown" {
		t.Errorf("%+v", g)
	}
	var values struct{ Values []string }
	w.post("label-values", map[string]any{"label": "group", "from": at(-3600).UnixMilli(), "to": at(0).UnixMilli()}, &values)
	if !slices.Contains(values.Values, "llama-33-lws-0") || !slices.Contains(values.Values, "llama-405b-0") || slices.Contains(values.Values, "llama-33-lws-0-1") {
		t.Errorf("groups %v", values.Values)
	}
}

// figureOf is a figure that may be missing.
func figureOf(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}
