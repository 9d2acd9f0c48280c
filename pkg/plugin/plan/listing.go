package plan

import (
	"context"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// listing is a query whose answer lists things in place of rows of a join: intervals, exemplars, events.
type listing struct {
	inquiry
	keep func(get func(label string) string) bool
	// byDevice and byReplica are the world's intervals.
	byDevice  map[ownership.Device][]ownership.Interval
	byReplica map[ownership.Replica][]ownership.Interval
}

// list finds out what exists and who held what. more are names beside those of devices, replicas and pods.
func list(ctx context.Context, env Env, memo *Memo, req Request, more []wanted) (*listing, error) {
	s := &session{env: env, memo: memo}
	found := inquiry{session: s, req: req}
	if err := found.inquire(ctx, append(s.worldNames(), more...), watch{}); err != nil {
		return nil, err
	}
	l := &listing{inquiry: found, keep: keep(found.conds), byDevice: map[ownership.Device][]ownership.Interval{},
		byReplica: map[ownership.Replica][]ownership.Interval{}}
	for _, iv := range l.world.Intervals {
		l.byDevice[iv.Device] = append(l.byDevice[iv.Device], iv)
		l.byReplica[iv.Replica] = append(l.byReplica[iv.Replica], iv)
	}
	return l, nil
}

// keeps tells whether a device and a replica pass the filters with one of the replica's models.
func (l *listing) keeps(d ownership.Device, r ownership.Replica, own map[string]string) bool {
	for _, m := range l.world.ModelsOf(r) {
		if l.keep(l.world.LabelsOf(d, r, m, own)) {
			return true
		}
	}
	return false
}

// keepsReplicaAt tells whether a replica passes the filters with one of the devices that it held at an instant, or
// without one.
func (l *listing) keepsReplicaAt(r ownership.Replica, at int64, own map[string]string) bool {
	for _, iv := range l.byReplica[r] {
		if iv.From <= at && at < iv.To && l.keeps(iv.Device, r, own) {
			return true
		}
	}
	return l.keeps(ownership.Device{}, r, own)
}

// holders are the replicas that held a device at an instant.
func (l *listing) holders(d ownership.Device, at int64) []ownership.Replica {
	var out []ownership.Replica
	for _, iv := range l.byDevice[d] {
		if iv.From <= at && at < iv.To {
			out = append(out, iv.Replica)
		}
	}
	return out
}

// found is what every list says of how much was there to be matched. told are the things without anything that the user
// is to be told of, quiet those that only the coverage names.
func (l *listing) found(told, quiet []models.EmptySide) frames.Found {
	res := &frames.Answer{Coverage: models.Coverage{Empty: told}}
	answer := join.Answer{}
	if l.req.To > l.req.From {
		answer = join.Run(join.Input{Grid: join.WholeGrid(l.req.From, l.req.To, l.req.To-l.req.From), World: l.world.World,
			Plan: l.plan(grainKeys[models.GrainReplica], nil)})
	}
	cover(res, l.session, l.world, nil, nil, answer, l.req)
	res.Coverage.Empty = append(res.Coverage.Empty, quiet...)
	return frames.Found{Coverage: res.Coverage, Executed: res.Executed, Notices: res.Notices, Remarks: res.Remarks}
}
