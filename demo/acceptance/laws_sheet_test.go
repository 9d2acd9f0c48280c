package acceptance_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// inquest asks about one fleet and gathers what is wrong with the answers.
type inquest struct {
	t        *testing.T
	fleet    *anyFleet
	world    *world
	whole    stretch
	failures []string
	tables   map[string]sheet
}

func newInquest(t *testing.T, f *anyFleet) *inquest {
	r := f.draw("", "range")
	from := r.IntN(600)
	return &inquest{t: t, fleet: f, world: newWorld(t, f.series()), tables: map[string]sheet{}, whole: stretch{from, from + 200 + r.IntN(1200-from-200+1)}}
}

func (q *inquest) fail(law, format string, args ...any) {
	q.failures = append(q.failures, law+": "+fmt.Sprintf(format, args...))
}

// same asserts that two sums agree to rounding; size is what they are made of.
func (q *inquest) same(law string, got, want, size float64, what ...any) {
	q.close(law, got, want, 1e-9*math.Max(size, math.Abs(want)), what...)
}

// close asserts that a number is within a tolerance.
func (q *inquest) close(law string, got, want, tolerance float64, what ...any) {
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > tolerance+1e-9 {
		q.fail(law, "%s is %.12g, want %.12g ± %.3g", strings.TrimSpace(fmt.Sprintln(what...)), got, want, tolerance)
	}
}

// with is the same inquest into another store.
func (q *inquest) with(series []storetest.Series) *inquest {
	out := *q
	out.world, out.tables = newWorld(q.t, series), map[string]sheet{}
	return &out
}

// sheet is a table by the key of its rows.
type sheet struct {
	keys []string
	rows map[string]row
}

var keyColumns = []string{"cluster", "node", "gpu_uuid", "mig_id", "namespace", "pod", "llm_model"}

// table asks for a table, once.
func (q *inquest) table(r stretch, grain string) sheet {
	key := fmt.Sprint(r, grain)
	if _, ok := q.tables[key]; !ok {
		q.tables[key] = q.tableOf(r, grain)
	}
	return q.tables[key]
}

func (q *inquest) tableOf(r stretch, grain string, change ...func(*query)) sheet {
	ask := table(grain, operandsOfLaws...).between(r.from, r.to)
	for _, f := range change {
		f(&ask)
	}
	resp := q.world.try(ask)
	out := sheet{rows: map[string]row{}}
	if resp.Error != nil || len(resp.Frames) == 0 {
		q.fail("answers", "%s by %s: %v", fmt.Sprint(r), grain, resp.Error)
		return out
	}
	a := answer{t: q.t, frame: resp.Frames[0]}
	for _, x := range a.rows() {
		key := fmt.Sprint(x["row_kind"])
		for _, c := range keyColumns {
			if v, ok := x[c].(string); ok {
				key += "|" + v
			}
		}
		if out.rows[key] != nil {
			q.fail("keys", "two rows %s by %s", key, grain)
		}
		out.keys = append(out.keys, key)
		out.rows[key] = x
	}
	return out
}

// value is a cell, NaN where it is null or missing.
func (s sheet) value(key, column string) float64 { return cellOf(s.rows[key], column) }

func cellOf(r row, column string) float64 {
	if v, ok := r[column].(float64); ok {
		return v
	}
	return math.NaN()
}

// sum adds a column, and its absolute values.
func (s sheet) sum(column string) (sum, size float64) {
	for _, k := range s.keys {
		if v := s.value(k, column); v == v {
			sum, size = sum+v, size+math.Abs(v)
		}
	}
	return sum, size
}

// sameAs asserts that two answers are equal but for rounding.
func (q *inquest) sameAs(law string, got, want sheet, tolerance float64, columns ...string) {
	for _, k := range want.keys {
		if got.rows[k] == nil {
			q.fail(law, "no row %s", k)
			continue
		}
		for _, c := range columns {
			w := want.value(k, c)
			q.close(law, got.value(k, c), w, tolerance*math.Abs(w), c, "of", k)
		}
	}
	if len(got.keys) != len(want.keys) {
		q.fail(law, "%d rows, want %d: %v", len(got.keys), len(want.keys), got.keys)
	}
}

// plot is a graph by the key of its series, then by the second of its steps.
func (q *inquest) plot(r stretch, grain string, step int, ops ...operand) map[string]lines {
	ask := graph(grain, ops...).between(r.from, r.to).every(seconds(step))
	resp := q.world.try(ask)
	out := map[string]lines{}
	if resp.Error != nil || len(resp.Frames) == 0 {
		q.fail("answers", "%v by %s at %d s: %v", r, grain, step, resp.Error)
		return out
	}
	a := answer{t: q.t, frame: resp.Frames[0]}
	for _, f := range valueFields(a.frame) {
		key := f.Name
		for _, c := range append([]string{"row_kind"}, keyColumns...) {
			key += "|" + f.Labels[c]
		}
		out[key] = lines{}
		for i := range f.Len() {
			if v, ok := f.ConcreteAt(i); ok {
				out[key][a.second(i)] = v.(float64)
			}
		}
	}
	return out
}
