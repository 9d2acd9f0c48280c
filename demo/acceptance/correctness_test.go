package acceptance_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shown is a hard case as docs/correctness.md tells it: a published query and ours, on the same store.
type shown struct {
	n            int
	title, setup string
	// wrong says what goes wrong in the published query, right what Tokenpath does instead.
	wrong, right string
	world        func(t *testing.T) *world
	figures      []figure
}

// figure is one number that a published query and Tokenpath are both asked for.
type figure struct {
	what, unit string
	// truth is what the fixture holds by construction, expect what Tokenpath must answer where that is something else: a
	// number, a text, or undefined.
	truth, expect any
	// source names where the PromQL is published, or says that it is the usual way to write it.
	source, promql string
	// gives is what the PromQL answers on this store: a number within 2 %, nothing, or the refusal that contains a text.
	gives any
	ask   query
	read  func(a answer) any
	// world replaces the case's.
	world func(t *testing.T) *world
	// at is the second of the PromQL's evaluation; 1200 when 0.
	at int
}

// nothing is an empty answer, refused an error that contains these words, undefined a value that there is not.
type (
	nothing   struct{}
	undefined struct{}
	refused   string
)

// shownCases are the 24 rows, in their order.
func shownCases() []shown {
	out := slices.Concat(shownSpace(), shownNames(), shownTime(), shownMoney(), shownTrust())
	slices.SortFunc(out, func(a, b shown) int { return a.n - b.n })
	return out
}

// TestCorrectness runs every shown case, asserts that the published answer is wrong in the way said and ours right, and that
// docs/correctness.md says so. Write the page anew with
//
//	go test ./acceptance -run TestCorrectness -update
func TestCorrectness(t *testing.T) {
	var page []told
	for i, c := range shownCases() {
		if c.n != i+1 {
			t.Fatalf("case %d is missing", i+1)
		}
		t.Run(fmt.Sprintf("%02d", c.n), func(t *testing.T) {
			page = append(page, c.tell(t))
		})
	}
	if len(page) == 24 && !t.Failed() {
		checkPage(t, page)
	}
}

// told is a shown case with what was measured.
type told struct {
	shown
	settings string
	figures  []toldFigure
}

type toldFigure struct {
	figure
	published, ours any
	settings        string
}

func (c shown) tell(t *testing.T) told {
	out := told{shown: c}
	var w *world
	if c.world != nil {
		w = c.world(t)
		out.settings = w.settings
	}
	for _, f := range c.figures {
		use := w
		if f.world != nil {
			use = f.world(t)
		}
		out.figures = append(out.figures, f.measure(t, use))
	}
	return out
}

// measure asks both and asserts both.
func (f figure) measure(t *testing.T, w *world) toldFigure {
	t.Helper()
	a := w.ask(f.ask)
	got := toldFigure{figure: f, ours: f.read(a), settings: w.settings}
	expect := f.truth
	if f.expect != nil {
		expect = f.expect
	}
	switch want := expect.(type) {
	case float64:
		a.near("our "+f.what, got.ours, want, 0.03*math.Abs(want))
	case string:
		a.is("our "+f.what, got.ours, want)
	default:
		a.null("our "+f.what, got.ours)
		got.ours = undefined{}
	}
	if f.promql == "" {
		return got
	}
	at := f.at
	if at == 0 {
		at = 1200
	}
	got.published = w.instantly(f.promql, at)
	switch want := f.gives.(type) {
	case float64:
		v, ok := got.published.(float64)
		if !ok || math.Abs(v-want) > 0.02*math.Abs(want) && !(math.IsInf(v, 1) && math.IsInf(want, 1)) {
			t.Errorf("the published %s is %v, said to be %g", f.what, got.published, want)
		}
		if truth, ok := f.truth.(float64); ok && math.Abs(v-truth) <= 0.05*math.Abs(truth) {
			t.Errorf("the published %s is right: %g", f.what, v)
		}
	case nothing:
		if got.published != want {
			t.Errorf("the published %s is %v, said to be empty", f.what, got.published)
		}
	case refused:
		if text, ok := got.published.(refused); !ok || !strings.Contains(string(text), string(want)) {
			t.Errorf("the published %s is %v, said to be refused with %q", f.what, got.published, want)
		}
		got.published = want
	}
	return got
}

// instantly evaluates PromQL on the fixture's store: the only value, nothing, or the refusal.
func (w *world) instantly(promql string, second int) any {
	w.t.Helper()
	resp, err := http.Get(w.address() + "/api/v1/query?" + url.Values{"query": {promql}, "time": {fmt.Sprint(at(second).Unix())}}.Encode())
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	var out struct {
		Error string
		Data  struct{ Result []struct{ Value [2]any } }
	}
	if err := json.Unmarshal(body, &out); err != nil {
		w.t.Fatalf("%s: %s, %v", promql, body, err)
	}
	switch {
	case out.Error != "":
		return refused(out.Error)
	case len(out.Data.Result) == 0:
		return nothing{}
	case len(out.Data.Result) > 1:
		w.t.Fatalf("%s has %d values: %s", promql, len(out.Data.Result), body)
	}
	v, err := strconv.ParseFloat(out.Data.Result[0].Value[1].(string), 64)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

// cell reads a column of the only row with these values.
func cell(column string, pairs ...string) func(a answer) any {
	return func(a answer) any { return a.one(pairs...)[column] }
}

// total adds a column over the rows with these values.
func total(column string, pairs ...string) func(a answer) any {
	return func(a answer) any { return a.sum(column, pairs...) }
}

// largest is the largest value of the only line of an operand.
func largest(operand string, pairs ...string) func(a answer) any {
	return func(a answer) any {
		out := math.Inf(-1)
		for _, v := range a.line(operand, pairs...) {
			out = math.Max(out, v)
		}
		return out
	}
}
