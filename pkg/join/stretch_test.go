package join

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// A price that changes within the cell in which a card changes hands: each owner pays what it cost then, and a range cut
// anywhere costs the same.
func TestStretches_DoNotDependOnTheGrid(t *testing.T) {
	d := ownership.Device{Node: "n", UUID: "GPU-1"}
	a, b := ownership.Replica{Namespace: "llm", Pod: "a"}, ownership.Replica{Namespace: "llm", Pod: "b"}
	world := World{Devices: map[ownership.Device]DeviceInfo{d: {SliceShare: 1}},
		Replicas:  map[ownership.Replica]ReplicaInfo{a: {}, b: {}},
		Presence:  map[ownership.Device]ownership.Spans{d: {{From: 0, To: 600_000}}},
		Intervals: []ownership.Interval{{Device: d, Replica: a, From: 0, To: 107_000, Share: 1}, {Device: d, Replica: b, From: 107_000, To: 600_000, Share: 1}}}
	source := Source{Device: d, Stretches: []Stretch{{0, 103_000, 1}, {103_000, 600_000, 3}}}
	total := func(g Grid) map[string]float64 {
		out := map[string]float64{}
		answer := Run(Input{Grid: g, World: world, Plan: NewPlan([]string{"pod"}, nil, nil),
			Operands: []Operand{{Name: "cost", Level: LevelDevice, Space: Additive, Gaps: true, CardLevel: true, Sources: []Source{source}}}})
		for _, r := range answer.Rows {
			for _, v := range r.Values[0] {
				if v == v {
					out[r.Key[0]] += v
				}
			}
		}
		return out
	}
	want := map[string]float64{"a": 103 + 4*3, "b": 493 * 3}
	for name, parts := range map[string][]Grid{
		"whole":     {WholeGrid(0, 600_000, 30_000)},
		"one cell":  {WholeGrid(0, 600_000, 600_000)},
		"steps":     {StepGrid(0, 600_000, 60_000)},
		"refined":   {StepGrid(0, 600_000, 60_000).Refined(4)},
		"two parts": {WholeGrid(0, 105_300, 30_000), WholeGrid(105_300, 600_000, 30_000)},
	} {
		got := map[string]float64{}
		for _, g := range parts {
			for pod, v := range total(g) {
				got[pod] += v
			}
		}
		for pod, w := range want {
			if math.Abs(got[pod]-w) > 1e-9*w {
				t.Errorf("%s: %s costs %v, not %v", name, pod, got[pod], w)
			}
		}
	}
}
