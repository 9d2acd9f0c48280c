package join_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// fleet is a random world with series to join.
type fleet struct {
	grid                  join.Grid
	world                 join.World
	tokens, power, tensor []join.Source
}

const rangeEnd = int64(3_600_000)

// randomFleet has cards that change hands, are shared, idle or sliced, and replicas that hold several cards or none.
func randomFleet(r *rand.Rand, cluster string, grid join.Grid) *fleet {
	f := &fleet{grid: grid, world: join.World{Devices: map[ownership.Device]join.DeviceInfo{},
		Replicas: map[ownership.Replica]join.ReplicaInfo{}, Presence: map[ownership.Device]ownership.Spans{}}}
	var pods []ownership.Replica
	for i := range 2 + r.IntN(6) {
		p := ownership.Replica{Cluster: cluster, Namespace: "llm", Pod: fmt.Sprintf("pod-%d", i)}
		pods = append(pods, p)
		f.world.Replicas[p] = join.ReplicaInfo{Engine: "vllm", Models: []string{fmt.Sprintf("model-%d", i%3)}}
		f.tokens = append(f.tokens, join.Source{Replica: p, V: f.cells(r, 1000, 0.1)})
	}
	for i := range 2 + r.IntN(8) {
		f.addCard(r, cluster, i, pods)
	}
	return f
}

func (f *fleet) addCard(r *rand.Rand, cluster string, i int, pods []ownership.Replica) {
	d := ownership.Device{Cluster: cluster, Node: fmt.Sprintf("n%d", i%2), UUID: fmt.Sprintf("GPU-%d", i)}
	info := join.DeviceInfo{Model: "H100", SliceShare: 1}
	if r.IntN(4) == 0 {
		d.MIG, info.SliceShare = "1", 1.0/7
	}
	f.world.Devices[d] = info
	f.world.Presence[d] = ownership.Spans{{From: 0, To: rangeEnd}}
	f.power = append(f.power, join.Source{Device: d, V: f.cells(r, 700, 0)})
	f.tensor = append(f.tensor, join.Source{Device: d, V: f.cells(r, 1, 0.1)})
	for t := int64(0); t < rangeEnd; {
		end := min(rangeEnd, t+int64(r.IntN(int(rangeEnd))))
		owners := r.Perm(len(pods))[:min(len(pods), r.IntN(3))]
		for _, o := range owners {
			f.world.Intervals = append(f.world.Intervals, ownership.Interval{Device: d, Replica: pods[o], From: t, To: end,
				Method: ownership.MethodGPULabels, Share: 1 / float64(len(owners))})
		}
		t = end + 1
	}
}

func (f *fleet) cells(r *rand.Rand, scale, gaps float64) []float64 {
	out := make([]float64, f.grid.Cells())
	for i := range out {
		out[i] = r.Float64() * scale
		if r.Float64() < gaps {
			out[i] = math.NaN()
		}
	}
	return out
}

var grains = map[string][]string{
	"device": {"cluster", "node", "gpu_uuid", "mig_id", "namespace", "pod"}, "replica": {"cluster", "namespace", "pod"},
	"model": {"cluster", "llm_model"}, "node": {"cluster", "node"}, "cluster": {"cluster"},
}

// run joins the fleet's three operands: tokens/s, watts and mean tensor activity.
func (f *fleet) run(grain string) join.Answer {
	return join.Run(join.Input{Grid: f.grid, World: f.world, Plan: join.NewPlan(grains[grain], nil, nil), Operands: []join.Operand{
		{Name: "tokens", Level: join.LevelReplica, Time: join.TimeAmount, PerSecond: true, Sources: f.tokens},
		{Name: "power", Level: join.LevelDevice, PerSecond: true, CardLevel: true, Sources: f.power},
		{Name: "tensor", Level: join.LevelDevice, Space: join.Intensive, Sources: f.tensor},
	}})
}

// total adds an operand over rows and steps.
func total(a join.Answer, operand int) float64 {
	sum := 0.0
	for _, r := range a.Rows {
		for _, v := range r.Values[operand] {
			if !math.IsNaN(v) {
				sum += v
			}
		}
	}
	return sum
}
