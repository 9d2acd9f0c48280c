package acceptance_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// answer is the first frame of a response.
type answer struct {
	t     *testing.T
	frame *data.Frame
	cover coverage
}

// row is a record of a table; undefined values are nil.
type row map[string]any

func (a answer) rows() []row {
	out := make([]row, a.frame.Rows())
	for i := range out {
		out[i] = row{}
		for _, f := range a.frame.Fields {
			v, ok := f.ConcreteAt(i)
			if !ok {
				v = nil
			}
			out[i][f.Name] = v
		}
	}
	return out
}

// where are the rows whose columns have these values, given as name and value in turn.
func (a answer) where(pairs ...string) []row {
	var out []row
	for _, r := range a.rows() {
		fits := true
		for i := 0; i < len(pairs); i += 2 {
			fits = fits && r[pairs[i]] == pairs[i+1]
		}
		if fits {
			out = append(out, r)
		}
	}
	return out
}

// one is the only row with these values.
func (a answer) one(pairs ...string) row {
	a.t.Helper()
	found := a.where(pairs...)
	if len(found) != 1 {
		a.t.Fatalf("%d rows with %v, want 1, in\n%s", len(found), pairs, a)
	}
	return found[0]
}

// values asserts that there are exactly n rows of kind value.
func (a answer) values(n int) {
	a.t.Helper()
	if got := len(a.where("row_kind", "value")); got != n {
		a.t.Fatalf("%d value rows, want %d, in\n%s", got, n, a)
	}
}

// sum adds a column over rows.
func (a answer) sum(column string, pairs ...string) float64 {
	total := 0.0
	for _, r := range a.where(pairs...) {
		if v, ok := r[column].(float64); ok {
			total += v
		}
	}
	return total
}

func (a answer) String() string {
	var b strings.Builder
	for _, r := range a.rows() {
		for _, f := range a.frame.Fields {
			fmt.Fprintf(&b, "%s=%v ", f.Name, r[f.Name])
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "coverage %+v", a.cover)
	return b.String()
}

// near asserts a number within a tolerance; 0 means that only rounding may differ.
func (a answer) near(what string, got any, want, tolerance float64) {
	a.t.Helper()
	v, ok := got.(float64)
	if !ok {
		a.t.Errorf("%s is %v, want %g, in\n%s", what, got, want, a)
		return
	}
	if math.IsNaN(v) || math.Abs(v-want) > tolerance+1e-9*math.Max(1, math.Abs(want)) {
		a.t.Errorf("%s is %.12g, want %g ± %g, in\n%s", what, v, want, tolerance, a)
	}
}

// between asserts low ≤ got ≤ high.
func (a answer) between(what string, got any, low, high float64) {
	a.t.Helper()
	a.near(what, got, (low+high)/2, (high-low)/2)
}

// null asserts an undefined value.
func (a answer) null(what string, got any) {
	a.t.Helper()
	if got != nil {
		a.t.Errorf("%s is %v, want null, in\n%s", what, got, a)
	}
}

// is asserts a text.
func (a answer) is(what string, got any, want string) {
	a.t.Helper()
	if got != want {
		a.t.Errorf("%s is %q, want %q, in\n%s", what, got, want, a)
	}
}

// lines is a graph: per field, the values by the second of the fixture.
type lines map[int]float64

// line is the only field of an operand whose labels have these values.
func (a answer) line(operand string, pairs ...string) lines {
	a.t.Helper()
	var found []*data.Field
	for _, f := range a.frame.Fields {
		fits := f.Name == operand
		for i := 0; i < len(pairs); i += 2 {
			fits = fits && f.Labels[pairs[i]] == pairs[i+1]
		}
		if fits {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		a.t.Fatalf("%d fields %s %v, want 1, of %s", len(found), operand, pairs, a.fields())
	}
	out := lines{}
	for i := range found[0].Len() {
		if v, ok := found[0].ConcreteAt(i); ok {
			out[a.second(i)] = v.(float64)
		}
	}
	return out
}

func (a answer) fields() string {
	var b strings.Builder
	for _, f := range a.frame.Fields {
		fmt.Fprintf(&b, "%s%v ", f.Name, f.Labels)
	}
	return b.String()
}

// second is a row's time as a second of the fixture.
func (a answer) second(i int) int {
	return int(a.frame.Fields[0].At(i).(time.Time).Sub(origin) / time.Second)
}

// stamps are the seconds of all rows.
func (a answer) stamps() []int {
	out := make([]int, a.frame.Rows())
	for i := range out {
		out[i] = a.second(i)
	}
	return out
}

// unmatched asserts that coverage names a key that contains part, with a reason that contains why.
func (a answer) unmatched(part, why string) {
	a.t.Helper()
	for _, u := range a.cover.Unmatched {
		if strings.Contains(u.Key, part) && strings.Contains(u.Why, why) {
			return
		}
	}
	a.t.Errorf("coverage does not say that %s is unmatched, %s: %+v", part, why, a.cover.Unmatched)
}

// facts are what meta.custom says of a frame beside its coverage.
type facts struct {
	QueryType, Format string
	By                []string
	Buckets           []struct {
		Field  string
		Labels map[string]string
		Le     []float64
	}
}

func factsOf(t *testing.T, f *data.Frame) facts {
	t.Helper()
	raw, err := json.Marshal(f.Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	var out facts
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// sumsBySecond adds up all series of a graph, by the second of each step.
func (a answer) sumsBySecond() map[int]float64 {
	out := map[int]float64{}
	for _, f := range valueFields(a.frame) {
		for i := range f.Len() {
			if v, ok := f.ConcreteAt(i); ok {
				out[a.second(i)] += v.(float64)
			}
		}
	}
	return out
}

// valueFields are a graph's fields without its times; there are none where no series has a value.
func valueFields(f *data.Frame) []*data.Field {
	if len(f.Fields) == 0 {
		return nil
	}
	return f.Fields[1:]
}
