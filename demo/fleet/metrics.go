package fleet

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
)

// ErrNoAnswer is given for an endpoint that refuses connections now, as an
// engine does while it loads its weights.
var ErrNoAnswer = errors.New("the endpoint does not answer")

// WriteMetrics writes what the endpoint exposes now, in Prometheus's text
// format and before any relabelling.
func (t *Target) WriteMetrics(w io.Writer) error {
	t.fleet.mu.Lock()
	defer t.fleet.mu.Unlock()
	if !t.alive(t.fleet.world.now) || (t.answers != nil && !t.answers()) {
		return ErrNoAnswer
	}
	var x exposition
	t.fill(&x)
	order, groups := x.byFamily()
	for _, f := range order {
		name := textName(f.Name)
		if _, err := fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, f.Help, name, f.Type); err != nil {
			return err
		}
		for _, p := range groups[f] {
			if err := p.writeText(w); err != nil {
				return err
			}
		}
	}
	return nil
}

// byFamily groups the probes: the text format wants a family's lines together.
func (x *exposition) byFamily() ([]*Family, map[*Family][]probe) {
	var order []*Family
	groups := map[*Family][]probe{}
	for _, p := range x.probes {
		if groups[p.family] == nil {
			order = append(order, p.family)
		}
		groups[p.family] = append(groups[p.family], p)
	}
	return order, groups
}

func (p probe) writeText(w io.Writer) error {
	for i, v := range p.read(nil) {
		if _, err := fmt.Fprintf(w, "%s %s\n", textSeries(p.raw[i]), strconv.FormatFloat(v, 'g', -1, 64)); err != nil {
			return err
		}
	}
	return nil
}

var escapeValue = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)

func textSeries(l labels.Labels) string {
	var b strings.Builder
	l.Range(func(one labels.Label) {
		if one.Name == model.MetricNameLabel {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(textName(one.Name) + `="` + escapeValue.Replace(one.Value) + `"`)
	})
	name := l.Get(model.MetricNameLabel)
	if !model.LegacyValidation.IsValidMetricName(name) { // quoted, it stands among the labels
		return "{" + textName(name) + "," + b.String() + "}"
	}
	return name + "{" + b.String() + "}"
}

// textName is a name as the text format writes it: in quotes where it has more than letters, digits, _ and colons.
func textName(name string) string {
	if model.LegacyValidation.IsValidMetricName(name) {
		return name
	}
	return `"` + escapeValue.Replace(name) + `"`
}

// Families lists every metric family that the endpoints expose now, so that a
// store can show their types and help texts.
func (f *Fleet) Families() []Family {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Family
	seen := map[string]bool{}
	for _, t := range f.targets {
		if !t.alive(f.world.now) || (t.answers != nil && !t.answers()) {
			continue
		}
		var x exposition
		t.fill(&x)
		for _, p := range x.probes {
			if !seen[p.family.Name] {
				seen[p.family.Name] = true
				out = append(out, *p.family)
			}
		}
	}
	return out
}
