package catalog

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
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

// With is a copy of the catalog with own signals in place of those it had, checked as strictly as the files are.
func (c *Catalog) With(own []OwnSignal) (*Catalog, error) {
	if len(own) == 0 {
		return c, nil
	}
	return c.rebuilt(own, c.labels)
}

// rebuilt is the catalog made anew with own signals and the settings' labels.
func (c *Catalog) rebuilt(own []OwnSignal, labels settingLabels) (*Catalog, error) {
	const file = "own signals"
	shipped := func(l located[System]) bool { return l.value.ID != OwnSystem }
	src := sources{signals: slices.Clone(c.src.signals)}
	src.signals = slices.DeleteFunc(src.signals, func(l located[Signal]) bool { return l.file == file })
	for _, l := range c.src.systems {
		if shipped(l) {
			src.systems = append(src.systems, l)
		}
	}
	if len(own) == 0 {
		return src.catalog(labels)
	}
	system := System{
		ID: OwnSystem, Title: "Own signals", Role: RoleOwn,
		Labels: ownLabels(), Signals: map[string][]Alternative{},
	}
	var errs []error
	for _, o := range own {
		if !src.has(o.ID) || !reflect.DeepEqual(o.Signal, Signal{ID: o.ID}) {
			src.signals = append(src.signals, located[Signal]{file, o.complete()})
		}
		if _, twice := system.Signals[o.ID]; twice {
			errs = append(errs, Problem{file, o.ID, "id", "the id is listed twice"})
		}
		system.Signals[o.ID] = o.Alternatives
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	src.systems = append(src.systems, located[System]{file, system})
	return src.catalog(labels)
}

func (src sources) has(id string) bool {
	return slices.ContainsFunc(src.signals, func(l located[Signal]) bool { return l.value.ID == id })
}

// complete fills in what a user need not say.
func (o OwnSignal) complete() Signal {
	s := o.Signal
	s.Title = cmp.Or(s.Title, s.ID)
	s.Description = cmp.Or(s.Description, "A signal of your own, from the data source's settings.")
	s.Unit = cmp.Or(s.Unit, "none")
	if s.Space == "" {
		s.Space = usualSpace[s.Kind]
	}
	return s
}

var usualSpace = map[Kind]Space{
	KindGauge: SpaceIntensive, KindState: SpaceIntensive, KindRatio: SpaceIntensive,
	KindCounter: SpaceAdditive, KindDistribution: SpaceDistribution,
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
	labels[LabelGPUUUID] = []string{LabelGPUUUID, "UUID", "uuid", "device_uuid"}
	labels[LabelTenant] = []string{tenantPlaceholder}
	labels[LabelCurrency] = []string{LabelCurrency}
	return labels
}
