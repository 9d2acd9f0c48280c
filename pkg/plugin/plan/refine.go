package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// unsettled are the devices that changed hands, or were somebody's for only a part of their time. A step may then hold
// samples of several owners, and each belongs to the owner of its own time.
func (w *world) unsettled() map[ownership.Device]bool {
	out := map[ownership.Device]bool{}
	for _, iv := range w.Intervals {
		there := w.Presence[iv.Device]
		if len(there) > 0 && (iv.From > there[0].From || iv.To < there[len(there)-1].To) {
			out[iv.Device] = true
		}
	}
	return out
}

// refine reads the devices of a large fleet that changed hands on the fine grid; all others were read once a step.
func (r *reader) refine(ctx context.Context, readings []*reading) error {
	if !r.byStep {
		return nil
	}
	changed := r.w.unsettled()
	return each(ctx, len(readings), func(ctx context.Context, i int) error {
		rd := readings[i]
		if rd.spec.level != join.LevelDevice || rd.spec.signal == nil || rd.spec.derived != derivedNone || rd.op.PerStep {
			return nil
		}
		return each(ctx, len(rd.alts), func(ctx context.Context, k int) (err error) {
			rd.found[k], err = r.refined(ctx, rd.spec, rd.alts[k], rd.found[k], changed)
			return err
		})
	})
}

// refined replaces the columns of some devices by finer ones.
func (r *reader) refined(ctx context.Context, sp *spec, a catalog.Alternative, cs []column, changed map[ownership.Device]bool) ([]column, error) {
	var kept []column
	var rest []sighted
	for _, c := range cs {
		if c.of == nil && changed[r.w.devices.deviceOf(a, c.canonical, c.labels)] {
			rest = append(rest, sighted{labels: c.labels})
		} else {
			kept = append(kept, c)
		}
	}
	if len(rest) == 0 {
		return cs, nil
	}
	fine := *r
	fine.byStep = false
	label, values := telling(rest)
	if label == "" || len(values) > fewValues {
		return fine.alternative(ctx, sp, a)
	}
	fine.extra = append(slices.Clone(r.extra), catalog.OneOf(label, values...))
	finer, err := fine.alternative(ctx, sp, a)
	if err != nil {
		return nil, err
	}
	for _, c := range finer {
		if changed[r.w.devices.deviceOf(a, c.canonical, c.labels)] {
			kept = append(kept, c)
		}
	}
	return kept, nil
}
