package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/doctor"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	// manyValues is the number of values from which a label that is no key is looked at.
	manyValues = 1000
	// costliest bounds the metrics of a label for which it is counted what would be left without it.
	costliest = 5
)

// ledger is what a label costs in one store.
type ledger struct {
	family catalog.Family
	label  string
	values int
	// series counts them by metric, left what would be left of them without the label.
	series, left map[string]int
	// times are the numbers of values of other labels on the costliest metric.
	times map[string]int
}

// lookAtLabels finds the labels that cost a store more than they tell, from its own counts: two requests a store, and
// a third where there is such a label. That they cannot be counted is no reason to withhold the rest.
func (d *examination) lookAtLabels(ctx context.Context) error {
	var all []*ledger
	for _, family := range d.endpointFamilies() {
		for _, label := range d.suspects(ctx, family) {
			all = append(all, &ledger{family: family, label: label, series: map[string]int{}, left: map[string]int{}, times: map[string]int{}})
		}
	}
	var asks []ask
	for _, l := range all {
		asks = append(asks, ask{l.family, fmt.Sprintf(`count by (__name__) ({%s!=""})`, catalog.QuoteLabelName(l.label)),
			func(labels map[string]string, v float64) { l.series[labels["__name__"]] = int(v) }})
	}
	if err := d.put(ctx, d.req.To, asks); err != nil {
		return d.uncounted(ctx, err)
	}
	asks = nil
	for _, l := range all {
		asks = append(asks, d.left(l)...)
	}
	if err := d.put(ctx, d.req.To, asks); err != nil {
		return d.uncounted(ctx, err)
	}
	for _, l := range all {
		if len(l.series) > 0 {
			d.costs = append(d.costs, d.costOf(l))
		}
	}
	return nil
}

// uncounted goes on without the labels, unless the whole request ends.
func (d *examination) uncounted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return err
	}
	d.warn("What labels cost could not be counted: the store refused it or took too long.")
	d.costs = nil
	return nil
}

// endpointFamilies are the families of the data source's stores, one for each store.
func (d *examination) endpointFamilies() []catalog.Family {
	var out []catalog.Family
	seen := map[string]bool{}
	for _, f := range catalog.Families() {
		if e := d.env.endpoint(f); !seen[e] && f != catalog.FamilyHealth && !d.out(f) {
			seen[e] = true
			out = append(out, f)
		}
	}
	return out
}

// suspects are the labels that identify single requests or people, and those of which the store says that they have
// very many values though nothing is keyed by them.
func (d *examination) suspects(ctx context.Context, family catalog.Family) []string {
	out := catalog.PersonalLabels()
	store, ok := d.env.Stores[d.env.endpoint(family)].Store.(interface {
		LabelCardinality(ctx context.Context) ([]promapi.LabelCount, error)
	})
	if !ok {
		return out
	}
	counts, err := store.LabelCardinality(ctx)
	if err != nil {
		return out // a store that has no such status
	}
	keys := d.env.Catalog.KeyLabels()
	for _, c := range counts {
		if c.Values >= manyValues && !keys[c.Label] && !slices.Contains(out, c.Label) && !strings.HasPrefix(c.Label, "__") {
			out = append(out, c.Label)
		}
	}
	return out
}

// worst are the label's metrics with the most series.
func (l *ledger) worst() []string {
	out := make([]string, 0, len(l.series))
	for m := range l.series {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(l.series[b], l.series[a]), cmp.Compare(a, b)) })
	return out[:min(costliest, len(out))]
}

// left asks what would be left of a label's series without it, and what they are made of.
func (d *examination) left(l *ledger) []ask {
	var out []ask
	name := catalog.QuoteLabelName(l.label)
	for i, metric := range l.worst() {
		sel := catalog.SelectorOf(metric, catalog.NoneOf(l.label, ""))
		out = append(out, ask{l.family, fmt.Sprintf("count(group without (%s) (%s))", name, sel), func(_ map[string]string, v float64) { l.left[metric] = int(v) }})
		if i > 0 {
			continue
		}
		for _, other := range []string{"le", "instance", "model", "model_name", "requested_model"} {
			out = append(out, ask{l.family, fmt.Sprintf("count(group by (%s) (%s))", other, catalog.SelectorOf(metric, catalog.NoneOf(l.label, ""), catalog.NoneOf(other, ""))),
				func(_ map[string]string, v float64) { l.times[other] = int(v) }})
		}
	}
	if len(l.series) > 0 {
		out = append(out, ask{l.family, fmt.Sprintf(`count(group by (%s) ({%s!=""}))`, name, name), func(_ map[string]string, v float64) { l.values = int(v) }})
	}
	return out
}

// costOf sums a label up. Of metrics beyond the costliest it is not counted what would be left: they stay as they are.
func (d *examination) costOf(l *ledger) doctor.LabelCost {
	out := doctor.LabelCost{Label: l.label, Family: string(l.family), Values: l.values, Personal: slices.Contains(catalog.PersonalLabels(), l.label),
		Buckets: l.times["le"], Instances: l.times["instance"], Models: max(l.times["model"], l.times["model_name"], l.times["requested_model"])}
	worst := l.worst()
	out.Metric = worst[0]
	if f, ok := d.familyOf(out.Metric); ok {
		out.Family = string(f)
	}
	for m, n := range l.series {
		out.Series += n
		if left, counted := l.left[m]; counted {
			out.Without += left
		} else {
			out.Without += n
		}
	}
	return out
}

// familyOf is the family of a metric that the catalog knows.
func (d *examination) familyOf(metric string) (catalog.Family, bool) {
	for _, c := range d.all {
		for _, a := range c.alts {
			if slices.Contains(a.Names(), metric) {
				return c.family, true
			}
		}
	}
	return "", false
}
