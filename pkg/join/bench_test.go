package join_test

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// bigFleet is 2,000 cards of 2,000 pods over 6 h at a step of 60 s.
func bigFleet() *fleet {
	const n, hours = 2000, 6
	end := int64(hours * 3_600_000)
	f := &fleet{grid: join.StepGrid(0, end, 60_000), world: join.World{Devices: map[ownership.Device]join.DeviceInfo{},
		Replicas: map[ownership.Replica]join.ReplicaInfo{}, Presence: map[ownership.Device]ownership.Spans{}}}
	for i := range n {
		d := ownership.Device{Cluster: "c", Node: fmt.Sprintf("n%d", i/8), UUID: fmt.Sprintf("GPU-%d", i)}
		p := ownership.Replica{Cluster: "c", Namespace: "llm", Pod: fmt.Sprintf("pod-%d", i)}
		v := make([]float64, f.grid.Cells())
		for k := range v {
			v[k] = float64((i*k)%97) / 97
		}
		f.world.Devices[d] = join.DeviceInfo{SliceShare: 1}
		f.world.Presence[d] = ownership.Spans{{From: 0, To: end}}
		f.world.Replicas[p] = join.ReplicaInfo{Engine: "vllm", Models: []string{fmt.Sprintf("model-%d", i%10)}}
		f.world.Intervals = append(f.world.Intervals, ownership.Interval{Device: d, Replica: p, From: 0, To: end,
			Method: ownership.MethodGPULabels, Share: 1})
		f.tokens = append(f.tokens, join.Source{Replica: p, V: v})
		f.power = append(f.power, join.Source{Device: d, V: v})
		f.tensor = append(f.tensor, join.Source{Device: d, V: v})
	}
	return f
}

// BenchmarkJoin joins three operands of 2,000 cards × 2,000 pods × 6 h.
func BenchmarkJoin(b *testing.B) {
	f := bigFleet()
	for _, grain := range []string{"device", "replica", "model"} {
		b.Run(grain, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.run(grain)
			}
		})
	}
}
