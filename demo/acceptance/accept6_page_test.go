package acceptance_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// target is a scrape target: what it prints, the labels that the scrape adds, and how their conflicts are settled.
// A page has a line for each series, as the exporter prints it, with these values:
//
//	name{label="value"} 3           a gauge that stands
//	name{label="value"} +10         a counter that grows by 10 a second
//	~ name{…} 0.1,0.5,1 2@0.3 1@4   a histogram: 2 observations of 0.3 s a second, and 1 of 4 s
//
// Lines that begin with # are HELP and TYPE and mean nothing to a store.
type target struct {
	scrape
	scraped []string
	// honour is honor_labels: the page's own label wins. Otherwise it becomes exported_….
	honour bool
	// created adds the _created series of prometheus_client to counters and histograms.
	created bool
	page    string
}

// labelParser reads names and labels, quoted ones too, as Prometheus does.
var labelParser = parser.NewParser(parser.Options{})

func (x target) series() []storetest.Series {
	x.scrape = x.scrape.or(15)
	var out []storetest.Series
	add := func(ls labels.Labels, name string, f fn, more ...string) {
		with := x.merged(ls, more...)
		out = append(out, x.scrape.series(line{name, func(int) []string { return with }, f})...)
	}
	created := func(ls labels.Labels, name string) {
		if x.created {
			add(ls, strings.TrimSuffix(name, "_total")+"_created", constant(1.7637e9))
		}
	}
	for _, text := range strings.Split(x.page, "\n") {
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if rest, ok := strings.CutPrefix(text, "~ "); ok {
			ls, words := parsedLine(rest, 2)
			m := map[string]fn{}
			observe(m, "", "", strings.Split(words[0], ","), kindsOf(words[1:])...)
			for suffix, f := range m {
				parts := strings.Split(suffix, "|")
				add(ls, ls.Get("__name__")+parts[0], f, parts[1:]...)
			}
			created(ls, ls.Get("__name__"))
			continue
		}
		ls, words := parsedLine(text, 1)
		f, counter := valueOf(words[0])
		add(ls, ls.Get("__name__"), f)
		if counter {
			created(ls, ls.Get("__name__"))
		}
	}
	return out
}

// parsedLine is a line's name and labels, and the words behind them.
func parsedLine(text string, least int) (labels.Labels, []string) {
	at := strings.LastIndexByte(text, '}') + 1
	if at == 0 {
		at = strings.IndexByte(text, ' ')
	}
	ls, err := labelParser.ParseMetric(text[:at])
	if err != nil {
		panic(text + ": " + err.Error())
	}
	words := strings.Fields(text[at:])
	if len(words) < least {
		panic("no value in " + text)
	}
	return ls, words
}

func numberOf(word string) float64 {
	v, err := strconv.ParseFloat(word, 64)
	if err != nil {
		panic(err)
	}
	return v
}

func valueOf(word string) (f fn, counter bool) {
	if v, ok := strings.CutPrefix(word, "+"); ok {
		return growing(numberOf(v)), true
	}
	return constant(numberOf(word)), false
}

func kindsOf(words []string) (out []requestsOf) {
	for _, w := range words {
		perSecond, value, _ := strings.Cut(w, "@")
		out = append(out, requestsOf{numberOf(value), growing(numberOf(perSecond))})
	}
	return out
}

// merged are a line's labels with those of the scrape, as Prometheus joins them. A pair with an empty value is a label
// that this scrape does not add.
func (x target) merged(ls labels.Labels, more ...string) []string {
	scraped := overwrite([]string{"cluster", "eu"}, x.scraped)
	out := slices.Clone(scraped)
	keep := func(name, value string) {
		if i := slices.Index(everyOther(scraped), name); i < 0 {
			out = append(out, name, value)
		} else if x.honour {
			out = overwrite(out, []string{name, value})
		} else {
			out = append(out, "exported_"+name, value)
		}
	}
	ls.Range(func(l labels.Label) {
		if l.Name != "__name__" && l.Value != "" {
			keep(l.Name, l.Value)
		}
	})
	for i := 0; i < len(more); i += 2 {
		keep(more[i], more[i+1])
	}
	return out
}

