package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

const (
	// maxGroups bounds the groups that an answer tells of, maxChanges the changes of ownership of each.
	maxGroups  = 200
	maxChanges = 100
)

// facts tell of the groups of which the answer shows a device, the largest loss first.
func (b *balancing) facts() *models.BalanceFacts {
	out := &models.BalanceFacts{Groups: []models.BalanceGroup{}}
	shown := map[*balance.Result]bool{}
	for _, r := range b.rowsBy(nil) {
		for _, m := range r.Members {
			shown[m.Result] = true
		}
	}
	for i, g := range b.groups {
		if shown[b.results[i]] {
			out.Groups = append(out.Groups, b.group(g, b.results[i]))
		}
	}
	loss := func(g models.BalanceGroup) float64 {
		if g.LostGPUSeconds == nil {
			return -1
		}
		return *g.LostGPUSeconds
	}
	slices.SortStableFunc(out.Groups, func(x, y models.BalanceGroup) int { return -cmp.Compare(loss(x), loss(y)) })
	out.Groups = out.Groups[:min(maxGroups, len(out.Groups))]
	return out
}

// group tells of one group over the whole range.
func (b *balancing) group(g *parallelGroup, x *balance.Result) models.BalanceGroup {
	row := balance.Row{Seconds: b.seconds()}
	for i := range g.tracks {
		row.Members = append(row.Members, balance.Member{Result: x, Rank: i, Part: 1})
	}
	out := models.BalanceGroup{Key: b.groupKey(g), Kind: g.kind, Ranks: g.devices(), Spread: figure(x.WholeSpread),
		LostGPUSeconds: figure(total(row.LostGPUSeconds())), Stragglers: []models.Straggler{}, BandwidthBound: x.WholeBound == 1,
		Stages: x.Stages, NCCL: b.collectives(g), Changes: b.changes(g)}
	if currency, mixed := row.Currency(); b.money && !mixed {
		out.LostMoney, out.Currency = figure(total(row.LostMoney())), currency
	}
	if b.tells() {
		for _, s := range x.Stretches {
			out.Stragglers = append(out.Stragglers, models.Straggler{From: s.From, To: s.To, Device: b.deviceLabels(g, g.tracks[s.Rank]),
				Cause: s.Cause, LostShare: s.LostShare, Evidence: s.Evidence})
		}
	}
	out.Note = b.note(g, x, out)
	return out
}

// note says why there is nothing to tell, or what to think of a loss.
func (b *balancing) note(g *parallelGroup, x *balance.Result, told models.BalanceGroup) string {
	judged := slices.Contains(x.Judged, true)
	tensor := slices.ContainsFunc(x.Ranks, func(r balance.Rank) bool { return anyDefined(r.Values[balance.Tensor]) })
	switch {
	case g.kind == models.GroupUnknown && len(g.engines) == 0:
		return "No engine of the catalog reports from this pod, so nothing says which of its GPUs work together."
	case g.kind == models.GroupUnknown:
		return fmt.Sprintf("The pod has %d engine ranks, and nothing says which GPUs belong to which; bind them in the data source's settings.", len(g.ranks))
	case !tensor:
		return "No exporter reports the activity of these GPUs' tensor pipes, by which ranks are compared."
	case b.running == nil:
		return ""
	case !judged:
		return "No engine of this group reports when requests run, so waiting cannot be told from idling."
	case told.LostGPUSeconds != nil && *told.LostGPUSeconds > 0 && x.MemoryBound:
		return fmt.Sprintf("The loss is an upper bound: memory is busier than the tensor pipes (%.2g against %.2g of the time), so a part of decode waits for memory and not for a rank.", x.DRAM, x.Tensor)
	case !slices.ContainsFunc(x.Running, func(v float64) bool { return v > 0 }):
		return "No request ran in this time."
	case len(x.Stretches) == 0 && (told.LostGPUSeconds == nil || *told.LostGPUSeconds == 0):
		return "The ranks work evenly: they differ by less than 5 % wherever they do anything."
	case len(x.Stretches) == 0:
		return "No rank was the busiest over three samples in a row."
	}
	return ""
}

// groupKey are the labels that all of a group's devices have in common.
func (b *balancing) groupKey(g *parallelGroup) map[string]string {
	labels := []string{catalog.LabelCluster, catalog.LabelNamespace, catalog.LabelPod, catalog.LabelNode, catalog.LabelGPUModel, catalog.LabelEngine, catalog.LabelRole}
	out := b.labelsOf(g, g.tracks[0], labels)
	for _, t := range g.tracks[1:] {
		other := b.labelsOf(g, t, labels)
		for l, v := range out {
			if other[l] != v {
				delete(out, l)
			}
		}
	}
	if len(g.models) == 1 {
		out[catalog.LabelLLMModel] = g.models[0]
	}
	out[models.LabelGroup] = g.name
	return out
}

// deviceLabels are those of one of a group's devices, as far as they are known.
func (b *balancing) deviceLabels(g *parallelGroup, t join.Track) map[string]string {
	return b.labelsOf(g, t, rankKey)
}

func (b *balancing) labelsOf(g *parallelGroup, t join.Track, labels []string) map[string]string {
	get := b.world.LabelsOf(t.Device, t.Replica, "", g.own(t.Replica, b.world))
	out := map[string]string{}
	for _, l := range labels {
		if v := get(l); v != "" {
			out[l] = v
		}
	}
	return out
}

// devices counts a group's devices, each once whoever of its pods held it.
func (g *parallelGroup) devices() int {
	seen := map[any]bool{}
	for _, t := range g.tracks {
		seen[t.Device] = true
	}
	return len(seen)
}

// changes are the devices that came to or left a group inside the range. Where the data begin and end, nothing changes.
func (b *balancing) changes(g *parallelGroup) []models.OwnershipChange {
	within := rangeOf(b.grid)
	native := b.nativeStep()
	begin, end := within.From+native, min(within.To-native, b.world.gpu.newest)
	if n := len(b.world.Intervals); n > 0 {
		first := slices.MinFunc(b.world.Intervals, func(x, y ownership.Interval) int { return cmp.Compare(x.From, y.From) })
		begin = max(begin, first.From+native)
	}
	var out []models.OwnershipChange
	for _, t := range g.tracks {
		labels := b.deviceLabels(g, t)
		for i, s := range t.Spans {
			if s.From > begin && (i == 0 || t.Spans[i-1].To < s.From) {
				out = append(out, models.OwnershipChange{At: s.From, Device: labels, Joined: true})
			}
			if s.To < end && (i+1 == len(t.Spans) || s.To < t.Spans[i+1].From) {
				out = append(out, models.OwnershipChange{At: s.To, Device: labels})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y models.OwnershipChange) int { return cmp.Compare(x.At, y.At) })
	return out[:min(maxChanges, len(out))]
}

// total adds what is defined, undefined where nothing is.
func total(v []float64) float64 {
	sum, any := 0.0, false
	for _, x := range v {
		if x == x {
			sum, any = sum+x, true
		}
	}
	if !any {
		return undefined
	}
	return sum
}

func figure(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}
