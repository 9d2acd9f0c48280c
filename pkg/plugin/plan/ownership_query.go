package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Ownership answers an ownership query: who held which device when, and how that is known.
func Ownership(ctx context.Context, env Env, memo *Memo, req Request) (*frames.Ownership, error) {
	l, err := list(ctx, env, memo, req, nil)
	if err != nil {
		return nil, err
	}
	out := &frames.Ownership{}
	intervals := slices.Clone(l.world.Intervals)
	slices.SortStableFunc(intervals, compareIntervals)
	for _, iv := range intervals {
		from, to := max(iv.From, req.From), min(l.heldTo(iv), req.To)
		if from >= to || !l.keeps(iv.Device, iv.Replica, nil) {
			continue
		}
		out.Intervals = append(out.Intervals, l.interval(iv, from, to))
	}
	if most := env.Settings.Limits.MaxOutputRows(); len(out.Intervals) > most {
		return nil, models.Fieldf("filters", "the answer has %d intervals, more than %d; filter by cluster, node or namespace, or ask for a shorter range", len(out.Intervals), most)
	}
	out.Found = l.found(l.noDevices(len(out.Intervals)), nil)
	return out, nil
}

func compareIntervals(a, b ownership.Interval) int {
	return cmp.Or(ownership.CompareDevices(a.Device, b.Device), cmp.Compare(a.From, b.From), ownership.CompareReplicas(a.Replica, b.Replica))
}

// heldTo is the end of an interval. What the newest samples still show is held, so it ends with the range, or now where
// the range goes on into the future; a source that has stopped says nothing of the time after it.
func (l *listing) heldTo(iv ownership.Interval) int64 {
	gpu, now := l.world.gpu, min(l.req.To, l.env.Now)
	if iv.To+gpu.native < gpu.newest || now-gpu.newest > max(lateBound, 4*gpu.native) {
		return iv.To
	}
	return max(iv.To, now)
}

func (l *listing) interval(iv ownership.Interval, from, to int64) frames.Interval {
	info, ok := l.world.Devices[iv.Device]
	if !ok {
		info = join.DeviceInfo{SliceShare: 1}
	}
	return frames.Interval{Cluster: cmp.Or(iv.Device.Cluster, iv.Replica.Cluster), Node: iv.Device.Node, GPUUUID: iv.Device.UUID, MIGID: iv.Device.MIG,
		Namespace: iv.Replica.Namespace, Pod: iv.Replica.Pod, From: from, To: to,
		Method: string(iv.Method), Confidence: iv.Method.Confidence(), Share: iv.Share * info.SliceShare,
		GPUIndex: info.Index, GPUModel: info.Model, LLMModel: strings.Join(l.world.Replicas[iv.Replica].Models, ", ")}
}

// noDevices says why there is no interval at all.
func (l *listing) noDevices(n int) []models.EmptySide {
	if n > 0 {
		return nil
	}
	return []models.EmptySide{l.emptySide("ownership", l.deviceNames(), l.world.gpu.series > 0)}
}
