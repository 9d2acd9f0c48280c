package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// File is one YAML file of the catalog: its name, for messages, and its bytes.
type File struct {
	Name string
	Data []byte
}

// signalFile is the schema of a file under signals/.
type signalFile struct {
	Signals []Signal `yaml:"signals"`
}

// Load reads the files of canonical signals and of source systems, and checks them as a whole. The error
// joins every problem found, each with file, signal and field.
func Load(signalFiles, systemFiles []File) (*Catalog, error) {
	var (
		src  sources
		errs []error
	)
	for _, f := range signalFiles {
		var content signalFile
		if err := decodeStrict(f, &content); err != nil {
			errs = append(errs, err)
			continue
		}
		for _, s := range content.Signals {
			src.signals = append(src.signals, located[Signal]{f.Name, s})
		}
	}
	for _, f := range systemFiles {
		var s System
		if err := decodeStrict(f, &s); err != nil {
			errs = append(errs, err)
			continue
		}
		src.systems = append(src.systems, located[System]{f.Name, s})
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return src.catalog(defaultLabels())
}

// located keeps the name of the file beside what was read from it.
type located[T any] struct {
	file  string
	value T
}

// sources is a catalog as it was read, before it is checked and filled.
type sources struct {
	signals []located[Signal]
	systems []located[System]
}

// catalog checks the sources and fills in what they leave to the settings.
func (src sources) catalog(labels settingLabels) (*Catalog, error) {
	if err := src.Validate(); err != nil {
		return nil, err
	}
	signals := make([]Signal, len(src.signals))
	byID := map[string]Signal{}
	for i, s := range src.signals {
		signals[i] = s.value
		byID[s.value.ID] = s.value
	}
	systems := make([]System, len(src.systems))
	for i, s := range src.systems {
		systems[i] = s.value.filled(byID, labels)
	}
	c := build(signals, systems)
	c.src, c.labels = src, labels
	return c, nil
}

// filled is a copy of the system with its defaults merged into every alternative.
func (s System) filled(signals map[string]Signal, labels settingLabels) System {
	s.Labels = labels.in(s.Labels)
	out := make(map[string][]Alternative, len(s.Signals))
	for id, alternatives := range s.Signals {
		var list []Alternative
		for _, a := range alternatives {
			a.Signal, a.Labels = id, labels.in(a.Labels)
			if a.Kind == "" {
				a.Kind = signals[id].Kind
			}
			for _, spelling := range s.spellings(a) {
				s.fill(&spelling)
				list = append(list, spelling)
			}
		}
		out[id] = list
	}
	s.Signals = out
	s.Presence = s.spelled(s.Presence)
	return s
}

// decodeStrict reads exactly one YAML document and refuses unknown keys and repeated ones.
func decodeStrict(f File, into any) error {
	dec := yaml.NewDecoder(bytes.NewReader(f.Data))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: the file is empty", f.Name)
		}
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: more than one YAML document", f.Name)
	}
	return nil
}