func everyOther(pairs []string) (out []string) {
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, pairs[i])
	}
	return out
}

// printed is a world of targets.
func printed(t *testing.T, targets ...target) *world {
	t.Helper()
	var parts [][]storetest.Series
	for _, x := range targets {
		parts = append(parts, x.series())
	}
	return newWorld(t, parts...)
}

// on is a target in a pod.
func on(namespace, name, page string) target {
	return target{scraped: pod(namespace, name), page: page}
}

// python is a target that prometheus_client serves, with its _created series.
func python(namespace, name, page string) target {
	x := on(namespace, name, page)
	x.created = true
	return x
}

// wanted is what a row must hold: per signal, or signal/statistic, its value.
type wanted map[string]float64

// rowWith asks for signals at once, by labels given with the values that the row must have.
func (w *world) rowWith(key []string, want wanted, blank ...string) (answer, row) {
	w.t.Helper()
	var ops []operand
	operandOf := func(name string) operand {
		signal, stat, _ := strings.Cut(name, "/")
		return operand{As: strings.ReplaceAll(name, "/", "_"), Signal: signal, Stat: stat}
	}
	names := slices.Clone(blank)
	for name := range want {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		ops = append(ops, operandOf(name))
	}
	a := w.ask(signals("table", everyOther(key), ops...))
	found := a.where(key...)
	if len(found) != 1 {
		w.t.Errorf("%d rows with %v in\n%s", len(found), key, a)
		return a, row{}
	}
	return a, found[0]
}

// tells asserts the values of a row, that blank signals are null in it, and that no other row is there.
func (w *world) tells(key []string, want wanted, blank ...string) {
	w.t.Helper()
	a, r := w.rowWith(key, want, blank...)
	if len(r) == 0 {
		return
	}
	for name, v := range want {
		got, ok := r[strings.ReplaceAll(name, "/", "_")].(float64)
		if diff := got - v; !ok || diff > 1e-6*max(1, v) || -diff > 1e-6*max(1, v) {
			w.t.Errorf("%s of %v is %v, want %g (%s)", name, key, r[strings.ReplaceAll(name, "/", "_")], v, noticesOf(a))
		}
	}
	for _, name := range blank {
		if v := r[strings.ReplaceAll(name, "/", "_")]; v != nil {
			w.t.Errorf("%s of %v is %v, and nothing reports it", name, key, v)
		}
	}
}

// systemsIn are the source systems that the doctor recognises, with the number of their targets.
func (w *world) systemsIn(layers ...string) map[string]int {
	w.t.Helper()
	_, _, r := w.doctor("Editor")
	out := map[string]int{}
	for _, l := range r.Layers {
		if len(layers) == 0 || slices.Contains(layers, l.ID) {
			for _, s := range l.Systems {
				out[s.System] = s.Targets
			}
		}
	}
	return out
}

// recognised asserts that exactly these systems of a layer are there.
func (w *world) recognised(layer string, want map[string]int) {
	w.t.Helper()
	got := w.systemsIn(layer)
	for s, n := range want {
		if got[s] != n {
			w.t.Errorf("%d targets of %s, want %d: %v", got[s], s, n, got)
		}
	}
	for s, n := range got {
		if _, ok := want[s]; !ok {
			w.t.Errorf("%d targets are taken for %s", n, s)
		}
	}
}

// systemOf is the doctor's entry of a system.
func systemOf(r models.DoctorResponse, system string) models.DoctorSystem {
	for _, l := range r.Layers {
		for _, s := range l.Systems {
			if s.System == system {
				return s
			}
		}
	}
	return models.DoctorSystem{}
}
