package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// groupNames lists the parallel groups of which a device passes the filters, sorted.
func groupNames(ctx context.Context, q inquiry) ([]string, error) {
	var more []wanted
	if len(q.env.Settings.GroupLabels) > 0 {
		more = q.wanted(signalPodLabels)
	}
	if err := q.inquire(ctx, append(q.worldNames(), more...), watch{}); err != nil {
		return nil, err
	}
	b := &balancing{study: &study{inquiry: q}, cells: join.WholeGrid(q.req.From, q.req.To, q.req.To-q.req.From)}
	tied, err := b.tiedPods(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, g := range b.divide(b.tracks(), tied) {
		if !slices.Contains(out, g.name) && b.keepsAny(g) {
			out = append(out, g.name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// keepsAny tells whether a device of a group passes the query's filters with one of its models.
func (b *balancing) keepsAny(g *parallelGroup) bool {
	pass := keep(b.conds)
	for _, t := range g.tracks {
		for _, m := range b.modelsOf(g, t.Replica) {
			if pass(b.world.LabelsOf(t.Device, t.Replica, m, g.own(t.Replica, b.world))) {
				return true
			}
		}
	}
	return false
}

// labelNames are the labels that resource calls know: the canonical ones, and the group of a balance query.
func labelNames() []string { return append(catalog.Canonical(), models.LabelGroup) }
