package plan

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/balance"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// rankKey are the labels that a row of a single device has, after those of the query.
var rankKey = []string{catalog.LabelCluster, catalog.LabelNode, catalog.LabelGPUUUID, catalog.LabelMIGID, catalog.LabelGPUIndex,
	catalog.LabelGPUModel, catalog.LabelNamespace, catalog.LabelPod, catalog.LabelEngineRank, models.LabelGroup}

// show makes the answer's columns and rows, and of a table of groups a second one of their devices.
func (b *balancing) show(res *frames.Answer) {
	res.Columns, res.Grid = b.columns(), b.grid.PerStep()
	all := b.rowsBy(b.query.By)
	rows, kept := b.top(all)
	res.Rows = rows
	if b.query.Format != models.FormatTable || slices.Contains(b.query.By, catalog.LabelGPUUUID) {
		return
	}
	key := slices.Clone(b.query.By)
	for _, l := range rankKey {
		if !slices.Contains(key, l) {
			key = append(key, l)
		}
	}
	ranks := &frames.Answer{Grid: res.Grid, KeyNames: key, Columns: res.Columns, Bare: true}
	behind := map[rankOf]bool{}
	for _, r := range kept {
		for _, m := range r.Members {
			behind[rankOf{m.Result, m.Rank}] = true
		}
	}
	for _, r := range b.rowsBy(key) {
		if m := r.Members[0]; behind[rankOf{m.Result, m.Rank}] {
			ranks.Rows = append(ranks.Rows, b.row(r))
		}
	}
	res.Parts = []frames.Part{{Name: models.PartRanks, Answer: ranks}}
}

// rankOf is a device with one owner in a group.
type rankOf struct {
	group *balance.Result
	rank  int
}

func (b *balancing) columns() []frames.Column {
	currencies := b.currencies()
	var out []frames.Column
	for _, f := range b.fields {
		c := frames.Column{Name: f.id, Unit: f.unit, Description: f.text}
		if sig, ok := b.env.Catalog.Signal(f.signal); ok && f.text == "" {
			c.Description = sig.Description
		}
		if f.money {
			moneyColumn(&c, currencies)
		}
		out = append(out, c)
	}
	return out
}

// currencies are those of the groups' prices, sorted.
func (b *balancing) currencies() []string {
	var out []string
	for _, g := range b.input.Groups {
		for _, r := range g.Ranks {
			if len(r.Tariff) > 0 && !slices.Contains(out, r.Currency) {
				out = append(out, r.Currency)
			}
		}
	}
	slices.Sort(out)
	return out
}

// keyed are the devices of one row.
type keyed struct {
	kind join.RowKind
	key  []string
	balance.Row
}

// rowsBy gather devices by the values of labels; those that a filter drops are in none.
func (b *balancing) rowsBy(by []string) []*keyed {
	index := map[string]*keyed{}
	var out []*keyed
	for i, g := range b.groups {
		for k, t := range g.tracks {
			own := g.own(t.Replica, b.world)
			served := b.modelsOf(g, t.Replica)
			for _, m := range served {
				get := b.world.LabelsOf(t.Device, t.Replica, m, own)
				if !b.keeps(get) {
					continue
				}
				key := project(by, get)
				id := join.TopKey(key)
				if index[id] == nil {
					index[id] = &keyed{kind: join.KindValue, key: key, Row: balance.Row{Seconds: b.seconds()}}
					out = append(out, index[id])
				}
				index[id].add(balance.Member{Result: b.results[i], Rank: k, Part: 1 / float64(len(served))})
			}
		}
	}
	slices.SortFunc(out, func(x, y *keyed) int { return slices.Compare(x.key, y.key) })
	return out
}

// add puts a device into a row; the parts that its models have of it are one where they share the row.
func (r *keyed) add(m balance.Member) {
	if n := len(r.Members); n > 0 && r.Members[n-1].Result == m.Result && r.Members[n-1].Rank == m.Rank {
		r.Members[n-1].Part += m.Part
		return
	}
	r.Members = append(r.Members, m)
}

// modelsOf are the models that a replica serves, or, where no engine reports from it, its group does.
func (b *balancing) modelsOf(g *parallelGroup, r ownership.Replica) []string {
	if len(b.world.Replicas[r].Models) == 0 && len(g.models) > 0 {
		return g.models
	}
	return b.world.ModelsOf(r)
}

func (b *balancing) keeps(get func(string) string) bool {
	return keep(b.filters)(get)
}

// seconds are the lengths of the steps.
func (b *balancing) seconds() []float64 {
	g := b.grid.PerStep()
	out := make([]float64, g.Steps())
	for k := range out {
		out[k] = g.Seconds(k)
	}
	return out
}

// row computes a row's fields.
func (b *balancing) row(r *keyed) *join.Row {
	out := &join.Row{Kind: r.kind, Key: r.key, Values: make([][]float64, len(b.fields))}
	out.Unit, out.Mixed = r.Currency()
	for i, f := range b.fields {
		if out.Values[i] = f.of(r.Row); f.money && out.Mixed {
			out.Values[i] = nil
		}
	}
	return out
}

// top keeps the rows that the query's top asks for; the rest is one row more where it is wanted.
func (b *balancing) top(all []*keyed) (rows []*join.Row, kept []*keyed) {
	out := make([]*join.Row, len(all))
	for i, r := range all {
		out[i] = b.row(r)
	}
	t := b.query.Top
	if t == nil || len(all) <= t.N {
		return out, all
	}
	by := max(0, slices.IndexFunc(b.fields, func(f balanceField) bool { return f.id == t.By }))
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return -cmp.Compare(meanOf(out[x].Values[by]), meanOf(out[y].Values[by])) })
	rest := &keyed{kind: join.KindOther, key: make([]string, len(b.query.By)), Row: balance.Row{Seconds: b.seconds()}}
	if len(rest.key) > 0 {
		rest.key[0] = string(join.KindOther)
	}
	slices.Sort(order[:t.N])
	for _, i := range order[:t.N] {
		rows, kept = append(rows, out[i]), append(kept, all[i])
	}
	if !t.Other {
		return rows, kept
	}
	for _, i := range order[t.N:] {
		for _, m := range all[i].Members {
			rest.add(m)
		}
	}
	return append(rows, b.row(rest)), kept
}
