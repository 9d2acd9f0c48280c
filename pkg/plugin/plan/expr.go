package plan

import (
	"context"
	"strconv"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
)

// macros are the intervals that Grafana users expect in PromQL.
func (r *reader) macros(expr string) string {
	step, span := r.exprGrid().Step(), r.grid.Edges[r.grid.Cells()]-r.grid.Edges[0]
	// As Grafana has it: at least four scrapes, and one more than the step.
	window := max(step+r.scrape, 4*r.scrape)
	return strings.NewReplacer(
		"$__rate_interval_ms", strconv.FormatInt(window, 10), "${__rate_interval_ms}", strconv.FormatInt(window, 10),
		"$__interval_ms", strconv.FormatInt(step, 10), "${__interval_ms}", strconv.FormatInt(step, 10),
		"$__range_ms", strconv.FormatInt(span, 10), "${__range_ms}", strconv.FormatInt(span, 10),
		"$__range_s", strconv.FormatInt(span/second, 10), "${__range_s}", strconv.FormatInt(span/second, 10),
		"$__rate_interval", duration(window), "${__rate_interval}", duration(window),
		"$__interval", duration(step), "${__interval}", duration(step),
		"$__range", duration(span), "${__range}", duration(span),
	).Replace(expr)
}

// exprGrid is the grid that PromQL is evaluated on: every step of a time series, every cell of a table.
func (r *reader) exprGrid() join.Grid {
	if r.table {
		return r.grid
	}
	return r.steps
}

// expression reads the user's own PromQL and places its series by the labels that are declared as keys.
func (r *reader) expression(ctx context.Context, rd *reading) error {
	m, err := r.cells(ctx, r.s.at(ownPromQL), r.macros(rd.spec.Expr), r.exprGrid())
	if err != nil {
		return err
	}
	for _, text := range m.Warnings {
		r.s.warn(text)
	}
	for _, x := range m.Series {
		labels := labelMap(x.Labels)
		c := column{labels: labels, canonical: map[string]string{}, v: alignTo(x, r.exprGrid())}
		for canonical, own := range rd.spec.Keys {
			v := labels[own]
			if canonical == catalog.LabelGPUUUID {
				v = catalog.NormalizeUUID(v)
			}
			c.canonical[canonical] = v
		}
		rd.found = append(rd.found, []column{c})
	}
	return nil
}

// placeExpression finds each series' device, replica or row. A partial key counts only if it is unique.
func (r *reader) placeExpression(rd *reading) {
	missed := 0
	for _, cs := range rd.found {
		for _, c := range cs {
			src, ok := r.exprSource(rd.spec.level, c)
			if !ok {
				missed++
				continue
			}
			rd.op.Sources = append(rd.op.Sources, src)
		}
	}
	if missed > 0 {
		r.s.warn(rd.spec.As + ": " + strconv.Itoa(missed) + " series match no device or replica, or more than one; add keys (cluster, namespace, node) that tell them apart.")
	}
}

func (r *reader) exprSource(level join.Level, c column) (join.Source, bool) {
	src := join.Source{V: c.v, Labels: c.canonical}
	switch level {
	case join.LevelDevice:
		found := r.w.devicesLike(c.canonical)
		if len(found) != 1 {
			return src, false
		}
		src.Device, src.Labels = found[0], nil
	case join.LevelReplica:
		found := r.w.replicasLike(c.canonical)
		if len(found) != 1 {
			return src, false
		}
		src.Replica, src.Labels = found[0], ownLabels(c.canonical)
	}
	return src, true
}
