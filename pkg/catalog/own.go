package catalog

import (
	"errors"
	"fmt"
	"slices"
)

// OwnSystem is the id of the system that holds the signals users add in the settings.
const OwnSystem = "own"

// ownLimit bounds the text of the settings, because it is parsed anew for every instance.
const ownLimit = 1 << 20

// OwnSignal is a signal that a user adds: a catalog entry and the ways to read it. Where the id is one of
// the catalog's and nothing but alternatives is given, it adds them to that signal.
type OwnSignal struct {
	Signal       `yaml:",inline"`
	Alternatives []Alternative `yaml:"alternatives"`
}

// ParseOwn reads a list of own signals, as YAML or JSON. Unknown keys are refused.
func ParseOwn(text []byte) ([]OwnSignal, error) {
	if len(text) > ownLimit {
		return nil, fmt.Errorf("own signals: %d bytes are more than the %d allowed", len(text), ownLimit)
	}
	var own []OwnSignal
	if err := decodeStrict(File{Name: "own signals", Data: text}, &own); err != nil {
		return nil, err
	}
	return own, nil
}

// With is a copy of the catalog with own signals, checked as strictly as the files are.
func (c *Catalog) With(own []OwnSignal) (*Catalog, error) {
	if len(own) == 0 {
		return c, nil
	}
	const file = "own signals"
	var src sources
	for _, s := range c.signals {
		src.signals = append(src.signals, located[Signal]{"catalog", s})
	}
	system := System{
		ID: OwnSystem, Title: "Own signals", Role: RoleOwn,
		Labels: ownLabels(), Signals: map[string][]Alternative{},
	}
	var errs []error
	for _, o := range own {
		if _, known := c.byID[o.ID]; !known || o.Signal != (Signal{ID: o.ID}) {
			src.signals = append(src.signals, located[Signal]{file, o.Signal})
		}
		if _, twice := system.Signals[o.ID]; twice {
			errs = append(errs, Problem{file, o.ID, "id", "the id is listed twice"})
		}
		system.Signals[o.ID] = o.Alternatives
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	src.systems = []located[System]{{file, system}}
	added, err := src.catalog()
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(c.Systems(), func(s System) bool { return s.ID == OwnSystem })
	return build(added.signals, append(others, added.systems...)), nil
}

// ownLabels lets own series use the canonical names, with the owner in its usual spellings.
func ownLabels() map[string][]string {
	labels := map[string][]string{}
	for _, name := range Canonical() {
		labels[name] = []string{name}
	}
	var pods, namespaces []string
	for _, set := range OwnerLabelSets() {
		pods = append(pods, set.Pod)
		namespaces = append(namespaces, set.Namespace)
	}
	labels[LabelPod], labels[LabelNamespace] = pods, namespaces
	return labels
}
