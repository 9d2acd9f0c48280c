package join

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Row is one key of the answer.
type Row struct {
	Kind RowKind
	// Key holds the values of the plan's key labels.
	Key []string
	// GPUs is owned device-seconds × share ÷ the range.
	GPUs float64
	// OwnedShare is the part of the range in which the row held at least one device.
	OwnedShare float64
	// Method is the one that held longest; empty without a device.
	Method ownership.Method
	// MatchShare is matched ÷ present device-seconds; NaN without a device.
	MatchShare float64
	// Engine says that an engine's replica is in the row: it is there whether or not an operand has a value for it.
	Engine bool
	// Unit is that of the operands whose sources have one: the currency of the row's money.
	Unit string
	// Mixed says that an operand is undefined because its sources are of several units, such as currencies.
	Mixed bool
	// Values holds, per operand, a value a step; nil where the operand has none at all, NaN where undefined.
	Values [][]float64
	// Le holds, per operand that was read from buckets, their upper bounds; nil for others.
	Le [][]float64
	// Ends tells, per operand that is a quantile, where it lies at an end of its buckets; nil where no operand is one.
	Ends []*Ends

	spans            ownership.Spans
	matched, present float64
	methods          map[ownership.Method]int64
	cells            []*cellSums
}

// rowSet finds or makes rows by key.
type rowSet struct {
	plan     Plan
	world    *World
	operands int
	byKey    map[string]*Row
	rows     []*Row
}

// at is the row of a place; nil where a filter drops it.
func (s *rowSet) at(p place) *Row {
	if !s.plan.Keep(p.label) {
		return nil
	}
	values, kind := s.plan.values(p)
	k := joinKey(kind, values)
	if r := s.byKey[k]; r != nil {
		return r
	}
	r := &Row{Kind: kind, Key: values, methods: map[ownership.Method]int64{},
		Values: make([][]float64, s.operands), Le: make([][]float64, s.operands), cells: make([]*cellSums, s.operands)}
	s.byKey[k] = r
	s.rows = append(s.rows, r)
	return r
}

// models are the LLMs among which a replica's device values are split; one empty name where none is known.
func (w *World) models(r ownership.Replica) []string {
	if m := w.Replicas[r].Models; len(m) > 0 {
		return m
	}
	return []string{""}
}

// share is a row's part of a tenure.
type share struct {
	row  *Row
	part float64
}

// sharesOf are the rows that a tenure's values go to. A replica that serves several models splits them equally
// where the key or a filter tells models apart.
func (s *rowSet) sharesOf(t *tenure) []share {
	models := s.world.models(t.replica)
	var out []share
	for _, m := range models {
		r := s.at(place{world: s.world, device: t.device, replica: t.replica, model: m})
		if r == nil {
			continue
		}
		part := 1 / float64(len(models))
		if n := len(out); n > 0 && out[n-1].row == r {
			out[n-1].part += part
			continue
		}
		out = append(out, share{r, part})
	}
	return out
}

// account books a tenure's time to its rows.
func (s *rowSet) account(t *tenure, shares []share) {
	for _, sh := range shares {
		r := sh.row
		r.present += t.wall * sh.part
		if t.replica.Zero() {
			continue
		}
		r.matched += t.wall * sh.part
		r.GPUs += t.shared * t.slice * sh.part
		r.spans = r.spans.Union(t.spans)
		for m, ms := range t.methods {
			r.methods[m] += ms
		}
	}
}

// finish computes what needs the whole range and sorts the rows by key, values before the other kinds.
func (s *rowSet) finish(seconds float64) []*Row {
	for _, r := range s.rows {
		r.MatchShare = nan
		if r.present > 0 {
			r.MatchShare = r.matched / r.present
		}
		if seconds > 0 {
			r.GPUs /= seconds
			r.OwnedShare = float64(r.spans.Total()) / 1000 / seconds
		}
		r.Method = longest(r.methods)
	}
	slices.SortFunc(s.rows, CompareRows)
	return s.rows
}

// CompareRows orders rows by key, values before the other kinds.
func CompareRows(a, b *Row) int {
	return cmp.Or(cmp.Compare(kindRank(a.Kind), kindRank(b.Kind)), slices.Compare(a.Key, b.Key))
}

func kindRank(k RowKind) int {
	switch k {
	case KindValue:
		return 0
	case KindUnattributed:
		return 1
	case KindUnlabelled:
		return 2
	case KindOther:
		return 3
	}
	return 4
}

func longest(ms map[ownership.Method]int64) ownership.Method {
	var best ownership.Method
	for m, n := range ms {
		if best == "" || n > ms[best] || n == ms[best] && m < best {
			best = m
		}
	}
	return best
}
