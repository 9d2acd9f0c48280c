package catalog_test

import (
	"embed"
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// Each file is what one system exposes, as text. Comments say what it must come to:
//
//	# system sglang
//	# scrape pod=llama-0 namespace=chat    labels that the scrape adds
//	# want kv_cache_usage 0.42             the canonical value, of a distribution the mean
//	# label llm_model llama                canonical labels of every series that is read
//	# blank ttft decode_time               signals that must stay empty
//
//go:embed testdata/expositions
var expositions embed.FS

type exposition struct {
	system string
	series []map[string]string
	values []float64
	scrape map[string]string
	want   map[string]float64
	labels map[string]string
	blanks []string
}

func TestExpositions(t *testing.T) {
	files, err := expositions.ReadDir("testdata/expositions")
	if err != nil {
		t.Fatal(err)
	}
	covered := map[string]bool{}
	for _, f := range files {
		t.Run(strings.TrimSuffix(f.Name(), ".prom"), func(t *testing.T) {
			text, err := expositions.ReadFile(path.Join("testdata/expositions", f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			x := parseExposition(t, string(text))
			covered[x.system] = true
			x.check(t)
		})
	}
	for _, s := range mustDefault(t).Systems() {
		if !covered[s.ID] {
			t.Errorf("%s has no exposition", s.ID)
		}
	}
}

func (x exposition) check(t *testing.T) {
	t.Helper()
	c := mustDefault(t)
	sys, ok := c.System(x.system)
	if !ok {
		t.Fatalf("no system %q", x.system)
	}
	for _, id := range sys.SignalIDs() {
		got, found := x.read(t, sys.Signals[id])
		want, wanted := x.want[id]
		switch {
		case !wanted && found:
			t.Errorf("%s reads %v, and nothing is wanted", id, got)
		case wanted && (!found || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want))):
			t.Errorf("%s reads %v, want %v", id, got, want)
		}
	}
	for id := range x.want {
		if len(sys.Signals[id]) == 0 {
			t.Errorf("%s does not report %s", x.system, id)
		}
	}
	for _, id := range x.blanks {
		if _, ok := c.Signal(id); !ok {
			t.Errorf("%s is no signal", id)
		}
		if len(x.want) > 0 && slices.Contains(sys.SignalIDs(), id) {
			if _, found := x.read(t, sys.Signals[id]); found {
				t.Errorf("%s must stay blank", id)
			}
		}
	}
	if sys.Role == catalog.RoleEngine && !x.recognised(sys) {
		t.Errorf("%s is not recognised by its presence metrics", x.system)
	}
	x.foreign(t, c)
}

// recognised tells whether one of the system's presence metrics is among the series.
func (x exposition) recognised(sys catalog.System) bool {
	return slices.ContainsFunc(sys.Presence, func(name string) bool {
		return slices.ContainsFunc(x.series, sys.PresenceAlternative(name).Accepts)
	})
}

// foreign asserts that no other system takes one of these series for its own.
func (x exposition) foreign(t *testing.T, c *catalog.Catalog) {
	t.Helper()
	for _, other := range c.Systems() {
		if other.ID == x.system {
			continue
		}
		all := map[string][]catalog.Alternative{}
		for _, id := range other.SignalIDs() {
			all[id] = other.Signals[id]
		}
		for _, name := range slices.Concat(other.Presence, other.DevicePresence) {
			all["presence"] = append(all["presence"], other.PresenceAlternative(name))
		}
		for id, alternatives := range all {
			for _, a := range alternatives {
				for _, labels := range x.series {
					if a.Accepts(labels) {
						t.Errorf("%s also takes %s for its %s", other.ID, labels["__name__"], id)
					}
				}
			}
		}
	}
}

// read takes the first alternative that has all it needs, and adds up its series as its dims say.
func (x exposition) read(t *testing.T, alternatives []catalog.Alternative) (float64, bool) {
	t.Helper()
	total, found := 0.0, false
	parts := map[string]bool{}
	for _, a := range alternatives {
		if parts[a.PartKey()] {
			continue
		}
		v, ok := x.alternative(t, a)
		if ok {
			parts[a.PartKey()], found = true, true
			total += v
		}
	}
	return total, found
}

func (x exposition) alternative(t *testing.T, a catalog.Alternative) (float64, bool) {
	t.Helper()
	sums := map[string]float64{}
	for _, name := range a.ExposedNames() {
		v, ok := x.sum(t, a, name)
		if !ok && !slices.Contains(a.Optional, name) {
			return 0, false
		}
		sums[name] = v
	}
	scale, _ := a.ScaleFor(slices.Max(slices.Collect(mapsValues(sums))))
	switch {
	case a.Numerator != "":
		return sums[a.Numerator] * scale / sums[a.Denominator], true
	case a.Kind == catalog.KindDistribution:
		return sums[a.Metric+"_sum"] * scale / sums[a.Metric+"_count"], true
	}
	out := 0.0
	for _, v := range sums {
		out += v * scale
	}
	return out, true
}

// sum adds the series of one name; those that differ only in labels that are counted once are read once.
func (x exposition) sum(t *testing.T, a catalog.Alternative, name string) (out float64, found bool) {
	t.Helper()
	seen := map[string]bool{}
	for i, labels := range x.series {
		if labels["__name__"] != name || !a.Accepts(labels) || !a.Valid(x.values[i]) {
			continue
		}
		found = true
		rest := map[string]string{}
		for k, v := range labels {
			if a.Dims[k] != catalog.DimOnce && k != "le" {
				rest[k] = v
			}
		}
		canonical := a.Canonical(labels)
		for k, want := range x.labels {
			if canonical[k] != want {
				t.Errorf("%s: %s is %q, want %q", name, k, canonical[k], want)
			}
		}
		if key := fmt.Sprint(rest); !seen[key] {
			seen[key] = true
			out += x.values[i]
		}
	}
	return out, found
}

func mapsValues(m map[string]float64) func(yield func(float64) bool) {
	return func(yield func(float64) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

var (
	seriesLine = regexp.MustCompile(`^([^{ ]*)(?:\{(.*)\})? (\S+)$`)
	labelPair  = regexp.MustCompile(`("[^"]*"|[^=,"]+)(?:="((?:[^"\\]|\\.)*)")?,?`)
)

func parseExposition(t *testing.T, text string) exposition {
	t.Helper()
	x := exposition{scrape: map[string]string{}, want: map[string]float64{}, labels: map[string]string{}}
	for _, line := range strings.Split(text, "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case words[0] == "#":
			x.directive(t, words[1:])
		default:
			x.line(t, line)
		}
	}
	if len(x.series) == 0 || x.system == "" {
		t.Fatal("no series or no system")
	}
	return x
}

func (x *exposition) directive(t *testing.T, words []string) {
	t.Helper()
	if len(words) < 2 {
		return
	}
	rest := strings.Join(words[2:], " ")
	switch words[0] {
	case "system":
		x.system = words[1]
	case "scrape":
		for _, pair := range words[1:] {
			k, v, _ := strings.Cut(pair, "=")
			x.scrape[k] = v
		}
	case "label":
		x.labels[words[1]] = rest
	case "blank":
		x.blanks = append(x.blanks, words[1:]...)
	case "want":
		v, err := strconv.ParseFloat(rest, 64)
		if err != nil {
			t.Fatalf("want %s: %v", words[1], err)
		}
		x.want[words[1]] = v
	}
}

// line reads `name{label="value"} 1`, and `{"na.me","la.bel"="value"} 1` where names are UTF-8.
func (x *exposition) line(t *testing.T, line string) {
	t.Helper()
	m := seriesLine.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("%q is no series", line)
	}
	labels := map[string]string{"__name__": m[1]}
	for k, v := range x.scrape {
		labels[k] = v
	}
	for _, pair := range labelPair.FindAllStringSubmatch(m[2], -1) {
		name := strings.Trim(pair[1], `"`)
		if !strings.Contains(pair[0], "=") {
			labels["__name__"] = name
			continue
		}
		labels[name] = pair[2]
	}
	v, err := strconv.ParseFloat(m[3], 64)
	if err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	x.series, x.values = append(x.series, labels), append(x.values, v)
}

// of lists one system's alternatives of a signal.
func of(t testing.TB, system, signal string) []catalog.Alternative {
	t.Helper()
	s, ok := mustDefault(t).System(system)
	if !ok || len(s.Signals[signal]) == 0 {
		t.Fatalf("%s does not report %s", system, signal)
	}
	return s.Signals[signal]
}

// namesOf lists the exposed names of alternatives, each once.
func namesOf(as []catalog.Alternative) []string {
	var out []string
	for _, a := range as {
		for _, n := range a.ExposedNames() {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}
