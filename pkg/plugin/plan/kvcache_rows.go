package plan

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/kvcache"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// columns describe the fields.
func (k *caches) columns() []frames.Column {
	out := make([]frames.Column, len(k.fields))
	currencies := k.currencies()
	for i, f := range k.fields {
		out[i] = frames.Column{Name: f.id, Unit: f.unit, Description: f.text}
		if f.perSecond != "" && k.query.Format == models.FormatTimeSeries {
			out[i].Unit = f.perSecond
		}
		if f.id == savedMoney {
			moneyColumn(&out[i], currencies)
		}
	}
	return out
}

// rows are the answer's under a plan, which may fold all but the largest into one.
func (k *caches) rows(plan join.Plan) []*join.Row {
	parts := k.parts()
	set := &cacheRows{fields: k.fields, at: map[string]*join.Row{}}
	direct := k.join(plan, k.directRead)
	k.unequal = direct.Unequal
	for _, r := range direct.Rows {
		if r.Kind == join.KindUnmatched || k.leftToGateways(getter(k.query.By, r.Key)) {
			continue
		}
		row := set.row(r.Key)
		for i, f := range k.fields {
			if f.signal != "" {
				n := slices.IndexFunc(k.direct, func(sp *spec) bool { return sp.As == f.id })
				row.Values[i], row.Le[i] = r.Values[n], r.Le[n]
				row.SetEnds(i, r.EndsOf(n))
			}
		}
	}
	keys, of := byRow(plan, parts)
	for _, key := range keys {
		figures := k.combined(of[join.TopKey(key)])
		set.fill(key, &figures)
	}
	k.fillClients(plan, set)
	k.fillSaved(plan, set)
	k.settle(plan, set)
	k.members = map[*join.Row]map[ownership.Replica]bool{}
	for _, p := range parts {
		row := set.row(folded(plan, p.key))
		if k.members[row] == nil {
			k.members[row] = map[ownership.Replica]bool{}
		}
		k.members[row][p.of] = true
	}
	rows := slices.DeleteFunc(set.rows, func(r *join.Row) bool { return !slices.ContainsFunc(r.Values, anyDefined) })
	k.mark(plan, rows)
	slices.SortFunc(rows, join.CompareRows)
	return rows
}

// cacheRows finds or makes rows by key.
type cacheRows struct {
	fields []kvField
	at     map[string]*join.Row
	rows   []*join.Row
}

func (s *cacheRows) row(key []string) *join.Row {
	name := join.TopKey(key)
	if s.at[name] == nil {
		s.at[name] = &join.Row{Kind: join.KindValue, Key: slices.Clone(key), Values: make([][]float64, len(s.fields)), Le: make([][]float64, len(s.fields))}
		s.rows = append(s.rows, s.at[name])
	}
	return s.at[name]
}

func (s *cacheRows) fill(key []string, figures *kvcache.Row) {
	row := s.row(key)
	for i, f := range s.fields {
		if f.of != nil {
			row.Values[i] = f.of(figures)
		}
	}
}

// fillClients adds what gateways know of those who ask: their prompts, and how much of them was cached.
func (k *caches) fillClients(plan join.Plan, set *cacheRows) {
	if len(k.gatewayRead) == 0 {
		return
	}
	for _, r := range k.join(plan, k.gatewayRead).Rows {
		var f kvcache.Figures
		for _, sp := range k.gateway {
			if sp.Signal == "gateway_"+signalPrompt {
				f.Prompt = r.Values[sp.index]
			} else {
				f.Cached = r.Values[sp.index]
			}
		}
		if f.Prompt != nil || f.Cached != nil {
			figures := kvcache.Combine([]kvcache.Figures{f}, k.grid.Steps())
			set.fill(r.Key, &figures)
			set.row(r.Key).Kind = r.Kind
		}
	}
}

// settle puts the replicas' verdicts together for each row.
func (k *caches) settle(plan join.Plan, set *cacheRows) {
	of := map[*join.Row][]*kvcache.Judged{}
	for _, j := range k.judged {
		row := set.row(folded(plan, j.Key))
		of[row] = append(of[row], j)
	}
	k.settled = map[*join.Row]*kvcache.Judged{}
	for row, parts := range of {
		k.settled[row] = kvcache.Together(parts)
		k.fillFlags(row, k.settled[row])
	}
}

// fillFlags puts 0 or 1 for each verdict that is asked for: at each step, or in a table whether any window has it.
func (k *caches) fillFlags(r *join.Row, j *kvcache.Judged) {
	for i, f := range k.fields {
		switch {
		case f.verdict == "":
		case k.query.Format != models.FormatTimeSeries:
			r.Values[i] = []float64{j.Ever(f.verdict)}
		default:
			r.Values[i] = make([]float64, k.grid.Steps())
			for step := range r.Values[i] {
				r.Values[i][step] = j.Flag(f.verdict, step)
			}
		}
	}
}

// mark names the rows of traffic without a tenant, and the one of all that is not among the largest.
func (k *caches) mark(plan join.Plan, rows []*join.Row) {
	i := slices.Index(k.query.By, catalog.LabelTenant)
	for _, r := range rows {
		switch {
		case plan.Top != nil && join.TopKey(r.Key) == join.TopKey(folded(plan, r.Key)) && !plan.Top[join.TopKey(r.Key)]:
			r.Mark(join.KindOther)
		case i >= 0 && r.Key[i] == "":
			r.Mark(join.KindUnlabelled)
		}
	}
}
